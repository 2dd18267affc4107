// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/oidc/jose/algorithms_p.h"
#include "tests/oidc/jose/josetest.h"

using Core::ErrorCode;
using Core::Json;
using Jose::Jws;
using Jose::SignatureAlgorithm;
using JoseTest::newSigner;
using JoseTest::toBytes;

class tst_Jws : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splitsACompactJws();
    void tellsWhatIsWrong_data();
    void tellsWhatIsWrong();
    void knowsTheAlgorithmsByTheirExactNames();
    void theSignerPublishesOnlyWhatIsPublic_data();
    void theSignerPublishesOnlyWhatIsPublic();
    void theSignersHeaderCanBeChanged();
    void hashesAccessTokensAsTheStandardsExample();
};

void tst_Jws::splitsACompactJws()
{
    // RFC 7515 appendix A.3 without its signature, which is not looked at here.
    const auto jws = Jws::parse("eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UifQ.AQID");
    QVERIFY_RESULT(jws);
    QVERIFY((jws->header == Json { { "alg", "ES256" } }));
    QCOMPARE(toBytes(jws->payload), QByteArray(R"({"iss":"joe"})"));
    QCOMPARE(toBytes(jws->signingInput), QByteArray("eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UifQ"));
    QCOMPARE(toBytes(jws->signature), QByteArray("\1\2\3"));
    // The payload may be empty or bytes: whoever needs claims looks further.
    QVERIFY_RESULT(Jws::parse("eyJhbGciOiJFUzI1NiJ9.."));
    QVERIFY_RESULT(Jws::parse("eyJhbGciOiJFUzI1NiJ9.____.AQID"));
    // Exactly 64 KiB is accepted, one byte more is not.
    const std::string prefix = "eyJhbGciOiJFUzI1NiJ9.";
    QVERIFY_RESULT(Jws::parse(prefix + std::string(64 * 1024 - prefix.size() - 1, 'A') + '.'));
    QCOMPARE_ERROR(Jws::parse(prefix + std::string(64 * 1024 - prefix.size(), 'A') + '.'),
                   ErrorCode::TokenMalformed);
}

void tst_Jws::tellsWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("words");
    const auto header = [](const char *json) { return toBytes(Jose::encodeBase64Url(json)) + ".e30.AQID"; };
    QTest::newRow("opaque") << QByteArray("2YotnFZFEjr1zCsicMWpAA") << QByteArray("1 parts");
    QTest::newRow("JWE") << QByteArray("a.b.c.d.e") << QByteArray("encrypted");
    QTest::newRow("padding") << QByteArray("eyJhbGciOiJFUzI1NiJ9.e30=.AQID") << QByteArray("base64url");
    QTest::newRow("not JSON") << header("nonsense") << QByteArray("syntax error");
    QTest::newRow("list") << header("[]") << QByteArray("not a JSON object");
    QTest::newRow("duplicate") << header(R"({"alg":1,"alg":2})") << QByteArray("duplicate name");
    QTest::newRow("crit") << header(R"({"crit":["x"]})") << QByteArray("\"crit\"");
    QTest::newRow("kid") << header(R"({"kid":1})") << QByteArray("(kid)");
    QTest::newRow("too long") << QByteArray(70'000, '.') << QByteArray("longer than 65536 bytes");
}

void tst_Jws::tellsWhatIsWrong()
{
    QFETCH(QByteArray, token);
    QFETCH(QByteArray, words);
    const auto jws = Jws::parse(JoseTest::toStd(token));
    QCOMPARE_ERROR(jws, ErrorCode::TokenMalformed);
    QVERIFY2(toBytes(jws.error().message).contains(words), jws.error().message.c_str());
}

