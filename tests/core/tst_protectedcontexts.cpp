// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/protectedcontexts.h"
#include "tests/support/resulttest.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <sys/stat.h>

using Core::ErrorCode;
using Core::ProtectedContexts;
using Core::Protection;
namespace fs = std::filesystem;

class tst_ProtectedContexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void readsNames_data();
    void readsNames();
    void refusesALineThatMakesNoSense_data();
    void refusesALineThatMakesNoSense();
    void withoutAFileNothingIsProtected();
    void keepsCommentsAndOrder();
    void hostileNamesComeBackAsTheyWere();
    void makesAPrivateFile();
    void writesNothingWhenNothingChanges();
    void aBrokenFileIsNotOverwritten();
    void refusesAnEmptyName();

private:
    [[nodiscard]] fs::path file() const
    {
        return fs::path(m_dir->path().toStdString()) / "lanyard" / "protected-contexts";
    }
    void put(const std::string &text) const
    {
        fs::create_directories(file().parent_path());
        fs::permissions(file().parent_path(), fs::perms::owner_all);
        std::ofstream(file(), std::ios::binary) << text;
    }
    [[nodiscard]] std::string contents() const
    {
        std::ifstream in(file(), std::ios::binary);
        return { std::istreambuf_iterator<char>(in), {} };
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void tst_ProtectedContexts::readsNames_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("names");
    QTest::newRow("empty") << QByteArray() << QByteArrayList();
    QTest::newRow("quoted") << QByteArray("\"prod\"\n") << QByteArrayList{ "prod" };
    QTest::newRow("no line end") << QByteArray("\"prod\"") << QByteArrayList{ "prod" };
    QTest::newRow("CRLF and blanks")
            << QByteArray("  \"prod\" \r\n\r\n") << QByteArrayList{ "prod" };
    QTest::newRow("bare") << QByteArray("prod eu\n") << QByteArrayList{ "prod eu" };
    QTest::newRow("comment") << QByteArray("# \"x\"\n\"b\"\n\"a\"\n") << QByteArrayList{ "a", "b" };
    QTest::newRow("a name that begins like a comment")
            << QByteArray("\"#1\"\n") << QByteArrayList{ "#1" };
    QTest::newRow("escapes") << QByteArray("\"a\\nb\\u202e\"\n")
                             << QByteArrayList{ "a\nb\xE2\x80\xAE" };
    QTest::newRow("twice") << QByteArray("\"a\"\na\n") << QByteArrayList{ "a" };
}

void tst_ProtectedContexts::readsNames()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArrayList, names);
    const auto contexts = ProtectedContexts::parse(text.toStdString(), "f");
    QVERIFY_RESULT(contexts);
    QByteArrayList found;
    for (const std::string &name : contexts->names())
        found.append(QByteArray::fromStdString(name));
    QCOMPARE(found, names);
}

void tst_ProtectedContexts::refusesALineThatMakesNoSense_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("open quote") << QByteArray("\"a\"\n\"b\n") << ErrorCode::Parse;
    QTest::newRow("words after") << QByteArray("\"a\"\n\"b\" c\n") << ErrorCode::Parse;
    QTest::newRow("empty name") << QByteArray("\"a\"\n\"\"\n") << ErrorCode::Parse;
    QTest::newRow("not UTF-8") << QByteArray("\"a\"\nb\xFF\n") << ErrorCode::Parse;
    QTest::newRow("too large") << QByteArray(1024 * 1024 + 1, '\n') << ErrorCode::TooLarge;
    QByteArray many;
    for (int i = 0; i <= 10'000; ++i)
        many += QByteArray::number(i) + '\n';
    QTest::newRow("too many") << many << ErrorCode::TooLarge;
}

void tst_ProtectedContexts::refusesALineThatMakesNoSense()
{
    QFETCH(QByteArray, text);
    QFETCH(ErrorCode, code);
    const auto contexts = ProtectedContexts::parse(text.toStdString(), "marks");
    QCOMPARE_ERROR(contexts, code);
    QVERIFY(contexts.error().message.find("marks") != std::string::npos);
    if (code == ErrorCode::Parse)
        QVERIFY(contexts.error().message.starts_with("line 2 "));
}

void tst_ProtectedContexts::withoutAFileNothingIsProtected()
{
    const auto contexts = ProtectedContexts::read(file());
    QVERIFY_RESULT(contexts);
    QVERIFY(contexts->names().empty());
    QVERIFY(!contexts->contains("prod"));
}

void tst_ProtectedContexts::keepsCommentsAndOrder()
{
    put("# ours\nprod-b\n\n\"prod-a\"\n# the end\n");
    QVERIFY_RESULT(Core::setProtection(file(), "prod-c", Protection::On));
    QCOMPARE(contents(), std::string("# ours\nprod-b\n\n\"prod-a\"\n# the end\n\"prod-c\"\n"));
    QVERIFY_RESULT(Core::setProtection(file(), "prod-b", Protection::Off));
    QCOMPARE(contents(), std::string("# ours\n\n\"prod-a\"\n# the end\n\"prod-c\"\n"));
}

void tst_ProtectedContexts::hostileNamesComeBackAsTheyWere()
{
    const std::string names[] = { "a\nb", "\"", "\\", "# x", "\xE2\x80\xAEgpj", " blank ", "\x1B[31m" };
    for (const std::string &name : names)
        QVERIFY_RESULT(Core::setProtection(file(), name, Protection::On));
    const auto contexts = ProtectedContexts::read(file());
    QVERIFY_RESULT(contexts);
    QCOMPARE(contexts->names().size(), std::size(names));
    for (const std::string &name : names)
        QVERIFY2(contexts->contains(name), name.c_str());
}

void tst_ProtectedContexts::makesAPrivateFile()
{
    QVERIFY_RESULT(Core::setProtection(file(), "prod", Protection::On));
    struct stat info = {};
    QCOMPARE(::stat(file().c_str(), &info), 0);
    QCOMPARE(info.st_mode & 07777U, 0600U);
}

void tst_ProtectedContexts::writesNothingWhenNothingChanges()
{
    QVERIFY_RESULT(Core::setProtection(file(), "prod", Protection::Off));
    QVERIFY(!fs::exists(file().parent_path()));
}

void tst_ProtectedContexts::aBrokenFileIsNotOverwritten()
{
    put("\"prod\n");
    QCOMPARE_ERROR(Core::setProtection(file(), "x", Protection::On), ErrorCode::Parse);
    QCOMPARE(contents(), std::string("\"prod\n"));
}

void tst_ProtectedContexts::refusesAnEmptyName()
{
    QCOMPARE_ERROR(Core::setProtection(file(), "", Protection::On), ErrorCode::Usage);
    QCOMPARE_ERROR(Core::setProtection(file(), "a\xFF", Protection::On), ErrorCode::Usage);
}

QTEST_GUILESS_MAIN(tst_ProtectedContexts)
#include "tst_protectedcontexts.moc"
