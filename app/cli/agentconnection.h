// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/json.h"
#include "app/core/paths.h"
#include "app/ipc/agentclient.h"
#include "app/ipc/wire.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace Cli {

//! Which program serves as the agent: a sibling of this one, never one of PATH.
struct AgentProgram
{
    std::filesystem::path path;
    std::vector<std::string> arguments;
};

//! `lanyard --background` if there is a display and it is installed, else `lanyard-agent`.
[[nodiscard]] AgentProgram agentProgram(const std::filesystem::path &folder, const Core::Environment &environment);

//! The agent as a verb sees it: connects when first asked, starts an agent when none runs, and asks
//! again, twice at most, when the agent dies during a request.
class AgentConnection
{
public:
    enum class Start {
        IfNeeded,
        Never, //!< for `agent status` and `agent stop`
    };

    explicit AgentConnection(const Core::Environment &environment, Start start = Start::IfNeeded);

    [[nodiscard]] Core::Result<Core::Json> call(std::string_view op, Core::Json parameters,
                                                std::chrono::milliseconds timeout);
    //! get-token: the answer read straight into what it holds.
    [[nodiscard]] Core::Result<Ipc::TokenAnswer> token(Core::Json parameters, std::chrono::milliseconds timeout);
    [[nodiscard]] const std::filesystem::path &socket() const { return m_socket; }

private:
    [[nodiscard]] Core::Result<> connect();
    [[nodiscard]] Core::Result<std::string> callRaw(std::string_view op, Core::Json parameters,
                                                    std::chrono::milliseconds timeout);
    [[nodiscard]] Core::Result<Ipc::AgentClient> startAgent();

    const Core::Environment &m_environment;
    std::filesystem::path m_socket;
    Start m_start;
    std::optional<Ipc::AgentClient> m_client;
};

} // namespace Cli
