// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
//
// kubectl is the judge: what it reads we read, what it refuses we refuse, and after an edit it
// reads what it read before plus the change.
#include "app/core/atomicfile.h"
#include "app/core/json.h"
#include "app/kubeconfig/operations.h"
#include "app/kubeconfig/schema.h"
#include "tests/kubeconfig/shapes.h"
#include "tests/support/resulttest.h"
#include "tests/support/vectors.h"

#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using Core::Json;
using namespace Kubeconfig;

// The google package's `kubectl` is a dispatcher that asks the cluster; the real ones lie beside
// it.
static QString findKubectl()
{
    const QString set = qEnvironmentVariable("KUBECTL");
    if (!set.isEmpty())
        return set;
    const QString cache = qEnvironmentVariable("LANYARD_LAB_CACHE");
    QStringList folders;
    if (!cache.isEmpty()) {
        for (const QFileInfo &info :
             QDir(cache).entryInfoList({ QStringLiteral("kubernetes-*") }, QDir::Dirs))
            folders << info.filePath();
    }
    for (const QString &folder : folders) {
        if (QFile::exists(folder + QStringLiteral("/kubectl")))
            return folder + QStringLiteral("/kubectl");
    }
    const QString found = QStandardPaths::findExecutable(QStringLiteral("kubectl"));
    const QFileInfo real(QFileInfo(found).canonicalFilePath());
    const QStringList beside =
            real.dir().entryList({ QStringLiteral("kubectl.1.*") }, QDir::Files, QDir::Name);
    return beside.isEmpty() ? found : real.dir().filePath(beside.last());
}

class tst_Kubectl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void agreesWhichFilesCanBeRead_data();
    void agreesWhichFilesCanBeRead();
    void agreesOnTheYamlTestSuite();
    void readsTheIntendedChangeAndNothingElse_data();
    void readsTheIntendedChangeAndNothingElse();

private:
    struct Answer
    {
        bool ok = false;
        Json json;
        QByteArray error;
    };
    Answer view(const std::string &bytes);

    QString m_kubectl;
    QTemporaryDir m_folder;
};

void tst_Kubectl::initTestCase()
{
    m_kubectl = findKubectl();
    if (m_kubectl.isEmpty()) {
        if (qEnvironmentVariable("CI") == QLatin1String("true"))
            QFAIL("no kubectl: set KUBECTL");
        QSKIP("no kubectl: set KUBECTL");
    }
}

