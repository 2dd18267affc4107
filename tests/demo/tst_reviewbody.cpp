// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/demo/reviewbody.h"
#include "tests/support/resulttest.h"

#include <QTest>

using namespace Demo;
using Core::Json;

namespace {

// One length-delimited field.
std::string field(int number, const std::string &value)
{
    return std::string(1, static_cast<char>(number << 3 | 2)) + static_cast<char>(value.size())
            + value;
}

std::string envelope(const std::string &kind, const std::string &message)
{
    return std::string("k8s\0", 4) + field(1, field(1, "authorization.k8s.io/v1") + field(2, kind))
            + field(2, message) + field(3, "") + field(4, "");
}

} // namespace

class tst_ReviewBody : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAnAccessReview();
    void readsAPathReview();
    void readsARulesReviewAmongUnknownFields();
    void readsASubjectReview();
    void readsJson();
    void refuses_data();
    void refuses();
    void survivesEveryCut();
};

void tst_ReviewBody::readsAnAccessReview()
{
    const std::string attributes =
            field(1, "security") + field(2, "list") + field(3, "") + field(5, "pods");
    const auto body = parseReviewBody(
            envelope("SelfSubjectAccessReview", field(1, "") + field(2, field(1, attributes))));
    QVERIFY_RESULT(body);
    QCOMPARE_JSON(*body,
                  (Json{ { "apiVersion", "authorization.k8s.io/v1" },
                         { "kind", "SelfSubjectAccessReview" },
                         { "spec",
                           { { "resourceAttributes",
                               { { "namespace", "security" },
                                 { "verb", "list" },
                                 { "resource", "pods" } } } } } }));
}

void tst_ReviewBody::readsAPathReview()
{
    const auto body = parseReviewBody(envelope(
            "SelfSubjectAccessReview", field(2, field(2, field(1, "/api") + field(2, "get")))));
    QVERIFY_RESULT(body);
    QCOMPARE_JSON((*body)["spec"]["nonResourceAttributes"]["path"], Json("/api"));
}

void tst_ReviewBody::readsARulesReviewAmongUnknownFields()
{
    const std::string unknown = std::string("\x38\x96\x01", 3) + std::string("\x4d\0\0\0\0", 5);
    const auto body =
            parseReviewBody(envelope("SelfSubjectRulesReview", unknown + field(2, field(1, "x"))));
    QVERIFY_RESULT(body);
    QCOMPARE_JSON((*body)["spec"]["namespace"], Json("x"));
}

void tst_ReviewBody::readsASubjectReview()
{
    const auto body =
            parseReviewBody(envelope("SelfSubjectReview", field(1, "") + field(2, field(1, ""))));
    QVERIFY_RESULT(body);
    QVERIFY(!body->contains("spec"));
}

void tst_ReviewBody::readsJson()
{
    QVERIFY_RESULT(parseReviewBody(R"({"kind":"SelfSubjectReview"})"));
}

void tst_ReviewBody::refuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("words") << QByteArray("hello");
    QTest::newRow("a length beyond the end") << QByteArray("k8s\0\x0a\x7f", 6);
    QTest::newRow("an endless number")
            << QByteArray("k8s\0\x0a\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 16);
    QTest::newRow("a group") << QByteArray("k8s\0\x0b", 5);
}

void tst_ReviewBody::refuses()
{
    QFETCH(QByteArray, body);
    const std::string_view text(body.constData(), static_cast<std::size_t>(body.size()));
    QVERIFY(!parseReviewBody(text));
}

void tst_ReviewBody::survivesEveryCut()
{
    const std::string whole = envelope("SelfSubjectAccessReview",
                                       field(2, field(1, field(2, "list") + field(5, "pods"))));
    for (std::size_t size = 0; size < whole.size(); ++size)
        (void)parseReviewBody(std::string_view(whole).substr(0, size));
    QVERIFY_RESULT(parseReviewBody(whole));
}

QTEST_GUILESS_MAIN(tst_ReviewBody)
#include "tst_reviewbody.moc"
