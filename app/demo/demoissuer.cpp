// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/demo/demoissuer.h"

#include "app/demo/loginpage.h"
#include "app/oidc/jose/jsonwebkey.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <QCryptographicHash>
#include <QHostAddress>
#include <QUrl>

#include <algorithm>

namespace Demo {

using Core::Json;
using QtSupport::toByteArray;
using QtSupport::toQString;
using QtSupport::toStdString;

namespace {

constexpr char kRealmPath[] = "/realms/demo";
constexpr std::size_t kMaxPending = 200;
constexpr std::chrono::minutes kPendingLifetime{ 10 };
constexpr char kDeviceGrant[] = "urn:ietf:params:oauth:grant-type:device_code";

HttpReply jsonReply(const Json &json, int status = 200)
{
    // RFC 6749 section 5.1: no answer with tokens may be cached.
    return { status,
             "application/json",
             toByteArray(Core::dumpJson(json)),
             { { "Cache-Control", "no-store" } } };
}

HttpReply oauthError(std::string_view code, std::string_view description, int status = 400)
{
    return jsonReply({ { "error", code }, { "error_description", description } }, status);
}

// No form-action in the policy: browsers apply it to the redirect after the form, too, and that
// goes to the client's own port.
HttpReply page(const QByteArray &html, int status = 200)
{
    return { status,
             "text/html; charset=utf-8",
             html,
             { { "Cache-Control", "no-store" },
               { "Content-Security-Policy",
                 "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri "
                 "'none'" },
               { "Referrer-Policy", "no-referrer" },
               { "X-Content-Type-Options", "nosniff" } } };
}

HttpReply errorPage(const QString &text)
{
    return page(messagePage(u"This sign-in cannot go on"_s, text), 400);
}

// RFC 8252 section 7.3: loopback only, the port is free to choose.
bool isLoopbackRedirect(const QUrl &url)
{
    return url.isValid() && url.scheme() == "http"_L1 && !url.hasFragment()
            && url.userInfo().isEmpty()
            && (url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback());
}

HttpReply redirect(const QString &target, const QList<QPair<QString, QString>> &parameters)
{
    QUrl url(target);
    QUrlQuery query(url);
    for (const auto &[key, value] : parameters) {
        if (!value.isEmpty())
            query.addQueryItem(key, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    }
    url.setQuery(query);
    return { 303, {}, {}, { { "Location", url.toEncoded() }, { "Cache-Control", "no-store" } } };
}

QString challengeOf(const QString &verifier)
{
    return QString::fromLatin1(
            QCryptographicHash::hash(verifier.toLatin1(), QCryptographicHash::Sha256)
                    .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

std::int64_t seconds(std::chrono::system_clock::time_point time)
{
    return std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
}

bool hasScope(std::string_view scope, std::string_view wanted)
{
    return toQString(scope).split(u' ').contains(toQString(wanted));
}

} // namespace

DemoIssuer::DemoIssuer(IssuerOptions options, const Core::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_clock(clock)
    , m_grants(clock, m_options.grantLifetimes)
    , m_server([this](const HttpRequest &request) { return handle(request); })
{
}

DemoIssuer::~DemoIssuer() = default;

Core::Result<> DemoIssuer::start()
{
    if (const auto rotated = rotateKey(); !rotated)
        return rotated;
    if (m_options.tls)
        m_server.setTls(*m_options.tls);
    if (const auto listening = m_server.listen(m_options.port); !listening)
        return listening;
    m_issuer = m_server.origin().toStdString() + kRealmPath;
    return {};
}

Core::Result<> DemoIssuer::rotateKey()
{
    auto signer = TokenSigner::generate(m_options.algorithm,
                                        "demo-" + std::to_string(++m_keyNumber) + "-"
                                                + randomToken().substr(0, 8));
    if (!signer)
        return Core::fail(signer.error());
    m_signer = std::move(*signer);
    return {};
}

Json DemoIssuer::jwks() const
{
    return m_signer ? m_signer->publicJwks() : Json{ { "keys", Json::array() } };
}

HttpReply DemoIssuer::handle(const HttpRequest &request)
{
    if (!isOwnHost(request))
        return errorPage(u"The demo answers to its own address only."_s);
    if (!request.path.startsWith(kRealmPath))
        return page(
                messagePage(u"Lanyard demo"_s, u"The issuer is "_s + toQString(m_issuer) + u"."_s),
                404);
    dropExpired();
    const QByteArray path = request.path.mid(static_cast<qsizetype>(sizeof kRealmPath) - 1);
    const bool isPost = request.method == "POST";
    const bool isGet = request.method == "GET" || request.method == "HEAD";
    if (isGet && path == "/.well-known/openid-configuration")
        return jsonReply(discovery());
    if (isGet && path == "/jwks")
        return jsonReply(jwks());
    if (isGet && path == "/authorize")
        return authorize(parseForm(request.query));
    if (isGet && path == "/logout")
        return logout(parseForm(request.query));
    if (isGet && path == "/verify")
        return verifyDevice(parseForm(request.query));
    if (!isPost)
        return errorPage(u"There is no such page."_s);
    const QUrlQuery form = parseForm(request.body);
    if (path == "/authorize")
        return finishLogin(form);
    if (path == "/token")
        return token(form);
    if (path == "/logout")
        return logout(form);
    if (path == "/device")
        return startDevice(form);
    if (path == "/verify")
        return verifyDevice(form);
    if (path == "/revoke") {
        m_grants.revoke(toStdString(formValue(form, u"token"_s)));
        return jsonReply(Json::object());
    }
    return oauthError("invalid_request", "there is no such endpoint", 404);
}

// A page of the web whose name was re-bound to 127.0.0.1 sends its own name.
bool DemoIssuer::isOwnHost(const HttpRequest &request) const
{
    const QUrl url(u"http://"_s + QString::fromLatin1(request.header("Host")));
    return url.port(80) == m_server.port()
            && (url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback());
}

Json DemoIssuer::discovery() const
{
    return { { "issuer", m_issuer },
             { "authorization_endpoint", m_issuer + "/authorize" },
             { "token_endpoint", m_issuer + "/token" },
             { "jwks_uri", m_issuer + "/jwks" },
             { "revocation_endpoint", m_issuer + "/revoke" },
             { "end_session_endpoint", m_issuer + "/logout" },
             { "device_authorization_endpoint", m_issuer + "/device" },
             { "response_types_supported", { "code" } },
             { "response_modes_supported", { "query" } },
             { "grant_types_supported", { "authorization_code", "refresh_token", kDeviceGrant } },
             { "subject_types_supported", { "public" } },
             { "id_token_signing_alg_values_supported",
               Json::array({ Jose::signatureAlgorithmName(m_options.algorithm) }) },
             { "token_endpoint_auth_methods_supported", { "none" } },
             { "code_challenge_methods_supported", { "S256" } },
             { "scopes_supported", { "openid", "profile", "email", "groups", "offline_access" } },
             { "claims_supported",
               { "sub", "iss", "aud", "azp", "exp", "iat", "auth_time", "nonce", "at_hash", "sid",
                 "name", "preferred_username", "email", "email_verified", "groups" } },
             { "authorization_response_iss_parameter_supported", true } };
}

bool DemoIssuer::isKnownClient(const QString &clientId) const
{
    const auto &known = m_options.clientIds;
    return std::find(known.begin(), known.end(), toStdString(clientId)) != known.end();
}

void DemoIssuer::dropExpired()
{
    const auto now = m_clock.now();
    std::erase_if(m_pending, [now](const auto &entry) { return entry.second.expiresAt <= now; });
    std::erase_if(m_devices, [now](const auto &entry) { return entry.second.expiresAt <= now; });
}

// RFC 6749 section 4.1.2.1: nothing is redirected to an address that was not checked.
HttpReply DemoIssuer::authorize(const QUrlQuery &query)
{
    const auto value = [&query](const char *key) {
        return formValue(query, QString::fromLatin1(key));
    };
    const QString redirectUri = value("redirect_uri");
    if (!isKnownClient(value("client_id")))
        return errorPage(u"The demo does not know the client “"_s + value("client_id").left(100)
                         + u"”."_s);
    if (!isLoopbackRedirect(QUrl(redirectUri, QUrl::StrictMode)))
        return errorPage(
                u"Invalid parameter: redirect_uri. The demo only goes back to this computer."_s);
    const auto refuse = [&](const QString &code, const QString &why) {
        return redirect(redirectUri,
                        { { u"error"_s, code },
                          { u"error_description"_s, why },
                          { u"state"_s, value("state") },
                          { u"iss"_s, toQString(m_issuer) } });
    };
    if (value("response_type") != "code"_L1)
        return refuse(u"unsupported_response_type"_s, u"only code is supported"_s);
    if (!hasScope(toStdString(value("scope")), "openid"))
        return refuse(u"invalid_scope"_s, u"openid is missing"_s);
    if (value("code_challenge_method") != "S256"_L1 || value("code_challenge").size() != 43)
        return refuse(u"invalid_request"_s, u"PKCE with S256 is required"_s);
    if (value("prompt") == "none"_L1)
        return refuse(u"login_required"_s, u"the demo keeps nobody signed in in the browser"_s);
    if (m_pending.size() >= kMaxPending)
        return refuse(u"temporarily_unavailable"_s, u"too many sign-ins wait"_s);
    const QString id = toQString(randomToken());
    m_pending[id] = { value("client_id"),
                      redirectUri,
                      value("state"),
                      value("code_challenge"),
                      value("nonce"),
                      value("scope"),
                      m_clock.now() + kPendingLifetime };
    return page(loginPage(m_options.users, value("client_id"), id, value("login_hint").left(200)));
}

HttpReply DemoIssuer::finishLogin(const QUrlQuery &form)
{
    const auto found = m_pending.find(formValue(form, u"request"_s));
    if (found == m_pending.end())
        return errorPage(
                u"This sign-in was finished or is too old. Start it again from Lanyard."_s);
    const PendingLogin login = found->second;
    const QString state = login.state;
    if (!formValue(form, u"cancel"_s).isEmpty()) {
        m_pending.erase(found);
        return redirect(login.redirectUri,
                        { { u"error"_s, u"access_denied"_s },
                          { u"error_description"_s, u"the person said no"_s },
                          { u"state"_s, state },
                          { u"iss"_s, toQString(m_issuer) } });
    }
    const QString name = formValue(form, u"user"_s).trimmed();
    const DemoUser *user = findUser(m_options.users, toStdString(name));
    if (!user)
        return page(loginPage(m_options.users, login.clientId, found->first, {}), 400);
    m_pending.erase(found);
    Grant grant;
    grant.username = user->username;
    grant.clientId = toStdString(login.clientId);
    grant.redirectUri = toStdString(login.redirectUri);
    grant.codeChallenge = toStdString(login.codeChallenge);
    grant.nonce = toStdString(login.nonce);
    grant.scope = toStdString(login.scope);
    grant.authTime = m_clock.now();
    return redirect(login.redirectUri,
                    { { u"code"_s, toQString(m_grants.issueCode(std::move(grant))) },
                      { u"state"_s, state },
                      { u"iss"_s, toQString(m_issuer) } });
}

HttpReply DemoIssuer::token(const QUrlQuery &form)
{
    if (!isKnownClient(formValue(form, u"client_id"_s)))
        return oauthError("invalid_client", "unknown client", 401);
    const QString type = formValue(form, u"grant_type"_s);
    if (type == "authorization_code"_L1)
        return tokenForCode(form);
    if (type == "refresh_token"_L1)
        return tokenForRefresh(form);
    if (type == QLatin1StringView(kDeviceGrant))
        return tokenForDevice(form);
    return oauthError("unsupported_grant_type", "not supported by the demo");
}

HttpReply DemoIssuer::tokenForCode(const QUrlQuery &form)
{
    const auto grant = m_grants.redeemCode(toStdString(formValue(form, u"code"_s)));
    if (!grant)
        return oauthError("invalid_grant", "Code not valid: " + grant.error().message);
    if (grant->clientId != toStdString(formValue(form, u"client_id"_s)))
        return oauthError("invalid_grant", "the code was issued to another client");
    if (grant->redirectUri != toStdString(formValue(form, u"redirect_uri"_s)))
        return oauthError("invalid_grant", "Incorrect redirect_uri");
    if (challengeOf(formValue(form, u"code_verifier"_s)) != toQString(grant->codeChallenge))
        return oauthError("invalid_grant", "PKCE verification failed");
    return tokenAnswer(*grant);
}

HttpReply DemoIssuer::tokenForRefresh(const QUrlQuery &form)
{
    auto grant = m_grants.redeemRefreshToken(toStdString(formValue(form, u"refresh_token"_s)),
                                             toStdString(formValue(form, u"client_id"_s)));
    if (!grant)
        return oauthError("invalid_grant", "Token is not active: " + grant.error().message);
    grant->nonce.clear(); // OpenID Connect Core 12.2: should not be there on refresh
    return tokenAnswer(*grant);
}

HttpReply DemoIssuer::tokenAnswer(const Grant &grant) const
{
    const DemoUser *user = findUser(m_options.users, grant.username);
    if (!user)
        return oauthError("invalid_grant", "the account is gone");
    const std::int64_t now = seconds(m_clock.now());
    const std::string accessToken =
            m_signer->sign({ { "iss", m_issuer },
                             { "sub", user->subject },
                             { "azp", grant.clientId },
                             { "scope", grant.scope },
                             { "typ", "Bearer" },
                             { "sid", grant.sessionId },
                             { "jti", randomToken() },
                             { "iat", now },
                             { "exp", now + m_options.idTokenLifetime.count() } });
    return jsonReply({ { "token_type", "Bearer" },
                       { "access_token", accessToken },
                       { "expires_in", m_options.idTokenLifetime.count() },
                       { "refresh_token", m_grants.issueRefreshToken(grant) },
                       { "refresh_expires_in", m_options.grantLifetimes.refreshToken.count() },
                       { "id_token", tokenFor(*user, grant, &accessToken) },
                       { "scope", grant.scope } });
}

std::string DemoIssuer::tokenFor(const DemoUser &user, const Grant &grant,
                                 const std::string *accessToken) const
{
    const std::int64_t now = seconds(m_clock.now());
    Json claims = { { "iss", m_issuer },
                    { "sub", user.subject },
                    { "aud", grant.clientId },
                    { "azp", grant.clientId },
                    { "typ", "ID" },
                    { "sid", grant.sessionId },
                    { "jti", randomToken() },
                    { "iat", now },
                    { "exp", now + m_options.idTokenLifetime.count() },
                    { "auth_time", seconds(grant.authTime) },
                    { "name", user.fullName },
                    { "preferred_username", user.username },
                    { "email", user.email },
                    { "email_verified", user.emailVerified },
                    { "groups", user.groups } };
    if (!grant.nonce.empty())
        claims["nonce"] = grant.nonce;
    if (accessToken)
        claims["at_hash"] = m_signer->accessTokenHash(*accessToken);
    return m_signer->sign(claims);
}

std::string DemoIssuer::idTokenFor(const DemoUser &user) const
{
    Grant grant;
    grant.username = user.username;
    grant.clientId = m_options.clientIds.empty() ? "kubernetes" : m_options.clientIds.front();
    grant.sessionId = randomToken();
    grant.authTime = m_clock.now();
    return tokenFor(user, grant, nullptr);
}

// OpenID Connect RP-Initiated Logout 1.0: only the session that the hint names ends. The hint may
// be expired, but its signature must be ours.
HttpReply DemoIssuer::logout(const QUrlQuery &query)
{
    const std::string hint = toStdString(formValue(query, u"id_token_hint"_s));
    const auto keys = Jose::JsonWebKeySet::parse(Core::dumpJson(jwks()));
    const auto jws = Jose::Jws::parse(hint);
    if (!keys || !jws || !keys->verify(*jws))
        return errorPage(u"The demo does not know which session to end."_s);
    if (const auto claims = Core::parseJson(jws->payload); claims)
        m_grants.endSession(Core::jsonString(*claims, "sid").value_or(std::string()));
    const QString target = formValue(query, u"post_logout_redirect_uri"_s);
    if (!target.isEmpty() && isLoopbackRedirect(QUrl(target, QUrl::StrictMode)))
        return redirect(target, { { u"state"_s, formValue(query, u"state"_s) } });
    return page(messagePage(u"You are signed out"_s, u"You can close this page."_s));
}

} // namespace Demo