tst_Kubectl::Answer tst_Kubectl::view(const std::string &bytes)
{
    const QString path = m_folder.filePath(QStringLiteral("config"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate)
        || file.write(bytes.data(), static_cast<qint64>(bytes.size()))
                != static_cast<qint64>(bytes.size()))
        return {};
    file.close();
    QProcess process;
    process.start(m_kubectl,
                  { QStringLiteral("config"), QStringLiteral("view"), QStringLiteral("--raw"),
                    QStringLiteral("-o"), QStringLiteral("json"), QStringLiteral("--kubeconfig"),
                    path });
    if (!process.waitForFinished(20'000))
        return {};
    Answer answer;
    answer.ok = process.exitCode() == 0;
    answer.error = process.readAllStandardError();
    if (answer.ok)
        answer.json = Json::parse(process.readAllStandardOutput().toStdString(), nullptr, false);
    return answer;
}

void tst_Kubectl::agreesWhichFilesCanBeRead_data()
{
    QTest::addColumn<int>("index");
    const auto shapes = Shapes::handWritten();
    for (std::size_t i = 0; i < shapes.size(); ++i)
        QTest::newRow(shapes[i].name.c_str()) << static_cast<int>(i);
}

static bool weRead(const std::string &bytes)
{
    const auto document = Document::parse(bytes, "file");
    return document && FileView::read(*document).has_value();
}

void tst_Kubectl::agreesWhichFilesCanBeRead()
{
    QFETCH(int, index);
    const Shapes::Shape shape = Shapes::handWritten()[static_cast<std::size_t>(index)];
    const Answer answer = view(shape.bytes);
    QVERIFY2(answer.ok == shape.kubectlReads, answer.error.constData());
    QCOMPARE(weRead(shape.bytes), shape.weRead);
    QVERIFY2(shape.weRead == shape.kubectlReads || !shape.note.empty(),
             "a difference needs its reason");
}

// Each accepted case of the YAML test suite under a key that kubeconfigs may have, beside a
// context.
void tst_Kubectl::agreesOnTheYamlTestSuite()
{
    LANYARD_REQUIRE_VECTORS();
    const QDir suite(Support::vectorsFolder() + QStringLiteral("/yaml"));
    int edited = 0, refused = 0, different = 0;
    for (const QFileInfo &info : suite.entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QByteArray in =
                Support::readVector(QStringLiteral("yaml/%1/in.yaml").arg(info.fileName()));
        const std::string bytes = in.toStdString();
        auto document = Document::parse(bytes, "case");
        if (!document || !document->root() || !document->root()->isMapping()
            || !FileView::read(*document)) {
            ++refused;
            continue;
        }
        Editor editor(std::move(*document));
        if (!editor.setCurrentContext("somewhere")) {
            QCOMPARE(editor.bytes(), std::string_view(bytes)); // refused and untouched
            ++refused;
            continue;
        }
        const Answer before = view(bytes), after = view(std::string(editor.bytes()));
        if (!before.ok) {
            qWarning() << info.fileName() << before.error;
            ++different;
            continue;
        }
        QVERIFY2(after.ok, (info.fileName().toUtf8() + ": " + after.error).constData());
        Json expected = before.json;
        expected["current-context"] = "somewhere";
        QVERIFY2(after.json == expected, info.fileName().toUtf8().constData());
        ++edited;
    }
    qInfo("YAML test suite: %d edited, %d refused by us, %d refused by kubectl alone", edited,
          refused, different);
    QVERIFY(edited >= 25);
    QCOMPARE(different, 0);
}

void tst_Kubectl::readsTheIntendedChangeAndNothingElse_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("operation");
    const auto add = [](const Shapes::Shape &shape, int operation) {
        QTest::addRow("%s, operation %d", shape.name.c_str(), operation)
                << QByteArray::fromStdString(shape.bytes) << operation;
    };
    for (const Shapes::Shape &shape : Shapes::handWritten()) {
        if (shape.kubectlReads && shape.weRead && shape.name != "UTF-16") {
            for (int operation = 0; operation < 4; ++operation)
                add(shape, operation);
        }
    }
    for (std::uint32_t seed = 1; seed <= 150; ++seed)
        add(Shapes::generated(seed), static_cast<int>(seed % 8));
}

static Json *named(Json &list, const std::string &name)
{
    for (Json &item : list) {
        if (item.is_object() && item.value("name", std::string()) == name)
            return &item;
    }
    return nullptr;
}

static void erase(Json &root, const char *section, const std::string &name)
{
    if (!root[section].is_array())
        return;
    Json kept = Json::array();
    for (const Json &item : root[section]) {
        if (item.value("name", std::string()) != name)
            kept.push_back(item);
    }
    root[section] = kept.empty() ? Json() : kept;
}

static Json sortedLists(Json root)
{
    for (const char *section : { "clusters", "contexts", "users" }) {
        if (root.contains(section) && root[section].is_array())
            std::sort(root[section].begin(), root[section].end(), [](const Json &a, const Json &b) {
                return a.value("name", std::string()) < b.value("name", std::string());
            });
    }
    return root;
}

// Does it on kubectl's JSON; false if the entry is not there.
static bool changeJson(Json &root, int operation)
{
    Json *two = root["contexts"].is_array() ? named(root["contexts"], "two") : nullptr;
    switch (operation) {
    case 0:
        root["current-context"] = "two";
        return two != nullptr;
    case 1:
        if (two)
            (*two)["context"]["namespace"] = "fresh";
        break;
    case 2:
        if (two)
            (*two)["context"].erase("namespace");
        break;
    case 3:
        if (two)
            (*two)["name"] = "zwei";
        if (root["current-context"] == "two")
            root["current-context"] = "zwei";
        break;
    case 4:
        erase(root, "contexts", "two");
        erase(root, "clusters", "b");
        erase(root, "users", "b");
        break;
    case 5:
    case 6: {
        const char *section = operation == 5 ? "clusters" : "users";
        const char *body = operation == 5 ? "cluster" : "user";
        Json *b = named(root[section], "b");
        if (!b)
            return false;
        (*b)["name"] = "yes";
        for (Json &context : root["contexts"]) {
            if (context["context"].value(body, std::string()) == "b")
                context["context"][body] = "yes";
        }
        return true;
    }
    default: {
        Json *b = named(root["users"], "b");
        if (!b)
            return false;
        (*b)["user"].erase("token");
        (*b)["user"]["exec"] = {
            { "apiVersion", "client.authentication.k8s.io/v1" },
            { "command", "kubectl-lanyard" },
            { "args", { "get-token", "--oidc-issuer-url=https://i.example.test/r", "no" } },
            { "env", nullptr },
            { "interactiveMode", "Never" },
            { "provideClusterInfo", false }
        };
        return true;
    }
    }
    return two != nullptr;
}

static Core::Result<Plan> planOf(const KubeconfigStore &store, int operation)
{
    switch (operation) {
    case 0:
        return store.setCurrentContext("two");
    case 1:
        return store.setNamespace("two", "fresh");
    case 2:
        return store.setNamespace("two", {});
    case 3:
        return planRename(store.rules(), Section::Contexts, "two", "zwei");
    case 4:
        return planDelete(store.rules(), "two", Orphans::Remove);
    case 5:
        return planRename(store.rules(), Section::Clusters, "b", "yes");
    case 6:
        return planRename(store.rules(), Section::Users, "b", "yes");
    default:
        return store.setExec(
                "b",
                ExecConfig{ "client.authentication.k8s.io/v1",
                            "kubectl-lanyard",
                            { "get-token", "--oidc-issuer-url=https://i.example.test/r", "no" },
                            {},
                            {},
                            "Never",
                            false });
    }
}

void tst_Kubectl::readsTheIntendedChangeAndNothingElse()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, operation);
    Answer before = view(bytes.toStdString());
    QVERIFY2(before.ok, before.error.constData());
    const std::string path = m_folder.filePath(QStringLiteral("config")).toStdString();
    const KubeconfigStore store(
            LoadingRules::fromEnvironment([](auto) { return std::nullopt; }, path), {});
    const auto plan = planOf(store, operation);
    if (!changeJson(before.json, operation)) {
        QCOMPARE_ERROR(plan, Core::ErrorCode::NotFound);
        return;
    }
    if (!plan && plan.error().code == Core::ErrorCode::Refused)
        QSKIP(("refused: " + plan.error().message).c_str());
    QVERIFY_RESULT(plan);
    if (plan->isEmpty()) {
        const Answer same = view(bytes.toStdString());
        QVERIFY2(sortedLists(same.json) == sortedLists(before.json), "there was something to do");
        return;
    }
    QCOMPARE(plan->changes.size(), std::size_t(1));
    const Answer after = view(plan->changes[0].after);
    QVERIFY2(after.ok, (after.error + plan->diff().c_str()).constData());
    const std::string difference =
            Json::diff(sortedLists(before.json), sortedLists(after.json)).dump();
    QVERIFY2(difference == "[]", (difference + "\n" + plan->diff()).c_str());
    // A switch is one line.
    if (operation == 0) {
        const QByteArray diff = QByteArray::fromStdString(plan->diff());
        int added = 0, removed = 0;
        for (const QByteArray &line : diff.split('\n')) {
            added += line.startsWith('+') && !line.startsWith("+++");
            removed += line.startsWith('-') && !line.startsWith("---");
        }
        QVERIFY2(added == 1 && removed <= 1, diff.constData());
    }
}

QTEST_GUILESS_MAIN(tst_Kubectl)
#include "tst_kubectl.moc"
