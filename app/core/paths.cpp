// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/paths.h"

#include "app/core/text.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sys/stat.h>
#include <unistd.h>

namespace Core {

namespace fs = std::filesystem;

Environment processEnvironment()
{
    return [](std::string_view name) -> std::optional<std::string> {
        const char *value = ::getenv(std::string(name).c_str());
        return value ? std::optional<std::string>(value) : std::nullopt;
    };
}

namespace {

fs::path absoluteOr(const Environment &environment, std::string_view name, const fs::path &fallback)
{
    const auto value = environment(name);
    // The specification: "If an implementation encounters a relative path … ignore it."
    if (value && !value->empty() && value->front() == '/')
        return fs::path(*value);
    return fallback;
}

} // namespace

Paths::Paths(const Environment &environment)
{
    m_home = absoluteOr(environment, "HOME", {});
    m_config = absoluteOr(environment, "XDG_CONFIG_HOME", m_home / ".config");
    m_state = absoluteOr(environment, "XDG_STATE_HOME", m_home / ".local/state");
    m_cache = absoluteOr(environment, "XDG_CACHE_HOME", m_home / ".cache");
    fs::path runtime = absoluteOr(environment, "XDG_RUNTIME_DIR", {});
    if (runtime.empty()) {
        const fs::path usual = fs::path("/run/user") / std::to_string(::getuid());
        struct stat info = {};
        if (::stat(usual.c_str(), &info) == 0 && info.st_uid == ::getuid())
            runtime = usual;
    }
    m_runtime = runtime.empty() ? state() / "run" : runtime / "lanyard";
}

Result<> makePrivateDirectory(const fs::path &dir)
{
    std::error_code ignored;
    if (dir.has_parent_path())
        fs::create_directories(dir.parent_path(), ignored);
    if (::mkdir(dir.c_str(), 0700) != 0 && errno != EEXIST) {
        return fail(errno == EACCES || errno == EROFS ? ErrorCode::PermissionDenied : ErrorCode::Io,
                    "cannot make the folder " + dir.string() + ": " + std::strerror(errno),
                    "make sure that you may write to " + dir.parent_path().string());
    }
    struct stat info = {};
    if (::lstat(dir.c_str(), &info) != 0 || !S_ISDIR(info.st_mode))
        return fail(ErrorCode::Refused, dir.string() + " is not a folder",
                    "remove it, Lanyard makes it anew");
    if (info.st_uid != ::getuid())
        return fail(ErrorCode::Refused, "the folder " + dir.string() + " belongs to another user",
                    "remove it, Lanyard makes it anew");
    if ((info.st_mode & 0077) != 0)
        return fail(ErrorCode::Refused, "other users may enter the folder " + dir.string(),
                    "run: chmod 700 " + shellQuoted(dir.string()));
    return {};
}

} // namespace Core
