// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/commands.h"
#include "app/cli/kubeconfigoptions.h"
#include "app/core/text.h"

#include <ostream>

namespace Cli {

using Core::ErrorCode;

namespace {

constexpr std::string_view kHelp =
        "Usage: kubectl lanyard ctx [NAME | -] [--kubeconfig FILE] [--dry-run] [-o json]\n\n"
        "Without a name: lists the contexts of all kubeconfig files, the current one marked with "
        "*.\n"
        "With a name: makes it the current context; one line of the file changes, nothing else.\n"
        "With -: goes back to the context before.\n\n"
        "  --dry-run      print a diff of what would be written, write nothing\n"
        "  --yes          switch to a protected context without being asked\n"
        "  --break-lock   remove a lock that a killed program left behind\n";

int listContexts(Invocation &invocation, const KubeconfigOptions &options)
{
    const auto store = options.store(invocation);
    const auto config = options.format == OutputFormat::Json ? store.load() : store.loadContexts();
    if (!config)
        return report(invocation, config.error(), options.format);
    if (options.format == OutputFormat::Json) {
        invocation.out << Core::dumpJson(contextsJson(*config), 2) << '\n';
        return 0;
    }
    std::string text;
    bool found = config->currentContext.empty();
    for (const Kubeconfig::Context &context : config->contexts) {
        const bool current = context.name == config->currentContext;
        found = found || current;
        text += (current ? "* " : "  ") + Core::singleLine(context.name) + '\n';
    }
    invocation.out << text;
    if (!found)
        warn(invocation,
             "the current context \"" + Core::singleLine(config->currentContext, 120)
                     + "\" does not exist (choose one with: kubectl lanyard ctx NAME)");
    return 0;
}

} // namespace

int runCtx(Invocation &invocation)
{
    const auto options = KubeconfigOptions::parse(invocation);
    if (!options)
        return report(invocation, options.error());
    if (options->help) {
        invocation.out << kHelp;
        return 0;
    }
    const auto &names = options->arguments.positional();
    if (names.size() > 1)
        return report(invocation, { ErrorCode::Usage, "ctx takes one name", "see --help", {} },
                      options->format);
    if (names.empty())
        return listContexts(invocation, *options);
    return change(invocation, *options, [&](const Kubeconfig::KubeconfigStore &store) {
        std::string name = names.front();
        if (name == "-")
            name = store.previousContext();
        if (name.empty())
            return Core::Result<Kubeconfig::Plan>(
                    Core::fail(ErrorCode::NotFound, "there is no previous context",
                               "switch once with: kubectl lanyard ctx NAME"));
        return store.setCurrentContext(name);
    });
}

} // namespace Cli
