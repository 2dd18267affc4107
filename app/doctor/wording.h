// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

//! How evidence is written, the same in all checks.
namespace Doctor {

//! "text" in quotes, safe for a terminal, cut after 300 bytes.
[[nodiscard]] std::string inQuotes(std::string_view text);

//! `"a", "b" and 3 more`; "none" for an empty list.
[[nodiscard]] std::string inQuotes(const std::vector<std::string> &texts, std::size_t most = 8);

//! Both values, and where they begin to differ: `token "…/demo", server "…/demo/" (they differ from
//! character 24 on, there with a slash at the end)`.
[[nodiscard]] std::string bothSides(std::string_view oneName, std::string_view one, std::string_view otherName,
                                    std::string_view other);

//! Two values that should be one.
struct Sides
{
    std::string oneName, one, otherName, other;
    std::string rest; //!< what stands behind them
    std::size_t firstDifference = 0; //!< in bytes, at the beginning of a character
    bool operator==(const Sides &) const = default;
};

//! Reads what bothSides() wrote, for whoever shows it otherwise than as a line. Nothing if \a evidence
//! is something else, or if quotes inside of a value leave it open where that value ends.
[[nodiscard]] std::optional<Sides> sidesOf(std::string_view evidence);

} // namespace Doctor
