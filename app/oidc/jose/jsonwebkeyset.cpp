// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/oidc/jose/jsonwebkey.h"

#include "app/core/text.h"

#include <algorithm>

namespace Jose {

using Core::ErrorCode;

namespace {

constexpr Core::JsonLimits kLimits { .maxBytes = 1024 * 1024, .maxDepth = 8, .maxValues = 20'000 };
constexpr std::size_t kMaxKeys = 100;
constexpr int kMaxTries = 10; // each try costs a signature check

Core::Error noSuchKey(const std::string &keyId)
{
    return { ErrorCode::TokenKeyUnknown,
             keyId.empty() ? "the provider publishes no key that fits this token"
                           : "the token is signed with the key \"" + Core::singleLine(keyId, 80)
                     + "\", which the provider does not publish",
             "try again in a minute: the provider may be changing its keys; if this stays, the token "
             "comes from another provider", {} };
}

} // namespace

Core::Result<JsonWebKeySet> JsonWebKeySet::parse(std::string_view document)
{
    const auto json = Core::parseJson(document, kLimits);
    if (!json) {
        const bool tooLarge = json.error().code == ErrorCode::TooLarge;
        return Core::fail(tooLarge ? ErrorCode::TooLarge : ErrorCode::BadAnswer,
                          "the provider's key set is not usable: " + json.error().message,
                          "check the jwks_uri of the provider");
    }
    const auto keys = json->is_object() ? json->find("keys") : json->end();
    if (keys == json->end() || !keys->is_array())
        return Core::fail(ErrorCode::BadAnswer, "the provider's key set has no list of keys",
                          "check the jwks_uri of the provider");
    if (keys->size() > kMaxKeys)
        return Core::fail(ErrorCode::TooLarge,
                          "the provider's key set has " + std::to_string(keys->size())
                                  + " keys, accepted are " + std::to_string(kMaxKeys));
    JsonWebKeySet set;
    for (const Core::Json &jwk : *keys) {
        // RFC 7517 section 5: keys of an unknown type, for another use or out of range are ignored.
        if (auto key = JsonWebKey::parse(jwk))
            set.m_keys.push_back(std::move(*key));
    }
    return set;
}

bool JsonWebKeySet::hasKeyId(std::string_view keyId) const
{
    return std::any_of(m_keys.begin(), m_keys.end(),
                       [&](const JsonWebKey &key) { return key.keyId() == keyId; });
}

Core::Result<> JsonWebKeySet::verify(const Jws &jws) const
{
    const auto algorithm
            = signatureAlgorithm(Core::jsonString(jws.header, "alg").value_or(std::string()));
    if (!algorithm)
        return Core::fail(algorithm.error());
    // Where the header names a key, only keys of that name count, as kube-apiserver does it. The
    // header's jwk, jku, x5u and x5c are the sender's word about itself and never looked at.
    const std::string keyId = Core::jsonString(jws.header, "kid").value_or(std::string());
    bool named = false;
    int tries = 0;
    Core::Result<> last;
    for (const JsonWebKey &key : m_keys) {
        if (!keyId.empty() && key.keyId() != keyId)
            continue;
        named = true;
        if (!key.supports(*algorithm) || ++tries > kMaxTries)
            continue;
        last = key.verify(*algorithm, jws.signingInput, jws.signature);
        if (last)
            return {};
    }
    if (tries > 0)
        return last;
    if (keyId.empty() || !named)
        return Core::fail(noSuchKey(keyId));
    return Core::fail(ErrorCode::TokenAlgorithm,
                      "the provider's key \"" + Core::singleLine(keyId, 80) + "\" is not for "
                              + std::string(signatureAlgorithmName(*algorithm)) + " signatures",
                      "the provider must publish the algorithm it signs with");
}

} // namespace Jose
