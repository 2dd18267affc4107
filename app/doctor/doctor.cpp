// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/doctor.h"

#include "app/doctor/situation.h"
#include "app/qtsupport/strings.h"

#include <QTimer>

#include <algorithm>

namespace Doctor {

using QtSupport::toQString;

Doctor::Doctor(CheckSet checks, std::chrono::milliseconds deadline, QObject *parent)
    : QObject(parent)
    , m_shared(std::move(checks.shared))
    , m_deadline(deadline)
{
    for (auto &check : checks.checks)
        m_checks.push_back({ std::move(check) });
}

Doctor::~Doctor()
{
    m_isOver = true; // requests that end now report to finish()
    m_checks.clear();
    m_shared.reset();
}

QtSupport::FutureResult<Report> Doctor::run(std::shared_ptr<const Situation> situation)
{
    Q_ASSERT(!m_situation);
    m_situation = std::move(situation);
    auto future = m_promise.future();
    m_open = m_checks.size();
    if (m_open == 0)
        m_promise.finish(Report{});
    for (std::size_t i = 0; i < m_checks.size(); ++i)
        start(i);
    return future;
}

void Doctor::start(std::size_t index)
{
    Check &check = *m_checks[index].check;
    Q_EMIT checkStarted(toQString(check.name()));
    QTimer::singleShot(m_deadline, this, [this, index] {
        finish(index,
               Core::fail(Core::ErrorCode::Timeout,
                          "no answer within " + std::to_string((m_deadline.count() + 999) / 1000) + " s"));
    });
    QtSupport::onFinished<CheckResult>(
            check.run(*m_situation), this,
            [this, index](const Core::Result<CheckResult> &result) { finish(index, result); });
}

void Doctor::cancel()
{
    for (std::size_t i = 0; i < m_checks.size(); ++i)
        finish(i, Core::fail(Core::ErrorCode::Canceled, "the examination was ended before"));
}

void Doctor::finish(std::size_t index, const Core::Result<CheckResult> &result)
{
    if (m_isOver)
        return;
    Running &running = m_checks[index];
    if (std::exchange(running.isFinished, true))
        return;
    CheckResult taken;
    if (result)
        taken = *result;
    else
        taken.skip(running.check->ids(), result.error().message);
    for (const std::string_view id : running.check->ids()) {
        const auto isThis = [id](const NotChecked &entry) { return entry.id == id; };
        if (taken.has(id) || std::none_of(taken.notChecked.begin(), taken.notChecked.end(), isThis))
            m_report.checked.emplace_back(id);
    }
    std::erase_if(taken.notChecked, [&](const NotChecked &entry) { return taken.has(entry.id); });
    m_report.findings.insert(m_report.findings.end(), taken.findings.begin(), taken.findings.end());
    m_report.notChecked.insert(m_report.notChecked.end(), taken.notChecked.begin(), taken.notChecked.end());
    if (taken.accepted)
        m_opinions.accepted = taken.accepted;
    if (taken.predicted)
        m_opinions.predicted = taken.predicted;
    Q_EMIT checkFinished(toQString(running.check->name()), taken);
    if (--m_open > 0)
        return;
    conclude(m_report, m_opinions);
    m_promise.finish(std::move(m_report));
}

} // namespace Doctor
