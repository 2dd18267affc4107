// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/theme.h"

#include "ui/svgicon.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QIconEngine>
#include <QPainter>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace Ui::Theme {
namespace {

QColor mix(const QColor &over, const QColor &under, double share)
{
    const auto part = [share](int a, int b) {
        return static_cast<int>(std::lround(a * share + b * (1.0 - share)));
    };
    return QColor(part(over.red(), under.red()), part(over.green(), under.green()),
                  part(over.blue(), under.blue()));
}

double luminance(const QColor &colour)
{
    const auto linear = [](double channel) {
        return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
            + 0.0722 * linear(colour.blueF());
}

//! Draws one SvgIcon in the colour that the palette has when it is painted.
class PaletteIconEngine final : public QIconEngine
{
public:
    explicit PaletteIconEngine(const QString &name)
        : m_name(name)
        , m_icon(SvgIcon::load(name))
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const QPalette palette = QGuiApplication::palette();
        const QColor colour = mode == QIcon::Disabled
                ? palette.color(QPalette::Disabled, QPalette::ButtonText)
                : mode == QIcon::Selected ? palette.color(QPalette::HighlightedText)
                                          : palette.color(QPalette::Active, QPalette::ButtonText);
        m_icon.paint(*painter, rect, colour);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap result(size);
        result.fill(Qt::transparent);
        QPainter painter(&result);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return result;
    }
    QIconEngine *clone() const override { return new PaletteIconEngine(m_name); }

private:
    QString m_name;
    SvgIcon m_icon;
};

//! Moves \a colour towards the text colour until it can be read on every surface of the theme.
QColor readable(QColor colour, const QPalette &palette)
{
    const QColor text = palette.color(QPalette::WindowText);
    const QColor surfaces[] = { palette.color(QPalette::Window), palette.color(QPalette::Base),
                                sideBar(palette), card(palette), mix(colour, palette.color(QPalette::Base), 0.14) };
    const auto worst = [&surfaces](const QColor &ink) {
        double least = 21;
        for (const QColor &surface : surfaces)
            least = std::min(least, contrast(ink, surface));
        return least;
    };
    for (int step = 0; step < 20 && worst(colour) < 4.6; ++step)
        colour = mix(text, colour, 0.1);
    return colour;
}

} // namespace

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightnessF() < 0.5F;
}

QColor tone(const QPalette &palette, Tone tone)
{
    const bool dark = isDark(palette);
    switch (tone) {
    case Tone::Muted:
        return readable(mix(palette.color(QPalette::WindowText), palette.color(QPalette::Window), 0.62),
                        palette);
    case Tone::Good: return readable(dark ? QColor(0x6c, 0xc7, 0x8e) : QColor(0x1a, 0x7f, 0x45), palette);
    case Tone::Warning:
        return readable(dark ? QColor(0xe6, 0xb4, 0x50) : QColor(0x8f, 0x5b, 0x00), palette);
    case Tone::Bad: return readable(dark ? QColor(0xff, 0x8f, 0x87) : QColor(0xb3, 0x26, 0x1e), palette);
    case Tone::Accent:
        return readable(dark ? QColor(0x8a, 0xb4, 0xf8) : QColor(0x1f, 0x5f, 0xbf), palette);
    }
    return palette.color(QPalette::WindowText);
}

QColor border(const QPalette &palette)
{
    return mix(palette.color(QPalette::WindowText), palette.color(QPalette::Window), 0.16);
}

QColor sideBar(const QPalette &palette)
{
    return mix(palette.color(QPalette::WindowText), palette.color(QPalette::Window), 0.035);
}

QColor card(const QPalette &palette)
{
    return isDark(palette) ? mix(palette.color(QPalette::WindowText), palette.color(QPalette::Window), 0.05)
                           : palette.color(QPalette::Base);
}

QColor tint(const QPalette &palette, Tone which)
{
    return mix(tone(palette, which), palette.color(QPalette::Base), isDark(palette) ? 0.18 : 0.10);
}

QColor selection(const QPalette &palette, bool active)
{
    return active ? mix(tone(palette, Tone::Accent), palette.color(QPalette::Base), isDark(palette) ? 0.26 : 0.15)
                  : mix(palette.color(QPalette::WindowText), palette.color(QPalette::Base), 0.09);
}

QColor hover(const QPalette &palette)
{
    return mix(palette.color(QPalette::WindowText), palette.color(QPalette::Base), 0.05);
}

double contrast(const QColor &a, const QColor &b)
{
    const double one = luminance(a) + 0.05;
    const double two = luminance(b) + 0.05;
    return std::max(one, two) / std::min(one, two);
}

int units(const QWidget *widget, double factor)
{
    return static_cast<int>(std::lround(widget->fontMetrics().height() * factor));
}

QFont scaled(const QFont &font, double factor, QFont::Weight weight)
{
    QFont result = font;
    if (result.pointSizeF() > 0)
        result.setPointSizeF(result.pointSizeF() * factor);
    else
        result.setPixelSize(static_cast<int>(std::lround(result.pixelSize() * factor)));
    result.setWeight(weight);
    return result;
}

QFont monospace(const QFont &like)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (like.pointSizeF() > 0)
        font.setPointSizeF(like.pointSizeF());
    return font;
}

QPalette lightPalette()
{
    QPalette palette(QColor(0xf6, 0xf7, 0xf8), QColor(0xf6, 0xf7, 0xf8));
    const QColor text(0x1d, 0x20, 0x24);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::AlternateBase, QColor(0xf6, 0xf7, 0xf8));
    palette.setColor(QPalette::Button, QColor(0xf6, 0xf7, 0xf8));
    palette.setColor(QPalette::ToolTipBase, Qt::white);
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::PlaceholderText, QColor(0x68, 0x6e, 0x76));
    palette.setColor(QPalette::Highlight, QColor(0x1f, 0x5f, 0xbf));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x1f, 0x5f, 0xbf));
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        palette.setColor(QPalette::Disabled, role, QColor(0x9a, 0x9f, 0xa6));
    return palette;
}

QPalette darkPalette()
{
    QPalette palette(QColor(0x24, 0x26, 0x29), QColor(0x24, 0x26, 0x29));
    const QColor text(0xe6, 0xe8, 0xea);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::Base, QColor(0x1c, 0x1e, 0x20));
    palette.setColor(QPalette::AlternateBase, QColor(0x24, 0x26, 0x29));
    palette.setColor(QPalette::Button, QColor(0x33, 0x36, 0x3a));
    palette.setColor(QPalette::ToolTipBase, QColor(0x33, 0x36, 0x3a));
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::PlaceholderText, QColor(0x9b, 0xa1, 0xa8));
    palette.setColor(QPalette::Highlight, QColor(0x2f, 0x63, 0xb8));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x8a, 0xb4, 0xf8));
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        palette.setColor(QPalette::Disabled, role, QColor(0x75, 0x7a, 0x80));
    return palette;
}

QPixmap pixmap(const QString &name, int size, qreal devicePixelRatio, const QColor &colour)
{
    QPixmap result(QSize(size, size) * devicePixelRatio);
    result.setDevicePixelRatio(devicePixelRatio);
    result.fill(Qt::transparent);
    QPainter painter(&result);
    SvgIcon::load(name).paint(painter, QRectF(0, 0, size, size), colour);
    return result;
}

QIcon icon(const QString &name)
{
    return QIcon(new PaletteIconEngine(name));
}

} // namespace Ui::Theme
