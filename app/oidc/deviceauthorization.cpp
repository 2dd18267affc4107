// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/json.h"
#include "app/core/text.h"
#include "app/oidc/devicelogin.h"
#include "app/oidc/tokenclient.h"
#include "app/qtsupport/httpclient.h"
#include "app/qtsupport/strings.h"

#include <algorithm>

namespace Oidc {

using Core::ErrorCode;
using Core::Json;
using Core::Result;
using std::chrono::seconds;

namespace {

constexpr Core::JsonLimits kLimits { .maxBytes = 64 * 1024, .maxDepth = 8, .maxValues = 200 };
constexpr std::size_t kMaxDeviceCode = 8192, kMaxUserCode = 64, kMaxUrl = 2048;
constexpr std::int64_t kDefaultInterval = 5, kLongestInterval = 60, kLongestLife = 3600;

Core::Error badAnswer(std::string why)
{
    return { ErrorCode::BadAnswer, "the provider's answer to the request for a code " + std::move(why),
             "try again; if it stays, tell the provider's administrator", {} };
}

bool isPrintable(std::string_view text, std::size_t most)
{
    return !text.empty() && text.size() <= most
            && std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

// It is opened by a person, and shown on a terminal: no `javascript:`, no password in it, no control
// characters, and no plain http but from a provider that is on this machine itself.
Result<QUrl> address(const Json &answer, const char *name, ProviderPlace place)
{
    const auto text = Core::jsonString(answer, name);
    if (!text || text->empty())
        return QUrl();
    const QUrl url(QtSupport::toQString(*text), QUrl::StrictMode);
    const bool isPlain = isPrintable(*text, kMaxUrl) && text->find_first_of(" \\\"<>") == std::string::npos;
    if (!isPlain || !url.isValid() || url.isRelative() || !QtSupport::HttpClient::checkUrl(url)
        || (place == ProviderPlace::Remote && url.scheme() != QLatin1String("https")))
        return Core::fail(badAnswer(std::string("has a \"") + name + "\" that is not an https address"));
    return url;
}

// What makes no sense counts as not said. Zero would be a storm.
seconds bounded(const Json &answer, const char *name, std::int64_t otherwise, std::int64_t most)
{
    const std::int64_t value = Core::jsonInteger(answer, name).value_or(otherwise);
    return seconds(value < 1 ? otherwise : std::min(value, most));
}

} // namespace

Result<DeviceAuthorization> parseDeviceAuthorization(int status, const QByteArray &contentType, const QByteArray &body,
                                                     ProviderPlace place)
{
    if (status != 200) {
        const auto refused = parseTokenResponse(status, contentType, body);
        return Core::fail(refused ? badAnswer("has the status " + std::to_string(status)) : refused.error());
    }
    const auto answer = Core::parseJson(QtSupport::view(body), kLimits);
    if (!answer || !answer->is_object())
        return Core::fail(badAnswer("is not a JSON object"));
    if (answer->contains("error")) // some say it with 200
        return Core::fail(parseTokenResponse(400, contentType, body).error());
    std::string deviceCode = Core::jsonString(*answer, "device_code").value_or("");
    const std::string userCode = Core::jsonString(*answer, "user_code").value_or("");
    if (!isPrintable(deviceCode, kMaxDeviceCode))
        return Core::fail(badAnswer("holds no usable \"device_code\""));
    if (!isPrintable(userCode, kMaxUserCode))
        return Core::fail(badAnswer("holds no \"user_code\" that could be typed"));
    auto page = address(*answer, "verification_uri", place);
    if (page && page->isEmpty())
        page = address(*answer, "verification_url", place); // the name before the RFC, still in use
    const auto complete = address(*answer, "verification_uri_complete", place);
    if (!page || !complete)
        return Core::fail(page ? complete.error() : page.error());
    if (page->isEmpty())
        return Core::fail(badAnswer("does not say where to enter the code"));
    DeviceAuthorization authorization;
    authorization.deviceCode = Core::Secret(std::move(deviceCode));
    authorization.user.address = *page;
    authorization.user.completeAddress = *complete;
    authorization.user.code = QtSupport::toQString(userCode);
    authorization.user.validFor = bounded(*answer, "expires_in", kLongestLife, kLongestLife);
    authorization.interval = bounded(*answer, "interval", kDefaultInterval, kLongestInterval);
    return authorization;
}

} // namespace Oidc
