// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/wording.h"

#include "app/core/text.h"

#include <algorithm>

namespace Doctor {

std::string inQuotes(std::string_view text)
{
    return '"' + Core::singleLine(text, 300) + '"';
}

std::string inQuotes(const std::vector<std::string> &texts, std::size_t most)
{
    if (texts.empty())
        return "none";
    std::string result;
    const std::size_t shown = std::min(texts.size(), most);
    for (std::size_t i = 0; i < shown; ++i)
        result += (i == 0 ? "" : ", ") + inQuotes(texts[i]);
    if (shown < texts.size())
        result += " and " + std::to_string(texts.size() - shown) + " more";
    return result;
}

std::string bothSides(std::string_view oneName, std::string_view one, std::string_view otherName,
                      std::string_view other)
{
    const auto differ = std::mismatch(one.begin(), one.end(), other.begin(), other.end());
    std::string text =
            std::string(oneName) + ' ' + inQuotes(one) + ", " + std::string(otherName) + ' ' + inQuotes(other);
    if (one == other)
        return text;
    if (std::string(one) + "/" == other || std::string(other) + "/" == one)
        return text + " (they differ in the slash at the end)";
    return text + " (they differ from character " + std::to_string(differ.first - one.begin() + 1) + " on)";
}

} // namespace Doctor
