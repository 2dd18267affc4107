// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/oidc/authorizationcodelogin.h"
#include "app/session/identityprovider.h"

namespace Session {

class OidcIdentityProvider;

//! A login up to a verified ID token:
//! discovery ─► AuthorizationCodeLogin | DeviceLogin ─► keys ─► IdTokenVerifier (nonce, at_hash, …)
class SessionLogin final : public LoginAttempt
{
    Q_OBJECT

public:
    SessionLogin(std::shared_ptr<OidcIdentityProvider> provider, Oidc::ClientConfig client, LoginWay way);
    ~SessionLogin() override;

    [[nodiscard]] QtSupport::FutureResult<LoginTokens> start() override;
    void cancel() override;

private:
    [[nodiscard]] QtSupport::FutureResult<Oidc::AuthorizationCodeResult> askPerson(
            const Oidc::ProviderMetadata &provider);
    [[nodiscard]] QtSupport::FutureResult<Oidc::AuthorizationCodeResult> askForCode(
            const Oidc::ProviderMetadata &provider);
    [[nodiscard]] QtSupport::FutureResult<LoginTokens> verify(Oidc::AuthorizationCodeResult result);

    std::shared_ptr<OidcIdentityProvider> m_provider; // outlives the flow, which uses its HttpClient
    Oidc::ClientConfig m_client;
    LoginWay m_way;
    std::unique_ptr<Oidc::AuthorizationCodeLogin> m_flow;
    std::unique_ptr<Oidc::DeviceLogin> m_device;
    bool m_isCanceled = false;
};

} // namespace Session
