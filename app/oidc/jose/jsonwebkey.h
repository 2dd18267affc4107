// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/oidc/jose/jws.h"

#include <memory>
#include <optional>

namespace Jose {

//! A public key for signatures (RFC 7517, 7518 section 6, 8037). Copies share the OpenSSL key.
class JsonWebKey
{
public:
    //! Parses one JWK. Refused: private or symmetric keys, `use` other than sig, `key_ops` without
    //! verify, RSA outside 2048…8192 bits or with an unsafe exponent, points off the curve.
    [[nodiscard]] static Core::Result<JsonWebKey> parse(const Core::Json &jwk);

    [[nodiscard]] const std::string &keyId() const { return m_keyId; } //!< empty if it has none
    //! True if the key's type, curve and `alg` allow \a algorithm.
    [[nodiscard]] bool supports(SignatureAlgorithm algorithm) const;
    //! TokenSignature when it does not verify.
    [[nodiscard]] Core::Result<> verify(SignatureAlgorithm algorithm, std::string_view signingInput,
                                        std::string_view signature) const;

private:
    struct Key; // holds the EVP_PKEY
    std::string m_keyId;
    std::optional<SignatureAlgorithm> m_algorithm; // the JWK's own `alg`
    std::shared_ptr<const Key> m_key;
};

//! The keys of one issuer (RFC 7517 section 5). Unknown or unfit keys are skipped, not an error.
class JsonWebKeySet
{
public:
    //! At most 1 MiB and 100 keys.
    [[nodiscard]] static Core::Result<JsonWebKeySet> parse(std::string_view document);

    [[nodiscard]] bool isEmpty() const { return m_keys.empty(); }
    [[nodiscard]] bool hasKeyId(std::string_view keyId) const;
    //! Verifies \a jws with the key that its header names; without `kid` every fitting key is tried
    //! (at most 10). TokenAlgorithm, TokenKeyUnknown or TokenSignature on failure.
    [[nodiscard]] Core::Result<> verify(const Jws &jws) const;

private:
    std::vector<JsonWebKey> m_keys;
};

} // namespace Jose
