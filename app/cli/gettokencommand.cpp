// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
// get-token: the exec credential plugin. stdout is one ExecCredential or empty.
#include "app/cli/commands.h"
#include "app/cli/execcredential.h"
#include "app/cli/execinfo.h"
#include "app/cli/sessionverbs.h"

#include "app/core/secret.h"

#include <optional>
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

// What the agent is asked, and for how long it may think.
struct TokenRequest
{
    ExecInfo info;
    Json parameters;
    std::chrono::seconds deadline;
    bool mayLogIn = false;
};

Result<TokenRequest> tokenRequest(const Core::Environment &environment, Flavor flavor, const SessionFlags &flags)
{
    TokenRequest request;
    auto info = ExecInfo::fromEnvironment(environment, flavor == Flavor::Kubelogin ? kExecV1Beta1 : kExecV1);
    if (!info)
        return fail(info.error());
    auto parameters = flags.parameters(environment);
    if (!parameters)
        return fail(parameters.error());
    request.info = std::move(*info);
    request.parameters = std::move(*parameters);
    request.parameters["fromExecPlugin"] = request.info.isGiven;
    // A person may be at work in the browser then; the agent decides that, and it has deadlines, too.
    request.mayLogIn = flags.login == "auto" || flags.login == "browser";
    request.deadline = request.mayLogIn ? kDeadline + std::chrono::seconds(flags.timeoutSeconds) : kDeadline;
    return request;
}

Result<std::string> credentialOf(Result<Ipc::TokenAnswer> answer, const TokenRequest &request)
{
    if (!answer)
        return fail(answer.error());
    std::string line = execCredential(request.info.apiVersion, answer->token, answer->expirationTimestamp);
    Core::Secret::wipe(answer->token);
    return line;
}

Result<std::string> credential(Invocation &invocation, Flavor flavor, const SessionFlags &flags)
{
    const auto request = tokenRequest(invocation.environment, flavor, flags);
    if (!request)
        return fail(request.error());
    AgentConnection agent(invocation.environment);
    auto answer = agent.token(request->parameters, request->deadline);
    if (!answer && answer.error().code == ErrorCode::LoginRequired && request->mayLogIn && (flags.skipOpenBrowser || flags.device)) {
        // As kubelogin: the address (and the code) go to stderr, somebody opens it somewhere.
        if (auto signedIn = signIn(invocation, agent, flags); !signedIn)
            return fail(signedIn.error());
        answer = agent.token(request->parameters, request->deadline);
    }
    return credentialOf(std::move(answer), *request);
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

std::optional<Result<std::string>> plainCredential(std::string_view program, std::span<const std::string> arguments,
                                                   const Core::Environment &environment)
{
    if (arguments.empty() || arguments.front() != "get-token")
        return std::nullopt;
    const Flavor flavor = isKubeloginName(program) ? Flavor::Kubelogin : Flavor::Lanyard;
    const auto flags = SessionFlags::parse(arguments.subspan(1), flavor);
    if (!flags || flags->help || flags->skipOpenBrowser || flags->device || !flags->warnings.empty() || !flags->positional.empty())
        return std::nullopt;
    auto request = tokenRequest(environment, flavor, *flags);
    if (!request)
        return fail(request.error());
    AgentConnection agent(environment);
    return credentialOf(agent.token(std::move(request->parameters), request->deadline), *request);
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
