// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/clock.h"

namespace Support {

//! A clock that stands until it is moved. Starts at 2026-01-01T00:00:00Z.
class FakeClock final : public Core::Clock
{
public:
    std::chrono::system_clock::time_point now() const override { return m_now; }
    std::chrono::steady_clock::time_point steadyNow() const override { return m_steady; }

    //! Time passes: both clocks move.
    void advance(std::chrono::milliseconds by)
    {
        m_now += by;
        m_steady += by;
    }
    //! Somebody sets the wall clock; the steady one goes on.
    void setWallClock(std::chrono::system_clock::time_point now) { m_now = now; }

private:
    std::chrono::system_clock::time_point m_now { std::chrono::seconds(1767225600) };
    std::chrono::steady_clock::time_point m_steady { std::chrono::seconds(1000) };
};

} // namespace Support
