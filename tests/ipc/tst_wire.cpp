// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/ipc/wire.h"

#include "tests/support/resulttest.h"

#include <QTest>

using namespace Ipc;

class tst_Wire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void carriesFramesInAnyPieces_data();
    void carriesFramesInAnyPieces();
    void refusesAnnouncedSizes_data();
    void refusesAnnouncedSizes();
    void refusesRequests_data();
    void refusesRequests();
    void acceptsRequestsWithUnknownNames();
    void carriesErrorsWhole();
    void refusesAnswers_data();
    void refusesAnswers();
    void readsTokenAnswers_data();
    void readsTokenAnswers();
    void refusesTokenAnswers_data();
    void refusesTokenAnswers();
};

void tst_Wire::carriesFramesInAnyPieces_data()
{
    QTest::addColumn<int>("piece");
    for (const int piece : { 1, 2, 3, 5, 1000 })
        QTest::addRow("pieces of %d bytes", piece) << piece;
}

void tst_Wire::carriesFramesInAnyPieces()
{
    QFETCH(const int, piece);
    const std::string stream = encodeFrame("first") + encodeFrame("second, longer") + encodeFrame("x");
    FrameReader reader(1000);
    std::vector<std::string> seen;
    for (std::size_t at = 0; at < stream.size(); at += static_cast<std::size_t>(piece)) {
        QVERIFY_RESULT(reader.feed(std::string_view(stream).substr(at, static_cast<std::size_t>(piece))));
        while (auto frame = reader.next())
            seen.push_back(*frame);
    }
    QCOMPARE(seen, (std::vector<std::string> { "first", "second, longer", "x" }));
}

void tst_Wire::refusesAnnouncedSizes_data()
{
    QTest::addColumn<QByteArray>("prefix");
    QTest::newRow("zero") << QByteArray("\0\0\0\0", 4);
    QTest::newRow("one over the cap") << QByteArray("\0\0\3\351", 4); // 1001
    QTest::newRow("4 GiB - 1") << QByteArray("\377\377\377\377", 4);
    QTest::newRow("text of another protocol") << QByteArray("GET ", 4);
}

void tst_Wire::refusesAnnouncedSizes()
{
    QFETCH(const QByteArray, prefix);
    FrameReader reader(1000);
    QCOMPARE_ERROR(reader.feed({ prefix.constData(), 4 }), Core::ErrorCode::AgentProtocol);
}

void tst_Wire::refusesRequests_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("not JSON") << QByteArray("hello");
    QTest::newRow("an array") << QByteArray("[1]");
    QTest::newRow("no op") << QByteArray(R"({"v":1})");
    QTest::newRow("empty op") << QByteArray(R"({"v":1,"op":""})");
    QTest::newRow("op of another type") << QByteArray(R"({"v":1,"op":7})");
    QTest::newRow("another version") << QByteArray(R"({"v":2,"op":"status"})");
    QTest::newRow("no version") << QByteArray(R"({"op":"status"})");
    QTest::newRow("duplicate op") << QByteArray(R"({"v":1,"op":"status","op":"stop"})");
    QTest::newRow("too deep") << QByteArray(R"({"v":1,"op":"status","a":)") + QByteArray(40, '[')
                    + QByteArray(40, ']') + "}";
    QTest::newRow("NUL byte") << QByteArray("{\"v\":1,\"op\":\"a\0b\"}", 18);
}

void tst_Wire::refusesRequests()
{
    QFETCH(const QByteArray, payload);
    QCOMPARE_ERROR(decodeRequest({ payload.constData(), static_cast<std::size_t>(payload.size()) }),
                   Core::ErrorCode::AgentProtocol);
}

void tst_Wire::acceptsRequestsWithUnknownNames()
{
    const auto request = decodeRequest(R"({"v":1,"op":"status","from":"a newer client"})");
    QVERIFY_RESULT(request);
    QCOMPARE(request->op, std::string("status"));
}

void tst_Wire::carriesErrorsWhole()
{
    const auto answer = decodeAnswer(encodeAnswer(
            Core::fail(Core::ErrorCode::LoginRequired, "you must sign in", "run: kubectl lanyard login",
                       "a detail that stays in the agent's log")));
    QCOMPARE_ERROR(answer, Core::ErrorCode::LoginRequired);
    QCOMPARE(answer.error().message, std::string("you must sign in"));
    QCOMPARE(answer.error().fix, std::string("run: kubectl lanyard login"));
    QVERIFY(answer.error().detail.empty());
}

