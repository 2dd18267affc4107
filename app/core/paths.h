// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/result.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace Core {

//! Looks a variable up. The command line passes its own environment; the agent passes the caller's
//! (design.md: what depends on the caller travels in the request).
using Environment = std::function<std::optional<std::string>(std::string_view name)>;

//! The environment of this process.
[[nodiscard]] Environment processEnvironment();

//! Folders by the XDG base directory rules: a variable that is unset, empty or not absolute is
//! ignored. None of them is created here.
class Paths
{
public:
    explicit Paths(const Environment &environment);

    //! $HOME only, as client-go does on Linux (no passwd look-up); empty when unset.
    [[nodiscard]] const std::filesystem::path &home() const { return m_home; }
    //! `$XDG_CONFIG_HOME/lanyard`, default `~/.config/lanyard`.
    [[nodiscard]] std::filesystem::path config() const { return m_config / "lanyard"; }
    //! `$XDG_STATE_HOME/lanyard`, default `~/.local/state/lanyard`.
    [[nodiscard]] std::filesystem::path state() const { return m_state / "lanyard"; }
    //! `$XDG_CACHE_HOME/lanyard`, default `~/.cache/lanyard`.
    [[nodiscard]] std::filesystem::path cache() const { return m_cache / "lanyard"; }
    //! `$XDG_RUNTIME_DIR/lanyard`; without the variable `/run/user/UID/lanyard` if that exists, else
    //! `state()/run` (machines without a session manager: containers, cron).
    [[nodiscard]] std::filesystem::path runtime() const { return m_runtime; }
    [[nodiscard]] std::filesystem::path agentSocket() const { return m_runtime / "agent.sock"; }

private:
    std::filesystem::path m_home, m_config, m_state, m_cache, m_runtime;
};

//! Makes \a dir (and its parents) for this user alone, mode 0700. Fails when it exists but belongs to
//! somebody else, is a symlink, or lets others in: a folder that another user could have prepared
//! is a trap (CVE-2019-11244 class).
[[nodiscard]] Result<> makePrivateDirectory(const std::filesystem::path &dir);

} // namespace Core
