// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/signins/signinspage.h"

#include "app/qtsupport/compat.h"
#include "ui/clusters/contextdelegate.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/messagebar.h"

#include <QBoxLayout>
#include <QDesktopServices>
#include <QLineEdit>
#include <QScrollArea>

namespace Ui {

SignInCard::SignInCard(SignInsViewModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
{
    const int unit = Theme::units(this, 1);
    auto *card = new Card(this);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(card);
    m_icon = new IconLabel({}, 1.7, card);
    m_title = new ElidedLabel(card);
    m_title->setFont(Theme::scaled(font(), 1.1, QFont::DemiBold));
    m_line = new ElidedLabel(card);
    m_issuer = new ElidedLabel(card);
    m_facts = new ToneLabel(Theme::Tone::Muted, {}, card);
    m_problem = new ToneLabel(Theme::Tone::Warning, {}, card);
    m_refresh = textButton(u"refresh"_s, tr("Refresh now"), card);
    m_signIn = textButton(u"key"_s, tr("Sign in"), card);
    m_signOut = textButton(u"signout"_s, tr("Sign out"), card);
    m_signOut->setToolTip(tr("End this sign-in at the provider and forget it here"));
    m_pending = buildPending();

    auto *words = new QVBoxLayout;
    words->setSpacing(unit / 6);
    for (QWidget *line : { static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_line),
                           static_cast<QWidget *>(m_issuer), static_cast<QWidget *>(m_facts),
                           static_cast<QWidget *>(m_problem) })
        words->addWidget(line);
    auto *top = new QHBoxLayout;
    top->setSpacing(unit * 3 / 4);
    top->addWidget(m_icon, 0, Qt::AlignTop);
    top->addLayout(words, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    for (QPushButton *button : { m_signIn, m_refresh, m_signOut })
        buttons->addWidget(button);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(unit, unit * 3 / 4, unit, unit * 3 / 4);
    layout->addLayout(top);
    layout->addWidget(m_pending);
    layout->addLayout(buttons);
    connect(m_refresh, &QPushButton::clicked, this, [this] { m_model.refresh(m_id); });
    connect(m_signIn, &QPushButton::clicked, this, [this] { m_model.signIn(m_id); });
    connect(m_signOut, &QPushButton::clicked, this, [this] { m_model.signOut(m_id); });
}

QWidget *SignInCard::buildPending()
{
    auto *holder = new QWidget(this);
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(new ToneLabel(Theme::Tone::Accent,
                                    tr("Finish signing in in your browser. If none has opened, copy this "
                                       "address into one:"),
                                    holder));
    auto *row = new QHBoxLayout;
    m_url = readOnlyLine(tr("Sign-in address"), holder);
    QPushButton *copy = textButton(u"copy"_s, tr("Copy address"), holder);
    auto *cancel = new QPushButton(tr("Cancel"), holder);
    row->addWidget(m_url, 1);
    row->addWidget(copy);
    row->addWidget(cancel);
    layout->addLayout(row);
    connect(copy, &QPushButton::clicked, this, [this] { copyToClipboard(m_url->text()); });
    connect(cancel, &QPushButton::clicked, this, [this] { m_model.cancel(m_id); });
    return holder;
}

void SignInCard::setRow(const SignInRow &row)
{
    using State = Session::SessionState;
    m_id = row.info.id;
    const StateLook look = stateLook(static_cast<int>(row.info.state));
    m_icon->setIcon(look.icon, look.tone);
    m_title->setFullText(row.title);
    m_line->setFullText(row.line);
    m_issuer->setFullText(row.issuer);
    QString facts = tr("Kept in: %1").arg(row.storage);
    if (!row.contexts.isEmpty())
        facts += u'\n' + tr("Used by: %1").arg(row.contexts);
    m_facts->setText(facts);
    m_problem->setText(row.problem);
    m_problem->setVisible(!row.problem.isEmpty());
    const bool waiting = !row.pendingUrl.isEmpty();
    const bool needed = row.info.state == State::LoginNeeded;
    m_signIn->setVisible(needed && !waiting);
    m_refresh->setVisible(row.info.refreshable && !waiting);
    m_refresh->setEnabled(row.info.state != State::Refreshing);
    m_signOut->setVisible(!waiting);
    m_pending->setVisible(waiting);
    m_url->setText(row.pendingUrl.toString(QUrl::FullyEncoded));
    m_url->setCursorPosition(0);
    for (QPushButton *button : { m_refresh, m_signIn, m_signOut })
        button->setAccessibleName(u"%1: %2"_s.arg(button->text(), row.title));
}

SignInsPage::SignInsPage(SignInsViewModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_message(new MessageBar(this))
    , m_empty(new QWidget(this))
{
    const int unit = Theme::units(this, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_message);
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(unit, unit * 3 / 4, unit, unit);
    column->setSpacing(unit * 3 / 4);
    column->addWidget(heading(tr("Sign-ins"), 1.4, content));
    auto *note = new QVBoxLayout(m_empty);
    note->setContentsMargins(0, unit, 0, 0);
    note->addWidget(new ToneLabel(Theme::Tone::Muted,
                                  tr("Nobody is signed in yet. Choose a context and sign in, or add a cluster."),
                                  m_empty));
    column->addWidget(m_empty);
    m_cards = new QVBoxLayout;
    m_cards->setSpacing(unit * 2 / 3);
    column->addLayout(m_cards);
    column->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // what is in it has the focus, and the area follows
    scroll->setWidget(content);
    layout->addWidget(scroll, 1);

    connect(&m_model, &QAbstractItemModel::modelReset, this, &SignInsPage::rebuild);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &SignInsPage::update);
    connect(&m_model, &SignInsViewModel::messageChanged, this, [this] { m_message->show(m_model.message()); });
    connect(m_message, &MessageBar::remedyChosen, &m_model, &SignInsViewModel::resolve);
    connect(m_message, &MessageBar::dismissed, &m_model, &SignInsViewModel::dismissMessage);
    rebuild();
}

void SignInsPage::rebuild()
{
    while (m_shown.size() > m_model.rows().size())
        delete m_shown.takeLast();
    while (m_shown.size() < m_model.rows().size()) {
        auto *card = new SignInCard(m_model, this);
        m_cards->addWidget(card);
        m_shown.append(card);
    }
    m_empty->setVisible(m_shown.isEmpty());
    update();
}

void SignInsPage::update()
{
    for (qsizetype i = 0; i < m_shown.size() && i < m_model.rows().size(); ++i)
        m_shown[i]->setRow(m_model.rows()[i]);
}

} // namespace Ui
