// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
//
// The program itself, killed, starved and raced: a kubeconfig is the old one or the new one at
// every instant.
#include "app/core/atomicfile.h"
#include "app/kubeconfig/kubeconfigstore.h"
#include "tests/support/kubectl.h"
#include "tests/support/missing.h"
#include "tests/support/resulttest.h"

#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Kubeconfig;
namespace fs = std::filesystem;

static std::string manyContexts(int count)
{
    std::string text = "# mine\ncontexts:\n";
    for (int i = 0; i < count; ++i)
        text += "- context: {cluster: a, user: u}\n  name: c" + std::to_string(i) + " # "
                + std::to_string(i) + "\n";
    return text + "current-context: c0\n";
}

// One way for a kubeconfig to be there.
struct Arrangement
{
    const char *name;
    void (*make)(const fs::path &folder); // makes folder/config
    bool inPlace = false; // the inode must stay: a backup beside it is what saves the old bytes
    const char *second = nullptr; // one more file in KUBECONFIG, which no switch may touch
};

static void put(const fs::path &file, const std::string &text)
{
    QVERIFY_RESULT(Core::replaceFile(file, text));
}

static const char *const kSecondFile = "contexts: [{name: c1}]\ncurrent-context: c9\n";

// Too large to be handled as the small ones are, and full of what only libyaml reads.
static std::string largeWithAnchors()
{
    std::string text = "# mine\nclusters:\n- name: a\n  cluster: &shared\n    server: https://a\n";
    const std::string data(60'000, 'A');
    for (int i = 0; i < 20; ++i)
        text += "- name: a" + std::to_string(i) + " # " + std::to_string(i)
                + "\n  cluster:\n    <<: *shared\n    certificate-authority-data: " + data + "\n";
    return text + "contexts: [{name: c0}, {name: c1}]\ncurrent-context: c0\n";
}

static const Arrangement kArrangements[] = {
    { "plain", [](const fs::path &f) { put(f / "config", manyContexts(3)); } },
    { "JSON without a line end",
      [](const fs::path &f) {
          put(f / "config",
              R"({"contexts": [{"name": "c0"}, {"name": "c1"}], "current-context": "c0"})");
      } },
    { "CRLF and BOM",
      [](const fs::path &f) {
          put(f / "config",
              "\xEF\xBB\xBF"
              "contexts:\r\n- name: c0\r\n- name: c1\r\ncurrent-context: c0\r\n");
      } },
    { "no current-context yet",
      [](const fs::path &f) { put(f / "config", "contexts: [{name: c1}]\n"); } },
    { "symlink",
      [](const fs::path &f) {
          fs::create_directory(f / "dir");
          put(f / "dir/real", manyContexts(3));
          fs::create_symlink("dir/real", f / "config");
      } },
    { "hard link",
      [](const fs::path &f) {
          put(f / "other", manyContexts(3));
          fs::create_hard_link(f / "other", f / "config");
      },
      true },
    { "first of two files",
      [](const fs::path &f) {
          put(f / "config", "# no contexts here\ncurrent-context: c9\n");
          put(f / "more", kSecondFile);
      },
      false, "more" },
    { "large with anchors", [](const fs::path &f) { put(f / "config", largeWithAnchors()); } },
};

static constexpr int kLarge = static_cast<int>(std::size(kArrangements)) - 1;

class tst_Writes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keepsAllOfFortyParallelRenames();
    void showsReadersWholeFilesBesideEightWriters();
    void readsWholeFilesBesideKubectl();
    void isOldOrNewWhenKilledAtAnyCall_data();
    void isOldOrNewWhenKilledAtAnyCall();
    void isNeverTornByAFailingCall_data();
    void isNeverTornByAFailingCall();
    void keepsTheFileOnAFullDisk();
    void cleanupTestCase();

private:
    struct Run
    {
        bool killed = false;
        int status = -1;
        QByteArray err;
    };
    Run run(const QStringList &arguments, const fs::path &folder, const QStringList &wrapper = {},
            const char *secondFile = nullptr) const;
    // One switch in a fresh folder under strace with this fault: "openat:signal=SIGKILL:when=3".
    Run runWithFault(const Arrangement &arrangement, const fs::path &folder, const QByteArray &fault,
                     const QString &log) const;
    // The file before and after a switch without any fault.
    std::pair<std::string, std::string> oldAndNew(const Arrangement &arrangement) const;
    void injectEverywhere(const Arrangement &arrangement, const QByteArray &error,
                          const QMap<QByteArray, int> &counts, const std::string &old,
                          const std::string &now);
    // How often the program makes each call while it switches, in a fresh folder.
    QMap<QByteArray, int> callsOf(const Arrangement &arrangement) const;
    static std::string read(const fs::path &file)
    {
        return Core::readFile(file, 1 << 24).value_or("(none)");
    }

    QString m_program;
    int m_kills = 0, m_injected = 0, m_told = 0;
};

