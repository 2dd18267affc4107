// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubeconfig/editor.h"
#include "app/kubeconfig/kubeconfigstore.h"

#include <span>

//! Larger edits, planned like those of KubeconfigStore: nothing is written before commit().
namespace Kubeconfig {

//! Renames an entry and every reference to it in all files.
[[nodiscard]] Core::Result<Plan> planRename(const LoadingRules &rules, Section section,
                                            std::string_view name, std::string_view newName,
                                            SharedNodes shared = SharedNodes::Refuse);

//! A second context like \a context, for the same cluster and user.
[[nodiscard]] Core::Result<Plan> planDuplicate(const LoadingRules &rules, std::string_view context,
                                               std::string_view newName);

enum class Conflicts {
    Fail,
    Rename, //!< "prod" becomes "prod-2", with its references
    Replace,
    Skip,
};
//! Adds the entries of \a bytes, a whole kubeconfig. Entries that are already there with the same
//! content are left out. References to files (relative CA paths, commands) are made absolute to \a
//! folder.
[[nodiscard]] Core::Result<Plan> planImport(const LoadingRules &rules, std::string bytes,
                                            std::string_view name,
                                            const std::filesystem::path &folder,
                                            Conflicts conflicts);

//! One thing that an imported file would run, read or weaken.
struct Risk
{
    enum class Kind {
        Command, //!< kubectl would run it
        Path, //!< a file that would be read
        Proxy,
        Insecure, //!< the server's certificate is not checked
        PlainHttp,
        Secret, //!< a token, password or key in plain text
        Impersonation,
        AuthProvider,
    };
    Kind kind = Kind::Command;
    std::string entry; //!< "user admin"
    std::string text; //!< never the secret itself
    Position position;
};
[[nodiscard]] std::string_view riskName(Risk::Kind kind);
//! Executes and opens nothing.
[[nodiscard]] Core::Result<std::vector<Risk>> reviewImport(std::string bytes,
                                                           std::string_view name);

enum class Secrets {
    Leave, //!< left out of the export
    Include,
};
enum class Certificates {
    AsWritten, //!< paths made absolute
    Embed, //!< files read into `*-data`
};
//! A kubeconfig with that context alone.
[[nodiscard]] Core::Result<std::string> exportContext(const LoadingRules &rules,
                                                      std::string_view context, Secrets secrets,
                                                      Certificates certificates);

//! A new file in \a folder for each context (no names: for all), with its cluster, its user and
//! their secrets. The files that are there keep everything.
[[nodiscard]] Core::Result<Plan> planSplit(const LoadingRules &rules,
                                           const std::filesystem::path &folder,
                                           std::span<const std::string> contexts);

} // namespace Kubeconfig
