// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/keychain/secretservice.h"

#include "app/core/text.h"
#include "app/keychain/libsecret.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/logging.h"
#include "app/qtsupport/strings.h"

#include <QAbstractEventDispatcher>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QStringList>
#include <QThread>
#include <QTimer>
#include <QUuid>

#include <sys/stat.h>

namespace Keychain {

using Core::Error;
using Core::ErrorCode;
using QtSupport::FutureResult;
using QtSupport::Promise;
using QtSupport::readyError;
using Nothing = std::monostate;

namespace {

constexpr std::chrono::milliseconds kAnswerDeadline{ 1000 };
// A service that must be started first: gnome-keyring takes 0.1 s, a loaded machine longer.
constexpr std::chrono::milliseconds kStartDeadline{ 2500 };
// For all steps of a check together.
constexpr std::chrono::milliseconds kAllDeadline{ 2900 };
constexpr std::chrono::milliseconds kPersonDeadline{ 120'000 };

QString secretsName()
{
    return u"org.freedesktop.secrets"_s;
}

QDBusMessage busCall(const QString &method, const QVariantList &arguments)
{
    auto message =
            QDBusMessage::createMethodCall(u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s,
                                           u"org.freedesktop.DBus"_s, method);
    message.setArguments(arguments);
    return message;
}

QDBusMessage serviceCall(const QString &method, const QVariantList &arguments)
{
    auto message = QDBusMessage::createMethodCall(secretsName(), u"/org/freedesktop/secrets"_s,
                                                  u"org.freedesktop.Secret.Service"_s, method);
    message.setArguments(arguments);
    return message;
}

Error missing(std::string message, std::string detail = {})
{
    return { ErrorCode::KeychainMissing, std::move(message),
             "install and start gnome-keyring or KWallet; until then sign-ins last as long as the "
             "agent runs",
             std::move(detail) };
}

Error busyError(std::string detail = {})
{
    return { ErrorCode::KeychainBusy, "the keychain service does not answer",
             "restart it, e.g. by signing out of the desktop and in again", std::move(detail) };
}

Error errorOf(const QDBusMessage &reply)
{
    const QString name = reply.errorName();
    std::string detail =
            Core::singleLine(QtSupport::toStdString(name + ": "_L1 + reply.errorMessage()), 300);
    if (name.endsWith(".ServiceUnknown"_L1) || name.endsWith(".NameHasNoOwner"_L1)
        || name.startsWith("org.freedesktop.DBus.Error.Spawn"_L1)
        || name.endsWith(".Disconnected"_L1))
        return missing("there is no keychain service on this machine", std::move(detail));
    if (name.endsWith(".NoReply"_L1) || name.endsWith(".Timeout"_L1)
        || name.endsWith(".TimedOut"_L1))
        return busyError(std::move(detail));
    return { ErrorCode::KeychainFailed, "the keychain service refused to tell its state",
             "look at the keychain with your desktop's password program", std::move(detail) };
}

// libdbus would run dbus-launch when it finds no bus; a bus of our own holds no keychain.
bool hasSessionBus(const Core::Environment &environment)
{
    const auto address = environment("DBUS_SESSION_BUS_ADDRESS");
    if (address && !address->empty())
        return true;
    const auto runtime = environment("XDG_RUNTIME_DIR");
    struct stat info = {};
    return runtime && !runtime->empty() && ::stat((*runtime + "/bus").c_str(), &info) == 0
            && S_ISSOCK(info.st_mode);
}

bool isPlasma(const Core::Environment &environment)
{
    const auto desktop = environment("XDG_CURRENT_DESKTOP");
    const auto session = environment("KDE_FULL_SESSION");
    return (desktop && desktop->find("KDE") != std::string::npos) || (session && !session->empty());
}

// libsecret answers through GLib's main context: with another event loop no callback ever comes.
bool hasGlibLoop()
{
    const auto *dispatcher = QAbstractEventDispatcher::instance();
    return dispatcher && QByteArrayView(dispatcher->metaObject()->className()).contains("Glib");
}

} // namespace

SecretService::SecretService(const Core::Environment &environment, QObject *parent)
    : KeychainService(parent)
    , m_environment(environment)
{
}

SecretService::~SecretService()
{
    if (!m_connectionName.isEmpty())
        QDBusConnection::disconnectFromBus(m_connectionName);
}

FutureResult<Nothing> SecretService::checkReady()
{
    if (!hasGlibLoop())
        return readyError<Nothing>(
                { ErrorCode::KeychainMissing,
                  "the keychain needs the GLib event loop, which is switched off",
                  "unset QT_NO_GLIB and start Lanyard again",
                  {} });
    if (!hasSessionBus(m_environment))
        return readyError<Nothing>(missing("there is no D-Bus session, so there is no keychain"));
    auto outcome = std::make_shared<Promise<Nothing>>();
    QTimer::singleShot(kAllDeadline, this, [outcome] { outcome->fail(busyError()); });
    withBus([this, outcome](bool connected) {
        if (!connected)
            outcome->fail(missing("the D-Bus session cannot be reached, so there is no keychain"));
        else if (isPlasma(m_environment))
            checkKWallet(outcome, { u"org.kde.kwalletd6"_s, u"org.kde.kwalletd5"_s });
        else
            checkSecretService(outcome);
    });
    return outcome->future();
}

FutureResult<Nothing> SecretService::unlock()
{
    if (m_prompt)
        return readyError<Nothing>(
                { ErrorCode::KeychainBusy, "a prompt to unlock is open already", "answer it", {} });
    if (!hasSessionBus(m_environment))
        return readyError<Nothing>(missing("there is no D-Bus session, so there is no keychain"));
    auto outcome = std::make_shared<Promise<Nothing>>();
    withBus([this, outcome](bool connected) {
        if (!connected) {
            outcome->fail(missing("the D-Bus session cannot be reached, so there is no keychain"));
            return;
        }
        withService(secretsName(), outcome, [this, outcome](bool isRunning) {
            withCollection(isRunning, outcome, [this, outcome](const QString &collection) {
                unlockCollection(collection, outcome);
            });
        });
    });
    return outcome->future();
}

// ---- the bus

// Connecting waits for the bus daemon's handshake, so it happens on a thread. That thread is not
// waited for anywhere: a frozen bus must not freeze us, nor our end.
void SecretService::withBus(Connected then)
{
    if (m_bus && m_bus->isConnected()) {
        then(true);
        return;
    }
    m_waitForBus.push_back(std::move(then));
    if (m_waitForBus.size() > 1)
        return;
    if (m_bus)
        QDBusConnection::disconnectFromBus(m_connectionName);
    m_bus.reset();
    m_connectionName = u"lanyard-keychain-"_s + QUuid::createUuid().toString(QUuid::Id128);
    auto promise = std::make_shared<Promise<Nothing>>();
    auto connected = promise->future();
    QThread *thread = QThread::create([promise, name = m_connectionName] {
        const auto bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, name);
        if (bus.isConnected())
            promise->finish(Nothing());
        else
            promise->fail(missing("no connection"));
    });
    connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    const auto answer = [this, name = m_connectionName](bool isConnected) {
        if (name != m_connectionName || m_waitForBus.empty())
            return; // too late: answered by the deadline
        if (isConnected)
            m_bus = std::make_unique<QDBusConnection>(name);
        for (const Connected &waiter : std::exchange(m_waitForBus, {}))
            waiter(isConnected);
    };
    QtSupport::onFinished<Nothing>(connected, this, [answer](const Core::Result<Nothing> &result) {
        answer(result.has_value());
    });
    QTimer::singleShot(kAnswerDeadline, this, [answer] { answer(false); });
    thread->start();
}

void SecretService::call(const QDBusMessage &message, std::chrono::milliseconds deadline,
                         Reply then)
{
    auto *watcher = new QDBusPendingCallWatcher(
            m_bus->asyncCall(message, static_cast<int>(deadline.count())), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [watcher, then = std::move(then)] {
        watcher->deleteLater();
        then(watcher->reply());
    });
}

void SecretService::withService(const QString &name, const Outcome &outcome,
                                std::function<void(bool)> then)
{
    call(busCall(u"GetNameOwner"_s, { name }), kAnswerDeadline,
         [=, this](const QDBusMessage &owner) {
             if (owner.type() != QDBusMessage::ErrorMessage) {
                 noteOwner(name, owner.arguments().value(0).toString());
                 then(true);
             } else if (!owner.errorName().endsWith(".NameHasNoOwner"_L1)) {
                 outcome->fail(errorOf(owner));
             } else {
                 noteOwner(name, {});
                 call(busCall(u"ListActivatableNames"_s, {}), kAnswerDeadline,
                      [=](const QDBusMessage &names) {
                          if (names.type() == QDBusMessage::ErrorMessage)
                              outcome->fail(errorOf(names));
                          else if (names.arguments().value(0).toStringList().contains(name))
                              then(false);
                          else
                              outcome->fail(
                                      missing("there is no keychain service on this machine"));
                      });
             }
         });
}

void SecretService::noteOwner(const QString &name, const QString &owner)
{
    if (name != secretsName() || owner == m_owner)
        return;
    m_owner = owner;
    forgetLibsecretSession();
}

// ---- its state

void SecretService::checkSecretService(const Outcome &outcome)
{
    withService(secretsName(), outcome, [this, outcome](bool isRunning) {
        withCollection(isRunning, outcome, [this, outcome](const QString &collection) {
            checkLocked(collection, outcome);
        });
    });
}

void SecretService::withCollection(bool isRunning, const Outcome &outcome,
                                   std::function<void(const QString &)> then)
{
    call(serviceCall(u"ReadAlias"_s, { u"default"_s }),
         isRunning ? kAnswerDeadline : kStartDeadline,
         [outcome, then = std::move(then)](const QDBusMessage &reply) {
             if (reply.type() == QDBusMessage::ErrorMessage) {
                 outcome->fail(errorOf(reply));
                 return;
             }
             const QString path = reply.arguments().value(0).value<QDBusObjectPath>().path();
             if (path.isEmpty() || path == "/"_L1) {
                 // A write would make one, with a prompt for its password: not behind a person's
                 // back.
                 outcome->fail({ ErrorCode::KeychainMissing,
                                 "the keychain service has no default keyring",
                                 "make one with your desktop's password program",
                                 {} });
                 return;
             }
             then(path);
         });
}

void SecretService::checkLocked(const QString &collection, const Outcome &outcome)
{
    auto message = QDBusMessage::createMethodCall(secretsName(), collection,
                                                  u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    message.setArguments({ u"org.freedesktop.Secret.Collection"_s, u"Locked"_s });
    call(message, kAnswerDeadline, [outcome](const QDBusMessage &reply) {
        if (reply.type() == QDBusMessage::ErrorMessage) {
            outcome->fail(errorOf(reply));
            return;
        }
        const QVariant locked = reply.arguments().value(0).value<QDBusVariant>().variant();
        if (locked.typeId() != QMetaType::Bool || locked.toBool())
            outcome->fail({ ErrorCode::KeychainLocked,
                            "the keychain is locked",
                            "unlock it, e.g. with Lanyard's Unlock button",
                            {} });
        else
            outcome->finish(Nothing());
    });
}

void SecretService::checkKWallet(const Outcome &outcome, const QStringList &names)
{
    if (names.isEmpty()) { // a Plasma desktop without KWallet: QtKeychain takes libsecret
        checkSecretService(outcome);
        return;
    }
    auto one = std::make_shared<Promise<Nothing>>();
    QtSupport::onFinished<Nothing>(one->future(), this,
                                   [this, outcome, names](const Core::Result<Nothing> &result) {
                                       if (result)
                                           outcome->finish(Nothing());
                                       else if (result.error().code != ErrorCode::KeychainMissing)
                                           outcome->fail(result.error());
                                       else
                                           checkKWallet(outcome, names.mid(1));
                                   });
    withService(names.first(), one, [one](bool) { one->finish(Nothing()); });
}

// ---- unlocking

void SecretService::unlockCollection(const QString &collection, const Outcome &outcome)
{
    const QVariant paths =
            QVariant::fromValue(QList<QDBusObjectPath>{ QDBusObjectPath(collection) });
    call(serviceCall(u"Unlock"_s, { paths }), kAnswerDeadline,
         [this, outcome](const QDBusMessage &reply) {
             if (reply.type() == QDBusMessage::ErrorMessage) {
                 outcome->fail(errorOf(reply));
                 return;
             }
             const QString prompt = reply.arguments().value(1).value<QDBusObjectPath>().path();
             if (prompt.isEmpty() || prompt == "/"_L1)
                 outcome->finish(Nothing());
             else
                 showPrompt(prompt, outcome);
         });
}

void SecretService::showPrompt(const QString &prompt, const Outcome &outcome)
{
    if (m_prompt) {
        outcome->fail(
                { ErrorCode::KeychainBusy, "a prompt to unlock is open already", "answer it", {} });
        return;
    }
    m_prompt = outcome;
    const QString interface = u"org.freedesktop.Secret.Prompt"_s;
    m_bus->connect(secretsName(), prompt, interface, u"Completed"_s, this,
                   SLOT(onPromptCompleted(bool, QDBusVariant)));
    auto message = QDBusMessage::createMethodCall(secretsName(), prompt, interface, u"Prompt"_s);
    message.setArguments({ QString() }); // no window to be shown above
    call(message, kAnswerDeadline, [this, outcome](const QDBusMessage &reply) {
        if (reply.type() == QDBusMessage::ErrorMessage && m_prompt == outcome) {
            m_prompt.reset();
            outcome->fail(errorOf(reply));
        }
    });
    QTimer::singleShot(kPersonDeadline, this, [this, outcome] {
        if (m_prompt != outcome)
            return;
        m_prompt.reset();
        outcome->fail({ ErrorCode::Timeout,
                        "nobody answered the prompt to unlock the keychain",
                        "try again",
                        {} });
    });
}

void SecretService::onPromptCompleted(bool dismissed, const QDBusVariant &)
{
    const Outcome outcome = std::exchange(m_prompt, nullptr);
    if (!outcome)
        return;
    if (dismissed)
        outcome->fail({ ErrorCode::Canceled,
                        "the prompt to unlock the keychain was dismissed",
                        "try again",
                        {} });
    else
        outcome->finish(Nothing());
}

} // namespace Keychain
