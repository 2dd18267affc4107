// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/clock.h"
#include "app/core/result.h"

#include <chrono>
#include <map>
#include <string>
#include <string_view>

namespace Demo {

//! One sign-in of one person through one client.
struct Grant
{
    std::string username;
    std::string clientId;
    std::string redirectUri;
    std::string codeChallenge; //!< S256
    std::string nonce; //!< may be empty
    std::string scope;
    std::string sessionId; //!< `sid`; given by the store
    std::chrono::system_clock::time_point authTime;
};

struct GrantLifetimes
{
    std::chrono::seconds code{ 60 };
    std::chrono::seconds refreshToken{ 30 * 60 };
};

//! Codes and refresh tokens that were handed out.
//!
//! A code works once; a second use ends its session (RFC 6749 section 4.1.2). A refresh token works
//! once and is replaced; an old one ends the session (RFC 9700 section 4.14.2). Bounded: the oldest
//! entries make room.
class GrantStore
{
public:
    GrantStore(const Core::Clock &clock, const GrantLifetimes &lifetimes)
        : m_clock(clock)
        , m_lifetimes(lifetimes)
    {
    }

    [[nodiscard]] std::string issueCode(Grant grant);
    //! InvalidGrant when unknown, used or too old.
    [[nodiscard]] Core::Result<Grant> redeemCode(std::string_view code);

    [[nodiscard]] std::string issueRefreshToken(const Grant &grant);
    //! Uses a refresh token up; InvalidGrant when unknown, too old, used before, or of another
    //! client.
    [[nodiscard]] Core::Result<Grant> redeemRefreshToken(std::string_view token,
                                                         std::string_view clientId);
    //! RFC 7009: ends the session of the token, if there is one.
    void revoke(std::string_view token);
    void endSession(std::string_view sessionId);
    [[nodiscard]] std::size_t sessionCount() const;

private:
    struct Entry
    {
        Grant grant;
        std::chrono::system_clock::time_point expiresAt;
        bool used = false;
    };
    using Entries = std::map<std::string, Entry, std::less<>>;

    [[nodiscard]] std::string keep(Entries &entries, Entry entry);
    [[nodiscard]] Core::Result<Grant> redeem(Entries &entries, std::string_view secret);

    const Core::Clock &m_clock;
    GrantLifetimes m_lifetimes;
    Entries m_codes, m_refreshTokens;
};

//! 32 bytes of the OS generator as base64url text.
[[nodiscard]] std::string randomToken();

} // namespace Demo
