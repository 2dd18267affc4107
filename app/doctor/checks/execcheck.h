// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/doctor/check.h"

namespace Doctor {

//! The exec entry as client-go takes it: whether it is run at all, and whether it can be.
class ExecCheck final : public OfflineCheck
{
    Q_OBJECT

public:
    using OfflineCheck::OfflineCheck;
    [[nodiscard]] std::string_view name() const override { return "The exec entry"; }
    [[nodiscard]] std::span<const std::string_view> ids() const override;
    [[nodiscard]] CheckResult examine(const Situation &situation) const override;
};

} // namespace Doctor
