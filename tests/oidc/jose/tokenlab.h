// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/oidc/jose/idtokenverifier.h"
#include "tests/oidc/jose/josetest.h"
#include "tests/support/fakeclock.h"

namespace JoseTest {

using Jose::SignatureAlgorithm;

inline constexpr std::int64_t kNow = 1767225600; // where FakeClock starts
inline constexpr const char *kIssuer = "https://id.example.org/realm";
inline constexpr const char *kClient = "lanyard";
inline constexpr const char *kNonce = "n-0S6_WzA2Mj";

//! A provider with keys of every family, somebody who has none of them, and what a good token says.
class TokenLab
{
public:
    Support::FakeClock clock;
    Demo::TokenSigner rsa = newSigner(SignatureAlgorithm::RS256, "rsa");
    Demo::TokenSigner pss = newSigner(SignatureAlgorithm::PS256, "pss");
    Demo::TokenSigner ec = newSigner(SignatureAlgorithm::ES256, "ec");
    Demo::TokenSigner ec384 = newSigner(SignatureAlgorithm::ES384, "ec384");
    Demo::TokenSigner ec521 = newSigner(SignatureAlgorithm::ES512, "ec521");
    Demo::TokenSigner ed = newSigner(SignatureAlgorithm::EdDSA, "ed");
    Demo::TokenSigner attacker = newSigner(SignatureAlgorithm::RS256, "rsa"); // the name of a good key
    Jose::JsonWebKeySet keys = keySet(publicKeys());

    [[nodiscard]] Core::Json publicKeys() const
    {
        return Core::Json::array({ rsa.publicJwk(), pss.publicJwk(), ec.publicJwk(), ec384.publicJwk(),
                                   ec521.publicJwk(), ed.publicJwk() });
    }

    [[nodiscard]] static Core::Json claims(const Core::Json &patch = {})
    {
        Core::Json claims = { { "iss", kIssuer },     { "sub", "u-1" },       { "aud", kClient },
                              { "iat", kNow - 10 },   { "exp", kNow + 3600 }, { "nonce", kNonce },
                              { "email", "jane@example.org" } };
        if (patch.is_object())
            claims.merge_patch(patch);
        return claims;
    }

    [[nodiscard]] static Jose::IdTokenExpectation expectation()
    {
        Jose::IdTokenExpectation expected;
        expected.issuer = kIssuer;
        expected.clientId = kClient;
        expected.nonce = kNonce;
        return expected;
    }

    [[nodiscard]] Core::Result<Jose::IdToken> verify(
            std::string_view token, const Jose::IdTokenExpectation &expected = expectation()) const
    {
        return Jose::IdTokenVerifier(clock).verify(token, keys, expected);
    }
};

} // namespace JoseTest
