// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/oidc/remotekeyset.h"
#include "app/qtsupport/httpclient.h"
#include "tests/oidc/jose/josetest.h"
#include "tests/support/fakeclock.h"

#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>

#include <memory>
#include <optional>

using namespace std::chrono_literals;
using Core::ErrorCode;
using Jose::JsonWebKeySet;
using Jose::SignatureAlgorithm;

namespace {

// Answers every GET with `status` and `body`, after `hold` was released.
class KeyServer : public QTcpServer
{
public:
    KeyServer()
    {
        if (!listen(QHostAddress::LocalHost))
            qFatal("no port on loopback");
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        });
    }

    [[nodiscard]] QUrl url() const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1/keys").arg(serverPort()));
    }
    void publish(const Core::Json &jwks) { body = QByteArray::fromStdString(jwks.dump()); }
    void release()
    {
        hold = false;
        const auto all = std::exchange(m_held, {});
        for (QTcpSocket *socket : all)
            answer(socket);
    }

    QByteArray status = "200 OK";
    QByteArray body;
    bool hold = false;
    int requests = 0;

private:
    void read(QTcpSocket *socket)
    {
        if (!socket->peek(64 * 1024).contains("\r\n\r\n"))
            return;
        socket->readAll();
        ++requests;
        if (hold)
            m_held.append(socket);
        else
            answer(socket);
    }
    void answer(QTcpSocket *socket) const
    {
        socket->write("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: "
                      + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
        socket->disconnectFromHost();
    }

    QList<QTcpSocket *> m_held;
};

// The result once it is there; QTRY_ would repeat itself at each call.
Core::Result<JsonWebKeySet> finished(QtSupport::FutureResult<JsonWebKeySet> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }))
        return Core::fail(ErrorCode::Timeout, "the future never finished");
    if (future.resultCount() == 0)
        return Core::fail(ErrorCode::Canceled, "the future was canceled");
    return future.result();
}

} // namespace

class tst_RemoteKeySet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void fetchesOnceAndRemembers();
    void oneFetchServesAllWaiters();
    void rotationIsNoticedByTheUnknownName();
    void aStormOfUnknownNamesCostsOneRequestPerMinute();
    void aTokenWithoutNameMayWaitForNewKeys();
    void aFailureKeepsTheOldKeys_data();
    void aFailureKeepsTheOldKeys();
    void aFailureWithoutKeysIsToldAndTriedAgain();
    void nothingIsSentToAnAddressThatIsNotHttps();
    void dyingFinishesTheWaiters();
    void aWaiterMayDeleteTheSet();

private:
    const Demo::TokenSigner m_first = JoseTest::newSigner(SignatureAlgorithm::ES256, "first");
    const Demo::TokenSigner m_second = JoseTest::newSigner(SignatureAlgorithm::ES256, "second");
    Support::FakeClock m_clock;
    std::unique_ptr<KeyServer> m_server;
    std::unique_ptr<QtSupport::HttpClient> m_http;
    std::unique_ptr<Oidc::RemoteKeySet> m_keys;
};

void tst_RemoteKeySet::init()
{
    m_keys.reset();
    m_server = std::make_unique<KeyServer>();
    m_http = std::make_unique<QtSupport::HttpClient>();
    m_keys = std::make_unique<Oidc::RemoteKeySet>(*m_http, m_clock, m_server->url());
    m_server->publish(m_first.publicJwks());
}

void tst_RemoteKeySet::fetchesOnceAndRemembers()
{
    QCOMPARE(m_server->requests, 0); // a constructor sends nothing
    for (int i = 0; i < 3; ++i) {
        const auto keys = finished(m_keys->keysFor("first"));
        QVERIFY_RESULT(keys);
        QVERIFY(keys->hasKeyId("first"));
        m_clock.advance(24h);
    }
    QCOMPARE(m_server->requests, 1);
    // The keys are the ones that verify.
    const auto keys = finished(m_keys->keysFor("first"));
    QVERIFY_RESULT(keys->verify(JoseTest::must(Jose::Jws::parse(m_first.sign(Core::Json::object())))));
}

void tst_RemoteKeySet::oneFetchServesAllWaiters()
{
    m_server->hold = true;
    QList<QtSupport::FutureResult<JsonWebKeySet>> all;
    for (int i = 0; i < 1000; ++i)
        all.append(m_keys->keysFor(i % 2 ? "first" : "second"));
    QTRY_COMPARE(m_server->requests, 1);
    m_server->release();
    for (const auto &one : std::as_const(all))
        QVERIFY_RESULT(finished(one));
    QCOMPARE(m_server->requests, 1);
}

void tst_RemoteKeySet::rotationIsNoticedByTheUnknownName()
{
    QVERIFY_RESULT(finished(m_keys->keysFor("first")));
    m_server->publish(m_second.publicJwks());
    m_clock.advance(61s);
    m_server->hold = true;
    const auto waiting = m_keys->keysFor("second");
    QTRY_COMPARE(m_server->requests, 2);
    // Who needs a key that is there does not wait for the fetch.
    const auto known = m_keys->keysFor("first");
    QVERIFY(known.isFinished());
    QVERIFY(!waiting.isFinished());
    m_server->release();
    const auto keys = finished(waiting);
    QVERIFY_RESULT(keys);
    QVERIFY(keys->hasKeyId("second"));
    QVERIFY(!keys->hasKeyId("first")); // withdrawn by the provider
}

