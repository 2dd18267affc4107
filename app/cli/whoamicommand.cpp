// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/commands.h"
#include "app/cli/sessionverbs.h"
#include "app/core/text.h"

#include <ostream>

namespace Cli {

using Core::Json;

namespace {

constexpr std::chrono::seconds kDeadline { 40 };

void print(std::ostream &out, const Json &answer)
{
    const Json server = answer.value("apiServer", Json::object());
    const bool isReviewed = Core::jsonString(server, "source") == "self-subject-review";
    out << (isReviewed ? "The API server sees you as:\n" : "The API server was not asked. It probably sees you as:\n")
        << "  username  " << Core::singleLine(Core::jsonString(server, "username").value_or("-"), 300) << '\n';
    for (const std::string &group : Core::jsonStrings(server, "groups"))
        out << "  group     " << Core::singleLine(group, 300) << '\n';
    out << "Claims of your ID token:\n";
    const Json claims = answer.value("claims", Json::object());
    for (const auto &[name, value] : claims.items())
        out << "  " << Core::singleLine(name, 100) << " = " << Core::singleLine(Core::dumpJson(value), 500) << '\n';
}

} // namespace

int runWhoami(Invocation &invocation)
{
    const auto given = readFlags(invocation);
    if (!given)
        return report(invocation, given.error());
    if (given->help) {
        invocation.out << "Usage: kubectl lanyard whoami [--context CTX] [-o json]\n\n"
                          "Shows the claims of your ID token, and what the API server makes of them.\n";
        return 0;
    }
    const OutputFormat format = formatOf(*given);
    const auto flags = sessionOf(invocation, *given);
    auto parameters = flags ? flags->parameters(invocation.environment) : Core::fail(flags.error());
    if (!parameters)
        return report(invocation, parameters.error(), format);
    if (!given->describesSession()) { // by flags alone there is no cluster
        auto server = serverOf(invocation, *given);
        if (!server)
            return report(invocation, server.error(), format);
        (*parameters)["server"] = std::move(*server);
    }
    AgentConnection agent(invocation.environment);
    const auto answer = agent.call("whoami", *parameters, kDeadline);
    if (!answer)
        return report(invocation, answer.error(), format);
    if (format == OutputFormat::Json)
        invocation.out << Core::dumpJson(*answer, 2) << '\n';
    else
        print(invocation.out, *answer);
    return 0;
}

} // namespace Cli
