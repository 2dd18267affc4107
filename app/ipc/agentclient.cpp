// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/ipc/agentclient.h"

#include "app/core/secret.h"
#include "app/core/text.h"
#include "app/ipc/peercredentials.h"
#include "app/ipc/startagent.h"
#include "app/ipc/wire.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>
#include <utility>

namespace Ipc {

using Core::ErrorCode;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr const char *kRestart = "restart the agent: kubectl-lanyard agent stop";

// Waits until the socket can be read or written; the deadline covers EINTR, too.
Core::Result<> waitFor(int fd, short events, steady_clock::time_point deadline)
{
    for (;;) {
        const auto left = std::chrono::duration_cast<milliseconds>(deadline - steady_clock::now());
        if (left.count() <= 0)
            return Core::fail(ErrorCode::Timeout, "the agent did not answer in time", kRestart);
        pollfd entry { fd, events, 0 };
        const int ready = ::poll(&entry, 1, static_cast<int>(left.count()) + 1);
        if (ready > 0)
            return {};
        if (ready < 0 && errno != EINTR)
            return Core::fail(ErrorCode::AgentUnavailable, "the connection to the agent broke", {},
                              std::strerror(errno));
    }
}

void pause(milliseconds duration)
{
    timespec rest { 0, static_cast<long>(duration.count()) * 1'000'000 };
    while (::nanosleep(&rest, &rest) != 0 && errno == EINTR) { }
}

} // namespace

AgentClient::AgentClient(AgentClient &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) { }

AgentClient &AgentClient::operator=(AgentClient &&other) noexcept
{
    std::swap(m_fd, other.m_fd);
    return *this;
}

AgentClient::~AgentClient()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

Core::Result<AgentClient> AgentClient::connect(const std::filesystem::path &socket, milliseconds timeout)
{
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    const std::string &path = socket.native();
    if (path.size() >= sizeof address.sun_path)
        return Core::fail(ErrorCode::Usage, "the path of the agent's socket is too long",
                          "set XDG_RUNTIME_DIR to a shorter folder", path);
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    if (auto checked = checkSocketPath(socket); !checked)
        return Core::fail(checked.error());

    AgentClient client(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (client.m_fd < 0)
        return Core::fail(ErrorCode::Io, std::string("cannot make a socket: ") + std::strerror(errno));
    const auto deadline = steady_clock::now() + timeout;
    while (::connect(client.m_fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        // EAGAIN on a Unix socket: the backlog is full; the agent is there and busy.
        if (errno != EAGAIN && errno != EINTR)
            return Core::fail(ErrorCode::AgentUnavailable, "no agent runs", {}, std::strerror(errno));
        if (steady_clock::now() >= deadline)
            return Core::fail(ErrorCode::Timeout, "the agent is too busy", "try again");
        pause(milliseconds(2));
    }
    auto peer = peerCredentials(client.m_fd);
    if (!peer)
        return Core::fail(peer.error());
    if (peer->uid != ::getuid())
        return Core::fail(ErrorCode::PeerRefused, "the agent's socket is served by another user",
                          "remove " + Core::shellQuoted(path));
    return client;
}

Core::Result<AgentClient> AgentClient::connectOrStart(const std::filesystem::path &socket,
                                                      const std::filesystem::path &program,
                                                      const std::vector<std::string> &arguments,
                                                      milliseconds timeout)
{
    const auto deadline = steady_clock::now() + timeout;
    auto client = connect(socket, timeout);
    if (client || client.error().code != ErrorCode::AgentUnavailable)
        return client;
    if (auto started = startDetached(program, arguments); !started)
        return Core::fail(started.error());
    // Several callers may have started one each: the losers of the claim end by themselves and the
    // winner's socket serves all.
    for (milliseconds wait(5); steady_clock::now() < deadline; wait = std::min(wait * 2, milliseconds(80))) {
        pause(wait);
        client = connect(socket, timeout);
        if (client || client.error().code != ErrorCode::AgentUnavailable)
            return client;
    }
    return Core::fail(ErrorCode::AgentUnavailable,
                      "the agent was started but does not listen",
                      "run " + Core::shellQuoted(program.string()) + " --foreground to see why");
}

Core::Result<std::string> AgentClient::callRaw(std::string_view payload, milliseconds timeout)
{
    const auto deadline = steady_clock::now() + timeout;
    const std::string frame = encodeFrame(payload);
    for (std::size_t sent = 0; sent < frame.size();) {
        const ssize_t n = ::send(m_fd, frame.data() + sent, frame.size() - sent, MSG_NOSIGNAL);
        if (n > 0) {
            sent += static_cast<std::size_t>(n);
        } else if (errno == EAGAIN) {
            if (auto ready = waitFor(m_fd, POLLOUT, deadline); !ready)
                return Core::fail(ready.error());
        } else if (errno != EINTR) {
            return Core::fail(ErrorCode::AgentUnavailable, "the agent closed the connection", "try again",
                              std::strerror(errno));
        }
    }
    FrameReader reader(kMaxAnswerBytes);
    // A usual token fits; the hardening flags zero it, so a larger one would cost page faults.
    std::array<char, 4096> chunk; // NOLINT: filled by recv()
    for (;;) {
        if (auto ready = waitFor(m_fd, POLLIN, deadline); !ready)
            return Core::fail(ready.error());
        const ssize_t n = ::recv(m_fd, chunk.data(), chunk.size(), 0);
        if (n < 0 && (errno == EAGAIN || errno == EINTR))
            continue;
        if (n <= 0)
            return Core::fail(ErrorCode::AgentUnavailable, "the agent ended before it answered",
                              "try again", n < 0 ? std::strerror(errno) : "end of file");
        if (auto fed = reader.feed({ chunk.data(), static_cast<std::size_t>(n) }); !fed)
            return Core::fail(fed.error());
        if (auto answer = reader.next())
            return std::move(*answer);
    }
}

Core::Result<Core::Json> AgentClient::call(std::string_view op, Core::Json parameters, milliseconds timeout)
{
    auto answer = callRaw(encodeRequest(op, std::move(parameters)), timeout);
    if (!answer)
        return Core::fail(answer.error());
    auto decoded = decodeAnswer(*answer);
    Core::Secret::wipe(*answer);
    return decoded;
}

} // namespace Ipc
