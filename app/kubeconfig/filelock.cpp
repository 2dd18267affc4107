// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/filelock.h"

#include "app/core/atomicfile.h"
#include "app/core/text.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <ctime>
#include <fcntl.h>
#include <random>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace Kubeconfig {

namespace fs = std::filesystem;
using Core::ErrorCode;
using Core::fail;
using Core::Result;
using std::chrono::steady_clock;

namespace {

constexpr std::string_view kMark = "lanyard ";

// Machine and pid namespace: a pid says nothing about a process elsewhere (shared home, container).
std::string here()
{
    std::array<char, 256> host = {};
    ::gethostname(host.data(), host.size() - 1);
    std::array<char, 64> space = {};
    const ssize_t length = ::readlink("/proc/self/ns/pid", space.data(), space.size() - 1);
    return std::string(host.data()) + " "
            + std::string(space.data(), length > 0 ? static_cast<std::size_t>(length) : 0);
}

struct Holder
{
    bool exists = false;
    bool dead = false; // ours, on this machine, and the process is gone
    pid_t pid = 0;
    std::chrono::seconds age{ 0 };
    std::time_t changed = 0;
};

Holder holderOf(const fs::path &lock)
{
    Holder holder;
    struct stat info = {};
    if (::lstat(lock.c_str(), &info) != 0)
        return holder;
    holder.exists = true;
    holder.changed = info.st_mtime;
    holder.age = std::chrono::seconds(std::max<std::time_t>(0, ::time(nullptr) - info.st_mtime));
    const auto text = Core::readFile(lock, 1024);
    if (!text || !text->starts_with(kMark))
        return holder; // kubectl's is empty, with mode 0
    int pid = 0;
    const char *first = text->data() + kMark.size();
    const auto [end, error] = std::from_chars(first, text->data() + text->size(), pid);
    if (error != std::errc() || pid <= 0)
        return holder;
    holder.pid = pid;
    const std::string_view rest(end, static_cast<std::size_t>(text->data() + text->size() - end));
    const bool ended = rest == " " + here() + "\n" && ::kill(pid, 0) != 0 && errno == ESRCH;
    // It may have released the lock and ended after we read it. If it is gone and its line is still
    // there now, nobody will remove it.
    holder.dead = ended && Core::readFile(lock, 1024) == text;
    holder.exists = !ended || ::lstat(lock.c_str(), &info) == 0;
    return holder;
}

Core::Error lockedError(const fs::path &lock, const Holder &holder,
                        const FileLock::Options &options)
{
    const std::string name = Core::singleLine(lock.string(), 400);
    const std::string age = std::to_string(holder.age.count()) + " s old";
    if (holder.dead || holder.age >= options.staleAfter)
        return { ErrorCode::StaleLock,
                 "the kubeconfig is locked by " + name + ", "
                         + (holder.dead ? "left by process " + std::to_string(holder.pid)
                                            + ", which has ended"
                                        : "which is " + age + " and was probably left by a crash"),
                 "if nothing is writing the file, run it again with --break-lock",
                 {} };
    return { ErrorCode::FileLocked,
             "the kubeconfig is locked by " + name + " (" + age
                     + "): another program is writing it",
             "try again in a moment",
             {} };
}

// 0 or an errno
int create(const fs::path &lock)
{
    const int fd = ::open(lock.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
    if (fd < 0)
        return errno;
    const std::string line = std::string(kMark) + std::to_string(::getpid()) + " " + here() + "\n";
    // On a full disk the lock stays without its line and is still a lock.
    [[maybe_unused]] const ssize_t written = ::write(fd, line.data(), line.size());
    ::close(fd);
    return 0;
}

// Two programs may heal the same lock: the slower one must not take away the new lock of the
// quicker. So it is moved aside first, looked at again, and put back if it is another one.
void breakLock(const fs::path &lock, const Holder &stale)
{
    const std::string aside = lock.string() + ".stale-" + std::to_string(::getpid());
    if (::rename(lock.c_str(), aside.c_str()) != 0)
        return;
    struct stat info = {};
    const bool same = ::lstat(aside.c_str(), &info) == 0 && info.st_mtime == stale.changed;
    if (!same && ::link(aside.c_str(), lock.c_str()) != 0)
        return; // somebody has the lock meanwhile; what lies aside tells what happened
    ::unlink(aside.c_str());
}

void pauseWithJitter(int round)
{
    thread_local std::minstd_rand random(std::random_device{}());
    const int most = std::min(4 << std::min(round, 4), 50);
    std::this_thread::sleep_for(
            std::chrono::milliseconds(std::uniform_int_distribution<int>(1, most)(random)));
}

Result<> takeOne(const fs::path &lock, const FileLock::Options &options,
                 steady_clock::time_point deadline)
{
    for (int round = 0;; ++round) {
        const int error = create(lock);
        if (error == 0)
            return {};
        if (error == EINTR)
            continue;
        if (error != EEXIST)
            return fail(Core::fileError("cannot lock the kubeconfig with", lock, error));
        const Holder holder = holderOf(lock);
        const bool stale = holder.dead || holder.age >= options.staleAfter;
        if (holder.exists && stale && options.stale == StaleLock::Break) {
            breakLock(lock, holder);
            continue;
        }
        if (holder.exists && (stale || steady_clock::now() >= deadline))
            return fail(lockedError(lock, holder, options));
        pauseWithJitter(round);
    }
}

} // namespace

Result<FileLock> FileLock::take(std::vector<fs::path> files, const Options &options)
{
    const auto deadline = steady_clock::now() + options.wait;
    std::vector<fs::path> locks;
    for (const fs::path &file : files) {
        std::error_code error;
        if (file.has_parent_path())
            fs::create_directories(file.parent_path(), error); // open() tells why it did not work
        locks.push_back(file.string() + ".lock");
        if (fs::is_symlink(file, error)) {
            const fs::path real = fs::weakly_canonical(file, error);
            if (!error)
                locks.push_back(real.string() + ".lock");
        }
    }
    std::sort(locks.begin(), locks.end());
    locks.erase(std::unique(locks.begin(), locks.end()), locks.end());
    FileLock lock;
    for (const fs::path &name : locks) {
        if (const auto taken = takeOne(name, options, deadline); !taken)
            return fail(taken.error());
        lock.m_locks.push_back(name);
    }
    return lock;
}

FileLock &FileLock::operator=(FileLock &&other) noexcept
{
    release();
    m_locks = std::move(other.m_locks);
    other.m_locks.clear();
    return *this;
}

void FileLock::release()
{
    for (const fs::path &lock : m_locks)
        ::unlink(lock.c_str());
    m_locks.clear();
}

} // namespace Kubeconfig
