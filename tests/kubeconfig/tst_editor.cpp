// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/editor.h"
#include "tests/kubeconfig/shapes.h"
#include "tests/support/resulttest.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace Kubeconfig;
using Core::ErrorCode;

// One edit: bytes before, what is done, bytes after.
struct EditCase
{
    const char *name;
    const char *before;
    Core::Result<> (*run)(Editor &);
    const char *after;
};

static const EditCase kCases[] = {
    { "set keeps quotes and the comment", "current-context: 'a' # c\n",
      [](Editor &e) { return e.setCurrentContext("b"); }, "current-context: 'b' # c\n" },
    { "set an empty value", "current-context:   # none\nx: y\n",
      [](Editor &e) { return e.setCurrentContext("b"); }, "current-context: b   # none\nx: y\n" },
    { "set in an empty file", "# mine\n", [](Editor &e) { return e.setCurrentContext("b"); },
      "# mine\napiVersion: v1\nkind: Config\ncurrent-context: b\n" },
    { "set without a last line end", "kind: Config",
      [](Editor &e) { return e.setCurrentContext("b"); }, "kind: Config\ncurrent-context: b" },
    { "set with CRLF", "kind: Config\r\n", [](Editor &e) { return e.setCurrentContext("b"); },
      "kind: Config\r\ncurrent-context: b\r\n" },
    { "set before the second document", "kind: Config\n---\nx: y\n",
      [](Editor &e) { return e.setCurrentContext("b"); },
      "kind: Config\ncurrent-context: b\n---\nx: y\n" },
    { "set the last of two", "current-context: a\ncurrent-context: b\n",
      [](Editor &e) { return e.setCurrentContext("c"); },
      "current-context: a\ncurrent-context: c\n" },
    { "set a name that needs quotes", "current-context: a\n",
      [](Editor &e) { return e.setCurrentContext("no"); }, "current-context: \"no\"\n" },
    { "set a kept block", "current-context: |+\n  a\n\nx: y\n",
      [](Editor &e) { return e.setCurrentContext("b"); }, "current-context: b\nx: y\n" },
    { "set in JSON", R"({"current-context": "a"})",
      [](Editor &e) { return e.setCurrentContext("b/c"); }, R"({"current-context": "b/c"})" },
    { "insert in JSON", R"({"kind": "Config"})", [](Editor &e) { return e.setCurrentContext("b"); },
      R"({"kind": "Config", "current-context": "b"})" },
    { "insert a namespace at the keys' column",
      "contexts:\n  -   name: a\n      context:\n          user: u # u\n# x\n",
      [](Editor &e) { return e.set(Section::Contexts, "a", { "namespace" }, Value::ofText("q")); },
      "contexts:\n  -   name: a\n      context:\n          user: u # u\n          namespace: q\n# "
      "x\n" },
    { "insert in flow", "contexts:\n- {name: a, context: {user: u}} # f\n",
      [](Editor &e) {
          return e.set(Section::Contexts, "a", { "namespace" }, Value::ofText("n:1"));
      },
      "contexts:\n- {name: a, context: {user: u, namespace: \"n:1\"}} # f\n" },
    { "insert where the body is empty", "contexts:\n- context: {}\n  name: a\n",
      [](Editor &e) { return e.set(Section::Contexts, "a", { "namespace" }, Value::ofText("q")); },
      "contexts:\n- context:\n    namespace: q\n  name: a\n" },
    { "insert where the body is missing", "contexts:\n- name: a\n",
      [](Editor &e) { return e.set(Section::Contexts, "a", { "namespace" }, Value::ofText("q")); },
      "contexts:\n- name: a\n  context:\n    namespace: q\n" },
    { "insert beside a merge", "x: &m {user: u}\ncontexts:\n- name: a\n  context:\n    <<: *m\n",
      [](Editor &e) { return e.set(Section::Contexts, "a", { "user" }, Value::ofText("v")); },
      "x: &m {user: u}\ncontexts:\n- name: a\n  context:\n    <<: *m\n    user: v\n" },
    { "remove a key in the middle",
      "contexts:\n- context:\n    cluster: c\n    namespace: q # gone\n    user: u\n  name: a\n",
      [](Editor &e) { return e.remove(Section::Contexts, "a", { "namespace" }); },
      "contexts:\n- context:\n    cluster: c\n    user: u\n  name: a\n" },
    { "remove the only key", "contexts:\n- context: # c\n    namespace: q\n  name: a\n",
      [](Editor &e) { return e.remove(Section::Contexts, "a", { "namespace" }); },
      "contexts:\n- context: {} # c\n  name: a\n" },
    { "remove the first key in flow", "contexts: [{name: a, context: {namespace: q, user: u}}]\n",
      [](Editor &e) { return e.remove(Section::Contexts, "a", { "namespace" }); },
      "contexts: [{name: a, context: {user: u}}]\n" },
    { "remove a key that stands twice",
      "contexts:\n- name: a\n  context:\n    namespace: m\n    user: u\n    namespace: q\n",
      [](Editor &e) { return e.remove(Section::Contexts, "a", { "namespace" }); },
      "contexts:\n- name: a\n  context:\n    user: u\n" },
    { "append in the list's own style",
      "users:\n  - name: u\n    user: {} # u\n    # of u\n# end\n",
      [](Editor &e) {
          return e.append(Section::Users, "v", Value::ofMap({ { "token", Value::ofText("t") } }));
      },
      "users:\n  - name: u\n    user: {} # u\n    # of u\n  - name: v\n    user:\n      token: "
      "t\n# end\n" },
    { "append to an empty list", "users: [] # none\nkind: Config\n",
      [](Editor &e) { return e.append(Section::Users, "v", Value::ofMap({})); },
      "users: # none\n- name: v\n  user: {}\nkind: Config\n" },
    { "append to null", "users:\nkind: Config\n",
      [](Editor &e) { return e.append(Section::Users, "v", Value::ofMap({})); },
      "users:\n- name: v\n  user: {}\nkind: Config\n" },
    { "append to JSON", R"({"users": [{"name": "u"}]})",
      [](Editor &e) { return e.append(Section::Users, "v", Value::ofMap({})); },
      R"({"users": [{"name": "u"}, {"name": "v", "user": {}}]})" },
    { "remove an item with the comment above it",
      "users:\n# of u\n- name: u\n# of v\n- name: v\n  user: {}\n# of w\n- name: w\n",
      [](Editor &e) { return e.removeItem(Section::Users, "v"); },
      "users:\n# of u\n- name: u\n# of w\n- name: w\n" },
    { "remove the only item", "users: # all\n- name: u\nkind: Config\n",
      [](Editor &e) { return e.removeItem(Section::Users, "u"); },
      "users: [] # all\nkind: Config\n" },
    { "remove the last item of a flow list", "users: [{name: u}, {name: v}]\n",
      [](Editor &e) { return e.removeItem(Section::Users, "v"); }, "users: [{name: u}]\n" },
    { "replace a list by items of its style",
      "users:\n- name: u\n  user:\n    exec:\n      args:\n        - a # a\n      command: c\n",
      [](Editor &e) {
          return e.set(Section::Users, "u", { "exec", "args" }, Value::ofTexts({ "b", "--c=d" }));
      },
      "users:\n- name: u\n  user:\n    exec:\n      args:\n      - b\n      - --c=d\n      "
      "command: c\n" },
};

