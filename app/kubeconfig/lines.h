// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <string_view>
#include <vector>

namespace Kubeconfig {

using Lines = std::vector<std::string_view>;

//! The lines of a text, each with its line feed (the last one may have none): joined they are the text.
[[nodiscard]] inline Lines splitLines(std::string_view text)
{
    Lines lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t feed = text.find('\n', at);
        const std::size_t end = feed == std::string_view::npos ? text.size() : feed + 1;
        lines.push_back(text.substr(at, end - at));
        at = end;
    }
    return lines;
}

} // namespace Kubeconfig
