// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace Oidc {

//! What the discovery document says (OpenID Connect Discovery 1.0 section 3), already checked:
//! every address is https (or loopback), the issuer is the configured one.
struct ProviderMetadata
{
    QString issuer;
    QUrl authorizationEndpoint;
    QUrl tokenEndpoint;
    QUrl jwksUri;
    QUrl revocationEndpoint; //!< empty if not offered, as all below
    QUrl endSessionEndpoint;
    QUrl deviceAuthorizationEndpoint;
    QUrl pushedAuthorizationEndpoint;
    QStringList codeChallengeMethods;
    QStringList scopesSupported;
    QStringList idTokenSigningAlgorithms;
    QStringList tokenEndpointAuthMethods; //!< empty if not said, which means client_secret_basic
    bool issParameterSupported = false; //!< RFC 9207
    bool requirePushedAuthorization = false; //!< RFC 9126

    //! Checks a configured issuer URL before anything is asked: https (or http to a loopback address),
    //! no query, no fragment. IssuerNotHttps or Usage.
    [[nodiscard]] static Core::Result<> checkIssuer(const QString &issuer);
    //! Parses and checks a discovery document; \a issuer is the configured one. DiscoveryInvalid,
    //! IssuerMismatch.
    [[nodiscard]] static Core::Result<ProviderMetadata> parse(const QByteArray &document,
                                                              const QString &issuer);
};

} // namespace Oidc
