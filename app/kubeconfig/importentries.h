// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubeconfig/operations.h"

namespace Kubeconfig {

//! How an entry of an imported file stands to the files that are there.
struct ImportedEntry
{
    enum class State {
        New,
        Identical, //!< is there already, with the same content
        Different, //!< the name is taken by something else
    };
    Section section = Section::Clusters;
    std::string name;
    State state = State::New;
    bool operator==(const ImportedEntry &) const = default;
};

//! Compares as planImport() does; reads the files of the rules and opens nothing else.
[[nodiscard]] Core::Result<std::vector<ImportedEntry>>
importedEntries(const LoadingRules &rules, std::string bytes, std::string_view name,
                const std::filesystem::path &folder);

//! Relative paths and commands of an entry, counted from \a folder and made absolute.
void makePathsAbsolute(Value &body, const std::filesystem::path &folder);

} // namespace Kubeconfig
