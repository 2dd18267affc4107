// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/oidc/clientconfig.h"
#include "app/oidc/providermetadata.h"
#include "app/oidc/tokenset.h"
#include "app/qtsupport/async.h"

#include <QObject>

namespace QtSupport {
class HttpClient;
}

namespace Oidc {

//! Parses an answer of the token endpoint; \a status is HTTP's. Errors: InvalidGrant, ClientUnknown,
//! ScopeRejected, LoginRefused, TokenEndpoint, HttpStatus (429, 5xx: worth another try later), BadAnswer. No
//! message quotes the body.
[[nodiscard]] Core::Result<TokenSet> parseTokenResponse(int status, const QByteArray &contentType,
                                                        const QByteArray &body);

//! Our own calls to the token and revocation endpoints: QtNetworkAuth's refresh corrupts and can lose
//! tokens on every version (measured on 6.4.2, source of later ones).
class TokenClient : public QObject
{
    Q_OBJECT

public:
    explicit TokenClient(QtSupport::HttpClient &http, QObject *parent = nullptr);

    //! RFC 6749 section 6. Never retried here: the caller knows whether the old token may still be used.
    [[nodiscard]] QtSupport::FutureResult<TokenSet> refresh(const ProviderMetadata &provider,
                                                            const ClientConfig &client,
                                                            const Core::Secret &refreshToken);
    //! RFC 7009; a token that the provider does not know counts as revoked.
    [[nodiscard]] QtSupport::FutureResult<std::monostate> revoke(const ProviderMetadata &provider,
                                                                 const ClientConfig &client,
                                                                 const Core::Secret &refreshToken);

private:
    QtSupport::HttpClient &m_http;
};

} // namespace Oidc
