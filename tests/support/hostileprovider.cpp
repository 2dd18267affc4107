// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/support/hostileprovider.h"

#include "app/qtsupport/strings.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QRandomGenerator>
#include <QUrl>

namespace Support {

using Core::Json;
using QtSupport::toQString;
using QtSupport::toStdString;

namespace {

Demo::TokenSigner newSigner()
{
    auto signer = Demo::TokenSigner::generate(Jose::SignatureAlgorithm::ES256, "key-1");
    if (!signer)
        qFatal("no signing key");
    return *signer;
}

QByteArray random(const char *prefix)
{
    return prefix + QByteArray::number(QRandomGenerator::system()->generate64(), 36)
            + QByteArray::number(QRandomGenerator::system()->generate64(), 36);
}

QByteArray error(const char *code)
{
    return QByteArray(R"({"error":")") + code + R"(","error_description":"as the test wants"})";
}

} // namespace

QMap<QString, QString> formParameters(const QByteArray &text)
{
    QMap<QString, QString> result;
    for (const QByteArray &pair : text.split('&')) {
        const qsizetype equals = pair.indexOf('=');
        QByteArray value = equals < 0 ? QByteArray() : pair.mid(equals + 1);
        value.replace('+', ' ');
        if (!pair.isEmpty())
            result.insert(QString::fromLatin1(QByteArray::fromPercentEncoding(pair.left(equals))),
                          QString::fromUtf8(QByteArray::fromPercentEncoding(value)));
    }
    return result;
}

HostileProvider::HostileProvider(Behaviour behaviour, std::optional<QSslConfiguration> tls)
    : m_behaviour(std::move(behaviour)), m_signer(newSigner()),
      m_server(std::make_unique<RawHttpServer>([this](const RawRequest &request) { return handle(request); },
                                               std::move(tls))),
      m_issuer(m_server->origin())
{
}

QList<RawRequest> HostileProvider::tokenRequests() const
{
    QList<RawRequest> result;
    for (const RawRequest &request : m_server->requests()) {
        if (request.path() == "/token")
            result.append(request);
    }
    return result;
}

void HostileProvider::keepSecret(const QByteArray &secret)
{
    if (secret.size() >= 8)
        m_secrets.append(secret);
}

RawResponse HostileProvider::handle(const RawRequest &request)
{
    const QByteArray path = request.path();
    if (path == "/.well-known/openid-configuration")
        return m_behaviour.discoveryAnswer ? m_behaviour.discoveryAnswer(request) : discovery();
    if (path == "/jwks")
        return m_behaviour.jwksAnswer
                ? m_behaviour.jwksAnswer(request)
                : RawResponse::json(QByteArray::fromStdString(Core::dumpJson(m_signer.publicJwks())));
    if (path == "/authorize")
        return authorize(formParameters(request.target.mid(request.target.indexOf('?') + 1)));
    if (path == "/token")
        return token(request);
    if (path == "/par")
        return push(request);
    if (path == "/revoke")
        return m_behaviour.revocationAnswer ? m_behaviour.revocationAnswer(request) : RawResponse::json("{}");
    return RawResponse::http(404, "text/plain", "no such thing");
}

RawResponse HostileProvider::discovery() const
{
    const std::string base = toStdString(m_issuer);
    Json document {
        { "issuer", base },
        { "authorization_endpoint", base + "/authorize" },
        { "token_endpoint", base + "/token" },
        { "jwks_uri", base + "/jwks" },
        { "revocation_endpoint", base + "/revoke" },
        { "pushed_authorization_request_endpoint", base + "/par" },
        { "response_types_supported", { "code" } },
        { "code_challenge_methods_supported", { "S256" } },
        { "id_token_signing_alg_values_supported", { "ES256" } },
    };
    if (m_behaviour.advertisesIss)
        document["authorization_response_iss_parameter_supported"] = true;
    if (m_behaviour.discovery)
        m_behaviour.discovery(document);
    return RawResponse::json(QByteArray::fromStdString(Core::dumpJson(document)));
}

RawResponse HostileProvider::authorize(QMap<QString, QString> parameters)
{
    m_authorize = parameters;
    if (parameters.contains(QStringLiteral("request_uri")))
        parameters = m_pushed.take(parameters.value(QStringLiteral("request_uri")));
    const QByteArray code = random("code-") + m_behaviour.codeSuffix;
    keepSecret(code);
    m_codes.insert(QString::fromUtf8(code), parameters);
    QByteArray location = parameters.value(QStringLiteral("redirect_uri")).toUtf8() + "?code="
            + code.toPercentEncoding() + "&state=" + parameters.value(QStringLiteral("state")).toUtf8().toPercentEncoding();
    if (m_behaviour.advertisesIss)
        location += "&iss=" + m_issuer.toUtf8().toPercentEncoding();
    return RawResponse::redirect(302, location);
}

RawResponse HostileProvider::push(const RawRequest &request)
{
    if (m_behaviour.pushAnswer)
        return m_behaviour.pushAnswer(request);
    const QString uri = QStringLiteral("urn:ietf:params:oauth:request_uri:") + QString::fromLatin1(random("par-"));
    m_pushed.insert(uri, formParameters(request.body));
    const Json answer { { "request_uri", toStdString(uri) }, { "expires_in", 60 } };
    return RawResponse::json(QByteArray::fromStdString(Core::dumpJson(answer)), 201);
}

RawResponse HostileProvider::token(const RawRequest &request)
{
    m_token = formParameters(request.body);
    const QString verifier = m_token.value(QStringLiteral("code_verifier"));
    keepSecret(verifier.toUtf8());
    if (!m_behaviour.clientSecret.isEmpty()) {
        const QByteArray expected = "Basic "
                + ("lanyard:" + m_behaviour.clientSecret.toUtf8().toPercentEncoding()).toBase64();
        const bool inBody = m_token.value(QStringLiteral("client_secret")) == m_behaviour.clientSecret;
        if ((request.header("authorization") == expected) == inBody)
            return RawResponse::http(401, "application/json", error("invalid_client"),
                                     "WWW-Authenticate: Basic realm=\"x\"\r\n");
    }
    if (m_behaviour.tokenAnswer)
        return m_behaviour.tokenAnswer(request);
    if (m_token.value(QStringLiteral("grant_type")) == QStringLiteral("refresh_token"))
        return RawResponse::json(issueTokens({}));
    const QMap<QString, QString> asked = m_codes.take(m_token.value(QStringLiteral("code")));
    const QByteArray challenge = QCryptographicHash::hash(verifier.toUtf8(), QCryptographicHash::Sha256)
                                         .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    if (asked.isEmpty() || asked.value(QStringLiteral("code_challenge")) != QString::fromLatin1(challenge)
        || asked.value(QStringLiteral("redirect_uri")) != m_token.value(QStringLiteral("redirect_uri")))
        return RawResponse::json(error("invalid_grant"), 400);
    return RawResponse::json(issueTokens(asked));
}

QByteArray HostileProvider::issueTokens(const QMap<QString, QString> &authorization)
{
    const QByteArray access = random("access-");
    const QByteArray refresh = random("refresh-");
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    Json claims { { "iss", toStdString(m_issuer) },
                  { "aud", "lanyard" },
                  { "sub", "anna" },
                  { "iat", now },
                  { "exp", now + 300 },
                  { "at_hash", m_signer.accessTokenHash(access.toStdString()) } };
    if (authorization.contains(QStringLiteral("nonce")))
        claims["nonce"] = toStdString(authorization.value(QStringLiteral("nonce")));
    if (m_behaviour.claims)
        m_behaviour.claims(claims);
    const std::string id = m_behaviour.idToken ? m_behaviour.idToken(m_signer, claims)
                                               : m_signer.sign(claims, m_behaviour.idTokenHeader);
    for (const QByteArray &secret : { access, refresh, QByteArray::fromStdString(id) })
        keepSecret(secret);
    Json answer { { "token_type", "Bearer" },        { "access_token", access.toStdString() },
                  { "refresh_token", refresh.toStdString() }, { "id_token", id },
                  { "expires_in", 300 } };
    if (m_behaviour.token)
        m_behaviour.token(answer);
    return QByteArray::fromStdString(Core::dumpJson(answer));
}

} // namespace Support
