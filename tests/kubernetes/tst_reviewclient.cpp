// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubernetes/reviewclient.h"

#include "app/demo/demoapiserver.h"
#include "app/demo/demoissuer.h"
#include "app/qtsupport/compat.h"
#include "tests/support/futuretest.h"
#include "tests/support/resulttest.h"

#include <QTcpServer>
#include <QTest>

using namespace Kubernetes;
using Core::ErrorCode;
using Core::Secret;
using Support::awaited;

class tst_ReviewClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void tellsWhoIAm();
    void tellsWhatIMay();
    void tellsMyRules();
    void listsNamespaces();
    void tellsThatTheTokenIsRefused();
    void seesAnonymous();
    void triesOlderVersions_data();
    void triesOlderVersions();
    void readsTheNameOfARefusalOnOldServers();
    void goesOnUnderAPath();
    void explainsHostileAnswers_data();
    void explainsHostileAnswers();
    void refusesHugeAnswers();
    void followsNoRedirect();
    void refusesAForeignCertificate();
    void checksTheNameThatTheKubeconfigSays();
    void refusesABrokenAuthority();
    void refusesHttp();
    void tellsThatNobodyAnswers();
    void tellsThatNoTlsIsSpoken();
    void dyingClientEndsItsCalls();
    void neverTellsTheToken();

private:
    ApiServer demo() const { return { m_server->url(), m_server->caPem(), {} }; }
    Secret tokenOf(const char *name) const
    {
        const auto users = Demo::demoUsers();
        return Secret(m_issuer->idTokenFor(*Demo::findUser(users, name)));
    }
    // A server that answers everything with what \a handler says.
    std::unique_ptr<Demo::HttpServer> canned(Demo::HttpServer::Handler handler) const
    {
        auto server = std::make_unique<Demo::HttpServer>(std::move(handler));
        server->setTls(*m_identity);
        return server->listen() ? std::move(server) : nullptr;
    }
    ApiServer at(const Demo::HttpServer &server) const
    {
        return { QUrl(QString::fromLatin1(server.origin())), m_identity->caPem(), {} };
    }

    Core::SystemClock m_clock;
    std::optional<Demo::TlsIdentity> m_identity;
    std::unique_ptr<Demo::DemoIssuer> m_issuer;
    std::unique_ptr<Demo::DemoApiServer> m_server;
};

void tst_ReviewClient::initTestCase()
{
    auto identity = Demo::TlsIdentity::create({ u"127.0.0.1"_s, u"api.example.test"_s }, m_clock);
    QVERIFY_RESULT(identity);
    m_identity = std::move(*identity);
    Demo::IssuerOptions issuerOptions;
    issuerOptions.idTokenLifetime = std::chrono::minutes(10);
    m_issuer = std::make_unique<Demo::DemoIssuer>(issuerOptions, m_clock);
    QVERIFY_RESULT(m_issuer->start());
    Demo::ApiServerOptions options;
    options.issuer = m_issuer->issuer();
    options.jwks = [this] { return m_issuer->jwks(); };
    m_server = std::make_unique<Demo::DemoApiServer>(options, *m_identity, m_clock);
    QVERIFY_RESULT(m_server->start());
}

void tst_ReviewClient::tellsWhoIAm()
{
    ReviewClient client(demo());
    const auto info = awaited(client.selfSubjectReview(tokenOf("sm01")));
    QVERIFY_RESULT(info);
    QCOMPARE(info->username, u"sm01@example.test"_s);
    QCOMPARE(info->groups,
             QStringList(
                     { u"oidc:ADMIN"_s, u"oidc:security-developer"_s, u"system:authenticated"_s }));
    QVERIFY(info->extra.value(u"authentication.kubernetes.io/credential-id"_s)
                    .value(0)
                    .startsWith("JTI="_L1));
}

void tst_ReviewClient::tellsWhatIMay()
{
    ReviewClient client(demo());
    ResourceAttributes attributes;
    attributes.verb = u"list"_s;
    attributes.resource = u"pods"_s;
    attributes.nameSpace = u"security"_s;
    const auto allowed = awaited(client.selfSubjectAccessReview(tokenOf("sm01"), attributes));
    QVERIFY_RESULT(allowed);
    QVERIFY(allowed->allowed);
    QVERIFY(allowed->reason.contains(u"RoleBinding \"security-developer/security\""_s));
    const auto denied = awaited(client.selfSubjectAccessReview(tokenOf("guest04"), attributes));
    QVERIFY_RESULT(denied);
    QVERIFY(!denied->allowed);
    QVERIFY(denied->reason.isEmpty());
}

