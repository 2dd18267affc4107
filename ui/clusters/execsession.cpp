// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/clusters/execsession.h"

#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <QFileInfo>
#include <QHash>
#include <QUrl>

namespace Ui {
namespace {

//! More than any real entry has; a hostile one costs no more than this.
constexpr std::size_t maxArguments = 200;

using Flags = QList<QPair<QString, QString>>;

enum class Flavor {
    Other,
    Lanyard,
    Kubelogin,
};

//! `kubectl lanyard get-token` and `kubectl oidc-login get-token` are the same programs called by a
//! detour.
Flavor flavorOf(const Kubeconfig::ExecConfig &exec)
{
    const QString program = QFileInfo(QtSupport::toQString(exec.command)).fileName();
    const std::string_view first = exec.args.empty() ? std::string_view() : std::string_view(exec.args.front());
    if (program == "kubectl-lanyard"_L1 || (program == "kubectl"_L1 && first == "lanyard"))
        return Flavor::Lanyard;
    if (program == "kubectl-oidc_login"_L1 || program == "kubelogin"_L1
        || (program == "kubectl"_L1 && first == "oidc-login"))
        return Flavor::Kubelogin;
    return Flavor::Other;
}

//! `--name=value` and `--name value`; pflag knows which flags are booleans, we take the next word
//! unless it is a flag itself.
Flags readFlags(const std::vector<std::string> &args)
{
    Flags flags;
    for (std::size_t i = 0; i < args.size() && i < maxArguments; ++i) {
        const QString word = QtSupport::toQString(args[i]);
        if (!word.startsWith("--"_L1))
            continue;
        const qsizetype equals = word.indexOf(u'=');
        if (equals > 0) {
            flags.append({ word.mid(2, equals - 2), word.mid(equals + 1) });
        } else if (i + 1 < args.size() && args[i + 1].rfind("--", 0) != 0) {
            flags.append({ word.mid(2), QtSupport::toQString(args[++i]) });
        } else {
            flags.append({ word.mid(2), u"true"_s });
        }
    }
    return flags;
}

void readListenAddresses(const QString &value, QList<quint16> &ports)
{
    for (const QString &address : value.split(u',', Qt::SkipEmptyParts)) {
        bool ok = false;
        const quint16 port = address.mid(address.lastIndexOf(u':') + 1).toUShort(&ok);
        if (ok)
            ports.append(port);
    }
}

void applyRedirectUrl(const QString &value, Oidc::ClientConfig &client)
{
    const QUrl url(value, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return;
    client.redirectHost = url.host();
    client.redirectPath = url.path();
    if (url.port() > 0)
        client.listenPorts = { static_cast<quint16>(url.port()) };
}

void applyExtraParams(const QString &value, Oidc::ClientConfig &client)
{
    for (const QString &pair : value.split(u',', Qt::SkipEmptyParts)) {
        const qsizetype equals = pair.indexOf(u'=');
        if (equals > 0)
            client.authRequestExtraParams.insert(pair.left(equals), pair.mid(equals + 1));
    }
}

} // namespace

std::optional<ExecSignIn> signInOf(const Kubeconfig::ExecConfig &exec)
{
    const Flavor flavor = flavorOf(exec);
    if (flavor == Flavor::Other)
        return {};
    ExecSignIn found;
    Oidc::ClientConfig &client = found.request.client;
    if (flavor == Flavor::Kubelogin) { // its registered addresses are http://localhost:8000 and :18000
        client.redirectHost = u"localhost"_s;
        client.redirectPath.clear();
        client.listenPorts = { 8000, 18000 };
    }
    QStringList extraScopes;
    QList<quint16> ports;
    for (const auto &[name, value] : readFlags(exec.args)) {
        if (name == "oidc-issuer-url"_L1)
            client.issuer = value;
        else if (name == "oidc-client-id"_L1)
            client.clientId = value;
        else if (name == "oidc-client-secret"_L1)
            client.clientSecret = value;
        else if (name == "oidc-extra-scope"_L1)
            extraScopes += value.split(u',', Qt::SkipEmptyParts);
        else if (name == "oidc-trusted-audience"_L1)
            client.trustedAudiences += value.split(u',', Qt::SkipEmptyParts);
        else if (name == "certificate-authority"_L1 && found.caFile.isEmpty())
            found.caFile = value;
        else if (name == "certificate-authority-data"_L1)
            client.caPem += QByteArray::fromBase64(value.toLatin1());
        else if (name == "listen-address"_L1)
            readListenAddresses(value, ports);
        else if (name == "oidc-redirect-url"_L1)
            applyRedirectUrl(value, client);
        else if (name == "oidc-auth-request-extra-params"_L1)
            applyExtraParams(value, client);
        else if (name == "session"_L1 || name == "account"_L1)
            found.request.account = value;
    }
    if (client.issuer.isEmpty() || client.clientId.isEmpty())
        return {};
    if (flavor == Flavor::Kubelogin && client.trustedAudiences.isEmpty())
        client.trustedAudiences = { u"*"_s }; // it asks for its own among them, no more
    client.scopes = extraScopes + QStringList { u"openid"_s };
    if (!ports.isEmpty())
        client.listenPorts = ports;
    return found;
}

Kubeconfig::ExecConfig execEntryFor(const Session::SessionRequest &request, const QString &caFile,
                                    const QString &command)
{
    const auto flag = [](QLatin1StringView name, const QString &value) {
        return QtSupport::toStdString(QString("--"_L1 + name + u'=' + value));
    };
    Kubeconfig::ExecConfig exec;
    exec.apiVersion = "client.authentication.k8s.io/v1";
    exec.command = QtSupport::toStdString(command);
    exec.args = { "get-token", flag("oidc-issuer-url"_L1, request.client.issuer),
                  flag("oidc-client-id"_L1, request.client.clientId) };
    for (const QString &scope : request.client.scopes) {
        if (scope != "openid"_L1)
            exec.args.push_back(flag("oidc-extra-scope"_L1, scope));
    }
    for (const QString &audience : request.client.trustedAudiences)
        exec.args.push_back(flag("oidc-trusted-audience"_L1, audience));
    if (!caFile.isEmpty())
        exec.args.push_back(flag("certificate-authority"_L1, caFile));
    if (request.client.listenPorts != Oidc::ClientConfig().listenPorts) {
        for (const quint16 port : request.client.listenPorts)
            exec.args.push_back(flag("listen-address"_L1, u"127.0.0.1:%1"_s.arg(port)));
    }
    if (!request.account.isEmpty())
        exec.args.push_back(flag("account"_L1, request.account));
    exec.interactiveMode = "Never";
    exec.installHint = "kubectl-lanyard signs you in to this cluster. Install Lanyard, then try again.";
    return exec;
}

} // namespace Ui
