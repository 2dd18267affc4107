// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/addcluster/stepindicator.h"

#include "app/qtsupport/compat.h"
#include "ui/theme.h"

#include <QPainter>

namespace Ui {

StepIndicator::StepIndicator(const QStringList &steps, QWidget *parent)
    : QWidget(parent)
    , m_steps(steps)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCurrent(0);
}

void StepIndicator::setCurrent(int step)
{
    m_current = step;
    if (step < m_steps.size())
        setAccessibleName(tr("Step %1 of %2: %3").arg(step + 1).arg(m_steps.size()).arg(m_steps[step]));
    update();
}

QSize StepIndicator::sizeHint() const
{
    return { Theme::units(this, 30), Theme::units(this, 3) };
}

QSize StepIndicator::minimumSizeHint() const
{
    return { Theme::units(this, 14), Theme::units(this, 3) };
}

void StepIndicator::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double disc = Theme::units(this, 1.45);
    const double slot = width() / static_cast<double>(m_steps.size());
    const QColor accent = Theme::tone(palette(), Theme::Tone::Accent);
    const QColor muted = Theme::tone(palette(), Theme::Tone::Muted);
    const double middle = disc / 2 + 1;
    for (int i = 0; i < m_steps.size(); ++i) {
        const int place = layoutDirection() == Qt::LeftToRight ? i : static_cast<int>(m_steps.size()) - 1 - i;
        const QPointF centre(slot * (place + 0.5), middle);
        if (i > 0) {
            const double direction = layoutDirection() == Qt::LeftToRight ? -1 : 1;
            painter.setPen(QPen(i <= m_current ? accent : Theme::border(palette()), 1.5));
            painter.drawLine(centre + QPointF(direction * (slot - disc * 0.75), 0),
                             centre + QPointF(direction * disc * 0.75, 0));
        }
        const bool done = i < m_current;
        const bool now = i == m_current;
        const QRectF box(centre.x() - disc / 2, centre.y() - disc / 2, disc, disc);
        painter.setPen(QPen(done || now ? accent : muted, 1.5));
        painter.setBrush(now ? QBrush(accent) : Qt::NoBrush);
        painter.drawEllipse(box.adjusted(1, 1, -1, -1));
        const QColor ink = now ? palette().color(QPalette::Base) : done ? accent : muted;
        if (done) {
            painter.drawPixmap(box.adjusted(disc * 0.2, disc * 0.2, 0, 0).topLeft(),
                               Theme::pixmap(u"check"_s, static_cast<int>(disc * 0.6), devicePixelRatioF(), ink));
        } else {
            painter.setPen(ink);
            painter.setFont(Theme::scaled(font(), 0.9, QFont::DemiBold));
            painter.drawText(box, Qt::AlignCenter, QString::number(i + 1));
        }
        painter.setPen(now ? palette().color(QPalette::WindowText) : muted);
        painter.setFont(now ? Theme::scaled(font(), 0.92, QFont::DemiBold) : Theme::scaled(font(), 0.92));
        const QRectF words(centre.x() - slot / 2, box.bottom() + 2, slot, height() - box.bottom() - 2);
        painter.drawText(words, Qt::AlignHCenter | Qt::AlignTop,
                         painter.fontMetrics().elidedText(m_steps[i], Qt::ElideRight, static_cast<int>(slot)));
    }
}

} // namespace Ui
