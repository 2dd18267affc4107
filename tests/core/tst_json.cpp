// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/json.h"
#include "tests/support/resulttest.h"
#include "tests/support/vectors.h"

#include <QDir>
#include <QTest>

#include <map>

using Core::ErrorCode;

// JSONTestSuite: "y" must be accepted, "n" refused, "i" is up to the parser: our choice for each.
namespace {

enum class Verdict { Accept, Refuse };

const std::map<QByteArray, Verdict> kChoices {
    // Rounds to infinity: no claim can mean that.
    { "i_number_huge_exp", Verdict::Refuse },
    { "i_number_neg_int_huge_exp", Verdict::Refuse },
    { "i_number_pos_double_huge_exp", Verdict::Refuse },
    { "i_number_real_neg_overflow", Verdict::Refuse },
    { "i_number_real_pos_overflow", Verdict::Refuse },
    // Rounds to a finite number; jsonInteger() and the checks of dates refuse it where it matters.
    { "i_number_double_huge_neg_exp", Verdict::Accept },
    { "i_number_real_underflow", Verdict::Accept },
    { "i_number_too_big_neg_int", Verdict::Accept },
    { "i_number_too_big_pos_int", Verdict::Accept },
    { "i_number_very_big_negative_int", Verdict::Accept },
    // Half a surrogate pair is not text; two parsers would read two names.
    { "i_object_key_lone_2nd_surrogate", Verdict::Refuse },
    { "i_string_1st_surrogate_but_2nd_missing", Verdict::Refuse },
    { "i_string_1st_valid_surrogate_2nd_invalid", Verdict::Refuse },
    { "i_string_incomplete_surrogate_and_escape_valid", Verdict::Refuse },
    { "i_string_incomplete_surrogate_pair", Verdict::Refuse },
    { "i_string_incomplete_surrogates_escape_valid", Verdict::Refuse },
    { "i_string_invalid_lonely_surrogate", Verdict::Refuse },
    { "i_string_invalid_surrogate", Verdict::Refuse },
    { "i_string_inverted_surrogates_U+1D11E", Verdict::Refuse },
    { "i_string_lone_second_surrogate", Verdict::Refuse },
    // Not UTF-8 (RFC 8259 section 8.1).
    { "i_string_UTF-16LE_with_BOM", Verdict::Refuse },
    { "i_string_UTF-8_invalid_sequence", Verdict::Refuse },
    { "i_string_UTF8_surrogate_U+D800", Verdict::Refuse },
    { "i_string_invalid_utf-8", Verdict::Refuse },
    { "i_string_iso_latin_1", Verdict::Refuse },
    { "i_string_lone_utf8_continuation_byte", Verdict::Refuse },
    { "i_string_not_in_unicode_range", Verdict::Refuse },
    { "i_string_overlong_sequence_2_bytes", Verdict::Refuse },
    { "i_string_overlong_sequence_6_bytes", Verdict::Refuse },
    { "i_string_overlong_sequence_6_bytes_null", Verdict::Refuse },
    { "i_string_truncated-utf-8", Verdict::Refuse },
    { "i_string_utf16BE_no_BOM", Verdict::Refuse },
    { "i_string_utf16LE_no_BOM", Verdict::Refuse },
    // Deeper than our 32 levels; and a byte order mark must not be sent.
    { "i_structure_500_nested_arrays", Verdict::Refuse },
    { "i_structure_UTF-8_BOM_empty_object", Verdict::Refuse },
};

// Valid JSON by its grammar, refused by us: RFC 7515 section 4 and RFC 7519 section 4.
const std::map<QByteArray, const char *> kRefusedDuplicates {
    { "y_object_duplicated_key", "duplicate name" },
    { "y_object_duplicated_key_and_value", "duplicate name" },
};

std::string toStd(const QByteArray &bytes)
{
    return std::string(bytes.constData(), static_cast<std::size_t>(bytes.size()));
}

} // namespace

class tst_Json : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesTheTestSuite_data();
    void judgesTheTestSuite();
    void judgedTheWholeTestSuite();
    void refusesDuplicateNames_data();
    void refusesDuplicateNames();
    void refusesWhatFollowsANulByte();
    void stopsAtItsLimits();
    void neverQuotesTheText();
    void readsOnlyWhatHasTheType();
    void dumpsInvalidUtf8WithoutThrowing();

private:
    std::map<char, int> m_counts;
};

void tst_Json::judgesTheTestSuite_data()
{
    LANYARD_REQUIRE_VECTORS();
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("accepted");
    const QString folder = QStringLiteral("json/test_parsing");
    const QDir dir(Support::vectorsFolder() + QLatin1Char('/') + folder);
    m_counts.clear();
    const QStringList files = dir.entryList({ QStringLiteral("*.json") }, QDir::Files, QDir::Name);
    for (const QString &file : files) {
        const QByteArray name = file.chopped(5).toUtf8();
        ++m_counts[name.front()];
        bool accepted = name.startsWith("y_") && kRefusedDuplicates.count(name) == 0;
        if (name.startsWith("i_")) {
            const auto choice = kChoices.find(name);
            QVERIFY2(choice != kChoices.end(), (name + " has no written choice").constData());
            accepted = choice->second == Verdict::Accept;
        }
        QTest::newRow(name.constData()) << Support::readVector(folder + QLatin1Char('/') + file) << accepted;
    }
}

