// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/demo/demoenvironment.h"

#include "app/core/atomicfile.h"
#include "app/core/json.h"
#include "app/core/paths.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

namespace Demo {

using Core::Json;
using QtSupport::toQString;
using QtSupport::toStdString;

DemoEnvironment::DemoEnvironment(EnvironmentOptions options, const Core::Clock &clock,
                                 QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_clock(clock)
{
}

DemoEnvironment::~DemoEnvironment() = default;

QString DemoEnvironment::issuer() const
{
    return toQString(m_issuer->issuer());
}

QString DemoEnvironment::clientId() const
{
    return u"kubernetes"_s;
}

QStringList DemoEnvironment::scopes() const
{
    return { u"openid"_s, u"email"_s, u"groups"_s, u"offline_access"_s };
}

QString DemoEnvironment::contextName() const
{
    return u"demo"_s;
}

QString DemoEnvironment::nameSpace() const
{
    return u"security"_s;
}

Core::Result<> DemoEnvironment::start()
{
    if (const auto made = Core::makePrivateDirectory(m_options.folder); !made)
        return made;
    IssuerOptions issuerOptions;
    issuerOptions.users = m_options.users;
    issuerOptions.clientIds = { toStdString(clientId()) };
    issuerOptions.idTokenLifetime = m_options.idTokenLifetime;
    issuerOptions.port = m_options.issuerPort;
    m_issuer = std::make_unique<DemoIssuer>(std::move(issuerOptions), m_clock);
    if (const auto started = m_issuer->start(); !started)
        return started;
    const auto identity =
            TlsIdentity::create({ u"127.0.0.1"_s, u"::1"_s, u"localhost"_s }, m_clock);
    if (!identity)
        return Core::fail(identity.error());
    ApiServerOptions apiOptions;
    apiOptions.issuer = m_issuer->issuer();
    apiOptions.clientId = toStdString(clientId());
    apiOptions.jwks = [issuer = m_issuer.get()] { return issuer->jwks(); };
    apiOptions.port = m_options.apiServerPort;
    m_apiServer = std::make_unique<DemoApiServer>(std::move(apiOptions), *identity, m_clock);
    if (const auto started = m_apiServer->start(); !started)
        return started;
    return writeKubeconfig();
}

// A JSON string is a YAML scalar, too: quoting by the JSON writer is safe for any path.
Core::Result<> DemoEnvironment::writeKubeconfig()
{
    const auto quoted = [](const std::string &text) { return Core::dumpJson(Json(text)); };
    const std::string name = toStdString(contextName());
    std::string yaml = "# The Lanyard demo. Written anew at every start; not your own kubeconfig.\n"
                       "apiVersion: v1\nkind: Config\nclusters:\n- name: "
            + name + "\n  cluster:\n    server: " + quoted(toStdString(apiServerUrl().toString()))
            + "\n    certificate-authority-data: " + caPem().toBase64().toStdString()
            + "\nusers:\n- name: " + name + "\n  user:";
    if (m_options.kubectlLanyard.empty()) {
        yaml += " {}\n";
    } else {
        yaml += "\n    exec:\n      apiVersion: client.authentication.k8s.io/v1\n      "
                "interactiveMode: Never\n"
                "      command: "
                + quoted(m_options.kubectlLanyard.string())
                + "\n      args:\n      - get-token\n      - "
                + quoted("--oidc-issuer-url=" + m_issuer->issuer()) + "\n      - "
                + quoted("--oidc-client-id=" + toStdString(clientId())) + '\n';
        for (const QString &scope : scopes().mid(1)) // "openid" is always asked for
            yaml += "      - " + quoted("--oidc-extra-scope=" + toStdString(scope)) + '\n';
    }
    yaml += "contexts:\n- name: " + name + "\n  context:\n    cluster: " + name
            + "\n    user: " + name + "\n    namespace: " + toStdString(nameSpace())
            + "\ncurrent-context: " + name + '\n';
    m_kubeconfig = m_options.folder / "kubeconfig";
    return Core::replaceFile(m_kubeconfig, yaml);
}

std::string DemoEnvironment::describe() const
{
    Json scopeList = Json::array();
    for (const QString &scope : scopes())
        scopeList.push_back(toStdString(scope));
    return Core::dumpJson({ { "issuer", m_issuer->issuer() },
                            { "clientId", toStdString(clientId()) },
                            { "scopes", scopeList },
                            { "apiServer", toStdString(apiServerUrl().toString()) },
                            { "kubeconfig", m_kubeconfig.string() },
                            { "context", toStdString(contextName()) },
                            { "namespace", toStdString(nameSpace()) } });
}

} // namespace Demo
