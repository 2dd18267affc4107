// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/configverbs.h"
#include "app/cli/kubeconfigoptions.h"
#include "app/core/text.h"
#include "app/kubeconfig/operations.h"

#include <ostream>

namespace Cli {

using Core::ErrorCode;
using Core::fail;
using Core::Result;
using Kubeconfig::KubeconfigStore;
using Kubeconfig::Plan;
using Kubeconfig::Section;

namespace {

int usage(Invocation &invocation, const KubeconfigOptions &options, std::string message)
{
    return report(
            invocation,
            { ErrorCode::Usage, std::move(message), "see: kubectl lanyard config --help", {} },
            options.format);
}

int rename(Invocation &invocation, Section section)
{
    const auto options = KubeconfigOptions::parse(invocation);
    if (!options)
        return report(invocation, options.error());
    const auto &names = options->arguments.positional();
    if (names.size() != 2)
        return usage(invocation, *options, "give the old and the new name");
    return change(invocation, *options, [&](const KubeconfigStore &store) {
        return Kubeconfig::planRename(store.rules(), section, names[0], names[1],
                                      store.sharedNodes());
    });
}

constexpr Option kExecOptions[] = {
    { "--command", 0, true },
    { "--arg", 0, true },
    { "--env", 0, true },
    { "--api-version", 0, true },
    { "--install-hint", 0, true },
    { "--interactive-mode", 0, true },
    { "--provide-cluster-info" },
    { "--oidc-issuer-url", 0, true },
    { "--oidc-client-id", 0, true },
    { "--oidc-extra-scope", 0, true },
    { "--server", 0, true },
    { "--certificate-authority", 0, true },
    { "--certificate-authority-data", 0, true },
    { "--insecure-skip-tls-verify" },
    { "--tls-server-name", 0, true },
    { "--proxy-url", 0, true },
    { "--cluster", 0, true },
    { "--user", 0, true },
    { "--namespace", 0, true },
    { "--no-switch" },
};

// Our own plugin unless --command names another.
Result<Kubeconfig::ExecConfig> execOf(const Arguments &arguments)
{
    Kubeconfig::ExecConfig exec;
    exec.apiVersion = arguments.value("--api-version").value_or("client.authentication.k8s.io/v1");
    exec.command = arguments.value("--command").value_or("kubectl-lanyard");
    // Our sign-in is in the browser or the window, never on kubectl's terminal.
    exec.interactiveMode = arguments.value("--interactive-mode").value_or("Never");
    exec.installHint = arguments.value("--install-hint").value_or(std::string());
    exec.provideClusterInfo = arguments.has("--provide-cluster-info");
    if (!arguments.has("--command")) {
        const auto issuer = arguments.value("--oidc-issuer-url"),
                   client = arguments.value("--oidc-client-id");
        if (!issuer || !client)
            return fail(ErrorCode::Usage, "--oidc-issuer-url and --oidc-client-id are needed",
                        "or name another plugin with --command");
        exec.args = { "get-token", "--oidc-issuer-url=" + *issuer, "--oidc-client-id=" + *client };
        for (const std::string &scope : arguments.values("--oidc-extra-scope"))
            exec.args.push_back("--oidc-extra-scope=" + scope);
    }
    for (const std::string &argument : arguments.values("--arg"))
        exec.args.push_back(argument);
    for (const std::string &variable : arguments.values("--env")) {
        const std::size_t equals = variable.find('=');
        if (equals == std::string::npos || equals == 0)
            return fail(ErrorCode::Usage, "--env wants NAME=VALUE", "see --help");
        exec.env.push_back({ variable.substr(0, equals), variable.substr(equals + 1) });
    }
    return exec;
}

} // namespace

int runRenameContext(Invocation &invocation)
{
    return rename(invocation, Section::Contexts);
}

int runRenameCluster(Invocation &invocation)
{
    return rename(invocation, Section::Clusters);
}

int runRenameUser(Invocation &invocation)
{
    return rename(invocation, Section::Users);
}

int runDuplicateContext(Invocation &invocation)
{
    const auto options = KubeconfigOptions::parse(invocation);
    if (!options)
        return report(invocation, options.error());
    const auto &names = options->arguments.positional();
    if (names.size() != 2)
        return usage(invocation, *options, "give the name of a context and the new name");
    return change(invocation, *options, [&](const KubeconfigStore &store) {
        return Kubeconfig::planDuplicate(store.rules(), names[0], names[1]);
    });
}

int runDeleteContext(Invocation &invocation)
{
    constexpr Option kOptions[] = { { "--with-orphans" } };
    const auto options = KubeconfigOptions::parse(invocation, kOptions);
    if (!options)
        return report(invocation, options.error());
    const auto &names = options->arguments.positional();
    if (names.size() != 1)
        return usage(invocation, *options, "give the name of one context");
    const auto orphans = options->arguments.has("--with-orphans") ? Kubeconfig::Orphans::Remove
                                                                  : Kubeconfig::Orphans::Keep;
    return change(invocation, *options, [&](const KubeconfigStore &store) {
        return Kubeconfig::planDelete(store.rules(), names[0], orphans);
    });
}

int runSetExec(Invocation &invocation)
{
    const auto options = KubeconfigOptions::parse(invocation, kExecOptions);
    if (!options)
        return report(invocation, options.error());
    const auto &names = options->arguments.positional();
    if (names.size() != 1)
        return usage(invocation, *options, "give the name of one user");
    const auto exec = execOf(options->arguments);
    if (!exec)
        return report(invocation, exec.error(), options->format);
    return change(invocation, *options,
                  [&](const KubeconfigStore &store) { return store.setExec(names[0], *exec); });
}

int runAdd(Invocation &invocation)
{
    const auto options = KubeconfigOptions::parse(invocation, kExecOptions);
    if (!options)
        return report(invocation, options.error());
    const Arguments &arguments = options->arguments;
    const auto &names = arguments.positional();
    const auto server = arguments.value("--server");
    if (names.size() != 1 || !server)
        return usage(invocation, *options, "give a name for the context and --server URL");
    const auto exec = execOf(arguments);
    if (!exec)
        return report(invocation, exec.error(), options->format);
    Kubeconfig::NewEntry entry;
    entry.cluster.name = arguments.value("--cluster").value_or(names[0]);
    entry.cluster.server = *server;
    entry.cluster.tlsServerName = arguments.value("--tls-server-name").value_or(std::string());
    entry.cluster.certificateAuthority =
            arguments.value("--certificate-authority").value_or(std::string());
    entry.cluster.certificateAuthorityData =
            arguments.value("--certificate-authority-data").value_or(std::string());
    entry.cluster.proxyUrl = arguments.value("--proxy-url").value_or(std::string());
    entry.cluster.insecureSkipTlsVerify = arguments.has("--insecure-skip-tls-verify");
    entry.userName = arguments.value("--user").value_or(names[0]);
    entry.exec = *exec;
    entry.context.name = names[0];
    entry.context.nameSpace = arguments.value("--namespace").value_or(std::string());
    entry.makeCurrent = !arguments.has("--no-switch");
    return change(invocation, *options,
                  [&](const KubeconfigStore &store) { return store.addEntry(entry); });
}

} // namespace Cli