void tst_Writes::initTestCase()
{
    m_program = qEnvironmentVariable("LANYARD_BIN",
                                     QCoreApplication::applicationDirPath()
                                             + QStringLiteral("/../../bin"))
            + QStringLiteral("/kubectl-lanyard");
    QVERIFY2(QFile::exists(m_program), qPrintable(m_program));
}

void tst_Writes::cleanupTestCase()
{
    qInfo("all shapes: %d kills, %d failing calls, %d of them told as a failure", m_kills,
          m_injected, m_told);
}

tst_Writes::Run tst_Writes::run(const QStringList &arguments, const fs::path &folder,
                                const QStringList &wrapper, const char *secondFile) const
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const auto path = [&](const char *name) {
        return QString::fromStdString((folder / name).string());
    };
    environment.insert(QStringLiteral("KUBECONFIG"),
                       secondFile ? path("config") + QLatin1Char(':') + path(secondFile)
                                  : path("config"));
    environment.insert(QStringLiteral("XDG_STATE_HOME"), path("state"));
    process.setProcessEnvironment(environment);
    QStringList line = wrapper;
    line << m_program << arguments;
    process.start(line.takeFirst(), line);
    Run result;
    if (!process.waitForFinished(30'000)) {
        process.kill();
        process.waitForFinished();
        return result;
    }
    result.killed = process.exitStatus() == QProcess::CrashExit;
    result.status = process.exitCode();
    result.err = process.readAllStandardError();
    return result;
}

