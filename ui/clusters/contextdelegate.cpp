// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/clusters/contextdelegate.h"

#include "app/qtsupport/compat.h"
#include "app/session/sessioninfo.h"
#include "ui/clusters/contextlistmodel.h"

#include <QPainter>

namespace Ui {

StateLook stateLook(int sessionState)
{
    if (sessionState < 0)
        return { u"state-none"_s, Theme::Tone::Muted };
    switch (static_cast<Session::SessionState>(sessionState)) {
    case Session::SessionState::Ready: return { u"state-ready"_s, Theme::Tone::Good };
    case Session::SessionState::Refreshing: return { u"state-refreshing"_s, Theme::Tone::Accent };
    case Session::SessionState::SigningIn: return { u"state-waiting"_s, Theme::Tone::Accent };
    case Session::SessionState::LoginNeeded: return { u"state-needed"_s, Theme::Tone::Warning };
    case Session::SessionState::Offline: return { u"state-offline"_s, Theme::Tone::Muted };
    case Session::SessionState::Locked: return { u"state-locked"_s, Theme::Tone::Warning };
    }
    return {};
}

QSize ContextDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return { option.fontMetrics.height() * 8, static_cast<int>(option.fontMetrics.height() * 2.75) };
}

void ContextDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int unit = option.fontMetrics.height();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool current = index.data(ContextListModel::CurrentRole).toBool();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);

    const QRectF box = QRectF(option.rect).adjusted(unit * 0.25, 1, -unit * 0.25, -1);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? Theme::selection(option.palette, true) : Theme::hover(option.palette));
        painter->drawRoundedRect(box, unit * 0.35, unit * 0.35);
    }
    const bool leftToRight = option.direction == Qt::LeftToRight;
    if (current) { // a bar at the beginning of the row and a bold name: not only a colour
        painter->setPen(Qt::NoPen);
        painter->setBrush(Theme::tone(option.palette, Theme::Tone::Accent));
        const double x = leftToRight ? box.left() + 2 : box.right() - 5;
        painter->drawRoundedRect(QRectF(x, box.top() + unit * 0.5, 3, box.height() - unit), 1.5, 1.5);
    }

    QRect content = box.toRect().adjusted(unit * 2 / 3, 0, -unit / 2, 0);
    const int state = index.data(ContextListModel::SessionStateRole).toInt();
    if (state >= 0) {
        const StateLook look = stateLook(state);
        const int side = static_cast<int>(unit * 0.95);
        const QRect iconBox(leftToRight ? content.right() - side : content.left(), content.center().y() - side / 2,
                            side, side);
        painter->drawPixmap(iconBox.topLeft(),
                            Theme::pixmap(look.icon, side, painter->device()->devicePixelRatioF(),
                                          Theme::tone(option.palette, look.tone)));
        content = leftToRight ? content.adjusted(0, 0, -side - unit / 2, 0)
                              : content.adjusted(side + unit / 2, 0, 0, 0);
    }

    const auto align = static_cast<int>(Qt::AlignVCenter | (leftToRight ? Qt::AlignLeft : Qt::AlignRight));
    const QFont nameFont = current ? Theme::scaled(option.font, 1.0, QFont::DemiBold) : option.font;
    const QFont serverFont = Theme::scaled(option.font, 0.88);
    const int top = static_cast<int>(box.top() + unit * 0.3);
    const QRect nameBox(content.left(), top, content.width(), static_cast<int>(unit * 1.1));
    const QRect serverBox(content.left(), nameBox.bottom() + 1, content.width(), unit);
    painter->setPen(option.palette.color(QPalette::Text));
    painter->setFont(nameFont);
    painter->drawText(nameBox, align,
                      QFontMetrics(nameFont).elidedText(index.data().toString(), Qt::ElideMiddle, nameBox.width()));
    painter->setPen(Theme::tone(option.palette, Theme::Tone::Muted));
    painter->setFont(serverFont);
    QString server = index.data(ContextListModel::ServerRole).toString();
    if (server.startsWith("https://"_L1))
        server.remove(0, 8);
    painter->drawText(serverBox, align,
                      QFontMetrics(serverFont).elidedText(server, Qt::ElideRight, serverBox.width()));
    painter->restore();
}

} // namespace Ui
