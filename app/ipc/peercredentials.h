// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/result.h"

#include <cstdint>
#include <filesystem>

namespace Ipc {

struct PeerCredentials
{
    std::int64_t pid = 0;
    std::uint32_t uid = 0;
};

//! Who is at the other end of a connected Unix socket.
[[nodiscard]] Core::Result<PeerCredentials> peerCredentials(int fd);

//! PeerRefused unless \a socket lies in a folder that is ours alone (0700, no symlink) and is itself a
//! socket of ours: otherwise another user could have put it there.
[[nodiscard]] Core::Result<> checkSocketPath(const std::filesystem::path &socket);

} // namespace Ipc
