// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/widgets/messagebar.h"

#include "app/qtsupport/compat.h"

#include <QAccessible>
#include <QBoxLayout>

namespace Ui {

MessageBar::MessageBar(QWidget *parent)
    : QWidget(parent)
    , m_card(new Card(this))
    , m_icon(new IconLabel({}, 1.25, m_card))
    , m_title(wrappingLabel(m_card))
    , m_why(wrappingLabel(m_card))
    , m_fix(wrappingLabel(m_card))
    , m_action(new QPushButton(m_card))
{
    const int gap = Theme::units(this, 0.5);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(gap * 2, gap, gap * 2, 0);
    outer->addWidget(m_card);
    auto *row = new QHBoxLayout(m_card);
    row->setContentsMargins(gap + 2, gap, gap, gap);
    row->setSpacing(gap);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    m_title->setFont(Theme::scaled(m_title->font(), 1.0, QFont::DemiBold));
    words->addWidget(m_title);
    words->addWidget(m_why);
    words->addWidget(m_fix);
    row->addLayout(words, 1);
    row->addWidget(m_action, 0, Qt::AlignVCenter);
    QToolButton *close = iconButton(u"close"_s, tr("Dismiss this message"), m_card);
    row->addWidget(close, 0, Qt::AlignTop);
    connect(close, &QToolButton::clicked, this, &MessageBar::dismissed);
    m_action->setObjectName(u"remedy"_s);
    connect(m_action, &QPushButton::clicked, this, [this] { Q_EMIT remedyChosen(m_remedy); });
    hide();
}

void MessageBar::show(const std::optional<Message> &message)
{
    setVisible(message.has_value());
    if (!message)
        return;
    const SeverityLook look = lookOf(message->severity);
    m_card->setTone(look.tone);
    m_icon->setIcon(look.icon, look.tone);
    m_title->setText(message->title);
    m_why->setText(sentence(message->why));
    m_why->setVisible(!message->why.isEmpty());
    m_fix->setText(sentence(message->fix));
    m_fix->setVisible(!message->fix.isEmpty());
    m_remedy = message->remedy;
    m_action->setText(remedyText(m_remedy));
    m_action->setVisible(m_remedy != Remedy::None);
    // A screen reader says it at once: nothing modal draws its attention.
    setAccessibleName(message->title + u". "_s + m_why->text() + u' ' + m_fix->text());
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace Ui
