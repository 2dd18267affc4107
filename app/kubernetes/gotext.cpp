// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubernetes/gotext.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace Kubernetes {

std::string goQuoted(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        static constexpr std::string_view kFrom = "\"\\\a\b\f\n\r\t\v", kTo = "\"\\abfnrtv";
        if (const std::size_t at = kFrom.find(c); at != std::string_view::npos && c != '\0') {
            out += '\\';
            out += kTo[at];
        } else if (byte < 0x20 || byte == 0x7f) {
            std::array<char, 8> escape{};
            std::snprintf(escape.data(), escape.size(), "\\x%02x", static_cast<unsigned>(byte));
            out += escape.data();
        } else {
            out += c;
        }
    }
    return out + '"';
}

std::string goQuoted(const std::vector<std::string> &list)
{
    std::string out = "[";
    for (const std::string &text : list)
        out += (out.size() > 1 ? " " : "") + goQuoted(text);
    return out + ']';
}

std::string_view goJsonKind(const Core::Json &value)
{
    if (value.is_string())
        return "string";
    if (value.is_boolean())
        return "bool";
    if (value.is_array())
        return "array";
    return value.is_object() ? "object" : "number";
}

std::string goUnmarshalError(const Core::Json &value, std::string_view type)
{
    return "json: cannot unmarshal " + std::string(goJsonKind(value)) + " into Go value of type "
            + std::string(type);
}

std::string goTime(std::int64_t secondsSince1970)
{
    using namespace std::chrono;
    const std::int64_t day = secondsSince1970 / 86400 - (secondsSince1970 % 86400 < 0 ? 1 : 0);
    constexpr std::int64_t kMostDays = 10'000'000; // what chrono's year can hold
    if (day > kMostDays || day < -kMostDays)
        return "@" + std::to_string(secondsSince1970);
    const year_month_day date{ sys_days{ days{ static_cast<int>(day) } } };
    const auto second = static_cast<long>(secondsSince1970 - day * 86400);
    std::array<char, 80> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u %02ld:%02ld:%02ld +0000 UTC",
                  static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()), second / 3600, second / 60 % 60, second % 60);
    return text.data();
}

} // namespace Kubernetes
