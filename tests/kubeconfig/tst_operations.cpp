// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/atomicfile.h"
#include "app/kubeconfig/deletions.h"
#include "app/kubeconfig/importentries.h"
#include "app/kubeconfig/lint.h"
#include "app/kubeconfig/operations.h"
#include "tests/support/resulttest.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <sys/stat.h>

using namespace Kubeconfig;
using Core::ErrorCode;
namespace fs = std::filesystem;

static const char *kFirst =
        "clusters:\n- name: a\n  cluster: {server: https://a, certificate-authority: ca.pem}\n"
        "contexts:\n- name: one\n  context: {cluster: a, user: u}\ncurrent-context: one\n"
        "users:\n- name: u\n  user: {token: top-secret}\n";
static const char *kSecond = "clusters:\n- name: b\n  cluster: {server: https://b}\n"
                             "contexts:\n- name: two\n  context: {cluster: a, user: u}\n- name: "
                             "one\n  context: {cluster: b}\n";

class tst_Operations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void renamesWithAllReferences();
    void refusesANameThatIsTaken();
    void deletesWithOrphansOnlyWhenUnused();
    void warnsOfTheEntryThatComesIntoView();
    void deletesManyAsOneChange_data();
    void deletesManyAsOneChange();
    void deletesAllOrNone();
    void deletesOrphansOfMany();
    void deletesAThousandOfTenThousand();
    void undoOfASplitRemovesWhatItMade();
    void undoOfASplitKeepsWhatWasChangedSince();
    void undoOfASplitPassesOverFilesThatAreGone();
    void tellsHowImportedEntriesStand();
    void duplicatesAContext();
    void importsWhatIsNew();
    void handlesConflicts_data();
    void handlesConflicts();
    void makesPathsAbsoluteOnImport();
    void listsWhatAnImportWouldDo();
    void exportsWithoutSecrets();
    void exportsWithEverythingEmbedded();
    void findsTraps_data();
    void findsTraps();
    void findsNothingInAGoodFile();
    void findsStaleLocksAndOpenModes();

private:
    fs::path file(const char *name) const
    {
        return m_folder->filePath(QLatin1String(name)).toStdString();
    }
    void write(const fs::path &path, std::string_view text) const
    {
        QVERIFY_RESULT(Core::replaceFile(path, text));
    }
    LoadingRules rules(const std::string &list) const
    {
        return LoadingRules::fromEnvironment([list](std::string_view name) {
            return name == "KUBECONFIG" ? std::optional(list) : std::nullopt;
        });
    }
    LoadingRules both() const { return rules(file("a").string() + ":" + file("b").string()); }
    // One file alone, after the plan.
    QByteArray after(const Core::Result<Plan> &plan, const char *name) const
    {
        if (!plan)
            return QByteArray::fromStdString("error: " + plan.error().message);
        for (const FileChange &change : plan->changes) {
            if (change.file == file(name))
                return QByteArray::fromStdString(change.after);
        }
        return "unchanged";
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_Operations::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    write(file("a"), kFirst);
    write(file("b"), kSecond);
}

void tst_Operations::renamesWithAllReferences()
{
    const auto user = planRename(both(), Section::Users, "u", "yes");
    QCOMPARE(after(user, "a"),
             QByteArray(kFirst)
                     .replace("user: u}", "user: \"yes\"}")
                     .replace("name: u", "name: \"yes\""));
    QCOMPARE(after(user, "b"), QByteArray(kSecond).replace("user: u}", "user: \"yes\"}"));
    const auto context = planRename(both(), Section::Contexts, "one", "eins");
    QCOMPARE(after(context, "a"), QByteArray(kFirst).replace("one", "eins"));
    QCOMPARE_ERROR(planRename(both(), Section::Clusters, "nobody", "x"), ErrorCode::NotFound);
    QCOMPARE_ERROR(planRename(both(), Section::Users, "u", ""), ErrorCode::Usage);
    QVERIFY(planRename(both(), Section::Users, "u", "u")->isEmpty());
}

