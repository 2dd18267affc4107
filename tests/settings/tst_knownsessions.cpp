// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/settings/knownsessions.h"

#include "app/core/atomicfile.h"
#include "app/core/paths.h"
#include "app/qtsupport/compat.h"
#include "tests/support/resulttest.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using Core::ErrorCode;
using Settings::KnownSession;
using Settings::KnownSessions;
namespace fs = std::filesystem;

class tst_KnownSessions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsWhatItSaved();
    void knowsNoneWithoutAFile();
    void hasNoFieldForASecret();
    void leavesOutWhatMakesNoSense_data();
    void leavesOutWhatMakesNoSense();
    void keepsABrokenFile_data();
    void keepsABrokenFile();

private:
    void put(const std::string &text)
    {
        QVERIFY_RESULT(Core::makePrivateDirectory(m_file.parent_path()));
        QVERIFY_RESULT(Core::replaceFile(m_file, text));
    }
    [[nodiscard]] static KnownSession session(const QString &id)
    {
        KnownSession session;
        session.id = id;
        session.issuer = u"https://issuer.example.test/realms/ü"_s;
        session.clientId = u"lanyard"_s;
        session.scopes = { u"openid"_s, u"offline_access"_s };
        session.account = u"work"_s;
        session.caPem = "-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n";
        session.listenPorts = { 8000, 18000, 0 };
        session.redirectHost = u"localhost"_s;
        session.redirectPath = u"/callback"_s;
        session.trustedAudiences = { u"kubernetes"_s };
        session.extraParams = { { u"audience"_s, u"k8s"_s } };
        session.lastUsername = u"sm01@example.test"_s;
        session.lastGroups = { u"dev"_s, u"ops"_s };
        session.storage = u"keychain"_s;
        return session;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    fs::path m_file;
};

void tst_KnownSessions::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_file = fs::path(m_dir->path().toStdString()) / "state" / "sessions.json";
}

void tst_KnownSessions::readsWhatItSaved()
{
    const std::vector<KnownSession> sessions{ session(u"a"_s), session(u"b"_s) };
    QVERIFY_RESULT(KnownSessions(m_file).save(sessions));
    const auto read = KnownSessions(m_file).load();
    QVERIFY_RESULT(read);
    QVERIFY(*read == sessions);
    struct stat info = {};
    QCOMPARE(::stat(m_file.c_str(), &info), 0);
    QCOMPARE(info.st_mode & 07777U, 0600U);
    QVERIFY_RESULT(KnownSessions(m_file).save({}));
    QVERIFY(KnownSessions(m_file).load()->empty());
}

void tst_KnownSessions::knowsNoneWithoutAFile()
{
    const auto read = KnownSessions(m_file).load();
    QVERIFY_RESULT(read);
    QVERIFY(read->empty());
}

// Whoever adds a field must decide that it can hold no token and no client secret, and say so here.
void tst_KnownSessions::hasNoFieldForASecret()
{
    QVERIFY_RESULT(KnownSessions(m_file).save({ session(u"a"_s) }));
    const auto json = Core::parseJson(*Core::readFile(m_file, 100'000));
    QVERIFY_RESULT(json);
    QStringList names;
    for (const auto &member : (*json)["sessions"][0].items())
        names += QString::fromStdString(member.key());
    names.sort();
    QCOMPARE(names.join(u' '),
             u"account caPem clientId extraParams id issuer lastGroups lastUsername listenPorts "
             u"redirectHost "
             "redirectPath scopes storage trustedAudiences"_s);
}

void tst_KnownSessions::leavesOutWhatMakesNoSense_data()
{
    QTest::addColumn<QByteArray>("entry");
    const QByteArray whole =
            "\"id\":\"x\",\"issuer\":\"https://i.example.test\",\"clientId\":\"c\"";
    QTest::newRow("text") << QByteArray("\"x\"");
    QTest::newRow("empty") << QByteArray("{}");
    QTest::newRow("no issuer") << QByteArray("{\"id\":\"x\",\"clientId\":\"c\"}");
    QTest::newRow("empty id") << QByteArray("{\"id\":\"\",\"issuer\":\"i\",\"clientId\":\"c\"}");
    QTest::newRow("number as scope") << "{" + whole + ",\"scopes\":[1]}";
    QTest::newRow("port too large") << "{" + whole + ",\"listenPorts\":[65536]}";
    QTest::newRow("negative port") << "{" + whole + ",\"listenPorts\":[-1]}";
    QTest::newRow("no ports") << "{" + whole + ",\"listenPorts\":[]}";
    QTest::newRow("17 ports") << "{" + whole
                    + ",\"listenPorts\":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]}";
    QTest::newRow("array of parameters") << "{" + whole + ",\"extraParams\":[]}";
    QTest::newRow("certificates of a megabyte")
            << "{" + whole + ",\"caPem\":\"" + QByteArray(1'000'000, 'x') + "\"}";
}

void tst_KnownSessions::leavesOutWhatMakesNoSense()
{
    QFETCH(QByteArray, entry);
    const std::string text = "{\"sessions\":[" + entry.toStdString()
            + ",{\"id\":\"good\",\"issuer\":\"https://i.example.test\",\"clientId\":\"c\"}]}";
    put(text);
    KnownSessions known(m_file);
    const auto read = known.load();
    QVERIFY_RESULT(read);
    QCOMPARE(read->size(), std::size_t(1));
    QCOMPARE(read->front().id, u"good"_s);
    QVERIFY(read->front().listenPorts == QList<quint16>{ 0 });
    QVERIFY_RESULT(known.save(*read));
    QCOMPARE(*Core::readFile(m_file.string() + ".broken", 2'000'000), text);
}

void tst_KnownSessions::keepsABrokenFile_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("hello");
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("no list") << QByteArray("{\"sessions\":{}}");
    QTest::newRow("no member") << QByteArray("{}");
    QByteArray many = "{\"sessions\":[0";
    for (int i = 0; i < 1000; ++i)
        many += ",0";
    QTest::newRow("1001 sessions") << many + "]}";
}

void tst_KnownSessions::keepsABrokenFile()
{
    QFETCH(QByteArray, text);
    put(text.toStdString());
    KnownSessions known(m_file);
    QCOMPARE_ERROR(known.load(), ErrorCode::Parse);
    QVERIFY_RESULT(known.save({ session(u"a"_s) }));
    QCOMPARE(*Core::readFile(m_file.string() + ".broken", 100'000), text.toStdString());
    QCOMPARE(known.load()->size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(tst_KnownSessions)
#include "tst_knownsessions.moc"
