// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/error.h"

#include <string_view>

namespace Oidc {

//! An `error` that came by the browser (RFC 6749 section 4.1.2.1, OpenID Connect Core section 3.1.2.6).
[[nodiscard]] Core::Error authorizationError(std::string_view error, std::string_view description);

//! An `error` of the token, PAR or revocation endpoint (RFC 6749 section 5.2).
[[nodiscard]] Core::Error endpointError(std::string_view error, std::string_view description);

} // namespace Oidc
