// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/widgets/sidebar.h"

#include "app/qtsupport/compat.h"
#include "ui/widgets/basics.h"

#include <QBoxLayout>
#include <QFontMetrics>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>

namespace Ui {
namespace {

constexpr int iconRole = Qt::UserRole;

class SideBarDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return { 0, option.fontMetrics.height() * 2 };
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const int unit = option.fontMetrics.height();
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const QRect box = option.rect.adjusted(unit / 3, 1, -unit / 3, -1);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(selected ? Theme::selection(option.palette, true) : Theme::hover(option.palette));
            painter->drawRoundedRect(box, unit * 0.35, unit * 0.35);
        }
        if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
            painter->setPen(QPen(Theme::tone(option.palette, Theme::Tone::Accent), 1.5));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), unit * 0.35, unit * 0.35);
        }
        const bool leftToRight = option.direction == Qt::LeftToRight;
        const int side = static_cast<int>(unit * 1.15);
        const int inset = unit / 2;
        const QRect iconBox(leftToRight ? box.left() + inset : box.right() - inset - side,
                            box.center().y() - side / 2, side, side);
        const QColor ink = option.palette.color(QPalette::WindowText);
        painter->drawPixmap(iconBox.topLeft(),
                            Theme::pixmap(index.data(iconRole).toString(), side,
                                          painter->device()->devicePixelRatioF(),
                                          selected ? Theme::tone(option.palette, Theme::Tone::Accent) : ink));
        painter->setPen(ink);
        painter->setFont(selected ? Theme::scaled(option.font, 1.0, QFont::DemiBold) : option.font);
        const QRect textBox = leftToRight ? box.adjusted(inset + side + unit / 2, 0, -inset, 0)
                                          : box.adjusted(inset, 0, -(inset + side + unit / 2), 0);
        painter->drawText(textBox, static_cast<int>(Qt::AlignVCenter | (leftToRight ? Qt::AlignLeft : Qt::AlignRight)),
                          index.data().toString());
        painter->restore();
    }
};

} // namespace

SideBar::SideBar(QWidget *parent)
    : QWidget(parent)
    , m_list(new QListWidget(this))
{
    const int unit = Theme::units(this, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, unit / 2, 1, unit / 2);
    layout->setSpacing(unit / 2);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setItemDelegate(new SideBarDelegate(m_list));
    m_list->setMouseTracking(true);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setAccessibleName(tr("Pages"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    layout->addWidget(m_list, 1);
    QPushButton *add = textButton(u"add"_s, tr("&Add cluster…"), this);
    add->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_N));
    add->setToolTip(tr("Add a cluster (%1)").arg(add->shortcut().toString(QKeySequence::NativeText)));
    add->setObjectName(u"addCluster"_s);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(unit / 2, 0, unit / 2, 0);
    row->addWidget(add);
    layout->addLayout(row);
    setFixedWidth(qMax(unit * 9, add->sizeHint().width() + unit));
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            Q_EMIT pageChosen(row);
    });
    // A click on the page one is "in" leads back from Add cluster.
    connect(m_list, &QListWidget::itemClicked, this,
            [this](QListWidgetItem *item) { Q_EMIT pageChosen(m_list->row(item)); });
    connect(add, &QPushButton::clicked, this, &SideBar::addClusterChosen);
}

void SideBar::addPage(const QString &icon, const QString &text)
{
    auto *item = new QListWidgetItem(text, m_list);
    item->setData(iconRole, icon);
    // Room for the icon, the gaps and the words in bold, in whatever language.
    const QFontMetrics bold(Theme::scaled(font(), 1.0, QFont::DemiBold));
    setFixedWidth(qMax(width(), bold.horizontalAdvance(text) + Theme::units(this, 3.8)));
    const QKeySequence shortcut(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + m_list->count()));
    item->setToolTip(u"%1 (%2)"_s.arg(text, shortcut.toString(QKeySequence::NativeText)));
}

void SideBar::setCurrent(int page)
{
    const QSignalBlocker quiet(m_list);
    m_list->setCurrentRow(page);
    if (page < 0)
        m_list->clearSelection();
}

void SideBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::sideBar(palette()));
    painter.setPen(Theme::border(palette()));
    const int edge = layoutDirection() == Qt::LeftToRight ? width() - 1 : 0;
    painter.drawLine(edge, 0, edge, height());
}

} // namespace Ui
