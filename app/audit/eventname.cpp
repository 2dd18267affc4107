// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/audit/eventname.h"

#include <utility>

namespace Audit {

namespace {

using enum EventKind;

constexpr std::pair<EventKind, std::string_view> kNames[] = {
    { SignedIn, "signed-in" },
    { SignInFailed, "sign-in-failed" },
    { Refreshed, "refreshed" },
    { RefreshFailed, "refresh-failed" },
    { SignedOut, "signed-out" },
    { TokenHandedOut, "token-handed-out" },
    { TokenRefused, "token-refused" },
    { KubeconfigWritten, "kubeconfig-written" },
    { ContextSwitched, "context-switched" },
    { AgentStarted, "agent-started" },
    { AgentStopped, "agent-stopped" },
};

} // namespace

std::string_view eventName(EventKind kind)
{
    for (const auto &[known, name] : kNames) {
        if (known == kind)
            return name;
    }
    return "unknown";
}

std::optional<EventKind> eventFromName(std::string_view name)
{
    for (const auto &[kind, known] : kNames) {
        if (known == name)
            return kind;
    }
    return std::nullopt;
}

} // namespace Audit
