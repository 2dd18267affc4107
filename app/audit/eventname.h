// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/audit/auditlog.h"

#include <optional>
#include <string_view>

namespace Audit {

//! "signed-in", …: the stable name in the log.
[[nodiscard]] std::string_view eventName(EventKind kind);
[[nodiscard]] std::optional<EventKind> eventFromName(std::string_view name);

} // namespace Audit
