// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/oidc/callbackrequest.h"

#include <QTest>

using Oidc::CallbackParser;
using State = Oidc::CallbackParser::State;

namespace {

CallbackParser newParser(const std::string &path = "/")
{
    return CallbackParser({ path, { "127.0.0.1:8000" } });
}

std::string request(const std::string &target, const std::string &headers = {})
{
    return "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:8000\r\n" + headers + "\r\n";
}

} // namespace

class tst_CallbackRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsARequestInAnySegments_data();
    void readsARequestInAnySegments();
    void decodesEachValueOnce_data();
    void decodesEachValueOnce();
    void refusesWhatNoBrowserSends_data();
    void refusesWhatNoBrowserSends();
    void acceptsWhatBrowsersSend_data();
    void acceptsWhatBrowsersSend();
    void keepsItsLimitsExactly();
    void ignoresWhatComesAfterTheEnd();
    void judgesNothingWithoutAState();
    void usesTheProvidersWordsForDetailOnly();
};

void tst_CallbackRequest::readsARequestInAnySegments_data()
{
    QTest::addColumn<int>("size");
    for (const int size : { 1, 2, 3, 7, 64, 10'000 })
        QTest::addRow("%d bytes", size) << size;
}

void tst_CallbackRequest::readsARequestInAnySegments()
{
    QFETCH(int, size);
    const std::string bytes = request("/?code=a&state=b", "User-Agent: x\r\n");
    CallbackParser parser = newParser();
    for (std::size_t at = 0; at < bytes.size(); at += static_cast<std::size_t>(size)) {
        QVERIFY(parser.state() == State::NeedsMore);
        parser.feed(std::string_view(bytes).substr(at, static_cast<std::size_t>(size)));
    }
    QVERIFY(parser.state() == State::Complete);
    QCOMPARE(parser.parameters(), (Oidc::CallbackParameters { { "code", "a" }, { "state", "b" } }));
}

void tst_CallbackRequest::decodesEachValueOnce_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("plain") << QByteArray("abc") << QByteArray("abc");
    QTest::newRow("percent") << QByteArray("a%2Fb%2Bc%20d%3D") << QByteArray("a/b+c d=");
    QTest::newRow("plus is a blank") << QByteArray("a+b") << QByteArray("a b");
    QTest::newRow("once only") << QByteArray("%2541") << QByteArray("%41");
    QTest::newRow("UTF-8") << QByteArray("%C3%BC") << QByteArray("\xc3\xbc");
    QTest::newRow("equals sign inside") << QByteArray("a=b=c") << QByteArray("a=b=c");
    QTest::newRow("lower-case hex") << QByteArray("%2f") << QByteArray("/");
    QTest::newRow("empty") << QByteArray() << QByteArray("");
}

void tst_CallbackRequest::decodesEachValueOnce()
{
    QFETCH(QByteArray, sent);
    QFETCH(QByteArray, value);
    CallbackParser parser = newParser();
    QVERIFY(parser.feed(request("/?x=" + sent.toStdString())) == State::Complete);
    QCOMPARE(parser.parameters().at("x"), value.toStdString());
}

void tst_CallbackRequest::refusesWhatNoBrowserSends_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const std::string &bytes, int status) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << status;
    };
    const std::string host = "Host: 127.0.0.1:8000\r\n";
    row("empty lines", "\r\n\r\n", 400);
    row("no target", "GET\r\n" + host + "\r\n", 400);
    row("three blanks", "GET / \r\n" + host + "\r\n", 400);
    row("a fourth word", "GET / HTTP/1.1 x\r\n" + host + "\r\n", 400);
    row("HTTP/2.0", "GET / HTTP/2.0\r\n" + host + "\r\n", 400);
    row("HTTP/1.10", "GET / HTTP/1.10\r\n" + host + "\r\n", 400);
    row("a tab as separator", "GET\t/\tHTTP/1.1\r\n" + host + "\r\n", 400);
    row("PUT", "PUT / HTTP/1.1\r\n" + host + "\r\n", 405);
    row("GETT", "GETT / HTTP/1.1\r\n" + host + "\r\n", 405);
    row("CONNECT", "CONNECT a:1 HTTP/1.1\r\n" + host + "\r\n", 405);
    row("asterisk", "GET * HTTP/1.1\r\n" + host + "\r\n", 400);
    row("another path", request("/x"), 404);
    row("an encoded slash", request("/%2F"), 404);
    row("two slashes", request("//"), 404);
    row("a dot segment", request("/./"), 404);
    row("a fragment", request("/?a=1#x"), 400);
    row("a raw UTF-8 byte", request("/?a=\xc3\xbc"), 400);
    row("a raw control byte", request("/?a=\x01"), 400);
    row("an overlong UTF-8 form", request("/?a=%C0%80"), 400);
    row("a surrogate", request("/?a=%ED%A0%80"), 400);
    row("a lone continuation byte", request("/?a=%80"), 400);
    row("percent at the end", request("/?a=%"), 400);
    row("percent and one digit", request("/?a=%4"), 400);
    row("percent and no digit", request("/?a=%GG"), 400);
    row("a doubled name", request("/?a=1&a=1"), 400);
    row("a doubled name without values", request("/?a&a"), 400);
    row("51 parameters", request("/?" + [] {
            std::string query;
            for (int i = 0; i <= 50; ++i)
                query += "&p" + std::to_string(i) + "=1";
            return query;
        }()), 400);
    row("another Host", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 403);
    row("Host without the port", "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 403);
    row("Host with a trailing dot", "GET / HTTP/1.1\r\nHost: 127.0.0.1.:8000\r\n\r\n", 403);
    row("localhost instead of the literal", "GET / HTTP/1.1\r\nHost: localhost:8000\r\n\r\n", 403);
    row("an empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 403);
    row("no Host", "GET / HTTP/1.1\r\nX: 1\r\n\r\n", 400);
    row("no header at all", "GET / HTTP/1.1\r\n\r\n", 400);
    row("two Hosts", request("/", host), 400);
    row("Origin null", request("/", "Origin: null\r\n"), 403);
    row("Sec-Fetch-Mode cors", request("/", "sec-fetch-mode: cors\r\n"), 403);
    row("Purpose prefetch", request("/", "Purpose: prefetch\r\n"), 403);
    row("a blank before the colon", request("/", "X : 1\r\n"), 400);
    row("no colon", request("/", "X\r\n"), 400);
    row("a folded line", request("/", "X: 1\r\n\t2\r\n"), 400);
    row("a bare line feed in a header", request("/", "X: 1\nY: 2\r\n"), 400);
    row("a bare carriage return in a header", request("/", "X: 1\rY: 2\r\n"), 400);
    row("a NUL byte in a header", request("/", std::string("X: a\0b\r\n", 8)), 400);
    row("chunked", request("/", "Transfer-Encoding: chunked\r\n"), 400);
    row("a body", request("/", "Content-Length: 1\r\n"), 400);
    row("bytes behind the end", request("/") + "x", 400);
    row("101 headers", request("/", [] {
            std::string headers;
            for (int i = 0; i < 100; ++i)
                headers += "X: 1\r\n";
            return headers;
        }()), 431);
}

void tst_CallbackRequest::refusesWhatNoBrowserSends()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    CallbackParser parser = newParser();
    QVERIFY(parser.feed(bytes.toStdString()) == State::Refused);
    QCOMPARE(parser.httpStatus(), status);
    QVERIFY(parser.parameters().empty());
}

