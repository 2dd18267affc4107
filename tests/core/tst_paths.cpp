// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/paths.h"
#include "tests/support/resulttest.h"

#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <sys/stat.h>
#include <unistd.h>

using Core::ErrorCode;
using Core::Paths;
namespace fs = std::filesystem;

class tst_Paths : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheXdgVariables();
    void ignoresWhatIsNotAbsolute_data();
    void ignoresWhatIsNotAbsolute();
    void findsARuntimeFolderWithoutTheVariable();
    void readsTheProcessEnvironment();
    void makesAPrivateFolder();
    void refusesAFolderThatIsATrap_data();
    void refusesAFolderThatIsATrap();
    void saysWhyItCannotMakeAFolder();

private:
    static Core::Environment environment(std::map<std::string, std::string> variables)
    {
        return [variables =
                        std::move(variables)](std::string_view name) -> std::optional<std::string> {
            const auto found = variables.find(std::string(name));
            return found == variables.end() ? std::nullopt : std::optional(found->second);
        };
    }
};

void tst_Paths::followsTheXdgVariables()
{
    const Paths set(environment({ { "HOME", "/home/dev" },
                                  { "XDG_CONFIG_HOME", "/c" },
                                  { "XDG_STATE_HOME", "/s" },
                                  { "XDG_CACHE_HOME", "/h" },
                                  { "XDG_RUNTIME_DIR", "/r" } }));
    QCOMPARE(set.home().string(), std::string("/home/dev"));
    QCOMPARE(set.config().string(), std::string("/c/lanyard"));
    QCOMPARE(set.state().string(), std::string("/s/lanyard"));
    QCOMPARE(set.cache().string(), std::string("/h/lanyard"));
    QCOMPARE(set.runtime().string(), std::string("/r/lanyard"));
    QCOMPARE(set.agentSocket().string(), std::string("/r/lanyard/agent.sock"));
}

void tst_Paths::ignoresWhatIsNotAbsolute_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("unset") << QByteArray();
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("relative") << QByteArray("config");
    QTest::newRow("parent") << QByteArray("../config");
    QTest::newRow("tilde") << QByteArray("~/config");
}

void tst_Paths::ignoresWhatIsNotAbsolute()
{
    QFETCH(QByteArray, value);
    std::map<std::string, std::string> variables{ { "HOME", "/home/dev" } };
    if (!value.isNull()) {
        for (const char *name : { "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME" })
            variables[name] = value.toStdString();
    }
    const Paths paths(environment(variables));
    QCOMPARE(paths.config().string(), std::string("/home/dev/.config/lanyard"));
    QCOMPARE(paths.state().string(), std::string("/home/dev/.local/state/lanyard"));
    QCOMPARE(paths.cache().string(), std::string("/home/dev/.cache/lanyard"));
}

void tst_Paths::findsARuntimeFolderWithoutTheVariable()
{
    const std::string usual = "/run/user/" + std::to_string(::getuid());
    const std::string expected =
            fs::exists(usual) ? usual + "/lanyard" : "/home/dev/.local/state/lanyard/run";
    QCOMPARE(Paths(environment({ { "HOME", "/home/dev" } })).runtime().string(), expected);
}

void tst_Paths::readsTheProcessEnvironment()
{
    qputenv("LANYARD_TEST_VARIABLE", "a value");
    const Core::Environment process = Core::processEnvironment();
    QVERIFY(process("LANYARD_TEST_VARIABLE") == "a value");
    qunsetenv("LANYARD_TEST_VARIABLE");
    QVERIFY(!process("LANYARD_TEST_VARIABLE"));
}

void tst_Paths::makesAPrivateFolder()
{
    const QTemporaryDir dir;
    const fs::path path = fs::path(dir.path().toStdString()) / "a" / "b";
    const mode_t before = ::umask(0);
    const auto made = Core::makePrivateDirectory(path);
    ::umask(before);
    QVERIFY_RESULT(made);
    struct stat info = {};
    QCOMPARE(::stat(path.c_str(), &info), 0);
    QCOMPARE(info.st_mode & 07777U, 0700U);
    QVERIFY_RESULT(Core::makePrivateDirectory(path)); // again
}

void tst_Paths::refusesAFolderThatIsATrap_data()
{
    QTest::addColumn<QString>("trap");
    for (const char *trap :
         { "file", "symlink", "dangling symlink", "group may enter", "others may enter" })
        QTest::newRow(trap) << QString::fromLatin1(trap);
    QTest::newRow("somebody else's") << QStringLiteral("foreign");
}

void tst_Paths::refusesAFolderThatIsATrap()
{
    QFETCH(QString, trap);
    const QTemporaryDir dir;
    const fs::path path = fs::path(dir.path().toStdString()) / "lanyard";
    const fs::path other = path.string() + "-other";
    if (trap.startsWith(QLatin1String("file"))) {
        QFile file(QString::fromStdString(path.string()));
        QVERIFY(file.open(QIODevice::WriteOnly));
    } else if (trap.endsWith(QLatin1String("symlink"))) {
        if (!trap.startsWith(QLatin1String("dangling")))
            QCOMPARE(::mkdir(other.c_str(), 0700), 0);
        fs::create_symlink(other, path);
    } else {
        QCOMPARE(::mkdir(path.c_str(), 0700), 0);
        if (trap == QLatin1String("foreign")) {
            if (::chown(path.c_str(), 65534, 65534) != 0)
                QSKIP("only root can give a folder away");
        } else {
            fs::permissions(path, fs::perms(trap.startsWith(QLatin1String("group")) ? 0710 : 0701));
        }
    }
    const auto made = Core::makePrivateDirectory(path);
    QCOMPARE_ERROR(made, ErrorCode::Refused);
    QVERIFY(!made.error().fix.empty());
}

void tst_Paths::saysWhyItCannotMakeAFolder()
{
    QVERIFY(!Core::makePrivateDirectory("/proc/lanyard"));
    QVERIFY(!Core::makePrivateDirectory("/dev/null/lanyard"));
}

QTEST_GUILESS_MAIN(tst_Paths)
#include "tst_paths.moc"
