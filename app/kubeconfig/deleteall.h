// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubeconfig/operations.h"

#include <span>

namespace Kubeconfig {

//! Deletes several contexts as one change, with one diff and one way back. All are there, or none
//! is deleted.
[[nodiscard]] Core::Result<Plan> planDeleteAll(const LoadingRules &rules,
                                               std::span<const std::string> contexts,
                                               Orphans orphans);

} // namespace Kubeconfig
