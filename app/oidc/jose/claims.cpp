// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/oidc/jose/claims_p.h"

#include "app/core/text.h"

#include <optional>

namespace Jose {

using Core::ErrorCode;
using Core::Json;
using TimePoint = std::chrono::system_clock::time_point;

namespace {

constexpr Core::JsonLimits kLimits { .maxBytes = 64 * 1024, .maxDepth = 32, .maxValues = 20'000 };

// time_point counts nanoseconds in 64 bits and ends in the year 2262. A larger number would overflow
// silently; it is a mistake anyway, often milliseconds.
constexpr double kLatestDate = 9'000'000'000.0;

auto wrongClaim(std::string message)
{
    return Core::fail(ErrorCode::TokenClaims, std::move(message));
}

std::string named(std::string_view name)
{
    return "the claim \"" + std::string(name) + "\" of the token";
}

Core::Result<std::string> requiredText(const Json &claims, std::string_view name)
{
    const auto text = Core::jsonString(claims, name);
    if (!text || text->empty())
        return wrongClaim(named(name) + (claims.contains(name) ? " is not a text" : " is missing"));
    return *text;
}

// A string or a list of strings, nothing else (RFC 7519 section 4.1.3).
Core::Result<std::vector<std::string>> audienceOf(const Json &claims)
{
    if (const auto one = Core::jsonString(claims, "aud"); one && !one->empty())
        return std::vector<std::string> { *one };
    const auto all = Core::jsonStrings(claims, "aud");
    const auto sent = claims.find("aud");
    if (sent == claims.end())
        return wrongClaim(named("aud") + " is missing");
    if (!sent->is_array() || all.empty() || all.size() != sent->size())
        return wrongClaim(named("aud") + " is not a text or a list of texts");
    return all;
}

Core::Result<IdToken> required(IdToken token)
{
    auto issuer = requiredText(token.claims, "iss");
    auto subject = requiredText(token.claims, "sub");
    auto audience = audienceOf(token.claims);
    const auto expiresAt = numericDate(token.claims, "exp");
    const auto issuedAt = numericDate(token.claims, "iat");
    if (!issuer)
        return Core::fail(issuer.error());
    if (!subject)
        return Core::fail(subject.error());
    if (!audience)
        return Core::fail(audience.error());
    if (!expiresAt)
        return Core::fail(expiresAt.error());
    if (!issuedAt)
        return Core::fail(issuedAt.error());
    token.issuer = std::move(*issuer);
    token.subject = std::move(*subject);
    token.audience = std::move(*audience);
    token.expiresAt = *expiresAt;
    token.issuedAt = *issuedAt;
    return token;
}

IdToken lenient(IdToken token)
{
    token.issuer = Core::jsonString(token.claims, "iss").value_or(std::string());
    token.subject = Core::jsonString(token.claims, "sub").value_or(std::string());
    token.audience = audienceOf(token.claims).value_or(std::vector<std::string>());
    token.expiresAt = numericDate(token.claims, "exp").value_or(TimePoint());
    token.issuedAt = numericDate(token.claims, "iat").value_or(TimePoint());
    return token;
}

} // namespace

Core::Result<TimePoint> numericDate(const Json &claims, std::string_view name)
{
    const auto value = claims.find(name);
    if (value == claims.end())
        return wrongClaim(named(name) + " is missing");
    if (!value->is_number())
        return wrongClaim(named(name) + " is not a number");
    const double number = value->get<double>();
    if (!(number > 0 && number <= kLatestDate))
        return wrongClaim(named(name) + " is not a time in seconds since 1970");
    return TimePoint(std::chrono::seconds(static_cast<std::int64_t>(number)));
}

std::vector<std::string> words(std::string_view text)
{
    std::vector<std::string> out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0)
            out.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

Core::Result<IdToken> decodeIdToken(const Jws &jws, ClaimsRule rule)
{
    auto claims = Core::parseJson(jws.payload, kLimits);
    if (!claims)
        return Core::fail(ErrorCode::TokenMalformed,
                          "the token is malformed: in its claims, " + claims.error().message);
    if (!claims->is_object())
        return Core::fail(ErrorCode::TokenMalformed,
                          "the token is malformed: its claims are not a JSON object");
    IdToken token;
    token.header = jws.header;
    token.claims = std::move(*claims);
    return rule == ClaimsRule::Required ? required(std::move(token))
                                        : Core::Result<IdToken>(lenient(std::move(token)));
}

} // namespace Jose
