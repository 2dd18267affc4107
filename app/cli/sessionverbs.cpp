// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/sessionverbs.h"

#include "app/cli/base64.h"
#include "app/core/atomicfile.h"
#include "app/core/text.h"
#include "app/kubeconfig/kubeconfigstore.h"

#include <csignal>
#include <ostream>
#include <set>

namespace Cli {

using Core::ErrorCode;
using Core::fail;
using Core::Json;
using Core::Result;

namespace {

constexpr std::size_t kMaxCa = 190 * 1024;

volatile std::sig_atomic_t interrupted = 0;

// Ctrl-C during a login must reach the agent, too, or its listener would wait for minutes.
class InterruptGuard
{
public:
    InterruptGuard()
    {
        struct sigaction action = {};
        action.sa_handler = [](int) { interrupted = 1; };
        ::sigaction(SIGINT, &action, &m_before);
    }
    ~InterruptGuard() { ::sigaction(SIGINT, &m_before, nullptr); }
    InterruptGuard(const InterruptGuard &) = delete;
    InterruptGuard &operator=(const InterruptGuard &) = delete;

private:
    struct sigaction m_before = {};
};

Result<Kubeconfig::Config> loadConfig(const Invocation &invocation, const SessionFlags &flags)
{
    const auto file = flags.kubeconfig.empty() ? std::nullopt : std::optional(flags.kubeconfig);
    return Kubeconfig::KubeconfigStore(Kubeconfig::LoadingRules::fromEnvironment(invocation.environment, file), {}).load();
}

Result<const Kubeconfig::Context *> contextOf(const Kubeconfig::Config &config, const SessionFlags &flags)
{
    const std::string &name = flags.context.empty() ? config.currentContext : flags.context;
    if (name.empty())
        return fail(ErrorCode::NotFound, "there is no current context", "name one with --context, or give --oidc-issuer-url");
    const Kubeconfig::Context *context = config.context(name);
    if (!context)
        return fail(ErrorCode::NotFound, "there is no context \"" + Core::singleLine(name, 120) + "\"",
                    "list them with: kubectl lanyard ctx");
    return context;
}

// "get-token …" of kubectl-lanyard, "oidc-login get-token …" of kubectl, "get-token …" of kubelogin.
Result<SessionFlags> flagsOfExec(const Kubeconfig::ExecConfig &exec)
{
    std::size_t first = 0;
    const std::string program = std::filesystem::path(exec.command).filename().string();
    if (program == "kubectl" && exec.args.size() > 1 && (exec.args[0] == "oidc-login" || exec.args[0] == "lanyard"))
        first = 1;
    if (exec.args.size() <= first || exec.args[first] != "get-token")
        return fail(ErrorCode::NotFound, "the user of this context does not sign in by OpenID Connect",
                    "set it up with: kubectl lanyard config set-exec");
    const bool isOurs = program == "kubectl-lanyard" || (first == 1 && exec.args[0] == "lanyard");
    return SessionFlags::parse(std::span(exec.args).subspan(first + 1), isOurs ? Flavor::Lanyard : Flavor::Kubelogin);
}

Result<SessionFlags> flagsOfContext(const Kubeconfig::Config &config, const Kubeconfig::Context &context)
{
    const Kubeconfig::User *user = config.user(context.user);
    if (!user || !user->exec)
        return fail(ErrorCode::NotFound,
                    "the user of context \"" + Core::singleLine(context.name, 120) + "\" has no exec entry",
                    "set it up with: kubectl lanyard config set-exec");
    return flagsOfExec(*user->exec);
}

// A login that could not open a browser: the person opens the address, if they did not name the
// program themselves.
Result<> tellAddress(Invocation &invocation, const SessionFlags &flags, const Json &waiting)
{
    const std::string url = Core::jsonString(waiting, "url").value_or("");
    if (const auto code = Core::jsonString(waiting, "userCode")) {
        const std::string complete = Core::jsonString(waiting, "completeUrl").value_or("");
        invocation.err << "On any device, open " << Core::singleLine(url, 2000) << " and enter the code "
                       << Core::singleLine(*code, 80) << '\n';
        if (!complete.empty())
            invocation.err << "(or open " << Core::singleLine(complete, 2000) << " and compare the code)\n";
        invocation.err << std::flush;
        return {};
    }
    const bool hasBrowser = Core::jsonString(waiting, "browser") == "opened";
    if (hasBrowser) {
        invocation.err << "Waiting for you to sign in in the browser. If no window came up, open:\n" << url << std::endl;
        return {};
    }
    if (!flags.browserCommand.empty() && !flags.skipOpenBrowser)
        return fail(ErrorCode::BrowserFailed, Core::jsonString(waiting, "problem").value_or("the browser could not be started"),
                    "name another program with --browser-command, or leave it out");
    invocation.err << "Please visit the following URL in your browser: " << url << std::endl;
    return {};
}

} // namespace

OutputFormat formatOf(const SessionFlags &flags)
{
    return flags.output == "json" ? OutputFormat::Json : OutputFormat::Text;
}

Result<SessionFlags> readFlags(Invocation &invocation, Flavor flavor)
{
    auto flags = SessionFlags::parse(invocation.arguments, flavor);
    if (!flags)
        return flags;
    for (const std::string &warning : flags->warnings)
        warn(invocation, warning);
    if (!flags->positional.empty())
        return fail(ErrorCode::Usage, "unexpected argument \"" + Core::singleLine(flags->positional.front(), 80) + "\"",
                    "see --help");
    return flags;
}

Result<SessionFlags> sessionOf(const Invocation &invocation, const SessionFlags &flags)
{
    if (flags.describesSession())
        return flags;
    const auto config = loadConfig(invocation, flags);
    if (!config)
        return fail(config.error());
    const auto context = contextOf(*config, flags);
    if (!context)
        return fail(context.error());
    auto found = flagsOfContext(*config, **context);
    if (!found)
        return found;
    // What was said on the command line counts more than what stands in the entry.
    found->force = flags.force;
    found->device = found->device || flags.device;
    found->skipOpenBrowser = found->skipOpenBrowser || flags.skipOpenBrowser;
    if (!flags.browserCommand.empty())
        found->browserCommand = flags.browserCommand;
    if (!flags.account.empty())
        found->account = flags.account;
    if (!flags.session.empty())
        found->session = flags.session;
    return found;
}

Result<std::map<std::string, SessionFlags>> describedSessions(const Invocation &invocation, const SessionFlags &flags)
{
    const auto config = loadConfig(invocation, flags);
    if (!config)
        return fail(config.error());
    std::map<std::string, SessionFlags> sessions;
    std::set<std::vector<std::string>> seen; // of 10,000 entries of one company most are the same
    for (const Kubeconfig::User &user : config->users) {
        auto described = user.exec ? flagsOfExec(*user.exec) : fail(ErrorCode::NotFound, "no exec entry");
        if (described && seen.insert(user.exec->args).second)
            sessions.emplace(user.name, std::move(*described));
    }
    return sessions;
}

Result<Json> serverOf(const Invocation &invocation, const SessionFlags &flags)
{
    const auto config = loadConfig(invocation, flags);
    if (!config)
        return fail(config.error());
    const auto context = contextOf(*config, flags);
    if (!context)
        return fail(context.error());
    const Kubeconfig::Cluster *cluster = config->cluster((*context)->cluster);
    if (!cluster || cluster->server.empty())
        return fail(ErrorCode::NotFound, "the context names no cluster with a server", "mend the kubeconfig");
    std::string pem;
    if (!cluster->certificateAuthorityData.empty()) {
        pem = decodeBase64(cluster->certificateAuthorityData).value_or("");
    } else if (!cluster->certificateAuthority.empty()) {
        // Relative to the file that it stands in, as client-go does.
        const auto file = cluster->file.parent_path() / cluster->certificateAuthority;
        auto text = Core::readFile(file, kMaxCa);
        if (!text)
            return fail(text.error());
        pem = std::move(*text);
    }
    return Json { { "url", cluster->server }, { "caPem", pem }, { "tlsServerName", cluster->tlsServerName } };
}

std::vector<std::string> contextsOf(const Invocation &invocation, const SessionFlags &flags, const Json &session)
{
    std::vector<std::string> names;
    const auto config = loadConfig(invocation, flags);
    if (!config)
        return names;
    for (const Kubeconfig::Context &context : config->contexts) {
        const auto described = flagsOfContext(*config, context);
        if (described && described->issuer == Core::jsonString(session, "issuer")
            && described->clientId == Core::jsonString(session, "clientId"))
            names.push_back(context.name);
    }
    return names;
}

Result<Json> signIn(Invocation &invocation, AgentConnection &agent, const SessionFlags &flags)
{
    const auto parameters = flags.parameters(invocation.environment);
    if (!parameters)
        return fail(parameters.error());
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(flags.timeoutSeconds + 30);
    interrupted = 0;
    const InterruptGuard guard;
    auto answer = agent.call("login", *parameters, std::chrono::seconds(90));
    if (!answer || Core::jsonString(*answer, "state") != "waiting")
        return answer;
    const Json session = { { "session", Core::jsonString(*answer, "session").value_or("") }, { "patienceMs", 500 } };
    auto told = tellAddress(invocation, flags, *answer);
    while (told && interrupted == 0 && std::chrono::steady_clock::now() < deadline) {
        answer = agent.call("await-login", session, std::chrono::seconds(10));
        if (!answer || Core::jsonString(*answer, "state") != "waiting")
            return answer;
    }
    const auto canceled = agent.call("cancel-login", session, std::chrono::seconds(5));
    if (!told)
        return fail(told.error());
    if (interrupted != 0)
        return fail(ErrorCode::Canceled, "the sign-in was canceled");
    return fail(ErrorCode::LoginTimeout, flags.device ? "nobody entered the code in time" : "nobody finished the sign-in in the browser", "run it again");
}

} // namespace Cli
