// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/ipc/peercredentials.h"

#include "app/core/text.h"

#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Ipc {

using Core::ErrorCode;

Core::Result<PeerCredentials> peerCredentials(int fd)
{
    ucred credentials = {};
    socklen_t size = sizeof credentials;
    if (::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0)
        return Core::fail(ErrorCode::PeerRefused, "cannot tell who is at the other end of the socket",
                          {}, std::strerror(errno));
    return PeerCredentials { credentials.pid, credentials.uid };
}

Core::Result<> checkSocketPath(const std::filesystem::path &socket)
{
    const std::filesystem::path folder = socket.parent_path();
    const std::string fix = "remove " + Core::shellQuoted(folder.string()) + ", Lanyard makes it anew";
    struct stat info = {};
    if (::lstat(folder.c_str(), &info) != 0)
        return Core::fail(ErrorCode::AgentUnavailable, "no agent runs", {}, folder.string());
    if (!S_ISDIR(info.st_mode) || info.st_uid != ::getuid() || (info.st_mode & 0077) != 0)
        return Core::fail(ErrorCode::PeerRefused,
                          "the folder " + folder.string() + " of the agent's socket is not yours alone",
                          fix);
    if (::lstat(socket.c_str(), &info) != 0)
        return Core::fail(ErrorCode::AgentUnavailable, "no agent runs", {}, socket.string());
    if (!S_ISSOCK(info.st_mode) || info.st_uid != ::getuid())
        return Core::fail(ErrorCode::PeerRefused, socket.string() + " is not a socket of yours", fix);
    return {};
}

} // namespace Ipc
