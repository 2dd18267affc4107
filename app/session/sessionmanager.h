// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/audit/auditlog.h"
#include "app/core/clock.h"
#include "app/keychain/credentialstore.h"
#include "app/oidc/clientconfig.h"
#include "app/qtsupport/async.h"
#include "app/session/browserlauncher.h"
#include "app/session/identityprovider.h"
#include "app/session/loginpolicy.h"
#include "app/session/sessioninfo.h"
#include "app/session/sessionkey.h"

#include <QObject>
#include <QUrl>

#include <memory>

namespace Session {

//! One session as a caller describes it: the flags of get-token, or the Add-cluster page.
struct SessionRequest
{
    Oidc::ClientConfig client;
    QString account; //!< part of the key, and the login_hint
    [[nodiscard]] SessionKey key() const;
};

struct TokenOptions
{
    //! Non-Go clients ignore expirationTimestamp: a token with less life than this is refreshed first.
    std::chrono::seconds minimumLife { 60 };
    bool forceRefresh = false;
    LoginPolicy login = LoginPolicy::Auto;
    BrowserRequest browser;
    Audit::Requester requester;
};

struct LoginOptions
{
    bool force = false; //!< sign in even if a session is ready (prompt=login)
    BrowserRequest browser;
    Audit::Requester requester;
    LoginWay way = LoginWay::Browser;
};

enum class LogoutScope {
    Everywhere, //!< have the provider revoke the refresh token
    LocalOnly,
};

struct LogoutOutcome
{
    bool revoked = false; //!< the provider confirmed
    QUrl endSessionUrl; //!< to open for RP-initiated logout; empty if the provider has none
};

//! The only holder of tokens: logs in, refreshes ahead of expiry, hands out ID tokens, forgets.
//!
//! - One refresh per session at a time; all waiters share it. A rotated refresh token is stored
//!   before the new ID token is used.
//! - On invalid_grant the store is read again (another host of the same home may have rotated);
//!   nothing is deleted: the session becomes LoginNeeded.
//! - One pending login per session; a refusal or time-out answers all waiters and is remembered for
//!   a minute.
//! - Refresh ahead: at 2/3 of the ID token's life with jitter, never later than minimumLife before
//!   the end; after a wake-up at once; while offline with back-off 1 s → 60 s.
//! Lives on the main thread; nothing here blocks.
class SessionManager : public QObject
{
    Q_OBJECT

public:
    struct Dependencies
    {
        Keychain::CredentialStore &store;
        BrowserLauncher &browser;
        Audit::AuditLog &audit;
        const Core::Clock &clock;
        IdentityProviderFactory providers = {}; //!< empty: the real ones, over the network
    };

    explicit SessionManager(const Dependencies &dependencies, QObject *parent = nullptr);
    ~SessionManager() override;

    //! A verified ID token. LoginRequired if a person is needed and may not be asked.
    [[nodiscard]] QtSupport::FutureResult<IdTokenLease> freshToken(const SessionRequest &request,
                                                                   const TokenOptions &options);
    //! Runs the login. One that waits in another way ends with Canceled: the person has chosen anew.
    [[nodiscard]] QtSupport::FutureResult<SessionInfo> logIn(const SessionRequest &request,
                                                             const LoginOptions &options);
    void cancelLogin(const QString &sessionId);
    //! The address the person must open while a login waits; empty otherwise.
    [[nodiscard]] QUrl pendingLoginUrl(const QString &sessionId) const;
    //! The code to type there, while a login of LoginWay::Device waits.
    [[nodiscard]] std::optional<Oidc::UserCode> pendingUserCode(const QString &sessionId) const;
    //! Refresh now, whatever life is left.
    [[nodiscard]] QtSupport::FutureResult<SessionInfo> refreshNow(const QString &sessionId);
    //! Revokes at the provider, then forgets; forgets in any case.
    [[nodiscard]] QtSupport::FutureResult<LogoutOutcome> logOut(const QString &sessionId,
                                                                 LogoutScope scope = LogoutScope::Everywhere);

    //! Takes up a session known from an earlier run (its refresh token is in the store, or not).
    void adopt(const SessionRequest &request, const LastUser &user = {});
    //! The session of \a request trusts from now on whom \a request does: a CA file has changed. False if
    //! there is no such session, or nothing is new. The tokens stay.
    bool trust(const SessionRequest &request);
    [[nodiscard]] QList<SessionInfo> sessions() const;
    [[nodiscard]] std::optional<SessionInfo> session(const QString &sessionId) const;
    [[nodiscard]] std::optional<SessionRequest> request(const QString &sessionId) const;
    //! NotFound without a token in memory.
    [[nodiscard]] Core::Result<SessionClaims> claims(const QString &sessionId) const;
    //! Drops ID tokens from memory and answers LoginRequired/KeychainLocked until unlock().
    void lock();
    void unlock();
    [[nodiscard]] bool isLocked() const;
    //! Does what is due now; for a wake-up from suspend or a network that came back.
    void wake();
    //! True when somebody is signed in anywhere, or may be: the keychain is locked.
    [[nodiscard]] bool hasSignedIn() const;
    //! True when a refresh token is held that no keychain has: it ends with this process.
    [[nodiscard]] bool hasUnsavedSecrets() const;

Q_SIGNALS:
    //! Anything visible changed: state, expiry, groups.
    void sessionChanged(const QString &sessionId);
    void sessionRemoved(const QString &sessionId);
    //! A login waits for the person at \a url.
    void loginStarted(const QString &sessionId, const QUrl &url);
    //! The browser was started, or \a problem says why not (empty: it was).
    void browserAsked(const QString &sessionId, const QString &problem);
    void loginFinished(const QString &sessionId);
    //! A background caller needs the person; at most once per cause (a minute).
    void attentionNeeded(const QString &sessionId, const QString &reason);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Session
