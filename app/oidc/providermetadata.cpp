// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/oidc/providermetadata.h"

#include "app/core/json.h"
#include "app/core/text.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/httpclient.h"
#include "app/qtsupport/strings.h"

#include <algorithm>

namespace Oidc {

using Core::ErrorCode;
using Core::Json;
using QtSupport::toQString;
using QtSupport::toStdString;

namespace {

constexpr Core::JsonLimits kLimits { .maxBytes = 256 * 1024, .maxDepth = 16, .maxValues = 10'000 };
constexpr std::size_t kMaxUrl = 2048;

Core::Error invalid(std::string message, std::string detail = {})
{
    return { ErrorCode::DiscoveryInvalid, std::move(message),
             "check the issuer URL; if it is right, tell the provider's administrator", std::move(detail) };
}

bool isPlainUrlText(std::string_view text)
{
    return !text.empty() && text.size() <= kMaxUrl
            && std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f && c != '\\'; });
}

// An address the provider tells us to use. It may end up in the browser's or our own hands, so
// `javascript:`, `file:`, `smb:` and the like must never get past here (CVE-2025-6514, CVE-2021-22879).
Core::Result<QUrl> endpoint(const Json &document, std::string_view name, const QUrl &issuer)
{
    const auto found = document.find(name);
    if (found == document.end() || found->is_null())
        return QUrl();
    const std::string field(name);
    if (!found->is_string())
        return Core::fail(invalid("the provider's \"" + field + "\" is not a text"));
    const std::string text = found->get<std::string>();
    if (!isPlainUrlText(text))
        return Core::fail(invalid("the provider's \"" + field + "\" is not an address"));
    const QUrl url(toQString(text), QUrl::StrictMode);
    if (!url.isValid() || url.isRelative() || url.hasFragment())
        return Core::fail(invalid("the provider's \"" + field + "\" is not a complete address",
                                  Core::singleLine(text, 200)));
    if (const auto allowed = QtSupport::HttpClient::checkUrl(url); !allowed)
        return Core::fail(invalid("the provider's \"" + field + "\" is not an https address",
                                  Core::singleLine(text, 200)));
    // A provider out there that names a port of this machine would aim our requests at its services.
    if (url.scheme() != "https"_L1 && issuer.scheme() == "https"_L1)
        return Core::fail(invalid("the provider's \"" + field + "\" points to plain http on this machine",
                                  Core::singleLine(text, 200)));
    return url;
}

QStringList texts(const Json &document, std::string_view name)
{
    QStringList result;
    for (const std::string &text : Core::jsonStrings(document, name))
        result.append(toQString(text));
    return result;
}

Core::Error issuerMismatch(const std::string &theirs, const std::string &ours)
{
    const std::string shown = Core::singleLine(theirs, 300);
    std::string message = "the provider calls itself \"" + shown + "\" but \"" + ours + "\" is configured";
    if (theirs + "/" == ours)
        return { ErrorCode::IssuerMismatch, message + ": they differ in the slash at the end",
                 "remove the slash at the end of the issuer URL, here and at the API server", {} };
    if (ours + "/" == theirs)
        return { ErrorCode::IssuerMismatch, message + ": they differ in the slash at the end",
                 "add a slash to the end of the issuer URL, here and at the API server", {} };
    const auto differ = std::mismatch(theirs.begin(), theirs.end(), ours.begin(), ours.end());
    message += ": they differ from character " + std::to_string(differ.first - theirs.begin() + 1) + " on";
    return { ErrorCode::IssuerMismatch, message,
             "configure the issuer exactly as the provider writes it, here and at the API server", {} };
}

Core::Result<> readEndpoints(const Json &document, const QUrl &issuer, ProviderMetadata &metadata)
{
    struct Field
    {
        std::string_view name;
        QUrl &target;
        bool required;
    };
    const Field fields[] = {
        { "authorization_endpoint", metadata.authorizationEndpoint, true },
        { "token_endpoint", metadata.tokenEndpoint, true },
        { "jwks_uri", metadata.jwksUri, true },
        { "revocation_endpoint", metadata.revocationEndpoint, false },
        { "end_session_endpoint", metadata.endSessionEndpoint, false },
        { "device_authorization_endpoint", metadata.deviceAuthorizationEndpoint, false },
        { "pushed_authorization_request_endpoint", metadata.pushedAuthorizationEndpoint, false },
    };
    for (const Field &field : fields) {
        Core::Result<QUrl> url = endpoint(document, field.name, issuer);
        if (!url)
            return Core::fail(std::move(url.error()));
        if (url->isEmpty() && field.required)
            return Core::fail(invalid("the provider's discovery document has no \""
                                      + std::string(field.name) + "\""));
        field.target = *url;
    }
    return {};
}

} // namespace

Core::Result<> ProviderMetadata::checkIssuer(const QString &issuer)
{
    const std::string text = toStdString(issuer);
    const QUrl url(issuer, QUrl::StrictMode);
    if (!isPlainUrlText(text) || !url.isValid() || url.isRelative() || url.hasQuery() || url.hasFragment())
        return Core::fail(ErrorCode::Usage,
                          "the issuer \"" + Core::singleLine(text, 200) + "\" is not a complete address",
                          "give it as https://host[:port][/path], without ? and #");
    return QtSupport::HttpClient::checkUrl(url);
}

Core::Result<ProviderMetadata> ProviderMetadata::parse(const QByteArray &document, const QString &issuer)
{
    if (const auto usable = checkIssuer(issuer); !usable)
        return Core::fail(usable.error());
    const Core::Result<Json> json = Core::parseJson(QtSupport::view(document), kLimits);
    if (!json)
        return Core::fail(invalid("the provider's discovery document cannot be read: " + json.error().message));
    if (!json->is_object())
        return Core::fail(invalid("the provider's discovery document is not a JSON object"));
    // OpenID Connect Discovery section 4.3: identical, not equivalent.
    const auto named = Core::jsonString(*json, "issuer");
    if (!named)
        return Core::fail(invalid("the provider's discovery document does not name its issuer"));
    if (*named != toStdString(issuer))
        return Core::fail(issuerMismatch(*named, toStdString(issuer)));

    ProviderMetadata metadata;
    metadata.issuer = issuer;
    if (const auto read = readEndpoints(*json, QUrl(issuer), metadata); !read)
        return Core::fail(read.error());
    metadata.codeChallengeMethods = texts(*json, "code_challenge_methods_supported");
    metadata.scopesSupported = texts(*json, "scopes_supported");
    metadata.idTokenSigningAlgorithms = texts(*json, "id_token_signing_alg_values_supported");
    metadata.tokenEndpointAuthMethods = texts(*json, "token_endpoint_auth_methods_supported");
    metadata.issParameterSupported =
            Core::jsonBool(*json, "authorization_response_iss_parameter_supported", false);
    metadata.requirePushedAuthorization =
            Core::jsonBool(*json, "require_pushed_authorization_requests", false);
    return metadata;
}

} // namespace Oidc
