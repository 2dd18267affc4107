// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/oidc/hostilecases.h"

#include <QDateTime>

using Core::ErrorCode;
using Core::Json;
using Support::RawRequest;
using Support::RawResponse;
using Then = RawResponse::Then;
using Behaviour = Support::HostileProvider::Behaviour;

namespace {

HostileCase discovery(std::string name, ErrorCode error, Support::HostileProvider::Tweak tweak)
{
    HostileCase result { .name = "discovery: " + std::move(name), .error = error };
    result.behaviour.discovery = std::move(tweak);
    return result;
}

HostileCase discoveryAnswer(std::string name, ErrorCode error, RawResponse answer)
{
    HostileCase result { .name = "discovery: " + std::move(name), .error = error };
    result.behaviour.discoveryAnswer = [answer](const RawRequest &) { return answer; };
    return result;
}

HostileCase token(std::string name, std::optional<ErrorCode> error, Support::HostileProvider::Tweak tweak)
{
    HostileCase result { .name = "token: " + std::move(name), .error = error, .tokenRequests = 1,
                         .jwksRequests = error ? 0 : 1 };
    result.behaviour.token = std::move(tweak);
    return result;
}

HostileCase tokenAnswer(std::string name, ErrorCode error, RawResponse answer)
{
    HostileCase result { .name = "token: " + std::move(name), .error = error, .tokenRequests = 1 };
    result.behaviour.tokenAnswer = [answer](const RawRequest &) { return answer; };
    return result;
}

HostileCase idToken(std::string name, std::optional<ErrorCode> error, Behaviour behaviour)
{
    return { .name = "ID token: " + std::move(name), .behaviour = std::move(behaviour), .error = error,
             .tokenRequests = 1, .jwksRequests = 1 };
}

HostileCase claim(std::string name, std::optional<ErrorCode> error, Support::HostileProvider::Tweak tweak)
{
    return idToken(std::move(name), error, { .claims = std::move(tweak) });
}

qint64 now()
{
    return QDateTime::currentSecsSinceEpoch();
}

Support::HostileProvider::Tweak set(const char *name, Json value)
{
    return [name, value = std::move(value)](Json &document) { document[name] = value; };
}

Support::HostileProvider::Tweak without(const char *name)
{
    return [name](Json &document) { document.erase(name); };
}

} // namespace

