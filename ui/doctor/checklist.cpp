// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/doctor/checklist.h"

#include "app/qtsupport/compat.h"
#include "ui/doctor/doctorwords.h"
#include "ui/widgets/basics.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QResizeEvent>

namespace Ui {

namespace {

struct Look
{
    QString icon;
    Theme::Tone tone;
};

Look lookOf(const DoctorCheck &check)
{
    switch (check.state) {
    case DoctorCheck::State::Running: return { u"state-waiting"_s, Theme::Tone::Muted };
    case DoctorCheck::State::Fine: return { u"success"_s, Theme::Tone::Good };
    case DoctorCheck::State::NotChecked: return { u"state-none"_s, Theme::Tone::Muted };
    case DoctorCheck::State::Found: break;
    }
    return check.worst == Severity::Error  ? Look { u"error"_s, Theme::Tone::Bad }
            : check.worst == Severity::Warning ? Look { u"warning"_s, Theme::Tone::Warning }
                                               : Look { u"info"_s, Theme::Tone::Accent };
}

QString noteOf(const DoctorCheck &check)
{
    switch (check.state) {
    case DoctorCheck::State::Running: return CheckList::tr("checking…");
    case DoctorCheck::State::Fine: return CheckList::tr("fine");
    case DoctorCheck::State::NotChecked: return CheckList::tr("not checked");
    case DoctorCheck::State::Found: break;
    }
    const QString found = CheckList::tr("%n finding(s)", nullptr, check.found);
    return check.open == 0 ? found : found + u", "_s + CheckList::tr("%n not checked", nullptr, check.open);
}

} // namespace

CheckList::CheckList(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(Theme::units(this, 1));
    m_grid->setVerticalSpacing(Theme::units(this, 0.3));
}

CheckList::Line CheckList::makeLine()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::units(this, 0.4));
    Line line { row, new IconLabel({}, 1.1, row), new QLabel(row), new ToneLabel(Theme::Tone::Muted, {}, row) };
    line.text->setTextFormat(Qt::PlainText);
    line.note->setWordWrap(false);
    layout->addWidget(line.icon);
    layout->addWidget(line.text);
    layout->addWidget(line.note);
    layout->addStretch();
    return line;
}

void CheckList::setChecks(const QList<DoctorCheck> &checks)
{
    if (checks == m_checks)
        return;
    m_checks = checks;
    while (m_lines.size() > checks.size())
        delete m_lines.takeLast().row;
    while (m_lines.size() < checks.size())
        m_lines.append(makeLine());
    for (qsizetype i = 0; i < checks.size(); ++i) {
        const DoctorCheck &check = checks[i];
        const Look look = lookOf(check);
        const Line &line = m_lines[i];
        line.icon->setIcon(look.icon, look.tone);
        line.text->setText(check.name);
        line.note->setText(noteOf(check));
        line.row->setToolTip(check.why.toHtmlEscaped());
        line.row->setAccessibleName(u"%1: %2"_s.arg(check.name, line.note->text()));
        line.row->setAccessibleDescription(check.why);
    }
    m_columns = 0;
    place();
}

void CheckList::place()
{
    const int columns = width() >= Theme::units(this, 30) ? 2 : 1;
    if (columns == m_columns || m_lines.isEmpty())
        return;
    m_columns = columns;
    const int rows = (static_cast<int>(m_lines.size()) + columns - 1) / columns;
    for (int i = 0; i < static_cast<int>(m_lines.size()); ++i) {
        m_grid->addWidget(m_lines[i].row, i % rows, i / rows);
        m_lines[i].row->show();
    }
    for (int column = 0; column < 2; ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
}

void CheckList::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

} // namespace Ui
