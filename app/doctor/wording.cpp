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

namespace {

// `NAME "VALUE"` at the front of \a text, taken off; VALUE without a quote in it.
bool takeSide(std::string_view &text, std::string &name, std::string &value)
{
    const std::size_t open = text.find(" \"");
    const std::size_t close = open == std::string_view::npos ? open : text.find('"', open + 2);
    if (close == std::string_view::npos || open == 0)
        return false;
    name = text.substr(0, open);
    value = text.substr(open + 2, close - open - 2);
    text.remove_prefix(close + 1);
    return true;
}

bool isInsideCharacter(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

} // namespace

std::optional<Sides> sidesOf(std::string_view evidence)
{
    Sides sides;
    std::string_view rest = evidence;
    if (!takeSide(rest, sides.oneName, sides.one) || !rest.starts_with(", "))
        return std::nullopt;
    rest.remove_prefix(2);
    if (!takeSide(rest, sides.otherName, sides.other) || !rest.starts_with(" (they differ "))
        return std::nullopt;
    const std::size_t end = rest.find(')');
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    sides.rest = rest.starts_with("; ") ? rest.substr(2) : rest;
    const auto differ = std::mismatch(sides.one.begin(), sides.one.end(), sides.other.begin(), sides.other.end());
    sides.firstDifference = static_cast<std::size_t>(differ.first - sides.one.begin());
    const std::string &longer = sides.one.size() > sides.other.size() ? sides.one : sides.other;
    while (sides.firstDifference > 0 && sides.firstDifference < longer.size()
           && isInsideCharacter(longer[sides.firstDifference]))
        --sides.firstDifference;
    return sides;
}

} // namespace Doctor
