// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/agent/agentservice.h"
#include "app/agent/sessionrecorder.h"
#include "app/audit/auditlog.h"
#include "app/core/clock.h"
#include "app/core/paths.h"
#include "app/doctor/doctoroperation.h"
#include "app/keychain/createstore.h"
#include "app/session/sessionmanager.h"
#include "app/settings/settingsstore.h"

#include <QObject>

#include <memory>

class QSocketNotifier;
class QTimer;

namespace Agent {

struct RuntimeOptions
{
    Core::Environment environment;
    QString kind; //!< "lanyard" or "lanyard-agent"
    QString version;
    Keychain::StorePreference store = Keychain::StorePreference::Automatic;
};

//! The agent in one process: builds store, audit log, session manager, service and server, and ends
//! them in order. Hosted by lanyard-agent and by the desktop app.
//!
//! listen() or takeOver() first, then start(); requests that come before start() has finished wait.
class AgentRuntime : public QObject
{
    Q_OBJECT

public:
    explicit AgentRuntime(RuntimeOptions options, QObject *parent = nullptr);
    ~AgentRuntime() override;

    //! Claims the socket. Conflict when another agent has it.
    [[nodiscard]] Core::Result<> listen();
    //! The same, but asks an agent that runs already to hand over. Blocks for up to 3 s: call before
    //! there is a window. Refused when that agent holds sessions that would be lost.
    [[nodiscard]] Core::Result<> takeOver();
    //! Opens the credential store and takes up the sessions of earlier runs.
    [[nodiscard]] QtSupport::FutureResult<std::monostate> start();

    //! SIGTERM and SIGINT end in ended(), too.
    void handleSignals();
    //! ended() after \a idle without a session and without a request.
    void endWhenIdle(std::chrono::milliseconds idle);
    //! Gives up the socket after the pending answers, then ended().
    void stop();

    [[nodiscard]] Audit::AuditLog &audit() { return m_audit; }
    [[nodiscard]] const Core::Paths &paths() const { return m_paths; }
    //! After start() only.
    [[nodiscard]] Session::SessionManager &sessions() { return *m_sessions; }
    //! For a doctor of the window's own, which tells its progress. Never read a credential from here.
    [[nodiscard]] Keychain::CredentialStore &store() { return *m_store; }
    [[nodiscard]] AgentService &service() { return *m_service; }
    //! What the person set; read by start() and by "agent reload".
    [[nodiscard]] Settings::SettingsStore &settings() { return m_settings; }

Q_SIGNALS:
    //! The process may end now.
    void ended();
    //! Files that this process reads may have changed.
    void reloaded();

private:
    struct Waiting;
    [[nodiscard]] AgentService::Answer handle(const Ipc::Request &request, const Ipc::Peer &peer);
    [[nodiscard]] Core::Json reload();
    void applySettings();
    void storeOpened(std::unique_ptr<Keychain::CredentialStore> store);
    void rearmIdleTimer();
    void auditLife(Audit::EventKind kind);

    RuntimeOptions m_options;
    Core::SystemClock m_clock;
    Core::Paths m_paths;
    Audit::AuditLog m_audit;
    Settings::SettingsStore m_settings;
    Session::ProcessBrowserLauncher m_browser;
    std::unique_ptr<Keychain::CredentialStore> m_store;
    std::unique_ptr<Session::SessionManager> m_sessions;
    std::unique_ptr<SessionRecorder> m_recorder;
    std::unique_ptr<Doctor::DoctorOperation> m_doctor;
    std::unique_ptr<AgentService> m_service;
    std::unique_ptr<Ipc::AgentServer> m_server;
    std::vector<std::shared_ptr<Waiting>> m_waiting;
    std::unique_ptr<QSocketNotifier> m_signals;
    std::unique_ptr<QTimer> m_idle;
    bool m_isStopping = false;
};

} // namespace Agent
