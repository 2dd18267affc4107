// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/demo/httprequestparser.h"

#include <QTest>

using namespace Demo;

class tst_HttpRequestParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsARequestThatComesByteByByte();
    void takesTwoRequestsOutOfOnePacket();
    void refuses_data();
    void refuses();
    void readsForms();
};

void tst_HttpRequestParser::readsARequestThatComesByteByByte()
{
    const QByteArray text =
            "POST /a/b?x=1&y=2 HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello";
    HttpRequestParser parser;
    for (qsizetype i = 0; i + 1 < text.size(); ++i) {
        parser.append(text.mid(i, 1));
        QVERIFY(!parser.takeRequest());
        QCOMPARE(parser.refusal(), 0);
    }
    parser.append(text.right(1));
    const auto request = parser.takeRequest();
    QVERIFY(request);
    QCOMPARE(request->method, QByteArray("POST"));
    QCOMPARE(request->path, QByteArray("/a/b"));
    QCOMPARE(request->query, QByteArray("x=1&y=2"));
    QCOMPARE(request->header("hOST"), QByteArray("h"));
    QCOMPARE(request->body, QByteArray("hello"));
    QVERIFY(parser.isEmpty());
}

void tst_HttpRequestParser::takesTwoRequestsOutOfOnePacket()
{
    HttpRequestParser parser;
    parser.append("GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n");
    QCOMPARE(parser.takeRequest()->path, QByteArray("/1"));
    QCOMPARE(parser.takeRequest()->path, QByteArray("/2"));
    QVERIFY(!parser.takeRequest());
}

void tst_HttpRequestParser::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("status");

    QTest::newRow("no request line") << QByteArray("\r\n\r\n") << 400;
    QTest::newRow("two words") << QByteArray("GET /\r\n\r\n") << 400;
    QTest::newRow("an absolute address") << QByteArray("GET http://evil/ HTTP/1.1\r\n\r\n") << 400;
    QTest::newRow("HTTP/2") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") << 400;
    QTest::newRow("another version") << QByteArray("GET / HTTP/3\r\n\r\n") << 505;
    QTest::newRow("a control byte in the path") << QByteArray("GET /\x01 HTTP/1.1\r\n\r\n") << 400;
    QTest::newRow("a folded header") << QByteArray("GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n") << 400;
    QTest::newRow("a space before the colon")
            << QByteArray("GET / HTTP/1.1\r\nA : b\r\n\r\n") << 400;
    QTest::newRow("chunks") << QByteArray("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n")
                            << 411;
    QTest::newRow("a negative length")
            << QByteArray("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n") << 400;
    QTest::newRow("a length in words")
            << QByteArray("POST / HTTP/1.1\r\nContent-Length: ten\r\n\r\n") << 400;
    QTest::newRow("a body over the limit")
            << QByteArray("POST / HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n") << 413;
    QTest::newRow("a length beyond 64 bits")
            << QByteArray("POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n") << 400;
    QTest::newRow("an endless head") << "GET / HTTP/1.1\r\nA: " + QByteArray(200'000, 'a') << 431;
    QTest::newRow("too many headers") << "GET / HTTP/1.1\r\n" + QByteArray("A: b\r\n").repeated(200)
                    + "\r\n" << 431;
}

void tst_HttpRequestParser::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(int, status);
    HttpRequestParser parser;
    parser.append(text);
    QVERIFY(!parser.takeRequest());
    QCOMPARE(parser.refusal(), status);
    parser.append("GET / HTTP/1.1\r\n\r\n");
    QVERIFY2(!parser.takeRequest(), "a refused stream is not read on");
}

void tst_HttpRequestParser::readsForms()
{
    const QUrlQuery form = parseForm("a=1+2&b=%2B%26%3D&c=%E2%82%AC&a=later");
    QCOMPARE(formValue(form, QStringLiteral("a")), QStringLiteral("1 2"));
    QCOMPARE(formValue(form, QStringLiteral("b")), QStringLiteral("+&="));
    QCOMPARE(formValue(form, QStringLiteral("c")), QStringLiteral("€"));
    QVERIFY(formValue(form, QStringLiteral("d")).isEmpty());
}

QTEST_GUILESS_MAIN(tst_HttpRequestParser)
#include "tst_httprequestparser.moc"
