// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/session/oidcidentityprovider.h"

#include "app/qtsupport/certificates.h"
#include "app/qtsupport/strings.h"
#include "app/session/sessionlogin.h"

#include <QCryptographicHash>
#include <QUrlQuery>

namespace Session {

using Core::ErrorCode;
using QtSupport::FutureResult;

namespace {

constexpr std::chrono::minutes kMetadataFresh { 10 };
constexpr std::chrono::hours kMetadataUsable { 24 };

// The clock as the token itself sees it: tells "only the time is wrong" from "something is wrong".
class FixedClock final : public Core::Clock
{
public:
    explicit FixedClock(std::chrono::system_clock::time_point now) : m_now(now) { }
    std::chrono::system_clock::time_point now() const override { return m_now; }
    std::chrono::steady_clock::time_point steadyNow() const override { return {}; }

private:
    std::chrono::system_clock::time_point m_now;
};

// A provider that cannot be talked to, because its certificate authorities can't be read.
class BrokenLogin final : public LoginAttempt
{
public:
    explicit BrokenLogin(Core::Error error) : m_error(std::move(error)) { }
    FutureResult<LoginTokens> start() override { return QtSupport::readyError<LoginTokens>(m_error); }
    void cancel() override { }

private:
    Core::Error m_error;
};

class BrokenProvider final : public IdentityProvider
{
public:
    explicit BrokenProvider(Core::Error error) : m_error(std::move(error)) { }
    std::unique_ptr<LoginAttempt> createLogin(const Oidc::ClientConfig &, LoginWay) override
    {
        return std::make_unique<BrokenLogin>(m_error);
    }
    FutureResult<Oidc::TokenSet> refresh(const Oidc::ClientConfig &, const Core::Secret &) override
    {
        return QtSupport::readyError<Oidc::TokenSet>(m_error);
    }
    FutureResult<VerifiedToken> verify(const Oidc::ClientConfig &, Core::Secret, Core::Secret,
                                       const std::optional<Jose::IdToken> &) override
    {
        return QtSupport::readyError<VerifiedToken>(m_error);
    }
    FutureResult<std::monostate> revoke(const Oidc::ClientConfig &, const Core::Secret &) override
    {
        return QtSupport::readyError<std::monostate>(m_error);
    }
    QUrl endSessionUrl(const Oidc::ClientConfig &) const override { return {}; }

private:
    Core::Error m_error;
};

bool isAboutTime(ErrorCode code)
{
    return code == ErrorCode::TokenExpired || code == ErrorCode::TokenNotYetValid;
}

// To be looked at only, so what cannot be read is as good as none.
Core::Json claimsOf(const Core::Secret &accessToken)
{
    const auto parsed = Jose::Jws::parse(accessToken.reveal());
    auto claims = parsed ? Core::parseJson(parsed->payload) : Core::Result<Core::Json>(Core::Json());
    return claims && claims->is_object() ? std::move(*claims) : Core::Json();
}

} // namespace

// What one verification needs; shared, because it lives over the fetch of the keys.
struct OidcIdentityProvider::Check
{
    Core::Secret idToken, accessToken;
    std::string clientId;
    std::vector<std::string> trustedAudiences;
    std::optional<std::string> nonce;
    std::optional<Jose::IdToken> previous;
    std::optional<std::chrono::seconds> maxAuthAge;
    std::optional<std::string> acr;

