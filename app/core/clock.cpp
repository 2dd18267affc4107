// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/clock.h"

#include <ctime>

namespace Core {

std::chrono::steady_clock::time_point SystemClock::steadyNow() const
{
#ifdef CLOCK_BOOTTIME
    // std::chrono::steady_clock is CLOCK_MONOTONIC on Linux, which stands still during suspend (clock_gettime(2)).
    timespec time = {};
    if (::clock_gettime(CLOCK_BOOTTIME, &time) == 0)
        return std::chrono::steady_clock::time_point(std::chrono::seconds(time.tv_sec)
                                                     + std::chrono::nanoseconds(time.tv_nsec));
#endif
    return std::chrono::steady_clock::now();
}

} // namespace Core
