// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
//
// A key set from a provider that may be broken or hostile. Its keys reach OpenSSL, so the caps are what
// is tried here; the token below was signed by a key that is gone, so no set may verify it.
#include "app/oidc/jose/jsonwebkey.h"

#include <cstdint>
#include <cstdlib>

namespace {

constexpr char kToken[] = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ1In0.QG0cD73dHg7olqMUA8YRM3aCnm0eqXbr3Hc0jkxfKZb"
                            "80hEovDvG0z5fbVowCRExvlabKUsBRjs7zVMuxQ0X1w";

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void tryKey(const Core::Json &jwk)
{
    const auto key = Jose::JsonWebKey::parse(jwk);
    if (!key)
        return;
    for (const char *secret : { "d", "p", "k" })
        require(!jwk.contains(secret));
    for (int i = 0; i <= static_cast<int>(Jose::SignatureAlgorithm::EdDSA); ++i)
        require(!key->verify(static_cast<Jose::SignatureAlgorithm>(i), "input", std::string(256, '\1')));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const auto token = Jose::Jws::parse(kToken);
    require(token.has_value());
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    if (const auto set = Jose::JsonWebKeySet::parse(bytes)) {
        require(!set->verify(*token));
        (void)set->hasKeyId("ES256");
    }
    if (const auto json = Core::parseJson(bytes)) {
        tryKey(*json);
        if (json->is_object() && json->contains("keys") && json->at("keys").is_array()) {
            for (const Core::Json &jwk : json->at("keys"))
                tryKey(jwk);
        }
    }
    return 0;
}