    [[nodiscard]] Core::Result<Jose::IdToken> run(const Core::Clock &clock, const Jose::JsonWebKeySet &keys,
                                                  const std::string &issuer) const
    {
        Jose::IdTokenExpectation expected;
        expected.issuer = issuer;
        expected.clientId = clientId;
        expected.trustedAudiences = trustedAudiences;
        expected.nonce = nonce;
        expected.accessToken = accessToken.isEmpty() ? nullptr : &accessToken;
        expected.previous = previous ? &*previous : nullptr;
        expected.maxAuthAge = maxAuthAge;
        expected.acr = acr;
        return Jose::IdTokenVerifier(clock).verify(idToken.reveal(), keys, expected);
    }
};

OidcIdentityProvider::OidcIdentityProvider(std::shared_ptr<QtSupport::HttpClient> http,
                                           const Core::Clock &clock, QString issuer)
    : m_http(std::move(http)), m_clock(clock), m_issuer(std::move(issuer)), m_discovery(*m_http), m_tokens(*m_http)
{
}

OidcIdentityProvider::~OidcIdentityProvider() = default;

std::unique_ptr<LoginAttempt> OidcIdentityProvider::createLogin(const Oidc::ClientConfig &client, LoginWay way)
{
    return std::make_unique<SessionLogin>(shared_from_this(), client, way);
}

FutureResult<Oidc::ProviderMetadata> OidcIdentityProvider::metadata()
{
    if (m_metadata && m_clock.steadyNow() - m_fetchedAt < kMetadataFresh)
        return QtSupport::ready<Oidc::ProviderMetadata>(*m_metadata);
    auto waiter = std::make_shared<QtSupport::Promise<Oidc::ProviderMetadata>>();
    auto future = waiter->future();
    m_metadataWaiters.push_back(std::move(waiter));
    if (m_metadataWaiters.size() == 1) {
        QtSupport::onFinished<Oidc::ProviderMetadata>(m_discovery.fetch(m_issuer), this,
                                                      [this](Core::Result<Oidc::ProviderMetadata> result) {
                                                          metadataFetched(std::move(result));
                                                      });
    }
    return future;
}

void OidcIdentityProvider::metadataFetched(Core::Result<Oidc::ProviderMetadata> result)
{
    if (result) {
        if (m_metadata && m_metadata->jwksUri != result->jwksUri)
            m_keys.reset();
        m_metadata = *result;
        m_fetchedAt = m_clock.steadyNow();
    } else if (m_metadata && m_clock.steadyNow() - m_fetchedAt < kMetadataUsable) {
        // The provider may be up where it matters; a wrong answer there is found out anyway.
        result = *m_metadata;
    }
    const auto waiters = std::exchange(m_metadataWaiters, {});
    for (const auto &waiter : waiters)
        waiter->finish(result);
}

FutureResult<Oidc::TokenSet> OidcIdentityProvider::refresh(const Oidc::ClientConfig &client,
                                                           const Core::Secret &refreshToken)
{
    auto token = std::make_shared<Core::Secret>(refreshToken.clone());
    return QtSupport::andThen<Oidc::ProviderMetadata>(metadata(), this,
                                                      [this, client, token](const Oidc::ProviderMetadata &provider) {
                                                          return m_tokens.refresh(provider, client, *token);
                                                      });
}

FutureResult<std::monostate> OidcIdentityProvider::revoke(const Oidc::ClientConfig &client,
                                                          const Core::Secret &refreshToken)
{
    auto token = std::make_shared<Core::Secret>(refreshToken.clone());
    return QtSupport::andThen<Oidc::ProviderMetadata>(metadata(), this,
                                                      [this, client, token](const Oidc::ProviderMetadata &provider) {
                                                          return m_tokens.revoke(provider, client, *token);
                                                      });
}

QUrl OidcIdentityProvider::endSessionUrl(const Oidc::ClientConfig &client) const
{
    if (!m_metadata || m_metadata->endSessionEndpoint.isEmpty())
        return {};
    // With client_id, not id_token_hint: the address goes to a browser by its command line, which
    // every user of the machine can read. The provider may ask the person to confirm.
    QUrl url = m_metadata->endSessionEndpoint;
    QUrlQuery query(url);
    query.addQueryItem(QStringLiteral("client_id"), QString::fromLatin1(QUrl::toPercentEncoding(client.clientId)));
    url.setQuery(query);
    return url;
}

FutureResult<VerifiedToken> OidcIdentityProvider::verify(const Oidc::ClientConfig &client, Core::Secret idToken,
                                                         Core::Secret accessToken,
                                                         const std::optional<Jose::IdToken> &previous)
{
    auto wanted = std::make_shared<Check>();
    wanted->idToken = std::move(idToken);
    wanted->accessToken = std::move(accessToken);
    wanted->clientId = QtSupport::toStdString(client.clientId);
    for (const QString &audience : client.trustedAudiences)
        wanted->trustedAudiences.push_back(QtSupport::toStdString(audience));
    wanted->previous = previous;
    return check(std::move(wanted));
}

FutureResult<VerifiedToken> OidcIdentityProvider::verifyLogin(const Oidc::ClientConfig &client,
                                                              Core::Secret idToken, Core::Secret accessToken,
                                                              const std::optional<QString> &nonce)
{
    auto wanted = std::make_shared<Check>();
    wanted->idToken = std::move(idToken);
    wanted->accessToken = std::move(accessToken);
    wanted->clientId = QtSupport::toStdString(client.clientId);
    for (const QString &audience : client.trustedAudiences)
        wanted->trustedAudiences.push_back(QtSupport::toStdString(audience));
    if (nonce)
        wanted->nonce = QtSupport::toStdString(*nonce);
    // What was asked for must have been done (OpenID Connect Core section 3.1.3.7, items 12 and 13).
    bool isNumber = false;
    const int age = client.authRequestExtraParams.value(QStringLiteral("max_age")).toInt(&isNumber);
    if (isNumber)
        wanted->maxAuthAge = std::chrono::seconds(age);
    if (const QString acr = client.authRequestExtraParams.value(QStringLiteral("acr_values")); !acr.isEmpty())
        wanted->acr = QtSupport::toStdString(acr);
    return check(std::move(wanted));
}

FutureResult<VerifiedToken> OidcIdentityProvider::check(std::shared_ptr<Check> check)
{
    if (check->idToken.isEmpty())
        return QtSupport::readyError<VerifiedToken>(
                { ErrorCode::BadAnswer, "the provider sent no ID token",
                  "add the scope openid, and let the client have it at the provider", {} });
    const auto parsed = Jose::Jws::parse(check->idToken.reveal());
    if (!parsed)
        return QtSupport::readyError<VerifiedToken>(parsed.error());
    const std::string keyId = Core::jsonString(parsed->header, "kid").value_or("");
    auto keys = QtSupport::andThen<Oidc::ProviderMetadata>(
            metadata(), this, [this, keyId](const Oidc::ProviderMetadata &provider) {
                if (!m_keys)
                    m_keys = std::make_unique<Oidc::RemoteKeySet>(*m_http, m_clock, provider.jwksUri);
                return m_keys->keysFor(keyId);
            });
    return QtSupport::andThen<Jose::JsonWebKeySet>(std::move(keys), this, [this, check](const Jose::JsonWebKeySet &set) {
        const std::string issuer = QtSupport::toStdString(m_issuer);
        auto verified = check->run(m_clock, set, issuer);
        std::optional<Core::Error> clockProblem;
        if (!verified && isAboutTime(verified.error().code)) {
            const auto decoded = Jose::IdTokenVerifier::decodeUnverified(check->idToken.reveal());
            const auto again = decoded ? check->run(FixedClock(decoded->issuedAt), set, issuer) : decoded;
            if (again) {
                clockProblem = verified.error();
                clockProblem->fix = "set this machine's clock (timedatectl), or tell the provider's administrator";
                verified = again;
            }
        }
        if (!verified)
            return QtSupport::readyError<VerifiedToken>(verified.error());
        return QtSupport::ready<VerifiedToken>(
                VerifiedToken { std::move(check->idToken), std::move(*verified), std::move(clockProblem),
                                claimsOf(check->accessToken) });
    });
}

OidcProviderPool::OidcProviderPool(const Core::Clock &clock, QObject *parent) : QObject(parent), m_clock(clock) { }

std::shared_ptr<IdentityProvider> OidcProviderPool::provider(const Oidc::ClientConfig &client)
{
    QList<QSslCertificate> authorities;
    if (!client.caPem.isEmpty()) {
        auto parsed = QtSupport::parseCaBundle(client.caPem);
        if (!parsed)
            return std::make_shared<BrokenProvider>(parsed.error());
        authorities = std::move(*parsed);
    }
    const QByteArray ca = QCryptographicHash::hash(client.caPem, QCryptographicHash::Sha256);
    const QByteArray key = ca + client.issuer.toUtf8();
    if (auto known = m_providers.value(key).lock())
        return known;
    auto http = m_http.value(ca).lock();
    if (!http) {
        http = std::make_shared<QtSupport::HttpClient>(authorities);
        m_http.insert(ca, http);
    }
    auto made = std::make_shared<OidcIdentityProvider>(http, m_clock, client.issuer);
    m_providers.insert(key, made);
    return made;
}

} // namespace Session
