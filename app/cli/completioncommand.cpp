// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/commands.h"
#include "app/cli/completion.h"
#include "app/cli/configverbs.h"
#include "app/cli/kubeconfigoptions.h"
#include "app/core/text.h"

#include <algorithm>
#include <ostream>

namespace Cli {

using Core::ErrorCode;

namespace {

// The scripts ask this program at each Tab, so that a new verb needs no new script.
constexpr std::string_view kBash = R"sh(_kubectl_lanyard() {
    local IFS=$'\n'
    COMPREPLY=($("${COMP_WORDS[0]}" __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _kubectl_lanyard kubectl-lanyard
)sh";

constexpr std::string_view kZsh = R"sh(#compdef kubectl-lanyard
_kubectl_lanyard() {
    local -a answers
    answers=("${(@f)$("${words[1]}" __complete "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    compadd -a answers
}
compdef _kubectl_lanyard kubectl-lanyard
)sh";

constexpr std::string_view kFish = R"sh(complete -c kubectl-lanyard -f -a '(set -l words (commandline -opc)
    kubectl-lanyard __complete $words[2..] (commandline -ct) 2>/dev/null)'
)sh";

constexpr std::string_view kHelp =
        "Usage: kubectl-lanyard completion bash|zsh|fish\n\n"
        "bash:  source <(kubectl-lanyard completion bash)\n"
        "zsh:   source <(kubectl-lanyard completion zsh)\n"
        "fish:  kubectl-lanyard completion fish | source\n\n"
        "For `kubectl lanyard`, kubectl asks a program named kubectl_complete-lanyard in PATH; make a "
        "symlink\n"
        "of that name to kubectl-lanyard.\n";

constexpr std::string_view kOptions[] = { "--kubeconfig", "--dry-run", "--yes", "--help",
                                          "--break-lock" };

enum class Names {
    None,
    Contexts,
    Clusters,
    Users,
};

Names namesFor(const std::string &verb, const std::string &second)
{
    if (verb == "ctx" || verb == "shell" || verb == "env")
        return Names::Contexts;
    if (verb != "config")
        return Names::None;
    if (second.ends_with("-context") || second == "protect" || second == "unprotect"
        || second == "split")
        return Names::Contexts;
    if (second.ends_with("-cluster"))
        return Names::Clusters;
    return second.ends_with("-user") || second == "convert" || second == "set-exec" ? Names::Users
                                                                                   : Names::None;
}

// Names with line breaks or control characters are left out: a shell would take them apart.
template<typename T> void addNames(std::vector<std::string> &out, const std::vector<T> &entries)
{
    for (const T &entry : entries) {
        if (Core::singleLine(entry.name) == entry.name)
            out.push_back(entry.name);
    }
}

void addEntries(const Invocation &invocation, Names names, std::vector<std::string> &out)
{
    if (names == Names::None)
        return;
    const auto rules = Kubeconfig::LoadingRules::fromEnvironment(invocation.environment);
    const Kubeconfig::KubeconfigStore store(rules, {});
    const auto config = names == Names::Contexts ? store.loadContexts() : store.load();
    if (!config)
        return;
    if (names == Names::Contexts)
        addNames(out, config->contexts);
    else if (names == Names::Clusters)
        addNames(out, config->clusters);
    else
        addNames(out, config->users);
}

} // namespace

std::vector<std::string> completions(const Invocation &invocation,
                                     const std::vector<std::string> &words)
{
    std::vector<std::string> all;
    const std::string typed = words.empty() ? std::string() : words.back();
    const std::string verb = words.size() > 1 ? words[0] : std::string();
    const std::string second = words.size() > 2 ? words[1] : std::string();
    const bool valueOfContext = words.size() > 2 && words[words.size() - 2] == "--context";
    if (valueOfContext) {
        addEntries(invocation, Names::Contexts, all);
    } else if (typed.starts_with("-") && !verb.empty()) {
        all.assign(std::begin(kOptions), std::end(kOptions));
    } else if (verb.empty()) {
        for (const Command &command : commands())
            all.emplace_back(command.verb);
    } else if (verb == "completion") {
        all = { "bash", "zsh", "fish" };
    } else if (verb == "config" && second.empty()) {
        for (const Command &command : configCommands())
            all.emplace_back(command.verb);
    } else {
        addEntries(invocation, namesFor(verb, second), all);
    }
    std::erase_if(all, [&](const std::string &word) { return !word.starts_with(typed); });
    return all;
}

int runCompletion(Invocation &invocation)
{
    const std::string shell =
            invocation.arguments.size() == 1 ? invocation.arguments.front() : std::string();
    if (shell == "--help" || shell == "-h") {
        invocation.out << kHelp;
        return 0;
    }
    if (shell != "bash" && shell != "zsh" && shell != "fish")
        return report(invocation,
                      { ErrorCode::Usage, "completion knows bash, zsh and fish",
                        "see: kubectl-lanyard completion --help", {} });
    invocation.out << (shell == "bash" ? kBash : shell == "zsh" ? kZsh : kFish);
    return 0;
}

int runComplete(Invocation &invocation)
{
    for (const std::string &word : completions(invocation, invocation.arguments))
        invocation.out << word << '\n';
    return 0;
}

int runCompleteForKubectl(Invocation &invocation)
{
    static_cast<void>(runComplete(invocation));
    invocation.out << ":4\n"; // cobra's ShellCompDirectiveNoFileComp
    return 0;
}

} // namespace Cli
