// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/atomicfile.h"

#include "app/core/hugepages.h"
#include "app/core/text.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace Core {

namespace fs = std::filesystem;

namespace {

// Closes on scope exit; close() errors after a successful fsync() carry no news on Linux.
class Descriptor
{
public:
    explicit Descriptor(int fd)
        : m_fd(fd)
    {
    }
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    [[nodiscard]] int get() const { return m_fd; }
    [[nodiscard]] bool isOpen() const { return m_fd >= 0; }

private:
    int m_fd;
};

int writeAll(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR)
                continue;
            return errno;
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

int syncFile(int fd)
{
    while (::fsync(fd) != 0) {
        if (errno != EINTR)
            return errno;
    }
    return 0;
}

int syncFolder(const fs::path &folder)
{
    const Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd.isOpen())
        return errno;
    const int error = syncFile(fd.get());
    // Some network and FUSE file systems cannot sync a folder; the rename itself has happened.
    return error == EINVAL || error == ENOSYS ? 0 : error;
}

struct Target
{
    fs::path file; // symlinks resolved
    std::optional<struct stat> existing;
};

// weakly_canonical() leaves a symlink to nothing as it is: it would be replaced by a file.
Result<fs::path> followLinks(const fs::path &file)
{
    fs::path at = file;
    for (int hops = 0; hops < 40; ++hops) { // as many as Linux follows
        std::error_code error;
        if (!fs::is_symlink(fs::symlink_status(at, error)))
            return at;
        const fs::path target = fs::read_symlink(at, error);
        if (error)
            return fail(fileError("cannot resolve", file, error.value()));
        at = at.parent_path() / target; // an absolute target replaces all
    }
    return fail(fileError("cannot resolve", file, ELOOP));
}

Result<Target> resolve(const fs::path &file)
{
    const Result<fs::path> followed = followLinks(file);
    if (!followed)
        return fail(followed.error());
    std::error_code error;
    Target target{ fs::weakly_canonical(*followed, error), std::nullopt };
    if (error)
        return fail(fileError("cannot resolve", file, error.value()));
    struct stat info = {};
    if (::stat(target.file.c_str(), &info) == 0) {
        if (!S_ISREG(info.st_mode))
            return fail(ErrorCode::Refused, file.string() + " is not a regular file");
        target.existing = info;
    } else if (errno != ENOENT) {
        return fail(fileError("cannot read", file, errno));
    }
    return target;
}

// A name that nobody can have prepared: O_EXCL in a loop over mkostemp's own randomness.
Result<std::string> writeTemporary(const Target &target, std::string_view bytes, mode_t mode,
                                   std::string_view suffix, Durability durability)
{
    std::string name = target.file.string() + std::string(suffix) + "XXXXXX";
    const Descriptor fd(::mkostemp(name.data(), O_CLOEXEC)); // made with mode 0600
    if (!fd.isOpen())
        return fail(fileError("cannot write beside", target.file, errno));
    int error = writeAll(fd.get(), bytes);
    if (error == 0 && target.existing
        && (target.existing->st_uid != ::geteuid() || target.existing->st_gid != ::getegid())
        && ::fchown(fd.get(), target.existing->st_uid, target.existing->st_gid) != 0
        && target.existing->st_uid != ::geteuid()) {
        // The group may be one that we are not in; the owner must stay.
        error = errno;
    }
    if (error == 0 && ::fchmod(fd.get(), mode) != 0)
        error = errno;
    if (error == 0 && durability == Durability::Synced)
        error = syncFile(fd.get());
    if (error != 0) {
        ::unlink(name.c_str());
        return fail(fileError("cannot write", target.file, error));
    }
    return name;
}

// In place, for files whose inode must stay. The backup makes a crash recoverable; it goes when the
// new bytes are on disk.
Result<> writeInPlace(const Target &target, std::string_view bytes, mode_t mode)
{
    auto old = readFile(target.file, 256U * 1024 * 1024);
    if (!old)
        return fail(old.error());
    auto backup = writeTemporary(target, *old, mode, ".lanyard-backup-", Durability::Synced);
    if (!backup)
        return fail(backup.error());
    const Descriptor fd(::open(target.file.c_str(), O_WRONLY | O_CLOEXEC));
    if (!fd.isOpen()) {
        const int error = errno;
        ::unlink(backup->c_str());
        return fail(fileError("cannot write", target.file, error));
    }
    int error = writeAll(fd.get(), bytes);
    if (error == 0 && ::ftruncate(fd.get(), static_cast<off_t>(bytes.size())) != 0)
        error = errno;
    if (error == 0)
        error = syncFile(fd.get());
    if (error != 0) {
        // Put the old bytes back over what was written; they fitted before.
        bool restored = ::lseek(fd.get(), 0, SEEK_SET) == 0 && writeAll(fd.get(), *old) == 0
                && ::ftruncate(fd.get(), static_cast<off_t>(old->size())) == 0
                && syncFile(fd.get()) == 0;
        Error reason = fileError("cannot write", target.file, error);
        if (restored)
            ::unlink(backup->c_str());
        else
            reason.fix = "your old file is safe in " + *backup;
        return fail(std::move(reason));
    }
    ::unlink(backup->c_str());
    return {};
}

} // namespace

