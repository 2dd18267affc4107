// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/document.h"
#include "app/kubeconfig/scalar.h"
#include "app/kubeconfig/schema.h"
#include "tests/kubeconfig/shapes.h"
#include "tests/support/resulttest.h"
#include "tests/support/vectors.h"

#include <QDir>
#include <QTest>

using namespace Kubeconfig;
using Core::ErrorCode;

class tst_Document : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsLikeLibyaml_data();
    void readsLikeLibyaml();
    void namesLineAndColumn_data();
    void namesLineAndColumn();
    void refusesWhatIsTooMuch();
    void survivesTheYamlTestSuite();
    void knowsWhatYaml11MakesOfText_data();
    void knowsWhatYaml11MakesOfText();
    void writesTextThatIsReadBack_data();
    void writesTextThatIsReadBack();
    void keepsTheBlankLinesOfKeptBlocksOnly();
    void readsUtf16ButDoesNotEditIt();
    void findsComments();
};

static bool sameTree(const Node *a, const Node *b)
{
    for (; a && b; a = a->next, b = b->next) {
        if (a->kind != b->kind || a->style != b->style || a->start != b->start || a->end != b->end
            || a->value != b->value || a->count != b->count || !sameTree(a->first, b->first))
            return false;
    }
    return a == b;
}

void tst_Document::readsLikeLibyaml_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("fast");
    for (std::uint32_t seed = 1; seed <= 60; ++seed)
        QTest::addRow("generated %u", seed)
                << QByteArray::fromStdString(Shapes::generated(seed).bytes) << false;
    QTest::newRow("kubectl's own style") << QByteArray(
            "apiVersion: v1\nclusters:\n- cluster:\n    server: https://a:1\n  name: a\n"
            "contexts: []\ncurrent-context: \"\"\nkind: Config\nusers:\n- name: u\n  user:\n    "
            "exec:\n      args:\n      - --a=b\n      env: null\n")
                                         << true;
    QTest::newRow("indented, quoted, commented")
            << QByteArray("# c\ncontexts:\n    -   name: 'a b' # x\n        context:\n            "
                          "cluster: \"c\"   \n\n        # y\n    - name: z#z\n")
            << true;
    QTest::newRow("letters beyond ASCII") << QByteArray("# \xE2\x9C\x93\nx: \xC3\xBC\n") << true;
    QTest::newRow("continued scalar") << QByteArray("a: b\n  c\n") << false;
    QTest::newRow("a value that is a list") << QByteArray("a:\n- b: c\n  d: e\n- f\n") << true;
}

void tst_Document::readsLikeLibyaml()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, fast);
    const auto ours = Document::parse(bytes.toStdString(), "x");
    const auto libyaml = Document::parse(bytes.toStdString(), "x", Document::Reader::Strict);
    QVERIFY_RESULT(ours);
    QVERIFY_RESULT(libyaml);
    QVERIFY(libyaml->readByLibyaml());
    QVERIFY2(!fast || !ours->readByLibyaml(), "the block reader gave this up");
    QVERIFY(sameTree(ours->root(), libyaml->root()));
}

void tst_Document::namesLineAndColumn_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("yaml")
            << QByteArray("a: b\nx: y: z\n")
            << QByteArray("f: line 2, column 5: mapping values are not allowed in this context");
    QTest::newRow("tab")
            << QByteArray("a:\n\t- b\n")
            << QByteArray("f: line 2, column 1: found character that cannot start any token");
    QTest::newRow("number as name")
            << QByteArray("contexts:\n- name: \xC3\xBC\n- name: 123\n")
            << QByteArray("f: line 3, column 9: cannot unmarshal number into Go struct field "
                          "NamedContext.contexts.name of type string");
    QTest::newRow("duplicate") << QByteArray("users:\n- name: u\n- name: u\n")
                               << QByteArray("f: line 3, column 3: duplicate name \"u\" in users");
    QTest::newRow("alias") << QByteArray("a: *b\n")
                           << QByteArray("f: line 1, column 4: unknown anchor 'b' referenced");
    QTest::newRow("itself") << QByteArray("a: &a [*a]\n")
                            << QByteArray("f: line 1, column 8: anchor 'a' value contains itself");
    QTest::newRow("base64")
            << QByteArray("clusters:\n- name: c\n  cluster:\n    certificate-authority-data: A*\n")
            << QByteArray("f: line 4, column 33: clusters.cluster.certificate-authority-data: "
                          "illegal base64 data at input byte 1");
}

