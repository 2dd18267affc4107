// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/atomicfile.h"
#include "app/kubeconfig/filelock.h"
#include "app/kubeconfig/history.h"
#include "app/kubeconfig/kubeconfigstore.h"
#include "tests/support/resulttest.h"

#include <QTemporaryDir>
#include <QTest>

#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Kubeconfig;
using Core::ErrorCode;
namespace fs = std::filesystem;

static const char *kFirst =
        "contexts:\n- name: one\n  context: {cluster: a, user: u}\nusers:\n- name: u\n  user: "
        "{token: first}\n";
static const char *kSecond =
        "clusters:\n- name: a\n  cluster: {server: https://a}\ncontexts:\n- name: one\n  context: "
        "{cluster: other}\n- name: two\n  context: {cluster: a, user: u, namespace: "
        "old}\ncurrent-context: two\nusers:\n- name: u\n  user: {tokenFile: second}\n";

class tst_KubeconfigStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void listsFilesAsClientGoDoes_data();
    void listsFilesAsClientGoDoes();
    void takesTheFirstEntryOfEachName();
    void namesTheFileThatIsBroken();
    void needsAnExplicitFile();
    void writesTheCurrentContextToTheFirstExistingFile();
    void writesANamespaceWhereTheContextStands();
    void createsAMissingFilePrivately();
    void refusesToOverwriteWhatSomebodyElseWrote();
    void plansAnewWhenSomebodyElseWrote();
    void waitsForALockThatGoes();
    void namesALockThatStays();
    void healsAStaleLockOnlyWithConsent();
    void knowsALockOfADeadProcess();
    void locksTheRealFileOfASymlink();
    void keepsSymlinksHardLinksAndModes();
    void showsADiffOfTheChangedLine();
    void addsAnEntryOnceAndReusesIt();
    void setsExecKeyByKey();
    void remembersTheContextBefore();

private:
    fs::path file(const char *name) const
    {
        return m_folder->filePath(QLatin1String(name)).toStdString();
    }
    void write(const fs::path &path, std::string_view text) const
    {
        QVERIFY_RESULT(Core::replaceFile(path, text));
    }
    std::string read(const fs::path &path) const
    {
        return Core::readFile(path, 1 << 20).value_or("(unreadable)");
    }
    KubeconfigStore store(const std::string &list) const
    {
        const auto environment = [list](std::string_view name) {
            return name == "KUBECONFIG" ? std::optional(list) : std::nullopt;
        };
        return { LoadingRules::fromEnvironment(environment), file("state") };
    }
    KubeconfigStore both() const { return store(file("a").string() + ":" + file("b").string()); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_KubeconfigStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    write(file("a"), kFirst);
    write(file("b"), kSecond);
}

void tst_KubeconfigStore::listsFilesAsClientGoDoes_data()
{
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<QByteArrayList>("files");
    QTest::newRow("one") << QByteArray("/x") << QByteArrayList{ "/x" };
    QTest::newRow("empty elements") << QByteArray(":/x::/y:") << QByteArrayList{ "/x", "/y" };
    QTest::newRow("exact duplicates")
            << QByteArray("/x:/y:/x:/./x") << QByteArrayList{ "/x", "/y", "/./x" };
    QTest::newRow("unset") << QByteArray() << QByteArrayList{ "/home/me/.kube/config" };
    QTest::newRow("only colons") << QByteArray("::") << QByteArrayList{};
}

void tst_KubeconfigStore::listsFilesAsClientGoDoes()
{
    QFETCH(QByteArray, list);
    QFETCH(QByteArrayList, files);
    const auto environment = [&](std::string_view name) -> std::optional<std::string> {
        if (name == "HOME")
            return "/home/me";
        return name == "KUBECONFIG" && !list.isEmpty() ? std::optional(list.toStdString())
                                                       : std::nullopt;
    };
    QByteArrayList found;
    const LoadingRules rules = LoadingRules::fromEnvironment(environment);
    for (const fs::path &path : rules.files())
        found << QByteArray::fromStdString(path.string());
    QCOMPARE(found, files);
}

