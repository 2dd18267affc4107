// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/session/tokenrefresher.h"

#include "app/qtsupport/strings.h"

namespace Session {

using Core::ErrorCode;
using QtSupport::FutureResult;

struct TokenRefresher::Round
{
    std::shared_ptr<IdentityProvider> provider;
    Oidc::ClientConfig client;
    std::optional<Jose::IdToken> previous;
    QtSupport::Promise<RefreshedToken> promise;
    Core::Secret newRefreshToken;
    bool wasReloaded = false;
};

namespace {

// Errors that say something about the token, not about the way to check it. TokenKeyUnknown is not
// one: the keys may have changed and we may not ask for them again yet.
bool condemnsToken(ErrorCode code)
{
    switch (code) {
    case ErrorCode::TokenMalformed:
    case ErrorCode::TokenAlgorithm:
    case ErrorCode::TokenSignature:
    case ErrorCode::TokenIssuer:
    case ErrorCode::TokenAudience:
    case ErrorCode::TokenExpired:
    case ErrorCode::TokenNotYetValid:
    case ErrorCode::TokenNonce:
    case ErrorCode::TokenHash:
    case ErrorCode::TokenClaims:
    case ErrorCode::TokenSubject:
        return true;
    default:
        return false;
    }
}

} // namespace

FutureResult<RefreshedToken> TokenRefresher::refresh(std::shared_ptr<IdentityProvider> provider,
                                                     const Oidc::ClientConfig &client,
                                                     const std::optional<Jose::IdToken> &previous)
{
    auto round = std::make_shared<Round>();
    round->provider = std::move(provider);
    round->client = client;
    round->previous = previous;
    auto future = round->promise.future();
    QtSupport::onFinished<std::monostate>(m_keeper.load(), this, [this, round](Core::Result<std::monostate> loaded) {
        if (loaded)
            ask(round);
        else
            round->promise.fail(std::move(loaded.error()));
    });
    return future;
}

void TokenRefresher::ask(const std::shared_ptr<Round> &round)
{
    QtSupport::onFinished<Oidc::TokenSet>(
            round->provider->refresh(round->client, m_keeper.refreshToken()), this,
            [this, round](Core::Result<Oidc::TokenSet> answer) { answered(round, std::move(answer)); });
}

void TokenRefresher::answered(const std::shared_ptr<Round> &round, Core::Result<Oidc::TokenSet> answer)
{
    if (!answer) {
        refused(round, std::move(answer.error()));
        return;
    }
    round->newRefreshToken = std::move(answer->refreshToken);
    if (answer->idToken.isEmpty()) {
        store(round, RefreshedToken {});
        return;
    }
    QtSupport::onFinished<VerifiedToken>(
            round->provider->verify(round->client, std::move(answer->idToken), std::move(answer->accessToken),
                                    round->previous),
            this, [this, round](Core::Result<VerifiedToken> token) { verified(round, std::move(token)); });
}

void TokenRefresher::refused(const std::shared_ptr<Round> &round, Core::Error error)
{
    if (error.code != ErrorCode::InvalidGrant) {
        round->promise.fail(std::move(error));
        return;
    }
    if (std::exchange(round->wasReloaded, true)) { // the other one was refused, too
        m_keeper.markRejected();
        round->promise.fail(std::move(error));
        return;
    }
    // Another machine with the same home may have rotated: its token is in the store then.
    QtSupport::onFinished<bool>(m_keeper.reload(), this, [this, round, error](Core::Result<bool> isOther) {
        if (isOther && *isOther) {
            ask(round);
        } else {
            m_keeper.markRejected();
            round->promise.fail(error);
        }
    });
}

void TokenRefresher::verified(const std::shared_ptr<Round> &round, Core::Result<VerifiedToken> token)
{
    if (!token) {
        if (condemnsToken(token.error().code))
            round->promise.fail(std::move(token.error())); // whoever sent this, its refresh token is not stored
        else
            store(round, Core::fail(std::move(token.error())));
        return;
    }
    const QString subject = QtSupport::toQString(token->token.subject);
    if (!m_keeper.subject().isEmpty() && subject != m_keeper.subject()) {
        round->promise.fail({ ErrorCode::TokenSubject, "the provider answered the refresh with somebody else's token",
                              "sign in again", {} });
        return;
    }
    store(round, RefreshedToken { std::move(*token) });
}

void TokenRefresher::store(const std::shared_ptr<Round> &round, Core::Result<RefreshedToken> outcome)
{
    // RFC 6749 section 6: without a new one the old one stays.
    if (round->newRefreshToken.isEmpty() || round->newRefreshToken.equals(m_keeper.refreshToken().reveal())) {
        round->promise.finish(std::move(outcome));
        return;
    }
    auto held = std::make_shared<Core::Result<RefreshedToken>>(std::move(outcome));
    const QString subject = *held && (*held)->idToken ? QtSupport::toQString((*held)->idToken->token.subject)
                                                      : m_keeper.subject();
    QtSupport::onFinished<std::monostate>(m_keeper.keep(std::move(round->newRefreshToken), subject), this,
                                          [round, held](const Core::Result<std::monostate> &) {
                                              // A failed write is the keeper's business: it has the
                                              // token in memory, says so and tries again.
                                              round->promise.finish(std::move(*held));
                                          });
}

} // namespace Session
