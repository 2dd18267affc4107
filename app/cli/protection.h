// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/cli/kubeconfigoptions.h"
#include "app/core/protectedcontexts.h"

namespace Cli {

//! The marks of this person; an error if the file makes no sense.
[[nodiscard]] Core::Result<Core::ProtectedContexts> protectedContexts(const Invocation &invocation);

//! Refused if \a context is protected and neither `--yes` nor `--dry-run` was given. \a deed goes
//! into "kubectl lanyard DEED --yes".
[[nodiscard]] Core::Result<> askForProtected(const Invocation &invocation,
                                             const KubeconfigOptions &options,
                                             const std::string &context, const std::string &deed);

//! Adds `"protected": true|false` to each context of contextsJson().
void markProtected(Invocation &invocation, Core::Json &contexts);

//! The mark goes with the context.
[[nodiscard]] Core::Result<> renameProtected(const Invocation &invocation, const std::string &name,
                                             const std::string &newName);

} // namespace Cli
