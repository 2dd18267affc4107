// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/commands.h"
#include "app/cli/sessionverbs.h"
#include "app/core/text.h"

#include <ostream>

namespace Cli {

using Core::Json;

static constexpr std::string_view kHelp =
        "Usage: kubectl lanyard login [--context CTX | --oidc-issuer-url URL --oidc-client-id ID [FLAGS]]\n\n"
        "Signs in by the browser. Without flags: to the provider of the current context.\n"
        "  --device               by a code that you type in a browser anywhere (over SSH, in a container)\n"
        "  --force                sign in again, even if signed in\n"
        "  --account HINT         as whom (the provider may prefill it)\n"
        "  --browser-command CMD  open the address with this program\n"
        "  --skip-open-browser    only print the address\n"
        "  -o json                print the session as JSON\n";

int runLogin(Invocation &invocation)
{
    const auto given = readFlags(invocation);
    if (!given)
        return report(invocation, given.error());
    if (given->help) {
        invocation.out << kHelp;
        return 0;
    }
    const auto flags = sessionOf(invocation, *given);
    if (!flags)
        return report(invocation, flags.error(), formatOf(*given));
    AgentConnection agent(invocation.environment);
    const auto session = signIn(invocation, agent, *flags);
    if (!session)
        return report(invocation, session.error(), formatOf(*given));
    if (formatOf(*given) == OutputFormat::Json) {
        invocation.out << Core::dumpJson(*session, 2) << '\n';
        return 0;
    }
    invocation.out << "Signed in as " << Core::singleLine(Core::jsonString(*session, "username").value_or("?"), 200)
                   << " until " << Core::jsonString(*session, "expiresAt").value_or("?") << ".\n";
    if (Core::jsonString(*session, "storage") == "memory")
        warn(invocation, "the sign-in is kept in memory only and ends with the agent: no keychain took it");
    return 0;
}

} // namespace Cli
