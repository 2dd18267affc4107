// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/session/fakes.h"

namespace Support {

using Core::ErrorCode;
using QtSupport::FutureResult;
using Done = std::monostate;

std::unique_ptr<Session::LoginAttempt> FakeProvider::createLogin(const Oidc::ClientConfig &,
                                                                  Session::LoginWay way)
{
    ++logins;
    auto made = std::make_unique<Attempt>(*this, way);
    attempt = made.get();
    return made;
}

FutureResult<Session::LoginTokens> FakeProvider::Attempt::start()
{
    QMetaObject::invokeMethod(
            this,
            [this] {
                if (way == Session::LoginWay::Device)
                    Q_EMIT userCodeReady({ QUrl(QStringLiteral("https://idp.example.test/device")), {},
                                           QStringLiteral("WDJB-MJHT"), std::chrono::seconds(600) });
                else
                    Q_EMIT authorizationUrlReady(QUrl(QStringLiteral("https://idp.example.test/authorize")));
            },
            Qt::QueuedConnection);
    return promise.future();
}

void FakeProvider::Attempt::cancel()
{
    promise.fail({ ErrorCode::Canceled, "the sign-in was canceled", {}, {} });
}

void FakeProvider::finishLogin()
{
    validRefreshToken = newRefreshToken();
    attempt->promise.finish(Session::LoginTokens { makeToken(), Core::Secret(validRefreshToken) });
}

void FakeProvider::failLogin(const Core::Error &error)
{
    attempt->promise.fail(error);
}

Session::VerifiedToken FakeProvider::makeToken()
{
    Session::VerifiedToken made;
    made.compact = Core::Secret("id-token-" + std::to_string(++tokens));
    made.token.issuer = "https://idp.example.test";
    made.token.subject = subject;
    made.token.claims = { { "sub", subject }, { "email", subject + "@example.test" }, { "groups", { "dev" } } };
    made.token.header = { { "alg", "ES256" } };
    made.token.issuedAt = clock.now();
    made.token.expiresAt = clock.now() + tokenLife;
    return made;
}

Core::Result<Oidc::TokenSet> FakeProvider::answer(const std::string &refreshToken)
{
    if (refreshError)
        return Core::fail(*refreshError);
    if (refreshToken != validRefreshToken)
        return Core::fail(ErrorCode::InvalidGrant, "the provider does not accept the refresh token any more", "sign in again");
    Oidc::TokenSet set;
    validRefreshToken = newRefreshToken();
    set.refreshToken = Core::Secret(validRefreshToken);
    set.accessToken = Core::Secret(std::string("access"));
    if (givesIdTokenOnRefresh)
        set.idToken = Core::Secret(std::string("raw"));
    return set;
}

FutureResult<Oidc::TokenSet> FakeProvider::refresh(const Oidc::ClientConfig &, const Core::Secret &refreshToken)
{
    ++refreshes;
    if (onRefresh)
        onRefresh();
    const std::string token(refreshToken.reveal());
    if (!isHeld)
        return QtSupport::ready<Oidc::TokenSet>(answer(token));
    m_held.emplace_back(token, std::make_shared<QtSupport::Promise<Oidc::TokenSet>>());
    return m_held.back().second->future();
}

void FakeProvider::release()
{
    isHeld = false;
    for (const auto &[token, promise] : std::exchange(m_held, {}))
        promise->finish(answer(token));
}

FutureResult<Session::VerifiedToken> FakeProvider::verify(const Oidc::ClientConfig &, Core::Secret, Core::Secret,
                                                          const std::optional<Jose::IdToken> &previous)
{
    ++verifications;
    if (verifyError)
        return QtSupport::readyError<Session::VerifiedToken>(*verifyError);
    if (previous && previous->subject != subject)
        return QtSupport::readyError<Session::VerifiedToken>({ ErrorCode::TokenSubject, "another subject", {}, {} });
    Session::VerifiedToken token = makeToken();
    token.clockProblem = clockProblem;
    return QtSupport::ready<Session::VerifiedToken>(std::move(token));
}

FutureResult<Done> FakeProvider::revoke(const Oidc::ClientConfig &, const Core::Secret &)
{
    ++revocations;
    return revokeError ? QtSupport::readyError<Done>(*revokeError) : QtSupport::ready<Done>(Done());
}

static Keychain::Credential copyOf(const Keychain::Credential &credential)
{
    return { credential.generation, credential.issuer, credential.clientId, credential.subject,
             credential.refreshToken.clone() };
}

FutureResult<Keychain::Credential> FakeStore::read(const QString &key)
{
    ++reads;
    if (readError)
        return QtSupport::readyError<Keychain::Credential>(*readError);
    const auto found = m_entries.find(key);
    if (found == m_entries.end())
        return QtSupport::readyError<Keychain::Credential>({ ErrorCode::NotFound, "nothing is stored", {}, {} });
    return QtSupport::ready<Keychain::Credential>(copyOf(found->second));
}

FutureResult<Done> FakeStore::write(const QString &key, Keychain::Credential credential)
{
    ++writes;
    if (writeError)
        return QtSupport::readyError<Done>(*writeError);
    const auto found = m_entries.find(key);
    if (found != m_entries.end() && found->second.generation >= credential.generation)
        return QtSupport::readyError<Done>({ ErrorCode::Conflict, "a newer generation is stored", {}, {} });
    if (!isHeld) {
        m_entries.insert_or_assign(key, std::move(credential));
        return QtSupport::ready<Done>(Done());
    }
    auto promise = std::make_shared<QtSupport::Promise<Done>>();
    auto held = std::make_shared<Keychain::Credential>(std::move(credential));
    m_held.push_back([this, promise, held, key] {
        m_entries.insert_or_assign(key, std::move(*held));
        promise->finish(Done());
    });
    return promise->future();
}

void FakeStore::release()
{
    isHeld = false;
    for (const auto &write : std::exchange(m_held, {}))
        write();
}

FutureResult<Done> FakeStore::remove(const QString &key)
{
    ++removals;
    m_entries.erase(key);
    return QtSupport::ready<Done>(Done());
}

void FakeStore::put(const QString &key, const std::string &token, std::uint64_t generation, const QString &subject)
{
    m_entries.insert_or_assign(key, Keychain::Credential { generation, QStringLiteral("https://idp.example.test"),
                                                           QStringLiteral("kubernetes"), subject, Core::Secret(token) });
}

std::string FakeStore::token(const QString &key) const
{
    const auto found = m_entries.find(key);
    return found == m_entries.end() ? std::string() : std::string(found->second.refreshToken.reveal());
}

FutureResult<Done> FakeBrowser::open(const QUrl &url, const Session::BrowserRequest &)
{
    opened.append(url);
    return error ? QtSupport::readyError<Done>(*error) : QtSupport::ready<Done>(Done());
}

} // namespace Support
