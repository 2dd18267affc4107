// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace Core {

//! RFC 3339 in UTC with whole seconds, as Kubernetes writes it: "2026-11-24T06:00:00Z".
[[nodiscard]] std::string toRfc3339(std::chrono::system_clock::time_point time);

//! Reads that form (and only that); nothing otherwise.
[[nodiscard]] std::optional<std::chrono::system_clock::time_point> fromRfc3339(std::string_view text);

} // namespace Core
