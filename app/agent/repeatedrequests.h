// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/clock.h"

#include <QHash>
#include <QPair>
#include <QString>

namespace Agent {

//! Notices that a client comes back for a token that it was just given. client-go runs the plugin
//! again after an HTTP 401 without saying so; the same token again would mean 401 for ever. So a repeat
//! within 5 s asks for one refresh, at most one a minute for each session, and never for a token
//! that is new itself: it would not help, and parallel callers would look like repeats.
class RepeatedRequests
{
public:
    explicit RepeatedRequests(const Core::Clock &clock) : m_clock(clock) { }

    //! True if the session should be refreshed once, in the background.
    [[nodiscard]] bool isRefusedToken(qint64 parentPid, const QString &sessionId);
    //! A token that differs from the last one was given out.
    void handedOut(qint64 parentPid, const QString &sessionId, std::size_t tokenHash);

private:
    using Steady = std::chrono::steady_clock::time_point;
    struct TokenAge
    {
        std::size_t hash = 0;
        Steady since;
    };

    const Core::Clock &m_clock;
    QHash<QPair<qint64, QString>, Steady> m_handedOut;
    QHash<QString, TokenAge> m_tokens;
    QHash<QString, Steady> m_refreshed;
};

} // namespace Agent
