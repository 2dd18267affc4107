// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/paths.h"
#include "app/kubeconfig/kubeconfigstore.h"
#include "app/kubeconfig/lint.h"

//! `~/.kube/kuberc` (kubectl 1.35 and newer): which exec plugins kubectl may run. Other clients do
//! not read it.
namespace Kubeconfig {

struct PluginPolicy
{
    enum class Kind {
        AllowAll, //!< also when nothing is said
        DenyAll,
        Allowlist,
    };
    Kind kind = Kind::AllowAll;
    std::vector<std::string> allowed; //!< as written: a base name or an absolute path
    std::filesystem::path file; //!< empty: kuberc is off or there is no home
    Position position; //!< of the policy
};

//! `$KUBERC` (`off` reads none), else `$HOME/.kube/kuberc`; AllowAll without a file.
[[nodiscard]] Core::Result<PluginPolicy> readPluginPolicy(const Core::Environment &environment);

//! What kubectl would say about \a command: nothing if it may run. An entry matches verbatim, or when
//! $PATH leads both to the same file (client-go exec.go, checkAllowlistLocked).
[[nodiscard]] std::optional<std::string> whyNotAllowed(const PluginPolicy &policy,
                                                       std::string_view command,
                                                       const Core::Environment &environment);

//! A finding for each user whose plugin kubectl would refuse to run.
[[nodiscard]] std::vector<LintFinding> lintPlugins(const LoadingRules &rules,
                                                   const Core::Environment &environment);

enum class DenyAll {
    Keep, //!< Refused: the policy was chosen by somebody
    MakeAllowlist, //!< the person agreed
};
//! Plans to list \a command in the kuberc file. Empty if it may run already.
[[nodiscard]] Core::Result<Plan> planAllowPlugin(const Core::Environment &environment,
                                                 std::string_view command, DenyAll denyAll);

} // namespace Kubeconfig
