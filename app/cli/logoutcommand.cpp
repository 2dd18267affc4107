// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/commands.h"
#include "app/cli/sessionverbs.h"
#include "app/core/text.h"

#include <ostream>

namespace Cli {

using Core::Json;

namespace {

constexpr std::chrono::seconds kDeadline { 60 };

constexpr std::string_view kHelp =
        "Usage: kubectl lanyard logout [--context CTX | --all | --oidc-issuer-url URL --oidc-client-id ID]\n\n"
        "Has the provider revoke the refresh token, then forgets it.\n"
        "  --all          all sessions\n"
        "  --local-only   don't tell the provider\n";

Core::Result<> signOut(Invocation &invocation, AgentConnection &agent, Json parameters, bool isLocal)
{
    parameters["localOnly"] = isLocal;
    const auto outcome = agent.call("logout", parameters, kDeadline);
    if (!outcome)
        return Core::fail(outcome.error());
    if (!isLocal && !Core::jsonBool(*outcome, "revoked", false))
        warn(invocation, "the provider did not confirm the revocation; the refresh token was forgotten here");
    const std::string url = Core::jsonString(*outcome, "endSessionUrl").value_or("");
    if (!isLocal && !url.empty())
        invocation.err << "To end the provider's own session in the browser, too, open: " << Core::singleLine(url) << '\n';
    return {};
}

Core::Result<int> signOutOfAll(Invocation &invocation, AgentConnection &agent, bool isLocal)
{
    const auto answer = agent.call("sessions", Json::object(), kDeadline);
    if (!answer)
        return Core::fail(answer.error());
    int count = 0;
    for (const Json &session : answer->value("sessions", Json::array())) {
        if (auto out = signOut(invocation, agent, { { "session", Core::jsonString(session, "id").value_or("") } }, isLocal); !out)
            return Core::fail(out.error());
        ++count;
    }
    return count;
}

} // namespace

int runLogout(Invocation &invocation)
{
    const auto given = readFlags(invocation);
    if (!given)
        return report(invocation, given.error());
    if (given->help) {
        invocation.out << kHelp;
        return 0;
    }
    const OutputFormat format = formatOf(*given);
    AgentConnection agent(invocation.environment);
    if (given->all) {
        const auto count = signOutOfAll(invocation, agent, given->localOnly);
        if (!count)
            return report(invocation, count.error(), format);
        if (*count == 0)
            return report(invocation, { Core::ErrorCode::NothingToDo, "nobody is signed in", {}, {} }, format);
        invocation.out << "Signed out of " << *count << (*count == 1 ? " session.\n" : " sessions.\n");
        return 0;
    }
    const auto flags = sessionOf(invocation, *given);
    const auto parameters = flags ? flags->parameters(invocation.environment) : Core::fail(flags.error());
    if (!parameters)
        return report(invocation, parameters.error(), format);
    if (auto out = signOut(invocation, agent, *parameters, given->localOnly); !out)
        return report(invocation, out.error(), format);
    invocation.out << "Signed out.\n";
    return 0;
}

} // namespace Cli
