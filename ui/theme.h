// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QPalette>
#include <QPixmap>

class QWidget;

//! Colours, sizes and icons. The colours follow the palette of the desktop: text and surfaces are the
//! palette's own, the few colours with a meaning come in a light and a dark kind, each with a
//! contrast of at least 4.5:1 on the page and on a card (held by tests/ui/tst_theme).
namespace Ui::Theme {

enum class Tone {
    Muted, //!< secondary text
    Good,
    Warning,
    Bad,
    Accent, //!< links, the current context
};

[[nodiscard]] bool isDark(const QPalette &palette);
[[nodiscard]] QColor tone(const QPalette &palette, Tone tone);
//! Hairline between a card and the page.
[[nodiscard]] QColor border(const QPalette &palette);
//! Surface of the side bar, a little apart from the page.
[[nodiscard]] QColor sideBar(const QPalette &palette);
//! Surface of a card: lifted from the page, and not the colour of a field that stands on it.
[[nodiscard]] QColor card(const QPalette &palette);
//! A surface tinted with a tone, for badges and message bars.
[[nodiscard]] QColor tint(const QPalette &palette, Tone tone);
//! Behind a selected or hovered row; text on it keeps the palette's text colour.
[[nodiscard]] QColor selection(const QPalette &palette, bool active);
[[nodiscard]] QColor hover(const QPalette &palette);

//! WCAG 2.1 contrast of two opaque colours.
[[nodiscard]] double contrast(const QColor &a, const QColor &b);

//! Sizes grow with the font of the desktop, not in fixed pixels: \a factor of the font's height.
[[nodiscard]] int units(const QWidget *widget, double factor);
[[nodiscard]] QFont scaled(const QFont &font, double factor, QFont::Weight weight = QFont::Normal);
[[nodiscard]] QFont monospace(const QFont &like);

//! A light and a dark palette for the Fusion style: used by the screenshots and where the desktop has
//! no colours of its own to give.
[[nodiscard]] QPalette lightPalette();
[[nodiscard]] QPalette darkPalette();

//! An icon of resources/icons, sharp at any scale. It is drawn in the application's text colour of the
//! moment it is painted, so that it follows a change between light and dark by itself.
[[nodiscard]] QIcon icon(const QString &name);
[[nodiscard]] QPixmap pixmap(const QString &name, int size, qreal devicePixelRatio, const QColor &colour);

} // namespace Ui::Theme
