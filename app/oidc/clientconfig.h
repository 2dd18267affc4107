// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace Oidc {

//! How we are registered at one provider: everything a sign-in needs besides the person.
struct ClientConfig
{
    QString issuer; //!< compared byte for byte with discovery and with `iss`
    QString clientId;
    //! Confidential clients only (RFC 6749 section 2.3.1); a public desktop client has none. It stands in
    //! the kubeconfig in clear, so it is no secret of ours.
    QString clientSecret;
    QStringList scopes; //!< as sent, "openid" included
    //! Whom an ID token may be for besides us, e.g. the API server's own client when a Keycloak audience mapper
    //! adds it; "*" = anybody. It changes no request, so it is no part of a session's key.
    QStringList trustedAudiences;
    QByteArray caPem; //!< replaces the system's authorities; empty = the system's
    //! Loopback ports to try in order; 0 = any free one. Some providers insist on registered ports.
    QList<quint16> listenPorts { 0 };
    //! Path of the redirect URI as registered: most providers compare the whole text. "/" by default, empty
    //! for "http://127.0.0.1:8000" without a slash (kubelogin's), "*" for a random one per attempt
    //! where the provider allows any path, which is not the rule.
    QString redirectPath = QStringLiteral("/");
    //! Host of the redirect URI. "127.0.0.1" unless the provider only knows "localhost", in which case
    //! both 127.0.0.1 and [::1] are bound on the same port (a second program could take the other).
    QString redirectHost = QStringLiteral("127.0.0.1");
    QMap<QString, QString> authRequestExtraParams;
    std::chrono::milliseconds loginTimeout { std::chrono::minutes(5) };
    bool operator==(const ClientConfig &) const = default;
};

} // namespace Oidc
