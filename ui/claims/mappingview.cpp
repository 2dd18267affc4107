// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/claims/mappingview.h"

#include "app/qtsupport/compat.h"
#include "ui/widgets/basics.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QPainter>

namespace Ui {

namespace {

constexpr int maxGroups = 6;

QLabel *valueLabel(const QString &text, QWidget *parent)
{
    auto *label = new ElidedLabel(parent);
    label->setFullText(printable(text));
    return label;
}

} // namespace

MappingArrow::MappingArrow(const QString &prefix, QWidget *parent)
    : QWidget(parent)
    , m_prefix(prefix)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFont(Theme::monospace(font()));
}

QSize MappingArrow::sizeHint() const
{
    const int words = qMin(fontMetrics().horizontalAdvance(m_prefix), Theme::units(this, 7));
    return { qMax(words + Theme::units(this, 1.4), Theme::units(this, 3)), fontMetrics().height() };
}

void MappingArrow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = Theme::tone(palette(), Theme::Tone::Accent);
    painter.setPen(QPen(ink, 1.4));
    const double y = height() / 2.0;
    const double head = height() * 0.22;
    const bool leftToRight = layoutDirection() == Qt::LeftToRight;
    const double from = leftToRight ? 1 : width() - 1, to = leftToRight ? width() - 2 : 2;
    const double back = leftToRight ? to - head : to + head;
    const QString words = fontMetrics().elidedText(m_prefix, Qt::ElideMiddle, width() - static_cast<int>(head * 4));
    const int textWidth = fontMetrics().horizontalAdvance(words);
    if (words.isEmpty()) {
        painter.drawLine(QPointF(from, y), QPointF(to, y));
    } else { // the line goes on behind the words
        const double gap = fontMetrics().height() * 0.15;
        const double left = (width() - textWidth) / 2.0 - gap, right = left + textWidth + 2 * gap;
        painter.drawLine(QPointF(qMin(from, to), y), QPointF(left, y));
        painter.drawLine(QPointF(right, y), QPointF(qMax(from, to), y));
        painter.drawText(rect(), Qt::AlignCenter, words);
    }
    painter.drawLine(QPointF(to, y), QPointF(back, y - head));
    painter.drawLine(QPointF(to, y), QPointF(back, y + head));
}

MappingView::MappingView(QWidget *parent)
    : QWidget(parent)
    , m_card(new Card(this))
    , m_caption(heading(tr("From claims to names at the API server"), 1.0, m_card))
    , m_note(new ToneLabel(Theme::Tone::Muted, {}, m_card))
    , m_ask(textButton(u"refresh"_s, tr("As&k the API server"), m_card))
{
    const int unit = Theme::units(this, 1);
    m_caption->setWordWrap(true); // beside the button it would not fit into a small window
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_card);
    auto *layout = new QVBoxLayout(m_card);
    layout->setContentsMargins(unit * 2 / 3, unit / 2, unit * 2 / 3, unit / 2);
    layout->setSpacing(unit / 4);
    auto *top = new QHBoxLayout;
    top->addWidget(m_caption, 1);
    top->addWidget(m_ask);
    layout->addLayout(top);
    layout->addWidget(m_note);
    connect(m_ask, &QPushButton::clicked, this, &MappingView::askChosen);
    rebuild();
}

void MappingView::setMapping(const Kubernetes::InferredMapping &mapping, ServerAnswer::State state, bool canAsk)
{
    using State = ServerAnswer::State;
    const bool answered = state == State::Answered;
    m_ask->setVisible(state == State::NotAsked || state == State::Failed);
    m_ask->setEnabled(canAsk);
    m_rows->setVisible(answered);
    switch (state) {
    case State::NotAsked: m_note->setText(tr("Which claim becomes your user name and your groups shows when it was asked.")); break;
    case State::Asking: m_note->setText(tr("Asking the API server…")); break;
    case State::Failed: m_note->setText(tr("The API server gave no answer that could be compared; the Identity tab says why.")); break;
    case State::Answered:
        m_note->setText(tr("Worked out from this token and the API server's answer; its configuration may do more."));
        break;
    }
    if (!answered || mapping == m_mapping)
        return;
    m_mapping = mapping;
    rebuild();
    m_rows->show();
}

void MappingView::rebuild()
{
    delete m_rows;
    const int unit = Theme::units(this, 1);
    m_rows = new QWidget(m_card);
    m_grid = new QGridLayout(m_rows);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(unit / 2);
    m_grid->setVerticalSpacing(unit / 5);
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnStretch(4, 1);
    m_row = 0;
    addRow(tr("user name"), m_mapping.username);
    for (const Kubernetes::MappedValue &group : m_mapping.groups.mid(0, maxGroups))
        addRow(tr("group"), group);
    const int more = static_cast<int>(m_mapping.groups.size()) - maxGroups;
    if (more > 0)
        m_grid->addWidget(new ToneLabel(Theme::Tone::Muted, tr("and %n more", nullptr, more), m_rows), m_row++, 1);
    static_cast<QVBoxLayout *>(m_card->layout())->insertWidget(1, m_rows);
}

void MappingView::addRow(const QString &kind, const Kubernetes::MappedValue &value)
{
    const bool isLost = value.result.isEmpty();
    const QString claim = printable(value.claims.value(0));
    if (!claim.isEmpty()) {
        auto *name = new ToneLabel(Theme::Tone::Muted, claim, m_rows);
        name->setFont(Theme::monospace(font()));
        name->setWordWrap(false);
        if (value.claims.size() > 1) { // any of them could be the one
            const QString others = printable(value.claims.mid(1).join(u", "_s));
            name->setText(claim + u'*');
            name->setToolTip(tr("or %1: the same value").arg(others).toHtmlEscaped());
            name->setAccessibleName(tr("%1, or %2 with the same value").arg(claim, others));
        }
        m_grid->addWidget(name, m_row, 0);
        m_grid->addWidget(valueLabel(value.value, m_rows), m_row, 1);
        auto *arrow = new MappingArrow(isLost ? u"✗"_s : printable(value.prefix), m_rows);
        arrow->setAccessibleName(isLost                   ? tr("is not taken over")
                                 : value.prefix.isEmpty() ? tr("becomes, as it is,")
                                                          : tr("becomes, with “%1” before it,").arg(printable(value.prefix)));
        m_grid->addWidget(arrow, m_row, 2);
    } else {
        auto *none = new ToneLabel(Theme::Tone::Muted, tr("of no claim as it is"), m_rows);
        none->setWordWrap(false);
        m_grid->addWidget(none, m_row, 0, 1, 2);
    }
    if (isLost) {
        m_grid->addWidget(new ToneLabel(Theme::Tone::Warning, tr("not at the API server"), m_rows), m_row, 3, 1, 2);
    } else {
        auto *what = new ToneLabel(Theme::Tone::Muted, kind, m_rows);
        what->setWordWrap(false);
        m_grid->addWidget(what, m_row, 3);
        QLabel *result = valueLabel(value.result, m_rows);
        result->setFont(Theme::scaled(font(), 1.0, QFont::DemiBold));
        m_grid->addWidget(result, m_row, 4);
    }
    ++m_row;
}

} // namespace Ui