void tst_Writes::keepsAllOfFortyParallelRenames()
{
    QTemporaryDir folder;
    const fs::path base = folder.path().toStdString();
    put(base / "config", manyContexts(200));
    constexpr int kCount = 40;
    std::vector<std::unique_ptr<QProcess>> all;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("KUBECONFIG"),
                       QString::fromStdString((base / "config").string()));
    environment.insert(QStringLiteral("XDG_STATE_HOME"), folder.filePath(QStringLiteral("state")));
    for (int i = 0; i < kCount; ++i) {
        auto &process = all.emplace_back(std::make_unique<QProcess>());
        process->setProcessEnvironment(environment);
        process->start(m_program,
                       { QStringLiteral("config"), QStringLiteral("rename-context"),
                         QStringLiteral("c%1").arg(i), QStringLiteral("renamed-%1").arg(i) });
    }
    for (auto &process : all) {
        QVERIFY(process->waitForFinished(30'000));
        QByteArray error = process->readAllStandardError();
        // On a busy machine the others may hold the lock for longer than one waits (3 s).
        while (process->exitCode() != 0 && error.contains("another program is writing")) {
            process->start(process->program(), process->arguments());
            QVERIFY(process->waitForFinished(30'000));
            error = process->readAllStandardError();
        }
        QVERIFY2(process->exitCode() == 0, error.constData());
    }
    std::string expected = manyContexts(200);
    for (int i = 0; i < kCount; ++i) {
        const std::string number = std::to_string(i);
        const std::string old = "name: c" + number + " #";
        expected.replace(expected.find(old), old.size(), "name: renamed-" + number + " #");
    }
    expected.replace(expected.find("current-context: c0"), 19, "current-context: renamed-0");
    QCOMPARE(QByteArray::fromStdString(read(base / "config")), QByteArray::fromStdString(expected));
    QVERIFY(!fs::exists(base / "config.lock"));
}

void tst_Writes::showsReadersWholeFilesBesideEightWriters()
{
    QTemporaryDir folder;
    const fs::path base = folder.path().toStdString();
    const std::string whole = manyContexts(300);
    put(base / "config", whole);
    // On a busy machine the seven others may hold the lock for longer than one of them waits (3 s).
    // That is told as such, and only that is tried again; every switch must be made in the end.
    const QString script = QStringLiteral(
            "i=0; while [ $i -lt 12 ]; do until error=$(\"$0\" ctx c$((i % 7 + $1)) 2>&1 >/dev/null);"
            " do case $error in *'another program is writing'*) ;; *) echo \"$error\" >&2; exit 1;;"
            " esac; done; i=$((i+1)); done");
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("KUBECONFIG"),
                       QString::fromStdString((base / "config").string()));
    environment.insert(QStringLiteral("XDG_STATE_HOME"), folder.filePath(QStringLiteral("state")));
    std::vector<std::unique_ptr<QProcess>> writers;
    for (int i = 0; i < 8; ++i) {
        auto &writer = writers.emplace_back(std::make_unique<QProcess>());
        writer->setProcessEnvironment(environment);
        writer->start(QStringLiteral("sh"),
                      { QStringLiteral("-c"), script, m_program, QString::number(i) });
    }
    const std::size_t fixed = whole.rfind("current-context");
    int reads = 0;
    const auto running = [&] {
        return std::any_of(writers.begin(), writers.end(), [](const auto &writer) {
            return !writer->waitForFinished(0) && writer->state() != QProcess::NotRunning;
        });
    };
    while (running()) {
        for (int i = 0; i < 50; ++i, ++reads) {
            const std::string now = read(base / "config");
            QVERIFY2(now.compare(0, fixed, whole, 0, fixed) == 0 && now.ends_with("\n"),
                     now.c_str());
        }
    }
    for (auto &writer : writers)
        QVERIFY2(writer->exitCode() == 0, writer->readAllStandardError().constData());
    qInfo("%d reads beside 96 writes", reads);
    QVERIFY(reads > 100);
}

// kubectl truncates and writes in place, under its lock: our readers see all contexts all the time,
// and no switch of ours and no context of kubectl's gets lost.
void tst_Writes::readsWholeFilesBesideKubectl()
{
    const QString kubectl = Support::findKubectl();
    if (kubectl.isEmpty())
        SKIP_OR_FAIL("no kubectl: set KUBECTL");
    QTemporaryDir folder;
    const fs::path base = folder.path().toStdString();
    put(base / "config", manyContexts(300));
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("KUBECONFIG"),
                       QString::fromStdString((base / "config").string()));
    environment.insert(QStringLiteral("XDG_STATE_HOME"), folder.filePath(QStringLiteral("state")));
    const auto loop = [&](const QString &line) {
        auto process = std::make_unique<QProcess>();
        process->setProcessEnvironment(environment);
        process->start(QStringLiteral("sh"),
                       { QStringLiteral("-c"),
                         QStringLiteral("i=0; while [ $i -lt 25 ]; do %1 || echo $i; i=$((i+1)); done")
                                 .arg(line),
                         kubectl, m_program });
        return process;
    };
    // kubectl gives up at once when we hold the lock: it tries again, as a person would.
    const auto theirs = loop(QStringLiteral(
            "until \"$0\" config set-context k$i --cluster=a >/dev/null 2>&1; do :; done"));
    const auto ours = loop(QStringLiteral("\"$1\" ctx c$i"));
    const KubeconfigStore store(LoadingRules::fromEnvironment([](auto) { return std::nullopt; },
                                                              (base / "config").string()),
                                {});
    int reads = 0;
    QElapsedTimer timer;
    timer.start();
    while ((theirs->state() != QProcess::NotRunning || ours->state() != QProcess::NotRunning)
           && timer.elapsed() < 60'000) {
        theirs->waitForFinished(0);
        ours->waitForFinished(0);
        const auto config = store.loadContexts();
        QVERIFY_RESULT(config);
        QVERIFY2(config->contexts.size() >= 300, qPrintable(QString::number(config->contexts.size())));
        ++reads;
    }
    QCOMPARE(ours->readAllStandardOutput(), QByteArray());
    QCOMPARE(theirs->readAllStandardOutput(), QByteArray());
    const auto last = store.loadContexts();
    QVERIFY_RESULT(last);
    qInfo("%d reads beside 25 writes of kubectl and 25 of ours", reads);
    QCOMPARE(last->contexts.size(), std::size_t(325));
    QVERIFY(reads > 50);
}

// Calls that change the disk, or that decide what is written.
static const QByteArrayList kCalls = { "openat", "open",      "read",       "write",     "fsync",
                                       "rename", "unlink",    "close",      "fchmod",    "fchown",
                                       "mkdir",  "ftruncate", "newfstatat", "getdents64" };

#define REQUIRE_STRACE()                                                                           \
    do {                                                                                           \
        if (QStandardPaths::findExecutable(QStringLiteral("strace")).isEmpty())                    \
            SKIP_OR_FAIL("strace is missing");                                                     \
    } while (false)

// What a call that only looks can really answer; the others get every error.
static bool isPlausible(const QByteArray &call, const QByteArray &error)
{
    const bool looks = call == "read" || call == "newfstatat" || call == "getdents64";
    return !looks || error == "EIO";
}

static const QStringList kSwitch = { QStringLiteral("ctx"), QStringLiteral("c1") };

tst_Writes::Run tst_Writes::runWithFault(const Arrangement &arrangement, const fs::path &folder,
                                         const QByteArray &fault, const QString &log) const
{
    return run(kSwitch, folder,
               { QStringLiteral("strace"), QStringLiteral("-f"), QStringLiteral("-o"), log,
                 QStringLiteral("-e"), QString::fromLatin1(fault) },
               arrangement.second);
}

std::pair<std::string, std::string> tst_Writes::oldAndNew(const Arrangement &arrangement) const
{
    QTemporaryDir folder;
    const fs::path base = folder.path().toStdString();
    arrangement.make(base);
    std::string old = read(base / "config");
    const Run clean = run(kSwitch, base, {}, arrangement.second);
    return { std::move(old), clean.status == 0 ? read(base / "config") : std::string() };
}

// strace counts the occurrences for each thread by itself.
QMap<QByteArray, int> tst_Writes::callsOf(const Arrangement &arrangement) const
{
    QTemporaryDir folder;
    const fs::path base = folder.path().toStdString();
    arrangement.make(base);
    const QString log = folder.filePath(QStringLiteral("log"));
    const Run traced = runWithFault(arrangement, base, "trace=" + kCalls.join(','), log);
    QMap<QByteArray, QMap<QByteArray, int>> threads;
    QMap<QByteArray, int> counts;
    QFile file(log);
    if (traced.status != 0 || !file.open(QIODevice::ReadOnly))
        return counts;
    for (const QByteArray &line : file.readAll().split('\n')) {
        const qsizetype space = line.indexOf(' '), paren = line.indexOf('(');
        if (space <= 0 || paren <= space)
            continue;
        const QByteArray call = line.mid(space, paren - space).trimmed();
        counts[call] = std::max(counts[call], ++threads[line.left(space)][call]);
    }
    return counts;
}

static void addShapes()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < std::size(kArrangements); ++i)
        QTest::newRow(kArrangements[i].name) << static_cast<int>(i);
}

