// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
// What callers want of a session: a token, a login, a logout.
#include "app/session/session.h"

#include "app/qtsupport/strings.h"

namespace Session {

using Core::ErrorCode;
using QtSupport::FutureResult;
using std::chrono::milliseconds;

struct Session::Waiter
{
    QtSupport::Promise<IdTokenLease> promise;
    SessionRequest request;
    TokenOptions options;
};

namespace {

Attendance attendance(const TokenOptions &options)
{
    return options.requester.terminal.isEmpty() ? Attendance::None : Attendance::Terminal;
}

} // namespace

Core::Error Session::loginRequired() const
{
    Core::Error error { ErrorCode::LoginRequired, "a person must sign in",
                        "run: kubectl-lanyard login, or use the Lanyard window", {} };
    if (m_problem) {
        error.message += ": " + m_problem->message;
        if (m_problem->code != ErrorCode::LoginRequired && m_problem->code != ErrorCode::InvalidGrant
            && !m_problem->fix.empty())
            error.fix = m_problem->fix;
    }
    return error;
}

Core::Error Session::lockedError() const
{
    return { ErrorCode::KeychainLocked, "Lanyard is locked", "run: kubectl-lanyard agent unlock", {} };
}

std::optional<IdTokenLease> Session::leaseFor(milliseconds minimumLife)
{
    if (!m_token)
        return std::nullopt;
    const milliseconds left = life();
    if (left <= milliseconds(0) || left < requiredLife(minimumLife, m_token->life.total))
        return std::nullopt;
    return IdTokenLease { m_token->token.compact.clone(), reportedExpiry(d.clock.now(), left) };
}

FutureResult<IdTokenLease> Session::freshToken(const SessionRequest &request, const TokenOptions &options)
{
    if (m_isLocked)
        return QtSupport::readyError<IdTokenLease>(lockedError());
    if (!options.forceRefresh) {
        if (auto lease = leaseFor(options.minimumLife)) {
            auditEvent(Audit::EventKind::TokenHandedOut, options.requester);
            return QtSupport::ready<IdTokenLease>(std::move(*lease));
        }
    }
    takeConfiguration(request);
    auto waiter = std::make_shared<Waiter>();
    waiter->request = request;
    waiter->options = options;
    auto future = waiter->promise.future();
    m_waiters.push_back(std::move(waiter));
    proceed();
    return future;
}

// The newest description of the client counts, as long as no token was given to the older one.
void Session::takeConfiguration(const SessionRequest &request)
{
    if (m_token || m_keeper.isHeld() || !isIdle() || m_login || request.client == m_request.client)
        return;
    m_request = request;
    m_provider = d.providers(request.client);
    m_failedAt.reset();
}

// Answers all who waited for a refresh, in the order they came.
void Session::settle()
{
    for (const auto &waiter : std::exchange(m_waiters, {})) {
        if (m_isLocked)
            answer(waiter, Core::fail(lockedError()));
        // Any life is better than none: the caller's own retry may find the provider back.
        else if (auto lease = leaseFor(milliseconds(0)))
            answer(waiter, std::move(*lease));
        else
            settleWithoutToken(waiter);
    }
}

void Session::settleWithoutToken(const std::shared_ptr<Waiter> &waiter)
{
    if (!m_login && !m_isStoring && !m_isLoginNeeded && m_problem) {
        answer(waiter, Core::fail(*m_problem));
        return;
    }
    const LoginPolicy policy = waiter->options.login;
    switch (m_budget.decide(policy, attendance(waiter->options))) {
    case LoginDecision::OpenBrowser:
        if (!waiter->options.browser.isWanted)
            break; // the caller shows the address itself, through login
        m_loginTokenWaiters.push_back(waiter);
        if (!m_login && !m_isStoring)
            startLogin(waiter->request, { false, waiter->options.browser, waiter->options.requester, LoginWay::Browser }, false);
        return;
    case LoginDecision::Notify:
        if (m_budget.takeNotification())
            Q_EMIT attentionNeeded(QtSupport::toQString(loginRequired().message));
        break;
    case LoginDecision::Refuse:
        break;
    }
    Core::Error error = loginRequired();
    if (const auto remembered = m_budget.rememberedFailure(); remembered && policy != LoginPolicy::Never)
        error.message = "a person must sign in: " + remembered->message;
    answer(waiter, Core::fail(std::move(error)));
}

void Session::answer(const std::shared_ptr<Waiter> &waiter, Core::Result<IdTokenLease> result)
{
    if (result)
        auditEvent(Audit::EventKind::TokenHandedOut, waiter->options.requester);
    else
        auditEvent(Audit::EventKind::TokenRefused, waiter->options.requester, result.error());
    waiter->promise.finish(std::move(result));
}

FutureResult<SessionInfo> Session::logIn(const SessionRequest &request, const LoginOptions &options)
{
    if (m_isLocked)
        return QtSupport::readyError<SessionInfo>(lockedError());
    auto waiter = std::make_shared<QtSupport::Promise<SessionInfo>>();
    auto future = waiter->future();
    const bool isSameTrust = request.client.caPem == m_request.client.caPem;
    if (!m_login && !m_isStoring && !options.force && isSameTrust && life() > milliseconds(0) && !m_isLoginNeeded) {
        waiter->finish(info());
        return future;
    }
    m_budget.personActed();
    takeConfiguration(request);
    if (!options.force && !m_login && !m_isStoring && !m_isLoginNeeded && !m_givesNoIdToken
        && request.client.caPem == m_request.client.caPem) {
        // A session of an earlier run may be in the keychain: no browser is needed then. Nor is one of
        // use when the keychain is locked or the provider is away.
        m_refreshWaiters.push_back(std::make_shared<QtSupport::Promise<SessionInfo>>());
        QtSupport::onFinished<SessionInfo>(
                m_refreshWaiters.back()->future(), this,
                [this, waiter, request, options](Core::Result<SessionInfo> result) {
                    if (result || m_isLocked || !m_isLoginNeeded) {
                        waiter->finish(std::move(result));
                        return;
                    }
                    m_loginWaiters.push_back(waiter);
                    if (!m_login)
                        startLogin(request, options, true);
                });
        if (isIdle())
            startRefresh();
        return future;
    }
    if (m_login && m_loginWay != options.way) {
        m_afterLogin.push_back([this, waiter, request, options] {
            if (m_token && !m_isLoginNeeded && !options.force) {
                waiter->finish(info()); // it came to its end before it could be canceled
                return;
            }
            m_budget.personActed();
            m_loginWaiters.push_back(waiter);
            if (!m_login)
                startLogin(request, options, true);
        });
        cancelLogin();
        return future;
    }
    m_loginWaiters.push_back(std::move(waiter));
    if (m_login && m_userCode)
        Q_EMIT browserAsked({}); // the code is told again
    else if (m_login && !m_loginUrl.isEmpty())
        openBrowser(m_loginUrl, options.browser, true); // the tab may have been closed
    else if (!m_login)
        whenIdle([this, request, options] {
            if (!m_login && !m_loginWaiters.empty())
                startLogin(request, options, true);
        });
    return future;
}

void Session::startLogin(const SessionRequest &request, const LoginOptions &options, bool isAskedByPerson)
{
    m_loginRequest = request;
    Oidc::ClientConfig client = request.client;
    if (!request.account.isEmpty() && !client.authRequestExtraParams.contains(QStringLiteral("login_hint")))
        client.authRequestExtraParams.insert(QStringLiteral("login_hint"), request.account);
    if (client.authRequestExtraParams.value(QStringLiteral("login_hint")).isEmpty())
        client.authRequestExtraParams.remove(QStringLiteral("login_hint"));
    if (options.force)
        client.authRequestExtraParams.insert(QStringLiteral("prompt"), QStringLiteral("login"));
    m_browserProblem.reset();
    m_loginProvider = d.providers(request.client);
    m_loginWay = options.way;
    m_login = m_loginProvider->createLogin(client, options.way);
    connect(m_login.get(), &LoginAttempt::userCodeReady, this, &Session::showUserCode);
    connect(m_login.get(), &LoginAttempt::authorizationUrlReady, this,
            [this, browser = options.browser, isAskedByPerson](const QUrl &url) {
                m_loginUrl = url;
                Q_EMIT loginStarted(url);
                openBrowser(url, browser, isAskedByPerson);
            });
    Q_EMIT changed();
    QtSupport::onFinished<LoginTokens>(m_login->start(), m_login.get(),
                                       [this, requester = options.requester](Core::Result<LoginTokens> result) {
                                           loggedIn(requester, std::move(result));
                                       });
}

void Session::showUserCode(const Oidc::UserCode &code)
{
    m_userCode = code;
    m_loginUrl = code.completeAddress.isEmpty() ? code.address : code.completeAddress;
    Q_EMIT loginStarted(m_loginUrl);
    Q_EMIT browserAsked({}); // whoever asked has what to show
}

void Session::openBrowser(const QUrl &url, const BrowserRequest &browser, bool isAskedByPerson)
{
    if (!browser.isWanted) {
        Q_EMIT browserAsked(tr("no browser was asked for"));
        return;
    }
    QtSupport::onFinished<std::monostate>(
            d.browser.open(url, browser), this, [this, isAskedByPerson](const Core::Result<std::monostate> &opened) {
                if (opened) {
                    Q_EMIT browserAsked({});
                    return;
                }
                m_browserProblem = opened.error();
                Q_EMIT browserAsked(QtSupport::toQString(opened.error().message));
                // Somebody who ran "login" gets the address to open; kubectl's user sees none, so
                // there is nothing to wait for.
                if (!isAskedByPerson)
                    cancelLogin();
            });
}

void Session::loggedIn(const Audit::Requester &requester, Core::Result<LoginTokens> result)
{
    m_login.release()->deleteLater(); // it is its own signal that brought us here
    m_loginUrl.clear();
    m_userCode.reset();
    if (!result) {
        endLogin(requester, result.error());
        return;
    }
    m_isStoring = true;
    m_request = m_loginRequest;
    m_provider = m_loginProvider;
    const QString subject = QtSupport::toQString(result->idToken.token.subject);
    auto tokens = std::make_shared<LoginTokens>(std::move(*result));
    const auto stored = [this, requester, tokens](const Core::Result<std::monostate> &) {
        // A keychain that does not take the token is shown (storage: memory), but no failed login.
        m_isStoring = false;
        setToken(std::move(tokens->idToken));
        endLogin(requester, std::nullopt);
    };
    // Read first: the new generation must be larger than the stored one.
    QtSupport::onFinished<std::monostate>(
            m_keeper.load(), this, [this, tokens, subject, stored](const Core::Result<std::monostate> &) {
                if (!tokens->refreshToken.isEmpty())
                    QtSupport::onFinished<std::monostate>(m_keeper.keep(std::move(tokens->refreshToken), subject),
                                                          this, stored);
                else if (m_keeper.isHeld() && m_keeper.subject() != subject)
                    QtSupport::onFinished<std::monostate>(m_keeper.remove(), this, stored); // somebody else's
                else
                    stored({});
            });
}

void Session::endLogin(const Audit::Requester &requester, std::optional<Core::Error> error)
{
    if (error && error->code == ErrorCode::Canceled && m_browserProblem)
        error = m_browserProblem; // we canceled it for this reason
    if (error) {
        m_budget.loginFailed(*error);
        m_problem = error;
        auditEvent(Audit::EventKind::SignInFailed, requester, error);
    } else {
        m_budget.personActed();
        m_problem.reset();
        m_failures = 0;
        m_failedAt.reset();
        m_isLoginNeeded = m_isKeychainLocked = false;
        auditEvent(Audit::EventKind::SignedIn, requester);
    }
    for (const auto &waiter : std::exchange(m_loginTokenWaiters, {}))
        m_waiters.push_back(waiter);
    Q_EMIT loginFinished();
    for (const auto &waiter : std::exchange(m_loginWaiters, {})) {
        if (error)
            waiter->fail(*error);
        else
            waiter->finish(info());
    }
    for (const auto &action : std::exchange(m_afterLogin, {}))
        action();
    finishRound();
}

void Session::cancelLogin()
{
    if (m_login)
        m_login->cancel();
}

FutureResult<SessionInfo> Session::refreshNow()
{
    if (m_isLocked)
        return QtSupport::readyError<SessionInfo>(lockedError());
    auto waiter = std::make_shared<QtSupport::Promise<SessionInfo>>();
    auto future = waiter->future();
    m_refreshWaiters.push_back(std::move(waiter));
    if (isIdle())
        startRefresh();
    return future;
}

void Session::whenIdle(std::function<void()> action)
{
    if (isIdle())
        action();
    else
        m_whenIdle.push_back(std::move(action));
}

FutureResult<LogoutOutcome> Session::logOut(LogoutScope scope)
{
    cancelLogin();
    auto promise = std::make_shared<QtSupport::Promise<LogoutOutcome>>();
    auto future = promise->future();
    const auto forget = [this, promise](bool isRevoked) {
        LogoutOutcome outcome { isRevoked, m_provider->endSessionUrl(m_request.client) };
        QtSupport::onFinished<std::monostate>(
                m_keeper.remove(), this, [this, promise, outcome](Core::Result<std::monostate> removed) {
                    auditEvent(Audit::EventKind::SignedOut, {}, removed ? std::nullopt : std::optional(removed.error()));
                    m_token.reset();
                    m_due.reset();
                    if (removed)
                        promise->finish(outcome);
                    else
                        promise->fail(std::move(removed.error()));
                });
    };
    whenIdle([this, forget, scope] {
        if (scope == LogoutScope::LocalOnly) {
            forget(false);
            return;
        }
        QtSupport::onFinished<std::monostate>(m_keeper.load(), this, [this, forget](const Core::Result<std::monostate> &) {
            if (!m_keeper.isHeld()) {
                forget(false);
                return;
            }
            QtSupport::onFinished<std::monostate>(
                    m_provider->revoke(m_request.client, m_keeper.refreshToken()), this,
                    [forget](const Core::Result<std::monostate> &revoked) { forget(revoked.has_value()); });
        });
    });
    return future;
}

void Session::lock()
{
    m_isLocked = true;
    cancelLogin();
    if (isIdle())
        finishRound();
}

void Session::unlock()
{
    m_isLocked = false;
    m_isKeychainLocked = false;
    m_failedAt.reset();
    refreshSoon(milliseconds(0));
    Q_EMIT changed();
}

} // namespace Session
