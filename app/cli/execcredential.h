// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <string>
#include <string_view>

namespace Cli {

//! The one line that get-token prints, line break included. Keys are case-sensitive for client-go.
[[nodiscard]] std::string execCredential(std::string_view apiVersion, std::string_view token,
                                         std::string_view expirationTimestamp);

} // namespace Cli
