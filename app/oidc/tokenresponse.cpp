// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/json.h"
#include "app/core/text.h"
#include "app/oidc/oautherror.h"
#include "app/oidc/tokenclient.h"
#include "app/qtsupport/strings.h"

#include <algorithm>

namespace Oidc {

using Core::ErrorCode;
using Core::Json;

namespace {

constexpr Core::JsonLimits kLimits { .maxBytes = 1024 * 1024, .maxDepth = 16, .maxValues = 10'000 };
constexpr std::size_t kMaxToken = 128 * 1024;
constexpr std::int64_t kLongestLife = 31'536'000; // a year: more is a broken provider, or an overflow

Core::Error badAnswer(std::string why)
{
    return { ErrorCode::BadAnswer, "the provider's token answer " + std::move(why),
             "try again; if it stays, tell the provider's administrator", {} };
}

// VSCHAR (RFC 6749 appendix A.12, A.17): a token that holds a line break would forge HTTP headers.
bool isTokenText(std::string_view text)
{
    return !text.empty() && text.size() <= kMaxToken
            && std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

// Absent, null and "" are the same: QtNetworkAuth takes `"refresh_token": null` for a new, empty one.
Core::Result<Core::Secret> token(const Json &answer, const char *name)
{
    const auto found = answer.find(name);
    if (found == answer.end() || found->is_null())
        return Core::Secret();
    if (!found->is_string())
        return Core::fail(badAnswer(std::string("has a \"") + name + "\" that is not a text"));
    const auto &text = found->get_ref<const std::string &>();
    if (text.empty())
        return Core::Secret();
    if (!isTokenText(text))
        return Core::fail(badAnswer(std::string("has a \"") + name + "\" with characters no token may have, or too many"));
    return Core::Secret(text);
}

bool isBearer(std::string_view type)
{
    constexpr std::string_view kBearer = "bearer";
    return std::equal(type.begin(), type.end(), kBearer.begin(), kBearer.end(), [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
    });
}

// Anything but a sane number of seconds is as good as nothing said: the ID token's `exp` decides.
std::optional<std::chrono::seconds> lifetime(const Json &answer)
{
    const auto seconds = Core::jsonInteger(answer, "expires_in");
    if (!seconds || *seconds < 1 || *seconds > kLongestLife)
        return std::nullopt;
    return std::chrono::seconds(*seconds);
}

Core::Result<TokenSet> success(const Json &answer)
{
    // RFC 6749 section 5.1 requires token_type; providers that forget it mean Bearer.
    if (answer.contains("token_type") && !answer["token_type"].is_null()
        && !isBearer(Core::jsonString(answer, "token_type").value_or(std::string())))
        return Core::fail(badAnswer("has a token type that Lanyard does not know"));
    Core::Result<Core::Secret> access = token(answer, "access_token");
    Core::Result<Core::Secret> id = token(answer, "id_token");
    Core::Result<Core::Secret> refresh = token(answer, "refresh_token");
    for (const auto *read : { &access, &id, &refresh }) {
        if (!*read)
            return Core::fail(read->error());
    }
    if (access->isEmpty())
        return Core::fail(badAnswer("holds no access token"));
    TokenSet tokens;
    tokens.accessToken = std::move(*access);
    tokens.idToken = std::move(*id);
    tokens.refreshToken = std::move(*refresh);
    tokens.expiresIn = lifetime(answer);
    tokens.scope = QtSupport::toQString(Core::singleLine(Core::jsonString(answer, "scope").value_or(std::string())));
    return tokens;
}

// Secrets of a tree that is not needed any more, before the allocator gets its memory back.
void wipeTexts(Json &value)
{
    if (value.is_string())
        Core::Secret::wipe(value.get_ref<std::string &>());
    else if (value.is_structured())
        std::for_each(value.begin(), value.end(), wipeTexts);
}

Core::Error statusError(int status)
{
    const std::string shown = "HTTP " + std::to_string(status);
    if (status == 401)
        return { ErrorCode::ClientUnknown, "the provider does not know this client, or its secret is wrong (" + shown + ")",
                 "check the client ID and the client secret", {} };
    if (status >= 500 || status == 429)
        return { ErrorCode::HttpStatus, "the provider has a failure of its own (" + shown + ")",
                 "try again later", {} };
    return { ErrorCode::TokenEndpoint, "the provider's token endpoint refused the request (" + shown + ")",
             "try again; if it stays, tell the provider's administrator", {} };
}

} // namespace

Core::Result<TokenSet> parseTokenResponse(int status, const QByteArray &contentType, const QByteArray &body)
{
    const bool isJson = contentType == "application/json" || contentType.endsWith("+json");
    const bool mayExplain = status == 200 || (status >= 400 && status < 500);
    if (!mayExplain)
        return Core::fail(statusError(status));
    if (!isJson)
        return Core::fail(status == 200 ? badAnswer("is not JSON") : statusError(status));
    Core::Result<Json> answer = Core::parseJson(QtSupport::view(body), kLimits);
    if (!answer || !answer->is_object()) {
        if (status != 200)
            return Core::fail(statusError(status));
        return Core::fail(answer ? badAnswer("is not a JSON object")
                                 : badAnswer("cannot be read: " + answer.error().message));
    }
    if (const auto error = Core::jsonString(*answer, "error")) // some providers say it with 200
        return Core::fail(endpointError(*error, Core::jsonString(*answer, "error_description").value_or("")));
    if (status != 200)
        return Core::fail(statusError(status));
    Core::Result<TokenSet> tokens = success(*answer);
    wipeTexts(*answer);
    return tokens;
}

} // namespace Oidc
