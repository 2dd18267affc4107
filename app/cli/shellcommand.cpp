// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/commands.h"
#include "app/cli/protection.h"
#include "app/core/text.h"
#include "app/kubeconfig/overlay.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ostream>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace Cli {

namespace fs = std::filesystem;
using Core::ErrorCode;
using Core::fail;
using Core::Result;

namespace {

constexpr std::string_view kShellHelp =
        "Usage: kubectl lanyard shell CONTEXT [-- COMMAND …]\n\n"
        "A shell (or one command) with that context as the current one. Switching context or "
        "namespace in\n"
        "it stays in it; clusters and users are read from your own files. Nothing is left behind.\n\n"
        "  --yes       also for a protected context\n"
        "  --dry-run   print the file that the shell would get, start nothing\n";

constexpr std::string_view kEnvHelp =
        "Usage: eval \"$(kubectl lanyard env CONTEXT)\"\n"
        "       kubectl lanyard env CONTEXT --fish | source\n\n"
        "The same as `shell` for the shell that you are in. Its small file is removed by a later "
        "run, when\n"
        "that shell has ended.\n\n"
        "  --unset     back to the kubeconfig before\n"
        "  --fish      print for fish (known by $SHELL, too)\n"
        "  --yes       also for a protected context\n"
        "  --dry-run   print the file that the shell would get\n";

fs::path shellsFolder(const Invocation &invocation)
{
    return Core::Paths(invocation.environment).runtime() / "shells";
}

Kubeconfig::LoadingRules rulesOf(const Invocation &invocation, const KubeconfigOptions &options)
{
    return options.store(invocation).rules();
}

// The overlay, written unless it is a dry run.
Result<Kubeconfig::Overlay> overlayFor(Invocation &invocation, const KubeconfigOptions &options,
                                       const std::string &verb)
{
    const std::string &context = options.arguments.positional().front();
    if (const auto fine = askForProtected(invocation, options, context,
                                          verb + " " + Core::shellQuoted(context));
        !fine)
        return fail(fine.error());
    const fs::path shells = shellsFolder(invocation);
    Kubeconfig::removeDeadOverlays(shells);
    auto overlay = Kubeconfig::planOverlay(rulesOf(invocation, options), context, shells);
    if (!overlay)
        return overlay;
    if (options.dryRun) {
        invocation.out << overlay->text;
        return overlay;
    }
    return Kubeconfig::writeOverlay(std::move(*overlay), shells);
}

// This process's environment with what the overlay changes.
std::vector<std::string> environmentWith(const std::vector<std::pair<std::string, std::string>> &set)
{
    std::vector<std::string> all;
    for (char **entry = environ; entry && *entry; ++entry) {
        const std::string_view text(*entry);
        const std::string_view name = text.substr(0, text.find('='));
        const bool replaced = std::any_of(set.begin(), set.end(),
                                          [&](const auto &pair) { return pair.first == name; });
        if (!replaced)
            all.emplace_back(text);
    }
    for (const auto &[name, value] : set)
        all.push_back(name + "=" + value);
    return all;
}

std::vector<char *> pointers(std::vector<std::string> &words)
{
    std::vector<char *> all;
    for (std::string &word : words)
        all.push_back(word.data());
    all.push_back(nullptr);
    return all;
}

std::atomic<pid_t> theChild = 0; // for the handler, which gets nothing else

extern "C" void passOn(int signal)
{
    if (const pid_t child = theChild.load(); child > 0)
        ::kill(child, signal);
}

// While the child runs: the terminal's signals are the child's, an end that somebody asks of us is
// passed on, so that the overlay is removed in any case.
class Signals
{
public:
    Signals()
    {
        for (std::size_t i = 0; i < std::size(kAll); ++i) {
            struct sigaction action = {};
            action.sa_handler = i < 2 ? SIG_IGN : passOn;
            ::sigaction(kAll[i], &action, &m_before[i]);
        }
    }
    ~Signals()
    {
        for (std::size_t i = 0; i < std::size(kAll); ++i)
            ::sigaction(kAll[i], &m_before[i], nullptr);
    }
    Signals(const Signals &) = delete;
    Signals &operator=(const Signals &) = delete;

private:
    static constexpr int kAll[] = { SIGINT, SIGQUIT, SIGTERM, SIGHUP };
    struct sigaction m_before[std::size(kAll)] = {};
};

Result<int> runChild(std::vector<std::string> command, std::vector<std::string> environment)
{
    const Signals signals;
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    sigset_t defaults;
    ::sigemptyset(&defaults);
    for (const int signal : { SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGPIPE })
        ::sigaddset(&defaults, signal);
    ::posix_spawnattr_setsigdefault(&attributes, &defaults);
    // A signal that comes before the child's number is known waits until it can be passed on.
    sigset_t before;
    ::pthread_sigmask(SIG_BLOCK, &defaults, &before);
    ::posix_spawnattr_setsigmask(&attributes, &before);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    pid_t child = 0;
    const std::vector<char *> words = pointers(command), variables = pointers(environment);
    const int error = ::posix_spawnp(&child, words[0], nullptr, &attributes, words.data(),
                                     variables.data());
    theChild = error == 0 ? child : 0;
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    ::posix_spawnattr_destroy(&attributes);
    if (error != 0)
        return fail(error == ENOENT ? ErrorCode::NotFound : ErrorCode::Io,
                    "cannot start " + Core::singleLine(command[0], 200) + ": " + std::strerror(error),
                    "name a program that is in PATH");
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) { }
    theChild = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string fishQuoted(std::string_view word)
{
    std::string out = "'";
    for (const char c : word)
        out += c == '\\' || c == '\'' ? std::string("\\") + c : std::string(1, c);
    return out + "'";
}

// Lines for `eval` or `source`.
class Script
{
public:
    explicit Script(bool fish)
        : m_fish(fish)
    {
    }
    void set(const std::string &name, std::string_view value)
    {
        m_text += m_fish ? "set -gx " + name + " " + fishQuoted(value) + ";\n"
                         : "export " + name + "=" + Core::shellQuoted(value) + "\n";
    }
    void unset(const std::string &name)
    {
        m_text += m_fish ? "set -e " + name + ";\n" : "unset " + name + "\n";
    }
    // The shell itself tells its process: ours may be a child of a child of it.
    void claim(const fs::path &pidFile)
    {
        m_text += m_fish ? "echo $fish_pid > " + fishQuoted(pidFile.string()) + ";\n"
                         : "echo \"$$\" > " + Core::shellQuoted(pidFile.string()) + "\n";
    }
    [[nodiscard]] const std::string &text() const { return m_text; }

private:
    bool m_fish;
    std::string m_text;
};

int unsetEnvironment(Invocation &invocation, const KubeconfigOptions &options, Script script)
{
    const fs::path shells = shellsFolder(invocation);
    const auto rules = rulesOf(invocation, options);
    const auto files = Kubeconfig::originalFiles(rules, shells);
    for (const fs::path &file : rules.files()) {
        if (file.parent_path().parent_path() == shells && !options.dryRun)
            Kubeconfig::removeOverlay(file.parent_path());
    }
    const auto usual = Kubeconfig::LoadingRules::fromEnvironment([&](std::string_view name) {
        return name == "KUBECONFIG" ? std::nullopt : invocation.environment(name);
    });
    script.unset("LANYARD_CONTEXT");
    std::string list;
    for (const fs::path &file : files)
        list += (list.empty() ? "" : ":") + file.string();
    if (list.empty() || files == usual.files())
        script.unset("KUBECONFIG");
    else
        script.set("KUBECONFIG", list);
    invocation.out << script.text();
    return 0;
}

} // namespace

