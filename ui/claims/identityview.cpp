// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/claims/identityview.h"

#include "app/qtsupport/compat.h"
#include "ui/widgets/basics.h"

#include <QBoxLayout>
#include <QGridLayout>

namespace Ui {

namespace {
constexpr qsizetype maxGroups = 200;

QLabel *selectable(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}
}

IdentityView::IdentityView(QWidget *parent)
    : QWidget(parent)
    , m_card(new Card(this))
    , m_caption(heading(tr("The API server knows you as"), 1.0, m_card))
    , m_user(selectable(m_card))
    , m_groups(new QWidget(m_card))
    , m_groupLines(new QVBoxLayout(m_groups))
    , m_facts(new QWidget(m_card))
    , m_icon(new IconLabel({}, 1.1, m_card))
    , m_verdict(selectable(m_card))
    , m_why(new ToneLabel(Theme::Tone::Muted, {}, m_card))
    , m_ask(textButton(u"refresh"_s, tr("As&k the API server"), m_card))
{
    const int unit = Theme::units(this, 1);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_card);
    outer->addStretch();

    auto *layout = new QVBoxLayout(m_card);
    layout->setContentsMargins(unit, unit * 3 / 4, unit, unit * 3 / 4);
    layout->setSpacing(unit / 2);
    layout->addWidget(m_caption);

    m_groupLines->setContentsMargins(0, 0, 0, 0);
    m_groupLines->setSpacing(unit / 6);
    // Not as its accessible name: that would stand in the place of the words for a screen reader.
    m_user->setAccessibleDescription(tr("User name at the API server"));
    m_groups->setAccessibleName(tr("Groups at the API server"));
    // A grid and not a form: a form gives a wrapping label the width of its longest word only.
    auto *grid = new QGridLayout(m_facts);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(unit);
    grid->setVerticalSpacing(unit / 3);
    grid->setColumnStretch(1, 1);
    grid->addWidget(new ToneLabel(Theme::Tone::Muted, tr("User name"), m_facts), 0, 0, Qt::AlignTop);
    grid->addWidget(m_user, 0, 1);
    grid->addWidget(new ToneLabel(Theme::Tone::Muted, tr("Groups"), m_facts), 1, 0, Qt::AlignTop);
    grid->addWidget(m_groups, 1, 1);
    layout->addWidget(m_facts);

    auto *verdict = new QHBoxLayout;
    verdict->setSpacing(unit / 2);
    verdict->addWidget(m_icon, 0, Qt::AlignVCenter);
    verdict->addWidget(m_verdict, 1);
    verdict->addWidget(m_ask, 0, Qt::AlignVCenter);
    layout->addLayout(verdict);
    layout->addWidget(m_why);
    connect(m_ask, &QPushButton::clicked, this, &IdentityView::askChosen);
}

void IdentityView::showGroups(const QStringList &groups)
{
    if (groups == m_shownGroups)
        return;
    m_shownGroups = groups;
    while (QLayoutItem *item = m_groupLines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto add = [this](const QString &text) {
        QLabel *line = selectable(m_groups);
        line->setText(text);
        m_groupLines->addWidget(line);
    };
    for (const QString &group : groups.mid(0, maxGroups))
        add(printable(group));
    if (groups.size() > maxGroups)
        add(tr("and %n more", nullptr, static_cast<int>(groups.size() - maxGroups)));
    if (groups.isEmpty())
        add(tr("none"));
}

void IdentityView::setAnswer(const ServerAnswer &answer, bool canAsk)
{
    using State = ServerAnswer::State;
    m_facts->setVisible(answer.state == State::Answered);
    m_caption->setText(answer.state == State::Answered ? tr("The API server knows you as")
                                                       : tr("Who the API server says you are"));
    m_ask->setVisible(answer.state != State::Asking);
    m_ask->setEnabled(canAsk);
    m_why->setVisible(answer.state == State::Failed);
    switch (answer.state) {
    case State::NotAsked:
        m_icon->setIcon(u"info"_s, Theme::Tone::Muted);
        m_verdict->setText(m_idleText);
        break;
    case State::Asking:
        m_icon->setIcon(u"state-waiting"_s, Theme::Tone::Muted);
        m_verdict->setText(tr("Asking the API server…"));
        break;
    case State::Answered:
        m_user->setText(printable(answer.who.username));
        showGroups(answer.who.groups);
        m_icon->setIcon(u"success"_s, Theme::Tone::Good);
        m_verdict->setText(tr("The API server agrees (asked at %1)").arg(answer.askedAt));
        break;
    case State::Failed:
        m_icon->setIcon(u"error"_s, Theme::Tone::Bad);
        m_verdict->setText(answer.problem.title + u" "_s + tr("(asked at %1)").arg(answer.askedAt));
        m_why->setText((sentence(answer.problem.why) + u'\n' + sentence(answer.problem.fix)).trimmed());
        break;
    }
}

} // namespace Ui
