// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/clock.h"
#include "app/core/result.h"
#include "app/demo/demouser.h"
#include "app/demo/grantstore.h"
#include "app/demo/httpserver.h"
#include "app/demo/tokensigner.h"

#include <QObject>
#include <QString>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace Demo {

struct IssuerOptions
{
    std::vector<DemoUser> users = demoUsers();
    std::vector<std::string> clientIds{ "kubernetes" };
    Jose::SignatureAlgorithm algorithm =
            Jose::SignatureAlgorithm::RS256; //!< kube-apiserver's default
    std::chrono::seconds idTokenLifetime{ 60 };
    GrantLifetimes grantLifetimes;
    quint16 port = 0;
    std::optional<TlsIdentity> tls; //!< http on loopback without
};

//! A small OpenID provider on loopback: authorization code with PKCE, refresh tokens that rotate,
//! device grant, revocation, logout. Nobody's password: a person picks an account by a click.
//!
//!   GET  authorize  → page → POST authorize → 303 redirect_uri?code&state&iss
//!   POST token      authorization_code | refresh_token | device_code
//!   POST revoke     RFC 7009
//!   GET  logout     RP-initiated logout
//!   POST device     RFC 8628; GET/POST verify is its page
class DemoIssuer final : public QObject
{
    Q_OBJECT

public:
    explicit DemoIssuer(IssuerOptions options, const Core::Clock &clock, QObject *parent = nullptr);
    ~DemoIssuer() override;

    //! Makes the key and listens.
    [[nodiscard]] Core::Result<> start();

    //! "http://127.0.0.1:PORT/realms/demo"; valid after start().
    [[nodiscard]] const std::string &issuer() const { return m_issuer; }
    //! The public keys, as the JWKS endpoint tells them.
    [[nodiscard]] Core::Json jwks() const;
    //! A token for \a user as a sign-in would give it, for tests and for trying kubectl with
    //! --token.
    [[nodiscard]] std::string idTokenFor(const DemoUser &user) const;
    //! What a JWKS client sees after a realm's keys were changed: a new key, the old one gone.
    [[nodiscard]] Core::Result<> rotateKey();
    [[nodiscard]] std::size_t sessionCount() const { return m_grants.sessionCount(); }

private:
    struct PendingLogin
    {
        QString clientId, redirectUri, state, codeChallenge, nonce, scope;
        std::chrono::system_clock::time_point expiresAt;
    };
    struct DeviceLogin
    {
        std::string userCode, clientId, scope, username;
        bool refused = false;
        std::chrono::system_clock::time_point expiresAt;
    };

    [[nodiscard]] HttpReply handle(const HttpRequest &request);
    [[nodiscard]] bool isOwnHost(const HttpRequest &request) const;
    [[nodiscard]] Core::Json discovery() const;
    [[nodiscard]] HttpReply authorize(const QUrlQuery &query);
    [[nodiscard]] HttpReply finishLogin(const QUrlQuery &form);
    [[nodiscard]] HttpReply token(const QUrlQuery &form);
    [[nodiscard]] HttpReply tokenForCode(const QUrlQuery &form);
    [[nodiscard]] HttpReply tokenForRefresh(const QUrlQuery &form);
    [[nodiscard]] HttpReply tokenForDevice(const QUrlQuery &form);
    [[nodiscard]] HttpReply tokenAnswer(const Grant &grant) const;
    [[nodiscard]] HttpReply logout(const QUrlQuery &query);
    [[nodiscard]] HttpReply startDevice(const QUrlQuery &form);
    [[nodiscard]] HttpReply verifyDevice(const QUrlQuery &form);
    [[nodiscard]] std::string tokenFor(const DemoUser &user, const Grant &grant,
                                       const std::string *accessToken) const;
    [[nodiscard]] bool isKnownClient(const QString &clientId) const;
    void dropExpired();

    IssuerOptions m_options;
    const Core::Clock &m_clock;
    mutable GrantStore m_grants;
    std::optional<TokenSigner> m_signer;
    HttpServer m_server;
    std::string m_issuer;
    int m_keyNumber = 0;
    std::map<QString, PendingLogin> m_pending;
    std::map<std::string, DeviceLogin, std::less<>> m_devices;
};

} // namespace Demo