void tst_Operations::refusesANameThatIsTaken()
{
    QCOMPARE_ERROR(planRename(both(), Section::Clusters, "a", "b"), ErrorCode::Conflict);
    QCOMPARE_ERROR(planDuplicate(both(), "one", "two"), ErrorCode::Conflict);
}

void tst_Operations::deletesWithOrphansOnlyWhenUnused()
{
    // The cluster and the user are used by "two", too.
    const auto plan = planDelete(both(), "one", Orphans::Remove);
    QVERIFY(after(plan, "a").contains("name: a") && after(plan, "a").contains("name: u"));
    write(file("b"), "{}");
    const auto alone = planDelete(both(), "one", Orphans::Remove);
    QCOMPARE(after(alone, "a"),
             QByteArray("clusters: []\ncontexts: []\ncurrent-context: one\nusers: []\n"));
    QVERIFY(!alone->warnings.empty());
    QVERIFY(after(planDelete(both(), "one", Orphans::Keep), "a").contains("name: u"));
    QCOMPARE_ERROR(planDelete(both(), "nobody", Orphans::Keep), ErrorCode::NotFound);
}

void tst_Operations::warnsOfTheEntryThatComesIntoView()
{
    const auto plan = planDelete(both(), "one", Orphans::Keep);
    QVERIFY_RESULT(plan);
    QVERIFY(std::any_of(plan->warnings.begin(), plan->warnings.end(), [](const std::string &w) {
        return w.find("now counts instead") != std::string::npos;
    }));
    QCOMPARE(after(plan, "b"), QByteArray("unchanged"));
}

void tst_Operations::deletesManyAsOneChange_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("names");
    QTest::addColumn<QByteArray>("expected");
    // A comment above the first entry may speak of the whole list: it stays.
    const QByteArray block = "contexts:\n# of x\n- name: x\n  context: {cluster: c}\n- name: q # q\n"
                             "  context:\n    cluster: c\n# of z\n- name: z\n  context: {}\n# end\n";
    QTest::newRow("neighbours") << block << QByteArray("x q")
                                << QByteArray("contexts:\n# of x\n# of z\n- name: z\n  context: {}\n# end\n");
    QTest::newRow("apart, the other way round")
            << block << QByteArray("z x")
            << QByteArray("contexts:\n# of x\n- name: q # q\n  context:\n    cluster: c\n# end\n");
    QTest::newRow("all") << block << QByteArray("x q z") << QByteArray("contexts: []\n# of x\n# end\n");
    const QByteArray flow = "{contexts: [{name: x, context: {}}, {name: q, context: {}}, "
                            "{name: z, context: {}}]}\n";
    QTest::newRow("flow, first two") << flow << QByteArray("x q")
                                     << QByteArray("{contexts: [{name: z, context: {}}]}\n");
    QTest::newRow("flow, all") << flow << QByteArray("z x q") << QByteArray("{contexts: []}\n");
}

void tst_Operations::deletesManyAsOneChange()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, names);
    QFETCH(QByteArray, expected);
    write(file("a"), before.toStdString());
    std::vector<std::string> list;
    for (const QByteArray &name : names.split(' '))
        list.push_back(name.toStdString());
    const auto plan = planDeleteAll(rules(file("a").string()), list, Orphans::Keep);
    QCOMPARE(after(plan, "a"), expected);
    QCOMPARE(plan->summary, "Delete " + std::to_string(list.size()) + " contexts");
}

void tst_Operations::deletesAllOrNone()
{
    QCOMPARE_ERROR(planDeleteAll(both(), std::vector<std::string>{ "one", "nobody" }, Orphans::Keep),
                   ErrorCode::NotFound);
}

void tst_Operations::deletesOrphansOfMany()
{
    // "one" of the second file comes into view and still uses b.
    const std::vector<std::string> names = { "one", "two" };
    const auto plan = planDeleteAll(both(), names, Orphans::Remove);
    QVERIFY(!after(plan, "a").contains("name: a\n"));
    QVERIFY(!after(plan, "a").contains("name: u"));
    QVERIFY(after(plan, "b").contains("name: b"));
    QVERIFY(!after(plan, "b").contains("two"));
    QCOMPARE(plan->warnings.size(), 2U); // it was the current; the other "one" counts now
    const auto kept = planDeleteAll(both(), names, Orphans::Keep);
    QVERIFY(after(kept, "a").contains("name: u"));
}

