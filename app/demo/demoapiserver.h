// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/clock.h"
#include "app/core/json.h"
#include "app/core/result.h"
#include "app/demo/demorbac.h"
#include "app/demo/httpserver.h"
#include "app/demo/tlsidentity.h"

#include <QObject>
#include <QUrl>

#include <functional>
#include <optional>
#include <string>

namespace Demo {

//! As kube-apiserver's --oidc-* flags: username from `email` without a prefix, groups from `groups`
//! with one.
struct ApiServerOptions
{
    std::string issuer;
    std::string clientId = "kubernetes";
    std::string groupsPrefix = "oidc:";
    std::function<Core::Json()> jwks; //!< the issuer's keys, asked for at every request
    DemoRbac rbac;
    quint16 port = 0;
};

//! Enough of the Kubernetes API on loopback for a real kubectl: who am I, what may I do, pods and
//! namespaces. TLS, because kubectl ignores the exec entry of a cluster on http.
class DemoApiServer final : public QObject
{
    Q_OBJECT

public:
    explicit DemoApiServer(ApiServerOptions options, const TlsIdentity &identity,
                           const Core::Clock &clock, QObject *parent = nullptr);
    ~DemoApiServer() override;

    [[nodiscard]] Core::Result<> start();
    //! "https://127.0.0.1:PORT"; valid after start().
    [[nodiscard]] QUrl url() const;
    [[nodiscard]] const QByteArray &caPem() const { return m_identity.caPem(); }

private:
    [[nodiscard]] HttpReply handle(const HttpRequest &request);
    [[nodiscard]] std::optional<ApiUser> authenticate(const HttpRequest &request) const;
    [[nodiscard]] std::optional<ApiUser> userOf(std::string_view token) const;
    [[nodiscard]] std::optional<HttpReply> discovery(const HttpRequest &request,
                                                     const ApiUser &user) const;
    [[nodiscard]] HttpReply resource(const HttpRequest &request, const ApiUser &user) const;
    [[nodiscard]] HttpReply review(const HttpRequest &request, const ApiUser &user) const;
    [[nodiscard]] Core::Json accessReview(const ApiUser &user, const Core::Json &spec) const;
    [[nodiscard]] Core::Json rulesReview(const ApiUser &user, std::string_view nameSpace) const;

    ApiServerOptions m_options;
    TlsIdentity m_identity;
    const Core::Clock &m_clock;
    std::chrono::system_clock::time_point m_started;
    HttpServer m_server;
};

} // namespace Demo
