// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/session/credentialkeeper.h"
#include "app/session/identityprovider.h"

#include <QObject>

#include <optional>

namespace Session {

//! What one refresh brought.
struct RefreshedToken
{
    std::optional<VerifiedToken> idToken; //!< none: the provider gave only a new access token (legal)
};

//! One refresh at a time:
//! ```
//! keeper.load ─► token endpoint ─► verify ID token ─► keeper.keep (rotated token stored) ─► done
//!                     │ invalid_grant                    │ another subject, a bad signature
//!                     ▼                                  ▼
//!         keeper.reload: another token? once more     nothing stored, error
//! ```
//! A rotated refresh token is stored before the new ID token is given to anybody, and also when the
//! ID token could not be checked because the keys could not be fetched or a clock is wrong.
class TokenRefresher final : public QObject
{
    Q_OBJECT

public:
    TokenRefresher(CredentialKeeper &keeper, QObject *parent = nullptr) : QObject(parent), m_keeper(keeper) { }

    [[nodiscard]] QtSupport::FutureResult<RefreshedToken> refresh(std::shared_ptr<IdentityProvider> provider,
                                                                  const Oidc::ClientConfig &client,
                                                                  const std::optional<Jose::IdToken> &previous);

private:
    struct Round;
    void ask(const std::shared_ptr<Round> &round);
    void answered(const std::shared_ptr<Round> &round, Core::Result<Oidc::TokenSet> answer);
    void refused(const std::shared_ptr<Round> &round, Core::Error error);
    void verified(const std::shared_ptr<Round> &round, Core::Result<VerifiedToken> token);
    void store(const std::shared_ptr<Round> &round, Core::Result<RefreshedToken> outcome);

    CredentialKeeper &m_keeper;
};

} // namespace Session
