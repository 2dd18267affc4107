// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/cli/commands.h"
#include "app/cli/invocation.h"

namespace Cli {

// The verbs under `config`; configcommand.cpp has the table.
int runAdd(Invocation &invocation);
int runSetExec(Invocation &invocation);
int runRenameContext(Invocation &invocation);
int runRenameCluster(Invocation &invocation);
int runRenameUser(Invocation &invocation);
int runDuplicateContext(Invocation &invocation);
int runDeleteContext(Invocation &invocation);
int runImport(Invocation &invocation);
int runExport(Invocation &invocation);
int runLint(Invocation &invocation);
int runDeleteCluster(Invocation &invocation);
int runDeleteUser(Invocation &invocation);
int runConvert(Invocation &invocation);
int runSplit(Invocation &invocation);
int runProtect(Invocation &invocation);
int runUnprotect(Invocation &invocation);
int runAllowPlugin(Invocation &invocation);

[[nodiscard]] std::span<const Command> configCommands();

} // namespace Cli
