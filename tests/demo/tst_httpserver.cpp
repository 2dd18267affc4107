// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/demo/httpserver.h"
#include "app/qtsupport/certificates.h"
#include "app/qtsupport/httpclient.h"
#include "app/qtsupport/strings.h"
#include "tests/support/futuretest.h"
#include "tests/support/resulttest.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

using namespace Demo;
using Support::awaited;

class tst_HttpServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersOverHttp();
    void answersOverTlsToWhoTrustsItsAuthority();
    void isNotTrustedWithoutItsAuthority();
    void tellsWhyItRefuses();
    void endsAConnectionThatDripsBytes();
    void endsAConnectionThatSaysNothing();
    void closesConnectionsOverTheLimit();
    void saysWhenThePortIsTaken();

private:
    static HttpReply echo(const HttpRequest &request)
    {
        return { 200, "text/plain", request.method + ' ' + request.path, {} };
    }
    static QUrl urlOf(const HttpServer &server, const char *path)
    {
        return QUrl(QString::fromLatin1(server.origin() + path));
    }
};

void tst_HttpServer::answersOverHttp()
{
    HttpServer server(echo);
    QVERIFY_RESULT(server.listen());
    QtSupport::HttpClient client;
    for (const char *path : { "/first", "/second" }) {
        const auto answer = awaited(client.get(urlOf(server, path)));
        QVERIFY_RESULT(answer);
        QCOMPARE(answer->status, 200);
        QCOMPARE(answer->body, QByteArray("GET ") + path);
    }
}

void tst_HttpServer::answersOverTlsToWhoTrustsItsAuthority()
{
    const auto identity = TlsIdentity::create(
            { QStringLiteral("127.0.0.1"), QStringLiteral("localhost") }, Core::SystemClock());
    QVERIFY_RESULT(identity);
    HttpServer server(echo);
    server.setTls(*identity);
    QVERIFY_RESULT(server.listen());
    const auto authorities = QtSupport::parseCaBundle(identity->caPem());
    QVERIFY_RESULT(authorities);
    QtSupport::HttpClient client(*authorities);
    const auto answer = awaited(client.get(urlOf(server, "/tls")));
    QVERIFY_RESULT(answer);
    QCOMPARE(answer->body, QByteArray("GET /tls"));
}

void tst_HttpServer::isNotTrustedWithoutItsAuthority()
{
    const auto identity = TlsIdentity::create({ QStringLiteral("127.0.0.1") }, Core::SystemClock());
    QVERIFY_RESULT(identity);
    HttpServer server(echo);
    server.setTls(*identity);
    QVERIFY_RESULT(server.listen());
    QtSupport::HttpClient client;
    QCOMPARE_ERROR(awaited(client.get(urlOf(server, "/"))), Core::ErrorCode::TlsUntrusted);
}

void tst_HttpServer::tellsWhyItRefuses()
{
    HttpServer server(echo);
    QVERIFY_RESULT(server.listen());
    QtSupport::HttpClient client;
    const auto answer = awaited(
            client.post(urlOf(server, "/"), "text/plain", Core::Secret(std::string(500'000, 'x'))));
    QVERIFY_RESULT(answer);
    QCOMPARE(answer->status, 413);
}

void tst_HttpServer::endsAConnectionThatDripsBytes()
{
    HttpServerLimits limits;
    limits.requestDeadline = std::chrono::milliseconds(150);
    HttpServer server(echo, limits);
    QVERIFY_RESULT(server.listen());
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, server.port());
    QTimer drip;
    connect(&drip, &QTimer::timeout, &socket, [&socket] { socket.write("G"); });
    drip.start(20);
    QSignalSpy closed(&socket, &QTcpSocket::disconnected);
    QVERIFY(closed.wait(5000));
}

void tst_HttpServer::endsAConnectionThatSaysNothing()
{
    HttpServerLimits limits;
    limits.requestDeadline = std::chrono::milliseconds(50);
    HttpServer server(echo, limits);
    QVERIFY_RESULT(server.listen());
    QTcpSocket socket;
    QSignalSpy closed(&socket, &QTcpSocket::disconnected);
    socket.connectToHost(QHostAddress::LocalHost, server.port());
    QVERIFY(closed.wait(5000));
}

void tst_HttpServer::closesConnectionsOverTheLimit()
{
    HttpServerLimits limits;
    limits.maxConnections = 2;
    HttpServer server(echo, limits);
    QVERIFY_RESULT(server.listen());
    QTcpSocket first, second, third;
    QSignalSpy closed(&third, &QTcpSocket::disconnected);
    for (QTcpSocket *socket : { &first, &second, &third }) {
        socket->connectToHost(QHostAddress::LocalHost, server.port());
        QTRY_VERIFY(socket->state() == QTcpSocket::ConnectedState
                    || socket->state() == QTcpSocket::UnconnectedState);
    }
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(first.state(), QTcpSocket::ConnectedState);
    second.abort();
    QtSupport::HttpClient client;
    QTRY_VERIFY(awaited(client.get(urlOf(server, "/again"))).has_value());
}

void tst_HttpServer::saysWhenThePortIsTaken()
{
    HttpServer first(echo), second(echo);
    QVERIFY_RESULT(first.listen());
    QCOMPARE_ERROR(second.listen(first.port()), Core::ErrorCode::NetworkUnreachable);
}

QTEST_GUILESS_MAIN(tst_HttpServer)
#include "tst_httpserver.moc"
