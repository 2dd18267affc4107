// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/secret.h"
#include "app/oidc/clientconfig.h"
#include "app/oidc/devicelogin.h"
#include "app/oidc/jose/idtokenverifier.h"
#include "app/oidc/tokenset.h"
#include "app/qtsupport/async.h"
#include "app/session/loginpolicy.h"

#include <QObject>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>
#include <variant>

namespace Session {

//! An ID token that was verified, and its bytes.
struct VerifiedToken
{
    Core::Secret compact;
    Jose::IdToken token;
    //! Set when everything is right but the time: this machine's clock is wrong, or the provider's. Such
    //! a token is not used, but the refresh token that came with it is good and must not be lost.
    std::optional<Core::Error> clockProblem;
    //! What stands in the access token that came with it, if that is a JWT; null otherwise. The access
    //! token itself is not kept. For the doctor: it was not verified.
    Core::Json accessClaims = nullptr;
};

struct LoginTokens
{
    VerifiedToken idToken;
    Core::Secret refreshToken; //!< empty if the provider gives none
};

//! One login by a person. Made new for every attempt.
class LoginAttempt : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~LoginAttempt() override;

    //! Call once.
    [[nodiscard]] virtual QtSupport::FutureResult<LoginTokens> start() = 0;
    virtual void cancel() = 0;

Q_SIGNALS:
    void authorizationUrlReady(const QUrl &url);
    //! The same for LoginWay::Device.
    void userCodeReady(const Oidc::UserCode &code);
};

//! One identity provider as a session sees it: the edge of the process, faked in tests.
class IdentityProvider : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~IdentityProvider() override;

    [[nodiscard]] virtual std::unique_ptr<LoginAttempt> createLogin(const Oidc::ClientConfig &client,
                                                                   LoginWay way) = 0;
    //! The token endpoint's answer, not yet verified.
    [[nodiscard]] virtual QtSupport::FutureResult<Oidc::TokenSet> refresh(const Oidc::ClientConfig &client,
                                                                          const Core::Secret &refreshToken) = 0;
    //! \a previous: the token that is replaced, if it is still known.
    [[nodiscard]] virtual QtSupport::FutureResult<VerifiedToken>
    verify(const Oidc::ClientConfig &client, Core::Secret idToken, Core::Secret accessToken,
           const std::optional<Jose::IdToken> &previous) = 0;
    [[nodiscard]] virtual QtSupport::FutureResult<std::monostate> revoke(const Oidc::ClientConfig &client,
                                                                         const Core::Secret &refreshToken) = 0;
    //! Where the browser ends the provider's own session; empty if there is no such place (or the
    //! provider was not asked yet).
    [[nodiscard]] virtual QUrl endSessionUrl(const Oidc::ClientConfig &client) const = 0;
};

using IdentityProviderFactory =
        std::function<std::shared_ptr<IdentityProvider>(const Oidc::ClientConfig &client)>;

} // namespace Session