void tst_Jws::knowsTheAlgorithmsByTheirExactNames()
{
    int known = 0;
    for (const char *name : { "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384",
                              "ES512", "EdDSA" }) {
        const auto algorithm = Jose::signatureAlgorithm(name);
        QVERIFY_RESULT(algorithm);
        QCOMPARE(toBytes(Jose::signatureAlgorithmName(*algorithm)), QByteArray(name));
        QCOMPARE(static_cast<int>(*algorithm), known++); // the table is in the enum's order
    }
    for (const char *name : { "", "none", "HS256", "HS384", "HS512", "rs256", "RS256 ", "ES256K", "Ed448" })
        QCOMPARE_ERROR(Jose::signatureAlgorithm(name), ErrorCode::TokenAlgorithm);
    const auto hostile = Jose::signatureAlgorithm("\x1b[2J\n" + std::string(5000, 'x'));
    QCOMPARE_ERROR(hostile, ErrorCode::TokenAlgorithm);
    QVERIFY(hostile.error().message.size() < 200);
    QVERIFY(hostile.error().message.find('\x1b') == std::string::npos);
}

void tst_Jws::theSignerPublishesOnlyWhatIsPublic_data()
{
    QTest::addColumn<int>("algorithm");
    QTest::addColumn<QByteArray>("names");
    QTest::newRow("RS384") << int(SignatureAlgorithm::RS384) << QByteArray("alg e kid kty n use ");
    QTest::newRow("PS512") << int(SignatureAlgorithm::PS512) << QByteArray("alg e kid kty n use ");
    QTest::newRow("ES256") << int(SignatureAlgorithm::ES256) << QByteArray("alg crv kid kty use x y ");
    QTest::newRow("ES512") << int(SignatureAlgorithm::ES512) << QByteArray("alg crv kid kty use x y ");
    QTest::newRow("EdDSA") << int(SignatureAlgorithm::EdDSA) << QByteArray("alg crv kid kty use x ");
}

void tst_Jws::theSignerPublishesOnlyWhatIsPublic()
{
    QFETCH(int, algorithm);
    QFETCH(QByteArray, names);
    const auto signer = newSigner(static_cast<SignatureAlgorithm>(algorithm), "k");
    const Json jwk = signer.publicJwk();
    QByteArray found;
    for (const auto &[name, value] : jwk.items())
        found += toBytes(name) + ' ';
    QCOMPARE(found, names);
    QVERIFY((signer.publicJwks() == Json { { "keys", Json::array({ jwk }) } }));
    QVERIFY_RESULT(Jose::JsonWebKey::parse(jwk));
    const auto copy = signer; // shares the key
    QVERIFY(copy.publicJwk() == jwk);
}

void tst_Jws::theSignersHeaderCanBeChanged()
{
    const auto signer = newSigner(SignatureAlgorithm::ES256, "k");
    const auto headerOf = [](const std::string &token) { return JoseTest::must(Jws::parse(token)).header; };
    QVERIFY((headerOf(signer.sign({})) == Json { { "alg", "ES256" }, { "kid", "k" }, { "typ", "JWT" } }));
    QVERIFY((headerOf(signer.sign({}, { { "typ", nullptr }, { "kid", "z" }, { "x", 1 } }))
             == Json { { "alg", "ES256" }, { "kid", "z" }, { "x", 1 } }));
    const auto raw = JoseTest::must(Jws::parse(signer.signRaw(R"({"alg":"ES256"})", "not json")));
    QCOMPARE(toBytes(raw.payload), QByteArray("not json"));
    QVERIFY_RESULT(JoseTest::keySet(Json::array({ signer.publicJwk() })).verify(raw));
}

void tst_Jws::hashesAccessTokensAsTheStandardsExample()
{
    // OpenID Connect Core appendix A.3
    QCOMPARE(toBytes(Jose::leftHalfHash(SignatureAlgorithm::RS256,
                                        "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y")),
             QByteArray("77QmUPtjPfzWtF2AnpK9RQ"));
    QCOMPARE(Jose::leftHalfHash(SignatureAlgorithm::ES256, "x").size(), std::size_t(22));
    QCOMPARE(Jose::leftHalfHash(SignatureAlgorithm::PS384, "x").size(), std::size_t(32));
    QCOMPARE(Jose::leftHalfHash(SignatureAlgorithm::ES512, "x").size(), std::size_t(43));
    QCOMPARE(Jose::leftHalfHash(SignatureAlgorithm::EdDSA, "x").size(), std::size_t(43));
}

QTEST_GUILESS_MAIN(tst_Jws)
#include "tst_jws.moc"
