// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/commands.h"
#include "app/cli/configverbs.h"
#include "app/cli/kubeconfigoptions.h"
#include "app/core/text.h"
#include "app/kubeconfig/history.h"

#include <charconv>
#include <ostream>

namespace Cli {

using Core::ErrorCode;

namespace {

int runContexts(Invocation &invocation)
{
    const auto options = KubeconfigOptions::parse(invocation);
    if (!options)
        return report(invocation, options.error());
    const auto config = options->store(invocation).load();
    if (!config)
        return report(invocation, config.error(), options->format);
    if (options->format == OutputFormat::Json) {
        invocation.out << Core::dumpJson(contextsJson(*config), 2) << '\n';
        return 0;
    }
    for (const Kubeconfig::Context &context : config->contexts) {
        invocation.out << (context.name == config->currentContext ? "* " : "  ")
                       << Core::singleLine(context.name) << '\t'
                       << Core::singleLine(context.cluster) << '\t'
                       << Core::singleLine(context.user) << '\t'
                       << Core::singleLine(context.nameSpace) << '\t'
                       << Core::singleLine(context.file.string()) << '\n';
    }
    return 0;
}

int runHistory(Invocation &invocation)
{
    const auto options = KubeconfigOptions::parse(invocation);
    if (!options)
        return report(invocation, options.error());
    const auto entries = Kubeconfig::history(Core::Paths(invocation.environment).state());
    Core::Json list = Core::Json::array();
    for (const Kubeconfig::HistoryEntry &entry : entries) {
        Core::Json files = Core::Json::array();
        for (const auto &file : entry.changes)
            files.push_back(file.file.string());
        list.push_back({ { "id", entry.id },
                         { "time", entry.time },
                         { "summary", entry.summary },
                         { "undone", entry.undone },
                         { "files", std::move(files) } });
        if (options->format == OutputFormat::Text)
            invocation.out << entry.id << '\t' << Core::singleLine(entry.time) << '\t'
                           << Core::singleLine(entry.summary) << (entry.undone ? " (undone)" : "")
                           << '\n';
    }
    if (options->format == OutputFormat::Json)
        invocation.out << Core::dumpJson({ { "history", std::move(list) } }, 2) << '\n';
    return 0;
}

int runUndo(Invocation &invocation)
{
    const auto options = KubeconfigOptions::parse(invocation);
    if (!options)
        return report(invocation, options.error());
    std::uint64_t id = 0;
    const auto &ids = options->arguments.positional();
    if (!ids.empty()) {
        const std::string &text = ids.front();
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
        if (error != std::errc() || end != text.data() + text.size() || id == 0 || ids.size() > 1)
            return report(invocation,
                          { ErrorCode::Usage,
                            "undo takes the number of one change",
                            "list the changes with: kubectl lanyard config history",
                            {} },
                          options->format);
    }
    return change(invocation, *options,
                  [&](const Kubeconfig::KubeconfigStore &store) { return store.undo(id); });
}

constexpr Command kVerbs[] = {
    { "contexts", "", "list the contexts with cluster, user, namespace and file", runContexts },
    { "add", "NAME --server URL --oidc-issuer-url URL --oidc-client-id ID",
      "add cluster, user and context", runAdd },
    { "set-exec", "USER --oidc-issuer-url URL --oidc-client-id ID", "let Lanyard sign that user in",
      runSetExec },
    { "rename-context", "OLD NEW", "with all references in all files", runRenameContext },
    { "rename-cluster", "OLD NEW", "with all references in all files", runRenameCluster },
    { "rename-user", "OLD NEW", "with all references in all files", runRenameUser },
    { "duplicate-context", "NAME NEW", "the same cluster and user under another name",
      runDuplicateContext },
    { "delete-context", "NAME [--with-orphans]",
      "also its cluster and user, if nothing else uses them", runDeleteContext },
    { "import", "FILE|- [--on-conflict fail|rename|replace|skip] [--review] [--yes]",
      "add all entries of another kubeconfig", runImport },
    { "export", "--context NAME [--to FILE] [--with-secrets] [--embed-certs]",
      "one context as a kubeconfig of its own", runExport },
    { "lint", "", "look for everything that kubectl refuses or reads otherwise than it seems",
      runLint },
    { "history", "", "list what Lanyard changed", runHistory },
    { "undo", "[ID]", "take back the last change, or the one of that number", runUndo },
};

void printUsage(std::ostream &out)
{
    out << "Usage: kubectl lanyard config VERB [OPTIONS]\n\n";
    for (const Command &verb : kVerbs) {
        out << "  " << verb.verb << ' ' << verb.arguments << "\n        " << verb.purpose << '\n';
    }
    out << "\nAll of them: --kubeconfig FILE, --dry-run, -o json, --break-lock, --expand-aliases.\n"
           "add and set-exec: --command, --arg, --env NAME=VALUE, --api-version, "
           "--interactive-mode,\n"
           "  --install-hint, --provide-cluster-info, --oidc-extra-scope; add: "
           "--certificate-authority[-data],\n"
           "  --tls-server-name, --proxy-url, --insecure-skip-tls-verify, --cluster, --user, "
           "--namespace,\n"
           "  --no-switch.\n";
}

} // namespace

int runConfig(Invocation &invocation)
{
    if (invocation.arguments.empty()) {
        printUsage(invocation.err);
        return Core::exitCode(ErrorCode::Usage);
    }
    const std::string verb = invocation.arguments.front();
    if (verb == "--help" || verb == "-h" || verb == "help") {
        printUsage(invocation.out);
        return 0;
    }
    invocation.arguments.erase(invocation.arguments.begin());
    for (const Command &known : kVerbs) {
        if (known.verb == verb)
            return known.run(invocation);
    }
    return report(invocation,
                  { ErrorCode::Usage,
                    "there is no verb \"config " + Core::singleLine(verb, 80) + "\"",
                    "see: kubectl lanyard config --help",
                    {} });
}

} // namespace Cli
