// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/configverbs.h"
#include "app/cli/protection.h"
#include "app/cli/sessionflags.h"
#include "app/core/text.h"
#include "app/kubeconfig/convert.h"
#include "app/kubeconfig/deletions.h"
#include "app/kubeconfig/kuberc.h"
#include "app/kubeconfig/operations.h"

#include <ostream>

namespace Cli {

using Core::ErrorCode;
using Core::fail;
using Core::Result;
using Kubeconfig::KubeconfigStore;
using Kubeconfig::Section;
using Kubeconfig::SignInForm;

namespace {

int usage(Invocation &invocation, const KubeconfigOptions &options, std::string message)
{
    return report(invocation,
                  { ErrorCode::Usage, std::move(message), "see: kubectl lanyard config --help", {} },
                  options.format);
}

int deleteEntries(Invocation &invocation, Section section)
{
    const auto options = KubeconfigOptions::parse(invocation);
    if (!options)
        return report(invocation, options.error());
    const auto &names = options->arguments.positional();
    if (names.empty())
        return usage(invocation, *options, "give one name or several");
    return change(invocation, *options, [&](const KubeconfigStore &store) {
        return Kubeconfig::planDeleteEntries(store.rules(), section, names,
                                             options->assumeYes ? Kubeconfig::UsedEntries::Delete
                                                                : Kubeconfig::UsedEntries::Refuse);
    });
}

Result<SignInForm> formOf(const Arguments &arguments)
{
    const std::string text = arguments.value("--to").value_or("lanyard");
    if (text == "lanyard")
        return SignInForm::Lanyard;
    if (text == "kubelogin")
        return SignInForm::Kubelogin;
    if (text == "auth-provider")
        return SignInForm::AuthProvider;
    return fail(ErrorCode::Usage, "--to knows lanyard, kubelogin and auth-provider", "see --help");
}

} // namespace

int runDeleteContext(Invocation &invocation)
{
    constexpr Option kOptions[] = { { "--with-orphans" } };
    const auto options = KubeconfigOptions::parse(invocation, kOptions);
    if (!options)
        return report(invocation, options.error());
    const auto &names = options->arguments.positional();
    if (names.empty())
        return usage(invocation, *options, "give one name or several");
    for (const std::string &name : names) {
        const auto fine = askForProtected(invocation, *options, name,
                                          "config delete-context " + Core::shellQuoted(name));
        if (!fine)
            return report(invocation, fine.error(), options->format);
    }
    const auto orphans = options->arguments.has("--with-orphans") ? Kubeconfig::Orphans::Remove
                                                                  : Kubeconfig::Orphans::Keep;
    return change(invocation, *options, [&](const KubeconfigStore &store) {
        return Kubeconfig::planDeleteAll(store.rules(), names, orphans);
    });
}

int runDeleteCluster(Invocation &invocation)
{
    return deleteEntries(invocation, Section::Clusters);
}

int runDeleteUser(Invocation &invocation)
{
    return deleteEntries(invocation, Section::Users);
}

int runConvert(Invocation &invocation)
{
    constexpr Option kOptions[] = { { "--to", 0, true }, { "--all" } };
    const auto options = KubeconfigOptions::parse(invocation, kOptions);
    if (!options)
        return report(invocation, options.error());
    const auto form = formOf(options->arguments);
    if (!form)
        return report(invocation, form.error(), options->format);
    const auto &names = options->arguments.positional();
    if (names.empty() != options->arguments.has("--all"))
        return usage(invocation, *options, "give the names of users, or --all");
    // A flag that get-token would refuse is told now and not at the next kubectl.
    const auto check = [](const std::vector<std::string> &flags) -> Result<> {
        const auto parsed = SessionFlags::parse(flags, Flavor::Lanyard);
        return parsed ? Result<>() : Result<>(fail(parsed.error()));
    };
    return change(invocation, *options, [&](const KubeconfigStore &store) {
        return Kubeconfig::planConvert(store.rules(), names, *form, check);
    });
}

int runSplit(Invocation &invocation)
{
    constexpr Option kOptions[] = { { "--to", 0, true } };
    const auto options = KubeconfigOptions::parse(invocation, kOptions);
    if (!options)
        return report(invocation, options.error());
    const auto folder = options->arguments.value("--to");
    if (!folder || folder->empty())
        return usage(invocation, *options, "name a folder for the new files with --to FOLDER");
    const int status = change(invocation, *options, [&](const KubeconfigStore &store) {
        return Kubeconfig::planSplit(store.rules(), *folder, options->arguments.positional());
    });
    if (status == 0 && !options->dryRun)
        invocation.err << "Read them together: export KUBECONFIG=$(printf %s: "
                       << Core::shellQuoted(*folder) << "/*.yaml)\n";
    return status;
}

int runAllowPlugin(Invocation &invocation)
{
    const auto options = KubeconfigOptions::parse(invocation);
    if (!options)
        return report(invocation, options.error());
    const auto &names = options->arguments.positional();
    if (names.size() > 1)
        return usage(invocation, *options, "give one command");
    const std::string command = names.empty() ? "kubectl-lanyard" : names.front();
    return change(invocation, *options, [&](const KubeconfigStore &) {
        return Kubeconfig::planAllowPlugin(invocation.environment, command,
                                           options->assumeYes ? Kubeconfig::DenyAll::MakeAllowlist
                                                              : Kubeconfig::DenyAll::Keep);
    });
}

} // namespace Cli