void tst_KubeconfigStore::takesTheFirstEntryOfEachName()
{
    const auto config = both().load();
    QVERIFY_RESULT(config);
    QCOMPARE(config->contexts.size(), std::size_t(2));
    QCOMPARE(config->context("one")->cluster, std::string("a"));
    QVERIFY(config->context("one")->file == file("a"));
    QVERIFY(config->context("two")->file == file("b"));
    QVERIFY(config->user("u")->hasToken && !config->user("u")->hasTokenFile);
    QCOMPARE(config->currentContext, std::string("two"));
    QVERIFY(config->currentContextFile == file("b"));
    QCOMPARE(config->cluster("a")->server, std::string("https://a"));
}

void tst_KubeconfigStore::namesTheFileThatIsBroken()
{
    write(file("b"), "a: b: c\n");
    const auto config = both().load();
    QCOMPARE_ERROR(config, ErrorCode::Parse);
    QVERIFY(config.error().message.find("b: line 1, column 5") != std::string::npos);
}

void tst_KubeconfigStore::needsAnExplicitFile()
{
    const KubeconfigStore missing(
            LoadingRules::fromEnvironment([](auto) { return std::nullopt; }, file("none").string()),
            {});
    QCOMPARE_ERROR(missing.load(), ErrorCode::NotFound);
    QVERIFY_RESULT(store(file("none").string()).load());
}

void tst_KubeconfigStore::writesTheCurrentContextToTheFirstExistingFile()
{
    const KubeconfigStore three =
            store(file("none").string() + ":" + file("a").string() + ":" + file("b").string());
    const auto plan = three.setCurrentContext("one");
    QVERIFY_RESULT(plan);
    QVERIFY_RESULT(three.commit(*plan));
    QCOMPARE(read(file("a")), std::string(kFirst) + "current-context: one\n");
    QCOMPARE(read(file("b")), std::string(kSecond));
    QCOMPARE_ERROR(three.setCurrentContext("nobody"), ErrorCode::NotFound);
}

void tst_KubeconfigStore::writesANamespaceWhereTheContextStands()
{
    const auto plan = both().setNamespace("two", "fresh");
    QVERIFY_RESULT(plan);
    QVERIFY_RESULT(both().commit(*plan));
    QCOMPARE(read(file("a")), std::string(kFirst));
    QVERIFY(read(file("b")).find("namespace: fresh}") != std::string::npos);
}

void tst_KubeconfigStore::createsAMissingFilePrivately()
{
    const KubeconfigStore fresh = store((file("new") / "deep/config").string());
    NewEntry entry;
    entry.cluster.name = "c";
    entry.cluster.server = "https://c:6443";
    entry.userName = "u";
    entry.context.name = "x";
    const auto plan = fresh.addEntry(entry);
    QVERIFY_RESULT(plan);
    QVERIFY(!plan->changes.at(0).exists);
    QVERIFY(plan->diff().starts_with("--- /dev/null\n"));
    QVERIFY_RESULT(fresh.commit(*plan));
    struct stat info = {};
    QCOMPARE(::stat((file("new") / "deep/config").c_str(), &info), 0);
    QCOMPARE(info.st_mode & 07777, mode_t(0600));
    QVERIFY_RESULT(fresh.load());
    QCOMPARE_ERROR(fresh.commit(*plan), ErrorCode::Conflict); // it exists now
}

void tst_KubeconfigStore::refusesToOverwriteWhatSomebodyElseWrote()
{
    const auto plan = both().setCurrentContext("one");
    QVERIFY_RESULT(plan);
    const std::string other = std::string(kFirst) + "# somebody\n";
    write(file("a"), other);
    QCOMPARE_ERROR(both().commit(*plan), ErrorCode::Conflict);
    QCOMPARE(read(file("a")), other);
    QVERIFY(!fs::exists(file("a.lock")));
}

void tst_KubeconfigStore::plansAnewWhenSomebodyElseWrote()
{
    int rounds = 0;
    const auto plan = both().edit([&](const KubeconfigStore &store) {
        auto planned = store.setCurrentContext("one");
        if (++rounds == 1)
            write(file("a"), std::string(kFirst) + "# somebody\n");
        return planned;
    });
    QVERIFY_RESULT(plan);
    QCOMPARE(rounds, 2);
    QCOMPARE(read(file("a")), std::string(kFirst) + "current-context: one\n# somebody\n");
}

