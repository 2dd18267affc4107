// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/keychain/privatekeyring.h"

#include "app/qtsupport/compat.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QFile>
#include <QStandardPaths>
#include <QTest>

#include <csignal>
#include <sys/prctl.h>

namespace Support {

using Core::ErrorCode;
using Core::fail;

namespace {

const char kPassword[] = "test";

void endWithUs(QProcess &process)
{
    process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
}

QDBusMessage call(const QString &interface, const QString &method, const QVariantList &arguments)
{
    auto message = QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s,
                                                  u"/org/freedesktop/secrets"_s, interface, method);
    message.setArguments(arguments);
    return QDBusConnection::sessionBus().call(message, QDBus::Block, 5000);
}

QString defaultCollection()
{
    return call(u"org.freedesktop.Secret.Service"_s, u"ReadAlias"_s, { u"default"_s })
            .arguments()
            .value(0)
            .value<QDBusObjectPath>()
            .path();
}

} // namespace

QString PrivateKeyring::whatIsMissing()
{
    for (const QString &program : { u"dbus-daemon"_s, u"gnome-keyring-daemon"_s }) {
        if (QStandardPaths::findExecutable(program).isEmpty())
            return program + u" is not installed"_s;
    }
    return {};
}

Core::Result<> PrivateKeyring::startBus(const QString &folder)
{
    // No service folders: nothing is started behind the test's back.
    QFile config(folder + u"/bus.conf"_s);
    if (!config.open(QIODevice::WriteOnly))
        return fail(ErrorCode::Io, "cannot write the configuration of the bus");
    config.write("<busconfig><type>session</type><listen>unix:path=" + QFile::encodeName(folder)
                 + "/bus</listen>"
                   "<policy context=\"default\"><allow send_destination=\"*\"/><allow "
                   "eavesdrop=\"true\"/>"
                   "<allow own=\"*\"/></policy></busconfig>");
    config.close();
    m_bus = new QProcess;
    endWithUs(*m_bus);
    m_bus->start(u"dbus-daemon"_s,
                 { u"--nofork"_s, u"--print-address"_s, u"--config-file="_s + config.fileName() });
    if (!m_bus->waitForReadyRead(10'000))
        return fail(ErrorCode::Io, "the bus does not start");
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus->readLine().trimmed());
    return QDBusConnection::sessionBus().isConnected()
            ? Core::Result<>()
            : fail(ErrorCode::Io, "the bus cannot be reached");
}

Core::Result<> PrivateKeyring::startDaemon()
{
    m_daemon = std::make_unique<QProcess>();
    endWithUs(*m_daemon);
    m_daemon->setStandardOutputFile(QProcess::nullDevice());
    m_daemon->setStandardErrorFile(QProcess::nullDevice());
    m_daemon->start(u"gnome-keyring-daemon"_s,
                    { u"--foreground"_s, u"--unlock"_s, u"--components=secrets"_s });
    m_daemon->write(kPassword);
    m_daemon->closeWriteChannel();
    const bool isThere = QTest::qWaitFor(
            [] {
                return QDBusConnection::sessionBus().interface()->isServiceRegistered(
                               u"org.freedesktop.secrets"_s)
                        && defaultCollection().size() > 1;
            },
            10'000);
    return isThere ? Core::Result<>() : fail(ErrorCode::Io, "gnome-keyring does not start");
}

void PrivateKeyring::lock()
{
    const QList<QDBusObjectPath> paths{ QDBusObjectPath(defaultCollection()) };
    call(u"org.freedesktop.Secret.Service"_s, u"Lock"_s, { QVariant::fromValue(paths) });
}

void PrivateKeyring::unlock()
{
    // A prompt would need a display; a daemon that starts anew unlocks with the password it is
    // given.
    kill();
    QVERIFY(startDaemon());
}

void PrivateKeyring::freeze()
{
    ::kill(static_cast<pid_t>(m_daemon->processId()), SIGSTOP);
}

void PrivateKeyring::thaw()
{
    ::kill(static_cast<pid_t>(m_daemon->processId()), SIGCONT);
}

void PrivateKeyring::kill()
{
    m_daemon->kill();
    m_daemon->waitForFinished(5000);
    // The bus must have noticed, or the next call would go to the dead one.
    QVERIFY(QTest::qWaitFor(
            [] {
                return !QDBusConnection::sessionBus().interface()->isServiceRegistered(
                        u"org.freedesktop.secrets"_s);
            },
            5000));
}

} // namespace Support
