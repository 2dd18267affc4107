// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
// get-token: the exec credential plugin. stdout is one ExecCredential or empty.
#include "app/cli/commands.h"
#include "app/cli/execcredential.h"
#include "app/cli/execinfo.h"
#include "app/cli/sessionverbs.h"

#include "app/core/secret.h"

#include <ostream>

namespace Cli {

using Core::ErrorCode;
using Core::fail;
using Core::Json;
using Core::Result;

namespace {

constexpr std::chrono::seconds kDeadline { 25 };

constexpr std::string_view kHelp =
        "Usage: kubectl-lanyard get-token --oidc-issuer-url URL --oidc-client-id ID [FLAGS]\n\n"
        "Prints an ExecCredential for kubectl. Takes the flags of kubelogin's get-token, and:\n"
        "  --login auto|browser|notify|never   who may open a browser (auto: callers with a terminal)\n"
        "  --account HINT, --session NAME      several sign-ins to one provider side by side\n"
        "  --max-auth-age DURATION             sign in again when the sign-in is older\n"
        "  --acr-values VALUES                 ask for a kind of sign-in\n\n"
        "Example of a user in a kubeconfig:\n"
        "  exec: { apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never,\n"
        "          command: kubectl-lanyard, args: [get-token, --oidc-issuer-url=…, --oidc-client-id=…] }\n";

Result<std::string> credential(Invocation &invocation, Flavor flavor, const SessionFlags &flags)
{
    const auto info = ExecInfo::fromEnvironment(invocation.environment,
                                                flavor == Flavor::Kubelogin ? kExecV1Beta1 : kExecV1);
    if (!info)
        return fail(info.error());
    auto parameters = flags.parameters(invocation.environment);
    if (!parameters)
        return fail(parameters.error());
    (*parameters)["fromExecPlugin"] = info->isGiven;
    // A person may be at work in the browser then; the agent decides that, and it has deadlines, too.
    const bool mayLogIn = flags.login == "auto" || flags.login == "browser";
    const auto deadline = mayLogIn ? kDeadline + std::chrono::seconds(flags.timeoutSeconds) : kDeadline;
    AgentConnection agent(invocation.environment);
    auto answer = agent.call("get-token", *parameters, deadline);
    if (!answer && answer.error().code == ErrorCode::LoginRequired && mayLogIn && flags.skipOpenBrowser) {
        // As kubelogin: the address goes to stderr, somebody opens it somewhere.
        if (auto signedIn = signIn(invocation, agent, flags); !signedIn)
            return fail(signedIn.error());
        answer = agent.call("get-token", *parameters, deadline);
    }
    if (!answer)
        return fail(answer.error());
    auto token = Core::jsonString(*answer, "token").value_or("");
    if (token.empty())
        return fail(ErrorCode::AgentProtocol, "the agent answered without a token",
                    "restart the agent: kubectl-lanyard agent stop");
    std::string line = execCredential(info->apiVersion, token,
                                      Core::jsonString(*answer, "expirationTimestamp").value_or(""));
    Core::Secret::wipe(token);
    return line;
}

} // namespace

int runGetTokenAs(Invocation &invocation, Flavor flavor)
{
    const auto flags = readFlags(invocation, flavor);
    if (!flags)
        return report(invocation, flags.error());
    if (flags->help) {
        invocation.err << kHelp; // stdout is for the credential alone
        return 0;
    }
    auto line = credential(invocation, flavor, *flags);
    if (!line)
        return report(invocation, line.error());
    invocation.out << *line << std::flush;
    Core::Secret::wipe(*line);
    return invocation.out ? 0 : 1;
}

int runGetToken(Invocation &invocation)
{
    return runGetTokenAs(invocation, Flavor::Lanyard);
}

int runGetTokenAsKubelogin(Invocation &invocation)
{
    return runGetTokenAs(invocation, Flavor::Kubelogin);
}

} // namespace Cli
