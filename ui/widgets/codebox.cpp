// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/widgets/codebox.h"

#include "app/qtsupport/compat.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QScrollBar>
#include <QTextBlock>
#include <QWheelEvent>

#include <cmath>

namespace Ui {

CodeBox::CodeBox(const QString &accessibleName, QWidget *parent)
    : QPlainTextEdit(parent)
{
    setAccessibleName(accessibleName);
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setUndoRedoEnabled(false);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFont(Theme::monospace(font()));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setSizePolicy(policy);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &CodeBox::fitHeight);
}

void CodeBox::setCode(const QString &text)
{
    if (toPlainText() != text)
        setPlainText(text);
    paintMark();
    fitHeight();
}

void CodeBox::setMark(qsizetype position, Theme::Tone tone)
{
    m_mark = position;
    m_tone = tone;
    const QString text = toPlainText();
    setAccessibleDescription(m_mark < 0                ? QString()
                                     : m_mark >= text.size() ? tr("ends before the other one")
                                                             : tr("differs from character %1 on").arg(m_mark + 1));
    paintMark();
}

void CodeBox::setMaximumLines(int lines)
{
    m_maximumLines = lines;
    fitHeight();
}

void CodeBox::paintMark()
{
    const qsizetype size = toPlainText().size();
    if (m_mark < 0 || size == 0) {
        setExtraSelections({});
        return;
    }
    // A value that ends too early is marked at its last character.
    const int from = static_cast<int>(qMin(m_mark, size - 1));
    QTextEdit::ExtraSelection mark;
    mark.cursor = QTextCursor(document());
    mark.cursor.setPosition(from);
    mark.cursor.setPosition(from + 1, QTextCursor::KeepAnchor);
    QTextEdit::ExtraSelection behind = mark;
    behind.cursor.setPosition(from);
    behind.cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
    behind.format.setForeground(Theme::tone(palette(), m_tone));
    mark.format.setBackground(Theme::tint(palette(), m_tone));
    mark.format.setForeground(Theme::tone(palette(), m_tone));
    mark.format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
    mark.format.setFontWeight(QFont::Bold);
    if (m_mark >= size)
        setExtraSelections({ mark });
    else
        setExtraSelections({ behind, mark });
}

QSize CodeBox::sizeHint() const
{
    return { Theme::units(this, 18), minimumHeight() };
}

QSize CodeBox::minimumSizeHint() const
{
    return { Theme::units(this, 6), minimumHeight() };
}

void CodeBox::fitHeight()
{
    // QPlainTextEdit's document is as high as it has lines.
    const double lines = document()->size().height();
    const double shown = qBound(1.0, lines, static_cast<double>(m_maximumLines));
    const int margins = static_cast<int>(document()->documentMargin() * 2) + frameWidth() * 2;
    const int height = static_cast<int>(std::ceil(shown * fontMetrics().lineSpacing())) + margins;
    setVerticalScrollBarPolicy(lines > m_maximumLines ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    if (height != minimumHeight() || height != maximumHeight())
        setFixedHeight(height);
}

void CodeBox::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    fitHeight();
}

void CodeBox::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintMark();
    else if (event->type() == QEvent::FontChange)
        fitHeight();
}

void CodeBox::wheelEvent(QWheelEvent *event)
{
    if (verticalScrollBar()->maximum() > 0)
        QPlainTextEdit::wheelEvent(event);
    else
        event->ignore();
}

} // namespace Ui
