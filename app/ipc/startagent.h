// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace Ipc {

//! Starts \a program detached: grandchild of init, own session, stdio on /dev/null, every other
//! descriptor closed, current folder "/". Returns when it was started, not when it listens.
[[nodiscard]] Core::Result<> startDetached(const std::filesystem::path &program,
                                           const std::vector<std::string> &arguments);

} // namespace Ipc
