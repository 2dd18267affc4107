// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
//
// An ID token from anywhere: as a compact token, and as the claims inside of one. Nobody has the private
// halves of the keys below any more, so a token that verifies is a forgery.
#include "app/oidc/jose/idtokenverifier.h"

#include <cstdint>
#include <cstdlib>

namespace {

constexpr char kKeys[] = R"({"keys":[)"
    R"({"alg":"RS256","e":"AQAB","kid":"RS256","kty":"RSA","n":"rum0hE9Oz6df8CdBcx1RxYdtfOO)"
    R"(0ewLjtF7zMmrMdQON20JpRtzlRxV5342JXc_XrT49SDjidg_FhoUXtWLSgX7d5neIGfo2iHu3r2N4DJmwYJu)"
    R"(6uUFR8jd4lbL342Awzi4qhL16M1e9zwvbJVRIxM5bqh8I06rbmfmirNsQXALhMOob83mSKzI3OGVulMW0bdx)"
    R"(MjSlz_cB_UtcLDMYSmW-D6U87tVETGxGvI2PhWnImGzAdnpe-fnNQ81eHY7EJuzSxWXZzC7xijWYhSh0e7Qy)"
    R"(zbbNeDZx-jOtLff7C7grTPBQobXceWMLn0ChoqF713Z2ADVbS5gCcdpPd4nvauw","use":"sig"})" ","
    R"({"alg":"PS384","e":"AQAB","kid":"PS384","kty":"RSA","n":"3FMjQC7oCAKJC38HfVB3Azp7dCF)"
    R"(Gv0hnyeVXtCgAGJK9CKOBMRSKufngt15OMcB4RFIyKBuYdSPBZV8caA62xRWAj68LI-QwUdiA8gYd1E84j9t)"
    R"(xrp414PgCNaWd5gyFoQub3q_FBRWqHjFlnzt5N36lMgoqrmplZZFcNyx7OlodTVx8A9WGBVN1tb1ollPLBvw)"
    R"(70Qg8hjlU1zAGwy__xCkI3ywYNFOjmpFNvVf6KCUuQ8I6IZo-VS1zPGOi2toO00i5vi90l3BokNJJ_RC83LZ)"
    R"(iSKTZC-eK0FdNwAiWfZYjACw0_AxHK6Ab8TlDt6u5-fkFH2YLo1hCkGQ241iaRw","use":"sig"})" ","
    R"({"alg":"ES256","crv":"P-256","kid":"ES256","kty":"EC","use":"sig","x":"1X07v23IyrJPy)"
    R"(9WecnAF7IwDaXtuLo5d7L8fH7cTl3Q","y":"AiFbcVZmidWrQR1A5U2fXuHyUcOWrJtgo9OrV8nZtLU"})" ","
    R"({"alg":"ES512","crv":"P-521","kid":"ES512","kty":"EC","use":"sig","x":"Ad2N70FSjnQA1)"
    R"(tn0Ss8BjQJm2EMMGKIkcoPmZ3jBo3aHax6uxZjZijjskjAA74iaBWmtA8fXMx6nYlZFuUPIgcnH","y":"Af)"
    R"(IpRs2bj1Yg99QF35OfAjIOYTVt-yeX1huN8SI7i8-KEUQFHjF4veejITCK0e5BhjENiNiT0Lw3dhFDzTQheb)"
    R"(U5"})" ","
    R"({"alg":"EdDSA","crv":"Ed25519","kid":"EdDSA","kty":"OKP","use":"sig","x":"x946yId4FJ)"
    R"(bd6PFpkkQi9-WbKB3avk_T1SxS0mN8uzA"})"
    "]}";

class StoppedClock final : public Core::Clock
{
public:
    std::chrono::system_clock::time_point now() const override
    {
        return std::chrono::system_clock::time_point(std::chrono::seconds(1767225600));
    }
    std::chrono::steady_clock::time_point steadyNow() const override { return {}; }
};

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void checkDecoded(const Jose::IdToken &token)
{
    require(token.header.is_object() && token.claims.is_object());
    // What was accepted is JSON that means the same when it is read again.
    const auto again = Core::parseJson(Core::dumpJson(token.claims));
    require(again && *again == token.claims);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const auto keys = Jose::JsonWebKeySet::parse(kKeys);
    static const StoppedClock clock;
    require(keys && keys->hasKeyId("RS256") && keys->hasKeyId("EdDSA"));
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);

    if (const auto jws = Jose::Jws::parse(bytes)) {
        // One spelling per token: what we read writes back to the same bytes.
        const std::size_t dot = jws->signingInput.find('.');
        require(std::string(bytes.substr(0, dot + 1)) + Jose::encodeBase64Url(jws->payload) + '.'
                        + Jose::encodeBase64Url(jws->signature)
                == bytes);
        require(!keys->verify(*jws));
    }
    Jose::IdTokenExpectation expected;
    expected.issuer = "https://id.example.org";
    expected.clientId = "lanyard";
    require(!Jose::IdTokenVerifier(clock).verify(bytes, *keys, expected));
    if (const auto token = Jose::IdTokenVerifier::decodeUnverified(bytes))
        checkDecoded(*token);

    const auto inside = Jose::IdTokenVerifier::decodeUnverified("e30." + Jose::encodeBase64Url(bytes) + '.');
    if (inside)
        checkDecoded(*inside);
    return 0;
}
