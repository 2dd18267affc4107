// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/oidc/loopbackreplyhandler.h"
#include "app/qtsupport/compat.h"
#include "tests/support/browserstub.h"
#include "tests/support/resulttest.h"

#include <QNetworkInterface>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

using namespace std::chrono_literals;
using Core::ErrorCode;
using Oidc::LoopbackReplyHandler;

namespace {

bool hasIpv6()
{
    QTcpServer probe;
    return probe.listen(QHostAddress(QHostAddress::LocalHostIPv6));
}

Oidc::CallbackExpectation expectation()
{
    return { Core::Secret("the-state"), "https://idp.example", false };
}

} // namespace

class tst_LoopbackReplyHandler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listensOnTheLiteralOnly();
    void takesIpv6WhenAsked();
    void takesBothFamiliesForLocalhost();
    void refusesLocalhostWhenAThiefHasTheOtherFamily();
    void triesPortsInOrder();
    void refusesToListenElsewhere_data();
    void refusesToListenElsewhere();
    void waitsForTheRestOfASplitRequest();
    void survivesConnectionsThatSayNothing();
    void hangsUpOnSlowSenders();
    void answersWhenTheLoginIsOver_data();
    void answersWhenTheLoginIsOver();
    void closesTheListenerWithTheAnswer();
    void refusesEverythingBeforeItKnowsWhatToExpect();
    void keepsItsRedirectUriAfterwards();

private:
    QByteArray ask(const LoopbackReplyHandler &handler, const QList<QByteArray> &pieces);
    QByteArray request(const LoopbackReplyHandler &handler, const QByteArray &query);
};

QByteArray tst_LoopbackReplyHandler::request(const LoopbackReplyHandler &handler, const QByteArray &query)
{
    return "GET /?" + query + " HTTP/1.1\r\nHost: " + QUrl(handler.callback()).authority().toLatin1() + "\r\n\r\n";
}

QByteArray tst_LoopbackReplyHandler::ask(const LoopbackReplyHandler &handler, const QList<QByteArray> &pieces)
{
    Support::RawClient client;
    QByteArray answer;
    bool done = false;
    const QUrl url(handler.callback());
    client.send(url.host(), static_cast<quint16>(url.port()), pieces, [&](const QByteArray &bytes) {
        answer = bytes;
        done = true;
    });
    if (!QTest::qWaitFor([&done] { return done; }, 8000))
        return "no answer";
    return answer;
}

void tst_LoopbackReplyHandler::listensOnTheLiteralOnly()
{
    LoopbackReplyHandler handler;
    QVERIFY_RESULT(handler.listen({ u"127.0.0.1"_s, { 0 }, u"/"_s }));
    const auto port = static_cast<quint16>(QUrl(handler.callback()).port());
    QCOMPARE(handler.callback(), u"http://127.0.0.1:%1/"_s.arg(port));
    for (const QHostAddress &address : QNetworkInterface::allAddresses()) {
        if (address.isLoopback() || !address.scopeId().isEmpty())
            continue;
        QTcpSocket outside;
        outside.connectToHost(address, port);
        QVERIFY2(!outside.waitForConnected(500), qPrintable(address.toString()));
    }
}

void tst_LoopbackReplyHandler::takesIpv6WhenAsked()
{
    if (!hasIpv6())
        QSKIP("no IPv6 here");
    LoopbackReplyHandler handler;
    QVERIFY_RESULT(handler.listen({ u"::1"_s, { 0 }, u"/"_s }));
    QVERIFY(handler.callback().startsWith("http://[::1]:"_L1));
    handler.expect(expectation());
    QSignalSpy received(&handler, &LoopbackReplyHandler::callbackReceived);
    Support::RawClient client;
    client.send(u"::1"_s, static_cast<quint16>(QUrl(handler.callback()).port()),
                { request(handler, "code=c&state=the-state") }, [](const QByteArray &) { });
    QTRY_COMPARE(received.size(), 1);
}

void tst_LoopbackReplyHandler::takesBothFamiliesForLocalhost()
{
    LoopbackReplyHandler handler;
    QVERIFY_RESULT(handler.listen({ u"localhost"_s, { 0 }, QString() }));
    const auto port = static_cast<quint16>(QUrl(handler.callback()).port());
    QCOMPARE(handler.callback(), u"http://localhost:%1"_s.arg(port));
    QTcpServer second;
    QVERIFY(!second.listen(QHostAddress(QHostAddress::LocalHost), port));
    if (hasIpv6())
        QVERIFY(!second.listen(QHostAddress(QHostAddress::LocalHostIPv6), port));
}

