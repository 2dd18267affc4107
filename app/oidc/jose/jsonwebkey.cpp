// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/oidc/jose/jsonwebkey.h"

#include "app/core/text.h"
#include "app/oidc/jose/algorithms_p.h"
#include "app/oidc/jose/openssl_p.h"
#include "app/oidc/jose/rocacheck_p.h"

#include <openssl/core_names.h>
#include <openssl/rsa.h>

#include <algorithm>
#include <array>

namespace Jose {

using Core::ErrorCode;
using OpenSsl::bytes;

struct JsonWebKey::Key
{
    OpenSsl::Pkey pkey;
    KeyFamily family = KeyFamily::Rsa;
    std::string curve; // as in AlgorithmTraits, empty for RSA
    std::size_t signatureBytes = 0;
};

namespace {

constexpr int kMinRsaBits = 2048;
// Verifying costs more than the square of the size, and CVE-2023-6237 shows what checks of huge keys
// cost: the cap comes before OpenSSL sees a number.
constexpr int kMaxRsaBits = 8192;
constexpr std::size_t kMaxNumberText = kMaxRsaBits / 6 + 16;
constexpr std::size_t kMaxKeyIdBytes = 1024;

struct Material
{
    OpenSsl::Pkey pkey;
    KeyFamily family;
    std::string curve;
    std::size_t signatureBytes;
};

auto unfit(std::string why)
{
    return Core::fail(ErrorCode::BadAnswer, "a key of the provider is not usable: " + std::move(why));
}

std::string inQuotes(std::string_view foreign)
{
    return '"' + Core::singleLine(foreign, 40) + '"';
}

Core::Result<std::string> number(const Core::Json &jwk, std::string_view name)
{
    const auto text = Core::jsonString(jwk, name);
    if (!text || text->empty())
        return unfit("it has no \"" + std::string(name) + '"');
    if (text->size() > kMaxNumberText)
        return unfit("its \"" + std::string(name) + "\" is too long");
    auto decoded = decodeBase64Url(*text);
    if (!decoded)
        return unfit("its \"" + std::string(name) + "\" is not base64url");
    return decoded;
}

OpenSsl::Pkey publicKeyFrom(const char *type, OSSL_PARAM_BLD *builder)
{
    const OpenSsl::Params params(OSSL_PARAM_BLD_to_param(builder));
    const OpenSsl::PkeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY *raw = nullptr;
    if (!params || !context || EVP_PKEY_fromdata_init(context.get()) != 1
        || EVP_PKEY_fromdata(context.get(), &raw, EVP_PKEY_PUBLIC_KEY, params.get()) != 1)
        return nullptr;
    return OpenSsl::Pkey(raw);
}

Core::Result<Material> rsaKey(const Core::Json &jwk)
{
    const auto n = number(jwk, "n");
    const auto e = number(jwk, "e");
    if (!n || !e)
        return Core::fail(n ? e.error() : n.error());
    const OpenSsl::Bignum modulus = OpenSsl::bignum(*n);
    const OpenSsl::Bignum exponent = OpenSsl::bignum(*e);
    if (!modulus || !exponent)
        return unfit("OpenSSL cannot read its numbers");
    const int bits = BN_num_bits(modulus.get());
    if (bits < kMinRsaBits || bits > kMaxRsaBits)
        return unfit("it is an RSA key of " + std::to_string(bits) + " bits, accepted are "
                     + std::to_string(kMinRsaBits) + " to " + std::to_string(kMaxRsaBits));
    if (!BN_is_odd(modulus.get()))
        return unfit("its RSA modulus is even");
    if (!BN_is_odd(exponent.get()) || BN_is_one(exponent.get()) || BN_num_bits(exponent.get()) > 32)
        return unfit("its RSA exponent is not an odd number from 3 to 2^32");
    if (isRocaModulus(modulus.get()))
        return unfit("its RSA modulus has the ROCA weakness (CVE-2017-15361)");

    const OpenSsl::ParamsBuilder builder(OSSL_PARAM_BLD_new());
    if (!builder || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) != 1
        || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) != 1)
        return unfit("OpenSSL is out of memory");
    Material material { publicKeyFrom("RSA", builder.get()), KeyFamily::Rsa, {},
                        static_cast<std::size_t>((bits + 7) / 8) };
    if (!material.pkey)
        return unfit("OpenSSL does not accept it as an RSA key");
    return material;
}

