// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/paths.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace Kubeconfig {

//! Which files are read, in which order, and which one is written (client-go
//! tools/clientcmd/loader.go and config.go; measured, reference kubernetes.md 2.3).
class LoadingRules
{
public:
    //! \a explicitFile = `--kubeconfig`: that file alone. Else `$KUBECONFIG` split at ':', empty
    //! elements skipped, exact duplicates removed; else `$HOME/.kube/config`.
    [[nodiscard]] static LoadingRules
    fromEnvironment(const Core::Environment &environment,
                    const std::optional<std::string> &explicitFile = {});

    [[nodiscard]] const std::vector<std::filesystem::path> &files() const { return m_files; }
    //! Where new entries and current-context go: the explicit file, else the first that exists,
    //! else the last of the list.
    [[nodiscard]] std::filesystem::path defaultFile() const;
    [[nodiscard]] bool isExplicit() const { return m_explicit; }

private:
    std::vector<std::filesystem::path> m_files;
    bool m_explicit = false;
};

} // namespace Kubeconfig
