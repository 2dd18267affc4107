// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/doctor/check.h"
#include "app/doctor/report.h"
#include "app/doctor/verdict.h"

#include <QObject>
#include <QString>

#include <chrono>
#include <memory>
#include <vector>

namespace Doctor {

//! Checks, and what they ask together. The latter goes last: what is under way then must not call
//! into a check that is half gone.
struct CheckSet
{
    std::shared_ptr<void> shared;
    std::vector<std::unique_ptr<Check>> checks;
};

//! Runs all checks at once, each under a deadline: what has not answered by then is reported as not
//! checked, with the reason, and the rest is shown. One run per object.
class Doctor : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kDeadline{ 8000 };

    //! \a deadline is for each check, and so for the whole.
    explicit Doctor(CheckSet checks, std::chrono::milliseconds deadline = kDeadline, QObject *parent = nullptr);
    ~Doctor() override;

    [[nodiscard]] QtSupport::FutureResult<Report> run(std::shared_ptr<const Situation> situation);
    //! Ends at once with what is there: the rest is reported as not checked.
    void cancel();

Q_SIGNALS:
    void checkStarted(const QString &name);
    void checkFinished(const QString &name, const CheckResult &result);

private:
    void start(std::size_t index);
    void finish(std::size_t index, const Core::Result<CheckResult> &result);

    struct Running
    {
        std::unique_ptr<Check> check;
        bool isFinished = false;
    };
    std::shared_ptr<void> m_shared;
    std::vector<Running> m_checks;
    std::chrono::milliseconds m_deadline;
    std::shared_ptr<const Situation> m_situation;
    std::size_t m_open = 0;
    bool m_isOver = false;
    Report m_report;
    Opinions m_opinions;
    QtSupport::Promise<Report> m_promise;
};

} // namespace Doctor
