// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/session/browserlauncher.h"

#include "app/qtsupport/compat.h"
#include "app/qtsupport/httpclient.h"
#include "app/qtsupport/strings.h"

#include <QProcess>
#include <QTimer>

#include <sys/stat.h>
#include <unistd.h>

namespace Session {

using Core::ErrorCode;
using Done = std::monostate;

BrowserLauncher::~BrowserLauncher() = default;

namespace {

// Long enough to see xdg-open fail, short enough not to be felt.
constexpr std::chrono::milliseconds kWatch { 1500 };

// What may reach a browser from the caller's environment; the rest is the agent's own.
bool mayPass(const QString &name)
{
    static const QStringList exact { u"BROWSER"_s, u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"XAUTHORITY"_s,
                                     u"DBUS_SESSION_BUS_ADDRESS"_s };
    return exact.contains(name) || name.startsWith("XDG_"_L1);
}

// Without a display xdg-open falls back to browsers for terminals, and ours is /dev/null.
bool hasDisplay(const QProcessEnvironment &environment)
{
    return !environment.value(u"DISPLAY"_s).isEmpty() || !environment.value(u"WAYLAND_DISPLAY"_s).isEmpty();
}

QProcessEnvironment environmentFor(const BrowserRequest &request)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!request.environment.isEmpty()) { // the caller's display, or none
        environment.remove(u"DISPLAY"_s);
        environment.remove(u"WAYLAND_DISPLAY"_s);
    }
    for (auto it = request.environment.cbegin(); it != request.environment.cend(); ++it) {
        if (mayPass(it.key()))
            environment.insert(it.key(), it.value());
    }
    return environment;
}

QString programFor(const BrowserRequest &request, const QProcessEnvironment &environment)
{
    if (!request.command.isEmpty())
        return request.command;
    const QString list = environment.value(u"BROWSER"_s);
    const QString first = list.section(u':', 0, 0).trimmed();
    return first.isEmpty() ? u"xdg-open"_s : first;
}

Core::Error browserError(const QString &program, const QString &reason)
{
    return { ErrorCode::BrowserFailed,
             "no browser could be opened with " + QtSupport::toStdString(program) + ": " + QtSupport::toStdString(reason),
             "open the address by hand (kubectl-lanyard login prints it), or set --browser-command", {} };
}

} // namespace

QtSupport::FutureResult<Done> ProcessBrowserLauncher::open(const QUrl &url, const BrowserRequest &request)
{
    if (auto allowed = QtSupport::HttpClient::checkUrl(url); !allowed)
        return QtSupport::readyError<Done>(allowed.error());
    const QProcessEnvironment environment = environmentFor(request);
    const QString program = programFor(request, environment);
    if (program == "xdg-open"_L1 && !hasDisplay(environment))
        return QtSupport::readyError<Done>(browserError(program, u"there is no display"_s));
    auto promise = std::make_shared<QtSupport::Promise<Done>>();
    auto future = promise->future();
    // No parent: ~QProcess kills, and the person's browser must outlive the agent.
    auto *process = new QProcess;
    process->setChildProcessModifier([] {
        ::setsid(); // not ended by a Ctrl-C that is meant for us
        ::umask(022); // ours lets nobody else read, which is not for a browser's downloads
    });
    process->setProcessEnvironment(environment);
    // Our output is none of the browser's business, nor its output ours.
    process->setStandardInputFile(QProcess::nullDevice());
    process->setStandardOutputFile(QProcess::nullDevice());
    process->setStandardErrorFile(QProcess::nullDevice());
    connect(process, &QProcess::errorOccurred, process, [promise, process, program](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            promise->fail(browserError(program, process->errorString()));
            process->deleteLater();
        }
    });
    connect(process, &QProcess::finished, process, [promise, process, program](int code, QProcess::ExitStatus status) {
        if (status == QProcess::CrashExit || code != 0)
            promise->fail(browserError(program, u"it ended with status "_s + QString::number(code)));
        else
            promise->finish(Done());
        process->deleteLater();
    });
    QTimer::singleShot(kWatch, process, [promise] { promise->finish(Done()); });
    process->start(program, { url.toString(QUrl::FullyEncoded) });
    return future;
}

} // namespace Session
