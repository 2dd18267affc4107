// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/session/sessionmanager.h"

#include "app/session/oidcidentityprovider.h"
#include "app/session/session.h"

#include <QMap>
#include <QTimer>

namespace Session {

using Core::ErrorCode;
using QtSupport::FutureResult;
using std::chrono::milliseconds;

namespace {

constexpr int kMaxSessions = 256;
// Timers stand still while a machine sleeps, so none is set for longer: after a wake-up what is
// overdue happens within a minute.
constexpr milliseconds kLongestSleep { 60'000 };

template<typename T>
FutureResult<T> unknownSession()
{
    return QtSupport::readyError<T>({ ErrorCode::NotFound, "there is no such session",
                                      "see: kubectl-lanyard sessions", {} });
}

} // namespace

SessionKey SessionRequest::key() const
{
    return { client.issuer, client.clientId, client.scopes, account };
}

class SessionManager::Private
{
public:
    Private(const Dependencies &given, SessionManager *manager) : q(manager), dependencies(given), pool(given.clock)
    {
        if (!dependencies.providers)
            dependencies.providers = [this](const Oidc::ClientConfig &client) { return pool.provider(client); };
        timer.setSingleShot(true);
        timer.setTimerType(Qt::CoarseTimer);
    }

    // The session of \a request, made if need be; nothing when there are too many.
    Session *ensure(const SessionRequest &request)
    {
        const QString id = request.key().id();
        if (auto *known = sessions.value(id))
            return known;
        if (sessions.size() >= kMaxSessions)
            return nullptr;
        auto *made = new Session(request, dependencies, q);
        sessions.insert(id, made);
        QObject::connect(made, &Session::changed, q, [this, id] {
            reschedule();
            Q_EMIT q->sessionChanged(id);
        });
        QObject::connect(made, &Session::loginStarted, q, [this, id](const QUrl &url) { Q_EMIT q->loginStarted(id, url); });
        QObject::connect(made, &Session::browserAsked, q,
                         [this, id](const QString &problem) { Q_EMIT q->browserAsked(id, problem); });
        QObject::connect(made, &Session::loginFinished, q, [this, id] { Q_EMIT q->loginFinished(id); });
        QObject::connect(made, &Session::attentionNeeded, q,
                         [this, id](const QString &reason) { Q_EMIT q->attentionNeeded(id, reason); });
        if (isLocked)
            made->lock();
        return made;
    }

    void reschedule()
    {
        const Steady now = dependencies.clock.steadyNow();
        std::optional<milliseconds> wait;
        for (const Session *session : std::as_const(sessions)) {
            if (const auto due = session->nextDue()) {
                const auto left = std::chrono::duration_cast<milliseconds>(*due - now);
                wait = std::clamp(left, milliseconds(0), wait.value_or(kLongestSleep));
            }
        }
        if (wait)
            timer.start(*wait);
        else
            timer.stop();
    }

