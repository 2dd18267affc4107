// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/tray/traymodel.h"

#include "app/qtsupport/compat.h"
#include "ui/text.h"

#include <algorithm>

namespace Ui {

using namespace std::chrono_literals;

namespace {

//! A `&` in a name of somebody else's is no mnemonic.
QString menuText(const QString &foreign)
{
    return printable(foreign, 80).replace(u'&', u"&&"_s);
}

} // namespace

TrayModel::TrayModel(const ContextListModel &contexts, SessionsPort &sessions, const Core::Clock &clock,
                     QObject *parent)
    : QObject(parent)
    , m_contexts(contexts)
    , m_sessions(sessions)
    , m_clock(clock)
{
    connect(&m_contexts, &QAbstractItemModel::modelReset, this, &TrayModel::rebuild);
    connect(&m_contexts, &QAbstractItemModel::dataChanged, this, &TrayModel::rebuild); // a mark came or went
    connect(&m_sessions, &SessionsPort::sessionChanged, this, &TrayModel::rebuild);
    connect(&m_sessions, &SessionsPort::sessionRemoved, this, &TrayModel::rebuild);
    connect(&m_sessions, &SessionsPort::loginStarted, this, &TrayModel::rebuild);
    connect(&m_sessions, &SessionsPort::loginFinished, this, &TrayModel::rebuild);
    connect(&m_ticker, &QTimer::timeout, this, &TrayModel::rebuild);
    m_ticker.start(15s);
    rebuild();
}

QString TrayModel::iconName(TrayState state)
{
    switch (state) {
    case TrayState::Idle: return u"lanyard"_s;
    case TrayState::SignedIn: return u"tray-ready"_s;
    case TrayState::NeedsYou: return u"tray-needed"_s;
    case TrayState::Refreshing: return u"tray-refreshing"_s;
    case TrayState::Offline: return u"tray-offline"_s;
    case TrayState::Locked: return u"tray-locked"_s;
    }
    return {};
}

void TrayModel::rebuild()
{
    QList<TrayEntry> entries;
    const QList<Session::SessionInfo> sessions = m_sessions.sessions();
    using Kind = TrayEntry::Kind;

    addContexts(entries);
    addSessions(entries, sessions);
    entries.append({ Kind::Separator, {}, {}, false, true });
    entries.append({ Kind::Open, tr("Open Lanyard"), {}, false, true });
    entries.append({ Kind::Quit, tr("Quit"), {}, false, true });

    const TrayState state = stateOf(sessions);
    if (entries == m_entries && state == m_state)
        return;
    m_entries = std::move(entries);
    m_state = state;
    // A copy: replace() on the entry itself would take the escape out of the menu, too.
    m_toolTip = u"Lanyard\n"_s + QString(m_entries.first().text).replace(u"&&"_s, u"&"_s);
    Q_EMIT changed();
}

void TrayModel::addContexts(QList<TrayEntry> &entries) const
{
    using Kind = TrayEntry::Kind;
    const ContextEntry *current = m_contexts.current();
    if (current == nullptr) {
        entries.append({ Kind::Title, tr("No current context"), {}, false, false });
    } else {
        const QString nameSpace = current->nameSpace.isEmpty() ? u"default"_s : current->nameSpace;
        entries.append({ Kind::Title, tr("%1 · namespace %2").arg(menuText(current->name), menuText(nameSpace)),
                         {}, false, false });
    }
    if (m_contexts.rowCount() < 2)
        return;
    entries.append({ Kind::Separator, {}, {}, false, true });
    int shown = 0;
    for (const ContextEntry &entry : m_contexts.entries()) {
        if (shown == maxContexts) {
            entries.append({ Kind::MoreContexts,
                             tr("More… (%n)", nullptr, m_contexts.rowCount() - maxContexts), {}, false, true });
            break;
        }
        entries.append({ Kind::Context, menuText(entry.name), entry.name, entry.isCurrent, true,
                         m_contexts.isProtected(entry.name) });
        ++shown;
    }
}

void TrayModel::addSessions(QList<TrayEntry> &entries, const QList<Session::SessionInfo> &sessions) const
{
    using Kind = TrayEntry::Kind;
    if (sessions.isEmpty())
        return;
    entries.append({ Kind::Separator, {}, {}, false, true });
    const auto now = m_clock.now();
    bool refreshable = false;
    for (const Session::SessionInfo &session : sessions.mid(0, maxContexts)) {
        entries.append({ Kind::Session, menuText(sessionLine(session, now)), session.id, false, false });
        refreshable = refreshable || session.refreshable;
        if (session.state == Session::SessionState::LoginNeeded) {
            const QString whom = session.username.isEmpty() ? session.issuer : session.username;
            entries.append({ Kind::SignIn, tr("Sign in: %1…").arg(menuText(whom)), session.id, false, true });
        }
    }
    entries.append({ Kind::RefreshNow, tr("Refresh now"), {}, false, refreshable });
}

TrayState TrayModel::stateOf(const QList<Session::SessionInfo> &sessions)
{
    const auto any = [&sessions](Session::SessionState state) {
        return std::any_of(sessions.cbegin(), sessions.cend(),
                           [state](const Session::SessionInfo &session) { return session.state == state; });
    };
    using enum Session::SessionState;
    // What a person must know first wins.
    if (any(Locked))
        return TrayState::Locked;
    if (any(LoginNeeded) || any(SigningIn))
        return TrayState::NeedsYou;
    if (any(Offline))
        return TrayState::Offline;
    if (any(Refreshing))
        return TrayState::Refreshing;
    return any(Ready) ? TrayState::SignedIn : TrayState::Idle;
}

void TrayModel::refreshAll()
{
    for (const Session::SessionInfo &session : m_sessions.sessions()) {
        if (session.refreshable) {
            // The outcome shows in the session's state; there is nobody to tell it here.
            QtSupport::onFinished<Session::SessionInfo>(m_sessions.refreshNow(session.id), this,
                                                        [](const Core::Result<Session::SessionInfo> &) {});
        }
    }
}

void TrayModel::activate(const TrayEntry &entry)
{
    switch (entry.kind) {
    case TrayEntry::Kind::Context: Q_EMIT contextChosen(entry.id); break;
    case TrayEntry::Kind::MoreContexts: Q_EMIT moreContextsChosen(); break;
    case TrayEntry::Kind::RefreshNow: refreshAll(); break;
    case TrayEntry::Kind::SignIn: Q_EMIT signInChosen(entry.id); break;
    case TrayEntry::Kind::Open: Q_EMIT openChosen(); break;
    case TrayEntry::Kind::Quit: Q_EMIT quitChosen(); break;
    case TrayEntry::Kind::Title:
    case TrayEntry::Kind::Session:
    case TrayEntry::Kind::Separator: break;
    }
}

} // namespace Ui