// Somewhere in the folder the old or the new bytes are whole.
static bool isSafe(const Arrangement &arrangement, const fs::path &base, const std::string &old,
                   const std::string &now)
{
    if (arrangement.second
        && Core::readFile(base / arrangement.second, 1 << 24).value_or("(none)") != kSecondFile)
        return false;
    const std::string found = Core::readFile(base / "config", 1 << 24).value_or("(none)");
    if (found == old || found == now)
        return true;
    if (!arrangement.inPlace)
        return false;
    for (const auto &entry : fs::directory_iterator(base)) {
        if (entry.path().filename().string().find(".lanyard-backup-") != std::string::npos
            && Core::readFile(entry.path(), 1 << 24).value_or("(none)") == old)
            return true;
    }
    return false;
}

static QByteArray beginningOf(const std::string &text)
{
    return QByteArray::fromStdString(text.substr(0, 500));
}

void tst_Writes::isOldOrNewWhenKilledAtAnyCall_data()
{
    addShapes();
}

void tst_Writes::isOldOrNewWhenKilledAtAnyCall()
{
    REQUIRE_STRACE();
    QFETCH(int, index);
    const Arrangement &arrangement = kArrangements[index];
    const auto counts = callsOf(arrangement);
    QVERIFY2(counts.value("rename") + counts.value("ftruncate") >= 1,
             "the traced run wrote nothing");
    const auto [old, now] = oldAndNew(arrangement);
    QVERIFY(old != now && !now.empty());
    int kills = 0, locks = 0;
    for (auto it = counts.begin(); it != counts.end(); ++it) {
        for (int occurrence = 1; occurrence <= it.value(); ++occurrence) {
            QTemporaryDir folder;
            const fs::path base = folder.path().toStdString();
            arrangement.make(base);
            const QByteArray number = QByteArray::number(occurrence);
            const Run killed = runWithFault(
                    arrangement, base, "inject=" + it.key() + ":signal=SIGKILL:when=" + number,
                    QStringLiteral("/dev/null"));
            const QByteArray what = it.key() + " no. " + number;
            QVERIFY2(killed.killed, (what + " did not kill: " + killed.err).constData());
            ++kills;
            QVERIFY2(isSafe(arrangement, base, old, now),
                     (what + ": " + beginningOf(read(base / "config"))).constData());
            // A lock that stays is known as a dead process's, and --break-lock goes on.
            if (fs::exists(base / "config.lock")) {
                ++locks;
                QStringList retry = kSwitch;
                retry << QStringLiteral("--break-lock");
                if (locks <= 3 && read(base / "config") == old && !arrangement.inPlace) {
                    const Run again = run(retry, base, {}, arrangement.second);
                    QVERIFY2(again.status == 0 || again.err.contains("another program is writing"),
                             again.err.constData());
                }
            }
        }
    }
    qInfo("%d kills, %d of them left the lock", kills, locks);
    m_kills += kills;
    QVERIFY(kills >= 20 && locks >= 3);
}

