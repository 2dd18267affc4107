// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/audit/auditlog.h"

#include <QByteArray>

#include <chrono>
#include <filesystem>
#include <optional>
#include <vector>

namespace Audit {

struct RecordedEvent
{
    std::chrono::system_clock::time_point time;
    Event event;
};

//! One line of the log, as appended() tells it; nothing if it is not one (cut, or of a later
//! version).
[[nodiscard]] std::optional<RecordedEvent> parseEvent(std::string_view line);

//! The last \a max events of \a file and, where it does not hold as many, of the one rotated away;
//! newest last. A log that is not there yet is empty. Lines that are not understood are left out.
[[nodiscard]] Core::Result<std::vector<RecordedEvent>> readEvents(const std::filesystem::path &file,
                                                                  std::size_t max);

} // namespace Audit