// A browser that is sent to http://localhost:PORT may ask [::1] first: whoever sits there gets the code.
void tst_LoopbackReplyHandler::refusesLocalhostWhenAThiefHasTheOtherFamily()
{
    if (!hasIpv6())
        QSKIP("no IPv6 here");
    QTcpServer thief;
    QVERIFY(thief.listen(QHostAddress(QHostAddress::LocalHostIPv6)));
    LoopbackReplyHandler handler;
    QCOMPARE_ERROR(handler.listen({ u"localhost"_s, { thief.serverPort() }, u"/"_s }), ErrorCode::Io);
    QVERIFY(!handler.isListening());
    QVERIFY_RESULT(handler.listen({ u"127.0.0.1"_s, { thief.serverPort() }, u"/"_s }));
}

void tst_LoopbackReplyHandler::triesPortsInOrder()
{
    QTcpServer first;
    QVERIFY(first.listen(QHostAddress(QHostAddress::LocalHost)));
    QTcpServer probe;
    QVERIFY(probe.listen(QHostAddress(QHostAddress::LocalHost)));
    const quint16 free = probe.serverPort();
    probe.close();
    LoopbackReplyHandler handler;
    QVERIFY_RESULT(handler.listen({ u"127.0.0.1"_s, { first.serverPort(), free }, u"/"_s }));
    QCOMPARE(QUrl(handler.callback()).port(), free);
    LoopbackReplyHandler another;
    QCOMPARE_ERROR(another.listen({ u"127.0.0.1"_s, { first.serverPort(), free }, u"/"_s }), ErrorCode::Io);
}

void tst_LoopbackReplyHandler::refusesToListenElsewhere_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("path");
    QTest::newRow("every interface") << u"0.0.0.0"_s << u"/"_s;
    QTest::newRow("every interface, IPv6") << u"::"_s << u"/"_s;
    QTest::newRow("another name") << u"login.example"_s << u"/"_s;
    QTest::newRow("nothing") << QString() << u"/"_s;
    QTest::newRow("a name that begins well") << u"localhost.evil.example"_s << u"/"_s;
    QTest::newRow("a path without its slash") << u"127.0.0.1"_s << u"callback"_s;
}

void tst_LoopbackReplyHandler::refusesToListenElsewhere()
{
    QFETCH(QString, host);
    QFETCH(QString, path);
    LoopbackReplyHandler handler;
    QCOMPARE_ERROR(handler.listen({ host, { 0 }, path }), ErrorCode::Usage);
}

void tst_LoopbackReplyHandler::waitsForTheRestOfASplitRequest()
{
    LoopbackReplyHandler handler;
    QVERIFY_RESULT(handler.listen({ u"127.0.0.1"_s, { 0 }, u"/"_s }));
    handler.expect(expectation());
    QSignalSpy received(&handler, &LoopbackReplyHandler::callbackReceived);
    connect(&handler, &LoopbackReplyHandler::callbackReceived, &handler,
            [&handler] { handler.finish(Oidc::CallbackPage::Authenticated); });
    const QByteArray whole = request(handler, "code=c&state=the-state");
    QList<QByteArray> pieces;
    for (qsizetype at = 0; at < whole.size(); at += 20)
        pieces.append(whole.mid(at, 20));
    QVERIFY(ask(handler, pieces).contains("Authenticated"));
    QCOMPARE(received.size(), 1);
    QCOMPARE(received.constFirst().constFirst().toMap(),
             (QVariantMap { { u"code"_s, u"c"_s }, { u"state"_s, u"the-state"_s } }));
}

