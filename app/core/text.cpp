// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/text.h"

#include <algorithm>
#include <cstdint>

namespace Core {

namespace {

constexpr std::uint32_t kInvalid = 0xFFFFFFFF;

// Decodes the code point at \a at and moves past it; on a malformed sequence moves one byte.
std::uint32_t nextCodePoint(std::string_view text, std::size_t &at)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(at);
    if (first < 0x80) {
        ++at;
        return first;
    }
    const int length = first >= 0xF0 && first <= 0xF4 ? 4
            : first >= 0xE0                           ? (first < 0xF0 ? 3 : 0)
            : first >= 0xC2                           ? 2
                                                      : 0;
    if (length == 0 || at + static_cast<std::size_t>(length) > text.size()) {
        ++at;
        return kInvalid;
    }
    std::uint32_t value = first & (0xFFU >> (length + 1));
    for (int i = 1; i < length; ++i) {
        const unsigned next = byte(at + static_cast<std::size_t>(i));
        if ((next & 0xC0) != 0x80) {
            ++at;
            return kInvalid;
        }
        value = (value << 6) | (next & 0x3F);
    }
    constexpr std::uint32_t kSmallest[] = { 0, 0, 0x80, 0x800, 0x10000 };
    if (value < kSmallest[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
        ++at;
        return kInvalid;
    }
    at += static_cast<std::size_t>(length);
    return value;
}

// What could steer a terminal or turn the reading direction around (Unicode Bidi_Control and the
// invisible separators that end a line).
bool isSteering(std::uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x061C || c == 0x200E || c == 0x200F
            || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

} // namespace

std::string singleLine(std::string_view text, std::size_t maxBytes)
{
    std::string out;
    out.reserve(std::min(text.size(), maxBytes));
    for (std::size_t at = 0; at < text.size();) {
        if (out.size() >= maxBytes) {
            out += "…";
            break;
        }
        const std::size_t start = at;
        const std::uint32_t c = nextCodePoint(text, at);
        if (c == '\n' || c == '\t' || c == '\r')
            out += ' ';
        else if (c == kInvalid || isSteering(c))
            out += "\xEF\xBF\xBD";
        else
            out += text.substr(start, at - start);
    }
    while (!out.empty() && out.back() == ' ')
        out.pop_back();
    return out;
}

std::string withoutTokens(std::string_view text)
{
    // The shortest token worth guessing has 128 bits, which is 22 characters of base64.
    constexpr std::size_t kShortest = 20;
    const auto isTokenCharacter = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'
                || c == '.' || c == '~' || c == '+' || c == '/' || c == '=';
    };
    std::string out;
    for (auto at = text.begin(); at != text.end();) {
        const auto end = std::find_if_not(at, text.end(), isTokenCharacter);
        if (static_cast<std::size_t>(end - at) >= kShortest)
            out += "[…]";
        else
            out.append(at, end);
        if (end == text.end())
            break;
        out += *end;
        at = end + 1;
    }
    return out;
}

bool isValidUtf8(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        if (nextCodePoint(text, at) == kInvalid)
            return false;
    }
    return true;
}

bool isDnsLabel(std::string_view text)
{
    const auto isInner = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    };
    return !text.empty() && text.size() <= 63 && text.front() != '-' && text.back() != '-'
            && std::all_of(text.begin(), text.end(), isInner);
}

std::string shellQuoted(std::string_view word)
{
    constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                        "@%_-+=:,./";
    if (!word.empty() && word.find_first_not_of(kPlain) == std::string_view::npos)
        return std::string(word);
    std::string out = "'";
    for (const char c : word) {
        if (c == '\'')
            out += "'\\''";
        else
            out += c;
    }
    return out + "'";
}

} // namespace Core
