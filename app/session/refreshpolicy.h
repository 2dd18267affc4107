// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <chrono>

//! When to refresh, as pure functions.
//!
//! Life is measured by the steady clock from the moment a token came, never by the wall clock: a
//! clock that somebody sets must neither kill a good token nor keep a dead one alive.
namespace Session {

using Steady = std::chrono::steady_clock::time_point;

//! How long a token lives, and since when.
struct TokenLife
{
    Steady receivedAt;
    std::chrono::milliseconds total { 0 };

    //! Never negative.
    [[nodiscard]] std::chrono::milliseconds left(Steady now) const;
};

//! The life of a token that came just now. \a issuedAt and \a expiresAt are the provider's words,
//! \a now is our wall clock: the shorter of both views counts.
[[nodiscard]] std::chrono::milliseconds tokenLife(std::chrono::system_clock::time_point issuedAt,
                                                  std::chrono::system_clock::time_point expiresAt,
                                                  std::chrono::system_clock::time_point now);

//! The least life with which a token is handed out without a refresh. A caller's wish is cut to a
//! sixth of the token's whole life: a provider with 60-second tokens could never fulfil 60 s.
[[nodiscard]] std::chrono::milliseconds requiredLife(std::chrono::milliseconds wish,
                                                     std::chrono::milliseconds total);

//! When to refresh ahead: after 2/3 of the life, earlier by up to a tenth of it. \a jitter is 0…1.
[[nodiscard]] Steady refreshAheadAt(const TokenLife &life, double jitter);

//! The pause after the \a failures-th failure in a row: 1 s, 2 s, … 60 s, each ± a quarter.
[[nodiscard]] std::chrono::milliseconds retryDelay(int failures, double jitter);

//! What to tell kubectl as the end: early enough that no token dies on the way (kubectl has no leeway
//! of its own), but never in the past, or kubectl would ask again for every request.
[[nodiscard]] std::chrono::system_clock::time_point
reportedExpiry(std::chrono::system_clock::time_point now, std::chrono::milliseconds left);

} // namespace Session
