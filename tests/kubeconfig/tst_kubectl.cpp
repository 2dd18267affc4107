// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
//
// kubectl is the judge: what it reads we read, what it refuses we refuse, and after an edit it
// reads what it read before plus the change.
#include "app/core/atomicfile.h"
#include "app/core/json.h"
#include "app/kubeconfig/deletions.h"
#include "app/kubeconfig/operations.h"
#include "app/kubeconfig/schema.h"
#include "tests/support/kubectl.h"
#include "tests/support/missing.h"
#include "tests/kubeconfig/shapes.h"
#include "tests/support/resulttest.h"
#include "tests/support/vectors.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <memory>

using Core::Json;
using namespace Kubeconfig;

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
    void didEveryOperationOnAllShapes();

private:
    struct Answer
    {
        bool ok = false;
        Json json;
        QByteArray error;
    };
    struct Chain
    {
        std::vector<int> operations;
        std::string bytes;
        Json json;
        std::string diffs;
    };
    Answer view(const std::string &bytes);
    std::vector<Answer> views(const std::vector<std::string> &texts);
    void edit(Chain &chain);

    static constexpr int kShapes = 300;
    int m_shapes = 0, m_refused = 0;
    std::array<int, 8> m_edits = {};
    QString m_kubectl;
    QTemporaryDir m_folder;
};

void tst_Kubectl::initTestCase()
{
    m_kubectl = Support::findKubectl();
    if (m_kubectl.isEmpty())
        SKIP_OR_FAIL("no kubectl: set KUBECTL");
}

tst_Kubectl::Answer tst_Kubectl::view(const std::string &bytes)
{
    return views({ bytes }).front();
}

// All at once: starting kubectl is most of this test's time.
std::vector<tst_Kubectl::Answer> tst_Kubectl::views(const std::vector<std::string> &texts)
{
    std::vector<std::unique_ptr<QProcess>> processes;
    for (const std::string &bytes : texts) {
        const QString path = m_folder.filePath(QStringLiteral("view-%1").arg(processes.size()));
        QFile file(path);
        if (file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            file.write(bytes.data(), static_cast<qint64>(bytes.size()));
        file.close();
        auto &process = processes.emplace_back(std::make_unique<QProcess>());
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("GOGC"), QStringLiteral("off")); // it lives 40 ms
        process->setProcessEnvironment(environment);
        process->start(m_kubectl,
                       { QStringLiteral("config"), QStringLiteral("view"), QStringLiteral("--raw"),
                         QStringLiteral("-o"), QStringLiteral("json"), QStringLiteral("--kubeconfig"),
                         path });
    }
    std::vector<Answer> answers;
    for (const auto &process : processes) {
        Answer &answer = answers.emplace_back();
        if (!process->waitForFinished(20'000))
            continue;
        answer.ok = process->exitCode() == 0;
        answer.error = process->readAllStandardError();
        if (answer.ok)
            answer.json = Json::parse(process->readAllStandardOutput().toStdString(), nullptr, false);
    }
    return answers;
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
        const std::vector<Answer> both = views({ bytes, std::string(editor.bytes()) });
        const Answer &before = both[0], &after = both[1];
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
    const auto add = [this](const Shapes::Shape &shape) {
        QTest::newRow(shape.name.c_str()) << QByteArray::fromStdString(shape.bytes);
        ++m_shapes;
    };
    for (const Shapes::Shape &shape : Shapes::handWritten()) {
        if (shape.kubectlReads && shape.weRead && shape.name != "UTF-16")
            add(shape);
    }
    for (std::uint32_t seed = 1; m_shapes < kShapes; ++seed)
        add(Shapes::generated(seed));
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

// A switch is one line; a new line after a last one without a line end gives it one, too.
static bool isOneLine(const Plan &plan)
{
    const QByteArray diff = QByteArray::fromStdString(plan.diff());
    int added = 0, removed = 0;
    for (const QByteArray &line : diff.split('\n')) {
        added += line.startsWith('+') && !line.startsWith("+++");
        removed += line.startsWith('-') && !line.startsWith("---");
    }
    const bool open = !plan.changes[0].before.ends_with('\n');
    return removed <= 1 && (added == 1 || (open && added == 2 && removed == 1));
}

// Does the operations one after the other, each on the result of the one before, and each also on
// kubectl's JSON. Edits of a chain don't hide each other.
void tst_Kubectl::edit(Chain &chain)
{
    for (const int operation : chain.operations) {
        const std::string path =
                m_folder.filePath(QStringLiteral("edit-%1").arg(chain.operations[0])).toStdString();
        QVERIFY_RESULT(Core::replaceFile(path, chain.bytes, { 0600, Core::Durability::Quick }));
        const KubeconfigStore store(
                LoadingRules::fromEnvironment([](auto) { return std::nullopt; }, path), {});
        const auto plan = planOf(store, operation);
        Json expected = chain.json;
        if (!changeJson(expected, operation)) {
            QCOMPARE_ERROR(plan, Core::ErrorCode::NotFound);
            continue;
        }
        if (!plan && plan.error().code == Core::ErrorCode::Refused) {
            ++m_refused;
            continue;
        }
        QVERIFY_RESULT(plan);
        if (plan->isEmpty()) {
            QVERIFY2(sortedLists(expected) == sortedLists(chain.json), "there was something to do");
            continue;
        }
        QCOMPARE(plan->changes.size(), std::size_t(1));
        QVERIFY2(operation != 0 || isOneLine(*plan), plan->diff().c_str());
        chain.bytes = plan->changes[0].after;
        chain.json = std::move(expected);
        chain.diffs += plan->diff();
        ++m_edits[static_cast<std::size_t>(operation)];
    }
}

void tst_Kubectl::readsTheIntendedChangeAndNothingElse()
{
    QFETCH(QByteArray, bytes);
    const Answer before = view(bytes.toStdString());
    QVERIFY2(before.ok, before.error.constData());
    std::vector<Chain> chains;
    for (const auto &operations : { std::vector{ 0, 1, 5, 7 }, std::vector{ 2, 3, 6 },
                                    std::vector{ 4 } }) {
        Chain &chain = chains.emplace_back(Chain{ operations, bytes.toStdString(), before.json, {} });
        edit(chain);
        if (QTest::currentTestFailed())
            return;
    }
    std::vector<std::string> results;
    for (const Chain &chain : chains)
        results.push_back(chain.bytes);
    const std::vector<Answer> after = views(results);
    for (std::size_t i = 0; i < chains.size(); ++i) {
        QVERIFY2(after[i].ok, (after[i].error + chains[i].diffs.c_str()).constData());
        const std::string difference =
                Json::diff(sortedLists(chains[i].json), sortedLists(after[i].json)).dump();
        QVERIFY2(difference == "[]", (difference + "\n" + chains[i].diffs).c_str());
    }
}

void tst_Kubectl::didEveryOperationOnAllShapes()
{
    int edits = 0;
    for (const int count : m_edits)
        edits += count;
    qInfo("%d shapes, %d edits (%d switches of one line each), %d refused", m_shapes, edits,
          m_edits[0], m_refused);
    QVERIFY(m_shapes >= kShapes);
    // Every second shape has no namespace that could be cleared.
    for (const int count : m_edits)
        QVERIFY2(count >= 80, qPrintable(QString::number(count)));
    QVERIFY2(m_refused <= m_shapes / 5, qPrintable(QString::number(m_refused)));
}

QTEST_GUILESS_MAIN(tst_Kubectl)
#include "tst_kubectl.moc"
