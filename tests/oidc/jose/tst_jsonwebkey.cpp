// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/oidc/jose/josetest.h"

#include <QElapsedTimer>

using Core::ErrorCode;
using Core::Json;
using Jose::JsonWebKey;
using Jose::JsonWebKeySet;
using Jose::SignatureAlgorithm;
using JoseTest::keySet;
using JoseTest::must;
using JoseTest::newSigner;
using JoseTest::toBytes;
using JoseTest::toStd;

class tst_JsonWebKey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsWhatProvidersPublish_data();
    void acceptsWhatProvidersPublish();
    void refusesUnfitKeys_data();
    void refusesUnfitKeys();
    void aHugeKeyCostsNothing();
    void supportsOnlyItsOwnAlgorithms();
    void setsSkipWhatTheyCannotUse();
    void setsHaveLimits();
    void refusesSetsThatAreNotSets_data();
    void refusesSetsThatAreNotSets();
    void aNameChoosesTheKeys();
    void withoutANameAtMostTenFittingKeysAreTried();

private:
    const Demo::TokenSigner m_rsa = newSigner(SignatureAlgorithm::RS256, "rsa");
    const Demo::TokenSigner m_ec = newSigner(SignatureAlgorithm::ES256, "ec");
    const Demo::TokenSigner m_ed = newSigner(SignatureAlgorithm::EdDSA, "ed");
};

static Json patched(Json jwk, const Json &patch)
{
    jwk.merge_patch(patch); // null removes
    return jwk;
}

// Json { x } is a copy of x and not a list with it.
static JsonWebKeySet setOf(const std::vector<Json> &keys)
{
    return keySet(Json(keys));
}

static std::string encodedNumber(std::size_t bits, unsigned char last)
{
    std::string bytes((bits + 7) / 8, '\x5a');
    bytes.front() = static_cast<char>(1U << ((bits - 1) % 8));
    bytes.back() = static_cast<char>(last);
    return Jose::encodeBase64Url(bytes);
}

void tst_JsonWebKey::acceptsWhatProvidersPublish_data()
{
    QTest::addColumn<QByteArray>("jwk");
    const auto row = [](const char *name, const Json &jwk) { QTest::newRow(name) << toBytes(jwk.dump()); };
    row("RSA", m_rsa.publicJwk());
    row("EC", m_ec.publicJwk());
    row("Ed25519", m_ed.publicJwk());
    row("without alg, use and kid",
        patched(m_rsa.publicJwk(), { { "alg", nullptr }, { "use", nullptr }, { "kid", nullptr } }));
    row("key_ops", patched(m_ec.publicJwk(), { { "key_ops", { "verify" } }, { "use", nullptr } }));
    row("key_ops with more", patched(m_ec.publicJwk(), { { "key_ops", { "encrypt", "verify" } } }));
    row("certificates beside", patched(m_rsa.publicJwk(), { { "x5c", { "MIIB" } }, { "x5t", "abc" } }));
    row("unknown names", patched(m_rsa.publicJwk(), { { "issuer", "https://id.example.org" } }));
    row("2048 bits", patched(m_rsa.publicJwk(), { { "n", encodedNumber(2048, 1) } }));
    row("8192 bits", patched(m_rsa.publicJwk(), { { "n", encodedNumber(8192, 1) } }));
    row("exponent 3", patched(m_rsa.publicJwk(), { { "e", "Aw" } }));
    row("exponent 2^32 - 1", patched(m_rsa.publicJwk(), { { "e", "_____w" } }));
    // RFC 7518 section 6.3.1.1 warns that some write a zero byte first; the number is the same.
    const std::string n = must(Jose::decodeBase64Url(m_rsa.publicJwk()["n"].get<std::string>()));
    row("zero byte before n", patched(m_rsa.publicJwk(), { { "n", Jose::encodeBase64Url('\0' + n) } }));
}

void tst_JsonWebKey::acceptsWhatProvidersPublish()
{
    QFETCH(QByteArray, jwk);
    QVERIFY_RESULT(JsonWebKey::parse(must(Core::parseJson(toStd(jwk)))));
}

