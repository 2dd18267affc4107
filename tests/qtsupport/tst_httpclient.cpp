// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/text.h"
#include "app/qtsupport/certificates.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/httpclient.h"
#include "tests/support/await.h"
#include "tests/support/certificates.h"
#include "tests/support/rawhttpserver.h"
#include "tests/support/resulttest.h"

#include <QElapsedTimer>
#include <QTest>

using namespace std::chrono_literals;
using Core::ErrorCode;
using QtSupport::HttpClient;
using Support::RawHttpServer;
using Support::RawRequest;
using Support::RawResponse;
using Then = RawResponse::Then;

namespace {

Support::Identity authority(const QString &name)
{
    return Support::makeIdentity({ .commonName = name, .altName = {}, .isAuthority = true });
}

} // namespace

class tst_HttpClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allowsHttpsAndLoopbackOnly_data();
    void allowsHttpsAndLoopbackOnly();
    void readsAnAnswer();
    void handsOutEveryStatus();
    void keepsItsDeadlines_data();
    void keepsItsDeadlines();
    void stopsAtTheSizeLimit();
    void followsNoRedirect_data();
    void followsNoRedirect();
    void sendsABodyOnce();
    void keepsNoCookies();
    void sendsTheBearerInTheHeaderOnly();
    void appliesTheRulesToQtsOwnRequests();
    void endsPendingRequestsWhenItDies();
    void trustsTheConfiguredAuthority();
    void distrustsCertificates_data();
    void distrustsCertificates();
    void checksTheGivenServerName();
    void readsCaBundles();
};

void tst_HttpClient::allowsHttpsAndLoopbackOnly_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<int>("code"); // -1 = allowed
    QTest::newRow("https") << u"https://idp.example/x"_s << -1;
    QTest::newRow("loopback") << u"http://127.0.0.1:1/x"_s << -1;
    QTest::newRow("loopback net") << u"http://127.9.9.9/x"_s << -1;
    QTest::newRow("loopback IPv6") << u"http://[::1]:1/x"_s << -1;
    QTest::newRow("localhost") << u"http://localhost:1/x"_s << -1;
    QTest::newRow("http") << u"http://idp.example/x"_s << int(ErrorCode::IssuerNotHttps);
    QTest::newRow("every interface") << u"http://0.0.0.0/x"_s << int(ErrorCode::IssuerNotHttps);
    QTest::newRow("ftp") << u"ftp://idp.example/x"_s << int(ErrorCode::IssuerNotHttps);
    QTest::newRow("file") << u"file:///etc/passwd"_s << int(ErrorCode::Usage);
    QTest::newRow("relative") << u"/x"_s << int(ErrorCode::Usage);
    QTest::newRow("empty") << QString() << int(ErrorCode::Usage);
    QTest::newRow("a user") << u"https://a@idp.example/"_s << int(ErrorCode::Refused);
}

void tst_HttpClient::allowsHttpsAndLoopbackOnly()
{
    QFETCH(QString, url);
    QFETCH(int, code);
    const auto allowed = HttpClient::checkUrl(QUrl(url));
    if (code < 0) {
        QVERIFY_RESULT(allowed);
        return;
    }
    QCOMPARE_ERROR(allowed, static_cast<ErrorCode>(code));
    HttpClient http;
    QCOMPARE_ERROR(Support::await(http.get(QUrl(url))), static_cast<ErrorCode>(code));
}

void tst_HttpClient::readsAnAnswer()
{
    const RawHttpServer server([](const RawRequest &) {
        return RawResponse::http(200, "Application/JSON; charset=utf-8", "{}", "X-Test: 1\r\n");
    });
    HttpClient http;
    const auto answer = Support::await(http.get(QUrl(server.origin() + u"/a?b=c"_s)));
    QVERIFY_RESULT(answer);
    QCOMPARE(answer->status, 200);
    QCOMPARE(answer->contentType, QByteArray("application/json"));
    QCOMPARE(answer->body, QByteArray("{}"));
    QCOMPARE(answer->header("x-test"), QByteArray("1"));
    QCOMPARE(server.requests().constFirst().target, QByteArray("/a?b=c"));
}

