// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/demo/demoapiserver.h"
#include "app/demo/democluster.h"
#include "app/demo/demoissuer.h"
#include "app/qtsupport/certificates.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/httpclient.h"
#include "app/qtsupport/strings.h"
#include "tests/support/fakeclock.h"
#include "tests/support/futuretest.h"
#include "tests/support/resulttest.h"

#include <QTest>

using namespace Demo;
using namespace std::chrono_literals;
using Core::Json;
using QtSupport::toQString;
using QtSupport::view;
using Support::awaited;

namespace {

// An RSA key costs half a second, a key on a curve nothing.
IssuerOptions quickOptions()
{
    IssuerOptions options;
    options.algorithm = Jose::SignatureAlgorithm::ES256;
    return options;
}

} // namespace

class tst_DemoApiServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void answersByRole_data();
    void answersByRole();
    void explainsARefusal();
    void anonymousSeesTheVersionOnly();
    void refusesTokens_data();
    void refusesTokens();
    void listsAndTables();
    void namesItsBindings();
    void cannotBeChanged();

private:
    std::string tokenOf(const char *name) const
    {
        return m_issuer->idTokenFor(*findUser(m_users, name));
    }
    QtSupport::HttpResponse get(const QString &path, const std::string &token);
    QtSupport::HttpResponse post(const QString &path, const Json &body, const std::string &token);

    std::vector<DemoUser> m_users = demoUsers();
    std::unique_ptr<Support::FakeClock> m_clock;
    std::unique_ptr<DemoIssuer> m_issuer;
    std::unique_ptr<DemoApiServer> m_server;
    std::unique_ptr<QtSupport::HttpClient> m_client;
};

void tst_DemoApiServer::init()
{
    m_clock = std::make_unique<Support::FakeClock>();
    m_clock->setWallClock(
            Core::SystemClock().now()); // the client checks the certificate by the real clock
    m_issuer = std::make_unique<DemoIssuer>(quickOptions(), *m_clock);
    QVERIFY_RESULT(m_issuer->start());
    const auto identity = TlsIdentity::create({ u"127.0.0.1"_s }, *m_clock);
    QVERIFY_RESULT(identity);
    ApiServerOptions options;
    options.issuer = m_issuer->issuer();
    options.jwks = [this] { return m_issuer->jwks(); };
    m_server = std::make_unique<DemoApiServer>(options, *identity, *m_clock);
    QVERIFY_RESULT(m_server->start());
    m_client =
            std::make_unique<QtSupport::HttpClient>(*QtSupport::parseCaBundle(m_server->caPem()));
}

void tst_DemoApiServer::cleanup()
{
    m_client.reset();
    m_server.reset();
    m_issuer.reset();
}

QtSupport::HttpResponse tst_DemoApiServer::get(const QString &path, const std::string &token)
{
    auto answer = awaited(
            m_client->getWithBearer(QUrl(m_server->url().toString() + path), Core::Secret(token)));
    return answer ? std::move(*answer) : QtSupport::HttpResponse{};
}

QtSupport::HttpResponse tst_DemoApiServer::post(const QString &path, const Json &body,
                                                const std::string &token)
{
    const Core::Secret bearer(token);
    auto answer =
            awaited(m_client->post(QUrl(m_server->url().toString() + path), "application/json",
                                   Core::Secret(Core::dumpJson(body)), &bearer));
    return answer ? std::move(*answer) : QtSupport::HttpResponse{};
}

