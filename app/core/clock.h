// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <chrono>

namespace Core {

//! Where "now" comes from. Wall time decides whether a token is valid, steady time drives timers and
//! deadlines, so that a clock that is set does not make a wait endless. Thread-safe.
class Clock
{
public:
    virtual ~Clock() = default;
    //! Wall clock, may jump.
    [[nodiscard]] virtual std::chrono::system_clock::time_point now() const = 0;
    //! Never set back, and goes on while the machine is suspended: a token has run out after a night with the lid
    //! closed, whatever anybody did to the wall clock.
    [[nodiscard]] virtual std::chrono::steady_clock::time_point steadyNow() const = 0;
};

//! The machine's clocks.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] std::chrono::system_clock::time_point now() const override
    {
        return std::chrono::system_clock::now();
    }
    [[nodiscard]] std::chrono::steady_clock::time_point steadyNow() const override;
};

} // namespace Core
