// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/oidc/jose/josetest.h"

#include <map>

using JoseTest::vectorJson;

// The verdict on every test of Project Wycheproof's JWS and JWK sets. What Wycheproof calls invalid is
// refused. What it calls valid is accepted but for the tests named here, each with the reason.
namespace {

const char kSymmetric[] = "HS*: whoever can verify could sign, so policy refuses symmetric keys";
const char kStray[] = "HS256, and a stray '?' inside a part";
const char kEs521[] = "the key's alg is \"ES521\", a name that no standard has";
const char kOtherPs[] = "the key's alg is PS256, the token's PS384 (RFC 7517 section 4.4; test 340 of the "
                        "same set wants such a token refused)";

const std::map<int, const char *> kRefusedSignatures {
    { 1, kSymmetric },   { 346, kOtherPs },   { 347, kEs521 },     { 348, kSymmetric },
    { 350, kOtherPs },   { 351, kEs521 },     { 352, kSymmetric }, { 357, kSymmetric },
    { 358, kSymmetric }, { 359, kSymmetric }, { 372, kStray },     { 373, kStray },
    { 376, kSymmetric }, { 377, kSymmetric },
};

const std::map<int, const char *> kRefusedKeys {
    { 2, kSymmetric }, { 13, kSymmetric }, { 14, kSymmetric }, { 15, kSymmetric },
};

struct Counts
{
    int all = 0, valid = 0, accepted = 0;
};

// One row per test: what is sent, the key set, and the verdict.
Counts addRows(const Core::Json &document, const std::map<int, const char *> &refused)
{
    QTest::addColumn<QByteArray>("keys");
    QTest::addColumn<QByteArray>("jws");
    QTest::addColumn<bool>("accepted");
    QTest::addColumn<QString>("reason");
    Counts counts;
    for (const Core::Json &group : document["testGroups"]) {
        // The groups with symmetric keys have no public one.
        const Core::Json &key = group.contains("public") ? group["public"] : group["private"];
        const Core::Json set = key.contains("keys") ? key : Core::Json { { "keys", { key } } };
        for (const Core::Json &test : group["tests"]) {
            const int id = test["tcId"].get<int>();
            const bool valid = test["result"] == "valid";
            const auto policy = refused.find(id);
            const bool accepted = valid && policy == refused.end();
            ++counts.all;
            counts.valid += valid ? 1 : 0;
            counts.accepted += accepted ? 1 : 0;
            const std::string name = std::to_string(id) + ' ' + test["comment"].get<std::string>();
            // The JSON serialisation tests carry an object instead of a text.
            const std::string jws
                    = test["jws"].is_string() ? test["jws"].get<std::string>() : test["jws"].dump();
            QTest::newRow(name.c_str())
                    << JoseTest::toBytes(set.dump()) << JoseTest::toBytes(jws) << accepted
                    << QString::fromUtf8(policy != refused.end() ? policy->second : "Wycheproof's verdict");
        }
    }
    return counts;
}

void checkRow()
{
    QFETCH(QByteArray, keys);
    QFETCH(QByteArray, jws);
    QFETCH(bool, accepted);
    QFETCH(QString, reason);
    const auto set = Jose::JsonWebKeySet::parse(JoseTest::toStd(keys));
    QVERIFY_RESULT(set);
    const auto parsed = Jose::Jws::parse(JoseTest::toStd(jws));
    const auto verified = parsed ? set->verify(*parsed) : Core::Result<>(Core::fail(parsed.error()));
    QVERIFY2(verified.has_value() == accepted, qPrintable(reason));
}

} // namespace

class tst_Wycheproof : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { LANYARD_REQUIRE_VECTORS(); }
    void jsonWebSignature_data()
    {
        m_signatures = addRows(vectorJson(QStringLiteral("wycheproof/json_web_signature_test.json")),
                               kRefusedSignatures);
    }
    void jsonWebSignature() { checkRow(); }
    void jsonWebKey_data()
    {
        m_keys = addRows(vectorJson(QStringLiteral("wycheproof/json_web_key_test.json")), kRefusedKeys);
    }
    void jsonWebKey() { checkRow(); }
    // A verdict that names a test which is gone would hide that the data changed.
    void theSetsAreTheOnesThatWereJudged();

private:
    Counts m_signatures, m_keys;
};

void tst_Wycheproof::theSetsAreTheOnesThatWereJudged()
{
    QCOMPARE(m_signatures.all, 401);
    QCOMPARE(m_signatures.valid, 46);
    QCOMPARE(m_signatures.accepted, 46 - static_cast<int>(kRefusedSignatures.size()));
    QCOMPARE(m_signatures.accepted, 32);
    QCOMPARE(m_keys.all, 26);
    QCOMPARE(m_keys.valid, 5);
    QCOMPARE(m_keys.accepted, 1);
}

QTEST_GUILESS_MAIN(tst_Wycheproof)
#include "tst_wycheproof.moc"