void tst_Document::namesLineAndColumn()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, message);
    const auto document = Document::parse(bytes.toStdString(), "f");
    const Core::Error error = !document ? document.error() : FileView::read(*document).error();
    QCOMPARE(QByteArray::fromStdString(error.message), message);
    QVERIFY(error.code == ErrorCode::Parse);
}

void tst_Document::refusesWhatIsTooMuch()
{
    QCOMPARE_ERROR(Document::parse("a: " + std::string(65, '['), "f"), ErrorCode::TooLarge);
    QVERIFY_RESULT(Document::parse("a: " + std::string(63, '[') + std::string(63, ']'), "f"));
    std::string deep;
    for (int i = 0; i < 65; ++i)
        deep += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
    QCOMPARE_ERROR(Document::parse(deep, "f"), ErrorCode::TooLarge);
    QCOMPARE_ERROR(Document::parse(std::string(kMaxFileBytes + 1, '#'), "f"), ErrorCode::TooLarge);
    for (const Shapes::Shape &shape : Shapes::handWritten()) {
        if (shape.name == "alias bomb")
            QCOMPARE_ERROR(Document::parse(shape.bytes, "f"), ErrorCode::TooLarge);
    }
}

void tst_Document::survivesTheYamlTestSuite()
{
    LANYARD_REQUIRE_VECTORS();
    const QDir suite(Support::vectorsFolder() + QStringLiteral("/yaml"));
    int read = 0, all = 0;
    for (const QFileInfo &info : suite.entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const std::string bytes =
                Support::readVector(QStringLiteral("yaml/%1/in.yaml").arg(info.fileName()))
                        .toStdString();
        const auto document = Document::parse(bytes, "f");
        ++all;
        if (!document)
            continue;
        ++read;
        QCOMPARE(document->bytes(), std::string_view(bytes));
        if (!document->readByLibyaml()) {
            const auto strict = Document::parse(bytes, "f", Document::Reader::Strict);
            QVERIFY2(strict && sameTree(document->root(), strict->root()),
                     qPrintable(info.fileName()));
        }
    }
    QVERIFY(all > 100 && read > 100);
}

void tst_Document::knowsWhatYaml11MakesOfText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("type");
    const auto rows = [](ScalarType type, std::initializer_list<const char *> texts) {
        for (const char *text : texts)
            QTest::newRow(text) << QByteArray(text) << static_cast<int>(type);
    };
    rows(ScalarType::Null, { "", "~", "null", "Null", "NULL" });
    rows(ScalarType::Boolean, { "y", "N", "yes", "On", "OFF", "true", "False" });
    rows(ScalarType::Integer,
         { "0", "123", "0123", "0x1f", "0o17", "0b11", "-0b11", "1_000", "+1", "-1",
           "18446744073709551615" });
    rows(ScalarType::Float,
         { "1.5", "1e3", ".5", ".inf", "-.INF", ".NaN", "089", "1.", "99999999999999999999" });
    rows(ScalarType::String,
         { "tRue", "nO", "12:30", "2024-01-01", "1.2.3", "=", "-a", "-", "0x", "0b2", "1e", "1e999",
           "<<", "._", "+", "yess", "nULL" });
}

void tst_Document::knowsWhatYaml11MakesOfText()
{
    QFETCH(QByteArray, text);
    QFETCH(int, type);
    QCOMPARE(static_cast<int>(plainScalarType(text.toStdString())), type);
}

