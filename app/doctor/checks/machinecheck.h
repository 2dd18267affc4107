// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/doctor/check.h"

namespace Doctor {

//! The keychain and the agent of this machine.
class MachineCheck final : public OfflineCheck
{
    Q_OBJECT

public:
    using OfflineCheck::OfflineCheck;
    [[nodiscard]] std::string_view name() const override { return "This machine"; }
    [[nodiscard]] std::span<const std::string_view> ids() const override;
    [[nodiscard]] CheckResult examine(const Situation &situation) const override;
};

} // namespace Doctor
