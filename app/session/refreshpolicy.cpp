// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/session/refreshpolicy.h"

#include <algorithm>

namespace Session {

using std::chrono::milliseconds;

static constexpr milliseconds kLongestDelay { 60'000 };
static constexpr milliseconds kEarly { 20'000 };

static milliseconds scaled(milliseconds value, double factor)
{
    return milliseconds(static_cast<milliseconds::rep>(static_cast<double>(value.count()) * factor));
}

milliseconds TokenLife::left(Steady now) const
{
    const auto gone = std::chrono::duration_cast<milliseconds>(now - receivedAt);
    return std::max(milliseconds(0), total - gone);
}

milliseconds tokenLife(std::chrono::system_clock::time_point issuedAt,
                       std::chrono::system_clock::time_point expiresAt,
                       std::chrono::system_clock::time_point now)
{
    const auto theirs = std::chrono::duration_cast<milliseconds>(expiresAt - issuedAt);
    const auto ours = std::chrono::duration_cast<milliseconds>(expiresAt - now);
    return std::max(milliseconds(0), std::min(theirs, ours));
}

milliseconds requiredLife(milliseconds wish, milliseconds total)
{
    return std::clamp(wish, milliseconds(0), std::max(milliseconds(0), total / 6));
}

Steady refreshAheadAt(const TokenLife &life, double jitter)
{
    const double early = 0.1 * std::clamp(jitter, 0.0, 1.0);
    return life.receivedAt + scaled(life.total, 2.0 / 3.0 - early);
}

milliseconds retryDelay(int failures, double jitter)
{
    const int doublings = std::clamp(failures - 1, 0, 6);
    const milliseconds base = std::min(kLongestDelay, milliseconds(1000 << doublings));
    return std::min(kLongestDelay, scaled(base, 0.75 + 0.5 * std::clamp(jitter, 0.0, 1.0)));
}

std::chrono::system_clock::time_point reportedExpiry(std::chrono::system_clock::time_point now,
                                                     milliseconds left)
{
    return now + (left - std::min(kEarly, left / 3));
}

} // namespace Session
