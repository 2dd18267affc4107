// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/oidc/jose/tokenlab.h"

using namespace std::chrono_literals;
using Core::ErrorCode;
using Core::Json;
using Jose::IdTokenExpectation;
using JoseTest::kNow;
using JoseTest::toBytes;
using JoseTest::toStd;
using JoseTest::TokenLab;

Q_DECLARE_METATYPE(Core::ErrorCode)

// What the claims of a well-signed token must say. tst_attacks has the rest.
class tst_IdTokenVerifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checksTheClaims_data();
    void checksTheClaims();
    void trustsTheAudiencesThatItIsToldTo_data();
    void trustsTheAudiencesThatItIsToldTo();
    void trustsAnyAudienceOnlyWithAzp();
    void checksTheTimesToTheSecond_data();
    void checksTheTimesToTheSecond();
    void wantsTheNonceAtLogin_data();
    void wantsTheNonceAtLogin();
    void checksTheHashOfTheAccessToken_data();
    void checksTheHashOfTheAccessToken();
    void checksTheAgeOfTheSignIn_data();
    void checksTheAgeOfTheSignIn();
    void checksTheClassOfTheSignIn_data();
    void checksTheClassOfTheSignIn();
    void aRefreshedTokenTellsOfTheSameSignIn_data();
    void aRefreshedTokenTellsOfTheSameSignIn();
    void namesBothValues();
    void messagesAreSafeAndShort();
    void decodesForDisplayWithoutVerifying();

private:
    static void columns()
    {
        QTest::addColumn<QByteArray>("patch"); // onto the claims of a good token
        QTest::addColumn<bool>("accepted");
        QTest::addColumn<Core::ErrorCode>("code");
    }
    static void good(const char *name, const QByteArray &patch)
    {
        QTest::newRow(name) << patch << true << ErrorCode::Internal;
    }
    static void bad(const char *name, const QByteArray &patch, ErrorCode code)
    {
        QTest::newRow(name) << patch << false << code;
    }
    // The token of the row under \a expected.
    void check(const IdTokenExpectation &expected);

    TokenLab m_lab;
};

void tst_IdTokenVerifier::check(const IdTokenExpectation &expected)
{
    QFETCH(QByteArray, patch);
    QFETCH(bool, accepted);
    QFETCH(Core::ErrorCode, code);
    const Json claims = TokenLab::claims(JoseTest::must(Core::parseJson(toStd(patch))));
    const auto verified = m_lab.verify(m_lab.ed.sign(claims), expected);
    if (accepted) {
        QVERIFY_RESULT(verified);
        QVERIFY(verified->claims == claims);
    } else {
        QCOMPARE_ERROR(verified, code);
    }
}

