// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/session/loginbudget.h"
#include "app/session/refreshpolicy.h"
#include "app/session/sessionmanager.h"
#include "app/session/tokenrefresher.h"

#include <functional>
#include <vector>

namespace Session {

//! One session: what it holds, who waits for it, and what happens next.
//!
//! ```
//!            ┌────────── refresh ahead, or somebody asks ──────────┐
//!   Ready ───┴─► Refreshing ──► Ready                              │
//!                    │ network ──► Offline ── back-off, or asked ──┤
//!                    │ keychain ─► Locked ─── asked, or unlocked ──┘
//!                    │ invalid_grant, or nothing stored
//!                    ▼
//!               LoginNeeded ── budget: browser ──► SigningIn ──► Ready
//!                              budget: notify, refuse ──► the caller gets LoginRequired
//! ```
class Session final : public QObject
{
    Q_OBJECT

public:
    Session(const SessionRequest &request, const SessionManager::Dependencies &dependencies,
            QObject *parent = nullptr);
    ~Session() override;

    [[nodiscard]] QtSupport::FutureResult<IdTokenLease> freshToken(const SessionRequest &request,
                                                                   const TokenOptions &options);
    [[nodiscard]] QtSupport::FutureResult<SessionInfo> logIn(const SessionRequest &request,
                                                             const LoginOptions &options);
    void cancelLogin();
    [[nodiscard]] QtSupport::FutureResult<SessionInfo> refreshNow();
    [[nodiscard]] QtSupport::FutureResult<LogoutOutcome> logOut(LogoutScope scope);
    void lock();
    void unlock();
    //! Takes the authorities and the trusted audiences of \a client from now on. False if they are the same.
    bool trust(const Oidc::ClientConfig &client);
    //! Who it was before there is a token that says so.
    void setLastUser(const LastUser &user) { m_lastUser = user; }

    [[nodiscard]] const SessionRequest &request() const { return m_request; }
    [[nodiscard]] QUrl pendingLoginUrl() const { return m_loginUrl; }
    [[nodiscard]] const std::optional<Oidc::UserCode> &pendingUserCode() const { return m_userCode; }
    [[nodiscard]] SessionInfo info() const;
    [[nodiscard]] Core::Result<SessionClaims> claims() const;
    [[nodiscard]] bool hasUnsavedSecrets() const;

    //! Does what is due; nothing when nothing is.
    void wake();
    //! When wake() has something to do next.
    [[nodiscard]] std::optional<Steady> nextDue() const;
    //! Asks for a token as soon as the event loop runs: an adopted session must not make kubectl wait.
    void refreshSoon(std::chrono::milliseconds delay);

Q_SIGNALS:
    void changed();
    void loginStarted(const QUrl &url);
    void browserAsked(const QString &problem);
    void loginFinished();
    void attentionNeeded(const QString &reason);

private:
    struct HeldToken
    {
        VerifiedToken token;
        TokenLife life;
    };
    struct Waiter;
    using Waiters = std::vector<std::shared_ptr<Waiter>>;

    // session.cpp: tokens
    void startRefresh();
    void refreshed(Core::Result<RefreshedToken> result);
    void refreshFailed(const Core::Error &error);
    void setToken(VerifiedToken token);
    void finishRound();
    [[nodiscard]] bool doesFailureHold() const;
    void scheduleAhead();
    void scheduleRetry();
    void auditEvent(Audit::EventKind kind, const Audit::Requester &requester,
                    const std::optional<Core::Error> &error = std::nullopt);
    [[nodiscard]] std::chrono::milliseconds life() const;
    [[nodiscard]] QString username() const;
    [[nodiscard]] double jitter() const;

    // sessionrequests.cpp: callers
    [[nodiscard]] std::optional<IdTokenLease> leaseFor(std::chrono::milliseconds minimumLife);
    void proceed();
    void settle();
    void settleWithoutToken(const std::shared_ptr<Waiter> &waiter);
    void answer(const std::shared_ptr<Waiter> &waiter, Core::Result<IdTokenLease> result);
    void takeConfiguration(const SessionRequest &request);
    void startLogin(const SessionRequest &request, const LoginOptions &options, bool isAskedByPerson);
    void showUserCode(const Oidc::UserCode &code);
    void openBrowser(const QUrl &url, const BrowserRequest &browser, bool isAskedByPerson);
    void loggedIn(const Audit::Requester &requester, Core::Result<LoginTokens> result);
    void endLogin(const Audit::Requester &requester, std::optional<Core::Error> error);
    void whenIdle(std::function<void()> action);
    [[nodiscard]] bool isIdle() const { return !m_isRefreshing && !m_isStoring; }
    [[nodiscard]] Core::Error loginRequired() const;
    [[nodiscard]] Core::Error lockedError() const;

    SessionManager::Dependencies d;
    SessionRequest m_request;
    std::shared_ptr<IdentityProvider> m_provider;
    CredentialKeeper m_keeper;
    TokenRefresher m_refresher;
    LoginBudget m_budget;

    std::optional<HeldToken> m_token;
    LastUser m_lastUser;
    std::optional<Core::Error> m_problem; // why the last refresh or login failed
    bool m_isLoginNeeded = false;
    bool m_isKeychainLocked = false;
    bool m_isLocked = false; // by the person
    bool m_isRefreshing = false;
    bool m_isStoring = false; // the tokens of a login are being written
    bool m_givesNoIdToken = false; // on refresh
    int m_failures = 0;
    std::optional<Steady> m_failedAt;
    std::optional<Steady> m_due;
    Waiters m_waiters; // for a refresh
    Waiters m_loginTokenWaiters; // for a login, to get a token
    std::vector<std::shared_ptr<QtSupport::Promise<SessionInfo>>> m_loginWaiters, m_refreshWaiters;
    std::vector<std::function<void()>> m_whenIdle;

    std::unique_ptr<LoginAttempt> m_login;
    SessionRequest m_loginRequest;
    std::shared_ptr<IdentityProvider> m_loginProvider;
    std::optional<Core::Error> m_browserProblem;
    QUrl m_loginUrl;
    LoginWay m_loginWay = LoginWay::Browser;
    std::optional<Oidc::UserCode> m_userCode;
    std::vector<std::function<void()>> m_afterLogin; // a login in another way, when this one has ended
};

} // namespace Session
