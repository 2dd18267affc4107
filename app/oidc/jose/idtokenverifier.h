// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/clock.h"
#include "app/core/secret.h"
#include "app/oidc/jose/jsonwebkey.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace Jose {

//! A verified ID token, decoded.
struct IdToken
{
    Core::Json header;
    Core::Json claims; //!< an object without duplicate names
    std::string issuer, subject;
    std::vector<std::string> audience;
    std::chrono::system_clock::time_point issuedAt, expiresAt;
};

inline constexpr std::string_view kAnyAudience = "*";

//! What the token must say (OpenID Connect Core sections 3.1.3.7, 3.1.3.8, 12.2).
struct IdTokenExpectation
{
    std::string issuer;
    std::string clientId;
    //! Besides clientId (OpenID Connect Core section 3.1.3.7, item 3); kAnyAudience trusts all of them, `azp`
    //! still has to name the client.
    std::vector<std::string> trustedAudiences;
    std::optional<std::string> nonce; //!< at login: must be there and equal
    const Core::Secret *accessToken = nullptr; //!< to check `at_hash` if the token has one
    std::optional<std::chrono::seconds> maxAuthAge; //!< `auth_time` must be there and younger
    std::optional<std::string> acr; //!< space separated: one of them must be met
    const IdToken *previous = nullptr; //!< on refresh: same iss, sub, azp, auth_time; iat not earlier
};

//! Verifies ID tokens. Pure: keys and time are handed in. Leeway 60 s for exp, nbf, iat ≤ 10 min ahead.
class IdTokenVerifier
{
public:
    explicit IdTokenVerifier(const Core::Clock &clock) : m_clock(clock) { }

    //! All Token… error codes. The messages tell both values where they differ (issuer, audience),
    //! never the token.
    [[nodiscard]] Core::Result<IdToken> verify(std::string_view compact, const JsonWebKeySet &keys,
                                               const IdTokenExpectation &expected) const;

    //! Decodes without verifying, for display and for the doctor only.
    [[nodiscard]] static Core::Result<IdToken> decodeUnverified(std::string_view compact);

private:
    const Core::Clock &m_clock;
};

} // namespace Jose
