// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/json.h"
#include "tests/keychain/storetest.h"

using Core::ErrorCode;
using namespace Keychain;

class tst_CredentialCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrote_data();
    void readsWhatItWrote();
    void refusesWhatIsNotItsOwn_data();
    void refusesWhatIsNotItsOwn();
    void refusesAnyCutOrFlippedByte();
    void refusesTwoFieldsSwapped();
    void refusesWhatCannotBeStored_data();
    void refusesWhatCannotBeStored();
    void tellsNoSecretInAnError();
};

void tst_CredentialCodec::readsWhatItWrote_data()
{
    QTest::addColumn<quint64>("generation");
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("plain") << quint64(1) << QByteArray("RT-1");
    QTest::newRow("generation zero") << quint64(0) << QByteArray("RT-1");
    QTest::newRow("largest generation") << ~quint64(0) << QByteArray("RT-1");
    QTest::newRow("JSON specials") << quint64(2) << QByteArray("\"\\/\n\t{}[]");
    QTest::newRow("NUL inside") << quint64(2) << QByteArray("a\0b", 3);
    QTest::newRow("64 KiB") << quint64(3) << QByteArray(64 * 1024, 'x');
    QTest::newRow("64 KiB that all need escapes") << quint64(3) << QByteArray(64 * 1024, '\1');
}

void tst_CredentialCodec::readsWhatItWrote()
{
    QFETCH(quint64, generation);
    QFETCH(QByteArray, token);
    const Credential credential = Support::credential(generation, token.toStdString());
    const auto value = encode(credential);
    QVERIFY_RESULT(value);
    const auto read = decode(value->reveal());
    QVERIFY_RESULT(read);
    QVERIFY(isSame(*read, credential));
    QVERIFY(isSame(clone(*read), credential));
}

void tst_CredentialCodec::refusesWhatIsNotItsOwn_data()
{
    QTest::addColumn<QByteArray>("value");
    const auto encoded = encode(Support::credential(7, "RT-1"));
    const Core::Json whole = *Core::parseJson(encoded->reveal());
    const auto row = [](const char *name, const Core::Json &json) {
        QTest::newRow(name) << QByteArray::fromStdString(Core::dumpJson(json));
    };
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("plain text") << QByteArray("RT-1");
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("array in array in array") << QByteArray("[[[[]]]]");
    QTest::newRow("NUL") << QByteArray("\0", 1);
    QTest::newRow("10 MiB") << QByteArray(10 * 1024 * 1024, ' ');
    for (const auto &member : whole.items()) {
        const std::string name = member.key();
        Core::Json without = whole;
        without.erase(name);
        row(("without " + name).c_str(), without);
        Core::Json wrong = whole;
        wrong[name] = Core::Json::array();
        row(("array as " + name).c_str(), wrong);
        wrong[name] = "x";
        row(("x as " + name).c_str(), wrong);
    }
    Core::Json changed = whole;
    changed["gen"] = 8;
    row("another generation", changed);
    changed["gen"] = -7;
    row("negative generation", changed);
    changed["gen"] = 7.0;
    row("fractional generation", changed);
    changed = whole;
    changed["extra"] = 1;
    row("one member too many", changed);
    changed = whole;
    changed["v"] = 2;
    row("a later version", changed);
    const QByteArray text = QByteArray::fromStdString(Core::dumpJson(whole));
    QTest::newRow("a name twice") << QByteArray(text).replace("{", "{\"rt\":\"RT-2\",");
    QTest::newRow("something after it") << text + "{}";
}

void tst_CredentialCodec::refusesWhatIsNotItsOwn()
{
    QFETCH(QByteArray, value);
    const auto read = decode(value.toStdString());
    QCOMPARE_ERROR(read, ErrorCode::KeychainCorrupt);
    QVERIFY(!read.error().fix.empty());
}

void tst_CredentialCodec::refusesAnyCutOrFlippedByte()
{
    const auto value = encode(Support::credential(7, "RT-1"));
    const std::string good(value->reveal());
    for (std::size_t i = 0; i < good.size(); ++i) {
        QVERIFY2(!decode(good.substr(0, i)), qPrintable(u"cut at %1"_s.arg(i)));
        std::string flipped = good;
        flipped[i] = static_cast<char>(flipped[i] ^ 1);
        QVERIFY2(!decode(flipped), qPrintable(u"flipped at %1"_s.arg(i)));
    }
}

void tst_CredentialCodec::refusesTwoFieldsSwapped()
{
    Core::Json json = *Core::parseJson(encode(Support::credential(7, "RT-1"))->reveal());
    std::swap(json["iss"], json["cid"]);
    QCOMPARE_ERROR(decode(Core::dumpJson(json)), ErrorCode::KeychainCorrupt);
}

void tst_CredentialCodec::refusesWhatCannotBeStored_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<int>("issuerLength");
    QTest::newRow("empty") << QByteArray() << 10;
    QTest::newRow("not UTF-8") << QByteArray("\xff") << 10;
    QTest::newRow("over 64 KiB") << QByteArray(64 * 1024 + 1, 'x') << 10;
    QTest::newRow("long issuer") << QByteArray("x") << 8 * 1024 + 1;
}

void tst_CredentialCodec::refusesWhatCannotBeStored()
{
    QFETCH(QByteArray, token);
    QFETCH(int, issuerLength);
    Credential credential = Support::credential(1, token.toStdString());
    credential.issuer = QString(issuerLength, u'i');
    const auto value = encode(credential);
    QVERIFY(!value);
    QVERIFY(!value.error().message.empty());
}

void tst_CredentialCodec::tellsNoSecretInAnError()
{
    const std::string canary = "CANARY-5f1d";
    std::string broken(encode(Support::credential(1, canary))->reveal());
    broken.pop_back();
    for (const std::string &text : { canary, broken, "{\"rt\":\"" + canary + "\"}" }) {
        const auto read = decode(text);
        QVERIFY(!read);
        QVERIFY((read.error().message + read.error().fix + read.error().detail).find(canary)
                == std::string::npos);
    }
}

QTEST_GUILESS_MAIN(tst_CredentialCodec)
#include "tst_credentialcodec.moc"
