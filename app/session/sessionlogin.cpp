// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/session/sessionlogin.h"

#include "app/session/oidcidentityprovider.h"

namespace Session {

using Core::ErrorCode;
using QtSupport::FutureResult;

SessionLogin::SessionLogin(std::shared_ptr<OidcIdentityProvider> provider, Oidc::ClientConfig client,
                           LoginWay way)
    : m_provider(std::move(provider)), m_client(std::move(client)), m_way(way)
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
    if (m_way == LoginWay::Device)
        return askForCode(provider);
    m_flow = std::make_unique<Oidc::AuthorizationCodeLogin>(m_provider->http(), m_client, provider);
    connect(m_flow.get(), &Oidc::AuthorizationCodeLogin::authorizationUrlReady, this,
            &LoginAttempt::authorizationUrlReady);
    return m_flow->start();
}

FutureResult<Oidc::AuthorizationCodeResult> SessionLogin::askForCode(const Oidc::ProviderMetadata &provider)
{
    m_device = std::make_unique<Oidc::DeviceLogin>(m_provider->http(), m_client, provider);
    connect(m_device.get(), &Oidc::DeviceLogin::userCodeReady, this, &LoginAttempt::userCodeReady);
    return QtSupport::andThen<Oidc::TokenSet>(m_device->start(), this, [](Oidc::TokenSet tokens) {
        return QtSupport::ready<Oidc::AuthorizationCodeResult>(
                Oidc::AuthorizationCodeResult { std::move(tokens), QString() });
    });
}

FutureResult<LoginTokens> SessionLogin::verify(Oidc::AuthorizationCodeResult result)
{
    auto refreshToken = std::make_shared<Core::Secret>(std::move(result.tokens.refreshToken));
    auto verified = m_provider->verifyLogin(m_client, std::move(result.tokens.idToken),
                                            std::move(result.tokens.accessToken),
                                            m_way == LoginWay::Device ? std::nullopt : std::optional(result.nonce));
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
    if (m_device)
        m_device->cancel();
}

} // namespace Session
