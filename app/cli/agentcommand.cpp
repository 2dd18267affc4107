// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/commands.h"
#include "app/cli/agentconnection.h"
#include "app/cli/flags.h"
#include "app/cli/sessionverbs.h"
#include "app/core/text.h"

#include <ostream>
#include <sys/stat.h>
#include <time.h>

namespace Cli {

using Core::ErrorCode;
using Core::Json;

namespace {

constexpr std::chrono::seconds kDeadline { 10 };

constexpr std::string_view kHelp =
        "Usage: kubectl lanyard agent status|start|stop|lock|unlock|reload [--kubeconfig FILE] [-o json]\n\n"
        "  status   which agent runs\n"
        "  start    start one if none runs\n"
        "  stop     end it; the keychain keeps the sign-ins\n"
        "  lock     forget the tokens in memory and hand none out until unlock\n"
        "  reload   read the settings and the CA files of the kubeconfig again\n";

int printStatus(Invocation &invocation, AgentConnection &agent, OutputFormat format)
{
    const auto status = agent.call("status", Json::object(), kDeadline);
    if (!status)
        return report(invocation, status.error(), format);
    if (format == OutputFormat::Json) {
        invocation.out << Core::dumpJson(*status, 2) << '\n';
        return 0;
    }
    invocation.out << Core::singleLine(Core::jsonString(*status, "kind").value_or("agent"), 80) << ' '
                   << Core::singleLine(Core::jsonString(*status, "version").value_or(""), 80) << " runs as process "
                   << Core::jsonInteger(*status, "pid").value_or(0) << " with "
                   << Core::jsonInteger(*status, "sessions").value_or(0) << " session(s) on "
                   << Core::singleLine(Core::jsonString(*status, "socket").value_or("")) << '\n';
    if (Core::jsonBool(*status, "locked", false))
        invocation.out << "It is locked.\n";
    return 0;
}

// Scripts go on after "stop", so it comes back when the agent has given its socket up.
void waitUntilGone(const std::filesystem::path &socket)
{
    struct stat info = {};
    for (int i = 0; i < 150 && ::lstat(socket.c_str(), &info) == 0; ++i) {
        timespec rest { 0, 20'000'000 };
        ::nanosleep(&rest, nullptr);
    }
}

int act(Invocation &invocation, const std::string &verb, OutputFormat format)
{
    AgentConnection agent(invocation.environment, AgentConnection::Start::Never);
    const auto answer = agent.call(verb, Json::object(), kDeadline);
    if (!answer)
        return report(invocation, answer.error(), format);
    if (verb == "stop")
        waitUntilGone(agent.socket());
    if (format == OutputFormat::Json)
        invocation.out << "{}\n";
    return 0;
}

struct Reloaded
{
    int described = 0, changed = 0;
    std::vector<std::string> problems;
};

// The agent does not know the files: it got their contents from whoever described a session to it.
void tellAuthorities(const Invocation &invocation, AgentConnection &agent, const SessionFlags &flags, Reloaded &reloaded)
{
    const auto described = describedSessions(invocation, flags);
    if (!described) {
        reloaded.problems.push_back(Core::toLine(described.error()));
        return;
    }
    for (const auto &[user, session] : *described) {
        const auto parameters = session.parameters(invocation.environment);
        const auto answer = parameters ? agent.call("trust", *parameters, kDeadline) : Core::fail(parameters.error());
        if (!answer) {
            reloaded.problems.push_back("the user " + Core::singleLine(user, 120) + ": " + Core::toLine(answer.error()));
            continue;
        }
        ++reloaded.described;
        reloaded.changed += Core::jsonBool(*answer, "changed", false) ? 1 : 0;
    }
}

int reload(Invocation &invocation, const SessionFlags &flags, OutputFormat format)
{
    AgentConnection agent(invocation.environment, AgentConnection::Start::Never);
    Reloaded reloaded;
    auto answer = agent.call("reload", Json::object(), kDeadline);
    if (!answer)
        return report(invocation, answer.error(), format);
    if (const auto problem = Core::jsonString(*answer, "problem"))
        reloaded.problems.push_back(*problem);
    tellAuthorities(invocation, agent, flags, reloaded);
    const std::string settings = Core::jsonString(*answer, "settings").value_or("read");
    for (const std::string &problem : reloaded.problems)
        warn(invocation, Core::singleLine(problem, 1000));
    if (format == OutputFormat::Json) {
        invocation.out << Core::dumpJson({ { "settings", settings },
                                           { "described", reloaded.described },
                                           { "changed", reloaded.changed },
                                           { "problems", reloaded.problems } }, 2) << '\n';
    } else {
        invocation.out << (settings == "defaults" ? "There is no settings file; the defaults count.\n"
                           : settings == "read"   ? "The settings were read again.\n"
                                                  : "Some settings were read again.\n")
                       << reloaded.changed << " of " << reloaded.described
                       << " sign-ins of the kubeconfig use other certificate authorities now.\n";
    }
    return reloaded.problems.empty() ? 0 : 1;
}

} // namespace

int runAgent(Invocation &invocation)
{
    std::string output;
    bool help = false;
    SessionFlags where;
    const std::vector<Flag> flags = { { "output", &output, 'o' }, { "help", &help, 'h' }, { "kubeconfig", &where.kubeconfig } };
    const auto parsed = parseFlags(invocation.arguments, flags);
    if (!parsed)
        return report(invocation, parsed.error());
    if (help) {
        invocation.out << kHelp;
        return 0;
    }
    const OutputFormat format = output == "json" ? OutputFormat::Json : OutputFormat::Text;
    const std::string verb = parsed->positional.size() == 1 ? parsed->positional.front() : std::string();
    if (verb == "status" || verb == "start") {
        AgentConnection agent(invocation.environment, verb == "start" ? AgentConnection::Start::IfNeeded
                                                                      : AgentConnection::Start::Never);
        return printStatus(invocation, agent, format);
    }
    if (verb == "reload")
        return reload(invocation, where, format);
    for (const std::string_view known : { "stop", "lock", "unlock" }) {
        if (verb == known)
            return act(invocation, verb, format);
    }
    return report(invocation, { ErrorCode::Usage, "agent knows status, start, stop, lock, unlock and reload",
                                "see: kubectl lanyard agent --help", {} }, format);
}

} // namespace Cli
