// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubernetes/cel/program.h"
#include "app/kubernetes/regexmatch.h"
#include "app/qtsupport/strings.h"
#include "tests/support/resulttest.h"

#include <QFile>
#include <QTest>

using namespace Kubernetes::Cel;
using Core::Json;

namespace {

// As the measuring program prints values.
Json rendered(const Value &value)
{
    if (const auto *boolean = value.as<bool>())
        return *boolean;
    if (const auto *integer = value.as<std::int64_t>())
        return { { "int", *integer } };
    if (const auto *natural = value.as<std::uint64_t>())
        return { { "uint", *natural } };
    if (const auto *number = value.as<double>())
        return { { "double", *number } };
    if (const auto *text = value.as<std::string>())
        return *text;
    if (const auto *list = value.as<List>()) {
        Json items = Json::array();
        for (const Value &item : **list)
            items.push_back(rendered(item));
        return items;
    }
    if (const auto *map = value.as<Map>()) {
        Json members = Json::object();
        for (const auto &[key, member] : **map)
            members[*key.as<std::string>()] = rendered(member);
        return members;
    }
    if (value.as<Optional>() || value.as<TypeName>())
        return { { "type", value.typeName() } };
    return nullptr;
}

QByteArray dataFile(const char *name)
{
    QFile file(QStringLiteral(LANYARD_SOURCE_DIR "/tests/kubernetes/data/")
               + QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class tst_Cel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheApiServer_data();
    void agreesWithTheApiServer();
    void evaluatesMostOfWhatIsMeasured();
    void survivesHostileExpressions_data();
    void survivesHostileExpressions();
    void survivesEveryCut();
    void matchesOnlyWhatBothEnginesAgreeOn_data();
    void matchesOnlyWhatBothEnginesAgreeOn();
    void isNotEvaluatedWithoutAMatcher();
};

// tests/kubernetes/data/cel.jsonl: expressions and what apiserver 0.34.4 makes of them; the first
// line holds the claims and the user.
void tst_Cel::agreesWithTheApiServer_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QByteArray>("subjects");
    const QList<QByteArray> lines = dataFile("cel.jsonl").split('\n');
    QVERIFY2(lines.size() > 300, "the measured expressions are missing");
    for (qsizetype i = 1; i < lines.size(); ++i) {
        if (!lines[i].isEmpty())
            QTest::newRow(qPrintable(
                    QStringLiteral("%1 %2").arg(i + 1).arg(QString::fromUtf8(lines[i]).left(120))))
                    << lines[i] << lines[0];
    }
}

void tst_Cel::agreesWithTheApiServer()
{
    QFETCH(QByteArray, row);
    QFETCH(QByteArray, subjects);
    const auto expected = Core::parseJson(QtSupport::view(row));
    const auto given = Core::parseJson(QtSupport::view(subjects));
    QVERIFY_RESULT(expected);
    QVERIFY_RESULT(given);
    const bool isUser = Core::jsonString(*expected, "mode") == "user";
    const bool isRule = isUser || Core::jsonString(*expected, "mode") == "rule";
    const auto program =
            Program::compile(*Core::jsonString(*expected, "expr"),
                             isUser ? Subject::User : Subject::Claims, Kubernetes::regexMatches);
    Json actual = Json::object();
    if (!program) {
        if (program.error().kind == Problem::Kind::NotEvaluated)
            return; // nothing is claimed; evaluatesMostOfWhatIsMeasured() counts these
        actual["compile"] = program.error().message;
    } else if (isRule && !program->isBool()) {
        actual["compile"] = "must evaluate to bool";
    } else {
        const auto value = program->evaluate((*given)[isUser ? "user" : "claims"]);
        if (!value && value.error().kind == Problem::Kind::NotEvaluated)
            return;
        if (value)
            actual["value"] = rendered(*value);
        else
            actual["error"] = value.error().message;
    }
    Json wanted = *expected;
    wanted.erase("mode");
    wanted.erase("expr");
    // The server's words for a syntax error come from its parser generator; only the fact counts.
    const auto isSyntax = [](const Json &json) {
        return Core::jsonString(json, "compile").value_or("").find("Syntax error")
                != std::string::npos;
    };
    if (isSyntax(wanted) && isSyntax(actual))
        return;
    QCOMPARE_JSON(actual, wanted);
}

void tst_Cel::evaluatesMostOfWhatIsMeasured()
{
    int evaluated = 0, left = 0;
    for (const QByteArray &line : dataFile("cel.jsonl").split('\n')) {
        const auto row = Core::parseJson(QtSupport::view(line));
        if (!row || !row->contains("expr"))
            continue;
        const bool isUser = Core::jsonString(*row, "mode") == "user";
        const auto program = Program::compile(*Core::jsonString(*row, "expr"),
                                              isUser ? Subject::User : Subject::Claims,
                                              Kubernetes::regexMatches);
        ++(!program && program.error().kind == Problem::Kind::NotEvaluated ? left : evaluated);
    }
    QVERIFY2(evaluated > 9 * left,
             qPrintable(QStringLiteral("%1 evaluated, %2 left").arg(evaluated).arg(left)));
}

void tst_Cel::survivesHostileExpressions_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::newRow("deep parentheses") << QByteArray(60'000, '(');
    QTest::newRow("deep lists") << QByteArray(60'000, '[');
    QTest::newRow("deep maps") << QByteArray("{1:").repeated(20'000);
    QTest::newRow("a long sum") << QByteArray("1+").repeated(30'000) + "1";
    QTest::newRow("a long chain") << "claims" + QByteArray(".a").repeated(30'000);
    QTest::newRow("many signs") << QByteArray(60'000, '!') + "true";
    QTest::newRow("many minuses") << QByteArray(60'000, '-') + "1";
    QTest::newRow("long conditions") << QByteArray("true?1:").repeated(9000) + "1";
    QTest::newRow("many arguments") << "size(" + QByteArray("1,").repeated(30'000) + "1)";
    QTest::newRow("too long") << QByteArray(200'000, 'a');
    QTest::newRow("not UTF-8") << QByteArray("'\xff\xfe'");
    QTest::newRow("a NUL byte") << QByteArray("'a\0b' == 'a'", 13);
    QTest::newRow("nested loops") << QByteArray(
            "[1,2,3,4,5,6,7,8,9,10].all(a,[1,2,3,4,5,6,7,8,9,10].all(b,[1,2,3,4,5,6,7,8,9,10].all("
            "c,"
            "[1,2,3,4,5,6,7,8,9,10].all(d,[1,2,3,4,5,6,7,8,9,10].all(e,[1,2,3,4,5,6,7,8,9,10].all("
            "f,true))))))");
}

void tst_Cel::survivesHostileExpressions()
{
    QFETCH(QByteArray, source);
    const auto program =
            Program::compile(source.toStdString(), Subject::Claims, Kubernetes::regexMatches);
    if (program)
        (void)program->evaluate(Json{ { "a", 1 } });
    else
        QVERIFY(!program.error().message.empty());
}

void tst_Cel::survivesEveryCut()
{
    const std::string whole =
            R"(has(claims.a) ? dyn(claims.l).map(x, x + 'b').join("\u00e9") : {'a': [1.5e3, 0x1Fu]}['a'][0] == -1 && claims.?m.k.orValue(r'''q''') != null)";
    for (std::size_t size = 0; size <= whole.size(); ++size)
        (void)Program::compile(whole.substr(0, size), Subject::Claims);
    QVERIFY(true);
}

void tst_Cel::matchesOnlyWhatBothEnginesAgreeOn_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("verdict"); // -1: not evaluated
    QTest::newRow("found inside") << QByteArray("ell") << QByteArray("Hello") << 1;
    QTest::newRow("anchored") << QByteArray("^[a-z]+@example\\.test$")
                              << QByteArray("sm@example.test") << 1;
    QTest::newRow("not found") << QByteArray("^x") << QByteArray("ax") << 0;
    QTest::newRow("group") << QByteArray("^(?:a|b){2,3}$") << QByteArray("aba") << 1;
    QTest::newRow("ignoring case") << QByteArray("(?i)^ABC$") << QByteArray("abc") << 1;
    QTest::newRow("look-ahead") << QByteArray("a(?=b)") << QByteArray("ab") << -1;
    QTest::newRow("back-reference") << QByteArray("(a)\\1") << QByteArray("aa") << -1;
    QTest::newRow("possessive") << QByteArray("a++b") << QByteArray("aab") << -1;
    QTest::newRow("Unicode class") << QByteArray("\\p{L}") << QByteArray("a") << -1;
    QTest::newRow("no ASCII") << QByteArray("\\w") << QByteArray("\xc3\xa4") << -1;
    QTest::newRow("a line break") << QByteArray("a$") << QByteArray("a\n") << -1;
    QTest::newRow("broken") << QByteArray("(") << QByteArray("a") << -1;
    QTest::newRow("many repeats") << QByteArray("a{5000}") << QByteArray("a") << -1;
    QTest::newRow("catastrophic") << QByteArray("^(a+)+$") << QByteArray(4000, 'a') + "b" << -1;
}

void tst_Cel::matchesOnlyWhatBothEnginesAgreeOn()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, text);
    QFETCH(int, verdict);
    const auto found = Kubernetes::regexMatches(pattern.toStdString(), text.toStdString());
    if (qstrcmp(QTest::currentDataTag(), "catastrophic") == 0)
        QVERIFY(found != true); // refused by the limit, or worked out
    else
        QCOMPARE(found ? int(*found) : -1, verdict);
}

void tst_Cel::isNotEvaluatedWithoutAMatcher()
{
    const auto program = Program::compile("claims.a.matches('x')", Subject::Claims);
    QVERIFY(program.has_value());
    const auto value = program->evaluate(Json{ { "a", "x" } });
    QVERIFY(!value);
    QVERIFY(value.error().kind == Problem::Kind::NotEvaluated);
}

QTEST_GUILESS_MAIN(tst_Cel)
#include "tst_cel.moc"