void tst_Document::writesTextThatIsReadBack_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : { "plain",
                              "with space",
                              "yes",
                              "123",
                              "1e3",
                              "a: b",
                              "a #b",
                              "#a",
                              "- a",
                              "'",
                              "\"",
                              "\\",
                              "\t",
                              "a\nb",
                              "\r\n",
                              "\x01\x7f",
                              "\xC2\x85",
                              "\xE2\x80\xA8",
                              "\xEF\xBB\xBF",
                              "\xF0\x9F\x94\x91",
                              "*a",
                              "&a",
                              "!a",
                              "{",
                              "[",
                              "|",
                              ">",
                              "%",
                              "@",
                              "`",
                              "?",
                              ":",
                              ",",
                              "~",
                              "",
                              " ",
                              "a ",
                              "https://a:1/b",
                              "--x=y",
                              "---",
                              "...",
                              "=",
                              "<<",
                              "0x",
                              "a:",
                              "a::b",
                              "-1" })
        QTest::newRow(QByteArray(text).toPercentEncoding().constData()) << QByteArray(text);
}

void tst_Document::writesTextThatIsReadBack()
{
    QFETCH(QByteArray, text);
    const std::string value = text.toStdString();
    for (const std::string &written :
         { scalarText(value), doubleQuoted(value), scalarTextLike(value, Style::SingleQuoted),
           scalarTextLike(value, Style::Plain) }) {
        for (const std::string &file :
             { "k: " + written + "\n", "{k: " + doubleQuoted(value) + ", l: x}" }) {
            const auto document = Document::parse(file, "f", Document::Reader::Strict);
            QVERIFY_RESULT(document);
            const Entry entry = find(document->root(), "k");
            QVERIFY(entry.value && scalarType(*entry.value) == ScalarType::String);
            QCOMPARE(entry.value->value, std::string_view(value));
        }
    }
}

void tst_Document::keepsTheBlankLinesOfKeptBlocksOnly()
{
    const auto clip = Document::parse("a: |\n  x\n\n\nb: 1\n", "f");
    QVERIFY_RESULT(clip);
    QCOMPARE(clip->text(*find(clip->root(), "a").value), std::string_view("|\n  x"));
    const auto keep = Document::parse("a: |+ # c\n  x\n\n\nb: 1\n", "f");
    QVERIFY_RESULT(keep);
    QCOMPARE(keep->text(*find(keep->root(), "a").value), std::string_view("|+ # c\n  x\n\n"));
}

void tst_Document::readsUtf16ButDoesNotEditIt()
{
    const std::string bytes("\xFE\xFF\0a\0:\0 \0\xFC\xD8\x3D\xDE\x00", 14);
    const auto document = Document::parse(bytes, "f");
    QVERIFY_RESULT(document);
    QVERIFY(document->isUtf16());
    QCOMPARE(find(document->root(), "a").value->value,
             std::string_view("\xC3\xBC\xF0\x9F\x98\x80"));
    QCOMPARE_ERROR(Document::parse(std::string("\xFF\xFE\x3D\xD8", 4), "f"), ErrorCode::Parse);
    QCOMPARE_ERROR(Document::parse(std::string("\xFF\xFE\x3D", 3), "f"), ErrorCode::Parse);
}

void tst_Document::findsComments()
{
    const auto document = Document::parse("# a\nx: y#no # b\nz: '#no' #c\n- ", "f");
    QVERIFY(!document);
    const auto good =
            Document::parse("# a\nx: y#no # b\nz: '#no' #c\nl: [1, # d\n 2]\n# e\n---\n# f\n", "f");
    QVERIFY_RESULT(good);
    const auto found = comments(*good);
    const std::vector<std::string_view> expected = { "# a", "# b", "#c", "# d", "# e" };
    QVERIFY(found == expected);
}

QTEST_GUILESS_MAIN(tst_Document)
#include "tst_document.moc"
