// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubeconfig/kubeconfigstore.h"

#include <cstdint>

//! What was changed, kept so that it can be undone: `STATE/history/NUMBER.json` (0600 in a 0700
//! folder), only the bytes that differ. `STATE/previous.json` holds what `ctx -` goes back to.
namespace Kubeconfig {

//! Bytes that differ between two versions of a file.
struct Hunk
{
    std::size_t offset = 0; //!< in the file before
    std::string removed, inserted;
    bool operator==(const Hunk &) const = default;
};

[[nodiscard]] std::vector<Hunk> hunksBetween(std::string_view before, std::string_view after);
//! \a after with the hunks taken back; nothing if the bytes are not the ones that were inserted.
[[nodiscard]] std::optional<std::string> takeBack(std::string_view after,
                                                  const std::vector<Hunk> &hunks);

struct HistoryChange
{
    std::filesystem::path file;
    bool existed = true;
    std::vector<Hunk> hunks;
};

struct HistoryEntry
{
    std::uint64_t id = 0;
    std::string time; //!< RFC 3339
    std::string summary;
    bool undone = false;
    std::vector<HistoryChange> changes;
};

//! What the history keeps of a plan. Comparing two versions of 20 MB takes as long as writing one:
//! it may be done meanwhile.
[[nodiscard]] HistoryEntry historyEntry(const Plan &plan);

//! Adds the plan to the history and the memory. An empty \a stateFolder keeps nothing.
[[nodiscard]] Core::Result<> record(const std::filesystem::path &stateFolder, const Plan &plan,
                                    const HistoryEntry &entry);
[[nodiscard]] inline Core::Result<> record(const std::filesystem::path &stateFolder,
                                           const Plan &plan)
{
    return record(stateFolder, plan, historyEntry(plan));
}

//! Newest first; damaged entries are left out.
[[nodiscard]] std::vector<HistoryEntry> history(const std::filesystem::path &stateFolder);

//! The plan that takes an entry back: id 0 means the newest that is not undone. Later changes
//! elsewhere in the file stay; a later change of the same bytes is a Conflict.
[[nodiscard]] Core::Result<Plan> planUndo(const std::filesystem::path &stateFolder,
                                          std::uint64_t id);

[[nodiscard]] std::string recall(const std::filesystem::path &stateFolder, const std::string &key);
[[nodiscard]] std::string contextMemoryKey(const LoadingRules &rules);
[[nodiscard]] std::string namespaceMemoryKey(const LoadingRules &rules, std::string_view context);

} // namespace Kubeconfig