void tst_Wire::refusesAnswers_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("not JSON") << QByteArray("{");
    QTest::newRow("a string") << QByteArray("\"ok\"");
    QTest::newRow("failure without a reason") << QByteArray(R"({"ok":false})");
    QTest::newRow("ok of another type") << QByteArray(R"({"ok":"true"})");
}

void tst_Wire::refusesAnswers()
{
    QFETCH(const QByteArray, payload);
    QCOMPARE_ERROR(decodeAnswer({ payload.constData(), static_cast<std::size_t>(payload.size()) }),
                   Core::ErrorCode::AgentProtocol);
}

void tst_Wire::readsTokenAnswers_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("expiration");
    const auto encoded = [](const char *token, const char *expiration) {
        return QByteArray::fromStdString(
                encodeAnswer(Core::Json { { "token", token }, { "expirationTimestamp", expiration } }));
    };
    QTest::newRow("a JWS") << encoded("eyJh.eyJp.AB-_9", "2026-01-01T00:00:00Z") << QByteArray("eyJh.eyJp.AB-_9")
                           << QByteArray("2026-01-01T00:00:00Z");
    QTest::newRow("no time") << encoded("a.b.c", "") << QByteArray("a.b.c") << QByteArray();
    QTest::newRow("characters that no JWS has") << encoded("a\"b\\c\n\u00e4", "2026-01-01T00:00:00Z")
                                                << QByteArray("a\"b\\c\n\u00e4") << QByteArray("2026-01-01T00:00:00Z");
    QTest::newRow("with spaces") << QByteArray(R"({ "ok":true,"result":{"expirationTimestamp":"","token":"a.b.c"}})")
                                 << QByteArray("a.b.c") << QByteArray();
    QTest::newRow("of a newer agent")
            << QByteArray(R"({"ok":true,"result":{"expirationTimestamp":"1","token":"a.b.c","unheardOf":{}}})")
            << QByteArray("a.b.c") << QByteArray("1");
    QTest::newRow("in another order") << QByteArray(R"({"result":{"token":"a.b.c"},"ok":true})") << QByteArray("a.b.c")
                                      << QByteArray();
}

void tst_Wire::readsTokenAnswers()
{
    QFETCH(const QByteArray, payload);
    QFETCH(const QByteArray, token);
    QFETCH(const QByteArray, expiration);
    const auto answer = decodeTokenAnswer(payload.toStdString());
    QVERIFY_RESULT(answer);
    QCOMPARE(QByteArray::fromStdString(answer->token), token);
    QCOMPARE(QByteArray::fromStdString(answer->expirationTimestamp), expiration);
}

void tst_Wire::refusesTokenAnswers_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<int>("code");
    const QByteArray whole = R"({"ok":true,"result":{"expirationTimestamp":"1","token":"a.b.c"}})";
    for (qsizetype size = 0; size < whole.size(); ++size)
        QTest::addRow("cut after %d bytes", int(size)) << whole.left(size) << int(Core::ErrorCode::AgentProtocol);
    QTest::newRow("something after it") << whole + "x" << int(Core::ErrorCode::AgentProtocol);
    QTest::newRow("a second answer after it") << whole + whole << int(Core::ErrorCode::AgentProtocol);
    QTest::newRow("an empty token") << QByteArray(R"({"ok":true,"result":{"expirationTimestamp":"1","token":""}})")
                                    << int(Core::ErrorCode::AgentProtocol);
    QTest::newRow("a token that is a number") << QByteArray(R"({"ok":true,"result":{"token":1}})")
                                              << int(Core::ErrorCode::AgentProtocol);
    QTest::newRow("the agent's error")
            << QByteArray::fromStdString(encodeAnswer(Core::fail(Core::ErrorCode::LoginRequired, "sign in", "so")))
            << int(Core::ErrorCode::LoginRequired);
}

void tst_Wire::refusesTokenAnswers()
{
    QFETCH(const QByteArray, payload);
    QFETCH(const int, code);
    const auto answer = decodeTokenAnswer(payload.toStdString());
    QVERIFY(!answer);
    QCOMPARE(int(answer.error().code), code);
}

QTEST_GUILESS_MAIN(tst_Wire)
#include "tst_wire.moc"
