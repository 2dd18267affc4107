// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/clock.h"
#include "app/core/result.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <filesystem>

namespace Audit {

//! The process that asked: found out from the socket's peer, not believed from its words.
struct Requester
{
    qint64 pid = 0;
    QString program; //!< path of its executable, e.g. that of kubectl (the plugin's parent)
    QString terminal; //!< "pts/3", empty without one
    bool operator==(const Requester &) const = default;
};

enum class EventKind {
    SignedIn,
    SignInFailed,
    Refreshed,
    RefreshFailed,
    SignedOut,
    TokenHandedOut,
    TokenRefused,
    KubeconfigWritten,
    ContextSwitched,
    AgentStarted,
    AgentStopped,
};

//! One line of the log. No secret fits in here: there are no fields for one.
struct Event
{
    EventKind kind = EventKind::AgentStarted;
    QString issuer;
    QString clientId;
    QString account; //!< username as the person knows it
    Requester requester;
    QString subject; //!< file, context, or what else it was about
    QString outcome; //!< "ok" or an error code name
    QString reason; //!< one sentence when it failed
};

//! Append-only JSON lines in `state()/audit.jsonl` (0600), rotated at 4 MiB (one old file kept).
//! A log that cannot be written never stops a sign-in: the failure is said once, in the program's
//! log.
class AuditLog : public QObject
{
    Q_OBJECT

public:
    AuditLog(const std::filesystem::path &file, const Core::Clock &clock,
             QObject *parent = nullptr);
    ~AuditLog() override;

    void append(const Event &event);
    [[nodiscard]] const std::filesystem::path &file() const { return m_file; }

Q_SIGNALS:
    //! After the line was written, for the Activity page.
    void appended(const QByteArray &line);

private:
    std::filesystem::path m_file;
    const Core::Clock &m_clock;
    bool m_saidFailure = false;
};

} // namespace Audit
