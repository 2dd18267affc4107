// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
// lanyard-demo: the demo's identity provider and cluster for machines without a display, beside
// lanyard-agent (which must not link any of this).
#include "app/core/clock.h"
#include "app/demo/demoenvironment.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <cstdio>
#include <memory>
#include <sys/signalfd.h>
#include <unistd.h>

namespace {

struct Options
{
    Demo::EnvironmentOptions environment;
    bool endsWithStdin = false;
    QString tokenFor;
};

// A signal becomes an event, so that the servers are taken down in order.
void quitOnSignals(QCoreApplication *application)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGHUP);
    sigprocmask(SIG_BLOCK, &signals, nullptr);
    auto *notifier = new QSocketNotifier(signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK),
                                         QSocketNotifier::Read, application);
    QObject::connect(notifier, &QSocketNotifier::activated, application, &QCoreApplication::quit);
}

void quitWithStdin(QCoreApplication *application)
{
    auto *notifier = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, application);
    QObject::connect(notifier, &QSocketNotifier::activated, application, [notifier] {
        std::array<char, 256> dropped{};
        if (read(STDIN_FILENO, dropped.data(), dropped.size()) <= 0) {
            notifier->setEnabled(false);
            QCoreApplication::quit();
        }
    });
}

Options parseOptions(const QCoreApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
            u"Runs Lanyard's demo identity provider and demo cluster on loopback."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption folder(u"folder"_s, u"Where the demo's kubeconfig is written."_s,
                                    u"FOLDER"_s);
    const QCommandLineOption plugin(u"kubectl-lanyard"_s,
                                    u"The command of the kubeconfig's exec entry."_s, u"FILE"_s);
    const QCommandLineOption issuerPort(u"issuer-port"_s,
                                        u"Port of the identity provider (default: any)."_s,
                                        u"PORT"_s, u"0"_s);
    const QCommandLineOption apiPort(u"api-port"_s, u"Port of the cluster (default: any)."_s,
                                     u"PORT"_s, u"0"_s);
    const QCommandLineOption lifetime(u"token-lifetime"_s, u"Life of a token (default: 60)."_s,
                                      u"SECONDS"_s, u"60"_s);
    const QCommandLineOption stdinOption(u"until-stdin-closes"_s,
                                         u"End when standard input is closed."_s);
    const QCommandLineOption tokenFor(u"print-token-for"_s,
                                      u"Also print a token of this demo account."_s, u"USER"_s);
    parser.addOptions({ folder, plugin, issuerPort, apiPort, lifetime, stdinOption, tokenFor });
    parser.process(application);
    if (!parser.isSet(folder)) {
        std::fputs("lanyard-demo: --folder is missing: the kubeconfig must go somewhere (--folder "
                   "FOLDER)\n",
                   stderr);
        std::exit(2);
    }
    Options options;
    options.environment.folder = QtSupport::toStdString(parser.value(folder));
    options.environment.kubectlLanyard = QtSupport::toStdString(parser.value(plugin));
    options.environment.issuerPort = parser.value(issuerPort).toUShort();
    options.environment.apiServerPort = parser.value(apiPort).toUShort();
    options.environment.idTokenLifetime =
            std::chrono::seconds(qBound(1, parser.value(lifetime).toInt(), 86400));
    options.endsWithStdin = parser.isSet(stdinOption);
    options.tokenFor = parser.value(tokenFor);
    return options;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"lanyard-demo"_s);
    const Options options = parseOptions(application);
    quitOnSignals(&application);
    const Core::SystemClock clock;
    Demo::DemoEnvironment environment(options.environment, clock);
    if (const auto started = environment.start(); !started) {
        std::fprintf(stderr, "lanyard-demo: %s\n", Core::toLine(started.error()).c_str());
        return Core::exitCode(started.error().code);
    }
    std::printf("%s\n", environment.describe().c_str());
    if (!options.tokenFor.isEmpty()) {
        const auto users = Demo::demoUsers();
        const Demo::DemoUser *user =
                Demo::findUser(users, QtSupport::toStdString(options.tokenFor));
        if (!user) {
            std::fputs("lanyard-demo: there is no such demo account (sm01, dev02, ops03, guest04, "
                       "new05)\n",
                       stderr);
            return 2;
        }
        std::printf("%s\n", environment.demoIssuer().idTokenFor(*user).c_str());
    }
    std::fflush(stdout);
    if (options.endsWithStdin)
        quitWithStdin(&application);
    return application.exec();
}