void tst_DemoApiServer::answersByRole_data()
{
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    const QString security = u"/api/v1/namespaces/security/pods"_s;
    const QString payments = u"/api/v1/namespaces/payments/pods"_s;
    QTest::newRow("developer, own namespace") << "sm01"_ba << security << 200;
    QTest::newRow("developer, own pod") << "sm01"_ba << security + u"/vault-0"_s << 200;
    QTest::newRow("developer, a pod that is not") << "sm01"_ba << security + u"/vault-1"_s << 404;
    QTest::newRow("developer, other namespace") << "sm01"_ba << payments << 403;
    QTest::newRow("developer, all namespaces") << "sm01"_ba << u"/api/v1/pods"_s << 403;
    QTest::newRow("developer, secrets")
            << "sm01"_ba << u"/api/v1/namespaces/security/secrets"_s << 403;
    QTest::newRow("developer, namespaces") << "sm01"_ba << u"/api/v1/namespaces"_s << 200;
    QTest::newRow("other developer") << "dev02"_ba << payments << 200;
    QTest::newRow("other developer, security") << "dev02"_ba << security << 403;
    QTest::newRow("viewer, everywhere") << "ops03"_ba << u"/api/v1/pods"_s << 200;
    QTest::newRow("viewer, secrets")
            << "ops03"_ba << u"/api/v1/namespaces/security/secrets"_s << 200;
    QTest::newRow("guest") << "guest04"_ba << security << 403;
    QTest::newRow("guest, discovery") << "guest04"_ba << u"/api/v1"_s << 200;
    QTest::newRow("unverified e-mail") << "new05"_ba << security << 401;
    QTest::newRow("no such resource")
            << "sm01"_ba << u"/api/v1/namespaces/security/widgets"_s << 404;
    QTest::newRow("no such group") << "sm01"_ba << u"/apis/apps/v1"_s << 404;
    QTest::newRow("openapi") << "sm01"_ba << u"/openapi/v3"_s << 404;
    QTest::newRow("groups") << "sm01"_ba << u"/apis"_s << 200;
    QTest::newRow("a watch") << "sm01"_ba << security + u"?watch=true"_s << 405;
}

void tst_DemoApiServer::answersByRole()
{
    QFETCH(QByteArray, user);
    QFETCH(QString, path);
    QFETCH(int, status);
    const auto answer = get(path, tokenOf(user.constData()));
    QCOMPARE(answer.status, status);
    QVERIFY_RESULT(Core::parseJson(view(answer.body)));
}

void tst_DemoApiServer::explainsARefusal()
{
    const auto listed =
            Core::parseJson(view(get(u"/api/v1/namespaces/payments/pods"_s, tokenOf("sm01")).body));
    QCOMPARE(
            Core::jsonString(*listed, "message"),
            R"(pods is forbidden: User "sm01@example.test" cannot list resource "pods" in API group "" in the namespace "payments")");
    QCOMPARE(Core::jsonString(*listed, "reason"), "Forbidden");
    QCOMPARE_JSON((*listed)["details"]["kind"], Json("pods"));
    const auto got = Core::parseJson(view(get(u"/api/v1/nodes/n1"_s, tokenOf("sm01")).body));
    QCOMPARE(
            Core::jsonString(*got, "message"),
            R"(nodes "n1" is forbidden: User "sm01@example.test" cannot get resource "nodes" in API group "" at the cluster scope)");
}

void tst_DemoApiServer::anonymousSeesTheVersionOnly()
{
    QCOMPARE(get(u"/version"_s, {}).status, 200);
    QCOMPARE(get(u"/livez"_s, {}).status, 200);
    for (const QString &path :
         { u"/api"_s, u"/apis"_s, u"/api/v1/pods"_s, u"/openapi/v2"_s, u"/"_s }) {
        const auto answer = get(path, {});
        QCOMPARE(answer.status, 403);
        QVERIFY(answer.body.contains("system:anonymous"));
    }
    const auto review = post(u"/apis/authentication.k8s.io/v1/selfsubjectreviews"_s,
                             { { "kind", "SelfSubjectReview" } }, {});
    QCOMPARE(review.status, 403);
}

void tst_DemoApiServer::refusesTokens_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what : { "expired", "other audience", "other issuer", "cut signature",
                              "no token at all", "rotated key" })
        QTest::newRow(what) << QString::fromLatin1(what);
}

