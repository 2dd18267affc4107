// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/widgets/diffview.h"

#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"
#include "ui/text.h"
#include "ui/widgets/basics.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QScrollBar>
#include <QTextBlock>

namespace Ui {

namespace {
constexpr int maxLines = 2000;

//! Foreign bytes stay visible but harmless: no control or bidirectional characters in a line.
QString harmless(const QString &diff)
{
    QString result;
    int count = 0;
    for (const QString &line : diff.split(u'\n')) {
        if (count++ == maxLines)
            return result + DiffView::tr("… the rest is not shown");
        // Key data is a line of many thousand characters; its beginning tells which it is.
        result += printable(line, 400) + u'\n';
    }
    return result.chopped(1);
}

} // namespace

DiffView::DiffView(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFont(Theme::monospace(font()));
    setAccessibleName(tr("What will be written"));
    setTabChangesFocus(true);
}

void DiffView::setDiff(const QString &diff)
{
    setPlainText(harmless(diff));
    paintLines();
    showFirstChange();
}

void DiffView::showFirstChange()
{
    constexpr int linesAbove = 2;
    int headers = 0;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        const QString text = block.text();
        const bool isHeader = text.startsWith("+++"_L1) || text.startsWith("---"_L1);
        if (isHeader && headers++ < 2) // a removed line of dashes looks like one, too
            continue;
        if (text.startsWith(u'+') || text.startsWith(u'-')) {
            verticalScrollBar()->setValue(block.blockNumber() - linesAbove);
            return;
        }
    }
}

void DiffView::showEvent(QShowEvent *event)
{
    QPlainTextEdit::showEvent(event);
    showFirstChange(); // only now the number of lines that fit is known
}

void DiffView::paintLines()
{
    QList<QTextEdit::ExtraSelection> lines;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        const QString text = block.text();
        QTextEdit::ExtraSelection line;
        line.cursor = QTextCursor(block);
        line.cursor.select(QTextCursor::LineUnderCursor);
        line.format.setProperty(QTextFormat::FullWidthSelection, true);
        if (text.startsWith("+++"_L1) || text.startsWith("---"_L1) || text.startsWith("@@"_L1)) {
            line.format.setForeground(Theme::tone(palette(), Theme::Tone::Muted));
        } else if (text.startsWith(u'+')) {
            line.format.setForeground(Theme::tone(palette(), Theme::Tone::Good));
            line.format.setBackground(Theme::tint(palette(), Theme::Tone::Good));
        } else if (text.startsWith(u'-')) {
            line.format.setForeground(Theme::tone(palette(), Theme::Tone::Bad));
            line.format.setBackground(Theme::tint(palette(), Theme::Tone::Bad));
        } else {
            continue;
        }
        lines.append(line);
    }
    setExtraSelections(lines);
}

void DiffView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        paintLines();
    QPlainTextEdit::changeEvent(event);
}

DiffDialog::DiffDialog(const Planned &planned, QWidget *parent)
    : QDialog(parent)
    , m_dontAsk(new QCheckBox(tr("&Don't ask again for switching context or namespace"), this))
{
    const QString summary = printable(QtSupport::toQString(planned.plan.summary));
    setWindowTitle(tr("Review the change"));
    auto *layout = new QVBoxLayout(this);
    const int gap = Theme::units(this, 0.8);
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(gap / 2);
    QLabel *title = heading(summary, 1.15, this);
    title->setWordWrap(true);
    layout->addWidget(title);
    layout->addWidget(new ToneLabel(Theme::Tone::Muted,
                                    tr("These lines change. Everything else in the file stays as it is, "
                                       "comments included."),
                                    this));
    auto *diff = new DiffView(this);
    diff->setDiff(planned.diff);
    diff->setMinimumHeight(diff->fontMetrics().lineSpacing() * 8);
    layout->addWidget(diff, 1);
    for (const std::string &warning : planned.plan.warnings)
        layout->addWidget(new ToneLabel(Theme::Tone::Warning, printable(QtSupport::toQString(warning), 1000), this));
    layout->addWidget(m_dontAsk);
    m_dontAsk->setVisible(planned.isPlainSwitch && planned.guarded.isEmpty());
    auto *buttons = new QDialogButtonBox(this);
    auto *write = new PrimaryButton(tr("&Write"), this);
    write->setObjectName(u"write"_s);
    buttons->addButton(write, QDialogButtonBox::AcceptRole);
    QPushButton *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    addGuard(planned.guarded, write);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(Theme::units(this, 36), Theme::units(this, 24));
    // Enter in a hurry must not write to a protected context.
    QPushButton *first = planned.guarded.isEmpty() ? write : cancel;
    first->setDefault(true);
    first->setFocus();
}

void DiffDialog::addGuard(const QStringList &contexts, QPushButton *write)
{
    if (contexts.isEmpty())
        return;
    const int gap = Theme::units(this, 0.5);
    auto *card = new Card(this);
    card->setTone(Theme::Tone::Bad);
    auto *row = new QHBoxLayout(card);
    row->setContentsMargins(gap, gap, gap, gap);
    auto *icon = new IconLabel({}, 1.25, card);
    icon->setIcon(u"shield"_s, Theme::Tone::Bad);
    row->addWidget(icon, 0, Qt::AlignTop);
    QStringList names;
    for (const QString &name : contexts.mid(0, 5))
        names.append(u"“"_s + printable(name, 80) + u"”"_s);
    auto *words = new QVBoxLayout;
    words->addWidget(new ToneLabel(Theme::Tone::Bad,
                                   contexts.size() > 5
                                           ? tr("Protected: %1 and %n more", nullptr, static_cast<int>(contexts.size()) - 5)
                                                     .arg(names.join(u", "_s))
                                           : tr("Protected: %1").arg(names.join(u", "_s)),
                                   card));
    auto *sure = new QCheckBox(tr("&I mean exactly this"), card);
    sure->setObjectName(u"sure"_s);
    words->addWidget(sure);
    row->addLayout(words, 1);
    static_cast<QBoxLayout *>(layout())->addWidget(card);
    write->setEnabled(false);
    connect(sure, &QCheckBox::toggled, write, &QWidget::setEnabled);
}

void reviewChange(const Planned &planned, PreferencesPort &preferences, QWidget *parent,
                  std::function<void()> confirm, std::function<void()> discard)
{
    auto *dialog = new DiffDialog(planned, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, parent, [dialog, &preferences, confirm = std::move(confirm)] {
        if (dialog->dontAskAgain()) {
            Preferences changed = preferences.preferences();
            changed.confirmSwitch = false;
            preferences.setPreferences(changed);
        }
        confirm();
    });
    QObject::connect(dialog, &QDialog::rejected, parent, std::move(discard));
    dialog->open();
}

bool DiffDialog::dontAskAgain() const
{
    return m_dontAsk->isChecked();
}

} // namespace Ui
