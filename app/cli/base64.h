// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace Cli {

//! Standard base64 (RFC 4648 section 4), padding optional, line breaks skipped.
[[nodiscard]] std::optional<std::string> decodeBase64(std::string_view text);

} // namespace Cli
