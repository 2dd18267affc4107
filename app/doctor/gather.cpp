// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/gather.h"

#include "app/core/atomicfile.h"
#include "app/core/text.h"
#include "app/kubeconfig/kubeconfigstore.h"
#include "app/kubeconfig/schema.h"
#include "app/kubeconfig/workspace.h"
#include "app/kubernetes/apiserverconfiguration.h"
#include "app/qtsupport/strings.h"

#include <sys/stat.h>

namespace Doctor {

using Core::ErrorCode;
using Core::Result;
using QtSupport::toByteArray;
using QtSupport::toQString;

namespace {

constexpr std::size_t kMaxPem = 1024 * 1024;
constexpr std::size_t kMaxGiven = 8 * 1024 * 1024;
constexpr std::size_t kMaxToken = 128 * 1024;

// Past a folder that is not ours to enter, there is nothing to say about a lock.
std::optional<std::chrono::seconds> lockAge(const std::filesystem::path &file)
{
    struct stat info = {};
    if (::lstat((file.string() + ".lock").c_str(), &info) != 0)
        return std::nullopt;
    const auto made = std::chrono::system_clock::from_time_t(info.st_mtime);
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now() - made);
}

KubeconfigFile readFile(const std::filesystem::path &path)
{
    KubeconfigFile file;
    file.path = path;
    struct stat info = {};
    file.exists = ::stat(path.c_str(), &info) == 0 || errno != ENOENT;
    file.lockAge = lockAge(path);
    if (!file.exists)
        return file;
    file.mode = info.st_mode & 07777U;
    auto bytes = Kubeconfig::readKubeconfig(path);
    if (!bytes) {
        file.problem = bytes.error();
        return file;
    }
    auto document = Kubeconfig::Document::parse(std::move(*bytes), path.string());
    if (!document) {
        file.problem = document.error();
        return file;
    }
    file.document = std::make_shared<const Kubeconfig::Document>(std::move(*document));
    if (const auto view = Kubeconfig::FileView::read(*file.document); !view)
        file.problem = view.error();
    return file;
}

std::string expandHome(const std::string &path, const Caller &caller)
{
    const std::string home = caller.variable("HOME");
    return path.starts_with("~/") && !home.empty() ? home + path.substr(1) : path;
}

Result<std::string> decodeBase64(const std::string &text)
{
    if (Kubeconfig::badBase64(text))
        return Core::fail(ErrorCode::Parse, "it is not base64");
    return QByteArray::fromBase64(toByteArray(text)).toStdString();
}

// The authorities of a cluster entry: data wins over the path, which is relative to the file's folder.
void readCluster(Situation &situation)
{
    if (!situation.cluster || situation.cluster->server.empty()) {
        situation.apiServerProblem = { ErrorCode::NotFound, "the context names no cluster with a server", {}, {} };
        return;
    }
    const Kubeconfig::Cluster &cluster = *situation.cluster;
    situation.apiServer.url = QUrl(toQString(cluster.server), QUrl::StrictMode);
    situation.apiServer.tlsServerName = toQString(cluster.tlsServerName);
    Result<std::string> pem;
    if (!cluster.certificateAuthorityData.empty())
        pem = decodeBase64(cluster.certificateAuthorityData);
    else if (!cluster.certificateAuthority.empty())
        pem = Core::readFile(cluster.file.parent_path() / cluster.certificateAuthority, kMaxPem);
    if (pem)
        situation.apiServer.caPem = toByteArray(*pem);
    else
        situation.apiServerProblem = pem.error();
}

void readRedirect(Oidc::ClientConfig &client, const ExecArguments &arguments)
{
    const bool isKubelogin = arguments.kind == PluginKind::Kubelogin;
    client.redirectHost = isKubelogin ? QStringLiteral("localhost") : QStringLiteral("127.0.0.1");
    client.redirectPath = isKubelogin ? QString() : QStringLiteral("/");
    client.listenPorts = { static_cast<quint16>(isKubelogin ? 8000 : 0) };
    if (!arguments.listenAddresses.empty()) {
        const QString address = toQString(arguments.listenAddresses.front());
        client.listenPorts = { address.mid(address.lastIndexOf(QLatin1Char(':')) + 1).toUShort() };
    }
    const QUrl redirect(toQString(arguments.redirectUrl), QUrl::StrictMode);
    if (arguments.redirectUrl.empty() || !redirect.isValid())
        return;
    client.redirectHost = redirect.host();
    client.redirectPath = redirect.path();
    if (redirect.port() > 0)
        client.listenPorts = { static_cast<quint16>(redirect.port()) };
}

void readExec(Situation &situation)
{
    if (!situation.user || !situation.user->exec)
        return;
    situation.exec = execArguments(*situation.user->exec);
    if (!situation.exec)
        return;
    const ExecArguments &arguments = *situation.exec;
    Oidc::ClientConfig &client = situation.client;
    client.issuer = toQString(arguments.issuer);
    client.clientId = toQString(arguments.clientId);
    client.clientSecret = toQString(arguments.clientSecret);
    for (const std::string &scope : arguments.extraScopes) {
        if (scope != "openid")
            client.scopes.append(toQString(scope));
    }
    client.scopes.append(QStringLiteral("openid"));
    readRedirect(client, arguments);
    for (const std::string &file : arguments.authorityFiles) {
        const auto pem = Core::readFile(expandHome(file, situation.caller), kMaxPem);
        if (pem)
            client.caPem += toByteArray(*pem) + '\n';
        else
            situation.clientProblem = pem.error();
    }
    for (const std::string &data : arguments.authorityData) {
        const auto pem = decodeBase64(data);
        if (pem)
            client.caPem += toByteArray(*pem) + '\n';
        else
            situation.clientProblem = { ErrorCode::Parse, "--certificate-authority-data is not base64", {}, {} };
    }
}

const Kubeconfig::Document *documentOf(const KubeconfigFacts &facts, const std::filesystem::path &path)
{
    for (const KubeconfigFile &file : facts.files) {
        if (file.path == path)
            return file.document.get();
    }
    return nullptr;
}

// The token that stands in the kubeconfig, if that is what kubectl sends.
void readStaticToken(Situation &situation)
{
    const Kubeconfig::User &user = *situation.user;
    const auto *document = documentOf(situation.kubeconfig, user.file);
    const auto view = document ? Kubeconfig::FileView::read(*document) : Core::fail(ErrorCode::NotFound, "");
    const Kubeconfig::NamedItem *item = view ? view->item(Kubeconfig::Section::Users, user.name) : nullptr;
    if (!item || !item->body)
        return;
    situation.token.source = std::string(credentialName(situation.credential)) + " of user \"" + user.name + "\"";
    if (situation.credential == CredentialKind::Token) {
        situation.token.compact = std::make_shared<Core::Secret>(std::string(Kubeconfig::textAt(item->body, "token")));
        return;
    }
    const auto path = user.file.parent_path() / std::string(Kubeconfig::textAt(item->body, "tokenFile"));
    auto text = Core::readFile(path, kMaxToken);
    if (!text) {
        situation.token.whyNone = text.error().message;
        return;
    }
    const std::size_t end = text->find_last_not_of(" \t\r\n");
    situation.token.compact = std::make_shared<Core::Secret>(text->substr(0, end == std::string::npos ? 0 : end + 1));
    Core::Secret::wipe(*text);
}

void readContext(Situation &situation, const std::optional<std::string> &wanted)
{
    const Kubeconfig::Config &config = situation.kubeconfig.merged;
    situation.contextName = wanted.value_or(config.currentContext);
    situation.context = config.context(situation.contextName);
    if (!situation.context) {
        situation.apiServerProblem = { ErrorCode::NotFound,
                                       situation.contextName.empty() ? "there is no current context"
                                                                     : "there is no context \""
                                                       + Core::singleLine(situation.contextName, 200) + "\"",
                                       {},
                                       {} };
        return;
    }
    situation.cluster = config.cluster(situation.context->cluster);
    situation.user = config.user(situation.context->user);
    readCluster(situation);
    readExec(situation);
    if (!situation.user)
        return;
    situation.credential = effectiveCredential(*situation.user);
    if (situation.credential == CredentialKind::Token || situation.credential == CredentialKind::TokenFile)
        readStaticToken(situation);
}

std::optional<GivenFile> readGiven(const std::optional<std::string> &path, const Caller &caller)
{
    if (!path)
        return std::nullopt;
    GivenFile given;
    given.path = *path;
    auto text = Core::readFile(expandHome(*path, caller), kMaxGiven);
    if (text)
        given.text = std::move(*text);
    else
        given.problem = text.error();
    return given;
}

void readServer(Situation &situation)
{
    if (!situation.apiServerConfig)
        return;
    const GivenFile &file = *situation.apiServerConfig;
    auto settings =
            file.problem ? Core::fail(*file.problem) : Kubernetes::readApiServerConfiguration(file.text, file.path);
    if (settings)
        situation.server = std::move(*settings);
    else
        situation.serverProblem = settings.error();
}

} // namespace

Situation gatherFiles(const Request &request)
{
    Situation situation;
    situation.caller = request.caller;
    const auto environment = [&caller = situation.caller](std::string_view name) -> std::optional<std::string> {
        const auto found = caller.environment.find(name);
        return found == caller.environment.end() ? std::nullopt : std::optional(found->second);
    };
    const auto rules = Kubeconfig::LoadingRules::fromEnvironment(environment, request.kubeconfig);
    for (const auto &path : rules.files())
        situation.kubeconfig.files.push_back(readFile(path));
    auto merged = Kubeconfig::KubeconfigStore(rules, {}).load();
    if (merged)
        situation.kubeconfig.merged = std::move(*merged);
    else
        situation.kubeconfig.problem = merged.error();
    if (merged)
        readContext(situation, request.context);
    else
        situation.apiServerProblem = { ErrorCode::Parse, "the kubeconfig cannot be read", {}, {} };
    situation.apiServerConfig = readGiven(request.apiServerConfig, request.caller);
    situation.rbac = readGiven(request.rbac, request.caller);
    readServer(situation);
    return situation;
}

} // namespace Doctor
