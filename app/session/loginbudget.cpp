// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/session/loginbudget.h"

namespace Session {

static constexpr std::chrono::seconds kRemember { 60 };
static constexpr int kUnansweredLimit = 2;

LoginDecision LoginBudget::decide(LoginPolicy policy, Attendance attendance) const
{
    if (policy == LoginPolicy::Never || rememberedFailure())
        return LoginDecision::Refuse;
    if (policy == LoginPolicy::Browser)
        return LoginDecision::OpenBrowser;
    if (policy == LoginPolicy::Auto && attendance == Attendance::Terminal && m_unanswered < kUnansweredLimit)
        return LoginDecision::OpenBrowser;
    return LoginDecision::Notify;
}

std::optional<Core::Error> LoginBudget::rememberedFailure() const
{
    if (m_failure && m_clock.steadyNow() - m_failedAt < kRemember)
        return m_failure;
    return std::nullopt;
}

bool LoginBudget::takeNotification()
{
    const auto now = m_clock.steadyNow();
    if (m_notifiedAt && now - *m_notifiedAt < kRemember)
        return false;
    m_notifiedAt = now;
    return true;
}

void LoginBudget::loginFailed(const Core::Error &error)
{
    m_failure = error;
    m_failedAt = m_clock.steadyNow();
    if (error.code == Core::ErrorCode::LoginTimeout)
        ++m_unanswered;
}

void LoginBudget::personActed()
{
    m_failure.reset();
    m_unanswered = 0;
}

} // namespace Session
