// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/timestamp.h"

#include <cstdio>
#include <ctime>

namespace Core {

using std::chrono::system_clock;

std::string toRfc3339(system_clock::time_point time)
{
    const std::time_t seconds = system_clock::to_time_t(
            std::chrono::floor<std::chrono::seconds>(time));
    std::tm parts = {};
    ::gmtime_r(&seconds, &parts);
    char text[32] = {};
    const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return std::string(text, length);
}

std::optional<system_clock::time_point> fromRfc3339(std::string_view text)
{
    // Fixed width, so that sscanf's leniency (blanks, signs) cannot be reached.
    constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:ddZ";
    if (text.size() != kShape.size())
        return std::nullopt;
    for (std::size_t i = 0; i < kShape.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (kShape[i] == 'd' ? !digit : text[i] != kShape[i])
            return std::nullopt;
    }
    const auto number = [&](std::size_t from, std::size_t count) {
        int value = 0;
        for (std::size_t i = from; i < from + count; ++i)
            value = value * 10 + (text[i] - '0');
        return value;
    };
    using namespace std::chrono;
    const year_month_day date { year(number(0, 4)), month(static_cast<unsigned>(number(5, 2))),
                                day(static_cast<unsigned>(number(8, 2))) };
    if (!date.ok() || number(11, 2) > 23 || number(14, 2) > 59 || number(17, 2) > 60)
        return std::nullopt;
    return sys_days(date) + hours(number(11, 2)) + minutes(number(14, 2)) + seconds(number(17, 2));
}

} // namespace Core
