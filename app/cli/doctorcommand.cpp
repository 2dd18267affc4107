// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/agentconnection.h"
#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/core/text.h"

#include <algorithm>
#include <filesystem>
#include <ostream>

namespace Cli {

using Core::ErrorCode;
using Core::Json;

namespace {

constexpr std::string_view kHelp =
        "Usage: kubectl lanyard doctor [--context CTX] [--api-server-config FILE] [--rbac FILE] [-o json]\n\n"
        "Says why the cluster says no: looks at the kubeconfig, the exec entry, certificates, the provider,\n"
        "your token, and what the API server makes of it. Changes nothing, prints no token.\n\n"
        "  --api-server-config FILE   --oidc-* flags as text, the kube-apiserver manifest, kubeadm's\n"
        "                             ClusterConfiguration, or an AuthenticationConfiguration\n"
        "  --rbac FILE                Role and binding manifests, if you may not list them\n"
        "  --probe-anonymously        also read the cluster without a token (it is in its audit log)\n"
        "  --kubeconfig FILE          this file alone\n\n"
        "Exit status: 0 no errors were found, 1 some were.\n";

// The whole of the doctor takes 9 s at most; the rest is for an agent that has to be started.
constexpr std::chrono::seconds kDeadline{ 14 };
constexpr std::chrono::seconds kStatusDeadline{ 2 };

constexpr Option kOptions[] = {
    { "--context", 0, true },  { "--api-server-config", 0, true }, { "--rbac", 0, true }, { "--kubeconfig", 0, true },
    { "--output", 'o', true }, { "--probe-anonymously" },          { "--verbose", 'v' },  { "--help", 'h' },
};

// The agent has another working folder.
std::string absolute(const std::string &path)
{
    std::error_code error;
    const auto whole = std::filesystem::absolute(path, error);
    return error ? path : whole.string();
}

// KUBECONFIG is a list, each entry relative to where kubectl runs.
std::string absoluteList(const std::string &list)
{
    std::string result;
    for (std::size_t at = 0; at <= list.size();) {
        const std::size_t end = std::min(list.find(':', at), list.size());
        if (end > at)
            result += (result.empty() ? "" : ":") + absolute(list.substr(at, end - at));
        at = end + 1;
    }
    return result;
}

Json parametersOf(const Invocation &invocation, const Arguments &arguments)
{
    Json environment = Json::object();
    for (const char *name : { "PATH", "HOME", "KUBECONFIG", "KUBERC" }) {
        if (const auto value = invocation.environment(name))
            environment[name] = std::string_view(name) == "KUBECONFIG" ? absoluteList(*value) : *value;
    }
    Json parameters = { { "environment", std::move(environment) },
                        { "consent", arguments.has("--probe-anonymously") } };
    if (const auto context = arguments.value("--context"))
        parameters["context"] = *context;
    if (const auto file = arguments.value("--kubeconfig"))
        parameters["kubeconfig"] = absolute(*file);
    if (const auto file = arguments.value("--api-server-config"))
        parameters["apiServerConfig"] = absolute(*file);
    if (const auto file = arguments.value("--rbac"))
        parameters["rbac"] = absolute(*file);
    return parameters;
}

bool hasErrors(const Json &report)
{
    const auto findings = report.find("findings");
    if (findings == report.end() || !findings->is_array())
        return false;
    for (const Json &finding : *findings) {
        if (finding.is_object() && Core::jsonString(finding, "severity") == "error")
            return true;
    }
    return false;
}

// Without an agent nobody can look; that alone is a report.
Json withoutAgent(const Core::Error &error)
{
    const std::string fix = error.fix.empty() ? "start it by hand to see why: lanyard-agent --foreground" : error.fix;
    return { { "verdict", "unknown" },
             { "findings",
               { { { "id", "agent-not-running" },
                   { "severity", "error" },
                   { "title", "the agent, which does the examination, does not run and could not be started" },
                   { "evidence", error.message },
                   { "fix", fix },
                   { "serverLog", "" } } } },
             { "checked", { "agent-not-running" } },
             { "notChecked", Json::array() },
             { "text",
               "error  agent-not-running: the agent, which does the examination, does not run and could not be "
               "started\n    seen          "
                       + Core::singleLine(error.message) + "\n    to mend it    " + Core::singleLine(fix) + "\n" } };
}

bool isNoAgent(const Core::Error &error)
{
    return error.code == ErrorCode::AgentUnavailable || error.code == ErrorCode::NotFound
            || error.code == ErrorCode::Io;
}

Core::Result<Json> ask(const Invocation &invocation, Json parameters)
{
    AgentConnection present(invocation.environment, AgentConnection::Start::Never);
    parameters["agentWasRunning"] = present.call("status", Json::object(), kStatusDeadline).has_value();
    AgentConnection agent(invocation.environment);
    auto answer = agent.call("doctor", parameters, kDeadline);
    if (!answer && isNoAgent(answer.error()))
        return withoutAgent(answer.error());
    return answer;
}

} // namespace

int runDoctor(Invocation &invocation)
{
    const auto arguments = Arguments::parse(invocation.arguments, kOptions);
    if (!arguments)
        return report(invocation, arguments.error());
    if (arguments->has("--help")) {
        invocation.out << kHelp;
        return 0;
    }
    const auto output = arguments->value("--output");
    const OutputFormat format = output == "json" ? OutputFormat::Json : OutputFormat::Text;
    if (output && format != OutputFormat::Json)
        return report(invocation, { ErrorCode::Usage, "-o knows only json", "leave it out for text", {} });
    if (!arguments->positional().empty())
        return report(invocation, { ErrorCode::Usage, "doctor takes no names", "see --help", {} }, format);
    auto answer = ask(invocation, parametersOf(invocation, *arguments));
    if (!answer)
        return report(invocation, answer.error(), format);
    const std::string text = Core::jsonString(*answer, "text").value_or("");
    answer->erase("text");
    if (format == OutputFormat::Json)
        invocation.out << Core::dumpJson(*answer, 2) << '\n';
    else
        invocation.out << text; // every line of it was made safe where it was written
    return hasErrors(*answer) ? 1 : 0;
}

} // namespace Cli