class tst_Editor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesToAddAKeyToAnEmptyItem();
    void changesTheIntendedBytes_data();
    void changesTheIntendedBytes();
    void refusesToChangeASharedNode();
    void givesASharedNodeItsOwnCopyWithConsent();
    void refusesAMergedKeyToRemove();
    void survivesMutatedFiles();
    void removesAnyOfFourAtOnce_data();
    void removesAnyOfFourAtOnce();
    void catchesAWrongSpan_data();
    void catchesAWrongSpan();
};

void tst_Editor::changesTheIntendedBytes_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < std::size(kCases); ++i)
        QTest::newRow(kCases[i].name) << static_cast<int>(i);
}

static Editor editorOn(const std::string &bytes, Editor::Sharing sharing = Editor::Sharing::Refuse)
{
    auto document = Document::parse(bytes, "file");
    return Editor(std::move(*document), sharing);
}

void tst_Editor::changesTheIntendedBytes()
{
    QFETCH(int, index);
    const EditCase &edit = kCases[index];
    Editor editor = editorOn(edit.before);
    QVERIFY_RESULT(edit.run(editor));
    QCOMPARE(QByteArray::fromStdString(std::string(editor.bytes())), QByteArray(edit.after));
}

void tst_Editor::removesAnyOfFourAtOnce_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::newRow("JSON") << std::string(R"({"users": [
  {"name": "a"}, {"name": "b"},
  {"name": "c"},{"name": "d"}
], "kind": "Config"})");
    QTest::newRow("flow") << std::string(
            "users: [{name: a}, {name: b},{name: c} , {name: d}] # rest\nx: y\n");
    QTest::newRow("block") << std::string("users:\n# of a\n- name: a\n- name: b # b\n\n- name: c\n"
                                          "# of d\n- name: d\nx: y # rest\n");
}

