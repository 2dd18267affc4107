// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/settings/settingsstore.h"

#include "app/core/atomicfile.h"
#include "app/core/paths.h"
#include "app/qtsupport/compat.h"
#include "tests/support/resulttest.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using Core::ErrorCode;
using Settings::SettingsStore;
namespace fs = std::filesystem;

class tst_SettingsStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void startsWithDefaults();
    void readsWhatItSaved();
    void tellsChangesOnly();
    void isPrivate();
    void keepsMembersOfALaterVersion();
    void keepsABrokenFile_data();
    void keepsABrokenFile();
    void usesTheGoodPartOfAFile_data();
    void usesTheGoodPartOfAFile();
    void keepsTheOldOnesWhenSavingFails();

private:
    void put(const QByteArray &text)
    {
        QVERIFY_RESULT(Core::makePrivateDirectory(m_file.parent_path()));
        QVERIFY_RESULT(Core::replaceFile(m_file, text.toStdString()));
    }
    [[nodiscard]] std::string contents(const fs::path &file) const
    {
        return Core::readFile(file, 10'000'000).value_or("no file");
    }
    [[nodiscard]] static Settings::Settings unusual()
    {
        Settings::Settings settings;
        settings.loginPolicy = Settings::LoginPolicy::Notify;
        settings.refreshLead = std::chrono::seconds(300);
        settings.showDiffBeforeSwitch = false;
        settings.closeToTray = false;
        settings.contextGrouping = Settings::ContextGrouping::Server;
        settings.startAtLogin = true;
        settings.notifyBeforeExpiry = false;
        settings.lockWithScreen = true;
        settings.storage = Settings::Storage::Memory;
        settings.kubeconfigFiles = { u"/home/dev/ünicode"_s, u"relative"_s };
        return settings;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    fs::path m_file;
};

void tst_SettingsStore::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_file = fs::path(m_dir->path().toStdString()) / "config" / "settings.json";
}

void tst_SettingsStore::startsWithDefaults()
{
    SettingsStore store(m_file);
    QVERIFY_RESULT(store.load());
    QVERIFY(store.settings() == Settings::Settings());
    QVERIFY(!fs::exists(m_file));
}

void tst_SettingsStore::readsWhatItSaved()
{
    SettingsStore store(m_file);
    QVERIFY(unusual() != Settings::Settings());
    QVERIFY_RESULT(store.save(unusual()));
    QVERIFY(store.settings() == unusual());
    SettingsStore again(m_file);
    QVERIFY_RESULT(again.load());
    QVERIFY(again.settings() == unusual());
}

void tst_SettingsStore::tellsChangesOnly()
{
    SettingsStore store(m_file);
    QSignalSpy changed(&store, &SettingsStore::changed);
    QVERIFY_RESULT(store.load());
    QVERIFY_RESULT(store.save({}));
    QCOMPARE(changed.size(), 0);
    QVERIFY_RESULT(store.save(unusual()));
    QVERIFY_RESULT(store.save(unusual()));
    QCOMPARE(changed.size(), 1);
}

void tst_SettingsStore::isPrivate()
{
    const mode_t before = ::umask(0);
    QVERIFY_RESULT(SettingsStore(m_file).save({}));
    ::umask(before);
    struct stat info = {};
    QCOMPARE(::stat(m_file.c_str(), &info), 0);
    QCOMPARE(info.st_mode & 07777U, 0600U);
}

void tst_SettingsStore::keepsMembersOfALaterVersion()
{
    put("{\"fromTheFuture\":{\"a\":[1,2]},\"closeToTray\":false}");
    SettingsStore store(m_file);
    QVERIFY_RESULT(store.load());
    QVERIFY_RESULT(store.save(unusual()));
    const auto json = Core::parseJson(contents(m_file));
    QVERIFY_RESULT(json);
    QCOMPARE((*json)["fromTheFuture"]["a"].size(), std::size_t(2));
}

