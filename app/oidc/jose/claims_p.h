// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/oidc/jose/idtokenverifier.h"

namespace Jose {

//! A NumericDate (RFC 7519 section 2) that can be a date of a token: after 1970, before the year 2255.
//! TokenClaims when it is missing or anything else.
[[nodiscard]] Core::Result<std::chrono::system_clock::time_point> numericDate(const Core::Json &claims,
                                                                              std::string_view name);

//! The space separated words of \a text.
[[nodiscard]] std::vector<std::string> words(std::string_view text);

enum class ClaimsRule {
    Required, //!< iss, sub, aud, exp and iat must be there (OpenID Connect Core section 2)
    Lenient, //!< what is missing stays empty: for display
};

[[nodiscard]] Core::Result<IdToken> decodeIdToken(const Jws &jws, ClaimsRule rule);

} // namespace Jose
