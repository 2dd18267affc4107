// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/secret.h"

#include <QString>

#include <chrono>
#include <optional>

namespace Oidc {

//! A successful answer of the token endpoint (RFC 6749 section 5.1), not yet verified.
struct TokenSet
{
    Core::Secret idToken; //!< empty if the answer had none (legal on refresh)
    Core::Secret accessToken;
    Core::Secret refreshToken; //!< empty: keep the one you have
    std::optional<std::chrono::seconds> expiresIn; //!< of the access token
    QString scope; //!< as granted; empty if not said
};

} // namespace Oidc
