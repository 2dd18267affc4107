// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/oidc/authorizationrequest.h"

#include "app/core/text.h"
#include "app/oidc/clientauthentication.h"
#include "app/oidc/random.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <QUrlQuery>

#include <algorithm>
#include <array>

namespace Oidc {

using Core::ErrorCode;
using QtSupport::toQString;
using QtSupport::toStdString;

namespace {

// An extra parameter with one of these names would replace a defence, or how the answer comes back.
constexpr std::array<std::string_view, 13> kReserved {
    "client_id", "client_secret", "code_challenge", "code_challenge_method", "nonce", "redirect_uri", "request",
    "request_uri", "response_mode", "response_type", "scope", "state", "id_token_hint",
};

bool has(const Parameters &parameters, std::string_view name)
{
    return std::any_of(parameters.begin(), parameters.end(), [name](const auto &each) { return each.first == name; });
}

} // namespace

AttemptSecrets AttemptSecrets::make()
{
    return { Core::Secret(randomToken()), Core::Secret(randomToken()), randomToken() };
}

Core::Result<Parameters> authorizationParameters(const ClientConfig &client, const ProviderMetadata &provider,
                                                 const AttemptSecrets &secrets, const QString &redirectUri)
{
    Parameters parameters {
        { "response_type", "code" },
        { "client_id", toStdString(client.clientId) },
        { "redirect_uri", toStdString(redirectUri) },
        { "scope", toStdString(client.scopes.join(u' ')) },
        { "state", std::string(secrets.state.reveal()) },
        { "nonce", secrets.nonce },
        { "code_challenge", codeChallengeS256(secrets.verifier.reveal()) },
        { "code_challenge_method", "S256" },
    };
    for (auto extra = client.authRequestExtraParams.begin(); extra != client.authRequestExtraParams.end(); ++extra) {
        const std::string name = toStdString(extra.key());
        if (name.empty() || std::find(kReserved.begin(), kReserved.end(), name) != kReserved.end())
            return Core::fail(ErrorCode::Usage,
                              "the extra parameter \"" + Core::singleLine(name, 100)
                                      + "\" of the sign-in request cannot be set from outside",
                              "remove it from the extra parameters");
        parameters.emplace_back(name, toStdString(extra.value()));
    }
    // Google gives a refresh token only for this; the others ignore it. kubelogin always sends it.
    if (!has(parameters, "access_type"))
        parameters.emplace_back("access_type", "offline");
    // RFC 6749 section 3.1: a query that the endpoint's address has must stay; Qt replaces it.
    const QUrlQuery own(provider.authorizationEndpoint);
    for (const auto &[name, value] : own.queryItems(QUrl::FullyDecoded)) {
        if (!has(parameters, toStdString(name)))
            parameters.emplace_back(toStdString(name), toStdString(value));
    }
    return parameters;
}

void setParameters(QMultiMap<QString, QVariant> &target, const Parameters &source)
{
    target.clear();
    for (const auto &[name, value] : source)
        target.insert(toQString(percentEncoded(name)), toQString(percentEncoded(value)));
}

} // namespace Oidc
