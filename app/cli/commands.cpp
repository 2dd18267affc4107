// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/commands.h"

#include "app/core/json.h"
#include "app/core/text.h"

#include <algorithm>
#include <ostream>

namespace Cli {

namespace {

constexpr Command kCommands[] = {
    { "get-token", "FLAGS", "print an ExecCredential for kubectl, and nothing else", runGetToken },
    { "login", "[FLAGS | --context C]", "sign in now, by the browser", runLogin },
    { "logout", "[--context C | --all]", "have the provider revoke the sign-in, then forget it", runLogout },
    { "sessions", "[-o json]", "who is signed in where, until when", runSessions },
    { "whoami", "[--context C] [-o json]", "your claims, and what the API server makes of them", runWhoami },
    { "doctor", "[--context C] [-o json]", "why the cluster says no, and what to do about it", runDoctor },
    { "agent", "status|start|stop|lock|…", "the process that holds the tokens", runAgent },
    { "ctx", "[NAME | -]", "list the contexts, switch, or go back to the previous one", runCtx },
    { "ns", "[NAME | -] [--context C]", "the same for the namespace of a context", runNs },
    { "config", "VERB …", "show and edit the kubeconfig: see `config --help`", runConfig },
    { "version", "", "print the version", runVersion },
    { "help", "", "print this text", runHelp },
};

void printUsage(std::ostream &out)
{
    out << "kubectl-lanyard signs you in to Kubernetes and keeps your kubeconfig.\n\n"
           "Usage: kubectl lanyard VERB [OPTIONS]\n\nVerbs:\n";
    for (const Command &command : kCommands) {
        std::string left = std::string(command.verb) + " " + std::string(command.arguments);
        left.resize(std::max<std::size_t>(left.size() + 1, 34), ' ');
        out << "  " << left << command.purpose << '\n';
    }
    out << "\nOptions of most verbs:\n"
           "  --kubeconfig FILE   this file alone instead of $KUBECONFIG or ~/.kube/config\n"
           "  --dry-run           print a diff of what would be written, write nothing\n"
           "  -o json             print data as JSON\n"
           "  -v                  say more\n"
           "  --help              help on one verb\n\n"
           "Exit status: 0 done, 1 failed, 2 usage, 3 a person must sign in, 4 refused by a safety "
           "rule,\n"
           "5 nothing to do or not found.\n";
}

} // namespace

std::span<const Command> commands()
{
    return kCommands;
}

int runCommand(Invocation &invocation)
{
    if (invocation.arguments.empty()) {
        printUsage(invocation.err);
        return Core::exitCode(Core::ErrorCode::Usage);
    }
    const std::string verb = invocation.arguments.front();
    invocation.arguments.erase(invocation.arguments.begin());
    if (verb == "--help" || verb == "-h")
        return runHelp(invocation);
    if (verb == "--version")
        return runVersion(invocation);
    for (const Command &command : kCommands) {
        if (command.verb == verb)
            return command.run(invocation);
    }
    return report(invocation,
                  { Core::ErrorCode::Usage,
                    "there is no verb \"" + Core::singleLine(verb, 80) + "\"",
                    "see: kubectl lanyard help",
                    {} });
}

bool isKubeloginName(std::string_view program)
{
    program.remove_prefix(program.find_last_of('/') + 1); // npos + 1 is 0
    return program == "kubectl-oidc_login" || program == "kubelogin";
}

int runProgram(std::string_view program, Invocation &invocation)
{
    if (isKubeloginName(program) && !invocation.arguments.empty() && invocation.arguments.front() == "get-token") {
        invocation.arguments.erase(invocation.arguments.begin());
        return runGetTokenAsKubelogin(invocation);
    }
    return runCommand(invocation);
}

int runVersion(Invocation &invocation)
{
    invocation.out << "kubectl-lanyard " LANYARD_VERSION "\n";
    return 0;
}

int runHelp(Invocation &invocation)
{
    printUsage(invocation.out);
    return 0;
}

int report(Invocation &invocation, const Core::Error &error, OutputFormat format)
{
    invocation.err << "kubectl-lanyard: " << Core::toLine(error) << std::endl;
    if (format == OutputFormat::Json) {
        const Core::Json json = { { "error",
                                    { { "code", Core::errorCodeName(error.code) },
                                      { "message", error.message },
                                      { "fix", error.fix } } } };
        invocation.out << Core::dumpJson(json) << '\n';
    }
    return Core::exitCode(error.code);
}

void warn(Invocation &invocation, std::string_view text)
{
    invocation.err << "kubectl-lanyard: " << Core::singleLine(text) << std::endl;
}

} // namespace Cli
