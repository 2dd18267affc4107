// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/oidc/jose/idtokenverifier.h"

#include "app/core/text.h"
#include "app/core/timestamp.h"
#include "app/oidc/jose/algorithms_p.h"
#include "app/oidc/jose/claims_p.h"

#include <algorithm>
#include <array>
#include <set>

namespace Jose {

using Core::ErrorCode;
using Core::Json;
using std::chrono::seconds;
using TimePoint = std::chrono::system_clock::time_point;

namespace {

// kube-apiserver gives 60 s for nbf and none for exp (go-oidc v2); our clock and the API server's may
// differ as much as ours and the provider's.
constexpr seconds kLeeway { 60 };
constexpr seconds kIssuedAhead { 600 };

auto wrongClaim(std::string message, std::string fix = {})
{
    return Core::fail(ErrorCode::TokenClaims, std::move(message), std::move(fix));
}

std::string inQuotes(std::string_view foreign)
{
    return '"' + Core::singleLine(foreign, 200) + '"';
}

std::string lowered(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

// RFC 8725 sections 3.11 and 3.12: providers sign other things with the same keys, an access token
// (at+jwt, RFC 9068) or a logout token, and none of them says that somebody signed in here.
Core::Result<> checkType(const IdToken &token)
{
    if (const auto typ = token.header.find("typ"); typ != token.header.end()) {
        const std::string sent = Core::jsonString(token.header, "typ").value_or(std::string());
        std::string type = lowered(sent);
        if (type.starts_with("application/"))
            type.erase(0, std::string_view("application/").size());
        if (type != "jwt" && type != "jose")
            return wrongClaim("the token is of the type " + inQuotes(sent) + ", so it is not an ID token");
    }
    if (token.header.contains("cty"))
        return wrongClaim("the token wraps another token, so it is not an ID token");
    // OpenID Connect Back-Channel Logout section 2.4: only logout tokens have this claim.
    if (token.claims.contains("events"))
        return wrongClaim("the token is a logout token or another event, not an ID token");
    // Keycloak gives all its tokens the header type JWT and tells them apart by this claim.
    const std::string kind = Core::jsonString(token.claims, "typ").value_or("ID");
    constexpr std::array kOthers { "Bearer", "Refresh", "Offline", "Logout" };
    if (std::find(kOthers.begin(), kOthers.end(), kind) != kOthers.end())
        return wrongClaim("the token is a " + kind + " token, not an ID token");
    return {};
}

Core::Result<> checkIssuer(const IdToken &token, const IdTokenExpectation &expected)
{
    if (token.issuer == expected.issuer)
        return {};
    return Core::fail(ErrorCode::TokenIssuer,
                      "the token was issued by " + inQuotes(token.issuer) + ", but the sign-in is with "
                              + inQuotes(expected.issuer),
                      "configure the issuer exactly as the provider writes it, down to the last slash");
}

// OpenID Connect Core section 3.1.3.7, items 3 to 5.
Core::Result<> checkAudience(const IdToken &token, const IdTokenExpectation &expected)
{
    const auto refuse = [](std::string message, std::string fix = {}) {
        return Core::fail(ErrorCode::TokenAudience, std::move(message), std::move(fix));
    };
    std::string all;
    for (const std::string &one : token.audience)
        all += (all.empty() ? "" : ", ") + inQuotes(one);
    all = Core::singleLine(all, 300);
    if (std::find(token.audience.begin(), token.audience.end(), expected.clientId)
        == token.audience.end())
        return refuse("the token is for " + all + ", not for the client " + inQuotes(expected.clientId),
                      "check the client ID");
    const auto isTrusted = [&expected](const std::string &audience) {
        const auto &trusted = expected.trustedAudiences;
        return audience == expected.clientId || std::find(trusted.begin(), trusted.end(), audience) != trusted.end()
                || std::find(trusted.begin(), trusted.end(), kAnyAudience) != trusted.end();
    };
    for (const std::string &one : token.audience) {
        if (!isTrusted(one))
            return refuse("the token is also for " + inQuotes(one) + ", which is not a trusted audience",
                          "if it belongs to the same cluster, add --oidc-trusted-audience="
                                  + Core::shellQuoted(Core::singleLine(one, 100)) + " to the exec entry");
    }
    const auto azp = token.claims.find("azp");
    if (azp == token.claims.end()) {
        const std::set<std::string> distinct(token.audience.begin(), token.audience.end());
        if (distinct.size() > 1)
            return refuse("the token is for several audiences (" + all
                          + ") and does not say for whom it was made (azp)");
        return {};
    }
    const std::string party = Core::jsonString(token.claims, "azp").value_or(std::string());
    if (!azp->is_string() || party != expected.clientId)
        return refuse("the token was made for the client " + inQuotes(party) + " (azp), not for "
                              + inQuotes(expected.clientId),
                      "check the client ID");
    return {};
}

Core::Result<> checkTimes(const IdToken &token, TimePoint now)
{
    if (now >= token.expiresAt + kLeeway)
        return Core::fail(ErrorCode::TokenExpired,
                          "the token expired at " + Core::toRfc3339(token.expiresAt) + ", it is "
                                  + Core::toRfc3339(now) + " now",
                          "sign in again; if it was just issued, set this machine's clock");
    if (token.issuedAt > now + kIssuedAhead)
        return Core::fail(ErrorCode::TokenNotYetValid,
                          "the token was issued in the future, at " + Core::toRfc3339(token.issuedAt)
                                  + ", it is " + Core::toRfc3339(now) + " now",
                          "set this machine's clock");
    if (!token.claims.contains("nbf"))
        return {};
    const auto notBefore = numericDate(token.claims, "nbf");
    if (!notBefore)
        return Core::fail(notBefore.error());
    if (*notBefore > now + kLeeway)
        return Core::fail(ErrorCode::TokenNotYetValid,
                          "the token is valid from " + Core::toRfc3339(*notBefore) + ", it is "
                                  + Core::toRfc3339(now) + " now",
                          "set this machine's clock");
    return {};
}

// The values are not shown: a nonce is a secret until it is used.
Core::Result<> checkNonce(const IdToken &token, const IdTokenExpectation &expected)
{
    const auto nonce = Core::jsonString(token.claims, "nonce");
    const auto refuse = [](std::string why) {
        return Core::fail(ErrorCode::TokenNonce, std::move(why),
                          "sign in again; if this stays, somebody may be replaying an old sign-in");
    };
    if (expected.nonce) {
        if (!nonce)
            return refuse("the token does not carry the nonce of this sign-in");
        if (expected.nonce->empty() || !Core::constantTimeEquals(*nonce, *expected.nonce))
            return refuse("the token belongs to another sign-in: its nonce differs");
    } else if (expected.previous && token.claims.contains("nonce")) {
        // Section 12.2: a refreshed token should have none; if it has one, it is the old one.
        const auto before = Core::jsonString(expected.previous->claims, "nonce");
        if (!nonce || !before || !Core::constantTimeEquals(*nonce, *before))
            return refuse("the refreshed token carries the nonce of another sign-in");
    }
    return {};
}

// Section 3.1.3.8: ties the access token to the ID token, so that neither can be swapped.
Core::Result<> checkAccessTokenHash(const IdToken &token, const IdTokenExpectation &expected)
{
    const auto sent = token.claims.find("at_hash");
    if (!expected.accessToken || sent == token.claims.end())
        return {};
    const auto algorithm
            = signatureAlgorithm(Core::jsonString(token.header, "alg").value_or(std::string()));
    const std::string computed
            = algorithm ? leftHalfHash(*algorithm, expected.accessToken->reveal()) : std::string();
    if (computed.empty() || !sent->is_string()
        || !Core::constantTimeEquals(sent->get<std::string>(), computed))
        return Core::fail(ErrorCode::TokenHash,
                          "the access token does not belong to the ID token: at_hash differs",
                          "sign in again");
    return {};
}

// Section 3.1.3.7, items 12 and 13: only when they were asked for.
Core::Result<> checkAuthentication(const IdToken &token, const IdTokenExpectation &expected,
                                   TimePoint now)
{
    if (expected.acr) {
        const auto met = Core::jsonString(token.claims, "acr");
        const auto wanted = words(*expected.acr);
        if (!met || std::find(wanted.begin(), wanted.end(), *met) == wanted.end())
            return wrongClaim("the sign-in was of the class " + (met ? inQuotes(*met) : "(none)")
                                      + " (acr), asked was for " + inQuotes(*expected.acr),
                              "sign in again, with the second factor that the provider asks for");
    }
    if (!expected.maxAuthAge)
        return {};
    const auto when = numericDate(token.claims, "auth_time");
    if (!when)
        return Core::fail(when.error());
    if (*when > now + kIssuedAhead)
        return Core::fail(ErrorCode::TokenNotYetValid,
                          "the sign-in was in the future, at " + Core::toRfc3339(*when),
                          "set this machine's clock");
    if (now - *when > *expected.maxAuthAge + kLeeway)
        return wrongClaim("the last sign-in at the provider was at " + Core::toRfc3339(*when)
                                  + ", longer ago than the "
                                  + std::to_string(expected.maxAuthAge->count()) + " s asked for",
                          "sign in again at the provider");
    return {};
}

// Section 12.2: a refreshed token tells about the same sign-in.
Core::Result<> checkContinuity(const IdToken &token, const IdToken &previous)
{
    if (token.issuer != previous.issuer)
        return Core::fail(ErrorCode::TokenIssuer,
                          "the refreshed token was issued by " + inQuotes(token.issuer)
                                  + ", the one before by " + inQuotes(previous.issuer));
    if (token.subject != previous.subject)
        return Core::fail(ErrorCode::TokenSubject,
                          "the refreshed token is about " + inQuotes(token.subject) + ", but "
                                  + inQuotes(previous.subject) + " signed in",
                          "sign in again");
    for (const std::string &one : previous.audience) {
        if (std::find(token.audience.begin(), token.audience.end(), one) == token.audience.end())
            return Core::fail(ErrorCode::TokenAudience,
                              "the refreshed token is not for " + inQuotes(one) + " any more",
                              "sign in again");
    }
    const auto azpBefore = Core::jsonString(previous.claims, "azp");
    if (Core::jsonString(token.claims, "azp") != azpBefore)
        return Core::fail(ErrorCode::TokenAudience,
                          "the refreshed token was made for another client than the one before (azp)",
                          "sign in again");
    const auto before = previous.claims.find("auth_time");
    const auto after = token.claims.find("auth_time");
    if (before != previous.claims.end() && after != token.claims.end() && *before != *after)
        return wrongClaim("the refreshed token tells of another sign-in (auth_time)", "sign in again");
    if (token.issuedAt + kLeeway < previous.issuedAt)
        return wrongClaim("the refreshed token was issued at " + Core::toRfc3339(token.issuedAt)
                                  + ", before the one it replaces",
                          "sign in again");
    return {};
}

} // namespace

Core::Result<IdToken> IdTokenVerifier::verify(std::string_view compact, const JsonWebKeySet &keys,
                                              const IdTokenExpectation &expected) const
{
    const auto jws = Jws::parse(compact);
    if (!jws)
        return Core::fail(jws.error());
    // The signature first: what is not signed by the provider is not worth an opinion.
    if (const auto signedByProvider = keys.verify(*jws); !signedByProvider)
        return Core::fail(signedByProvider.error());
    auto token = decodeIdToken(*jws, ClaimsRule::Required);
    if (!token)
        return token;
    const TimePoint now = m_clock.now();
    // One after the other, so that the first thing wrong is the one that is told.
    Core::Result<> ok = checkType(*token);
    if (ok)
        ok = checkIssuer(*token, expected);
    if (ok)
        ok = checkAudience(*token, expected);
    if (ok)
        ok = checkTimes(*token, now);
    if (ok)
        ok = checkNonce(*token, expected);
    if (ok)
        ok = checkAccessTokenHash(*token, expected);
    if (ok)
        ok = checkAuthentication(*token, expected, now);
    if (ok && expected.previous)
        ok = checkContinuity(*token, *expected.previous);
    if (!ok)
        return Core::fail(ok.error());
    return token;
}

Core::Result<IdToken> IdTokenVerifier::decodeUnverified(std::string_view compact)
{
    const auto jws = Jws::parse(compact);
    if (!jws)
        return Core::fail(jws.error());
    return decodeIdToken(*jws, ClaimsRule::Lenient);
}

} // namespace Jose
