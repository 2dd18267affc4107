// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/json.h"
#include "app/core/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace Jose {

//! The signatures we verify (RFC 7518 section 3.1, RFC 8037 for Ed25519). Never `none`, never HS*.
enum class SignatureAlgorithm { RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA };

//! The algorithm of that name; TokenAlgorithm for any other.
[[nodiscard]] Core::Result<SignatureAlgorithm> signatureAlgorithm(std::string_view name);
[[nodiscard]] std::string_view signatureAlgorithmName(SignatureAlgorithm algorithm);

//! base64url without padding, canonical (RFC 7515 section 2): decoding then encoding gives the same text.
[[nodiscard]] Core::Result<std::string> decodeBase64Url(std::string_view text);
[[nodiscard]] std::string encodeBase64Url(std::string_view bytes);

//! A parsed compact JWS (RFC 7515 section 7.1). Parsing does not verify.
struct Jws
{
    Core::Json header; //!< an object without duplicate names
    std::string payload; //!< decoded bytes
    std::string signingInput; //!< what the signature covers
    std::string signature; //!< decoded bytes

    //! At most 64 KiB, exactly three parts, canonical base64url, no `crit`, no `b64`, no `zip`.
    [[nodiscard]] static Core::Result<Jws> parse(std::string_view compact);
};

} // namespace Jose
