// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <string>
#include <string_view>

namespace Oidc {

//! 32 bytes of the operating system's generator as 43 characters of base64url: a `state`, a `nonce`
//! or a PKCE verifier (RFC 7636 section 4.1 asks for at least 43 characters).
//!
//! Never QAbstractOAuth's own generator: before 6.7.1 it is a Mersenne Twister seeded with the
//! milliseconds, and its seed can be recovered from one `state` (CVE-2024-36048).
[[nodiscard]] std::string randomToken();

//! `code_challenge` of the method S256 (RFC 7636 section 4.2).
[[nodiscard]] std::string codeChallengeS256(std::string_view verifier);

} // namespace Oidc
