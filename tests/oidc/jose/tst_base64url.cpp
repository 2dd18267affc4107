// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/oidc/jose/josetest.h"

using JoseTest::toBytes;
using JoseTest::toStd;

class tst_Base64Url : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void encodesAndDecodes_data();
    void encodesAndDecodes();
    void refusesEveryOtherTextForTheSameBytes_data();
    void refusesEveryOtherTextForTheSameBytes();
    void agreesWithQtOnAllShortInputs();
    void decodesNothingButWhatItEncodes();
};

void tst_Base64Url::encodesAndDecodes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");
    // RFC 4648 section 10, without padding
    QTest::newRow("empty") << QByteArray("") << QByteArray("");
    QTest::newRow("f") << QByteArray("f") << QByteArray("Zg");
    QTest::newRow("fo") << QByteArray("fo") << QByteArray("Zm8");
    QTest::newRow("foo") << QByteArray("foo") << QByteArray("Zm9v");
    QTest::newRow("foob") << QByteArray("foob") << QByteArray("Zm9vYg");
    QTest::newRow("fooba") << QByteArray("fooba") << QByteArray("Zm9vYmE");
    QTest::newRow("foobar") << QByteArray("foobar") << QByteArray("Zm9vYmFy");
    // RFC 7515 appendix C
    QTest::newRow("RFC 7515 C") << QByteArray::fromHex("03ecffe0c1") << QByteArray("A-z_4ME");
    QTest::newRow("zero bytes") << QByteArray(3, '\0') << QByteArray("AAAA");
    QTest::newRow("all ones") << QByteArray(3, '\xff') << QByteArray("____");
}

void tst_Base64Url::encodesAndDecodes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, text);
    QCOMPARE(toBytes(Jose::encodeBase64Url(toStd(bytes))), text);
    const auto decoded = Jose::decodeBase64Url(toStd(text));
    QVERIFY_RESULT(decoded);
    QCOMPARE(toBytes(*decoded), bytes);
}

void tst_Base64Url::refusesEveryOtherTextForTheSameBytes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("padding 1") << QByteArray("Zm8=");
    QTest::newRow("padding 2") << QByteArray("Zg==");
    QTest::newRow("only padding") << QByteArray("====");
    QTest::newRow("length 1") << QByteArray("Z");
    QTest::newRow("length 5") << QByteArray("Zm9vZ");
    QTest::newRow("spare bits of 4") << QByteArray("Zh");
    QTest::newRow("spare bits of 2") << QByteArray("Zm9");
    QTest::newRow("plus") << QByteArray("A+z_");
    QTest::newRow("slash") << QByteArray("A-z/");
    QTest::newRow("space") << QByteArray("Zm 9v");
    QTest::newRow("line break") << QByteArray("Zm9v\n");
    QTest::newRow("question mark") << QByteArray("Zm9?");
    QTest::newRow("NUL") << QByteArray("Zm9\0", 4);
    QTest::newRow("dot") << QByteArray("Zm.v");
    QTest::newRow("high byte") << QByteArray("Zm9\xff");
    QTest::newRow("full-width letter") << QByteArray("\xEF\xBC\xA1");
}

void tst_Base64Url::refusesEveryOtherTextForTheSameBytes()
{
    QFETCH(QByteArray, text);
    QCOMPARE_ERROR(Jose::decodeBase64Url(toStd(text)), Core::ErrorCode::TokenMalformed);
}

void tst_Base64Url::agreesWithQtOnAllShortInputs()
{
    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; second += 5) {
            const QByteArray bytes = QByteArray(1, static_cast<char>(first))
                    + QByteArray(1, static_cast<char>(second));
            const QByteArray text
                    = bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
            QCOMPARE(toBytes(Jose::encodeBase64Url(toStd(bytes))), text);
            const auto decoded = Jose::decodeBase64Url(toStd(text));
            QVERIFY_RESULT(decoded);
            QCOMPARE(toBytes(*decoded), bytes);
        }
    }
}

void tst_Base64Url::decodesNothingButWhatItEncodes()
{
    int accepted = 0;
    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; ++second) {
            const std::string text { static_cast<char>(first), static_cast<char>(second) };
            if (const auto decoded = Jose::decodeBase64Url(text)) {
                ++accepted;
                QCOMPARE(toBytes(Jose::encodeBase64Url(*decoded)), toBytes(text));
            }
        }
    }
    QCOMPARE(accepted, 256); // one text per byte
}

QTEST_GUILESS_MAIN(tst_Base64Url)
#include "tst_base64url.moc"
