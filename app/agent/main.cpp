// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
// lanyard-agent: the session agent for machines without a display.
#include "app/agent/agentruntime.h"
#include "app/agent/processhardening.h"
#include "app/core/text.h"
#include "app/qtsupport/strings.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>
#include <unistd.h>

namespace {

constexpr std::chrono::minutes kIdle { 30 };

int endWith(const Core::Error &error)
{
    std::fprintf(stderr, "lanyard-agent: %s\n", Core::toLine(error).c_str());
    return Core::exitCode(error.code);
}

// Lets the caller go on: kubectl waits until everybody has closed its pipe. Who starts us by
// kubectl-lanyard is detached already; this is for shells and scripts.
void detach()
{
    if (::daemon(0, 0) != 0)
        std::perror("lanyard-agent: cannot detach");
}

} // namespace

int main(int argc, char **argv)
{
    Agent::hardenProcess();
    bool isForeground = false;
    for (int i = 1; i < argc; ++i)
        isForeground = isForeground || std::string_view(argv[i]) == "--foreground";
    if (!isForeground && ::getppid() != 1 && ::isatty(STDERR_FILENO) == 1)
        detach(); // before Qt starts anything that a fork would break

    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("lanyard-agent"));
    QCoreApplication::setApplicationVersion(QStringLiteral(LANYARD_VERSION));
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Keeps Kubernetes sign-ins fresh and hands out ID tokens to kubectl."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption foreground(QStringLiteral("foreground"), QStringLiteral("Stay in the foreground."));
    const QCommandLineOption memory(QStringLiteral("memory-only"), QStringLiteral("Keep refresh tokens in memory, never in the keychain."));
    parser.addOptions({ foreground, memory });
    parser.process(app);

    Agent::AgentRuntime runtime({ Core::processEnvironment(), QCoreApplication::applicationName(),
                                  QCoreApplication::applicationVersion(),
                                  parser.isSet(memory) ? Keychain::StorePreference::Memory
                                                       : Keychain::StorePreference::Automatic });
    if (const auto listening = runtime.listen(); !listening) {
        if (listening.error().code != Core::ErrorCode::Conflict)
            return endWith(listening.error());
        std::fprintf(stderr, "lanyard-agent: an agent runs already\n");
        return 0;
    }
    QObject::connect(&runtime, &Agent::AgentRuntime::ended, &app, &QCoreApplication::quit);
    runtime.handleSignals();
    runtime.endWhenIdle(kIdle);
    const auto started = runtime.start();
    Q_UNUSED(started)
    return QCoreApplication::exec();
}
