// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/commands.h"
#include "app/cli/sessionverbs.h"
#include "app/core/text.h"

#include <ostream>

namespace Cli {

using Core::Json;

namespace {

constexpr std::chrono::seconds kDeadline { 25 };

std::string text(const Json &session, std::string_view key)
{
    return Core::singleLine(Core::jsonString(session, key).value_or("-"), 200);
}

void print(std::ostream &out, const Json &session)
{
    out << text(session, "account") << "\n  issuer   " << text(session, "issuer") << "\n  client   "
        << text(session, "clientId") << "\n  state    " << text(session, "state") << "\n  expires  "
        << text(session, "expiresAt") << "\n  kept in  " << text(session, "storage") << '\n';
    if (const auto problem = session.find("problem"); problem != session.end() && problem->is_object())
        out << "  problem  " << text(*problem, "message") << '\n';
    for (const std::string &context : Core::jsonStrings(session, "contexts"))
        out << "  context  " << Core::singleLine(context, 200) << '\n';
}

} // namespace

int runSessions(Invocation &invocation)
{
    const auto flags = readFlags(invocation);
    if (!flags)
        return report(invocation, flags.error());
    if (flags->help) {
        invocation.out << "Usage: kubectl lanyard sessions [-o json]\n\nShows who is signed in where.\n";
        return 0;
    }
    AgentConnection agent(invocation.environment);
    auto answer = agent.call("sessions", Json::object(), kDeadline);
    if (!answer)
        return report(invocation, answer.error(), formatOf(*flags));
    const auto sessions = answer->find("sessions");
    if (sessions == answer->end() || !sessions->is_array())
        return report(invocation, { Core::ErrorCode::AgentProtocol, "the agent's answer has no sessions", {}, {} },
                      formatOf(*flags));
    for (Json &session : *sessions)
        session["contexts"] = contextsOf(invocation, *flags, session);
    if (formatOf(*flags) == OutputFormat::Json) {
        invocation.out << Core::dumpJson(*answer, 2) << '\n';
        return 0;
    }
    if (sessions->empty())
        invocation.out << "Nobody is signed in.\n";
    for (const Json &session : *sessions)
        print(invocation.out, session);
    return 0;
}

} // namespace Cli