void tst_Editor::removesAnyOfFourAtOnce()
{
    QFETCH(std::string, bytes);
    const std::vector<std::string> all{ "a", "b", "c", "d" };
    for (unsigned mask = 1; mask < 16; ++mask) {
        std::vector<std::string> gone, kept;
        for (unsigned i = 0; i < 4; ++i)
            ((mask >> i) % 2 == 1 ? gone : kept).push_back(all[i]);
        std::reverse(gone.begin(), gone.end()); // the order of asking is not that of the file
        Editor editor = editorOn(bytes);
        QVERIFY_RESULT(editor.removeItems(Section::Users, gone));
        const auto after = Document::parse(std::string(editor.bytes()), "file");
        QVERIFY_RESULT(after);
        const auto view = FileView::read(*after);
        QVERIFY_RESULT(view);
        std::vector<std::string> left;
        for (const NamedItem &item : view->items(Section::Users))
            left.emplace_back(item.name);
        QCOMPARE(left, kept);
        for (const std::string &name : all)
            QCOMPARE(view->item(Section::Users, name) == nullptr,
                     std::ranges::find(gone, name) != gone.end());
        // A comment above an item goes with it (above the first it may speak of the whole list).
        QCOMPARE(editor.bytes().find("of d") != std::string_view::npos,
                 bytes.find("of d") != std::string::npos && mask < 8);
    }
}

static const char *kShared = "x: &c {cluster: a, user: u}\ncontexts:\n- name: one\n  context: "
                             "*c\n- name: two\n  context: *c\n";

void tst_Editor::refusesToChangeASharedNode()
{
    Editor editor = editorOn(kShared);
    const auto done = editor.set(Section::Contexts, "one", { "namespace" }, Value::ofText("q"));
    QCOMPARE_ERROR(done, ErrorCode::Refused);
    QVERIFY(done.error().fix.find("--expand-aliases") != std::string::npos);
    QCOMPARE(editor.bytes(), std::string_view(kShared));
}

void tst_Editor::givesASharedNodeItsOwnCopyWithConsent()
{
    Editor editor = editorOn(kShared, Editor::Sharing::Expand);
    QVERIFY_RESULT(editor.set(Section::Contexts, "one", { "namespace" }, Value::ofText("q")));
    QCOMPARE(QByteArray::fromStdString(std::string(editor.bytes())),
             QByteArray("x: &c {cluster: a, user: u}\ncontexts:\n- name: one\n  context: {cluster: "
                        "a, user: u, "
                        "namespace: q}\n- name: two\n  context: *c\n"));
}

void tst_Editor::refusesAMergedKeyToRemove()
{
    const std::string before =
            "x: &m {namespace: q}\ncontexts:\n- name: a\n  context:\n    <<: *m\n";
    Editor editor = editorOn(before);
    QCOMPARE_ERROR(editor.remove(Section::Contexts, "a", { "namespace" }), ErrorCode::Refused);
    QCOMPARE(editor.bytes(), std::string_view(before));
}

