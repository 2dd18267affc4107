// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/svgicon.h"

#include "app/qtsupport/compat.h"
#include "ui/resources.h"

#include <QFile>
#include <QPainter>
#include <QRegularExpression>
#include <QXmlStreamReader>

#include <optional>

namespace Ui {
namespace {

//! Reads `d` of a path: M, L, H, V, C, Q and Z, absolute and relative.
class PathReader
{
public:
    explicit PathReader(const QString &text)
    {
        static const QRegularExpression token(u"[A-Za-z]|-?(?:\\d+\\.?\\d*|\\.\\d+)"_s);
        for (auto it = token.globalMatch(text); it.hasNext();)
            m_tokens.append(it.next().captured());
    }

    std::optional<QPainterPath> read()
    {
        while (m_next < m_tokens.size()) {
            if (m_tokens[m_next].at(0).isLetter())
                m_command = m_tokens[m_next++].at(0);
            if (!step())
                return {};
        }
        return m_path;
    }

private:
    double number()
    {
        bool ok = false;
        const double value = m_next < m_tokens.size() ? m_tokens[m_next++].toDouble(&ok) : 0;
        m_good = m_good && ok;
        return value;
    }
    QPointF point()
    {
        const double x = number();
        const double y = number();
        return m_command.isLower() ? m_at + QPointF(x, y) : QPointF(x, y);
    }
    void lineTo(const QPointF &to)
    {
        m_path.lineTo(to);
        m_at = to;
    }
    bool step()
    {
        switch (m_command.toUpper().unicode()) {
        case u'M':
            m_at = point();
            m_path.moveTo(m_at);
            m_command = m_command.isLower() ? u'l' : u'L'; // further pairs are lines
            break;
        case u'L': lineTo(point()); break;
        case u'H': {
            const double x = number();
            lineTo({ m_command.isLower() ? m_at.x() + x : x, m_at.y() });
            break;
        }
        case u'V': {
            const double y = number();
            lineTo({ m_at.x(), m_command.isLower() ? m_at.y() + y : y });
            break;
        }
        case u'C': {
            const QPointF one = point();
            const QPointF two = point();
            m_at = point();
            m_path.cubicTo(one, two, m_at);
            break;
        }
        case u'Q': {
            const QPointF control = point();
            m_at = point();
            m_path.quadTo(control, m_at);
            break;
        }
        case u'Z':
            m_path.closeSubpath();
            m_at = m_path.currentPosition();
            break;
        default: return false;
        }
        return m_good;
    }

    QStringList m_tokens;
    qsizetype m_next = 0;
    QChar m_command;
    QPointF m_at;
    QPainterPath m_path;
    bool m_good = true;
};

double attribute(const QXmlStreamAttributes &attributes, QLatin1StringView name, double fallback = 0)
{
    bool ok = false;
    const double value = attributes.value(name).toDouble(&ok);
    return ok ? value : fallback;
}

std::optional<QPainterPath> pathOf(const QXmlStreamReader &xml)
{
    const QXmlStreamAttributes attributes = xml.attributes();
    QPainterPath path;
    if (xml.name() == "path"_L1)
        return PathReader(attributes.value("d"_L1).toString()).read();
    if (xml.name() == "circle"_L1) {
        const double radius = attribute(attributes, "r"_L1);
        path.addEllipse({ attribute(attributes, "cx"_L1), attribute(attributes, "cy"_L1) }, radius, radius);
        return path;
    }
    if (xml.name() == "rect"_L1) {
        const double radius = attribute(attributes, "rx"_L1);
        path.addRoundedRect({ attribute(attributes, "x"_L1), attribute(attributes, "y"_L1),
                              attribute(attributes, "width"_L1), attribute(attributes, "height"_L1) },
                            radius, radius);
        return path;
    }
    return {};
}

} // namespace

SvgIcon SvgIcon::load(const QString &name)
{
    initResources();
    QFile file(u":/icons/"_s + name + u".svg"_s);
    return file.open(QIODevice::ReadOnly) ? parse(file.readAll()) : SvgIcon();
}

SvgIcon SvgIcon::parse(const QByteArray &svg)
{
    SvgIcon icon;
    QXmlStreamReader xml(svg);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() == "svg"_L1)
            continue;
        const std::optional<QPainterPath> path = pathOf(xml);
        if (!path)
            return {};
        const QXmlStreamAttributes attributes = xml.attributes();
        Shape shape;
        shape.path = *path;
        shape.strokeWidth = attribute(attributes, "stroke-width"_L1);
        shape.opacity = attribute(attributes, "opacity"_L1, 1);
        icon.m_shapes.append(shape);
    }
    return xml.hasError() ? SvgIcon() : icon;
}

void SvgIcon::paint(QPainter &painter, const QRectF &box, const QColor &colour) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.topLeft());
    painter.scale(box.width() / 24.0, box.height() / 24.0);
    for (const Shape &shape : m_shapes) {
        painter.setOpacity(shape.opacity);
        if (shape.strokeWidth > 0) {
            painter.strokePath(shape.path, QPen(colour, shape.strokeWidth, Qt::SolidLine, Qt::RoundCap,
                                                Qt::RoundJoin));
        } else {
            painter.fillPath(shape.path, colour);
        }
    }
    painter.restore();
}

} // namespace Ui
