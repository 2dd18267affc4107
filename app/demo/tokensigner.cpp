// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/demo/tokensigner.h"

#include "app/oidc/jose/algorithms_p.h"
#include "app/oidc/jose/openssl_p.h"

#include <openssl/core_names.h>
#include <openssl/rsa.h>

namespace Demo {

namespace OpenSsl = Jose::OpenSsl;
using Jose::AlgorithmTraits;
using Jose::KeyFamily;
using OpenSsl::bytes;

struct TokenSigner::Key
{
    OpenSsl::Pkey pkey;
};

namespace {

constexpr std::size_t kRsaBits = 2048;

OpenSsl::Pkey generateKey(const AlgorithmTraits &algorithm)
{
    switch (algorithm.family) {
    case KeyFamily::Rsa:
        return OpenSsl::Pkey(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", kRsaBits));
    case KeyFamily::Ec:
        return OpenSsl::Pkey(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", algorithm.curve));
    case KeyFamily::Ed25519:
        return OpenSsl::Pkey(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
    }
    return nullptr;
}

// A number of the key, big-endian; as short as possible or with exactly \a width bytes.
std::string numberOf(const EVP_PKEY *key, const char *name, std::size_t width = 0)
{
    BIGNUM *raw = nullptr;
    if (EVP_PKEY_get_bn_param(key, name, &raw) != 1)
        return {};
    const OpenSsl::Bignum number(raw);
    const std::size_t size = width > 0 ? width : static_cast<std::size_t>(BN_num_bytes(raw));
    std::string out(size, '\0');
    BN_bn2binpad(raw, bytes(out), static_cast<int>(size));
    return out;
}

// RFC 7518 section 3.4: R and S side by side, each as wide as the curve's order.
std::string rawFromDer(const std::string &der, std::size_t width)
{
    const unsigned char *at = bytes(std::string_view(der));
    const OpenSsl::EcdsaSignature parsed(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
    if (!parsed)
        return {};
    std::string out(2 * width, '\0');
    BN_bn2binpad(ECDSA_SIG_get0_r(parsed.get()), bytes(out), static_cast<int>(width));
    BN_bn2binpad(ECDSA_SIG_get0_s(parsed.get()), bytes(out) + width, static_cast<int>(width));
    return out;
}

std::string signBytes(EVP_PKEY *key, const AlgorithmTraits &algorithm, std::string_view input)
{
    const OpenSsl::ErrorQueueGuard guard;
    const OpenSsl::DigestContext context(EVP_MD_CTX_new());
    EVP_PKEY_CTX *options = nullptr; // owned by context
    const EVP_MD *hash = algorithm.family == KeyFamily::Ed25519 ? nullptr : algorithm.hash();
    if (!context || EVP_DigestSignInit(context.get(), &options, hash, nullptr, key) != 1)
        return {};
    if (algorithm.padding == Jose::RsaPadding::Pss
        && (EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING) != 1
            || EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST) != 1
            || EVP_PKEY_CTX_set_rsa_mgf1_md(options, hash) != 1))
        return {};
    std::size_t size = 0;
    if (EVP_DigestSign(context.get(), nullptr, &size, bytes(input), input.size()) != 1)
        return {};
    std::string signature(size, '\0');
    if (EVP_DigestSign(context.get(), bytes(signature), &size, bytes(input), input.size()) != 1)
        return {};
    signature.resize(size);
    return algorithm.family == KeyFamily::Ec ? rawFromDer(signature, algorithm.coordinateBytes)
                                             : signature;
}

} // namespace

Core::Result<TokenSigner> TokenSigner::generate(Jose::SignatureAlgorithm algorithm, std::string keyId)
{
    const OpenSsl::ErrorQueueGuard guard;
    auto key = std::make_shared<Key>();
    key->pkey = generateKey(Jose::traits(algorithm));
    if (!key->pkey)
        return Core::fail(Core::ErrorCode::Internal,
                          "OpenSSL made no key for "
                                  + std::string(Jose::signatureAlgorithmName(algorithm)));
    TokenSigner signer;
    signer.m_algorithm = algorithm;
    signer.m_keyId = std::move(keyId);
    signer.m_key = std::move(key);
    return signer;
}

Core::Json TokenSigner::publicJwk() const
{
    const AlgorithmTraits &algorithm = Jose::traits(m_algorithm);
    const EVP_PKEY *key = m_key->pkey.get();
    Core::Json jwk = { { "kid", m_keyId }, { "use", "sig" }, { "alg", std::string(algorithm.name) } };
    const auto number = [&](const char *name, std::size_t width = 0) {
        return Jose::encodeBase64Url(numberOf(key, name, width));
    };
    switch (algorithm.family) {
    case KeyFamily::Rsa:
        jwk["kty"] = "RSA";
        jwk["n"] = number(OSSL_PKEY_PARAM_RSA_N);
        jwk["e"] = number(OSSL_PKEY_PARAM_RSA_E);
        break;
    case KeyFamily::Ec:
        jwk["kty"] = "EC";
        jwk["crv"] = algorithm.curve;
        jwk["x"] = number(OSSL_PKEY_PARAM_EC_PUB_X, algorithm.coordinateBytes);
        jwk["y"] = number(OSSL_PKEY_PARAM_EC_PUB_Y, algorithm.coordinateBytes);
        break;
    case KeyFamily::Ed25519: {
        std::string point(algorithm.coordinateBytes, '\0');
        std::size_t size = point.size();
        EVP_PKEY_get_raw_public_key(key, bytes(point), &size);
        jwk["kty"] = "OKP";
        jwk["crv"] = algorithm.curve;
        jwk["x"] = Jose::encodeBase64Url(point);
        break;
    }
    }
    return jwk;
}

Core::Json TokenSigner::publicJwks() const
{
    return { { "keys", Core::Json::array({ publicJwk() }) } };
}

std::string TokenSigner::sign(const Core::Json &claims, const Core::Json &headerPatch) const
{
    Core::Json header = { { "alg", std::string(Jose::signatureAlgorithmName(m_algorithm)) },
                          { "kid", m_keyId },
                          { "typ", "JWT" } };
    if (headerPatch.is_object())
        header.merge_patch(headerPatch);
    return signRaw(Core::dumpJson(header), Core::dumpJson(claims));
}

std::string TokenSigner::signRaw(std::string_view headerJson, std::string_view payload) const
{
    const std::string input = Jose::encodeBase64Url(headerJson) + '.' + Jose::encodeBase64Url(payload);
    return input + '.'
            + Jose::encodeBase64Url(signBytes(m_key->pkey.get(), Jose::traits(m_algorithm), input));
}

std::string TokenSigner::accessTokenHash(std::string_view accessToken) const
{
    return Jose::leftHalfHash(m_algorithm, accessToken);
}

} // namespace Demo
