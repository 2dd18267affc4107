// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/oidc/jose/josetest.h"

using JoseTest::must;
using JoseTest::toBytes;
using JoseTest::toStd;
using JoseTest::vectorJson;

// The examples of RFC 7520 (JOSE cookbook), RFC 8037 and RFC 7797: what we take and what not.
class tst_JoseCookbook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { LANYARD_REQUIRE_VECTORS(); }
    void verifiesOrRefusesTheSignatures_data();
    void verifiesOrRefusesTheSignatures();
    void takesPublicKeysOnly_data();
    void takesPublicKeysOnly();
};

// The public half of an example's key, with the `alg` that the example uses it for.
static Core::Json publicKeyOf(const Core::Json &example)
{
    Core::Json key = example["input"]["key"];
    for (const char *name : { "d", "p", "q", "dp", "dq", "qi" })
        key.erase(name);
    return key;
}

void tst_JoseCookbook::verifiesOrRefusesTheSignatures_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("accepted");
    const auto row = [](const char *file, bool accepted, const char *reason) {
        QTest::newRow((std::string(file) + ": " + reason).c_str()) << QString::fromUtf8(file) << accepted;
    };
    row("jws/4_1.rsa_v15_signature.json", true, "RS256");
    row("jws/4_2.rsa-pss_signature.json", true, "PS384");
    row("jws/4_3.ecdsa_signature.json", true, "ES512");
    row("jws/4_4.hmac-sha2_integrity_protection.json", false, "symmetric keys are refused by policy");
    row("jws/4_5.signature_with_detached_content.json", false, "no payload, and symmetric");
    row("jws/4_6.protecting_specific_header_fields.json", false, "JSON serialisation only");
    row("jws/4_7.protecting_content_only.json", false, "JSON serialisation only");
    row("jws/4_8.multiple_signatures.json", false, "JSON serialisation only");
    row("curve25519/jws.json", true, "Ed25519");
    row("rfc7797/hmac-sha2_b64_false.json", false, "b64, crit, and symmetric");
    row("rfc7797/4.2.hmac-sha2_b64_false.json", false, "b64, JSON serialisation only");
}

void tst_JoseCookbook::verifiesOrRefusesTheSignatures()
{
    QFETCH(QString, file);
    QFETCH(bool, accepted);
    const Core::Json example = vectorJson(QStringLiteral("jose-cookbook/") + file);
    QVERIFY2(example.is_object(), "the example is missing");
    const Core::Json &output = example["output"];
    const std::string sent = output.contains("compact") ? output["compact"].get<std::string>()
                                                        : output["json"].dump();
    const auto keys = JoseTest::keySet(
            example["input"]["key"].is_array() ? example["input"]["key"] : Core::Json::array({ publicKeyOf(example) }));
    const auto jws = Jose::Jws::parse(sent);
    const auto verified = jws ? keys.verify(*jws) : Core::Result<>(Core::fail(jws.error()));
    if (!accepted) {
        QVERIFY(!verified);
        return;
    }
    QVERIFY_RESULT(verified);
    QCOMPARE(toBytes(jws->payload), toBytes(example["input"]["payload"].get<std::string>()));

    Jose::Jws altered = *jws; // or the verdict would not depend on the bytes
    altered.signingInput.back() = altered.signingInput.back() == 'A' ? 'B' : 'A';
    QCOMPARE_ERROR(keys.verify(altered), Core::ErrorCode::TokenSignature);
}

void tst_JoseCookbook::takesPublicKeysOnly_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("EC public") << QStringLiteral("3_1.ec_public_key") << true;
    QTest::newRow("EC private") << QStringLiteral("3_2.ec_private_key") << false;
    QTest::newRow("RSA public") << QStringLiteral("3_3.rsa_public_key") << true;
    QTest::newRow("RSA private") << QStringLiteral("3_4.rsa_private_key") << false;
    QTest::newRow("MAC") << QStringLiteral("3_5.symmetric_key_mac_computation") << false;
    QTest::newRow("AES") << QStringLiteral("3_6.symmetric_key_encryption") << false;
}

void tst_JoseCookbook::takesPublicKeysOnly()
{
    QFETCH(QString, file);
    QFETCH(bool, accepted);
    const Core::Json jwk = vectorJson(QStringLiteral("jose-cookbook/jwk/%1.json").arg(file));
    QVERIFY2(jwk.is_object(), "the example is missing");
    const auto key = Jose::JsonWebKey::parse(jwk);
    if (accepted)
        QVERIFY_RESULT(key);
    else
        QCOMPARE_ERROR(key, Core::ErrorCode::Refused);
}

QTEST_GUILESS_MAIN(tst_JoseCookbook)
#include "tst_josecookbook.moc"