void tst_KubeconfigStore::waitsForALockThatGoes()
{
    write(file("a.lock"), "");
    std::thread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        fs::remove(file("a.lock"));
    });
    const auto plan = both().setCurrentContext("one");
    const auto done = both().commit(*plan);
    other.join();
    QVERIFY_RESULT(done);
}

void tst_KubeconfigStore::namesALockThatStays()
{
    write(file("a.lock"), "");
    FileLock::Options options;
    options.wait = std::chrono::milliseconds(50);
    const auto lock = FileLock::take({ file("a") }, options);
    QCOMPARE_ERROR(lock, ErrorCode::FileLocked);
    QVERIFY(lock.error().message.find("a.lock") != std::string::npos);
    options.stale = StaleLock::Break;
    QCOMPARE_ERROR(FileLock::take({ file("a") }, options),
                   ErrorCode::FileLocked); // a fresh one is nobody's to break
}

void tst_KubeconfigStore::healsAStaleLockOnlyWithConsent()
{
    write(file("a.lock"), "");
    const timespec old[] = { { ::time(nullptr) - 120, 0 }, { ::time(nullptr) - 120, 0 } };
    QCOMPARE(::utimensat(AT_FDCWD, file("a.lock").c_str(), old, 0), 0);
    const auto plan = both().setCurrentContext("one");
    const auto refused = both().commit(*plan);
    QCOMPARE_ERROR(refused, ErrorCode::StaleLock);
    QVERIFY(refused.error().fix.find("--break-lock") != std::string::npos);
    QVERIFY(fs::exists(file("a.lock")));
    QVERIFY_RESULT(both().commit(*plan, StaleLock::Break));
    QVERIFY(!fs::exists(file("a.lock")));
}