void tst_JsonWebKey::refusesUnfitKeys_data()
{
    QTest::addColumn<QByteArray>("jwk");
    QTest::addColumn<bool>("secret");
    const auto row = [](const char *name, const Json &jwk, bool secret = false) {
        QTest::newRow(name) << toBytes(jwk.dump()) << secret;
    };
    const Json rsa = m_rsa.publicJwk(), ec = m_ec.publicJwk(), ed = m_ed.publicJwk();
    row("not an object", Json::array({ rsa }));
    row("empty", Json::object());
    row("kty missing", patched(rsa, { { "kty", nullptr } }));
    row("kty number", patched(rsa, { { "kty", 1 } }));
    row("kty in lower case", patched(rsa, { { "kty", "rsa" } }));
    row("kty unknown", patched(rsa, { { "kty", "AKP" } }));
    row("kty EC for RSA numbers", patched(rsa, { { "kty", "EC" } }));
    for (const char *name : { "d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv" })
        row((std::string("private: ") + name).c_str(), patched(rsa, { { name, "AQAB" } }), true);
    row("symmetric", { { "kty", "oct" }, { "k", "AQAB" }, { "kid", "rsa" } }, true);
    row("symmetric without the key", { { "kty", "oct" } });
    row("use enc", patched(rsa, { { "use", "enc" } }));
    row("use list", patched(rsa, { { "use", Json::array({ "sig" }) } }));
    row("use SIG", patched(rsa, { { "use", "SIG" } }));
    row("key_ops sign", patched(rsa, { { "key_ops", { "sign" } } }));
    row("key_ops empty", patched(rsa, { { "key_ops", Json::array() } }));
    row("key_ops text", patched(rsa, { { "key_ops", "verify" } }));
    row("key_ops mixed", patched(rsa, { { "key_ops", Json::array({ "verify", 1 }) } }));
    row("alg HS256", patched(rsa, { { "alg", "HS256" } }));
    row("alg none", patched(rsa, { { "alg", "none" } }));
    row("alg of EC", patched(rsa, { { "alg", "ES256" } }));
    row("alg of another curve", patched(ec, { { "alg", "ES384" } }));
    row("alg for encryption", patched(rsa, { { "alg", "RSA-OAEP" } }));
    row("alg number", patched(rsa, { { "alg", 1 } }));
    row("kid number", patched(rsa, { { "kid", 1 } }));
    row("kid of 2 kB", patched(rsa, { { "kid", std::string(2000, 'k') } }));
    row("512 bits", patched(rsa, { { "n", encodedNumber(512, 1) } }));
    row("1024 bits", patched(rsa, { { "n", encodedNumber(1024, 1) } }));
    row("2047 bits", patched(rsa, { { "n", encodedNumber(2047, 1) } }));
    row("8193 bits", patched(rsa, { { "n", encodedNumber(8193, 1) } }));
    row("16384 bits", patched(rsa, { { "n", encodedNumber(16384, 1) } }));
    row("n even", patched(rsa, { { "n", encodedNumber(2048, 2) } }));
    row("n zero", patched(rsa, { { "n", Jose::encodeBase64Url(std::string(256, '\0')) } }));
    row("n with padding", patched(rsa, { { "n", rsa["n"].get<std::string>() + "==" } }));
    row("n empty", patched(rsa, { { "n", "" } }));
    row("n number", patched(rsa, { { "n", 65537 } }));
    row("e missing", patched(rsa, { { "e", nullptr } }));
    row("e 0", patched(rsa, { { "e", "AA" } }));
    row("e 1", patched(rsa, { { "e", "AQ" } }));
    row("e even", patched(rsa, { { "e", "AQAA" } }));
    row("e 2^32 + 1", patched(rsa, { { "e", "AQAAAAE" } }));
    row("e as large as n", patched(rsa, { { "e", rsa["n"] } }));
    row("curve unknown", patched(ec, { { "crv", "secp256k1" }, { "alg", nullptr } }));
    row("curve missing", patched(ec, { { "crv", nullptr } }));
    row("curve of Edwards", patched(ec, { { "crv", "Ed25519" } }));
    row("off the curve", patched(ec, { { "x", ec["y"] }, { "y", ec["x"] } }));
    row("point 0, 0", patched(ec, { { "x", Jose::encodeBase64Url(std::string(32, '\0')) },
                                    { "y", Jose::encodeBase64Url(std::string(32, '\0')) } }));
    row("x as large as p", patched(ec, { { "x", Jose::encodeBase64Url(std::string(32, '\xff')) } }));
    row("x too short", patched(ec, { { "x", Jose::encodeBase64Url(std::string(31, '\1')) } }));
    row("x too long", patched(ec, { { "x", Jose::encodeBase64Url(std::string(33, '\0')) } }));
    row("y missing", patched(ec, { { "y", nullptr } }));
    row("Ed448", patched(ed, { { "crv", "Ed448" }, { "x", Jose::encodeBase64Url(std::string(57, '\1')) } }));
    row("X25519", patched(ed, { { "crv", "X25519" } }));
    row("Ed25519 too short", patched(ed, { { "x", Jose::encodeBase64Url(std::string(31, '\1')) } }));
}

