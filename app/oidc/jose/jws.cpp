// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/oidc/jose/jws.h"

#include "app/core/text.h"
#include "app/oidc/jose/algorithms_p.h"
#include "app/oidc/jose/openssl_p.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace Jose {

using Core::ErrorCode;

namespace {

constexpr std::size_t kMaxTokenBytes = 64 * 1024;
constexpr Core::JsonLimits kHeaderLimits { .maxBytes = kMaxTokenBytes, .maxDepth = 8, .maxValues = 1000 };

constexpr std::array kAlgorithms {
    AlgorithmTraits { SignatureAlgorithm::RS256, "RS256", KeyFamily::Rsa, RsaPadding::Pkcs1, EVP_sha256, nullptr, 0 },
    AlgorithmTraits { SignatureAlgorithm::RS384, "RS384", KeyFamily::Rsa, RsaPadding::Pkcs1, EVP_sha384, nullptr, 0 },
    AlgorithmTraits { SignatureAlgorithm::RS512, "RS512", KeyFamily::Rsa, RsaPadding::Pkcs1, EVP_sha512, nullptr, 0 },
    AlgorithmTraits { SignatureAlgorithm::PS256, "PS256", KeyFamily::Rsa, RsaPadding::Pss, EVP_sha256, nullptr, 0 },
    AlgorithmTraits { SignatureAlgorithm::PS384, "PS384", KeyFamily::Rsa, RsaPadding::Pss, EVP_sha384, nullptr, 0 },
    AlgorithmTraits { SignatureAlgorithm::PS512, "PS512", KeyFamily::Rsa, RsaPadding::Pss, EVP_sha512, nullptr, 0 },
    AlgorithmTraits { SignatureAlgorithm::ES256, "ES256", KeyFamily::Ec, RsaPadding::None, EVP_sha256, "P-256", 32 },
    AlgorithmTraits { SignatureAlgorithm::ES384, "ES384", KeyFamily::Ec, RsaPadding::None, EVP_sha384, "P-384", 48 },
    AlgorithmTraits { SignatureAlgorithm::ES512, "ES512", KeyFamily::Ec, RsaPadding::None, EVP_sha512, "P-521", 66 },
    AlgorithmTraits { SignatureAlgorithm::EdDSA, "EdDSA", KeyFamily::Ed25519, RsaPadding::None, EVP_sha512, "Ed25519", 32 },
};

auto malformed(std::string why, std::string fix = {})
{
    return Core::fail(ErrorCode::TokenMalformed, "the token is malformed: " + std::move(why),
                      std::move(fix));
}

// Header parameters that change how the rest is to be read. We understand none of them, and a reader
// that skips what it does not understand can be made to see another token (RFC 7515 section 4.1.11).
Core::Result<> checkHeader(const Core::Json &header)
{
    if (!header.is_object())
        return malformed("its header is not a JSON object");
    for (const std::string_view name : { "crit", "b64", "zip" }) {
        if (header.contains(name))
            return malformed("its header has \"" + std::string(name)
                                     + "\", which does not belong into an ID token",
                             "turn this extension off at the provider");
    }
    if (const auto kid = header.find("kid"); kid != header.end() && !kid->is_string())
        return malformed("the key id (kid) in its header is not a text");
    return {};
}

Core::Result<> checkPartCount(std::string_view compact)
{
    const auto dots = std::count(compact.begin(), compact.end(), '.');
    if (dots == 4)
        return malformed("it has five parts, so it is encrypted",
                         "turn ID token encryption off for this client at the provider: the API server "
                         "cannot read such tokens either");
    if (dots != 2)
        return malformed("it has " + std::to_string(dots + 1) + " parts instead of three");
    return {};
}

} // namespace

Core::Result<SignatureAlgorithm> signatureAlgorithm(std::string_view name)
{
    const auto it = std::find_if(kAlgorithms.begin(), kAlgorithms.end(),
                                 [&](const AlgorithmTraits &one) { return one.name == name; });
    if (it == kAlgorithms.end())
        return Core::fail(ErrorCode::TokenAlgorithm,
                          "the signature algorithm \"" + Core::singleLine(name, 40)
                                  + "\" is not accepted",
                          "let the provider sign ID tokens with RS256, another RS, PS or ES algorithm, "
                          "or EdDSA");
    return it->algorithm;
}

std::string_view signatureAlgorithmName(SignatureAlgorithm algorithm)
{
    return traits(algorithm).name;
}

const AlgorithmTraits &traits(SignatureAlgorithm algorithm)
{
    const auto index = static_cast<std::size_t>(algorithm);
    assert(index < kAlgorithms.size() && kAlgorithms[index].algorithm == algorithm);
    return kAlgorithms[index];
}

std::string leftHalfHash(SignatureAlgorithm algorithm, std::string_view token)
{
    std::string digest(EVP_MAX_MD_SIZE, '\0');
    unsigned length = 0;
    if (EVP_Digest(token.data(), token.size(), OpenSsl::bytes(digest), &length,
                   traits(algorithm).hash(), nullptr)
        != 1)
        return {};
    return encodeBase64Url(std::string_view(digest).substr(0, length / 2));
}

Core::Result<Jws> Jws::parse(std::string_view compact)
{
    if (compact.size() > kMaxTokenBytes)
        return malformed("it is longer than " + std::to_string(kMaxTokenBytes) + " bytes",
                         "let the provider put fewer claims or groups into it");
    if (const auto parts = checkPartCount(compact); !parts)
        return Core::fail(parts.error());
    const std::size_t first = compact.find('.');
    const std::size_t second = compact.find('.', first + 1);

    const auto header = decodeBase64Url(compact.substr(0, first));
    auto payload = decodeBase64Url(compact.substr(first + 1, second - first - 1));
    auto signature = decodeBase64Url(compact.substr(second + 1));
    if (!header || !payload || !signature)
        return malformed("one of its parts is not base64url");
    auto json = Core::parseJson(*header, kHeaderLimits);
    if (!json)
        return malformed("in its header, " + json.error().message);
    if (const auto checked = checkHeader(*json); !checked)
        return Core::fail(checked.error());

    Jws jws;
    jws.header = std::move(*json);
    jws.payload = std::move(*payload);
    jws.signingInput = compact.substr(0, second);
    jws.signature = std::move(*signature);
    return jws;
}

} // namespace Jose
