// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <optional>
#include <string>

namespace Kubernetes {

//! What RE2 would say, as far as PCRE surely says the same; nothing for other patterns.
[[nodiscard]] std::optional<bool> regexMatches(const std::string &pattern, const std::string &text);

} // namespace Kubernetes