void tst_LoopbackReplyHandler::survivesConnectionsThatSayNothing()
{
    LoopbackReplyHandler handler;
    QVERIFY_RESULT(handler.listen({ u"127.0.0.1"_s, { 0 }, u"/"_s }));
    handler.expect(expectation());
    QSignalSpy received(&handler, &LoopbackReplyHandler::callbackReceived);
    std::vector<std::unique_ptr<QTcpSocket>> idle;
    for (int i = 0; i < 100; ++i) {
        idle.push_back(std::make_unique<QTcpSocket>());
        idle.back()->connectToHost(QHostAddress(QHostAddress::LocalHost),
                                   static_cast<quint16>(QUrl(handler.callback()).port()));
        QTRY_VERIFY(idle.back()->state() != QAbstractSocket::ConnectingState);
    }
    // The oldest made room: at most 32 are left.
    QTRY_VERIFY(std::count_if(idle.begin(), idle.end(), [](const auto &socket) {
                    return socket->state() == QAbstractSocket::ConnectedState;
                }) <= 32);
    Support::RawClient client;
    client.send(u"127.0.0.1"_s, static_cast<quint16>(QUrl(handler.callback()).port()),
                { request(handler, "code=c&state=the-state") }, [](const QByteArray &) { });
    QTRY_COMPARE(received.size(), 1);
}

void tst_LoopbackReplyHandler::hangsUpOnSlowSenders()
{
    LoopbackReplyHandler handler({ .perConnection = 50ms, .connections = 32 }, nullptr);
    QVERIFY_RESULT(handler.listen({ u"127.0.0.1"_s, { 0 }, u"/"_s }));
    handler.expect(expectation());
    QVERIFY(ask(handler, { "GET /?code=" }).startsWith("HTTP/1.1 408 "));
    QVERIFY(handler.isListening());
}

void tst_LoopbackReplyHandler::answersWhenTheLoginIsOver_data()
{
    QTest::addColumn<bool>("authenticated");
    QTest::newRow("authenticated") << true;
    QTest::newRow("not completed") << false;
}

void tst_LoopbackReplyHandler::answersWhenTheLoginIsOver()
{
    QFETCH(bool, authenticated);
    LoopbackReplyHandler handler;
    QVERIFY_RESULT(handler.listen({ u"127.0.0.1"_s, { 0 }, u"/"_s }));
    handler.expect(expectation());
    connect(
            &handler, &LoopbackReplyHandler::callbackReceived, &handler,
            [&handler, authenticated] {
                handler.finish(authenticated ? Oidc::CallbackPage::Authenticated : Oidc::CallbackPage::NotCompleted);
            },
            Qt::QueuedConnection);
    const QByteArray answer = ask(handler, { request(handler, "code=c&state=the-state") });
    QVERIFY(answer.startsWith("HTTP/1.1 200 OK\r\n"));
    QCOMPARE(answer.contains("Authenticated"), authenticated);
    QVERIFY(answer.endsWith("</html>\n"));
}

void tst_LoopbackReplyHandler::closesTheListenerWithTheAnswer()
{
    LoopbackReplyHandler handler;
    QVERIFY_RESULT(handler.listen({ u"127.0.0.1"_s, { 0 }, u"/"_s }));
    handler.expect(expectation());
    bool listening = true;
    connect(&handler, &LoopbackReplyHandler::callbackReceived, &handler,
            [&] { listening = handler.isListening(); });
    Support::RawClient client;
    client.send(u"127.0.0.1"_s, static_cast<quint16>(QUrl(handler.callback()).port()),
                { request(handler, "code=c&state=the-state") }, [](const QByteArray &) { });
    QTRY_VERIFY(!listening);
    QVERIFY(!handler.isListening());
}

void tst_LoopbackReplyHandler::refusesEverythingBeforeItKnowsWhatToExpect()
{
    LoopbackReplyHandler handler;
    QVERIFY_RESULT(handler.listen({ u"127.0.0.1"_s, { 0 }, u"/"_s }));
    QSignalSpy received(&handler, &LoopbackReplyHandler::callbackReceived);
    QVERIFY(ask(handler, { request(handler, "code=c&state=") }).startsWith("HTTP/1.1 400 "));
    QCOMPARE(received.size(), 0);
}

// The token request repeats it after the listener is closed; Qt's own handler says port 0 then.
void tst_LoopbackReplyHandler::keepsItsRedirectUriAfterwards()
{
    LoopbackReplyHandler handler;
    QVERIFY_RESULT(handler.listen({ u"127.0.0.1"_s, { 0 }, u"/callback"_s }));
    const QString before = handler.callback();
    handler.finish(Oidc::CallbackPage::Authenticated);
    QVERIFY(!handler.isListening());
    QCOMPARE(handler.callback(), before);
}

QTEST_GUILESS_MAIN(tst_LoopbackReplyHandler)
#include "tst_loopbackreplyhandler.moc"