void tst_ReviewClient::tellsMyRules()
{
    ReviewClient client(demo());
    const auto rules = awaited(client.selfSubjectRulesReview(tokenOf("sm01"), u"security"_s));
    QVERIFY_RESULT(rules);
    QVERIFY(!rules->incomplete);
    const bool hasPods = std::any_of(
            rules->resourceRules.begin(), rules->resourceRules.end(), [](const ResourceRule &rule) {
                return rule.resources == QStringList{ u"pods"_s } && rule.verbs.contains(u"list"_s);
            });
    QVERIFY(hasPods);
    QCOMPARE_ERROR(awaited(client.selfSubjectRulesReview(tokenOf("sm01"), {})),
                   ErrorCode::HttpStatus);
}

void tst_ReviewClient::listsNamespaces()
{
    ReviewClient client(demo());
    const auto names = awaited(client.namespaces(tokenOf("sm01")));
    QVERIFY_RESULT(names);
    QVERIFY(names->contains(u"security"_s));
    const auto forbidden = awaited(client.namespaces(tokenOf("guest04")));
    QCOMPARE_ERROR(forbidden, ErrorCode::ApiForbidden);
    QVERIFY(QString::fromStdString(forbidden.error().message).contains(u"guest04@example.test"_s));
}

void tst_ReviewClient::tellsThatTheTokenIsRefused()
{
    ReviewClient client(demo());
    QCOMPARE_ERROR(awaited(client.selfSubjectReview(tokenOf("new05"))), ErrorCode::ApiUnauthorized);
    QCOMPARE_ERROR(awaited(client.namespaces(Secret("rubbish"))), ErrorCode::ApiUnauthorized);
}

void tst_ReviewClient::seesAnonymous()
{
    ReviewClient client(demo());
    const auto info = awaited(client.selfSubjectReview(Secret()));
    QCOMPARE_ERROR(info, ErrorCode::ApiForbidden);
    QVERIFY(QString::fromStdString(info.error().message).contains(u"system:anonymous"_s));
}

void tst_ReviewClient::triesOlderVersions_data()
{
    QTest::addColumn<QByteArray>("known");
    QTest::newRow("1.28") << "v1"_ba;
    QTest::newRow("1.27") << "v1beta1"_ba;
    QTest::newRow("1.26") << "v1alpha1"_ba;
}

void tst_ReviewClient::triesOlderVersions()
{
    QFETCH(QByteArray, known);
    const auto server = canned([&known](const Demo::HttpRequest &request) {
        if (request.path != "/apis/authentication.k8s.io/" + known + "/selfsubjectreviews"
            || !request.body.contains("authentication.k8s.io/" + known + '"'))
            return Demo::HttpReply{ 404, "text/plain", "404 page not found", {} };
        return Demo::HttpReply{
            201,
            "application/json",
            R"({"kind":"SelfSubjectReview","status":{"userInfo":{"username":"u","uid":"7"}}})",
            {}
        };
    });
    ReviewClient client(at(*server));
    const auto info = awaited(client.selfSubjectReview(Secret("t")));
    QVERIFY_RESULT(info);
    QCOMPARE(info->username, u"u"_s);
    QCOMPARE(info->uid, u"7"_s);
}

void tst_ReviewClient::readsTheNameOfARefusalOnOldServers()
{
    const auto server = canned([](const Demo::HttpRequest &request) {
        if (request.method == "POST")
            return Demo::HttpReply{ 404, "text/plain", "404 page not found", {} };
        return Demo::HttpReply{
            403,
            "application/json",
            R"({"kind":"Status","message":"secrets \"x\" is forbidden: User \"oidc:bo\\\"b\" cannot get"})",
            {}
        };
    });
    ReviewClient client(at(*server));
    const auto info = awaited(client.selfSubjectReview(Secret("t")));
    QVERIFY_RESULT(info);
    QCOMPARE(info->username, u"oidc:bo\"b"_s);
}

