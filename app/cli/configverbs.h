// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

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

} // namespace Cli
