// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/checks/machinecheck.h"

#include "app/doctor/situation.h"

#include <array>

namespace Doctor {

namespace {

constexpr auto kIds = std::to_array<std::string_view>({ "keychain-missing", "keychain-locked", "agent-not-running" });

} // namespace

std::span<const std::string_view> MachineCheck::ids() const
{
    return kIds;
}

CheckResult MachineCheck::examine(const Situation &situation) const
{
    CheckResult result;
    if (!situation.caller.agentWasRunning)
        result.add({ "agent-not-running",
                     Severity::Info,
                     "no agent was running; one was started for this question",
                     {},
                     "let it start with your session: systemctl --user enable --now lanyard-agent.service",
                     {} });
    switch (situation.keychain) {
    case KeychainState::Ready:
        break;
    case KeychainState::Missing:
        // Machines without a desktop have none, and all works until the agent ends.
        result.add({ "keychain-missing",
                     Severity::Info,
                     "this machine has no keychain service, so sign-ins are forgotten when the agent ends",
                     "no org.freedesktop.secrets on the session bus",
                     "install and start gnome-keyring, KeePassXC or KWallet",
                     {} });
        break;
    case KeychainState::Locked:
        result.add({ "keychain-locked",
                     Severity::Error,
                     "the keychain is locked, so the agent cannot read your sign-in",
                     "the default collection is locked",
                     "unlock it in the desktop's password manager, or: kubectl lanyard login",
                     {} });
        break;
    case KeychainState::Busy:
        result.skip({ "keychain-missing", "keychain-locked" }, "the keychain did not answer in time");
        break;
    case KeychainState::NotAsked:
        result.skip({ "keychain-missing", "keychain-locked" }, "the keychain was not asked");
        break;
    }
    return result;
}

} // namespace Doctor