void tst_ReviewClient::goesOnUnderAPath()
{
    QByteArray seen;
    const auto server = canned([&seen](const Demo::HttpRequest &request) {
        seen = request.path + '?' + request.query;
        return Demo::HttpReply{
            200, "application/json", R"({"kind":"NamespaceList","items":null})", {}
        };
    });
    ApiServer address = at(*server);
    address.url.setPath(u"/k8s/clusters/c-1/"_s);
    ReviewClient client(address);
    const auto names = awaited(client.namespaces(Secret("t")));
    QVERIFY_RESULT(names);
    QVERIFY(names->isEmpty());
    QCOMPARE(seen, "/k8s/clusters/c-1/api/v1/namespaces?limit=5000"_ba);
}

void tst_ReviewClient::explainsHostileAnswers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code");
    const QByteArray json = "application/json", html = "text/html; charset=utf-8";
    QTest::newRow("a web page") << 200 << html << "<html>log in</html>"_ba << u"bad-answer"_s;
    QTest::newRow("a web page, 403") << 403 << html << "<html>no</html>"_ba << u"bad-answer"_s;
    QTest::newRow("a web page, 401")
            << 401 << html << "<html>no</html>"_ba << u"api-unauthorized"_s;
    QTest::newRow("401 Status") << 401 << json
                                << R"({"kind":"Status","message":"Unauthorized","code":401})"_ba
                                << u"api-unauthorized"_s;
    QTest::newRow("403 anonymous")
            << 403 << json
            << R"({"kind":"Status","message":"forbidden: User \"system:anonymous\" cannot"})"_ba
            << u"api-forbidden"_s;
    QTest::newRow("431 of a proxy")
            << 431 << html << "<h1>Request Header Fields Too Large</h1>"_ba << u"too-large"_s;
    QTest::newRow("413") << 413 << html << ""_ba << u"too-large"_s;
    QTest::newRow("502 of a proxy")
            << 502 << html << "<h1>Bad gateway</h1>"_ba << u"api-unreachable"_s;
    QTest::newRow("503 Status") << 503 << json << R"({"kind":"Status","message":"starting"})"_ba
                                << u"api-unreachable"_s;
    QTest::newRow("400 Status") << 400 << json << R"({"kind":"Status","message":"bad"})"_ba
                                << u"http-status"_s;
    QTest::newRow("garbage") << 200 << json << "\x00\xff\xfe garbage"_ba << u"bad-answer"_s;
    QTest::newRow("nothing") << 200 << json << ""_ba << u"bad-answer"_s;
    QTest::newRow("a list") << 200 << json << "[1,2]"_ba << u"bad-answer"_s;
    QTest::newRow("half an object")
            << 200 << json << R"({"kind":"SelfSubjectReview","status":{)"_ba << u"bad-answer"_s;
    QTest::newRow("duplicate names")
            << 200 << json << R"({"kind":"a","kind":"b"})"_ba << u"bad-answer"_s;
    QTest::newRow("no kind") << 200 << json << R"({"status":{"userInfo":{"username":"u"}}})"_ba
                             << u"bad-answer"_s;
    QTest::newRow("no user") << 201 << json << R"({"kind":"SelfSubjectReview","status":{}})"_ba
                             << u"bad-answer"_s;
    QTest::newRow("a number as user")
            << 201 << json
            << R"({"kind":"SelfSubjectReview","status":{"userInfo":{"username":7}}})"_ba
            << u"bad-answer"_s;
    QTest::newRow("status is text")
            << 201 << json << R"({"kind":"SelfSubjectReview","status":"x"})"_ba << u"bad-answer"_s;
    QTest::newRow("very deep") << 200 << json
                               << QByteArray("{\"kind\":").append(QByteArray(5000, '['))
                               << u"bad-answer"_s;
}

void tst_ReviewClient::explainsHostileAnswers()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(QString, code);
    const auto server = canned([&](const Demo::HttpRequest &) {
        return Demo::HttpReply{ status, type, body, {} };
    });
    ReviewClient client(at(*server));
    QCOMPARE_ERROR(awaited(client.selfSubjectReview(Secret("t"))),
                   Core::errorCodeFromName(code.toStdString()));
    if (!code.startsWith("api-"_L1) && status != 431 && status != 413 && status != 400) {
        QVERIFY(!awaited(client.selfSubjectAccessReview(Secret("t"), {})));
        QVERIFY(!awaited(client.selfSubjectRulesReview(Secret("t"), u"x"_s))
                || body.contains("status"));
    }
}

void tst_ReviewClient::refusesHugeAnswers()
{
    const auto server = canned([](const Demo::HttpRequest &) {
        return Demo::HttpReply{ 200, "application/json", QByteArray(9 * 1024 * 1024, ' '), {} };
    });
    ReviewClient client(at(*server));
    QCOMPARE_ERROR(awaited(client.namespaces(Secret("t"))), ErrorCode::TooLarge);
}

