// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/session/sessioninfo.h"

namespace Session {

QString sessionStateName(SessionState state)
{
    switch (state) {
    case SessionState::Ready:
        return QStringLiteral("ready");
    case SessionState::Refreshing:
        return QStringLiteral("refreshing");
    case SessionState::SigningIn:
        return QStringLiteral("signing-in");
    case SessionState::LoginNeeded:
        return QStringLiteral("login-needed");
    case SessionState::Offline:
        return QStringLiteral("offline");
    case SessionState::Locked:
        return QStringLiteral("locked");
    }
    return QStringLiteral("login-needed");
}

bool wasSignedIn(const SessionInfo &info)
{
    return info.state != SessionState::LoginNeeded || info.refreshable || !info.username.isEmpty();
}

} // namespace Session