    SessionManager *q;
    Dependencies dependencies;
    OidcProviderPool pool;
    QMap<QString, Session *> sessions; // children of q
    QTimer timer;
    bool isLocked = false;
};

SessionManager::SessionManager(const Dependencies &dependencies, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(dependencies, this))
{
    connect(&d->timer, &QTimer::timeout, this, &SessionManager::wake);
}

SessionManager::~SessionManager()
{
    d->timer.stop();
    qDeleteAll(std::exchange(d->sessions, {})); // before the providers that they use
}

static Core::Error tooManySessions()
{
    return { ErrorCode::TooLarge, "too many sessions are open", "sign out of some: kubectl-lanyard logout --all", {} };
}

FutureResult<IdTokenLease> SessionManager::freshToken(const SessionRequest &request, const TokenOptions &options)
{
    auto *session = d->ensure(request);
    if (!session)
        return QtSupport::readyError<IdTokenLease>(tooManySessions());
    return session->freshToken(request, options);
}

FutureResult<SessionInfo> SessionManager::logIn(const SessionRequest &request, const LoginOptions &options)
{
    auto *session = d->ensure(request);
    if (!session)
        return QtSupport::readyError<SessionInfo>(tooManySessions());
    return session->logIn(request, options);
}

void SessionManager::cancelLogin(const QString &sessionId)
{
    if (auto *session = d->sessions.value(sessionId))
        session->cancelLogin();
}

QUrl SessionManager::pendingLoginUrl(const QString &sessionId) const
{
    const auto *session = d->sessions.value(sessionId);
    return session ? session->pendingLoginUrl() : QUrl();
}

std::optional<Oidc::UserCode> SessionManager::pendingUserCode(const QString &sessionId) const
{
    const auto *session = d->sessions.value(sessionId);
    return session ? session->pendingUserCode() : std::nullopt;
}

FutureResult<SessionInfo> SessionManager::refreshNow(const QString &sessionId)
{
    auto *session = d->sessions.value(sessionId);
    return session ? session->refreshNow() : unknownSession<SessionInfo>();
}

FutureResult<LogoutOutcome> SessionManager::logOut(const QString &sessionId, LogoutScope scope)
{
    auto *session = d->sessions.value(sessionId);
    if (!session)
        return unknownSession<LogoutOutcome>();
    auto promise = std::make_shared<QtSupport::Promise<LogoutOutcome>>();
    auto future = promise->future();
    QtSupport::onFinished<LogoutOutcome>(session->logOut(scope), this,
                                         [this, promise, sessionId](Core::Result<LogoutOutcome> outcome) {
                                             if (outcome) {
                                                 if (auto *gone = d->sessions.take(sessionId))
                                                     gone->deleteLater();
                                                 d->reschedule();
                                                 Q_EMIT sessionRemoved(sessionId);
                                             }
                                             promise->finish(std::move(outcome));
                                         });
    return future;
}

void SessionManager::adopt(const SessionRequest &request, const LastUser &user)
{
    auto *session = d->ensure(request);
    if (!session)
        return;
    if (!user.username.isEmpty())
        session->setLastUser(user);
    // One after the other, so that a morning's start does not hit the provider with all at once.
    session->refreshSoon(milliseconds(50) * d->sessions.size());
    d->reschedule();
    Q_EMIT sessionChanged(request.key().id());
}

bool SessionManager::trust(const SessionRequest &request)
{
    auto *session = d->sessions.value(request.key().id());
    return session && session->trust(request.client);
}

QList<SessionInfo> SessionManager::sessions() const
{
    QList<SessionInfo> list;
    for (const Session *session : std::as_const(d->sessions))
        list.append(session->info());
    return list;
}

std::optional<SessionInfo> SessionManager::session(const QString &sessionId) const
{
    const auto *session = d->sessions.value(sessionId);
    return session ? std::optional(session->info()) : std::nullopt;
}

std::optional<SessionRequest> SessionManager::request(const QString &sessionId) const
{
    const auto *session = d->sessions.value(sessionId);
    return session ? std::optional(session->request()) : std::nullopt;
}

Core::Result<SessionClaims> SessionManager::claims(const QString &sessionId) const
{
    const auto *session = d->sessions.value(sessionId);
    if (!session)
        return Core::fail(ErrorCode::NotFound, "there is no such session", "see: kubectl-lanyard sessions");
    return session->claims();
}

void SessionManager::lock()
{
    d->isLocked = true;
    for (Session *session : std::as_const(d->sessions))
        session->lock();
}

void SessionManager::unlock()
{
    d->isLocked = false;
    for (Session *session : std::as_const(d->sessions))
        session->unlock();
    d->reschedule();
}

bool SessionManager::isLocked() const
{
    return d->isLocked;
}

void SessionManager::wake()
{
    for (Session *session : std::as_const(d->sessions))
        session->wake();
    d->reschedule();
}

bool SessionManager::hasSignedIn() const
{
    return std::any_of(d->sessions.cbegin(), d->sessions.cend(), [](const Session *session) {
        return session->info().state != SessionState::LoginNeeded;
    });
}

bool SessionManager::hasUnsavedSecrets() const
{
    return std::any_of(d->sessions.cbegin(), d->sessions.cend(),
                       [](const Session *session) { return session->hasUnsavedSecrets(); });
}

} // namespace Session
