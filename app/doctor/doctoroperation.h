// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/clock.h"
#include "app/core/json.h"
#include "app/doctor/check.h"
#include "app/doctor/gather.h"
#include "app/doctor/report.h"
#include "app/session/sessionmanager.h"

#include <QObject>

#include <memory>
#include <vector>

namespace Doctor {

class Doctor;

//! From a question to a report: reads the files on a worker thread, takes the session's token and the
//! keychain's state (3 s at most, no browser), then runs all checks (6 s at most).
//! For the agent's request "doctor" and for the window.
class DoctorOperation : public QObject
{
    Q_OBJECT

public:
    //! How long it may take: the second begins when the first is over, at the latest.
    struct Deadlines
    {
        std::chrono::milliseconds session { 3000 }, checks { 6000 };
    };

    //! The first three outlive this.
    DoctorOperation(Session::SessionManager &sessions, Keychain::CredentialStore &store, const Core::Clock &clock,
                    QObject *parent = nullptr);
    DoctorOperation(Session::SessionManager &sessions, Keychain::CredentialStore &store, const Core::Clock &clock,
                    const Deadlines &deadlines, QObject *parent = nullptr);
    ~DoctorOperation() override;

    [[nodiscard]] QtSupport::FutureResult<Report> examine(const Request &request);
    //! Ends whatever is under way: a report of what was checked by then, or Canceled before the checks.
    void cancel();
    //! The agent's request. Parameters: "context", "kubeconfig", "apiServerConfig", "rbac" (absolute paths),
    //! "environment" {NAME: value}, "agentWasRunning", "consent". Answers the `doctor` shape, and "text".
    [[nodiscard]] QtSupport::FutureResult<Core::Json> handle(const Core::Json &parameters);

Q_SIGNALS:
    //! For the window, which runs one at a time.
    void checkStarted(const QString &name);
    void checkFinished(const QString &name, const CheckResult &result);

private:
    struct Run;
    void filesRead(const std::shared_ptr<Run> &run, Core::Result<Situation> situation);
    void askSession(const std::shared_ptr<Run> &run);
    void askKeychain(const std::shared_ptr<Run> &run);
    void runChecks(const std::shared_ptr<Run> &run);

    Session::SessionManager &m_sessions;
    Keychain::CredentialStore &m_store;
    const Core::Clock &m_clock;
    Deadlines m_deadlines;
    std::vector<std::weak_ptr<Run>> m_runs;
};

} // namespace Doctor