void tst_Operations::deletesAThousandOfTenThousand()
{
    std::string text = "apiVersion: v1\nkind: Config\ncontexts:\n", left = text;
    std::vector<std::string> names;
    for (int i = 0; i < 10'000; ++i) {
        const std::string name = "c" + std::to_string(i);
        const std::string item = "- name: " + name + "\n  context:\n    cluster: c\n    user: u\n";
        text += item;
        if (i % 10 == 3)
            names.push_back(name);
        else
            left += item;
    }
    write(file("a"), text);
    const auto plan = planDeleteAll(rules(file("a").string()), names, Orphans::Remove);
    QVERIFY_RESULT(plan);
    QCOMPARE(plan->changes.size(), 1U);
    QVERIFY(plan->changes[0].before == text);
    QVERIFY(plan->changes[0].after == left);
}

void tst_Operations::undoOfASplitRemovesWhatItMade()
{
    write(file("a"), kSecond);
    const fs::path folder = file("out");
    const KubeconfigStore store(rules(file("a").string()), file("state"));
    const auto run = [&](const Core::Result<Plan> &plan) -> Core::Result<> {
        return plan ? store.commit(*plan) : Core::Result<>(Core::fail(plan.error()));
    };
    const auto there = [&] {
        QByteArray names;
        for (const char *name : { "one.yaml", "two.yaml" })
            names += fs::exists(folder / name) ? QByteArray(name) + ' ' : QByteArray();
        return names.trimmed();
    };
    QVERIFY_RESULT(run(planSplit(rules(file("a").string()), folder, {})));
    QCOMPARE(there(), QByteArray("one.yaml two.yaml"));
    const std::string made = Core::readFile(folder / "one.yaml", 9999).value_or("(none)");
    const auto undo = store.undo();
    QVERIFY_RESULT(undo);
    QVERIFY(QByteArray::fromStdString(undo->diff()).contains("\n+++ /dev/null\n"));
    QVERIFY_RESULT(store.commit(*undo));
    QCOMPARE(there(), QByteArray());
    QCOMPARE(std::distance(fs::directory_iterator(folder), fs::directory_iterator()), 0);
    QCOMPARE(Core::readFile(file("a"), 9999).value_or("(none)"), std::string(kSecond));
    // The undo is itself a change: it can be taken back, and then the files are there again.
    QVERIFY_RESULT(run(store.undo(2)));
    QCOMPARE(there(), QByteArray("one.yaml two.yaml"));
    QCOMPARE(Core::readFile(folder / "one.yaml", 9999).value_or("(none)"), made);
}

void tst_Operations::undoOfASplitKeepsWhatWasChangedSince()
{
    write(file("a"), kSecond);
    const fs::path folder = file("out");
    const KubeconfigStore store(rules(file("a").string()), file("state"));
    const auto split = planSplit(rules(file("a").string()), folder, {});
    QVERIFY_RESULT(split);
    QVERIFY_RESULT(store.commit(*split));
    const std::string made = Core::readFile(folder / "one.yaml", 9999).value_or("(none)");
    const auto early = store.undo();
    QVERIFY_RESULT(early);
    write(folder / "one.yaml", "# mine\n" + made);
    QCOMPARE_ERROR(store.commit(*early), ErrorCode::Conflict);
    QVERIFY(fs::exists(folder / "two.yaml"));
    // What was added stays, in its file.
    const auto late = store.undo();
    QVERIFY_RESULT(late);
    QVERIFY_RESULT(store.commit(*late));
    QCOMPARE(Core::readFile(folder / "one.yaml", 9999).value_or("(none)"), std::string("# mine\n"));
    QVERIFY(!fs::exists(folder / "two.yaml"));
}

