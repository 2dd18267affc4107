// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/atomicfile.h"
#include "tests/support/resulttest.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using Core::ErrorCode;
namespace fs = std::filesystem;

class tst_AtomicFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void makesANewFilePrivate();
    void replacesAndKeepsTheMode_data();
    void replacesAndKeepsTheMode();
    void followsASymlinkAndKeepsIt();
    void makesTheTargetOfADanglingSymlink();
    void keepsBothNamesOfAHardLink();
    void readersSeeTheOldOrTheNew();
    void refusesWhatItMustNotReplace_data();
    void refusesWhatItMustNotReplace();
    void leavesTheOldBytesWhenTheDiskIsFull();
    void readsExactly();
    void readsNoMoreThanAllowed();
    void refusesToReadWhatIsNoFile_data();
    void refusesToReadWhatIsNoFile();

private:
    [[nodiscard]] std::string contents() const
    {
        std::ifstream file(m_file, std::ios::binary);
        return { std::istreambuf_iterator<char>(file), {} };
    }
    void put(const std::string &bytes) const { std::ofstream(m_file, std::ios::binary) << bytes; }
    [[nodiscard]] mode_t mode() const
    {
        struct stat info = {};
        return ::lstat(m_file.c_str(), &info) == 0 ? info.st_mode & 07777U : 0;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    fs::path m_file;
};

void tst_AtomicFile::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_file = fs::path(m_dir->path().toStdString()) / "config";
}

// Whatever happened, no temporary file may stay behind.
void tst_AtomicFile::cleanup()
{
    for (const auto &entry : fs::directory_iterator(m_dir->path().toStdString()))
        QVERIFY2(entry.path().filename().string().find("lanyard") == std::string::npos,
                 entry.path().c_str());
}

void tst_AtomicFile::makesANewFilePrivate()
{
    const mode_t before = ::umask(0);
    const auto written = Core::replaceFile(m_file, "new");
    QVERIFY_RESULT(Core::replaceFile(m_file.string() + "2", "new", { 0644 }));
    ::umask(before);
    QVERIFY_RESULT(written);
    QCOMPARE(contents(), std::string("new"));
    QCOMPARE(mode(), 0600U);
    m_file = m_file.string() + "2";
    QCOMPARE(mode(), 0644U);
}

void tst_AtomicFile::replacesAndKeepsTheMode_data()
{
    QTest::addColumn<int>("mode");
    QTest::newRow("private") << 0600;
    QTest::newRow("readable by all") << 0644;
    QTest::newRow("writable by the group") << 0660;
}

void tst_AtomicFile::replacesAndKeepsTheMode()
{
    QFETCH(int, mode);
    put("old and longer");
    fs::permissions(m_file, fs::perms(mode));
    const std::string bytes("a\0b\xff", 4);
    QVERIFY_RESULT(Core::replaceFile(m_file, bytes, { 0600 }));
    QCOMPARE(contents(), bytes);
    QCOMPARE(int(this->mode()), mode);
    QVERIFY_RESULT(Core::replaceFile(m_file, ""));
    QCOMPARE(contents(), std::string());
}

void tst_AtomicFile::followsASymlinkAndKeepsIt()
{
    const fs::path folder = m_file.parent_path() / "dotfiles";
    fs::create_directory(folder);
    std::ofstream(folder / "real") << "old";
    fs::create_symlink("dotfiles/real", m_file);
    QVERIFY_RESULT(Core::replaceFile(m_file, "new"));
    QVERIFY(fs::is_symlink(m_file));
    QCOMPARE(*Core::readFile(folder / "real", 100), std::string("new"));
}

void tst_AtomicFile::makesTheTargetOfADanglingSymlink()
{
    fs::create_symlink("target", m_file);
    QVERIFY_RESULT(Core::replaceFile(m_file, "new"));
    QVERIFY(fs::is_symlink(m_file));
    QCOMPARE(contents(), std::string("new"));
}

void tst_AtomicFile::keepsBothNamesOfAHardLink()
{
    put("old and longer");
    const fs::path other = m_file.parent_path() / "other";
    fs::create_hard_link(m_file, other);
    QVERIFY_RESULT(Core::replaceFile(m_file, "new"));
    QCOMPARE(contents(), std::string("new"));
    QCOMPARE(*Core::readFile(other, 100), std::string("new"));
    QVERIFY(fs::hard_link_count(m_file) == 2);
}

