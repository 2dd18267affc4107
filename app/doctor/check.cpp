// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/check.h"

#include <algorithm>

namespace Doctor {

bool CheckResult::has(std::string_view id) const
{
    return std::any_of(findings.begin(), findings.end(), [id](const Finding &finding) { return finding.id == id; });
}

Check::~Check() = default;
OfflineCheck::~OfflineCheck() = default;

FutureCheckResult OfflineCheck::run(const Situation &situation)
{
    return QtSupport::ready<CheckResult>(examine(situation));
}

} // namespace Doctor
