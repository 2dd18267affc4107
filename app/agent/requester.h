// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/audit/auditlog.h"

namespace Agent {

//! Who stands behind the plugin with process id \a pid: the program that started it (kubectl), and its
//! terminal. Read from /proc, because words can be made up; empty where the process is gone already.
[[nodiscard]] Audit::Requester findRequester(qint64 pid);

} // namespace Agent
