// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/agent/repeatedrequests.h"

namespace Agent {

static constexpr std::chrono::seconds kRepeat { 5 };
static constexpr std::chrono::seconds kNewToken { 10 };
static constexpr std::chrono::seconds kRefreshPause { 60 };
static constexpr qsizetype kMaxCallers = 4096;

bool RepeatedRequests::isRefusedToken(qint64 parentPid, const QString &sessionId)
{
    const Steady now = m_clock.steadyNow();
    const auto last = m_handedOut.constFind({ parentPid, sessionId });
    if (parentPid <= 1 || last == m_handedOut.constEnd() || now - *last > kRepeat)
        return false;
    const auto token = m_tokens.constFind(sessionId);
    if (token == m_tokens.constEnd() || now - token->since < kNewToken)
        return false;
    const auto refreshed = m_refreshed.constFind(sessionId);
    if (refreshed != m_refreshed.constEnd() && now - *refreshed < kRefreshPause)
        return false;
    m_refreshed.insert(sessionId, now);
    return true;
}

void RepeatedRequests::handedOut(qint64 parentPid, const QString &sessionId, std::size_t tokenHash)
{
    const Steady now = m_clock.steadyNow();
    if (m_handedOut.size() >= kMaxCallers)
        m_handedOut.removeIf([now](const auto &entry) { return now - entry.value() > kRepeat; });
    if (m_handedOut.size() < kMaxCallers)
        m_handedOut.insert({ parentPid, sessionId }, now);
    TokenAge &age = m_tokens[sessionId];
    if (age.hash != tokenHash)
        age = { tokenHash, now };
}

} // namespace Agent
