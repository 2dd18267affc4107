// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/kubeconfigoptions.h"

#include "app/core/text.h"

#include <ostream>
#include <unordered_map>

namespace Cli {

using Core::ErrorCode;
using Core::fail;
using Core::Result;

namespace {

constexpr Option kCommon[] = {
    { "--kubeconfig", 0, true }, { "--dry-run" },   { "--output", 'o', true },
    { "--verbose", 'v' },        { "--help", 'h' }, { "--break-lock" },
    { "--expand-aliases" },      { "--yes", 'y' },
};

} // namespace

Result<KubeconfigOptions> KubeconfigOptions::parse(const Invocation &invocation,
                                                   std::span<const Option> more)
{
    std::vector<Option> all(std::begin(kCommon), std::end(kCommon));
    all.insert(all.end(), more.begin(), more.end());
    auto arguments = Arguments::parse(invocation.arguments, all);
    if (!arguments)
        return fail(arguments.error());
    KubeconfigOptions options;
    options.arguments = std::move(*arguments);
    options.help = options.arguments.has("--help");
    options.dryRun = options.arguments.has("--dry-run");
    options.assumeYes = options.arguments.has("--yes");
    if (options.arguments.has("--break-lock"))
        options.staleLock = Kubeconfig::StaleLock::Break;
    if (const auto output = options.arguments.value("--output")) {
        if (*output != "json")
            return fail(ErrorCode::Usage, "-o knows only json", "leave it out for text");
        options.format = OutputFormat::Json;
    }
    return options;
}

Kubeconfig::KubeconfigStore KubeconfigOptions::store(const Invocation &invocation) const
{
    return { Kubeconfig::LoadingRules::fromEnvironment(invocation.environment,
                                                       arguments.value("--kubeconfig")),
             Core::Paths(invocation.environment).state(),
             arguments.has("--expand-aliases") ? Kubeconfig::SharedNodes::Expand
                                               : Kubeconfig::SharedNodes::Refuse };
}

int change(Invocation &invocation, const KubeconfigOptions &options,
           const Kubeconfig::KubeconfigStore::Planner &planner)
{
    const auto store = options.store(invocation);
    const auto plan = options.dryRun ? planner(store) : store.edit(planner, options.staleLock);
    if (!plan)
        return report(invocation, plan.error(), options.format);
    for (const std::string &warning : plan->warnings)
        warn(invocation, warning);
    if (options.dryRun)
        invocation.out << plan->diff();
    else
        invocation.err << Core::singleLine(plan->summary)
                       << (plan->isEmpty() ? ": nothing to do\n" : ": done\n");
    return 0;
}

std::string_view authKind(const Kubeconfig::User *user)
{
    if (!user)
        return "none";
    if (user->hasToken)
        return "token";
    if (user->hasTokenFile)
        return "token-file";
    if (user->hasClientCertificate)
        return "cert";
    if (user->hasBasicAuth)
        return "basic";
    if (!user->authProvider.empty())
        return "auth-provider";
    return user->exec ? "exec" : "none";
}

Core::Json contextsJson(const Kubeconfig::Config &config)
{
    std::unordered_map<std::string_view, const Kubeconfig::Cluster *> clusters;
    std::unordered_map<std::string_view, const Kubeconfig::User *> users;
    for (const auto &cluster : config.clusters)
        clusters.emplace(cluster.name, &cluster);
    for (const auto &user : config.users)
        users.emplace(user.name, &user);
    Core::Json list = Core::Json::array();
    for (const Kubeconfig::Context &context : config.contexts) {
        const auto cluster = clusters.find(context.cluster);
        const auto user = users.find(context.user);
        list.push_back(
                { { "name", context.name },
                  { "cluster", context.cluster },
                  { "server", cluster == clusters.end() ? std::string() : cluster->second->server },
                  { "user", context.user },
                  { "namespace", context.nameSpace },
                  { "auth", authKind(user == users.end() ? nullptr : user->second) },
                  { "file", context.file.string() } });
    }
    return { { "current", config.currentContext }, { "contexts", std::move(list) } };
}

} // namespace Cli