const AlgorithmTraits *traitsOfCurve(KeyFamily family, const std::string &curve)
{
    for (const auto algorithm : { SignatureAlgorithm::ES256, SignatureAlgorithm::ES384,
                                  SignatureAlgorithm::ES512, SignatureAlgorithm::EdDSA }) {
        const AlgorithmTraits &one = traits(algorithm);
        if (one.family == family && curve == one.curve)
            return &one;
    }
    return nullptr;
}

// The curve's coordinate, of exactly its width (RFC 7518 section 6.2.1.2).
Core::Result<std::string> coordinate(const Core::Json &jwk, std::string_view name, std::size_t width)
{
    auto decoded = number(jwk, name);
    if (decoded && decoded->size() != width)
        return unfit("its \"" + std::string(name) + "\" has " + std::to_string(decoded->size())
                     + " bytes instead of " + std::to_string(width));
    return decoded;
}

Core::Result<Material> ecKey(const Core::Json &jwk)
{
    const std::string curve = Core::jsonString(jwk, "crv").value_or(std::string());
    const AlgorithmTraits *known = traitsOfCurve(KeyFamily::Ec, curve);
    if (!known)
        return unfit("its curve " + inQuotes(curve) + " is not P-256, P-384 or P-521");
    const auto x = coordinate(jwk, "x", known->coordinateBytes);
    const auto y = coordinate(jwk, "y", known->coordinateBytes);
    if (!x || !y)
        return Core::fail(x ? y.error() : x.error());
    const std::string point = '\x04' + *x + *y; // SEC 1: uncompressed

    const OpenSsl::ParamsBuilder builder(OSSL_PARAM_BLD_new());
    if (!builder
        || OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, known->curve, 0) != 1
        || OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                            point.size())
                != 1)
        return unfit("OpenSSL is out of memory");
    Material material { publicKeyFrom("EC", builder.get()), KeyFamily::Ec, curve,
                        2 * known->coordinateBytes };
    // OpenSSL refuses a point off the curve here; these curves have no small subgroups to check for.
    if (!material.pkey)
        return unfit("its point is not on the curve " + curve);
    return material;
}

Core::Result<Material> okpKey(const Core::Json &jwk)
{
    const std::string curve = Core::jsonString(jwk, "crv").value_or(std::string());
    const AlgorithmTraits *known = traitsOfCurve(KeyFamily::Ed25519, curve);
    if (!known)
        return unfit("its curve " + inQuotes(curve) + " is not Ed25519");
    const auto x = coordinate(jwk, "x", known->coordinateBytes);
    if (!x)
        return Core::fail(x.error());
    Material material { OpenSsl::Pkey(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes(*x),
                                                                  x->size())),
                        KeyFamily::Ed25519, curve, 2 * known->coordinateBytes };
    if (!material.pkey)
        return unfit("OpenSSL does not accept it as an Ed25519 key");
    return material;
}

// RFC 7517 sections 4.2 and 4.3: what the owner says the key is for.
Core::Result<> checkPurpose(const Core::Json &jwk)
{
    if (jwk.contains("use") && Core::jsonString(jwk, "use") != "sig")
        return unfit("it is not for signatures (use)");
    if (const auto operations = jwk.find("key_ops"); operations != jwk.end()) {
        const auto names = Core::jsonStrings(jwk, "key_ops");
        if (!operations->is_array() || names.size() != operations->size()
            || std::find(names.begin(), names.end(), "verify") == names.end())
            return unfit("it is not for verifying (key_ops)");
    }
    return {};
}

// A provider that publishes a private key has lost it: everybody can sign with it.
Core::Result<> checkPublic(const Core::Json &jwk)
{
    for (const std::string_view name : { "d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv" }) {
        if (jwk.contains(name))
            return Core::fail(ErrorCode::Refused,
                              "a key of the provider is private or symmetric, so everybody who reads it "
                              "could sign with it",
                              "tell the provider's administrator to replace it");
    }
    return {};
}

Core::Result<Material> keyMaterial(const Core::Json &jwk)
{
    const auto type = Core::jsonString(jwk, "kty");
    if (type == "RSA")
        return rsaKey(jwk);
    if (type == "EC")
        return ecKey(jwk);
    if (type == "OKP")
        return okpKey(jwk);
    return unfit("its type " + inQuotes(type.value_or(std::string())) + " is not RSA, EC or OKP");
}

bool fits(const AlgorithmTraits &algorithm, KeyFamily family, const std::string &curve)
{
    return algorithm.family == family && curve == (algorithm.curve ? algorithm.curve : "");
}