void tst_HttpClient::handsOutEveryStatus()
{
    HttpClient http;
    for (const int status : { 201, 400, 401, 403, 404, 405, 407, 409, 429, 500, 501, 503, 599 }) {
        const RawHttpServer server([status](const RawRequest &) {
            return RawResponse::json(R"({"why":"because"})", status);
        });
        const auto answer = Support::await(http.get(QUrl(server.origin() + u"/x"_s)));
        QVERIFY_RESULT(answer);
        QCOMPARE(answer->status, status);
        if (status != 407)
            QCOMPARE(answer->body, QByteArray(R"({"why":"because"})"));
        QCOMPARE(server.requests().size(), 1);
    }
}

void tst_HttpClient::keepsItsDeadlines_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("then");
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";
    QTest::newRow("silence") << QByteArray() << int(Then::Hang);
    QTest::newRow("silence after the header") << head << int(Then::Hang);
    QTest::newRow("one byte after the other") << head << int(Then::Drip); // never idle: the total counts
}

void tst_HttpClient::keepsItsDeadlines()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, then);
    const RawResponse response { bytes, static_cast<Then>(then) };
    const RawHttpServer server([response](const RawRequest &) { return response; });
    HttpClient http;
    QElapsedTimer timer;
    timer.start();
    const auto answer = Support::await(http.get(QUrl(server.origin() + u"/x"_s), { .total = 150ms, .idle = 5s }));
    QCOMPARE_ERROR(answer, ErrorCode::Timeout);
    QVERIFY(timer.elapsed() < 4000);
}

void tst_HttpClient::stopsAtTheSizeLimit()
{
    HttpClient http;
    const RawHttpServer flood([](const RawRequest &) -> RawResponse {
        return { "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", Then::Flood };
    });
    QCOMPARE_ERROR(Support::await(http.get(QUrl(flood.origin() + u"/x"_s))), ErrorCode::TooLarge);
    const RawHttpServer exact([](const RawRequest &) { return RawResponse::json(QByteArray(1000, ' ')); });
    QVERIFY_RESULT(Support::await(http.get(QUrl(exact.origin() + u"/x"_s), { .maxBytes = 1000 })));
    QCOMPARE_ERROR(Support::await(http.get(QUrl(exact.origin() + u"/x"_s), { .maxBytes = 999 })), ErrorCode::TooLarge);
}

void tst_HttpClient::followsNoRedirect_data()
{
    QTest::addColumn<int>("status");
    for (const int status : { 300, 301, 302, 303, 304, 307, 308 })
        QTest::addRow("%d", status) << status;
}

void tst_HttpClient::followsNoRedirect()
{
    QFETCH(int, status);
    const RawHttpServer target([](const RawRequest &) { return RawResponse::json("{}"); });
    const QByteArray location = target.origin().toLatin1() + "/stolen";
    const RawHttpServer server([=](const RawRequest &) { return RawResponse::redirect(status, location); });
    HttpClient http;
    QCOMPARE_ERROR(Support::await(http.post(QUrl(server.origin() + u"/x"_s), "text/plain", Core::Secret("secret"))),
                   ErrorCode::RedirectRefused);
    QCOMPARE(target.connections(), 0);
    QCOMPARE(server.requests().size(), 1);
}

