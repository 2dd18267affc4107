// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/agentconnection.h"

#include "app/core/descriptor.h"
#include "app/core/secret.h"
#include "app/core/text.h"
#include "app/ipc/startagent.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

namespace Cli {

using Core::ErrorCode;
using Core::fail;
using Core::Json;
using Core::Result;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr milliseconds kConnect { 3000 };
constexpr milliseconds kStart { 10'000 };
// In a hand-over two may end under a caller: the old agent, and one that another caller started in the gap.
constexpr int kMostAsked = 3;

std::filesystem::path ownFolder()
{
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    return error ? std::filesystem::path() : program.parent_path();
}

// Of 200 callers that find no agent one starts it; 200 programs that start at the same instant, only
// to find that one was first, cost seconds. The lock ends with the process that has it.
class StartLock
{
public:
    explicit StartLock(const std::filesystem::path &folder)
        : m_file(::open((folder / "start.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600))
    {
    }
    // Without a lock file (a full disk) everybody may: the agents sort it out by their own claim.
    [[nodiscard]] bool take() const { return !m_file.isOpen() || ::flock(m_file.get(), LOCK_EX | LOCK_NB) == 0; }

private:
    Core::Descriptor m_file;
};

void pause(milliseconds duration)
{
    timespec rest { 0, static_cast<long>(duration.count()) * 1'000'000 };
    while (::nanosleep(&rest, &rest) != 0 && errno == EINTR) { }
}

bool isUnavailable(const Core::Error &error)
{
    return error.code == ErrorCode::AgentUnavailable;
}

} // namespace

AgentProgram agentProgram(const std::filesystem::path &folder, const Core::Environment &environment)
{
    const auto isSet = [&](const char *name) { return !environment(name).value_or("").empty(); };
    const auto desktop = folder / "lanyard";
    if ((isSet("DISPLAY") || isSet("WAYLAND_DISPLAY")) && ::access(desktop.c_str(), X_OK) == 0)
        return { desktop, { "--background" } };
    return { folder / "lanyard-agent", {} };
}

AgentConnection::AgentConnection(const Core::Environment &environment, Start start)
    : m_environment(environment), m_socket(Core::Paths(environment).agentSocket()), m_start(start)
{
}

Result<Ipc::AgentClient> AgentConnection::startAgent()
{
    if (auto made = Core::makePrivateDirectory(m_socket.parent_path()); !made)
        return fail(made.error());
    const StartLock lock(m_socket.parent_path());
    const AgentProgram program = agentProgram(ownFolder(), m_environment);
    const auto deadline = steady_clock::now() + kStart;
    bool isStarted = false;
    for (milliseconds wait(5); steady_clock::now() < deadline; wait = std::min(wait * 2, milliseconds(80))) {
        if (!isStarted && lock.take()) {
            // Who had the lock before may have started one already.
            auto client = Ipc::AgentClient::connect(m_socket, kConnect);
            if (client || !isUnavailable(client.error()))
                return client;
            if (auto started = Ipc::startDetached(program.path, program.arguments); !started)
                return fail(started.error());
            isStarted = true;
        }
        pause(wait);
        auto client = Ipc::AgentClient::connect(m_socket, kConnect);
        if (client || !isUnavailable(client.error()))
            return client;
    }
    return fail(ErrorCode::AgentUnavailable, "the agent was started but does not listen",
                "run " + Core::shellQuoted(program.path.string()) + " --foreground to see why");
}

Result<> AgentConnection::connect()
{
    auto client = Ipc::AgentClient::connect(m_socket, kConnect);
    if (!client && isUnavailable(client.error())) {
        if (m_start == Start::Never)
            return fail(ErrorCode::NotFound, "no agent runs", "start one: kubectl-lanyard agent start");
        client = startAgent();
    }
    if (!client)
        return fail(client.error());
    m_client.emplace(std::move(*client));
    return {};
}

Result<std::string> AgentConnection::callRaw(std::string_view op, Json parameters, milliseconds timeout)
{
    // Encoded before the connection is made: connect() wakes the agent, and what is not there when it has
    // a look costs another sleep and wake-up.
    std::string payload = Ipc::encodeRequest(op, std::move(parameters));
    for (int attempt = 1;; ++attempt) {
        if (!m_client) {
            if (auto connected = connect(); !connected)
                return fail(connected.error());
        }
        auto answer = m_client->callRaw(payload, timeout);
        if (answer || !isUnavailable(answer.error()) || attempt == kMostAsked) {
            Core::Secret::wipe(payload);
            return answer;
        }
        m_client.reset(); // it died; what we ask for may be asked twice
    }
}

Result<Json> AgentConnection::call(std::string_view op, Json parameters, milliseconds timeout)
{
    auto answer = callRaw(op, std::move(parameters), timeout);
    if (!answer)
        return fail(answer.error());
    auto decoded = Ipc::decodeAnswer(*answer);
    Core::Secret::wipe(*answer);
    return decoded;
}

Result<Ipc::TokenAnswer> AgentConnection::token(Json parameters, milliseconds timeout)
{
    auto answer = callRaw("get-token", std::move(parameters), timeout);
    if (!answer)
        return fail(answer.error());
    auto decoded = Ipc::decodeTokenAnswer(*answer);
    Core::Secret::wipe(*answer);
    return decoded;
}

} // namespace Cli