// Broken files are refused whole; the others are edited or refused, and nothing else happens to
// them.
void tst_Editor::survivesMutatedFiles()
{
    int edited = 0, refused = 0;
    for (std::uint32_t seed = 1; seed <= 1500; ++seed) {
        std::mt19937 random(seed);
        std::string bytes = Shapes::generated(seed).bytes;
        const std::string pieces[] = { ":", "\n", " ",   "#",  "- ", "\"", "'",
                                       "{", "}",  "&a ", "*a", "\t", "|",  "<<: " };
        for (int i = 0; i < 2; ++i) {
            const std::size_t at = random() % bytes.size();
            if (random() % 2)
                bytes.erase(at, 1 + random() % 6);
            else
                bytes.insert(at, pieces[random() % std::size(pieces)]);
        }
        auto document = Document::parse(bytes, "file");
        if (!document || !FileView::read(*document)) {
            ++refused;
            continue;
        }
        Editor editor(std::move(*document));
        const auto done =
                editor.set(Section::Contexts, "two", { "namespace" }, Value::ofText("fresh"));
        if (!done) {
            ++refused;
            QCOMPARE(editor.bytes(), std::string_view(bytes));
            continue;
        }
        ++edited;
        const auto view = editor.view();
        QVERIFY_RESULT(view);
        QCOMPARE(textAt(view->item(Section::Contexts, "two")->body, "namespace"),
                 std::string_view("fresh"));
    }
    qInfo("%d edited, %d refused", edited, refused);
    QVERIFY(edited > 300 && refused > 300);
}

void tst_Editor::catchesAWrongSpan_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<int>("start");
    QTest::addColumn<int>("end");
    QTest::addColumn<QByteArray>("text");
    const QByteArray file = "current-context: a # comment\nkind: Config\n";
    QTest::newRow("one byte early") << file << 16 << 17 << QByteArray("b");
    QTest::newRow("eats the comment") << file << 17 << 28 << QByteArray("b");
    QTest::newRow("swallows the comment") << file << 17 << 19 << QByteArray("b");
    QTest::newRow("other value") << file << 17 << 18 << QByteArray("c");
    QTest::newRow("breaks the file") << file << 17 << 18 << QByteArray("b: c");
    QTest::newRow("eats the next line") << file << 17 << 41 << QByteArray("b");
    QTest::newRow("adds a key") << file << 17 << 18 << QByteArray("b\nx: y");
    QTest::newRow("changes the type")
            << QByteArray("current-context: a\nkind: Config\n") << 17 << 18 << QByteArray("[b]");
}

// The checks are what stands between a wrong offset and the only copy of a file.
void tst_Editor::catchesAWrongSpan()
{
    QFETCH(QByteArray, before);
    QFETCH(int, start);
    QFETCH(int, end);
    QFETCH(QByteArray, text);
    const auto document = Document::parse(before.toStdString(), "file");
    QVERIFY_RESULT(document);
    const std::vector<Intent> intents = { Intent{ Intent::Kind::SetKey, document->root(),
                                                  "current-context", Value::ofText("b") } };
    const auto edited = verifiedEdit(*document,
                                     { Edit{ static_cast<std::size_t>(start),
                                             static_cast<std::size_t>(end), text.toStdString() } },
                                     intents);
    if (QByteArray(QTest::currentDataTag()) == "eats the comment")
        QVERIFY(edited); // inside the edit's own span: that is what the edit said
    else
        QCOMPARE_ERROR(edited, ErrorCode::Refused);
}

void tst_Editor::refusesToAddAKeyToAnEmptyItem()
{
    auto document = Document::parse("contexts:\n    - # later\n", "x");
    QVERIFY_RESULT(document);
    Editor editor(std::move(*document));
    QCOMPARE_ERROR(editor.set(Section::Contexts, {}, { "namespace" }, Value::ofText("a")),
                   ErrorCode::Refused);
}

QTEST_GUILESS_MAIN(tst_Editor)
#include "tst_editor.moc"