// RFC 7518 section 3.4: a JWS carries R and S side by side, OpenSSL wants them as DER.
std::string derFromRaw(std::string_view raw)
{
    const std::size_t width = raw.size() / 2;
    OpenSsl::Bignum r = OpenSsl::bignum(raw.substr(0, width));
    OpenSsl::Bignum s = OpenSsl::bignum(raw.substr(width));
    const OpenSsl::EcdsaSignature signature(ECDSA_SIG_new());
    if (!r || !s || !signature || ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1)
        return {};
    (void)r.release(); // owned by signature since set0
    (void)s.release();
    const int size = i2d_ECDSA_SIG(signature.get(), nullptr);
    if (size <= 0)
        return {};
    std::string der(static_cast<std::size_t>(size), '\0');
    unsigned char *at = bytes(der);
    return i2d_ECDSA_SIG(signature.get(), &at) == size ? der : std::string();
}

bool setPadding(EVP_PKEY_CTX *options, const AlgorithmTraits &algorithm)
{
    switch (algorithm.padding) {
    case RsaPadding::None:
        return true;
    case RsaPadding::Pkcs1:
        return EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PADDING) == 1;
    case RsaPadding::Pss:
        // RFC 7518 section 3.5: the salt is as long as the hash, MGF1 uses the same hash. OpenSSL's
        // default would take a salt of any length.
        return EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING) == 1
                && EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST) == 1
                && EVP_PKEY_CTX_set_rsa_mgf1_md(options, algorithm.hash()) == 1;
    }
    return false;
}

} // namespace

Core::Result<JsonWebKey> JsonWebKey::parse(const Core::Json &jwk)
{
    const OpenSsl::ErrorQueueGuard guard;
    if (!jwk.is_object())
        return unfit("it is not a JSON object");
    for (const auto &checked : { checkPublic(jwk), checkPurpose(jwk) }) {
        if (!checked)
            return Core::fail(checked.error());
    }
    JsonWebKey key;
    if (const auto id = jwk.find("kid"); id != jwk.end()) {
        key.m_keyId = Core::jsonString(jwk, "kid").value_or(std::string());
        if (!id->is_string() || key.m_keyId.size() > kMaxKeyIdBytes)
            return unfit("its key id (kid) is not a text or too long");
    }
    auto material = keyMaterial(jwk);
    if (!material)
        return Core::fail(material.error());
    if (jwk.contains("alg")) {
        const std::string name = Core::jsonString(jwk, "alg").value_or(std::string());
        const auto algorithm = signatureAlgorithm(name);
        if (!algorithm || !fits(traits(*algorithm), material->family, material->curve))
            return unfit("its algorithm " + inQuotes(name) + " does not fit its type or is not accepted");
        key.m_algorithm = *algorithm;
    }
    key.m_key = std::make_shared<Key>(Key { std::move(material->pkey), material->family,
                                            std::move(material->curve), material->signatureBytes });
    return key;
}

bool JsonWebKey::supports(SignatureAlgorithm algorithm) const
{
    return fits(traits(algorithm), m_key->family, m_key->curve)
            && (!m_algorithm || *m_algorithm == algorithm);
}

Core::Result<> JsonWebKey::verify(SignatureAlgorithm algorithm, std::string_view signingInput,
                                  std::string_view signature) const
{
    const OpenSsl::ErrorQueueGuard guard;
    const AlgorithmTraits &how = traits(algorithm);
    if (!supports(algorithm))
        return Core::fail(ErrorCode::TokenAlgorithm,
                          "the provider's key is not for " + std::string(how.name) + " signatures");
    const auto refuse = [] {
        return Core::fail(ErrorCode::TokenSignature,
                          "the signature of the token does not match the provider's key",
                          "sign in again; if this stays, the token was not issued by this provider or "
                          "its keys are published wrongly");
    };
    // Every algorithm here has signatures of one length. OpenSSL would be laxer: leading zeros for
    // RSA, DER of any form for EC.
    if (signature.size() != m_key->signatureBytes)
        return refuse();
    const std::string der = how.family == KeyFamily::Ec ? derFromRaw(signature) : std::string();
    const std::string_view sent = how.family == KeyFamily::Ec ? std::string_view(der) : signature;

    const OpenSsl::DigestContext context(EVP_MD_CTX_new());
    EVP_PKEY_CTX *options = nullptr; // owned by context
    const EVP_MD *hash = how.family == KeyFamily::Ed25519 ? nullptr : how.hash();
    if (!context || sent.empty()
        || EVP_DigestVerifyInit(context.get(), &options, hash, nullptr, m_key->pkey.get()) != 1
        || !setPadding(options, how)
        || EVP_DigestVerify(context.get(), bytes(sent), sent.size(), bytes(signingInput),
                            signingInput.size())
                != 1)
        return refuse();
    return {};
}

} // namespace Jose
