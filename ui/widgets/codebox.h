// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/theme.h"

#include <QPlainTextEdit>

namespace Ui {

//! Text to read and copy, as high as it is long: a fix, a line of a log, a value. Wraps, never scrolls
//! sideways; plain text only.
class CodeBox final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit CodeBox(const QString &accessibleName, QWidget *parent = nullptr);
    void setCode(const QString &text);
    //! Marks what begins at \a position (and underlines it: a colour alone is not for everybody);
    //! -1 marks nothing. Past the end, a mark stands there.
    void setMark(qsizetype position, Theme::Tone tone);
    //! Longer texts scroll.
    void setMaximumLines(int lines);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    //! The page scrolls, not the box.
    void wheelEvent(QWheelEvent *event) override;

private:
    void fitHeight();
    void paintMark();

    int m_maximumLines = 14;
    qsizetype m_mark = -1;
    Theme::Tone m_tone = Theme::Tone::Bad;
};

} // namespace Ui