std::vector<HostileCase> discoveryCases()
{
    std::vector<HostileCase> result {
        discovery("another issuer", ErrorCode::IssuerMismatch, set("issuer", "https://evil.example")),
        discovery("a slash more", ErrorCode::IssuerMismatch,
                  [](Json &document) { document["issuer"] = document["issuer"].get<std::string>() + "/"; }),
        discovery("no issuer", ErrorCode::DiscoveryInvalid, without("issuer")),
        discovery("a number for an issuer", ErrorCode::DiscoveryInvalid, set("issuer", 5)),
        discovery("no token endpoint", ErrorCode::DiscoveryInvalid, without("token_endpoint")),
        discovery("no authorization endpoint", ErrorCode::DiscoveryInvalid, without("authorization_endpoint")),
        discovery("no keys", ErrorCode::DiscoveryInvalid, without("jwks_uri")),
        discovery("a number for keys", ErrorCode::DiscoveryInvalid, set("jwks_uri", 5)),
        discovery("null for the token endpoint", ErrorCode::DiscoveryInvalid, set("token_endpoint", nullptr)),
    };
    for (const char *url : { "file:///etc/passwd", "smb://evil/share", "javascript:alert(1)", "lanyard://open",
                             "http://idp.example/authorize", "//evil.example/a", "/authorize", "https://",
                             "https://user:pw@idp.example/", "https://idp.example/#x", "https://idp.example/ x",
                             "https://idp.example/\n", "https:\\\\idp.example", "-oProxyCommand=x", "" })
        result.push_back(discovery(std::string("authorization endpoint \"") + url + "\"", ErrorCode::DiscoveryInvalid,
                                   set("authorization_endpoint", url)));
    for (const char *name : { "token_endpoint", "jwks_uri", "revocation_endpoint", "end_session_endpoint" })
        result.push_back(discovery(std::string("plain http for ") + name, ErrorCode::DiscoveryInvalid,
                                   set(name, "http://idp.example/x")));
    const QByteArray json = "application/json";
    for (HostileCase &each : std::vector<HostileCase> {
                 discoveryAnswer("404", ErrorCode::DiscoveryInvalid, RawResponse::http(404, json, "{}")),
                 discoveryAnswer("500", ErrorCode::HttpStatus, RawResponse::http(500, json, "{}")),
                 discoveryAnswer("HTML", ErrorCode::DiscoveryInvalid, RawResponse::http(200, "text/html", "<html>")),
                 discoveryAnswer("an array", ErrorCode::DiscoveryInvalid, RawResponse::json("[]")),
                 discoveryAnswer("nothing", ErrorCode::DiscoveryInvalid, RawResponse::json("")),
                 discoveryAnswer("a BOM", ErrorCode::DiscoveryInvalid, RawResponse::json("\xef\xbb\xbf{}")),
                 discoveryAnswer("a doubled issuer", ErrorCode::DiscoveryInvalid, RawResponse::json(R"({"issuer":"a","issuer":"b"})")),
                 discoveryAnswer("100,000 brackets", ErrorCode::DiscoveryInvalid, RawResponse::json(QByteArray(100'000, '['))),
                 discoveryAnswer("a flood", ErrorCode::TooLarge, { "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", Then::Flood }),
                 discoveryAnswer("garbage instead of HTTP", ErrorCode::NetworkUnreachable, { "\x01\x02\x03 nonsense\r\n\r\n", Then::Close }),
                 discoveryAnswer("a hang-up", ErrorCode::NetworkUnreachable, { {}, Then::Close }),
                 discoveryAnswer("a reset", ErrorCode::NetworkUnreachable, { {}, Then::Reset }),
         })
        result.push_back(std::move(each));
    return result;
}

std::vector<HostileCase> tokenEndpointCases()
{
    std::vector<HostileCase> result {
        token("no ID token", ErrorCode::BadAnswer, without("id_token")),
        token("null for the ID token", ErrorCode::BadAnswer, set("id_token", nullptr)),
        token("a number for the ID token", ErrorCode::BadAnswer, set("id_token", 5)),
        token("no access token", ErrorCode::BadAnswer, without("access_token")),
        token("a line break in the access token", ErrorCode::BadAnswer, set("access_token", "a\r\nX: y")),
        token("a number for the refresh token", ErrorCode::BadAnswer, set("refresh_token", 5)),
        token("null for the refresh token", std::nullopt, set("refresh_token", nullptr)),
        token("no refresh token", std::nullopt, without("refresh_token")),
        token("another token type", ErrorCode::BadAnswer, set("token_type", "mac")),
        token("a number for the token type", ErrorCode::BadAnswer, set("token_type", 5)),
        token("the token type in capitals", std::nullopt, set("token_type", "BEARER")),
        token("no token type", std::nullopt, without("token_type")),
        token("no lifetime", std::nullopt, without("expires_in")),
        token("the lifetime as text", std::nullopt, set("expires_in", "300")),
        token("a negative lifetime", std::nullopt, set("expires_in", -1)),
        token("a lifetime of zero", std::nullopt, set("expires_in", 0)),
        token("a fractional lifetime", std::nullopt, set("expires_in", 0.5)),
        token("a lifetime of 3,000 years", std::nullopt, set("expires_in", 99999999999)),
        token("an error beside the tokens", ErrorCode::InvalidGrant, set("error", "invalid_grant")),
    };
    const auto says = [](const char *error) { return RawResponse::json(QByteArray(R"({"error":")") + error + R"(","error_description":"\u001b[31m\nred"})", 400); };
    const QByteArray json = "application/json";
    for (HostileCase &each : std::vector<HostileCase> {
                 tokenAnswer("invalid_grant", ErrorCode::InvalidGrant, says("invalid_grant")),
                 tokenAnswer("invalid_client", ErrorCode::ClientUnknown, says("invalid_client")),
                 tokenAnswer("unauthorized_client", ErrorCode::ClientUnknown, says("unauthorized_client")),
                 tokenAnswer("invalid_scope", ErrorCode::ScopeRejected, says("invalid_scope")),
                 tokenAnswer("access_denied", ErrorCode::LoginRefused, says("access_denied")),
                 tokenAnswer("an unknown error", ErrorCode::TokenEndpoint, says("<script>")),
                 tokenAnswer("401 with a challenge", ErrorCode::ClientUnknown, RawResponse::http(401, json, R"({"error":"invalid_client"})", "WWW-Authenticate: Basic realm=\"x\"\r\n")),
                 tokenAnswer("407", ErrorCode::TokenEndpoint, RawResponse::http(407, json, "{}")),
                 tokenAnswer("400 without a reason", ErrorCode::TokenEndpoint, RawResponse::http(400, "text/html", "<html>no")),
                 tokenAnswer("500", ErrorCode::HttpStatus, RawResponse::http(500, json, R"({"error":"invalid_grant"})")),
                 tokenAnswer("503", ErrorCode::HttpStatus, RawResponse::http(503, "text/plain", "later")),
                 tokenAnswer("204", ErrorCode::TokenEndpoint, RawResponse::http(204, json, "")),
                 tokenAnswer("HTML with 200", ErrorCode::BadAnswer, RawResponse::http(200, "text/html", "<html>")),
                 tokenAnswer("a form with 200", ErrorCode::BadAnswer, RawResponse::http(200, "application/x-www-form-urlencoded", "access_token=a")),
                 tokenAnswer("an array", ErrorCode::BadAnswer, RawResponse::json(R"(["SECRET-IN-AN-ARRAY"])")),
                 tokenAnswer("nothing", ErrorCode::BadAnswer, RawResponse::json("")),
                 tokenAnswer("a BOM", ErrorCode::BadAnswer, RawResponse::json("\xef\xbb\xbf{}")),
                 tokenAnswer("invalid UTF-8", ErrorCode::BadAnswer, RawResponse::json("{\"access_token\":\"\xff\"}")),
                 tokenAnswer("a doubled access token", ErrorCode::BadAnswer, RawResponse::json(R"({"access_token":"a","access_token":"b"})")),
                 tokenAnswer("half an object", ErrorCode::BadAnswer, RawResponse::json(R"({"access_token":"a)")),
                 tokenAnswer("a lifetime of 1e400", ErrorCode::BadAnswer, RawResponse::json(R"({"access_token":"a","expires_in":1e400})")),
                 tokenAnswer("100,000 brackets", ErrorCode::BadAnswer, RawResponse::json(QByteArray(100'000, '['))),
                 tokenAnswer("a flood", ErrorCode::TooLarge, { "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", Then::Flood }),
                 tokenAnswer("a hang-up after the POST", ErrorCode::NetworkUnreachable, { {}, Then::Close }),
                 tokenAnswer("a reset after the POST", ErrorCode::NetworkUnreachable, { {}, Then::Reset }),
                 tokenAnswer("half a header", ErrorCode::NetworkUnreachable, { "HTTP/1.1 20", Then::Close }),
                 tokenAnswer("less than announced", ErrorCode::NetworkUnreachable, { "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{", Then::Close }),
                 tokenAnswer("garbage instead of HTTP", ErrorCode::NetworkUnreachable, { "nonsense\r\n\r\n", Then::Close }),
         })
        result.push_back(std::move(each));
    return result;
}

std::vector<HostileCase> idTokenCases()
{
    std::vector<HostileCase> result {
        claim("another issuer", ErrorCode::TokenIssuer, set("iss", "https://evil.example")),
        claim("no issuer", ErrorCode::TokenClaims, without("iss")),
        claim("another audience", ErrorCode::TokenAudience, set("aud", "other")),
        claim("no audience", ErrorCode::TokenClaims, without("aud")),
        claim("the audience as an array", std::nullopt, set("aud", Json::array({ "lanyard" }))),
        claim("a second audience without azp", ErrorCode::TokenAudience, set("aud", Json::array({ "lanyard", "other" }))),
        claim("azp of another client", ErrorCode::TokenAudience, set("azp", "other")),
        claim("another nonce", ErrorCode::TokenNonce, set("nonce", "of-an-older-token")),
        claim("no nonce", ErrorCode::TokenNonce, without("nonce")),
        claim("expired", ErrorCode::TokenExpired, [](Json &claims) { claims["exp"] = now() - 3600; }),
        claim("no expiry", ErrorCode::TokenClaims, without("exp")),
        claim("not yet valid", ErrorCode::TokenNotYetValid, [](Json &claims) { claims["nbf"] = now() + 3600; }),
        claim("no issue time", ErrorCode::TokenClaims, without("iat")),
        claim("no subject", ErrorCode::TokenClaims, without("sub")),
        claim("another access token's hash", ErrorCode::TokenHash, set("at_hash", "AAAAAAAAAAAAAAAAAAAAAA")),
        claim("no access token hash", std::nullopt, without("at_hash")),
        idToken("alg none", ErrorCode::TokenAlgorithm, { .idTokenHeader = { { "alg", "none" } } }),
        idToken("alg HS256", ErrorCode::TokenAlgorithm, { .idTokenHeader = { { "alg", "HS256" } } }),
        idToken("an unknown key", ErrorCode::TokenKeyUnknown, { .idTokenHeader = { { "kid", "no-such-key" } } }),
        idToken("a critical extension", ErrorCode::TokenMalformed, { .idTokenHeader = { { "crit", { "exp" } } } }),
        idToken("an access token in its place", ErrorCode::TokenClaims, { .idTokenHeader = { { "typ", "at+jwt" } } }),
        idToken("a changed signature", ErrorCode::TokenSignature,
                { .idToken = [](const Demo::TokenSigner &signer, const Json &claims) {
                    std::string compact = signer.sign(claims);
                    compact[compact.size() - 20] = compact[compact.size() - 20] == 'A' ? 'B' : 'A';
                    return compact;
                } }),
        idToken("another signer under the same key id", ErrorCode::TokenSignature,
                { .idToken = [](const Demo::TokenSigner &, const Json &claims) {
                    return Demo::TokenSigner::generate(Jose::SignatureAlgorithm::ES256, "key-1")->sign(claims);
                } }),
        idToken("no JWS at all", ErrorCode::TokenMalformed,
                { .idToken = [](const Demo::TokenSigner &, const Json &) { return std::string("not-a-token-at-all"); } }),
        idToken("a duplicate claim", ErrorCode::TokenMalformed,
                { .idToken = [](const Demo::TokenSigner &signer, const Json &) {
                    return signer.signRaw(R"({"alg":"ES256","kid":"key-1"})", R"({"sub":"a","sub":"b"})");
                } }),
    };
    return result;
}
