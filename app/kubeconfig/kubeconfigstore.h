// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/result.h"
#include "app/kubeconfig/kubeconfig.h"
#include "app/kubeconfig/loadingrules.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace Kubeconfig {

//! What one file would become. `before` is what the person saw: commit() refuses if it changed
//! since.
struct FileChange
{
    std::filesystem::path file;
    bool exists = true; //!< false: the file will be made (0600)
    std::string before, after;
    bool remove = false; //!< the file goes away: the undo of a change that made it
};

//! An edit that is worked out and checked, but not written.
struct Plan
{
    std::string summary; //!< for the history and the window: "Switch to context prod"
    std::vector<FileChange> changes; //!< empty: nothing to do
    //! What commit() keeps for `ctx -` and `ns -`: see KubeconfigStore::remembered().
    std::vector<std::pair<std::string, std::string>> remember;
    std::uint64_t undoes = 0; //!< the history entry that this plan takes back
    std::vector<std::string> warnings; //!< "the name also stands in …": one sentence each
    [[nodiscard]] bool isEmpty() const { return changes.empty(); }
    //! Unified diff over all files with 3 lines of context; names are file paths.
    [[nodiscard]] std::string diff() const;
};

enum class StaleLock {
    Report, //!< fail with StaleLock
    Break, //!< the person agreed to remove it (`--break-lock`)
};

//! What to do with a node that several places refer to (a YAML anchor).
enum class SharedNodes {
    Refuse, //!< editing it would change the other places, too
    Expand, //!< the person agreed that this place gets its own copy (`--expand-aliases`)
};

//! What `Add cluster` writes. Existing entries of the same content are reused; the same name with
//! other content is a Conflict.
struct NewEntry
{
    Cluster cluster; // `file` is not used here
    std::string userName;
    ExecConfig exec;
    Context context;
    bool makeCurrent = true;
};

//! Reads and edits the files of one set of loading rules. Stateless between calls, blocking, safe
//! from any thread; large files (over 1 MiB) belong on a worker thread.
//!
//! Each edit is planned first: parse, splice, re-parse, compare meaning and comments. A plan
//! touches the intended bytes only. commit() takes kubectl's `.lock`, compares with what the plan
//! saw, replaces the file atomically and records history (best effort: a full state folder does not
//! make a finished write fail).
class KubeconfigStore
{
public:
    //! \a stateFolder holds the history (`Paths::state()`), for undo; empty = no history.
    KubeconfigStore(LoadingRules rules, std::filesystem::path stateFolder,
                    SharedNodes shared = SharedNodes::Refuse);

    [[nodiscard]] const LoadingRules &rules() const { return m_rules; }
    [[nodiscard]] SharedNodes sharedNodes() const { return m_shared; }
    //! Files that don't exist are skipped. Errors name file, line and column.
    [[nodiscard]] Core::Result<Config> load() const;
    //! load() without clusters and users, for lists of 10,000.
    [[nodiscard]] Core::Result<Config> loadContexts() const;

    [[nodiscard]] Core::Result<Plan> setCurrentContext(std::string_view context) const;
    //! An empty \a nameSpace removes the key.
    [[nodiscard]] Core::Result<Plan> setNamespace(std::string_view context,
                                                  std::string_view nameSpace) const;
    [[nodiscard]] Core::Result<Plan> addEntry(const NewEntry &entry) const;
    //! Sets or replaces the exec entry of a user key by key; removes what would win over it
    //! silently (token, tokenFile, client certificate, basic auth, auth-provider) in the same edit.
    [[nodiscard]] Core::Result<Plan> setExec(std::string_view user, const ExecConfig &exec) const;

    [[nodiscard]] Core::Result<> commit(const Plan &plan,
                                        StaleLock staleLock = StaleLock::Report) const;

    using Planner = std::function<Core::Result<Plan>(const KubeconfigStore &)>;
    //! Plans and commits as one: when somebody else wrote in between, plans anew while holding the
    //! lock, so that parallel edits all survive. For callers that show no diff first.
    [[nodiscard]] Core::Result<Plan> edit(const Planner &planner,
                                          StaleLock staleLock = StaleLock::Report) const;

    //! Plans to take back a change of the history; 0 = the newest that still stands.
    [[nodiscard]] Core::Result<Plan> undo(std::uint64_t id = 0) const;

    //! The context before the current one, for `-`; empty if unknown.
    [[nodiscard]] std::string previousContext() const;
    [[nodiscard]] std::string previousNamespace(std::string_view context) const;

private:
    LoadingRules m_rules;
    std::filesystem::path m_stateFolder;
    SharedNodes m_shared;
};

} // namespace Kubeconfig