void tst_DemoApiServer::refusesTokens()
{
    QFETCH(QString, what);
    std::string token = tokenOf("sm01");
    if (what == "expired"_L1) {
        m_clock->advance(61s);
    } else if (what == "other audience"_L1) {
        IssuerOptions options = quickOptions();
        options.clientIds = { "someone-else" };
        DemoIssuer other(options, *m_clock);
        QVERIFY_RESULT(other.start());
        token = other.idTokenFor(m_users.front());
    } else if (what == "other issuer"_L1) {
        DemoIssuer other(quickOptions(), *m_clock);
        QVERIFY_RESULT(other.start());
        token = other.idTokenFor(m_users.front());
    } else if (what == "cut signature"_L1) {
        token.resize(token.size() - 8);
    } else if (what == "no token at all"_L1) {
        token = "opaque";
    } else {
        QVERIFY_RESULT(m_issuer->rotateKey());
    }
    const auto answer = get(u"/api/v1/namespaces/security/pods"_s, token);
    QCOMPARE(answer.status, 401);
    const auto status = Core::parseJson(view(answer.body));
    QCOMPARE(Core::jsonString(*status, "message"), "Unauthorized");
    QVERIFY(get(u"/api/v1/namespaces/security/pods"_s, tokenOf("sm01")).status == 200);
}

void tst_DemoApiServer::listsAndTables()
{
    const auto list =
            Core::parseJson(view(get(u"/api/v1/namespaces/security/pods"_s, tokenOf("sm01")).body));
    QCOMPARE(Core::jsonString(*list, "kind"), "PodList");
    QCOMPARE((*list)["items"].size(), std::size_t(3));
    const auto *kind = findResourceKind("pods");
    QVERIFY(kind);
    const auto now = m_clock->now();
    const Json table = tableOf(*kind, objectsOf("pods", "payments", now), now + 2h);
    QCOMPARE(Core::jsonString(table, "kind"), "Table");
    QCOMPARE(table["rows"].size(), std::size_t(2));
    QCOMPARE_JSON(table["rows"][1]["cells"],
                  (Json::array({ "ledger-0", "1/1", "Running", 3, "5h" })));
    QCOMPARE(table["columnDefinitions"].size(), std::size_t(5));
}

void tst_DemoApiServer::namesItsBindings()
{
    const QString path = u"/apis/authorization.k8s.io/v1/selfsubjectaccessreviews"_s;
    const auto ask = [&](const char *verb) {
        const Json attributes = { { "verb", verb },
                                  { "resource", "pods" },
                                  { "namespace", "security" } };
        const auto answer = post(path,
                                 { { "kind", "SelfSubjectAccessReview" },
                                   { "spec", { { "resourceAttributes", attributes } } } },
                                 tokenOf("sm01"));
        return (*Core::parseJson(view(answer.body)))["status"];
    };
    QCOMPARE_JSON(
            ask("list")["reason"],
            Json(R"(RBAC: allowed by RoleBinding "security-developer/security" of Role "security-developer" to Group "oidc:security-developer")"));
    QCOMPARE_JSON(ask("delete"), (Json{ { "allowed", false } }));
    QCOMPARE(post(u"/apis/authorization.k8s.io/v1/selfsubjectrulesreviews"_s,
                  { { "spec", Json::object() } }, tokenOf("sm01"))
                     .status,
             400);
}

void tst_DemoApiServer::cannotBeChanged()
{
    QCOMPARE(post(u"/api/v1/namespaces/security/pods"_s, Json::object(), tokenOf("sm01")).status,
             404);
    QCOMPARE(post(u"/apis/apps/v1/deployments"_s, Json::object(), tokenOf("ops03")).status, 404);
}

QTEST_GUILESS_MAIN(tst_DemoApiServer)
#include "tst_demoapiserver.moc"
