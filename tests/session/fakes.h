// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/keychain/credentialstore.h"
#include "app/session/browserlauncher.h"
#include "app/session/identityprovider.h"
#include "tests/support/fakeclock.h"

#include <QMap>

#include <deque>
#include <functional>
#include <vector>

//! Stand-ins for what lies outside of a session: its provider, the keychain, the browser.
namespace Support {

//! Answers what the test says, and counts. With isHeld an answer waits until release().
class FakeProvider final : public Session::IdentityProvider
{
    Q_OBJECT

public:
    explicit FakeProvider(const FakeClock &clock) : clock(clock) { }

    std::unique_ptr<Session::LoginAttempt> createLogin(const Oidc::ClientConfig &client,
                                                          Session::LoginWay way) override;
    QtSupport::FutureResult<Oidc::TokenSet> refresh(const Oidc::ClientConfig &client,
                                                    const Core::Secret &refreshToken) override;
    QtSupport::FutureResult<Session::VerifiedToken> verify(const Oidc::ClientConfig &client, Core::Secret idToken,
                                                           Core::Secret accessToken,
                                                           const std::optional<Jose::IdToken> &previous) override;
    QtSupport::FutureResult<std::monostate> revoke(const Oidc::ClientConfig &client,
                                                   const Core::Secret &refreshToken) override;
    QUrl endSessionUrl(const Oidc::ClientConfig &) const override { return {}; }

    void release(); //!< answers all refreshes that wait
    [[nodiscard]] Session::VerifiedToken makeToken();
    [[nodiscard]] std::string newRefreshToken() { return "rt-" + std::to_string(++issued); }

    const FakeClock &clock;
    std::chrono::seconds tokenLife { 300 };
    std::string subject = "alice";
    std::string validRefreshToken; //!< the only one that is accepted; used up by rotation
    bool isHeld = false;
    bool givesIdTokenOnRefresh = true;
    std::optional<Core::Error> refreshError, verifyError, clockProblem, revokeError;
    int refreshes = 0, verifications = 0, logins = 0, revocations = 0, tokens = 0, issued = 0;
    std::function<void()> onRefresh;

    // The running login, if any.
    class Attempt;
    Attempt *attempt = nullptr;
    void finishLogin();
    void failLogin(const Core::Error &error);

private:
    [[nodiscard]] Core::Result<Oidc::TokenSet> answer(const std::string &refreshToken);
    std::vector<std::pair<std::string, std::shared_ptr<QtSupport::Promise<Oidc::TokenSet>>>> m_held;
};

class FakeProvider::Attempt final : public Session::LoginAttempt
{
    Q_OBJECT

public:
    Attempt(FakeProvider &provider, Session::LoginWay way) : provider(provider), way(way) { }
    ~Attempt() override
    {
        if (provider.attempt == this)
            provider.attempt = nullptr;
    }
    QtSupport::FutureResult<Session::LoginTokens> start() override;
    void cancel() override;

    FakeProvider &provider;
    Session::LoginWay way;
    QtSupport::Promise<Session::LoginTokens> promise;
};

class FakeStore final : public Keychain::CredentialStore
{
    Q_OBJECT

public:
    Keychain::StoreKind kind() const override { return Keychain::StoreKind::Keychain; }
    QtSupport::FutureResult<Keychain::StoreState> state() override
    {
        return QtSupport::ready<Keychain::StoreState>(Keychain::StoreState::Ready);
    }
    QtSupport::FutureResult<Keychain::Credential> read(const QString &key) override;
    QtSupport::FutureResult<std::monostate> write(const QString &key, Keychain::Credential credential) override;
    QtSupport::FutureResult<std::monostate> remove(const QString &key) override;

    void put(const QString &key, const std::string &token, std::uint64_t generation,
             const QString &subject = QStringLiteral("alice"));
    [[nodiscard]] std::string token(const QString &key) const;

    std::optional<Core::Error> readError, writeError;
    int reads = 0, writes = 0, removals = 0;
    bool isHeld = false; //!< writes wait for release()
    void release();

private:
    std::map<QString, Keychain::Credential> m_entries;
    std::vector<std::function<void()>> m_held;
};

class FakeBrowser final : public Session::BrowserLauncher
{
    Q_OBJECT

public:
    QtSupport::FutureResult<std::monostate> open(const QUrl &url, const Session::BrowserRequest &request) override;

    QList<QUrl> opened;
    std::optional<Core::Error> error;
};

} // namespace Support
