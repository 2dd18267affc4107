// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/signins/signinsviewmodel.h"

#include "app/qtsupport/compat.h"

#include <algorithm>

namespace Ui {

using namespace std::chrono_literals;

SignInsViewModel::SignInsViewModel(SessionsPort &sessions, const ContextListModel &contexts,
                                   const Core::Clock &clock, QObject *parent)
    : QAbstractListModel(parent)
    , m_sessions(sessions)
    , m_contexts(contexts)
    , m_clock(clock)
{
    connect(&m_sessions, &SessionsPort::sessionChanged, this, &SignInsViewModel::update);
    connect(&m_sessions, &SessionsPort::loginStarted, this, &SignInsViewModel::update);
    connect(&m_sessions, &SessionsPort::loginFinished, this, &SignInsViewModel::update);
    connect(&m_sessions, &SessionsPort::sessionRemoved, this, &SignInsViewModel::reload);
    connect(&m_contexts, &QAbstractItemModel::modelReset, this, &SignInsViewModel::tick);
    connect(&m_ticker, &QTimer::timeout, this, &SignInsViewModel::tick);
    m_ticker.start(15s);
    reload();
}

void SignInsViewModel::reload()
{
    QList<SignInRow> rows;
    for (const Session::SessionInfo &session : m_sessions.sessions())
        rows.append(rowOf(session));
    std::sort(rows.begin(), rows.end(), [](const SignInRow &a, const SignInRow &b) {
        return std::tie(a.title, a.issuer, a.info.id) < std::tie(b.title, b.issuer, b.info.id);
    });
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void SignInsViewModel::tick()
{
    for (SignInRow &row : m_rows) {
        if (const auto session = m_sessions.session(row.info.id))
            row = rowOf(*session);
    }
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void SignInsViewModel::update(const QString &sessionId)
{
    const auto session = m_sessions.session(sessionId);
    const auto row = std::find_if(m_rows.begin(), m_rows.end(),
                                  [&](const SignInRow &known) { return known.info.id == sessionId; });
    if (!session || row == m_rows.end()) {
        reload();
        return;
    }
    *row = rowOf(*session);
    const QModelIndex changed = index(static_cast<int>(row - m_rows.begin()));
    Q_EMIT dataChanged(changed, changed);
}

SignInRow SignInsViewModel::rowOf(const Session::SessionInfo &session) const
{
    SignInRow row;
    row.info = session;
    row.title = !session.username.isEmpty() ? printable(session.username)
            : !session.account.isEmpty()    ? printable(session.account)
                                            : tr("Nobody yet");
    row.issuer = printable(session.issuer);
    row.line = stateText(session.state);
    if (session.expiresAt && session.state != Session::SessionState::LoginNeeded) {
        row.line += u" · "_s
                + timeLeft(std::chrono::duration_cast<std::chrono::seconds>(*session.expiresAt - m_clock.now()));
    }
    row.storage = storageText(session.storage);
    const QStringList users = m_contexts.usersOf(session.id);
    QStringList shown;
    for (const QString &name : users.mid(0, 3))
        shown.append(printable(name, 60));
    row.contexts = shown.join(u", "_s);
    if (users.size() > 3)
        row.contexts += u' ' + tr("and %n more", nullptr, static_cast<int>(users.size() - 3));
    if (session.problem)
        row.problem = describe(*session.problem).why;
    row.pendingUrl = m_sessions.pendingLoginUrl(session.id);
    return row;
}

void SignInsViewModel::signIn(const QString &sessionId)
{
    const auto request = m_sessions.request(sessionId);
    if (!request)
        return;
    dismissMessage();
    QtSupport::onFinished<Session::SessionInfo>(
            m_sessions.logIn(*request), this, [this, sessionId](Core::Result<Session::SessionInfo> done) {
                if (!done)
                    fail(done.error(), sessionId, [this, sessionId] { signIn(sessionId); });
                update(sessionId);
            });
    update(sessionId);
}

void SignInsViewModel::cancel(const QString &sessionId)
{
    m_sessions.cancelLogin(sessionId);
}

void SignInsViewModel::refresh(const QString &sessionId)
{
    dismissMessage();
    QtSupport::onFinished<Session::SessionInfo>(
            m_sessions.refreshNow(sessionId), this, [this, sessionId](Core::Result<Session::SessionInfo> done) {
                if (!done)
                    fail(done.error(), sessionId, [this, sessionId] { refresh(sessionId); });
            });
}

void SignInsViewModel::signOut(const QString &sessionId)
{
    dismissMessage();
    QtSupport::onFinished<Session::LogoutOutcome>(
            m_sessions.logOut(sessionId), this, [this, sessionId](Core::Result<Session::LogoutOutcome> done) {
                if (!done) {
                    fail(done.error(), sessionId, [this, sessionId] { signOut(sessionId); });
                    return;
                }
                if (done->revoked) {
                    say({ Severity::Success, tr("Signed out. The provider has ended the sign-in."), {}, {}, {} });
                } else {
                    say({ Severity::Warning, tr("Signed out on this computer"),
                          tr("The provider did not confirm that it forgot the sign-in."),
                          tr("If this computer is not yours, end the session at the provider too."), {} });
                }
                if (done->endSessionUrl.isValid() && !done->endSessionUrl.isEmpty())
                    Q_EMIT endSessionOffered(done->endSessionUrl);
            });
}

void SignInsViewModel::fail(const Core::Error &error, const QString &sessionId, std::function<void()> again)
{
    if (error.code == Core::ErrorCode::Canceled)
        return; // the person did that
    m_failedSession = sessionId;
    m_again = std::move(again);
    say(describe(error));
}

void SignInsViewModel::resolve(Remedy remedy)
{
    dismissMessage();
    if (remedy == Remedy::SignIn)
        signIn(m_failedSession);
    if (remedy != Remedy::Retry || !m_again)
        return;
    const auto again = m_again; // running it may set another one
    again();
}

void SignInsViewModel::say(const Message &message)
{
    m_message = message;
    Q_EMIT messageChanged();
}

void SignInsViewModel::dismissMessage()
{
    if (!m_message)
        return;
    m_message.reset();
    Q_EMIT messageChanged();
}

int SignInsViewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant SignInsViewModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SignInRow &row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole: return row.title;
    case Qt::AccessibleDescriptionRole: return QString(row.issuer + u", "_s + row.line);
    case IdRole: return row.info.id;
    case StateRole: return static_cast<int>(row.info.state);
    default: return {};
    }
}

} // namespace Ui
