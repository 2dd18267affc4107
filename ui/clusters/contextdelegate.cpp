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

namespace {

//! The heading above a row: the first one of its group has it.
QString headingOf(const QModelIndex &index)
{
    const QString group = index.data(ContextListModel::GroupRole).toString();
    if (group.isEmpty() || index.row() == 0)
        return group;
    const QString before = index.siblingAtRow(index.row() - 1).data(ContextListModel::GroupRole).toString();
    return group == before ? QString() : group;
}

int headingHeight(const QStyleOptionViewItem &option)
{
    return static_cast<int>(option.fontMetrics.height() * 1.7);
}

//! Draws the heading and takes its room off the option.
void paintHeading(QPainter *painter, QStyleOptionViewItem &option, const QString &heading)
{
    const int unit = option.fontMetrics.height();
    const QRect box(option.rect.left(), option.rect.top(), option.rect.width(), headingHeight(option));
    painter->setPen(Theme::tone(option.palette, Theme::Tone::Muted));
    painter->setFont(Theme::scaled(option.font, 0.88, QFont::DemiBold));
    const QRect text = box.adjusted(unit / 2, unit / 2, -unit / 2, 0);
    painter->drawText(text, static_cast<int>(Qt::AlignVCenter) | static_cast<int>(Qt::AlignLeading),
                      painter->fontMetrics().elidedText(heading, Qt::ElideMiddle, text.width()));
    option.rect.setTop(box.bottom() + 1);
}

//! Draws an icon at the end of \a content and takes its room off.
void paintIcon(QPainter *painter, const QStyleOptionViewItem &option, const StateLook &look, QRect &content)
{
    const int unit = option.fontMetrics.height();
    const int side = static_cast<int>(unit * 0.95);
    const bool leftToRight = option.direction == Qt::LeftToRight;
    const QPoint corner(leftToRight ? content.right() - side : content.left(), content.center().y() - side / 2);
    painter->drawPixmap(corner, Theme::pixmap(look.icon, side, painter->device()->devicePixelRatioF(),
                                              Theme::tone(option.palette, look.tone)));
    content = leftToRight ? content.adjusted(0, 0, -side - unit / 2, 0) : content.adjusted(side + unit / 2, 0, 0, 0);
}

} // namespace

QSize ContextDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int row = static_cast<int>(option.fontMetrics.height() * 2.75);
    return { option.fontMetrics.height() * 8, headingOf(index).isEmpty() ? row : row + headingHeight(option) };
}

void ContextDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const
{
    QStyleOptionViewItem option = given;
    const int unit = option.fontMetrics.height();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool current = index.data(ContextListModel::CurrentRole).toBool();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (const QString heading = headingOf(index); !heading.isEmpty())
        paintHeading(painter, option, heading);

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
    if (state >= 0)
        paintIcon(painter, option, stateLook(state), content);
    if (index.data(ContextListModel::ProtectedRole).toBool())
        paintIcon(painter, option, { u"shield"_s, Theme::Tone::Bad }, content);

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
    if (const QString file = index.data(ContextListModel::FileRole).toString(); !file.isEmpty())
        server = file + u" · "_s + server;
    painter->drawText(serverBox, align,
                      QFontMetrics(serverFont).elidedText(server, Qt::ElideRight, serverBox.width()));
    painter->restore();
}

} // namespace Ui
