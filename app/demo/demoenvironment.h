// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/clock.h"
#include "app/core/result.h"
#include "app/demo/demoapiserver.h"
#include "app/demo/demoissuer.h"

#include <QObject>
#include <QString>

#include <chrono>
#include <filesystem>
#include <memory>

namespace Demo {

struct EnvironmentOptions
{
    //! Where the demo's kubeconfig goes; made if missing, this user only.
    std::filesystem::path folder;
    //! The exec entry's command; empty: the kubeconfig has a user without credentials.
    std::filesystem::path kubectlLanyard;
    std::vector<DemoUser> users = demoUsers();
    std::chrono::seconds idTokenLifetime{ 60 };
    quint16 issuerPort = 0, apiServerPort = 0;
};

//! A whole small world on loopback: an identity provider, a cluster that trusts it, and a
//! kubeconfig that leads there.
class DemoEnvironment final : public QObject
{
    Q_OBJECT

public:
    explicit DemoEnvironment(EnvironmentOptions options, const Core::Clock &clock,
                             QObject *parent = nullptr);
    ~DemoEnvironment() override;

    [[nodiscard]] Core::Result<> start();

    // Valid after start().
    [[nodiscard]] const std::filesystem::path &kubeconfig() const { return m_kubeconfig; }
    [[nodiscard]] QString issuer() const;
    [[nodiscard]] QString clientId() const;
    [[nodiscard]] QStringList scopes() const;
    [[nodiscard]] QUrl apiServerUrl() const { return m_apiServer->url(); }
    [[nodiscard]] QByteArray caPem() const { return m_apiServer->caPem(); }
    [[nodiscard]] QString contextName() const;
    [[nodiscard]] QString nameSpace() const;
    //! Everything above as one line of JSON, for scripts.
    [[nodiscard]] std::string describe() const;

    [[nodiscard]] DemoIssuer &demoIssuer() { return *m_issuer; }

private:
    [[nodiscard]] Core::Result<> writeKubeconfig();

    EnvironmentOptions m_options;
    const Core::Clock &m_clock;
    std::filesystem::path m_kubeconfig;
    std::unique_ptr<DemoIssuer> m_issuer;
    std::unique_ptr<DemoApiServer> m_apiServer;
};

} // namespace Demo
