// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/clock.h"
#include "app/oidc/discoveryclient.h"
#include "app/oidc/remotekeyset.h"
#include "app/oidc/tokenclient.h"
#include "app/qtsupport/httpclient.h"
#include "app/session/identityprovider.h"

#include <QHash>

#include <vector>

namespace Session {

//! One provider under one set of certificate authorities, over the network. Its metadata are asked
//! for again after ten minutes; when that fails, the old ones serve for a day.
class OidcIdentityProvider final : public IdentityProvider,
                                   public std::enable_shared_from_this<OidcIdentityProvider>
{
    Q_OBJECT

public:
    OidcIdentityProvider(std::shared_ptr<QtSupport::HttpClient> http, const Core::Clock &clock, QString issuer);
    ~OidcIdentityProvider() override;

    [[nodiscard]] std::unique_ptr<LoginAttempt> createLogin(const Oidc::ClientConfig &client, LoginWay way) override;
    [[nodiscard]] QtSupport::FutureResult<Oidc::TokenSet> refresh(const Oidc::ClientConfig &client,
                                                                  const Core::Secret &refreshToken) override;
    [[nodiscard]] QtSupport::FutureResult<VerifiedToken>
    verify(const Oidc::ClientConfig &client, Core::Secret idToken, Core::Secret accessToken,
           const std::optional<Jose::IdToken> &previous) override;
    [[nodiscard]] QtSupport::FutureResult<std::monostate> revoke(const Oidc::ClientConfig &client,
                                                                 const Core::Secret &refreshToken) override;
    [[nodiscard]] QUrl endSessionUrl(const Oidc::ClientConfig &client) const override;

    //! One fetch serves all that ask meanwhile.
    [[nodiscard]] QtSupport::FutureResult<Oidc::ProviderMetadata> metadata();
    //! The ID token of a login; \a nonce is what it must carry (the device grant has none).
    [[nodiscard]] QtSupport::FutureResult<VerifiedToken> verifyLogin(const Oidc::ClientConfig &client,
                                                                     Core::Secret idToken,
                                                                     Core::Secret accessToken,
                                                                     const std::optional<QString> &nonce);
    [[nodiscard]] QtSupport::HttpClient &http() const { return *m_http; }

private:
    struct Check;
    [[nodiscard]] QtSupport::FutureResult<VerifiedToken> check(std::shared_ptr<Check> check);
    void metadataFetched(Core::Result<Oidc::ProviderMetadata> result);

    std::shared_ptr<QtSupport::HttpClient> m_http;
    const Core::Clock &m_clock;
    QString m_issuer;
    Oidc::DiscoveryClient m_discovery;
    Oidc::TokenClient m_tokens;
    std::unique_ptr<Oidc::RemoteKeySet> m_keys;
    std::optional<Oidc::ProviderMetadata> m_metadata;
    std::chrono::steady_clock::time_point m_fetchedAt;
    std::vector<std::shared_ptr<QtSupport::Promise<Oidc::ProviderMetadata>>> m_metadataWaiters;
};

//! Makes providers and shares them: one HttpClient for each distinct set of certificate authorities,
//! one provider for each issuer under it.
class OidcProviderPool final : public QObject
{
    Q_OBJECT

public:
    explicit OidcProviderPool(const Core::Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] std::shared_ptr<IdentityProvider> provider(const Oidc::ClientConfig &client);

private:
    const Core::Clock &m_clock;
    QHash<QByteArray, std::weak_ptr<QtSupport::HttpClient>> m_http; // by hash of the CA bundle
    QHash<QByteArray, std::weak_ptr<OidcIdentityProvider>> m_providers;
};

} // namespace Session
