// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/json.h"
#include "app/core/paths.h"
#include "app/core/result.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace Ipc {

//! Talks to the agent from a program without Qt. Blocking, with a deadline on every wait.
class AgentClient
{
public:
    //! Connects to \a socket. The folder must be ours, 0700 and no symlink, the socket ours, and the
    //! process at the other end of the same uid (SO_PEERCRED), else PeerRefused: an impostor gets
    //! nothing. AgentUnavailable when nobody listens.
    [[nodiscard]] static Core::Result<AgentClient> connect(const std::filesystem::path &socket,
                                                           std::chrono::milliseconds timeout);
    //! Connects; starts \a program with \a arguments when nobody listens, and waits for its socket.
    //! The agent is detached: own session, stdio to nowhere, no inherited descriptor, because kubectl
    //! waits until every holder of its pipe is gone.
    [[nodiscard]] static Core::Result<AgentClient> connectOrStart(
            const std::filesystem::path &socket, const std::filesystem::path &program,
            const std::vector<std::string> &arguments, std::chrono::milliseconds timeout);

    AgentClient(AgentClient &&other) noexcept;
    AgentClient &operator=(AgentClient &&other) noexcept;
    ~AgentClient();

    //! One request, one answer within \a timeout (Timeout). The agent's own errors come through whole.
    [[nodiscard]] Core::Result<Core::Json> call(std::string_view op, Core::Json parameters,
                                                std::chrono::milliseconds timeout);
    //! The same without building a tree for the answer: the payload as it came.
    [[nodiscard]] Core::Result<std::string> callRaw(std::string_view requestPayload,
                                                    std::chrono::milliseconds timeout);

private:
    explicit AgentClient(int fd) : m_fd(fd) { }
    int m_fd = -1;
};

} // namespace Ipc
