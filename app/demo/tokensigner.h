// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/json.h"
#include "app/core/result.h"
#include "app/oidc/jose/jws.h"

#include <memory>
#include <string>

namespace Demo {

//! Signs tokens with a key that lives in memory only: for the demo issuer and the tests' providers.
//! Copies share the key.
class TokenSigner
{
public:
    //! Makes a fresh key (RSA 2048, the curve of the ES algorithm, or Ed25519).
    [[nodiscard]] static Core::Result<TokenSigner> generate(Jose::SignatureAlgorithm algorithm,
                                                            std::string keyId);

    [[nodiscard]] const std::string &keyId() const { return m_keyId; }
    //! The public JWK with kid, use, alg.
    [[nodiscard]] Core::Json publicJwk() const;
    //! {"keys":[publicJwk()]}
    [[nodiscard]] Core::Json publicJwks() const;
    //! A compact JWS with header {"alg","kid","typ":"JWT"}, changed by \a headerPatch (null removes a name).
    [[nodiscard]] std::string sign(const Core::Json &claims, const Core::Json &headerPatch = {}) const;
    //! The same over raw bytes, so that tests can send malformed JSON under a good signature.
    [[nodiscard]] std::string signRaw(std::string_view headerJson, std::string_view payload) const;
    //! `at_hash` of an access token for this key's algorithm (OpenID Connect Core 3.1.3.6).
    [[nodiscard]] std::string accessTokenHash(std::string_view accessToken) const;

private:
    struct Key;
    Jose::SignatureAlgorithm m_algorithm = Jose::SignatureAlgorithm::RS256;
    std::string m_keyId;
    std::shared_ptr<const Key> m_key;
};

} // namespace Demo