void tst_Json::judgesTheTestSuite()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, accepted);
    const auto parsed = Core::parseJson(toStd(text));
    if (accepted)
        QVERIFY_RESULT(parsed);
    else
        QCOMPARE_ERROR(parsed, ErrorCode::Parse);
}

void tst_Json::judgedTheWholeTestSuite()
{
    LANYARD_REQUIRE_VECTORS();
    QCOMPARE(m_counts['y'], 95);
    QCOMPARE(m_counts['n'], 188);
    QCOMPARE(m_counts['i'], static_cast<int>(kChoices.size()));
    QCOMPARE(m_counts['i'], 35);
}

void tst_Json::refusesDuplicateNames_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("at the top") << QByteArray(R"({"alg":"RS256","alg":"none"})");
    QTest::newRow("escaped") << QByteArray(R"({"alg":"RS256","\u0061lg":"none"})");
    QTest::newRow("deep") << QByteArray(R"({"a":[{"b":{"c":1,"d":2,"c":3}}]})");
    QTest::newRow("same value") << QByteArray(R"({"a":1,"a":1})");
    QTest::newRow("empty names") << QByteArray(R"({"":1,"":2})");
    QTest::newRow("after an object of the same name") << QByteArray(R"({"a":{"a":1},"a":2})");
}

void tst_Json::refusesDuplicateNames()
{
    QFETCH(QByteArray, text);
    const auto parsed = Core::parseJson(toStd(text));
    QCOMPARE_ERROR(parsed, ErrorCode::Parse);
    QVERIFY(parsed.error().message.find("duplicate") != std::string::npos);
}

void tst_Json::refusesWhatFollowsANulByte()
{
    using namespace std::string_view_literals;
    QCOMPARE_ERROR(Core::parseJson("{}\0"sv), ErrorCode::Parse);
    QCOMPARE_ERROR(Core::parseJson("{\"a\":1}\0{\"a\":2}"sv), ErrorCode::Parse);
    QCOMPARE_ERROR(Core::parseJson("\0{}"sv), ErrorCode::Parse);
}

void tst_Json::stopsAtItsLimits()
{
    const Core::JsonLimits limits { .maxBytes = 100, .maxDepth = 3, .maxValues = 10 };
    QVERIFY_RESULT(Core::parseJson("[[[1]]]", limits));
    QCOMPARE_ERROR(Core::parseJson("[[[[1]]]]", limits), ErrorCode::Parse);
    QCOMPARE_ERROR(Core::parseJson(R"({"a":{"b":{"c":{}}}})", limits), ErrorCode::Parse);
    QVERIFY_RESULT(Core::parseJson("[1,2,3,4,5,6,7,8,9]", limits)); // ten with the list itself
    QCOMPARE_ERROR(Core::parseJson("[1,2,3,4,5,6,7,8,9,10]", limits), ErrorCode::Parse);
    QVERIFY_RESULT(Core::parseJson('"' + std::string(98, 'x') + '"', limits));
    QCOMPARE_ERROR(Core::parseJson('"' + std::string(99, 'x') + '"', limits), ErrorCode::TooLarge);
    // A bomb costs no stack: the limit is met before the parser goes down.
    QCOMPARE_ERROR(Core::parseJson(std::string(1'000'000, '[')), ErrorCode::Parse);
}

void tst_Json::neverQuotesTheText()
{
    for (const char *text : { R"({"refresh_token":"hunter2",})", R"({"hunter2":1,"hunter2":2})",
                              "hunter2", R"(["hunter2)", "{\"a\":\"hunter2\x01\"}" }) {
        const auto parsed = Core::parseJson(text);
        QCOMPARE_ERROR(parsed, ErrorCode::Parse);
        QVERIFY2(Core::toLine(parsed.error()).find("hunter2") == std::string::npos, text);
        QVERIFY2(parsed.error().detail.find("hunter2") == std::string::npos, text);
    }
}

void tst_Json::readsOnlyWhatHasTheType()
{
    const auto json = Core::parseJson(
            R"({"s":"x","n":5,"f":5.0,"big":18446744073709551615,"b":true,"l":["a",1,"b"],"z":null})");
    QVERIFY_RESULT(json);
    QVERIFY(Core::jsonString(*json, "s") == "x");
    QVERIFY(!Core::jsonString(*json, "n"));
    QVERIFY(!Core::jsonString(*json, "z"));
    QVERIFY(!Core::jsonString(*json, "missing"));
    QVERIFY(!Core::jsonString(Core::Json("s"), "s"));
    QVERIFY(Core::jsonInteger(*json, "n") == 5);
    QVERIFY(!Core::jsonInteger(*json, "f"));
    QVERIFY(!Core::jsonInteger(*json, "big"));
    QVERIFY(!Core::jsonInteger(Core::Json(), "n"));
    QCOMPARE(Core::jsonBool(*json, "b", false), true);
    QCOMPARE(Core::jsonBool(*json, "s", true), true);
    QVERIFY((Core::jsonStrings(*json, "l") == std::vector<std::string> { "a", "b" }));
    QVERIFY(Core::jsonStrings(*json, "s").empty());
}

void tst_Json::dumpsInvalidUtf8WithoutThrowing()
{
    QCOMPARE(QByteArray::fromStdString(Core::dumpJson(Core::Json("a\xff""b"))),
             QByteArray("\"a\xEF\xBF\xBD""b\""));
}

QTEST_GUILESS_MAIN(tst_Json)
#include "tst_json.moc"