void tst_CallbackRequest::acceptsWhatBrowsersSend_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::newRow("nothing special") << QByteArray();
    QTest::newRow("a navigation from the provider")
            << QByteArray("Sec-Fetch-Mode: navigate\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Dest: document\r\n"
                          "Upgrade-Insecure-Requests: 1\r\nReferer: https://idp.example/\r\n");
    QTest::newRow("cookies of another port") << QByteArray("Cookie: a=b; c=d\r\n");
    QTest::newRow("UTF-8 in a header") << QByteArray("X: \xc3\xbc\r\n");
    QTest::newRow("an empty body") << QByteArray("Content-Length: 0\r\n");
}

void tst_CallbackRequest::acceptsWhatBrowsersSend()
{
    QFETCH(QByteArray, headers);
    CallbackParser parser = newParser("/a/b");
    QVERIFY(parser.feed(request("/a/b?code=1&&state=2&", headers.toStdString())) == State::Complete);
    QCOMPARE(parser.parameters().size(), 2U);
}

void tst_CallbackRequest::keepsItsLimitsExactly()
{
    const std::string fixed = "GET /?a= HTTP/1.1";
    const std::string longest(CallbackParser::kMaxRequestLine - fixed.size(), 'x');
    QVERIFY(newParser().feed(request("/?a=" + longest)) == State::Complete);
    CallbackParser over = newParser();
    QVERIFY(over.feed(request("/?a=" + longest + "x")) == State::Refused);
    QCOMPARE(over.httpStatus(), 414);

    // A line that never ends is refused as soon as it is too long, not when memory is gone.
    CallbackParser endless = newParser();
    std::size_t fed = 0;
    while (endless.feed("GET /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") == State::NeedsMore)
        fed += 55;
    QVERIFY(fed <= CallbackParser::kMaxRequestLine);

    CallbackParser headers = newParser();
    headers.feed("GET / HTTP/1.1\r\n");
    std::size_t sent = 0;
    while (headers.feed("X: 1\r\n") == State::NeedsMore)
        sent += 6;
    QCOMPARE(headers.httpStatus(), 431);
    QVERIFY(sent <= CallbackParser::kMaxHeaderBytes + CallbackParser::kMaxRequestLine);
}

void tst_CallbackRequest::ignoresWhatComesAfterTheEnd()
{
    CallbackParser parser = newParser();
    QVERIFY(parser.feed(request("/?a=1")) == State::Complete);
    QVERIFY(parser.feed(request("/?a=2")) == State::Complete);
    QCOMPARE(parser.parameters().at("a"), std::string("1"));
    CallbackParser refused = newParser();
    QVERIFY(refused.feed(request("/x")) == State::Refused);
    QVERIFY(refused.feed(request("/")) == State::Refused);
}

// The hostile provider's rows hold the rest of the judgement.
void tst_CallbackRequest::judgesNothingWithoutAState()
{
    const Oidc::CallbackExpectation nothing;
    const Oidc::CallbackVerdict verdict = Oidc::judgeCallback({ { "code", "a" }, { "state", "" } }, nothing);
    QVERIFY(std::holds_alternative<Oidc::CallbackIgnored>(verdict));
}

void tst_CallbackRequest::usesTheProvidersWordsForDetailOnly()
{
    const Oidc::CallbackExpectation expected { Core::Secret("s"), "https://idp.example", false };
    const Oidc::CallbackVerdict verdict = Oidc::judgeCallback(
            { { "error", "access_denied" }, { "error_description", "\x1b[31mred\n" + std::string(5000, 'a') }, { "state", "s" } },
            expected);
    const auto *error = std::get_if<Core::Error>(&verdict);
    QVERIFY(error);
    QVERIFY(error->message.find("red") == std::string::npos);
    QVERIFY(error->detail.size() < 300);
    QVERIFY(error->detail.find('\x1b') == std::string::npos);
}

QTEST_GUILESS_MAIN(tst_CallbackRequest)
#include "tst_callbackrequest.moc"
