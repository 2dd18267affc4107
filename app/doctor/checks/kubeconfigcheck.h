// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/doctor/check.h"

namespace Doctor {

//! The files as kubectl reads them: what it refuses, and what it silently reads otherwise than meant.
class KubeconfigCheck final : public OfflineCheck
{
    Q_OBJECT

public:
    using OfflineCheck::OfflineCheck;
    [[nodiscard]] std::string_view name() const override { return "The kubeconfig"; }
    [[nodiscard]] std::span<const std::string_view> ids() const override;
    [[nodiscard]] CheckResult examine(const Situation &situation) const override;
};

} // namespace Doctor