int runShell(Invocation &invocation)
{
    const auto options = KubeconfigOptions::parse(invocation);
    if (!options)
        return report(invocation, options.error());
    if (options->help) {
        invocation.out << kShellHelp;
        return 0;
    }
    std::vector<std::string> words = options->arguments.positional();
    if (words.empty())
        return report(invocation, { ErrorCode::Usage, "shell wants the name of a context", "see --help", {} });
    const std::string context = words.front();
    const auto overlay = overlayFor(invocation, *options, "shell");
    if (!overlay)
        return report(invocation, overlay.error(), options->format);
    if (options->dryRun)
        return 0;
    words.erase(words.begin());
    if (words.empty())
        words = { invocation.environment("SHELL").value_or("/bin/sh") };
    auto status = Result<int>(1);
    if (const auto claimed = Kubeconfig::setOverlayProcess(*overlay, ::getpid()); !claimed)
        status = fail(claimed.error());
    else
        status = runChild(words, environmentWith({ { "KUBECONFIG", overlay->kubeconfig },
                                                   { "LANYARD_CONTEXT", context } }));
    Kubeconfig::removeOverlay(overlay->folder);
    return status ? *status : report(invocation, status.error(), options->format);
}

int runEnv(Invocation &invocation)
{
    constexpr Option kOptions[] = { { "--unset" }, { "--fish" } };
    const auto options = KubeconfigOptions::parse(invocation, kOptions);
    if (!options)
        return report(invocation, options.error());
    if (options->help) {
        invocation.out << kEnvHelp;
        return 0;
    }
    const auto &names = options->arguments.positional();
    const bool unset = options->arguments.has("--unset");
    if (names.size() != (unset ? 0U : 1U))
        return report(invocation, { ErrorCode::Usage, "env wants the name of one context", "see --help", {} });
    Script script(options->arguments.has("--fish")
                  || invocation.environment("SHELL").value_or(std::string()).ends_with("/fish"));
    if (unset)
        return unsetEnvironment(invocation, *options, std::move(script));
    const auto overlay = overlayFor(invocation, *options, "env");
    if (!overlay)
        return report(invocation, overlay.error(), options->format);
    if (options->dryRun)
        return 0;
    script.set("KUBECONFIG", overlay->kubeconfig);
    script.set("LANYARD_CONTEXT", names.front());
    script.claim(overlay->pidFile());
    invocation.out << script.text();
    if (invocation.terminal)
        warn(invocation, "nothing has changed yet: eval \"$(kubectl lanyard env "
                     + Core::shellQuoted(names.front()) + ")\"");
    return 0;
}

} // namespace Cli
