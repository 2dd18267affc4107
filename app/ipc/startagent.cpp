// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/ipc/startagent.h"

#include "app/core/text.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace Ipc {

namespace {

void closeFrom(int first)
{
    // close_range() is Linux 5.9; the loop serves older kernels.
    if (::syscall(SYS_close_range, static_cast<unsigned>(first), ~0U, 0U) == 0)
        return;
    rlimit limit = {};
    const int last = ::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < 65536
            ? static_cast<int>(limit.rlim_cur)
            : 65536;
    for (int fd = first; fd < last; ++fd)
        ::close(fd);
}

// Runs in the grandchild, between fork and exec: async-signal-safe calls only.
[[noreturn]] void becomeAgent(const char *program, char *const *arguments, int report)
{
    const int nowhere = ::open("/dev/null", O_RDWR);
    if (nowhere >= 0) {
        for (int fd = 0; fd < 3; ++fd)
            ::dup2(nowhere, fd);
    }
    ::dup2(report, 3); // keep the report pipe as the one descriptor above stdio, close-on-exec
    ::fcntl(3, F_SETFD, FD_CLOEXEC);
    closeFrom(4);
    if (::chdir("/") != 0) {
        // Only a courtesy to whoever wants to unmount the folder.
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int signal : { SIGINT, SIGTERM, SIGPIPE, SIGHUP, SIGCHLD })
        ::signal(signal, SIG_DFL);
    ::execv(program, arguments);
    const int error = errno;
    const ssize_t ignored = ::write(3, &error, sizeof error);
    (void)ignored;
    ::_exit(127);
}

} // namespace

Core::Result<> startDetached(const std::filesystem::path &program,
                             const std::vector<std::string> &arguments)
{
    std::vector<std::string> words { program.string() };
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char *> argv;
    for (std::string &word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);

    int report[2] = { -1, -1 };
    if (::pipe2(report, O_CLOEXEC) != 0)
        return Core::fail(Core::ErrorCode::Io, std::string("cannot start the agent: ") + std::strerror(errno));
    const pid_t child = ::fork();
    if (child < 0) {
        const int error = errno;
        ::close(report[0]);
        ::close(report[1]);
        return Core::fail(Core::ErrorCode::Io, std::string("cannot start the agent: ") + std::strerror(error));
    }
    if (child == 0) {
        // Fork twice: the grandchild can't get a terminal back, and nobody has to wait for it.
        ::setsid();
        const pid_t grandchild = ::fork();
        if (grandchild == 0)
            becomeAgent(argv[0], argv.data(), report[1]);
        ::_exit(grandchild < 0 ? 1 : 0);
    }
    ::close(report[1]);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) { }
    int error = 0;
    ssize_t got = 0;
    while ((got = ::read(report[0], &error, sizeof error)) < 0 && errno == EINTR) { }
    ::close(report[0]);
    if (got == static_cast<ssize_t>(sizeof error))
        return Core::fail(Core::ErrorCode::AgentUnavailable,
                          "cannot start " + Core::singleLine(program.string()) + ": " + std::strerror(error),
                          "reinstall Lanyard, its programs belong in one folder");
    return {};
}

} // namespace Ipc