void tst_AtomicFile::readersSeeTheOldOrTheNew()
{
    const std::string a(300'000, 'a');
    const std::string b(200'000, 'b');
    put(a);
    std::atomic<bool> stop = false;
    std::atomic<int> torn = 0;
    std::atomic<int> reads = 0;
    std::thread reader([&] {
        while (!stop) {
            const auto seen = Core::readFile(m_file, 1'000'000);
            if (!seen || (*seen != a && *seen != b))
                ++torn;
            ++reads;
        }
    });
    for (int i = 0; i < 50 || (reads < 20 && i < 5000); ++i)
        QVERIFY_RESULT(Core::replaceFile(m_file, i % 2 ? a : b));
    stop = true;
    reader.join();
    QVERIFY(reads >= 20);
    QCOMPARE(torn.load(), 0);
}

void tst_AtomicFile::refusesWhatItMustNotReplace_data()
{
    QTest::addColumn<QString>("obstacle");
    QTest::addColumn<int>("code");
    QTest::newRow("read-only file")
            << QStringLiteral("read-only") << int(ErrorCode::PermissionDenied);
    QTest::newRow("folder") << QStringLiteral("folder") << int(ErrorCode::Refused);
    QTest::newRow("pipe") << QStringLiteral("pipe") << int(ErrorCode::Refused);
    QTest::newRow("no folder") << QStringLiteral("nowhere") << int(ErrorCode::NotFound);
    QTest::newRow("symlink to itself") << QStringLiteral("loop") << int(ErrorCode::Io);
}

void tst_AtomicFile::refusesWhatItMustNotReplace()
{
    QFETCH(QString, obstacle);
    QFETCH(int, code);
    if (obstacle == QLatin1String("read-only")) {
        put("old");
        fs::permissions(m_file, fs::perms(0444));
    } else if (obstacle == QLatin1String("folder")) {
        fs::create_directory(m_file);
    } else if (obstacle == QLatin1String("pipe")) {
        QCOMPARE(::mkfifo(m_file.c_str(), 0600), 0);
    } else if (obstacle == QLatin1String("nowhere")) {
        m_file = m_file.parent_path() / "nowhere" / "config";
    } else {
        fs::create_symlink(m_file, m_file);
    }
    QCOMPARE_ERROR(Core::replaceFile(m_file, "new"), static_cast<ErrorCode>(code));
    if (obstacle == QLatin1String("read-only"))
        QCOMPARE(contents(), std::string("old"));
}

void tst_AtomicFile::leavesTheOldBytesWhenTheDiskIsFull()
{
    // A limit on the size of files is the full disk that every machine can have: EFBIG as Io, from
    // the same place in the code as ENOSPC.
    put("old");
    struct rlimit_guard
    {
        struct rlimit before = {};
        rlimit_guard()
        {
            ::getrlimit(RLIMIT_FSIZE, &before);
            struct rlimit now = before;
            now.rlim_cur = 1000;
            ::signal(SIGXFSZ, SIG_IGN);
            ::setrlimit(RLIMIT_FSIZE, &now);
        }
        ~rlimit_guard() { ::setrlimit(RLIMIT_FSIZE, &before); }
    };
    Core::Result<> written;
    {
        const rlimit_guard guard;
        written = Core::replaceFile(m_file, std::string(5000, 'x'));
    }
    QCOMPARE_ERROR(written, ErrorCode::Io);
    QCOMPARE(contents(), std::string("old"));

    const fs::path other = m_file.parent_path() / "other";
    fs::create_hard_link(m_file, other); // in place, with a backup
    {
        const rlimit_guard guard;
        written = Core::replaceFile(m_file, std::string(5000, 'x'));
    }
    QCOMPARE_ERROR(written, ErrorCode::Io);
    QCOMPARE(contents(), std::string("old"));
    QCOMPARE(Core::fileError("cannot write", m_file, ENOSPC).code, ErrorCode::DiskFull);
    QCOMPARE(Core::fileError("cannot write", m_file, EROFS).code, ErrorCode::ReadOnly);
}

void tst_AtomicFile::readsExactly()
{
    const std::string bytes = std::string(200'000, 'x') + std::string("\0\n", 2);
    put(bytes);
    const auto read = Core::readFile(m_file, bytes.size());
    QVERIFY_RESULT(read);
    QCOMPARE(*read, bytes);
    put("");
    QCOMPARE(*Core::readFile(m_file, 0), std::string());
}

void tst_AtomicFile::readsNoMoreThanAllowed()
{
    put(std::string(1000, 'x'));
    QCOMPARE_ERROR(Core::readFile(m_file, 999), ErrorCode::TooLarge);
    // A file of 1 TiB that holds nothing costs no memory.
    fs::resize_file(m_file, std::uintmax_t(1) << 40);
    QCOMPARE_ERROR(Core::readFile(m_file, 1000), ErrorCode::TooLarge);
}

void tst_AtomicFile::refusesToReadWhatIsNoFile_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("code");
    QTest::newRow("nothing") << QStringLiteral("nothing") << int(ErrorCode::NotFound);
    QTest::newRow("folder") << QStringLiteral("folder") << int(ErrorCode::Io);
    QTest::newRow("pipe without a writer") << QStringLiteral("pipe") << int(ErrorCode::Io);
    QTest::newRow("device") << QStringLiteral("device") << int(ErrorCode::Io);
}

void tst_AtomicFile::refusesToReadWhatIsNoFile()
{
    QFETCH(QString, what);
    QFETCH(int, code);
    if (what == QLatin1String("folder"))
        fs::create_directory(m_file);
    else if (what == QLatin1String("pipe"))
        QCOMPARE(::mkfifo(m_file.c_str(), 0600), 0);
    else if (what == QLatin1String("device"))
        m_file = "/dev/zero";
    QCOMPARE_ERROR(Core::readFile(m_file, 1000), static_cast<ErrorCode>(code));
}

QTEST_GUILESS_MAIN(tst_AtomicFile)
#include "tst_atomicfile.moc"
