// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/session/session.h"

#include "app/qtsupport/logging.h"
#include "app/qtsupport/strings.h"

#include <QRandomGenerator>
#include <QTimer>

namespace Session {

using Core::ErrorCode;
using std::chrono::milliseconds;

namespace {

// After a refresh failed, callers within this time get the same answer: a storm of callers must not
// become a storm at the provider.
constexpr milliseconds kFailureHolds { 1000 };
// A wrong clock does not mend itself within a second, and every try rotates the refresh token; nor
// does a token come into the keychain by itself.
constexpr milliseconds kLongFailureHolds { 60'000 };

bool isKeychainProblem(ErrorCode code)
{
    return code == ErrorCode::KeychainLocked || code == ErrorCode::KeychainBusy;
}

// Errors that only a person can mend by signing in again (or by mending the client at the provider).
bool needsPerson(ErrorCode code)
{
    return code == ErrorCode::InvalidGrant || code == ErrorCode::NotFound || code == ErrorCode::KeychainMissing
            || code == ErrorCode::KeychainCorrupt || code == ErrorCode::ClientUnknown
            || code == ErrorCode::ScopeRejected || code == ErrorCode::TokenSubject;
}

bool isClockProblem(ErrorCode code)
{
    return code == ErrorCode::TokenExpired || code == ErrorCode::TokenNotYetValid;
}

QString firstClaim(const Core::Json &claims, std::initializer_list<std::string_view> names)
{
    for (const std::string_view name : names) {
        if (const auto text = Core::jsonString(claims, name); text && !text->empty())
            return QtSupport::toQString(*text);
    }
    return {};
}

} // namespace

Session::Session(const SessionRequest &request, const SessionManager::Dependencies &dependencies, QObject *parent)
    : QObject(parent), d(dependencies), m_request(request), m_provider(d.providers(request.client)),
      m_keeper(d.store, d.clock, request.key()), m_refresher(m_keeper), m_budget(d.clock)
{
    connect(&m_keeper, &CredentialKeeper::changed, this, &Session::changed);
}

Session::~Session() = default;

void Session::startRefresh()
{
    m_isRefreshing = true;
    m_due.reset();
    std::optional<Jose::IdToken> previous;
    if (m_token)
        previous = m_token->token.token;
    Q_EMIT changed();
    QtSupport::onFinished<RefreshedToken>(
            m_refresher.refresh(m_provider, m_request.client, previous), this,
            [this](Core::Result<RefreshedToken> result) { refreshed(std::move(result)); });
}

void Session::refreshed(Core::Result<RefreshedToken> result)
{
    m_isRefreshing = false;
    std::optional<Core::Error> error;
    if (!result)
        error = std::move(result.error());
    else if (result->idToken && result->idToken->clockProblem)
        error = std::move(result->idToken->clockProblem);
    if (error) {
        refreshFailed(*error);
        return;
    }
    m_failures = 0;
    m_failedAt.reset();
    m_problem.reset();
    m_isLoginNeeded = m_isKeychainLocked = false;
    auditEvent(Audit::EventKind::Refreshed, {});
    if (result->idToken) {
        setToken(std::move(*result->idToken));
    } else {
        // Legal (OpenID Connect Core section 12.2), but Kubernetes needs an ID token: keep the old one
        // to its end, and don't ask again.
        m_givesNoIdToken = true;
        m_problem = Core::Error { ErrorCode::LoginRequired,
                                  "the provider renews the session without a new ID token, which Kubernetes needs",
                                  "ask the provider's administrator for ID tokens on refresh, or sign in again", {} };
        m_isLoginNeeded = life() <= milliseconds(0);
    }
    finishRound();
}

void Session::refreshFailed(const Core::Error &error)
{
    ++m_failures;
    m_failedAt = d.clock.steadyNow();
    m_problem = error;
    m_isKeychainLocked = isKeychainProblem(error.code);
    m_isLoginNeeded = needsPerson(error.code);
    if (error.code == ErrorCode::NotFound)
        m_problem = Core::Error { ErrorCode::LoginRequired, "nobody is signed in", {}, {} };
    else
        auditEvent(Audit::EventKind::RefreshFailed, {}, error);
    qCInfo(QtSupport::lcSession) << "refresh failed:" << QtSupport::toQString(Core::errorCodeName(error.code))
                                 << QtSupport::toQString(error.detail);
    if (!m_isLoginNeeded && !m_isKeychainLocked)
        scheduleRetry();
    finishRound();
}

// The end of a refresh: whoever waited for it is answered, then what had to wait for quiet.
void Session::finishRound()
{
    if (m_isLocked) {
        m_token.reset();
        m_keeper.forget();
        m_due.reset();
    }
    Q_EMIT changed();
    for (const auto &waiter : std::exchange(m_refreshWaiters, {})) {
        if (m_problem)
            waiter->fail(*m_problem);
        else
            waiter->finish(info());
    }
    settle();
    if (isIdle()) {
        for (const auto &action : std::exchange(m_whenIdle, {}))
            action();
    }
}

void Session::setToken(VerifiedToken token)
{
    const milliseconds total = tokenLife(token.token.issuedAt, token.token.expiresAt, d.clock.now());
    m_givesNoIdToken = false;
    m_token = HeldToken { std::move(token), { d.clock.steadyNow(), total } };
    m_lastUser = { username(), {} };
    for (const std::string &group : Core::jsonStrings(m_token->token.token.claims, "groups"))
        m_lastUser.groups.append(QtSupport::toQString(group));
    scheduleAhead();
}

void Session::scheduleAhead()
{
    m_due.reset();
    if (m_token && m_keeper.isHeld() && !m_givesNoIdToken)
        // Not sooner than in a second: a provider with tokens that are dead on arrival gets no storm.
        m_due = std::max(refreshAheadAt(m_token->life, jitter()), d.clock.steadyNow() + std::chrono::seconds(1));
}

void Session::scheduleRetry()
{
    const bool isClock = m_problem && isClockProblem(m_problem->code);
    m_due = d.clock.steadyNow() + (isClock ? std::chrono::minutes(10) : retryDelay(m_failures, jitter()));
}

void Session::refreshSoon(milliseconds delay)
{
    if (!m_isLocked && !m_token && !m_isLoginNeeded)
        m_due = d.clock.steadyNow() + delay;
}

bool Session::trust(const Oidc::ClientConfig &client)
{
    if (client.caPem == m_request.client.caPem && client.trustedAudiences == m_request.client.trustedAudiences)
        return false;
    whenIdle([this, client] {
        m_request.client.caPem = client.caPem;
        m_request.client.trustedAudiences = client.trustedAudiences;
        m_provider = d.providers(m_request.client);
        // What failed by the old ones is worth another try at once.
        m_failedAt.reset();
        if (m_failures > 0)
            m_due = d.clock.steadyNow();
        Q_EMIT changed();
    });
    return true;
}

void Session::wake()
{
    if (m_isLocked)
        return;
    m_keeper.retry();
    if (m_due && *m_due <= d.clock.steadyNow() && isIdle() && !m_login)
        startRefresh();
}

std::optional<Steady> Session::nextDue() const
{
    std::optional<Steady> due = isIdle() && !m_login ? m_due : std::nullopt;
    if (const auto retry = m_keeper.retryAt(); retry && (!due || *retry < *due))
        due = retry;
    return due;
}

// A refresh that failed just now answers for those who come right after.
bool Session::doesFailureHold() const
{
    if (!m_failedAt || !m_problem)
        return false;
    const bool isLong = m_isLoginNeeded || isClockProblem(m_problem->code);
    return d.clock.steadyNow() - *m_failedAt < (isLong ? kLongFailureHolds : kFailureHolds);
}

void Session::proceed()
{
    if (!isIdle())
        return;
    if (m_login || doesFailureHold() || (m_givesNoIdToken && m_token)) {
        settle();
        return;
    }
    startRefresh();
}

milliseconds Session::life() const
{
    return m_token ? m_token->life.left(d.clock.steadyNow()) : milliseconds(0);
}

QString Session::username() const
{
    return m_token ? firstClaim(m_token->token.token.claims, { "preferred_username", "email", "sub" }) : QString();
}

SessionInfo Session::info() const
{
    SessionInfo info;
    info.id = m_request.key().id();
    info.issuer = m_request.client.issuer;
    info.clientId = m_request.client.clientId;
    info.scopes = m_request.client.scopes;
    info.account = m_request.account;
    info.refreshable = m_keeper.isHeld() && !m_isLoginNeeded;
    info.storage = m_keeper.storage();
    info.problem = m_problem ? m_problem : m_keeper.problem();
    info.username = m_lastUser.username;
    info.groups = m_lastUser.groups;
    if (m_token)
        info.expiresAt = m_token->token.token.expiresAt;
    if (m_isLocked || m_isKeychainLocked)
        info.state = SessionState::Locked;
    else if (m_login || m_isStoring)
        info.state = SessionState::SigningIn;
    else if (m_isRefreshing)
        info.state = SessionState::Refreshing;
    else if (m_isLoginNeeded && life() <= milliseconds(0))
        info.state = SessionState::LoginNeeded;
    else if (m_failures > 0)
        info.state = m_isLoginNeeded ? SessionState::LoginNeeded : SessionState::Offline;
    else if (m_token || m_keeper.isHeld() || m_due)
        info.state = SessionState::Ready;
    return info;
}

Core::Result<SessionClaims> Session::claims() const
{
    if (!m_token)
        return Core::fail(ErrorCode::NotFound, "no ID token is in memory", "sign in, or refresh the session");
    return SessionClaims { m_token->token.token.header, m_token->token.token.claims, m_token->token.accessClaims };
}

bool Session::hasUnsavedSecrets() const
{
    return m_keeper.isHeld() && m_keeper.storage() == Keychain::StoreKind::Memory;
}

double Session::jitter() const
{
    return QRandomGenerator::global()->generateDouble();
}

void Session::auditEvent(Audit::EventKind kind, const Audit::Requester &requester,
                         const std::optional<Core::Error> &error)
{
    Audit::Event event;
    event.kind = kind;
    event.issuer = m_request.client.issuer;
    event.clientId = m_request.client.clientId;
    event.account = username();
    event.requester = requester;
    event.outcome = error ? QtSupport::toQString(Core::errorCodeName(error->code)) : QStringLiteral("ok");
    if (error)
        event.reason = QtSupport::toQString(error->message);
    // After the answer is on its way: kubectl waits for that, and nobody for this line.
    QTimer::singleShot(0, &d.audit, [&audit = d.audit, event] { audit.append(event); });
}

} // namespace Session
