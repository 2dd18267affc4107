// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/session/sessionlogin.h"

#include "app/session/oidcidentityprovider.h"

namespace Session {

using Core::ErrorCode;
using QtSupport::FutureResult;

SessionLogin::SessionLogin(std::shared_ptr<OidcIdentityProvider> provider, Oidc::ClientConfig client)
    : m_provider(std::move(provider)), m_client(std::move(client))
{
}

SessionLogin::~SessionLogin() = default;

FutureResult<LoginTokens> SessionLogin::start()
{
    auto answered = QtSupport::andThen<Oidc::ProviderMetadata>(
            m_provider->metadata(), this,
            [this](const Oidc::ProviderMetadata &provider) { return askPerson(provider); });
    return QtSupport::andThen<Oidc::AuthorizationCodeResult>(
            std::move(answered), this,
            [this](Oidc::AuthorizationCodeResult result) { return verify(std::move(result)); });
}

FutureResult<Oidc::AuthorizationCodeResult> SessionLogin::askPerson(const Oidc::ProviderMetadata &provider)
{
    if (m_isCanceled)
        return QtSupport::readyError<Oidc::AuthorizationCodeResult>(
                { ErrorCode::Canceled, "the sign-in was canceled", "sign in again", {} });
    m_flow = std::make_unique<Oidc::AuthorizationCodeLogin>(m_provider->http(), m_client, provider);
    connect(m_flow.get(), &Oidc::AuthorizationCodeLogin::authorizationUrlReady, this,
            &LoginAttempt::authorizationUrlReady);
    return m_flow->start();
}

FutureResult<LoginTokens> SessionLogin::verify(Oidc::AuthorizationCodeResult result)
{
    auto refreshToken = std::make_shared<Core::Secret>(std::move(result.tokens.refreshToken));
    auto verified = m_provider->verifyLogin(m_client, std::move(result.tokens.idToken),
                                            std::move(result.tokens.accessToken), result.nonce);
    return QtSupport::andThen<VerifiedToken>(std::move(verified), this, [refreshToken](VerifiedToken token) {
        if (token.clockProblem)
            return QtSupport::readyError<LoginTokens>(*token.clockProblem);
        return QtSupport::ready<LoginTokens>(LoginTokens { std::move(token), std::move(*refreshToken) });
    });
}

void SessionLogin::cancel()
{
    m_isCanceled = true;
    if (m_flow)
        m_flow->cancel();
}

} // namespace Session