void tst_KubeconfigStore::knowsALockOfADeadProcess()
{
    const pid_t child = ::fork();
    if (child == 0) {
        auto lock = FileLock::take({ file("a") }, {});
        ::_exit(lock ? 0 : 1); // without releasing it
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    QCOMPARE(status, 0);
    const auto lock = FileLock::take({ file("a") }, {});
    QCOMPARE_ERROR(lock, ErrorCode::StaleLock);
    QVERIFY(lock.error().message.find("process " + std::to_string(child)) != std::string::npos);
    FileLock::Options options;
    options.stale = StaleLock::Break;
    QVERIFY_RESULT(FileLock::take({ file("a") }, options));
}

void tst_KubeconfigStore::locksTheRealFileOfASymlink()
{
    fs::create_symlink(file("a"), file("link"));
    auto lock = FileLock::take({ file("link") }, {});
    QVERIFY_RESULT(lock);
    QVERIFY(fs::exists(file("link.lock")) && fs::exists(file("a.lock")));
    lock->release();
    QVERIFY(!fs::exists(file("link.lock")) && !fs::exists(file("a.lock")));
}

void tst_KubeconfigStore::keepsSymlinksHardLinksAndModes()
{
    fs::create_directory(file("dir"));
    fs::rename(file("a"), file("dir") / "real");
    fs::create_symlink("dir/real", file("a"));
    fs::create_hard_link(file("dir") / "real", file("hard"));
    QCOMPARE(::chmod(file("hard").c_str(), 0640), 0);
    const auto plan = both().setCurrentContext("one");
    QVERIFY_RESULT(both().commit(*plan));
    QVERIFY(fs::is_symlink(file("a")));
    QCOMPARE(read(file("hard")), std::string(kFirst) + "current-context: one\n");
    QCOMPARE(fs::hard_link_count(file("hard")), std::uintmax_t(2));
    struct stat info = {};
    QCOMPARE(::stat(file("hard").c_str(), &info), 0);
    QCOMPARE(info.st_mode & 07777, mode_t(0640));
    for (const auto &entry : fs::directory_iterator(file("dir")))
        QCOMPARE(entry.path().filename().string(),
                 std::string("real")); // no backup or temporary file
}

void tst_KubeconfigStore::showsADiffOfTheChangedLine()
{
    std::string lines;
    for (int i = 0; i < 20; ++i)
        lines += "# line " + std::to_string(i) + "\n";
    write(file("b"), lines + "current-context: two\ncontexts:\n- name: one\n- name: two\n" + lines);
    const auto plan = store(file("b").string()).setCurrentContext("one");
    QVERIFY_RESULT(plan);
    const std::string name = file("b").string();
    QCOMPARE(QByteArray::fromStdString(plan->diff()),
             QByteArray::fromStdString(
                     "--- " + name + "\n+++ " + name
                     + "\n@@ -18,7 +18,7 @@\n # line 17\n # line 18\n # line 19\n-current-context: "
                       "two\n+current-context: one\n contexts:\n - name: one\n - name: two\n"));
    QCOMPARE(read(file("b")),
             lines + "current-context: two\ncontexts:\n- name: one\n- name: two\n" + lines);
}

void tst_KubeconfigStore::addsAnEntryOnceAndReusesIt()
{
    NewEntry entry;
    entry.cluster.name = "c";
    entry.cluster.server = "https://c:6443";
    entry.userName = "oidc";
    entry.exec = { "client.authentication.k8s.io/v1",
                   "kubectl-lanyard",
                   { "get-token" },
                   { { "A", "b" } },
                   {},
                   "Never",
                   false };
    entry.context.name = "x";
    const auto plan = both().addEntry(entry);
    QVERIFY_RESULT(plan);
    QVERIFY_RESULT(both().commit(*plan));
    const auto config = both().load();
    QVERIFY_RESULT(config);
    QCOMPARE(config->currentContext, std::string("x"));
    QVERIFY(config->user("oidc")->exec == entry.exec);
    QVERIFY(both().addEntry(entry)->isEmpty());
    entry.context.name = "y";
    entry.makeCurrent = false;
    QVERIFY(both().addEntry(entry)->diff().find("name: c")
            == std::string::npos); // the cluster is reused
    entry.cluster.server = "https://other";
    QCOMPARE_ERROR(both().addEntry(entry), ErrorCode::Conflict);
}

void tst_KubeconfigStore::setsExecKeyByKey()
{
    write(file("a"),
          "users:\n- name: u\n  user:\n    token: old # gone\n    exec:\n      # why\n      "
          "apiVersion: "
          "client.authentication.k8s.io/v1beta1 # v\n      command: kubelogin # c\n      x-mine: "
          "keep\n      "
          "installHint: gone\n");
    ExecConfig exec{ "client.authentication.k8s.io/v1",
                     "kubectl-lanyard",
                     { "get-token" },
                     {},
                     {},
                     "Never",
                     false };
    const auto plan = store(file("a").string()).setExec("u", exec);
    QVERIFY_RESULT(plan);
    QCOMPARE(QByteArray::fromStdString(plan->changes.at(0).after),
             QByteArray("users:\n- name: u\n  user:\n    exec:\n      # why\n      apiVersion: "
                        "client.authentication.k8s.io/v1 # v\n      command: kubectl-lanyard # c\n "
                        "     x-mine: keep\n"
                        "      args:\n      - get-token\n      interactiveMode: Never\n      "
                        "provideClusterInfo: false\n"));
    QCOMPARE_ERROR(store(file("a").string()).setExec("nobody", exec), ErrorCode::NotFound);
}

void tst_KubeconfigStore::remembersTheContextBefore()
{
    QCOMPARE(both().previousContext(), std::string());
    QVERIFY_RESULT(both().commit(*both().setCurrentContext("one")));
    QCOMPARE(both().previousContext(), std::string("two"));
    QVERIFY_RESULT(both().commit(*both().setNamespace("one", "n1")));
    QCOMPARE(both().previousNamespace("one"), std::string("default"));
    struct stat info = {};
    QCOMPARE(::stat((file("state") / "previous.json").c_str(), &info), 0);
    QCOMPARE(info.st_mode & 07777, mode_t(0600));
}

QTEST_GUILESS_MAIN(tst_KubeconfigStore)
#include "tst_kubeconfigstore.moc"