void tst_SettingsStore::keepsABrokenFile_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("code");
    QTest::newRow("empty") << QByteArray() << int(ErrorCode::Parse);
    QTest::newRow("cut") << QByteArray("{\"closeToTray\":fal") << int(ErrorCode::Parse);
    QTest::newRow("array") << QByteArray("[]") << int(ErrorCode::Parse);
    QTest::newRow("a name twice") << QByteArray("{\"a\":1,\"a\":2}") << int(ErrorCode::Parse);
    QTest::newRow("NUL bytes") << QByteArray(100, '\0') << int(ErrorCode::Parse);
    QTest::newRow("not UTF-8") << QByteArray("{\"a\":\"\xff\"}") << int(ErrorCode::Parse);
    QTest::newRow("deep") << QByteArray(100, '[') << int(ErrorCode::Parse);
    QTest::newRow("too large") << QByteArray(5 * 1024 * 1024, ' ') << int(ErrorCode::TooLarge);
}

void tst_SettingsStore::keepsABrokenFile()
{
    QFETCH(QByteArray, text);
    QFETCH(int, code);
    put(text);
    SettingsStore store(m_file);
    QVERIFY_RESULT(
            SettingsStore(fs::path(m_dir->path().toStdString()) / "other" / "s.json").load());
    QCOMPARE_ERROR(store.load(), static_cast<ErrorCode>(code));
    QVERIFY(store.settings() == Settings::Settings());
    // Reading changes nothing on disk.
    QCOMPARE(contents(m_file), text.toStdString());
    QVERIFY_RESULT(store.save(unusual()));
    QCOMPARE(contents(m_file.string() + ".broken"), text.toStdString());
    QVERIFY_RESULT(store.load());
    QVERIFY(store.settings() == unusual());
}

void tst_SettingsStore::usesTheGoodPartOfAFile_data()
{
    QTest::addColumn<QByteArray>("member");
    QTest::newRow("unknown policy") << QByteArray("\"loginPolicy\":\"always\"");
    QTest::newRow("number as policy") << QByteArray("\"loginPolicy\":1");
    QTest::newRow("lead too small") << QByteArray("\"refreshLeadSeconds\":-1");
    QTest::newRow("lead too large") << QByteArray("\"refreshLeadSeconds\":99999999999999999999");
    QTest::newRow("lead with a fraction") << QByteArray("\"refreshLeadSeconds\":60.5");
    QTest::newRow("text as boolean") << QByteArray("\"startAtLogin\":\"yes\"");
    QTest::newRow("unknown grouping") << QByteArray("\"contextGrouping\":\"colour\"");
    QTest::newRow("number in a list of files") << QByteArray("\"kubeconfigFiles\":[\"a\",1]");
}

void tst_SettingsStore::usesTheGoodPartOfAFile()
{
    QFETCH(QByteArray, member);
    put("{\"closeToTray\":false," + member + "}");
    SettingsStore store(m_file);
    const auto loaded = store.load();
    QCOMPARE_ERROR(loaded, ErrorCode::Parse);
    QVERIFY(!loaded.error().fix.empty());
    Settings::Settings expected;
    expected.closeToTray = false;
    QVERIFY(store.settings() == expected);
    QVERIFY_RESULT(store.save(expected));
    QVERIFY(contents(m_file.string() + ".broken").find(member.toStdString()) != std::string::npos);
    QVERIFY_RESULT(store.load());
}

void tst_SettingsStore::keepsTheOldOnesWhenSavingFails()
{
    SettingsStore store(m_file);
    QVERIFY_RESULT(Core::replaceFile(m_file.parent_path(), "a file where the folder should be"));
    QSignalSpy changed(&store, &SettingsStore::changed);
    QVERIFY(!store.save(unusual()));
    QVERIFY(store.settings() == Settings::Settings());
    QCOMPARE(changed.size(), 0);
}

QTEST_GUILESS_MAIN(tst_SettingsStore)
#include "tst_settingsstore.moc"
