// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/secret.h"
#include "app/oidc/clientconfig.h"
#include "app/oidc/providermetadata.h"

#include <QByteArray>
#include <QList>
#include <QPair>

#include <string>
#include <string_view>

namespace Oidc {

inline constexpr char kFormContentType[] = "application/x-www-form-urlencoded";

//! \a text with everything but unreserved characters percent-encoded, once.
[[nodiscard]] std::string percentEncoded(std::string_view text);

//! A form body, each value encoded once: Qt's own leaves `+` as it is and decodes `%41` (measured),
//! which ruins every token that holds one of them.
class FormBody
{
public:
    FormBody() = default;
    ~FormBody() { Core::Secret::wipe(m_text); }
    Q_DISABLE_COPY_MOVE(FormBody)

    void add(std::string_view name, std::string_view value);
    [[nodiscard]] Core::Secret take() { return Core::Secret(std::exchange(m_text, {})); }

private:
    std::string m_text;
};

//! How the client says who it is at the token, revocation and PAR endpoint (RFC 6749 section 2.3.1).
//! The way is chosen once, from discovery; it is never tried again the other way, because the request
//! may have spent a code or a refresh token.
enum class ClientAuthentication {
    None, //!< public client: `client_id` in the body
    Basic, //!< what every provider must support, and what silence in discovery means
    Body, //!< only where the provider lists client_secret_post but not client_secret_basic
};
[[nodiscard]] ClientAuthentication clientAuthentication(const ProviderMetadata &provider,
                                                        const ClientConfig &client);

//! The Authorization header for Basic: both parts form-encoded first, as the RFC wants.
[[nodiscard]] QByteArray basicAuthorization(const ClientConfig &client);

using HttpHeaders = QList<QPair<QByteArray, QByteArray>>;
//! Adds what the body carries and returns what the headers carry.
[[nodiscard]] HttpHeaders authenticate(FormBody &body, const ProviderMetadata &provider,
                                       const ClientConfig &client);

} // namespace Oidc