void tst_JsonWebKey::refusesUnfitKeys()
{
    QFETCH(QByteArray, jwk);
    QFETCH(bool, secret);
    const auto key = JsonWebKey::parse(must(Core::parseJson(toStd(jwk))));
    QCOMPARE_ERROR(key, secret ? ErrorCode::Refused : ErrorCode::BadAnswer);
}

void tst_JsonWebKey::aHugeKeyCostsNothing()
{
    // CVE-2023-6237: checking a huge key takes minutes. 700,000 bits must be refused by their length.
    const Json jwk = patched(m_rsa.publicJwk(), { { "n", encodedNumber(700'000, 1) } });
    QElapsedTimer timer;
    timer.start();
    QCOMPARE_ERROR(JsonWebKey::parse(jwk), ErrorCode::BadAnswer);
    QVERIFY(timer.elapsed() < 1000);
}

void tst_JsonWebKey::supportsOnlyItsOwnAlgorithms()
{
    const auto rsa256 = must(JsonWebKey::parse(m_rsa.publicJwk()));
    const auto rsaAny = must(JsonWebKey::parse(patched(m_rsa.publicJwk(), { { "alg", nullptr } })));
    const auto ec = must(JsonWebKey::parse(patched(m_ec.publicJwk(), { { "alg", nullptr } })));
    const auto ed = must(JsonWebKey::parse(patched(m_ed.publicJwk(), { { "alg", nullptr } })));
    int of256 = 0, ofAny = 0, ofEc = 0, ofEd = 0;
    for (int i = 0; i <= static_cast<int>(SignatureAlgorithm::EdDSA); ++i) {
        const auto algorithm = static_cast<SignatureAlgorithm>(i);
        of256 += rsa256.supports(algorithm) ? 1 : 0;
        ofAny += rsaAny.supports(algorithm) ? 1 : 0;
        ofEc += ec.supports(algorithm) ? 1 : 0;
        ofEd += ed.supports(algorithm) ? 1 : 0;
        if (!ec.supports(algorithm))
            QCOMPARE_ERROR(ec.verify(algorithm, "x", std::string(64, '\1')), ErrorCode::TokenAlgorithm);
    }
    QCOMPARE(of256, 1);
    QCOMPARE(ofAny, 6);
    QCOMPARE(ofEc, 1);
    QCOMPARE(ofEd, 1);
}

void tst_JsonWebKey::setsSkipWhatTheyCannotUse()
{
    const auto set = keySet(Json::array({ { { "kty", "oct" }, { "kid", "oct" }, { "k", "AQAB" } },
                                          patched(m_rsa.publicJwk(), { { "use", "enc" }, { "kid", "enc" } }),
                                          "nonsense", 1, nullptr, { { "kty", "new" }, { "kid", "new" } },
                                          m_ec.publicJwk() }));
    QVERIFY(set.hasKeyId("ec"));
    for (const char *name : { "oct", "enc", "new", "", "EC" })
        QVERIFY2(!set.hasKeyId(name), name);
    QVERIFY(keySet(Json::array()).isEmpty());
    QVERIFY(!set.isEmpty());
}

void tst_JsonWebKey::setsHaveLimits()
{
    Json keys = Json::array();
    for (int i = 0; i < 100; ++i)
        keys.push_back(m_ec.publicJwk());
    QVERIFY(!keySet(keys).isEmpty());
    keys.push_back(m_ec.publicJwk());
    QCOMPARE_ERROR(JsonWebKeySet::parse(Json { { "keys", keys } }.dump()), ErrorCode::TooLarge);
    const std::string padding(1024 * 1024, ' ');
    QCOMPARE_ERROR(JsonWebKeySet::parse(R"({"keys":[]})" + padding), ErrorCode::TooLarge);
    QVERIFY_RESULT(JsonWebKeySet::parse(R"({"keys":[]})" + padding.substr(11)));
    // 200,000 keys: refused while reading, before a tree of them is in memory.
    std::string many = R"({"keys":[{})";
    for (int i = 0; i < 200'000; ++i)
        many += ",{}";
    QCOMPARE_ERROR(JsonWebKeySet::parse(many + "]}"), ErrorCode::BadAnswer);
}

void tst_JsonWebKey::refusesSetsThatAreNotSets_data()
{
    QTest::addColumn<QByteArray>("document");
    const QByteArray key = toBytes(m_ec.publicJwk().dump());
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("list") << '[' + key + ']';
    QTest::newRow("one key") << key;
    QTest::newRow("keys object") << QByteArray(R"({"keys":)") + key + '}';
    QTest::newRow("keys null") << QByteArray(R"({"keys":null})");
    QTest::newRow("keys twice") << QByteArray(R"({"keys":[],"keys":[)") + key + "]}";
    QTest::newRow("name twice in a key") << QByteArray(R"({"keys":[{"kty":"RSA","kty":"EC"}]})");
    QTest::newRow("HTML") << QByteArray("<html>");
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF{\"keys\":[]}");
    QTest::newRow("trailing text") << QByteArray(R"({"keys":[]}x)");
    QTest::newRow("2,000,000 brackets") << QByteArray(500'000, '[');
    QTest::newRow("deep") << QByteArray(R"({"keys":[{"a":)") + QByteArray(10, '[') + QByteArray(10, ']') + "}]}";
}

void tst_JsonWebKey::refusesSetsThatAreNotSets()
{
    QFETCH(QByteArray, document);
    const auto set = JsonWebKeySet::parse(toStd(document));
    QCOMPARE_ERROR(set, ErrorCode::BadAnswer);
}

void tst_JsonWebKey::aNameChoosesTheKeys()
{
    const auto other = newSigner(SignatureAlgorithm::ES256, "ec"); // the same name, another key
    const auto nameless = patched(newSigner(SignatureAlgorithm::ES256, "").publicJwk(), { { "kid", nullptr } });
    const auto token = must(Jose::Jws::parse(m_ec.sign(Json::object())));
    QVERIFY_RESULT(setOf({ m_ec.publicJwk() }).verify(token));
    // Two keys of one name, also of two types: each that fits is tried.
    QVERIFY_RESULT(setOf({ other.publicJwk(), m_ec.publicJwk() }).verify(token));
    QVERIFY_RESULT(setOf({ patched(m_rsa.publicJwk(), { { "kid", "ec" } }), m_ec.publicJwk() }).verify(token));
    QCOMPARE_ERROR(setOf({ other.publicJwk() }).verify(token), ErrorCode::TokenSignature);
    QCOMPARE_ERROR(setOf({ patched(m_rsa.publicJwk(), { { "kid", "ec" } }) }).verify(token),
                   ErrorCode::TokenAlgorithm);
    // A key that has no name, or the right key under another name, is not the one that was named.
    QCOMPARE_ERROR(setOf({ patched(m_ec.publicJwk(), { { "kid", nullptr } }) }).verify(token),
                   ErrorCode::TokenKeyUnknown);
    QCOMPARE_ERROR(setOf({ patched(m_ec.publicJwk(), { { "kid", "EC" } }) }).verify(token),
                   ErrorCode::TokenKeyUnknown);
    QCOMPARE_ERROR(setOf({ nameless }).verify(token), ErrorCode::TokenKeyUnknown);
    QCOMPARE_ERROR(keySet(Json::array()).verify(token), ErrorCode::TokenKeyUnknown);
}

void tst_JsonWebKey::withoutANameAtMostTenFittingKeysAreTried()
{
    const auto token = must(Jose::Jws::parse(m_ec.sign(Json::object(), { { "kid", nullptr } })));
    Json keys = Json::array({ m_rsa.publicJwk(), m_ed.publicJwk() }); // they don't fit and don't count
    for (int i = 0; i < 9; ++i)
        keys.push_back(newSigner(SignatureAlgorithm::ES256, "other").publicJwk());
    Json tenth = keys, eleventh = keys;
    tenth.push_back(m_ec.publicJwk());
    QVERIFY_RESULT(keySet(tenth).verify(token));
    eleventh.push_back(newSigner(SignatureAlgorithm::ES256, "other").publicJwk());
    eleventh.push_back(m_ec.publicJwk());
    QCOMPARE_ERROR(keySet(eleventh).verify(token), ErrorCode::TokenSignature);
    QCOMPARE_ERROR(setOf({ m_rsa.publicJwk() }).verify(token), ErrorCode::TokenKeyUnknown);
}

QTEST_GUILESS_MAIN(tst_JsonWebKey)
#include "tst_jsonwebkey.moc"