Error fileError(std::string_view what, const fs::path &file, int errnoValue)
{
    Error error{ ErrorCode::Io, {}, {}, {} };
    const std::string where = singleLine(file.string());
    switch (errnoValue) {
    case ENOENT:
        error.code = ErrorCode::NotFound;
        error.fix = "check the path";
        break;
    case EACCES:
    case EPERM:
        error.code = ErrorCode::PermissionDenied;
        error.fix = "check the permissions of the file and its folder";
        break;
    case EROFS:
        error.code = ErrorCode::ReadOnly;
        error.fix = "the file system is mounted read-only; use another file";
        break;
    case ENOSPC:
    case EDQUOT:
        error.code = ErrorCode::DiskFull;
        error.fix = "free some space; nothing was changed";
        break;
    default:
        break;
    }
    error.message = std::string(what) + " " + where + ": " + std::strerror(errnoValue);
    error.detail = "errno " + std::to_string(errnoValue);
    return error;
}

Result<> replaceFile(const fs::path &file, std::string_view bytes, const ReplaceOptions &options)
{
    auto target = resolve(file);
    if (!target)
        return fail(target.error());
    const mode_t mode = target->existing ? target->existing->st_mode & 07777 : options.newFileMode;
    if (target->existing) {
        // rename() needs only the folder's permission: a file that its owner made read-only would
        // be replaced silently. Its wish counts.
        if (::access(target->file.c_str(), W_OK) != 0 || (mode & 0222) == 0)
            return fail(fileError("cannot write", file, errno == EROFS ? EROFS : EACCES));
        if (target->existing->st_nlink > 1)
            return writeInPlace(*target, bytes, mode);
    }
    auto temporary = writeTemporary(*target, bytes, mode, ".lanyard-", options.durability);
    if (!temporary)
        return fail(temporary.error());
    if (::rename(temporary->c_str(), target->file.c_str()) != 0) {
        const int error = errno;
        ::unlink(temporary->c_str());
        if (target->existing && (error == EBUSY || error == EXDEV))
            return writeInPlace(*target, bytes, mode);
        return fail(fileError("cannot replace", file, error));
    }
    if (options.durability == Durability::Quick)
        return {};
    if (const int error = syncFolder(target->file.parent_path()); error != 0)
        return fail(fileError("wrote but cannot sync the folder of", file, error));
    return {};
}

static Error tooLarge(const fs::path &file, std::size_t maxBytes)
{
    return { ErrorCode::TooLarge,
             singleLine(file.string()) + " is larger than " + std::to_string(maxBytes) + " bytes",
             {},
             {} };
}

Result<bool> fileHolds(const fs::path &file, std::string_view bytes)
{
    const Descriptor fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!fd.isOpen())
        return fail(fileError("cannot read", file, errno));
    std::vector<char> chunk(std::size_t(256) * 1024);
    for (std::size_t at = 0;;) {
        const ssize_t got = ::read(fd.get(), chunk.data(), chunk.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(fileError("cannot read", file, errno));
        const std::string_view now(chunk.data(), static_cast<std::size_t>(got));
        if (now.empty() || bytes.substr(at, now.size()) != now)
            return now.empty() && at == bytes.size();
        at += now.size();
    }
}

Result<std::string> readFile(const fs::path &file, std::size_t maxBytes)
{
    const Descriptor fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!fd.isOpen())
        return fail(fileError("cannot read", file, errno));
    struct stat info = {};
    if (::fstat(fd.get(), &info) != 0)
        return fail(fileError("cannot read", file, errno));
    if (!S_ISREG(info.st_mode))
        return fail(ErrorCode::Io,
                    "cannot read " + singleLine(file.string()) + ": not a regular file");
    if (info.st_size > 0 && static_cast<std::size_t>(info.st_size) > maxBytes)
        return fail(tooLarge(file, maxBytes));
    // One byte more than the file has: the end is seen without a second round, and growth is
    // noticed.
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(info.st_size) + 1);
    preferHugePages(bytes.data(), bytes.capacity());
    bytes.resize(static_cast<std::size_t>(info.st_size) + 1);
    std::size_t size = 0;
    for (;;) {
        const ssize_t got = ::read(fd.get(), bytes.data() + size, bytes.size() - size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(fileError("cannot read", file, errno));
        if (got == 0)
            break;
        size += static_cast<std::size_t>(got);
        if (size > maxBytes)
            return fail(tooLarge(file, maxBytes));
        if (size == bytes.size())
            bytes.resize(size + 65536);
    }
    bytes.resize(size);
    return bytes;
}

} // namespace Core