void tst_Operations::undoOfASplitPassesOverFilesThatAreGone()
{
    write(file("a"), kSecond);
    const KubeconfigStore store(rules(file("a").string()), file("state"));
    const auto split = planSplit(rules(file("a").string()), file("out"), {});
    QVERIFY_RESULT(split);
    QVERIFY_RESULT(store.commit(*split));
    fs::remove(file("out") / "one.yaml");
    const auto undo = store.undo();
    QVERIFY_RESULT(undo);
    QCOMPARE(undo->changes.size(), 1U);
    fs::remove(file("out") / "two.yaml");
    QCOMPARE_ERROR(store.undo(), ErrorCode::NotFound);
}

void tst_Operations::tellsHowImportedEntriesStand()
{
    const std::string brought = "clusters:\n- name: a\n  cluster: {certificate-authority: ca.pem, server: "
                                "https://a}\n- name: b\n  cluster: {server: https://other}\n"
                                "contexts:\n- name: three\n  context: {cluster: a}\n";
    write(file("a"), "clusters:\n- name: a\n  cluster: {server: https://a, certificate-authority: "
                             + file("ca.pem").string() + "}\n");
    const auto entries = importedEntries(both(), brought, "x", file("a").parent_path());
    QVERIFY_RESULT(entries);
    using State = ImportedEntry::State;
    const std::vector<ImportedEntry> expected = { { Section::Clusters, "a", State::Identical },
                                                  { Section::Clusters, "b", State::Different },
                                                  { Section::Contexts, "three", State::New } };
    QVERIFY(*entries == expected);
    QCOMPARE_ERROR(importedEntries(both(), "clusters: 1", "x", {}), ErrorCode::Parse);
}

void tst_Operations::duplicatesAContext()
{
    QVERIFY(after(planDuplicate(both(), "one", "uno"), "a")
                    .contains("- name: one\n  context: {cluster: a, user: u}\n- name: uno\n  "
                              "context:\n    cluster: a\n    user: u\n"));
}

static const char *kIncoming =
        "clusters:\n- name: a\n  cluster: {server: https://other}\n- name: north\n  cluster: "
        "{server: "
        "https://n, x-mine: 1.50}\n"
        "contexts:\n- name: new\n  context: {cluster: a, user: u}\ncurrent-context: new\n"
        "users:\n- name: u\n  user: {token: top-secret}\n";

void tst_Operations::importsWhatIsNew()
{
    write(file("c"), "");
    const auto plan =
            planImport(rules(file("c").string()), kFirst, "file", file("in"), Conflicts::Fail);
    QVERIFY_RESULT(plan);
    QVERIFY(after(plan, "c").contains("current-context: one"));
    const auto again =
            planImport(both(), std::string("users:\n- name: u\n  user: {token: top-secret}\n"),
                       "file", {}, Conflicts::Fail);
    QVERIFY_RESULT(again);
    QVERIFY(again->isEmpty());
}

void tst_Operations::handlesConflicts_data()
{
    QTest::addColumn<int>("conflicts");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<QByteArray>("absent");
    QTest::newRow("rename") << static_cast<int>(Conflicts::Rename)
                            << QByteArray("    cluster: a-2\n")
                            << QByteArray("https://other\n  name: a\n");
    QTest::newRow("replace") << static_cast<int>(Conflicts::Replace)
                             << QByteArray("server: https://other") << QByteArray("https://a,");
    QTest::newRow("skip") << static_cast<int>(Conflicts::Skip) << QByteArray("https://a,")
                          << QByteArray("https://other");
}

void tst_Operations::handlesConflicts()
{
    QFETCH(int, conflicts);
    QFETCH(QByteArray, expected);
    QFETCH(QByteArray, absent);
    QCOMPARE_ERROR(planImport(both(), kIncoming, "in", {}, Conflicts::Fail), ErrorCode::Conflict);
    const auto plan = planImport(both(), kIncoming, "in", {}, static_cast<Conflicts>(conflicts));
    const QByteArray text = after(plan, "a");
    QVERIFY2(text.contains(expected), text.constData());
    QVERIFY2(!text.contains(absent), text.constData());
    QVERIFY2(text.contains("x-mine: 1.50"), text.constData()); // unknown fields come along
    QVERIFY2(text.contains("current-context: one"), text.constData()); // an import does not switch
}

