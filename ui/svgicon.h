// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <QList>
#include <QPainterPath>
#include <QRectF>
#include <QString>

class QColor;
class QPainter;

namespace Ui {

//! One drawing of resources/icons: a 24×24 box of paths, circles and rounded rectangles, filled or
//! stroked in one colour, which is chosen when painting so that icons follow the palette.
//!
//! Reads the part of SVG that our own drawings use and nothing else. Qt Svg would do it too, but its
//! plugin is a package of its own that is missing on many desktops, and an app without icons is the
//! result.
class SvgIcon
{
public:
    //! The drawing resources/icons/\a name.svg; isNull() when there is none or it is not understood.
    [[nodiscard]] static SvgIcon load(const QString &name);
    [[nodiscard]] static SvgIcon parse(const QByteArray &svg);

    [[nodiscard]] bool isNull() const { return m_shapes.isEmpty(); }
    void paint(QPainter &painter, const QRectF &box, const QColor &colour) const;

private:
    struct Shape
    {
        QPainterPath path;
        double strokeWidth = 0; //!< 0: filled
        double opacity = 1;
    };
    QList<Shape> m_shapes;
};

} // namespace Ui
