// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/paths.h"
#include "app/keychain/keychainservice.h"

#include <QDBusConnection>
#include <QDBusVariant>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>

class QDBusMessage;

namespace Keychain {

//! The freedesktop Secret Service (gnome-keyring, KeePassXC, Plasma 6's own), over the session bus
//! and without ever blocking: the connection is made on a thread of its own, every call has a
//! deadline.
//!
//!   GLib event loop? ─► session bus? ─► org.freedesktop.secrets owned, or can be started?
//!                    ─► ReadAlias("default") ─► its property Locked
//!
//! On a Plasma desktop QtKeychain prefers KWallet, whose D-Bus interface is another one; there we
//! only check that it is running or can be started. A closed wallet then shows its own prompt on
//! the first request, which the caller's deadline answers with KeychainBusy until the person is
//! done.
class SecretService final : public KeychainService
{
    Q_OBJECT

public:
    //! \a environment tells the bus and the desktop: DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR,
    //! XDG_CURRENT_DESKTOP, KDE_FULL_SESSION, as QtKeychain will see them.
    explicit SecretService(const Core::Environment &environment, QObject *parent = nullptr);
    ~SecretService() override;

    [[nodiscard]] QtSupport::FutureResult<std::monostate> checkReady() override;
    [[nodiscard]] QtSupport::FutureResult<std::monostate> unlock() override;

private:
    using Outcome = std::shared_ptr<QtSupport::Promise<std::monostate>>;
    using Reply = std::function<void(const QDBusMessage &)>;
    using Connected = std::function<void(bool)>;

    void withBus(Connected then);
    void call(const QDBusMessage &message, std::chrono::milliseconds deadline, Reply then);
    //! Goes on with "is it running" (false: it can be started), or fails with KeychainMissing.
    void withService(const QString &name, const Outcome &outcome, std::function<void(bool)> then);
    void checkSecretService(const Outcome &outcome);
    void noteOwner(const QString &name, const QString &owner);
    void withCollection(bool isRunning, const Outcome &outcome,
                        std::function<void(const QString &)> then);
    void checkLocked(const QString &collection, const Outcome &outcome);
    void checkKWallet(const Outcome &outcome, const QStringList &names);
    void unlockCollection(const QString &collection, const Outcome &outcome);
    void showPrompt(const QString &prompt, const Outcome &outcome);

    Q_SLOT void onPromptCompleted(bool dismissed, const QDBusVariant &result);

    Core::Environment m_environment;
    QString m_connectionName;
    std::unique_ptr<QDBusConnection> m_bus;
    std::vector<Connected> m_waitForBus;
    QString m_owner; // of org.freedesktop.secrets on the bus, when it was asked last
    Outcome m_prompt; // the one that is on the screen
};

} // namespace Keychain
