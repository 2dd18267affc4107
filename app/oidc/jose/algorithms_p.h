// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/oidc/jose/jws.h"

#include <openssl/evp.h>

namespace Jose {

enum class KeyFamily { Rsa, Ec, Ed25519 };
enum class RsaPadding { None, Pkcs1, Pss };

//! What an algorithm name stands for (RFC 7518 sections 3.3 to 3.5, RFC 8037 section 3.1).
struct AlgorithmTraits
{
    SignatureAlgorithm algorithm;
    std::string_view name;
    KeyFamily family;
    RsaPadding padding;
    //! Of the signature and of `at_hash`; for Ed25519 of `at_hash` only, where the practice of the
    //! providers is the hash inside of Ed25519.
    const EVP_MD *(*hash)();
    const char *curve; //!< `crv` of a JWK, also OpenSSL's name of the group; null for RSA
    std::size_t coordinateBytes; //!< R, S, x and y of an EC curve
};

[[nodiscard]] const AlgorithmTraits &traits(SignatureAlgorithm algorithm);

//! base64url of the left half of the algorithm's hash over \a token: the `at_hash` of OpenID Connect
//! Core section 3.1.3.6. Empty if OpenSSL fails.
[[nodiscard]] std::string leftHalfHash(SignatureAlgorithm algorithm, std::string_view token);

} // namespace Jose
