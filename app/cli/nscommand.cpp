// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/commands.h"
#include "app/cli/kubeconfigoptions.h"
#include "app/cli/protection.h"
#include "app/core/text.h"

#include <ostream>
#include <set>

namespace Cli {

using Core::ErrorCode;
using Core::fail;

namespace {

constexpr Option kOptions[] = { { "--context", 0, true }, { "--unset" } };

constexpr std::string_view kHelp =
        "Usage: kubectl lanyard ns [NAME | -] [--context C] [--unset] [--dry-run] [-o json]\n\n"
        "Without a name: lists the namespaces that contexts of the same cluster use, the current "
        "one\n"
        "marked with *. With a name: sets the namespace of the current context (or of C).\n"
        "With -: goes back to the namespace before.\n\n"
        "  --unset        remove the namespace from the context\n"
        "  --dry-run      print a diff of what would be written, write nothing\n"
        "  --break-lock   remove a lock that a killed program left behind\n";

Core::Error noContext()
{
    return { ErrorCode::NotFound, "there is no current context", "name one with --context", {} };
}

// Which names may be: no cluster is asked, this verb works without a network.
int listNamespaces(Invocation &invocation, const KubeconfigOptions &options)
{
    const auto config = options.store(invocation).load();
    if (!config)
        return report(invocation, config.error(), options.format);
    const std::string name = options.arguments.value("--context").value_or(config->currentContext);
    const Kubeconfig::Context *context = config->context(name);
    if (!context)
        return report(invocation,
                      name.empty() ? noContext()
                                   : Core::Error{ ErrorCode::NotFound,
                                                  "there is no context \""
                                                          + Core::singleLine(name, 120) + "\"",
                                                  "list them with: kubectl lanyard ctx",
                                                  {} },
                      options.format);
    const std::string current = context->nameSpace.empty() ? "default" : context->nameSpace;
    std::set<std::string> names = { current, "default" };
    for (const Kubeconfig::Context &other : config->contexts) {
        if (other.cluster == context->cluster && !other.nameSpace.empty())
            names.insert(other.nameSpace);
    }
    if (options.format == OutputFormat::Json) {
        const Core::Json json = { { "context", name },
                                  { "current", current },
                                  { "namespaces", names } };
        invocation.out << Core::dumpJson(json, 2) << '\n';
        return 0;
    }
    for (const std::string &known : names)
        invocation.out << (known == current ? "* " : "  ") << Core::singleLine(known) << '\n';
    return 0;
}

Core::Result<Kubeconfig::Plan> planNamespace(const Invocation &invocation,
                                             const Kubeconfig::KubeconfigStore &store,
                                             const KubeconfigOptions &options)
{
    std::string context = options.arguments.value("--context").value_or(std::string());
    if (context.empty()) {
        const auto config = store.load();
        if (!config)
            return fail(config.error());
        context = config->currentContext;
    }
    if (context.empty())
        return fail(noContext());
    if (const auto fine = askForProtected(invocation, options, context,
                                          "ns … --context " + Core::shellQuoted(context));
        !fine)
        return fail(fine.error());
    if (options.arguments.has("--unset"))
        return store.setNamespace(context, {});
    std::string name = options.arguments.positional().front();
    if (name == "-")
        name = store.previousNamespace(context);
    if (name.empty())
        return fail(ErrorCode::NotFound, "there is no previous namespace",
                    "set one with: kubectl lanyard ns NAME");
    if (!Core::isDnsLabel(name))
        return fail(ErrorCode::Usage,
                    "\"" + Core::singleLine(name, 80) + "\" cannot be the name of a namespace",
                    "use small letters, digits and '-', at most 63");
    return store.setNamespace(context, name);
}

} // namespace

int runNs(Invocation &invocation)
{
    const auto options = KubeconfigOptions::parse(invocation, kOptions);
    if (!options)
        return report(invocation, options.error());
    if (options->help) {
        invocation.out << kHelp;
        return 0;
    }
    const std::size_t names = options->arguments.positional().size();
    const bool unset = options->arguments.has("--unset");
    if (names > 1 || (names == 1 && unset))
        return report(invocation, { ErrorCode::Usage, "ns takes one name", "see --help", {} },
                      options->format);
    if (names == 0 && !unset)
        return listNamespaces(invocation, *options);
    return change(invocation, *options, [&](const Kubeconfig::KubeconfigStore &store) {
        return planNamespace(invocation, store, *options);
    });
}

} // namespace Cli
