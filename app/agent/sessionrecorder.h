// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/session/sessionmanager.h"
#include "app/settings/knownsessions.h"

#include <QMap>
#include <QObject>
#include <QTimer>

namespace Agent {

//! Remembers which sessions there are, without their secrets, so that an agent that starts afresh
//! refreshes ahead and shows them before anybody asks.
class SessionRecorder : public QObject
{
    Q_OBJECT

public:
    SessionRecorder(Session::SessionManager &sessions, const std::filesystem::path &file, QObject *parent = nullptr);

    //! Has the manager take up the sessions of earlier runs. A file that can't be read is said in the
    //! log; the sessions come back with the first request for them.
    void restore();
    //! Writes now what is still to be written.
    void flush();

private:
    void sessionChanged(const QString &sessionId);
    void sessionRemoved(const QString &sessionId);
    void save();

    Session::SessionManager &m_sessions;
    Settings::KnownSessions m_file;
    QMap<QString, Settings::KnownSession> m_known;
    QTimer m_delay; // many changes in a row are one write
};

} // namespace Agent
