// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubeconfig/operations.h"

#include <span>

namespace Kubeconfig {

enum class UsedEntries {
    Refuse, //!< an entry that contexts refer to stays, and so do all others
    Delete,
};

//! Deletes clusters or users by name, from the file in which each counts; one change, one way back.
[[nodiscard]] Core::Result<Plan> planDeleteEntries(const LoadingRules &rules, Section section,
                                                   std::span<const std::string> names,
                                                   UsedEntries used);

} // namespace Kubeconfig