void tst_RemoteKeySet::aStormOfUnknownNamesCostsOneRequestPerMinute()
{
    QVERIFY_RESULT(finished(m_keys->keysFor("first")));
    QCOMPARE(m_server->requests, 1);
    const auto storm = [this](int from) {
        for (int i = from; i < from + 200; ++i) {
            const auto keys = finished(m_keys->keysFor("made-up-" + std::to_string(i)));
            QVERIFY_RESULT(keys);
            QVERIFY(keys->hasKeyId("first"));
        }
    };
    storm(0);
    QCOMPARE(m_server->requests, 1); // the first fetch was less than a minute ago
    m_clock.advance(59'999ms);
    storm(200);
    QCOMPARE(m_server->requests, 1);
    m_clock.advance(1ms);
    storm(400);
    QCOMPARE(m_server->requests, 2);
    // Setting the wall clock gives nobody another request.
    m_clock.setWallClock(m_clock.now() + 24h);
    storm(600);
    QCOMPARE(m_server->requests, 2);
}

void tst_RemoteKeySet::aTokenWithoutNameMayWaitForNewKeys()
{
    QVERIFY_RESULT(finished(m_keys->keysFor("")));
    QVERIFY_RESULT(finished(m_keys->keysFor("")));
    QCOMPARE(m_server->requests, 1);
    m_server->publish(m_second.publicJwks());
    m_clock.advance(60s);
    const auto keys = finished(m_keys->keysFor(""));
    QVERIFY_RESULT(keys);
    QVERIFY(keys->hasKeyId("second"));
    QCOMPARE(m_server->requests, 2);
}

void tst_RemoteKeySet::aFailureKeepsTheOldKeys_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("500") << QByteArray("500 Oops") << QByteArray("{}");
    QTest::newRow("404") << QByteArray("404 Gone") << QByteArray("<html>");
    QTest::newRow("204") << QByteArray("204 Nothing") << QByteArray();
    QTest::newRow("redirect") << QByteArray("302 Found") << QByteArray();
    QTest::newRow("HTML") << QByteArray("200 OK") << QByteArray("<html>");
    QTest::newRow("no list") << QByteArray("200 OK") << QByteArray("{}");
    QTest::newRow("duplicate names") << QByteArray("200 OK") << QByteArray(R"({"keys":[],"keys":[]})");
    QTest::newRow("too large") << QByteArray("200 OK")
                               << QByteArray(R"({"keys":[]})").leftJustified(2 * 1024 * 1024);
    QTest::newRow("101 keys") << QByteArray("200 OK")
                              << QByteArray(R"({"keys":[{})") + QByteArray(",{}").repeated(100) + "]}";
}

void tst_RemoteKeySet::aFailureKeepsTheOldKeys()
{
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, body);
    QVERIFY_RESULT(finished(m_keys->keysFor("first")));
    m_server->status = status;
    m_server->body = body;
    m_clock.advance(61s);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("cannot fetch the provider's keys")));
    const auto keys = finished(m_keys->keysFor("second"));
    QCOMPARE(m_server->requests, 2);
    QVERIFY_RESULT(keys);
    QVERIFY(keys->hasKeyId("first"));
    // The failed try counts: the next one is a minute away.
    QVERIFY_RESULT(finished(m_keys->keysFor("second")));
    QCOMPARE(m_server->requests, 2);
}

void tst_RemoteKeySet::aFailureWithoutKeysIsToldAndTriedAgain()
{
    m_server->status = "503 Later";
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("HTTP 503")));
    QCOMPARE_ERROR(finished(m_keys->keysFor("first")), ErrorCode::HttpStatus);
    const quint16 port = m_server->serverPort();
    m_server->close();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("nobody answers")));
    QCOMPARE_ERROR(finished(m_keys->keysFor("first")), ErrorCode::NetworkUnreachable);
    QVERIFY(m_server->listen(QHostAddress::LocalHost, port));
    m_server->status = "200 OK";
    QVERIFY_RESULT(finished(m_keys->keysFor("first")));
}

void tst_RemoteKeySet::nothingIsSentToAnAddressThatIsNotHttps()
{
    Oidc::RemoteKeySet keys(*m_http, m_clock, QUrl(QStringLiteral("http://id.example.org/keys")));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("not https")));
    QCOMPARE_ERROR(finished(keys.keysFor("first")), ErrorCode::IssuerNotHttps);
}

void tst_RemoteKeySet::dyingFinishesTheWaiters()
{
    m_server->hold = true;
    const auto waiting = m_keys->keysFor("first");
    QTRY_COMPARE(m_server->requests, 1);
    m_keys.reset();
    QCOMPARE_ERROR(finished(waiting), ErrorCode::Canceled);
    m_server->release(); // the late answer finds nobody
}

void tst_RemoteKeySet::aWaiterMayDeleteTheSet()
{
    int answered = 0;
    for (int i = 0; i < 3; ++i) {
        QtSupport::onFinished<JsonWebKeySet>(m_keys->keysFor("first"), this,
                                             [&, this](const Core::Result<JsonWebKeySet> &keys) {
                                                 QVERIFY_RESULT(keys);
                                                 ++answered;
                                                 m_keys.reset();
                                             });
    }
    QTRY_COMPARE(answered, 3);
}

QTEST_GUILESS_MAIN(tst_RemoteKeySet)
#include "tst_remotekeyset.moc"
