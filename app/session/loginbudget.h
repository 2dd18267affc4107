// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/clock.h"
#include "app/core/result.h"
#include "app/session/loginpolicy.h"

#include <optional>

namespace Session {

enum class LoginDecision {
    OpenBrowser,
    Notify, //!< tell the person, answer the caller LoginRequired
    Refuse, //!< answer at once, tell nobody
};

enum class Attendance {
    Terminal, //!< somebody sits at the caller's terminal
    None, //!< a background caller: an IDE, a cron job
};

//! Decides whether a caller may open a browser, for one session. Pure: the clock is handed in.
//!
//! Callers that were refused come back every few seconds, all night long; each browser tab that
//! nobody asked for is one too many (hundreds were reported of other tools). So:
//! - a failed login is remembered for a minute and answers everybody;
//! - after two logins in a row that nobody answered, callers with LoginPolicy::Auto only notify
//!   until a person acts;
//! - a notification comes at most once a minute.
class LoginBudget
{
public:
    explicit LoginBudget(const Core::Clock &clock) : m_clock(clock) { }

    [[nodiscard]] LoginDecision decide(LoginPolicy policy, Attendance attendance) const;
    //! The failure that is remembered, while it is.
    [[nodiscard]] std::optional<Core::Error> rememberedFailure() const;
    //! True at most once a minute; the caller then notifies.
    [[nodiscard]] bool takeNotification();

    void loginFailed(const Core::Error &error);
    //! A person signed in, or asked for a login by themselves.
    void personActed();

private:
    const Core::Clock &m_clock;
    std::optional<Core::Error> m_failure;
    std::chrono::steady_clock::time_point m_failedAt;
    std::optional<std::chrono::steady_clock::time_point> m_notifiedAt;
    int m_unanswered = 0;
};

} // namespace Session
