// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/oidc/authorizationcodelogin.h"
#include "app/session/identityprovider.h"

namespace Session {

class OidcIdentityProvider;

//! A browser login up to a verified ID token:
//! discovery ─► AuthorizationCodeLogin ─► keys ─► IdTokenVerifier (nonce, at_hash, …)
class SessionLogin final : public LoginAttempt
{
    Q_OBJECT

public:
    SessionLogin(std::shared_ptr<OidcIdentityProvider> provider, Oidc::ClientConfig client);
    ~SessionLogin() override;

    [[nodiscard]] QtSupport::FutureResult<LoginTokens> start() override;
    void cancel() override;

private:
    [[nodiscard]] QtSupport::FutureResult<Oidc::AuthorizationCodeResult> askPerson(
            const Oidc::ProviderMetadata &provider);
    [[nodiscard]] QtSupport::FutureResult<LoginTokens> verify(Oidc::AuthorizationCodeResult result);

    std::shared_ptr<OidcIdentityProvider> m_provider; // outlives the flow, which uses its HttpClient
    Oidc::ClientConfig m_client;
    std::unique_ptr<Oidc::AuthorizationCodeLogin> m_flow;
    bool m_isCanceled = false;
};

} // namespace Session