void tst_Operations::makesPathsAbsoluteOnImport()
{
    write(file("c"), "");
    const auto plan = planImport(
            rules(file("c").string()),
            "clusters:\n- name: a\n  cluster: {certificate-authority: ca.pem}\nusers:\n- name: u\n "
            " "
            "user: {exec: {command: ./bin/x}}\n- name: v\n  user: {exec: {command: x}}\n",
            "in", "/else/where", Conflicts::Fail);
    const QByteArray text = after(plan, "c");
    QVERIFY2(text.contains("certificate-authority: /else/where/ca.pem"), text.constData());
    QVERIFY2(text.contains("command: /else/where/bin/x"), text.constData());
    QVERIFY2(text.contains("command: x\n"), text.constData());
}

void tst_Operations::listsWhatAnImportWouldDo()
{
    const auto risks =
            reviewImport("clusters:\n- name: \"a\\e[31m\"\n  cluster:\n    server: http://a\n    "
                         "insecure-skip-tls-verify: true\n"
                         "    proxy-url: socks5://p\n    certificate-authority: /etc/x\nusers:\n- "
                         "name: u\n  user:\n    token: CANARY\n"
                         "    as: root\n    exec:\n      command: sh\n      args: [-c, 'rm -rf "
                         "~']\n      env: [{name: A, value: b c}]\n"
                         "    auth-provider: {name: oidc, config: {refresh-token: CANARY}}\n",
                         "in");
    QVERIFY_RESULT(risks);
    QByteArrayList kinds;
    for (const Risk &risk : *risks) {
        kinds << QByteArray::fromStdString(std::string(riskName(risk.kind)));
        QVERIFY(risk.text.find("CANARY") == std::string::npos);
        QVERIFY((risk.entry + risk.text).find('\x1b') == std::string::npos);
        if (risk.kind == Risk::Kind::Command) {
            QCOMPARE(risk.text, std::string("A='b c' sh -c 'rm -rf ~'"));
            QCOMPARE(risk.position.line, std::size_t(14));
        }
    }
    QCOMPARE(kinds.join(' '),
             QByteArray(
                     "insecure plain-http proxy path command secret impersonation auth-provider"));
}

void tst_Operations::exportsWithoutSecrets()
{
    const auto text = exportContext(both(), "one", Secrets::Leave, Certificates::AsWritten);
    QVERIFY_RESULT(text);
    QVERIFY(text->find("top-secret") == std::string::npos);
    QVERIFY(text->find("certificate-authority: " + file("ca.pem").string()) != std::string::npos);
    QVERIFY(text->find("current-context: one\n") != std::string::npos);
    QVERIFY(text->find("name: two") == std::string::npos);
    QCOMPARE_ERROR(exportContext(both(), "nobody", Secrets::Leave, Certificates::AsWritten),
                   ErrorCode::NotFound);
}

void tst_Operations::exportsWithEverythingEmbedded()
{
    write(file("ca.pem"), "PEM\n");
    const auto text = exportContext(both(), "one", Secrets::Include, Certificates::Embed);
    QVERIFY_RESULT(text);
    QVERIFY(text->find("token: top-secret") != std::string::npos);
    QVERIFY(text->find("certificate-authority-data: \"UEVNCg==\"") != std::string::npos
            || text->find("certificate-authority-data: UEVNCg==") != std::string::npos);
    fs::remove(file("ca.pem"));
    QCOMPARE_ERROR(exportContext(both(), "one", Secrets::Include, Certificates::Embed),
                   ErrorCode::NotFound);
}

