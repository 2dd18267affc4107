// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <QProxyStyle>

namespace Ui {

//! The style of the desktop, mended where it cannot be read:
//! - Fusion draws the outline of a check box darker than the window, which in a dark window is not seen.
//! - Where no desktop gives icons for the buttons of dialogs, Qt's own are drawn, black on dark; ours have texts.
class Style final : public QProxyStyle
{
    Q_OBJECT

public:
    using QProxyStyle::QProxyStyle;

    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                                QStyleHintReturn *returned) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;

private:
    [[nodiscard]] bool isFusion() const;
};

} // namespace Ui