void tst_Writes::isNeverTornByAFailingCall_data()
{
    addShapes();
}

void tst_Writes::isNeverTornByAFailingCall()
{
    REQUIRE_STRACE();
    QFETCH(int, index);
    const Arrangement &arrangement = kArrangements[index];
    const auto counts = callsOf(arrangement);
    const auto [old, now] = oldAndNew(arrangement);
    QVERIFY(old != now && !now.empty());
    const int before = m_injected, toldBefore = m_told;
    // One parse of the large file takes as long as all else of a run: one error of each kind there.
    const QByteArrayList errors = index == kLarge
            ? QByteArrayList { "ENOSPC", "EIO", "EINTR" }
            : QByteArrayList { "ENOSPC", "EDQUOT", "EIO", "EROFS", "EACCES", "EINTR", "EMFILE" };
    for (const QByteArray &error : errors) {
        const int injected = m_injected, told = m_told;
        injectEverywhere(arrangement, error, counts, old, now);
        if (QTest::currentTestFailed())
            return;
        QVERIFY2(m_injected - injected >= 20 && m_told - told >= 3, error.constData());
    }
    qInfo("%d failing calls, %d told as a failure", m_injected - before, m_told - toldBefore);
}

void tst_Writes::injectEverywhere(const Arrangement &arrangement, const QByteArray &error,
                                  const QMap<QByteArray, int> &counts, const std::string &old,
                                  const std::string &now)
{
    for (auto it = counts.begin(); it != counts.end(); ++it) {
        const int occurrences = isPlausible(it.key(), error) ? it.value() : 0;
        for (int occurrence = 1; occurrence <= occurrences; ++occurrence) {
            QTemporaryDir folder;
            const fs::path base = folder.path().toStdString();
            arrangement.make(base);
            const QString log = folder.filePath(QStringLiteral("log"));
            const QByteArray number = QByteArray::number(occurrence);
            const Run result = runWithFault(
                    arrangement, base, "inject=" + it.key() + ":error=" + error + ":when=" + number,
                    log);
            const QByteArray what =
                    error + " by " + it.key() + " no. " + number + ": " + result.err;
            QVERIFY2(QByteArray::fromStdString(read(log.toStdString())).contains("(INJECTED)"),
                     what.constData());
            ++m_injected;
            QVERIFY2(!result.killed && result.status >= 0, what.constData());
            const std::string found = read(base / "config");
            // A folder that cannot be synced is told although the new bytes are there.
            QVERIFY2(found == now || (found == old && result.status != 0),
                     (what + beginningOf(found)).constData());
            QVERIFY2(isSafe(arrangement, base, old, now), what.constData());
            if (result.status != 0) {
                ++m_told;
                QVERIFY2(result.err.count('\n') >= 1, what.constData());
            }
            for (const auto &entry : fs::directory_iterator(base)) {
                if (it.key() != "unlink" && result.status != 127)
                    QVERIFY2(entry.path().filename().string().find(".lanyard-")
                                     == std::string::npos,
                             (what + entry.path().c_str()).constData());
            }
        }
    }
}

void tst_Writes::keepsTheFileOnAFullDisk()
{
    QTemporaryDir folder;
    const fs::path base = folder.path().toStdString();
    if (::mount("tmpfs", base.c_str(), "tmpfs", 0, "size=128k") != 0)
        QSKIP("mounting a small disk needs root");
    const std::string old = manyContexts(900);
    put(base / "config", old);
    std::string rest(4096, 'x');
    int files = 0;
    while (Core::replaceFile(base / ("fill" + std::to_string(files)), rest))
        ++files;
    const Run result = run(kSwitch, base);
    const std::string now = read(base / "config");
    ::umount(base.c_str());
    QVERIFY(files > 0);
    QCOMPARE(result.status, 1);
    QVERIFY2(result.err.contains("No space left on device")
                     && result.err.contains("nothing was changed"),
             result.err.constData());
    QVERIFY(now == old);
}

QTEST_GUILESS_MAIN(tst_Writes)
#include "tst_writes.moc"
