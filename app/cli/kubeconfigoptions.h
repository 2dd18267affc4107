// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/invocation.h"
#include "app/core/json.h"
#include "app/kubeconfig/kubeconfigstore.h"

namespace Cli {

//! What all verbs on kubeconfigs have in common.
class KubeconfigOptions
{
public:
    //! \a more are the verb's own options.
    [[nodiscard]] static Core::Result<KubeconfigOptions> parse(const Invocation &invocation,
                                                               std::span<const Option> more = {});

    Arguments arguments;
    OutputFormat format = OutputFormat::Text;
    bool help = false;
    bool dryRun = false;
    bool assumeYes = false;
    Kubeconfig::StaleLock staleLock = Kubeconfig::StaleLock::Report;

    [[nodiscard]] Kubeconfig::KubeconfigStore store(const Invocation &invocation) const;
};

//! Commits what \a planner works out, or prints its diff with `--dry-run`; tells what was done on
//! stderr.
[[nodiscard]] int change(Invocation &invocation, const KubeconfigOptions &options,
                         const Kubeconfig::KubeconfigStore::Planner &planner);

//! "exec", "token", "cert" …: what kubectl would send for this user.
[[nodiscard]] std::string_view authKind(const Kubeconfig::User *user);

//! The `contexts` shape of the command-line contract.
[[nodiscard]] Core::Json contextsJson(const Kubeconfig::Config &config);

} // namespace Cli
