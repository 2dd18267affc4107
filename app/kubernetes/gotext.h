// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/json.h"

#include <string>
#include <string_view>
#include <vector>

//! How Go prints things: the server's messages are made of that.
namespace Kubernetes {

//! %q of a text.
[[nodiscard]] std::string goQuoted(std::string_view text);
//! %q of a []string: ["a" "b"]
[[nodiscard]] std::string goQuoted(const std::vector<std::string> &list);
//! "json: cannot unmarshal number into Go value of type string"
[[nodiscard]] std::string goUnmarshalError(const Core::Json &value, std::string_view type);
//! "string", "number", "bool", "array", "object"
[[nodiscard]] std::string_view goJsonKind(const Core::Json &value);
//! %v of a time.Time in UTC: 2026-01-01 00:00:00 +0000 UTC
[[nodiscard]] std::string goTime(std::int64_t secondsSince1970);
//! What an absent time.Time prints: the year 1.
inline constexpr std::int64_t kGoZeroTime = -62135596800;

} // namespace Kubernetes
