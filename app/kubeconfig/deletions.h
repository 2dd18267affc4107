// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubeconfig/kubeconfigstore.h"
#include "app/kubeconfig/schema.h"

#include <span>
#include <string>
#include <vector>

namespace Kubeconfig {

enum class Orphans {
    Keep,
    Remove, //!< also the cluster and user, if no other context of any file uses them
};
//! Warns when an entry of the same name in a later file comes into view, and when it was the
//! current.
[[nodiscard]] Core::Result<Plan> planDelete(const LoadingRules &rules, std::string_view context,
                                            Orphans orphans);

//! Deletes several contexts as one change, with one diff and one way back. All are there, or none
//! is deleted.
[[nodiscard]] Core::Result<Plan> planDeleteAll(const LoadingRules &rules,
                                               std::span<const std::string> contexts,
                                               Orphans orphans);

enum class UsedEntries {
    Refuse, //!< an entry that contexts refer to stays, and so do all others
    Delete,
};

//! Deletes clusters or users by name, from the file in which each counts; one change, one way back.
//! Warns which contexts are left without.
[[nodiscard]] Core::Result<Plan> planDeleteEntries(const LoadingRules &rules, Section section,
                                                   std::span<const std::string> names,
                                                   UsedEntries used);

struct EntryNames
{
    std::vector<std::string> clusters, users;
    bool operator==(const EntryNames &) const = default;
};
//! The same for clusters and users together.
[[nodiscard]] Core::Result<Plan> planDeleteEntries(const LoadingRules &rules,
                                                   const EntryNames &entries, UsedEntries used);

} // namespace Kubeconfig