void tst_HttpClient::sendsABodyOnce()
{
    const std::string body(200'000, 'x'); // more than one buffer of the network stack
    bool hangUp = false;
    const RawHttpServer server([&hangUp](const RawRequest &) -> RawResponse {
        return hangUp ? RawResponse { {}, Then::Close } : RawResponse::json("{}");
    });
    HttpClient http;
    const QUrl url(server.origin() + u"/x"_s);
    QVERIFY_RESULT(Support::await(http.post(url, "text/plain", Core::Secret(body))));
    QCOMPARE(server.requests().constLast().body, QByteArray::fromStdString(body));
    hangUp = true; // on the connection that is open by now, where Qt is quickest to try again
    QCOMPARE_ERROR(Support::await(http.post(url, "text/plain", Core::Secret(body))), ErrorCode::NetworkUnreachable);
    QCOMPARE(server.requests().size(), 2);
    QVERIFY_RESULT((hangUp = false, Support::await(http.post(url, "text/plain", Core::Secret()))));
    QCOMPARE(server.requests().constLast().body, QByteArray());
}

void tst_HttpClient::keepsNoCookies()
{
    const RawHttpServer server([](const RawRequest &) {
        return RawResponse::http(200, "text/plain", "", "Set-Cookie: session=1; Path=/\r\n");
    });
    HttpClient http;
    for (int i = 0; i < 2; ++i)
        QVERIFY_RESULT(Support::await(http.get(QUrl(server.origin() + u"/x"_s))));
    QCOMPARE(server.requests().constLast().header("cookie"), QByteArray());
}

void tst_HttpClient::sendsTheBearerInTheHeaderOnly()
{
    const RawHttpServer server([](const RawRequest &) { return RawResponse::json("{}"); });
    HttpClient http;
    const Core::Secret bearer("the-token");
    QVERIFY_RESULT(Support::await(http.getWithBearer(QUrl(server.origin() + u"/x"_s), bearer)));
    QCOMPARE(server.requests().constLast().header("authorization"), QByteArray("Bearer the-token"));
    QCOMPARE(server.requests().constLast().target, QByteArray("/x"));
}

// QOAuth2AuthorizationCodeFlow sends by itself: the gate is in the manager, not in our functions.
void tst_HttpClient::appliesTheRulesToQtsOwnRequests()
{
    const RawHttpServer target([](const RawRequest &) { return RawResponse::json("{}"); });
    const QByteArray location = target.origin().toLatin1() + "/stolen";
    const RawHttpServer server([=](const RawRequest &) { return RawResponse::redirect(307, location); });
    HttpClient http;
    QNetworkRequest request(QUrl(server.origin() + u"/x"_s));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"text/plain"_s);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::NoLessSafeRedirectPolicy);
    QCOMPARE_ERROR(Support::await(http.watch(http.networkAccessManager()->post(request, QByteArray("secret")))),
                   ErrorCode::RedirectRefused);
    QCOMPARE(target.connections(), 0);
    const QNetworkRequest plain(QUrl(u"http://idp.example/"_s));
    QVERIFY(!Support::await(http.watch(http.networkAccessManager()->get(plain))));
}

void tst_HttpClient::endsPendingRequestsWhenItDies()
{
    const RawHttpServer server([](const RawRequest &) -> RawResponse { return { {}, Then::Hang }; });
    QtSupport::FutureResult<QtSupport::HttpResponse> future;
    {
        HttpClient http;
        future = http.get(QUrl(server.origin() + u"/x"_s));
    }
    QCOMPARE_ERROR(Support::await(future), ErrorCode::Canceled);
}

void tst_HttpClient::trustsTheConfiguredAuthority()
{
    const Support::Identity ca = authority(u"Our CA"_s);
    const Support::Identity leaf = Support::makeIdentity({ .commonName = u"idp"_s }, &ca);
    const RawHttpServer server([](const RawRequest &) { return RawResponse::json("{}"); }, leaf.serverConfiguration());
    HttpClient http({ ca.certificate });
    QVERIFY_RESULT(Support::await(http.get(QUrl(server.origin() + u"/x"_s))));
    QCOMPARE(server.requests().size(), 1);
}

void tst_HttpClient::distrustsCertificates_data()
{
    QTest::addColumn<QString>("which");
    QTest::addColumn<int>("code");
    QTest::newRow("another CA") << u"other"_s << int(ErrorCode::TlsUntrusted);
    QTest::newRow("another CA of the same name") << u"namesake"_s << int(ErrorCode::TlsUntrusted);
    QTest::newRow("self-signed") << u"self"_s << int(ErrorCode::TlsUntrusted);
    QTest::newRow("the system's CAs") << u"system"_s << int(ErrorCode::TlsUntrusted);
    QTest::newRow("another host") << u"host"_s << int(ErrorCode::TlsFailed);
    QTest::newRow("expired") << u"expired"_s << int(ErrorCode::TlsFailed);
    QTest::newRow("not yet valid") << u"future"_s << int(ErrorCode::TlsFailed);
    QTest::newRow("signed by a leaf") << u"leaf"_s << int(ErrorCode::TlsUntrusted);
}

