// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/result.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Core {

using Json = nlohmann::json;

//! Bounds on a JSON text, checked while it is read, before a tree of it is in memory.
struct JsonLimits
{
    std::size_t maxBytes = 1024 * 1024;
    int maxDepth = 32;
    std::size_t maxValues = 100'000;
};

//! Parses hostile JSON strictly: RFC 8259, UTF-8 without BOM, no duplicate names at any depth
//! (RFC 7515 section 4, RFC 7519 section 4: parsers must reject them or keep the last; keeping the
//! last silently is how two readers see two tokens), nothing after the value.
//! The message of an error tells what is wrong, never what the text contains.
[[nodiscard]] Result<Json> parseJson(std::string_view text, const JsonLimits &limits = {});

//! The string at \a key of object \a object; nothing if missing or of another type.
[[nodiscard]] std::optional<std::string> jsonString(const Json &object, std::string_view key);
//! The boolean at \a key, or \a fallback.
[[nodiscard]] bool jsonBool(const Json &object, std::string_view key, bool fallback);
//! The integer at \a key; nothing if missing, fractional, out of range or of another type.
[[nodiscard]] std::optional<std::int64_t> jsonInteger(const Json &object, std::string_view key);
//! The strings of the array at \a key; entries of other types are left out.
[[nodiscard]] std::vector<std::string> jsonStrings(const Json &object, std::string_view key);

//! Serialises without throwing: invalid UTF-8 becomes U+FFFD.
[[nodiscard]] std::string dumpJson(const Json &value, int indent = -1);

} // namespace Core
