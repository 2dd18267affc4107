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

bool isInsideCharacter(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

} // namespace

std::optional<Sides> sidesOf(std::string_view evidence)
{
    constexpr std::string_view kNone = "";
    // NAME "VALUE", NAME "VALUE" (they differ …); the second name may hold names in quotes itself.
    const auto part = [&evidence, kNone](std::size_t from, std::size_t to) {
        return from <= to && to != std::string_view::npos ? evidence.substr(from, to - from) : kNone;
    };
    const std::size_t open = evidence.find(" \"");
    const std::size_t close = open == std::string_view::npos ? open : evidence.find('"', open + 2);
    const std::size_t end = evidence.find("\" (they differ ");
    if (open == 0 || close == std::string_view::npos || end == std::string_view::npos || end <= close
        || part(close, close + 3) != "\", ")
        return std::nullopt;
    const std::string_view second = part(close + 3, end);
    const std::size_t secondOpen = second.rfind(" \"");
    if (secondOpen == std::string_view::npos || secondOpen == 0)
        return std::nullopt;
    Sides sides;
    sides.oneName = evidence.substr(0, open);
    sides.one = part(open + 2, close);
    sides.otherName = second.substr(0, secondOpen);
    sides.other = second.substr(secondOpen + 2);
    if (std::count(sides.otherName.begin(), sides.otherName.end(), '"') % 2 != 0
        || sides.otherName.find("\", ") != std::string::npos)
        return std::nullopt;
    const std::size_t behind = evidence.find(')', end);
    std::string_view rest = behind == std::string_view::npos ? kNone : evidence.substr(behind + 1);
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