void tst_HttpClient::distrustsCertificates()
{
    QFETCH(QString, which);
    QFETCH(int, code);
    const Support::Identity ca = authority(u"Our CA"_s);
    const Support::Identity other = authority(which == u"namesake"_s ? u"Our CA"_s : u"Other CA"_s);
    const Support::Identity middle = Support::makeIdentity({ .commonName = u"A leaf"_s }, &ca);
    Support::CertificateWish wish { .commonName = u"127.0.0.1"_s };
    const Support::Identity *issuer = &ca;
    if (which == u"other"_s || which == u"namesake"_s)
        issuer = &other;
    else if (which == u"self"_s)
        issuer = nullptr;
    else if (which == u"leaf"_s)
        issuer = &middle;
    else if (which == u"host"_s)
        wish = { .commonName = u"other.example"_s, .altName = u"DNS:other.example,IP:127.0.0.2"_s };
    else if (which == u"expired"_s)
        wish.validFromDays = -10, wish.validUntilDays = -2;
    else if (which == u"future"_s)
        wish.validFromDays = 2;
    const Support::Identity server = Support::makeIdentity(wish, issuer);
    const RawHttpServer tls([](const RawRequest &) { return RawResponse::json("{}"); }, server.serverConfiguration());
    HttpClient http(which == u"system"_s ? QList<QSslCertificate>() : QList<QSslCertificate> { ca.certificate });

    const auto answer = Support::await(http.post(QUrl(tls.origin() + u"/x"_s), "text/plain", Core::Secret("secret")));
    QCOMPARE_ERROR(answer, static_cast<ErrorCode>(code));
    QCOMPARE(tls.requests().size(), 0); // nothing was said to a stranger
    QVERIFY(answer.error().message.find("127.0.0.1") != std::string::npos);
    QCOMPARE(answer.error().message, Core::singleLine(answer.error().message));
    QVERIFY(!answer.error().fix.empty());
}

void tst_HttpClient::checksTheGivenServerName()
{
    const Support::Identity ca = authority(u"Our CA"_s);
    const Support::Identity leaf =
            Support::makeIdentity({ .commonName = u"x"_s, .altName = u"DNS:api.cluster.example"_s }, &ca);
    const RawHttpServer server([](const RawRequest &) { return RawResponse::json("{}"); }, leaf.serverConfiguration());
    HttpClient http({ ca.certificate });
    http.setPeerVerifyName(u"api.cluster.example"_s);
    QVERIFY_RESULT(Support::await(http.get(QUrl(server.origin() + u"/x"_s))));
    HttpClient wrong({ ca.certificate });
    wrong.setPeerVerifyName(u"other.cluster.example"_s);
    QCOMPARE_ERROR(Support::await(wrong.get(QUrl(server.origin() + u"/x"_s))), ErrorCode::TlsFailed);
}

void tst_HttpClient::readsCaBundles()
{
    const QByteArray pem = authority(u"Our CA"_s).certificate.toPem();
    const auto two = QtSupport::parseCaBundle("# our CAs\n" + pem + pem);
    QVERIFY_RESULT(two);
    QCOMPARE(two->size(), 2);
    QCOMPARE_ERROR(QtSupport::parseCaBundle({}), ErrorCode::Parse);
    QCOMPARE_ERROR(QtSupport::parseCaBundle("no certificate"), ErrorCode::Parse);
    QCOMPARE_ERROR(QtSupport::parseCaBundle(QByteArray(1024 * 1024 + 1, ' ')), ErrorCode::TooLarge);
}

QTEST_GUILESS_MAIN(tst_HttpClient)
#include "tst_httpclient.moc"