void tst_Operations::findsTraps_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<int>("line");
    const auto row = [](const char *id, const char *bytes, int line) {
        QTest::newRow(id) << QByteArray(bytes) << QByteArray(id) << line;
    };
    row("kubeconfig-unreadable", "a: b: c\n", 1);
    row("kubeconfig-duplicate-name", "users:\n- name: u\n- name: u\n", 3);
    row("kubeconfig-unquoted-scalar", "users:\n- name: 12\n", 2);
    row("kubeconfig-key-case", "kind: Config\nCurrent-Context: x\n", 2);
    row("kubeconfig-duplicate-key", "kind: Config\nkind: Config\n", 2);
    row("context-missing-cluster", "contexts:\n- name: x\n  context:\n    cluster: gone\n", 4);
    row("context-missing-user", "contexts:\n- name: x\n  context:\n    user: gone\n", 4);
    row("current-context-missing", "kind: Config\ncurrent-context: gone\n", 2);
    row("namespace-invalid", "contexts:\n- name: x\n  context:\n    namespace: A_b\n", 4);
    row("exec-api-version",
        "users:\n- name: u\n  user:\n    exec:\n      apiVersion: "
        "client.authentication.k8s.io/v1alpha1\n",
        5);
    row("exec-interactive-mode-missing",
        "users:\n- name: u\n  user:\n    exec:\n      apiVersion: "
        "client.authentication.k8s.io/v1\n",
        5);
    row("exec-bypassed-by-credentials", "users:\n- name: u\n  user:\n    exec: {}\n    token: t\n",
        5);
    row("exec-on-http-server",
        "clusters:\n- name: c\n  cluster: {server: http://c}\ncontexts:\n- name: x\n  context: "
        "{cluster: c, user: u}\nusers:\n- name: u\n  user: {exec: {}}\n",
        5);
    row("auth-provider-legacy", "users:\n- name: u\n  user:\n    auth-provider: {name: oidc}\n", 4);
    row("insecure-skip-tls-verify",
        "clusters:\n- name: c\n  cluster:\n    insecure-skip-tls-verify: true\n", 4);
    row("cluster-two-cas",
        "clusters:\n- name: c\n  cluster: {certificate-authority: x, certificate-authority-data: "
        "QUJD}\n",
        3);
    row("cluster-insecure-with-ca",
        "clusters:\n- name: c\n  cluster: {certificate-authority: x, insecure-skip-tls-verify: "
        "true}\n",
        3);
    row("cluster-without-server", "clusters:\n- name: c\n", 2);
    row("user-token-and-file", "users:\n- name: u\n  user: {token: t, tokenFile: f}\n", 3);
}

void tst_Operations::findsTraps()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, id);
    QFETCH(int, line);
    write(file("c"), bytes.toStdString());
    const auto findings = lint(rules(file("c").string()));
    const auto found =
            std::find_if(findings.begin(), findings.end(), [&](const LintFinding &finding) {
                return QByteArray::fromStdString(finding.id) == id;
            });
    QVERIFY(found != findings.end());
    QCOMPARE(static_cast<int>(found->position.line), line);
    QVERIFY(!found->message.empty() && found->file == file("c"));
}

void tst_Operations::findsNothingInAGoodFile()
{
    write(file("c"),
          "apiVersion: v1\nkind: Config\nclusters:\n- name: c\n  cluster: {server: "
          "https://c}\ncontexts:\n- name: x\n  "
          "context: {cluster: c, user: u, namespace: ns}\ncurrent-context: x\nusers:\n- name: u\n  "
          "user:\n    exec: "
          "{apiVersion: client.authentication.k8s.io/v1, command: c, interactiveMode: Never}\n");
    for (const LintFinding &finding : lint(rules(file("c").string())))
        QFAIL((finding.id + ": " + finding.message).c_str());
    const auto shadows = lint(both());
    QVERIFY(std::any_of(shadows.begin(), shadows.end(), [](const LintFinding &finding) {
        return finding.id == "kubeconfig-shadowed-entry";
    }));
}

void tst_Operations::findsStaleLocksAndOpenModes()
{
    write(file("a.lock"), "");
    const timespec old[] = { { ::time(nullptr) - 120, 0 }, { ::time(nullptr) - 120, 0 } };
    QCOMPARE(::utimensat(-100, file("a.lock").c_str(), old, 0), 0);
    QCOMPARE(::chmod(file("a").c_str(), 0644), 0);
    QByteArrayList ids;
    for (const LintFinding &finding : lint(rules(file("a").string())))
        ids << QByteArray::fromStdString(finding.id);
    QVERIFY(ids.contains("kubeconfig-stale-lock"));
    QVERIFY(ids.contains("kubeconfig-permissions"));
}

QTEST_GUILESS_MAIN(tst_Operations)
#include "tst_operations.moc"