void tst_ReviewClient::followsNoRedirect()
{
    int calls = 0;
    const auto server = canned([&calls](const Demo::HttpRequest &) {
        ++calls;
        return Demo::HttpReply{ 302, {}, {}, { { "Location", "/elsewhere" } } };
    });
    ReviewClient client(at(*server));
    QCOMPARE_ERROR(awaited(client.selfSubjectReview(Secret("t"))), ErrorCode::RedirectRefused);
    QCOMPARE(calls, 1);
}

void tst_ReviewClient::refusesAForeignCertificate()
{
    const auto other = Demo::TlsIdentity::create({ u"127.0.0.1"_s }, m_clock);
    QVERIFY_RESULT(other);
    ApiServer address = demo();
    address.caPem = other->caPem();
    ReviewClient client(address);
    const auto info = awaited(client.selfSubjectReview(Secret("t")));
    QVERIFY(!info);
    QVERIFY(info.error().code == ErrorCode::TlsUntrusted
            || info.error().code == ErrorCode::TlsFailed);
    address.caPem.clear(); // the system's authorities do not know the demo
    ReviewClient systemClient(address);
    QCOMPARE_ERROR(awaited(systemClient.selfSubjectReview(Secret("t"))), ErrorCode::TlsUntrusted);
}

void tst_ReviewClient::checksTheNameThatTheKubeconfigSays()
{
    ApiServer address = demo();
    address.tlsServerName = u"api.example.test"_s;
    ReviewClient right(address);
    QVERIFY_RESULT(awaited(right.selfSubjectReview(tokenOf("sm01"))));
    address.tlsServerName = u"other.example.test"_s;
    ReviewClient wrong(address);
    QCOMPARE_ERROR(awaited(wrong.selfSubjectReview(tokenOf("sm01"))), ErrorCode::TlsFailed);
}

void tst_ReviewClient::refusesABrokenAuthority()
{
    ApiServer address = demo();
    address.caPem = "-----BEGIN CERTIFICATE-----\nrubbish\n-----END CERTIFICATE-----\n";
    ReviewClient client(address);
    QVERIFY(!awaited(client.selfSubjectReview(tokenOf("sm01"))));
}

void tst_ReviewClient::refusesHttp()
{
    ApiServer address = demo();
    address.url.setScheme(u"http"_s);
    ReviewClient client(address);
    QCOMPARE_ERROR(awaited(client.selfSubjectReview(tokenOf("sm01"))), ErrorCode::Refused);
}

void tst_ReviewClient::tellsThatNobodyAnswers()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    ApiServer address = demo();
    address.url.setPort(closed.serverPort());
    closed.close();
    ReviewClient client(address);
    QCOMPARE_ERROR(awaited(client.selfSubjectReview(Secret("t"))), ErrorCode::NetworkUnreachable);
}

void tst_ReviewClient::tellsThatNoTlsIsSpoken()
{
    Demo::HttpServer plain([](const Demo::HttpRequest &) { return Demo::HttpReply{}; });
    QVERIFY_RESULT(plain.listen());
    ApiServer address = demo();
    address.url.setPort(plain.port());
    ReviewClient client(address);
    const auto info = awaited(client.selfSubjectReview(Secret("t")));
    QVERIFY(!info);
    QVERIFY(!info.error().message.empty());
}

void tst_ReviewClient::dyingClientEndsItsCalls()
{
    auto client = std::make_unique<ReviewClient>(demo());
    auto future = client->namespaces(tokenOf("sm01"));
    client.reset();
    QVERIFY(!awaited(std::move(future)));
}

void tst_ReviewClient::neverTellsTheToken()
{
    const std::string secret = "s3cr3t-bearer";
    for (const int status : { 200, 400, 401, 403, 500 }) {
        const auto server = canned([status](const Demo::HttpRequest &) {
            return Demo::HttpReply{ status, "text/html", "<html>", {} };
        });
        ReviewClient client(at(*server));
        const auto info = awaited(client.selfSubjectReview(Secret(secret)));
        QVERIFY(!info);
        const Core::Error &error = info.error();
        QVERIFY(!QString::fromStdString(error.message + error.fix + error.detail)
                         .contains(QString::fromStdString(secret)));
    }
}

QTEST_GUILESS_MAIN(tst_ReviewClient)
#include "tst_reviewclient.moc"
