// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/result.h"

#include <QProcess>
#include <QString>

#include <memory>

namespace Support {

//! A session bus and a gnome-keyring of the test's own. Both end with the test's process at the
//! latest: the kernel kills them. The bus is not ended before: GLib raises SIGTERM in a process
//! whose session bus goes away.
class PrivateKeyring
{
public:
    //! Empty when this machine can run it, else what is missing.
    [[nodiscard]] static QString whatIsMissing();

    //! Starts the bus and puts its address into the environment.
    [[nodiscard]] Core::Result<> startBus(const QString &folder);
    //! Starts the daemon with an unlocked default keyring (the same one again after kill()).
    [[nodiscard]] Core::Result<> startDaemon();

    void lock();
    void unlock();
    void freeze();
    void thaw();
    void kill();
    [[nodiscard]] bool isRunning() const
    {
        return m_daemon && m_daemon->state() == QProcess::Running;
    }

private:
    QProcess *m_bus = nullptr; // never ended by us, see above
    std::unique_ptr<QProcess> m_daemon;
};

} // namespace Support
