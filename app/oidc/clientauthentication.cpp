// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/oidc/clientauthentication.h"

#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

namespace Oidc {

using QtSupport::toStdString;

std::string percentEncoded(std::string_view text)
{
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string result;
    result.reserve(text.size() * 3);
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.'
            || c == '_' || c == '~') {
            result.push_back(c);
        } else {
            result.push_back('%');
            result.push_back(kHex[byte >> 4U]);
            result.push_back(kHex[byte & 15U]);
        }
    }
    return result;
}

void FormBody::add(std::string_view name, std::string_view value)
{
    std::string encoded = percentEncoded(value);
    // One allocation: a string that grows leaves copies of secrets behind.
    std::string longer;
    longer.reserve(m_text.size() + name.size() + encoded.size() + 2);
    longer.append(m_text).append(m_text.empty() ? "" : "&").append(name).append("=").append(encoded);
    Core::Secret::wipe(m_text);
    Core::Secret::wipe(encoded);
    m_text = std::move(longer);
}

ClientAuthentication clientAuthentication(const ProviderMetadata &provider, const ClientConfig &client)
{
    if (client.clientSecret.isEmpty())
        return ClientAuthentication::None;
    const QStringList &methods = provider.tokenEndpointAuthMethods;
    const bool bodyOnly =
            methods.contains("client_secret_post"_L1) && !methods.contains("client_secret_basic"_L1);
    return bodyOnly ? ClientAuthentication::Body : ClientAuthentication::Basic;
}

QByteArray basicAuthorization(const ClientConfig &client)
{
    const std::string pair = percentEncoded(toStdString(client.clientId)) + ":"
            + percentEncoded(toStdString(client.clientSecret));
    return "Basic " + QtSupport::toByteArray(pair).toBase64();
}

HttpHeaders authenticate(FormBody &body, const ProviderMetadata &provider, const ClientConfig &client)
{
    const ClientAuthentication method = clientAuthentication(provider, client);
    if (method == ClientAuthentication::Basic)
        return { { "Authorization", basicAuthorization(client) } };
    body.add("client_id", toStdString(client.clientId));
    if (method == ClientAuthentication::Body)
        body.add("client_secret", toStdString(client.clientSecret));
    return {};
}

} // namespace Oidc