void tst_IdTokenVerifier::checksTheClaims_data()
{
    columns();
    good("as it is", "{}");
    good("audience in a list", R"({"aud":["lanyard"]})");
    good("the same audience twice", R"({"aud":["lanyard","lanyard"]})");
    good("azp", R"({"azp":"lanyard"})");
    good("groups", R"({"groups":["dev","ops"],"realm_access":{"roles":["x"]}})");
    good("acr that nobody asked for", R"({"acr":0})");
    good("auth_time 0 that nobody asked for", R"({"auth_time":0})");
    good("Keycloak's typ", R"({"typ":"ID"})");
    good("times with fractions", R"({"iat":1767225590.5,"exp":1767229200.25})");

    bad("iss of another", R"({"iss":"https://id.example.com/realm"})", ErrorCode::TokenIssuer);
    bad("iss with a slash more", R"({"iss":"https://id.example.org/realm/"})", ErrorCode::TokenIssuer);
    bad("iss in upper case", R"({"iss":"https://ID.example.org/realm"})", ErrorCode::TokenIssuer);
    bad("iss with port", R"({"iss":"https://id.example.org:443/realm"})", ErrorCode::TokenIssuer);
    bad("iss percent-coded", R"({"iss":"https://id.example.org/re%61lm"})", ErrorCode::TokenIssuer);
    bad("iss http", R"({"iss":"http://id.example.org/realm"})", ErrorCode::TokenIssuer);
    bad("iss with space", R"({"iss":"https://id.example.org/realm "})", ErrorCode::TokenIssuer);
    bad("iss with NUL", R"({"iss":"https://id.example.org/realm\u0000"})", ErrorCode::TokenIssuer);
    bad("iss missing", R"({"iss":null})", ErrorCode::TokenClaims);
    bad("iss empty", R"({"iss":""})", ErrorCode::TokenClaims);
    bad("iss list", R"({"iss":["https://id.example.org/realm"]})", ErrorCode::TokenClaims);

    bad("sub missing", R"({"sub":null})", ErrorCode::TokenClaims);
    bad("sub empty", R"({"sub":""})", ErrorCode::TokenClaims);
    bad("sub number", R"({"sub":1})", ErrorCode::TokenClaims);

    bad("aud of another", R"({"aud":"other"})", ErrorCode::TokenAudience);
    bad("aud with space", R"({"aud":"lanyard "})", ErrorCode::TokenAudience);
    bad("aud in upper case", R"({"aud":"Lanyard"})", ErrorCode::TokenAudience);
    bad("aud list without us", R"({"aud":["a","b"],"azp":"lanyard"})", ErrorCode::TokenAudience);
    bad("aud of two", R"({"aud":["lanyard","other"]})", ErrorCode::TokenAudience);
    bad("aud of two with azp", R"({"aud":["lanyard","other"],"azp":"lanyard"})", ErrorCode::TokenAudience);
    bad("aud words", R"({"aud":"lanyard other"})", ErrorCode::TokenAudience);
    bad("aud missing", R"({"aud":null})", ErrorCode::TokenClaims);
    bad("aud empty", R"({"aud":""})", ErrorCode::TokenClaims);
    bad("aud empty list", R"({"aud":[]})", ErrorCode::TokenClaims);
    bad("aud nested", R"({"aud":[["lanyard"]]})", ErrorCode::TokenClaims);
    bad("aud mixed", R"({"aud":["lanyard",1]})", ErrorCode::TokenClaims);
    bad("aud object", R"({"aud":{"lanyard":1}})", ErrorCode::TokenClaims);
    bad("azp of another", R"({"azp":"other"})", ErrorCode::TokenAudience);
    bad("azp empty", R"({"azp":""})", ErrorCode::TokenAudience);
    bad("azp list", R"({"azp":["lanyard"]})", ErrorCode::TokenAudience);
}

void tst_IdTokenVerifier::checksTheClaims()
{
    check(TokenLab::expectation());
}

void tst_IdTokenVerifier::trustsTheAudiencesThatItIsToldTo_data()
{
    columns();
    good("ours alone", R"({"aud":"lanyard"})");
    good("with the cluster's", R"({"aud":["kubernetes","lanyard"],"azp":"lanyard"})");
    bad("without azp", R"({"aud":["kubernetes","lanyard"]})", ErrorCode::TokenAudience);
    bad("the cluster's alone", R"({"aud":["kubernetes"],"azp":"lanyard"})", ErrorCode::TokenAudience);
    bad("one more", R"({"aud":["kubernetes","lanyard","x"],"azp":"lanyard"})", ErrorCode::TokenAudience);
    bad("azp of the cluster", R"({"aud":["kubernetes","lanyard"],"azp":"kubernetes"})",
        ErrorCode::TokenAudience);
}

void tst_IdTokenVerifier::trustsTheAudiencesThatItIsToldTo()
{
    IdTokenExpectation expected = TokenLab::expectation();
    expected.trustedAudiences = { "kubernetes" };
    check(expected);
}

void tst_IdTokenVerifier::trustsAnyAudienceOnlyWithAzp()
{
    IdTokenExpectation expected = TokenLab::expectation();
    expected.trustedAudiences = { std::string(Jose::kAnyAudience) };
    const auto verify = [&](const Json &patch) {
        return m_lab.verify(m_lab.ed.sign(TokenLab::claims(patch)), expected);
    };
    QVERIFY_RESULT(verify({ { "aud", { "a", "b", "lanyard" } }, { "azp", "lanyard" } }));
    QCOMPARE_ERROR(verify({ { "aud", { "a", "lanyard" } } }), ErrorCode::TokenAudience);
    QCOMPARE_ERROR(verify({ { "aud", { "a", "lanyard" } }, { "azp", "a" } }), ErrorCode::TokenAudience);
    QCOMPARE_ERROR(verify({ { "aud", { "a", "b" } }, { "azp", "lanyard" } }), ErrorCode::TokenAudience);
}

void tst_IdTokenVerifier::checksTheTimesToTheSecond_data()
{
    columns();
    const auto patch = [](const char *name, const std::string &value) {
        return toBytes("{\"" + std::string(name) + "\":" + value + '}');
    };
    const auto at = [&](const char *name, std::int64_t offset) {
        return patch(name, std::to_string(kNow + offset));
    };
    good("expired 59 s ago", at("exp", -59));
    bad("expired 60 s ago", at("exp", -60), ErrorCode::TokenExpired);
    bad("expired 61 s ago", at("exp", -61), ErrorCode::TokenExpired);
    bad("expired in 1970", patch("exp", "1"), ErrorCode::TokenExpired);
    good("expires in 30 years", at("exp", 946'080'000));
    good("valid from now on", at("nbf", 0));
    good("valid in 60 s", at("nbf", 60));
    bad("valid in 61 s", at("nbf", 61), ErrorCode::TokenNotYetValid);
    good("issued in 600 s", at("iat", 600));
    bad("issued in 601 s", at("iat", 601), ErrorCode::TokenNotYetValid);
    good("issued a week ago", at("iat", -604'800)); // only the expiry counts
    for (const char *name : { "exp", "iat", "nbf" }) {
        const auto row = [&](const char *what, const std::string &value) {
            bad((std::string(name) + ' ' + what).c_str(), patch(name, value), ErrorCode::TokenClaims);
        };
        row("zero", "0");
        row("negative", "-1");
        row("-2^63", "-9223372036854775808");
        row("text", "\"" + std::to_string(kNow) + "\"");
        row("true", "true");
        row("list", "[" + std::to_string(kNow) + "]");
        row("object", "{\"a\":1}");
        row("1e30", "1e30");
        row("1e308", "1e308");
        row("2^53 + 1", "9007199254740993");
        row("2^63", "9223372036854775808");
        row("2^64 - 1", "18446744073709551615");
        row("milliseconds", std::to_string(kNow) + "000");
        row("past the year 2255", "9000000001");
    }
    bad("exp missing", R"({"exp":null})", ErrorCode::TokenClaims);
    bad("iat missing", R"({"iat":null})", ErrorCode::TokenClaims);
}

void tst_IdTokenVerifier::checksTheTimesToTheSecond()
{
    check(TokenLab::expectation());
}

void tst_IdTokenVerifier::wantsTheNonceAtLogin_data()
{
    columns();
    good("ours", "{}");
    bad("another", R"({"nonce":"n-0S6_WzA2Mk"})", ErrorCode::TokenNonce);
    bad("missing", R"({"nonce":null})", ErrorCode::TokenNonce);
    bad("empty", R"({"nonce":""})", ErrorCode::TokenNonce);
    bad("number", R"({"nonce":1})", ErrorCode::TokenNonce);
    bad("list", R"({"nonce":["n-0S6_WzA2Mj"]})", ErrorCode::TokenNonce);
    bad("prefix", R"({"nonce":"n-0S6"})", ErrorCode::TokenNonce);
    bad("longer", R"({"nonce":"n-0S6_WzA2Mjj"})", ErrorCode::TokenNonce);
    bad("other case", R"({"nonce":"N-0S6_WzA2Mj"})", ErrorCode::TokenNonce);
}

void tst_IdTokenVerifier::wantsTheNonceAtLogin()
{
    check(TokenLab::expectation());
    // An empty expectation is a bug of ours and must not match an empty nonce.
    IdTokenExpectation empty = TokenLab::expectation();
    empty.nonce = std::string();
    QCOMPARE_ERROR(m_lab.verify(m_lab.ed.sign(TokenLab::claims({ { "nonce", "" } })), empty),
                   ErrorCode::TokenNonce);
}

void tst_IdTokenVerifier::checksTheHashOfTheAccessToken_data()
{
    columns();
    const std::string right = m_lab.ed.accessTokenHash("access");
    const auto patch = [](const std::string &hash) { return toBytes(Json { { "at_hash", hash } }.dump()); };
    good("right", patch(right));
    good("none", "{}"); // optional in the code flow
    bad("of another token", patch(m_lab.ed.accessTokenHash("other")), ErrorCode::TokenHash);
    bad("of SHA-256", patch(m_lab.ec.accessTokenHash("access")), ErrorCode::TokenHash);
    bad("padded", patch(right + '='), ErrorCode::TokenHash);
    bad("truncated", patch(right.substr(0, 22)), ErrorCode::TokenHash);
    bad("empty", patch(""), ErrorCode::TokenHash);
    bad("not base64url", patch("***"), ErrorCode::TokenHash);
    bad("number", R"({"at_hash":1})", ErrorCode::TokenHash);
}

void tst_IdTokenVerifier::checksTheHashOfTheAccessToken()
{
    const Core::Secret access(std::string("access"));
    IdTokenExpectation expected = TokenLab::expectation();
    expected.accessToken = &access;
    check(expected);
    // With each algorithm the hash of that algorithm.
    for (const Demo::TokenSigner *signer :
         { &m_lab.rsa, &m_lab.pss, &m_lab.ec, &m_lab.ec384, &m_lab.ec521, &m_lab.ed }) {
        const auto claims = TokenLab::claims({ { "at_hash", signer->accessTokenHash("access") } });
        QVERIFY_RESULT(m_lab.verify(signer->sign(claims), expected));
    }
}

void tst_IdTokenVerifier::checksTheAgeOfTheSignIn_data()
{
    columns();
    const auto at = [](std::int64_t offset) {
        return toBytes(Json { { "auth_time", kNow + offset } }.dump());
    };
    good("just now", at(0));
    good("300 s and the leeway", at(-360));
    bad("one second more", at(-361), ErrorCode::TokenClaims);
    bad("in an hour", at(3600), ErrorCode::TokenNotYetValid);
    bad("missing", "{}", ErrorCode::TokenClaims);
    bad("zero", R"({"auth_time":0})", ErrorCode::TokenClaims);
    bad("text", R"({"auth_time":"1767225600"})", ErrorCode::TokenClaims);
}

void tst_IdTokenVerifier::checksTheAgeOfTheSignIn()
{
    IdTokenExpectation expected = TokenLab::expectation();
    expected.maxAuthAge = 300s;
    check(expected);
}

void tst_IdTokenVerifier::checksTheClassOfTheSignIn_data()
{
    columns();
    good("the first", R"({"acr":"urn:gold"})");
    good("the second", R"({"acr":"mfa"})");
    bad("none", "{}", ErrorCode::TokenClaims);
    bad("lower", R"({"acr":"urn:bronze"})", ErrorCode::TokenClaims);
    bad("prefix", R"({"acr":"urn:gol"})", ErrorCode::TokenClaims);
    bad("both in one", R"({"acr":"urn:gold  mfa"})", ErrorCode::TokenClaims);
    bad("empty", R"({"acr":""})", ErrorCode::TokenClaims);
    bad("number", R"({"acr":1})", ErrorCode::TokenClaims);
    bad("list", R"({"acr":["urn:gold"]})", ErrorCode::TokenClaims);
}

void tst_IdTokenVerifier::checksTheClassOfTheSignIn()
{
    IdTokenExpectation expected = TokenLab::expectation();
    expected.acr = "urn:gold  mfa";
    check(expected);
}

void tst_IdTokenVerifier::aRefreshedTokenTellsOfTheSameSignIn_data()
{
    columns();
    const auto at = [](std::int64_t offset) { return toBytes(Json { { "iat", kNow + offset } }.dump()); };
    good("the same", "{}");
    good("without nonce", R"({"nonce":null})");
    good("issued later", at(300));
    good("within the leeway", at(-70));
    good("without auth_time", R"({"auth_time":null})");
    good("new claims", R"({"groups":["ops"],"email":"new@example.org"})");
    bad("issued before", at(-71), ErrorCode::TokenClaims);
    bad("another account", R"({"sub":"u-2"})", ErrorCode::TokenSubject);
    bad("sub in other case", R"({"sub":"U-1"})", ErrorCode::TokenSubject);
    bad("another issuer", R"({"iss":"https://evil.example"})", ErrorCode::TokenIssuer);
    bad("another nonce", R"({"nonce":"x"})", ErrorCode::TokenNonce);
    bad("nonce number", R"({"nonce":1})", ErrorCode::TokenNonce);
    bad("another sign-in", R"({"auth_time":1767225000})", ErrorCode::TokenClaims);
    bad("auth_time as text", R"({"auth_time":"1767225500"})", ErrorCode::TokenClaims);
    bad("the cluster's audience gone", R"({"aud":["lanyard"]})", ErrorCode::TokenAudience);
    bad("azp gone", R"({"azp":null,"aud":["lanyard","lanyard"]})", ErrorCode::TokenAudience);
    bad("azp of another", R"({"azp":"kubernetes"})", ErrorCode::TokenAudience);
    bad("expired", R"({"exp":1767225000})", ErrorCode::TokenExpired);
}

void tst_IdTokenVerifier::aRefreshedTokenTellsOfTheSameSignIn()
{
    QFETCH(QByteArray, patch);
    QFETCH(bool, accepted);
    QFETCH(Core::ErrorCode, code);
    Json claims = TokenLab::claims({ { "azp", "lanyard" }, { "auth_time", kNow - 100 },
                                     { "aud", { "lanyard", "kubernetes" } } });
    IdTokenExpectation expected = TokenLab::expectation();
    expected.trustedAudiences = { "kubernetes" };
    const auto before = JoseTest::must(m_lab.verify(m_lab.ed.sign(claims), expected));

    expected.nonce.reset();
    expected.previous = &before;
    claims.merge_patch(JoseTest::must(Core::parseJson(toStd(patch))));
    const auto after = m_lab.verify(m_lab.ec.sign(claims), expected); // the key may have changed
    if (accepted)
        QVERIFY_RESULT(after);
    else
        QCOMPARE_ERROR(after, code);
}

void tst_IdTokenVerifier::namesBothValues()
{
    const auto message = [this](const Json &patch) {
        const auto verified = m_lab.verify(m_lab.ed.sign(TokenLab::claims(patch)));
        return verified ? std::string("accepted") : verified.error().message;
    };
    const auto has = [](const std::string &text, const char *part) {
        return text.find(part) != std::string::npos;
    };
    const std::string issuer = message({ { "iss", "https://other.example" } });
    QVERIFY2(has(issuer, "\"https://other.example\"") && has(issuer, JoseTest::kIssuer), issuer.c_str());
    const std::string audience = message({ { "aud", { "a", "b" } } });
    QVERIFY2(has(audience, "\"a\", \"b\"") && has(audience, "\"lanyard\""), audience.c_str());
    const std::string party = message({ { "azp", "other" } });
    QVERIFY2(has(party, "\"other\"") && has(party, "\"lanyard\""), party.c_str());
    const std::string expired = message({ { "exp", kNow - 3600 } });
    QVERIFY2(has(expired, "2025-12-31T23:00:00Z") && has(expired, "2026-01-01T00:00:00Z"), expired.c_str());
    // Secrets of the sign-in are not shown.
    const std::string nonce = message({ { "nonce", "other-nonce" } });
    QVERIFY2(!has(nonce, "other-nonce") && !has(nonce, JoseTest::kNonce), nonce.c_str());
}

void tst_IdTokenVerifier::messagesAreSafeAndShort()
{
    const std::string hostile = "\x1b[2J\xe2\x80\xae\n" + std::string(20'000, 'x');
    for (const char *name : { "iss", "aud", "azp", "typ" }) {
        const auto verified = m_lab.verify(m_lab.ed.sign(TokenLab::claims({ { name, hostile } })));
        if (verified)
            continue; // typ: an unknown one says nothing
        const std::string line = Core::toLine(verified.error());
        QVERIFY2(line.size() < 1000, name);
        QVERIFY2(line.find('\x1b') == std::string::npos, name);
        QVERIFY2(line.find("\xe2\x80\xae") == std::string::npos, name);
    }
    Json many = Json::array();
    for (int i = 0; i < 5000; ++i)
        many.push_back("audience-" + std::to_string(i));
    const auto verified = m_lab.verify(m_lab.ed.sign(TokenLab::claims({ { "aud", many } })));
    QVERIFY(!verified);
    QVERIFY(Core::toLine(verified.error()).size() < 1000);
}

void tst_IdTokenVerifier::decodesForDisplayWithoutVerifying()
{
    using Jose::IdTokenVerifier;
    const std::string token = m_lab.attacker.sign(TokenLab::claims({ { "exp", "soon" }, { "aud", nullptr } }));
    const auto shown = IdTokenVerifier::decodeUnverified(token);
    QVERIFY_RESULT(shown);
    QVERIFY(shown->subject == "u-1");
    QVERIFY(shown->audience.empty());
    QVERIFY(shown->expiresAt == std::chrono::system_clock::time_point());
    QCOMPARE(std::chrono::system_clock::to_time_t(shown->issuedAt), kNow - 10);
    QVERIFY_RESULT(IdTokenVerifier::decodeUnverified(m_lab.rsa.signRaw(R"({"alg":"none"})", "{}")));
    QCOMPARE_ERROR(IdTokenVerifier::decodeUnverified("opaque"), ErrorCode::TokenMalformed);
    QCOMPARE_ERROR(IdTokenVerifier::decodeUnverified(m_lab.rsa.signRaw("{}", "[]")),
                   ErrorCode::TokenMalformed);
    QCOMPARE_ERROR(IdTokenVerifier::decodeUnverified(m_lab.rsa.signRaw("{}", R"({"a":1,"a":2})")),
                   ErrorCode::TokenMalformed);
}

QTEST_GUILESS_MAIN(tst_IdTokenVerifier)
#include "tst_idtokenverifier.moc"
