// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/agent/requests.h"
#include "tests/support/resulttest.h"

#include <QTest>

using Core::ErrorCode;
using Core::Json;

static Json good()
{
    return { { "issuer", "https://idp.example.test/realms/a" }, { "clientId", "kubernetes" } };
}

class tst_Requests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsADescription()
    {
        Json json = good();
        json["scopes"] = { "email", "openid" };
        json["listenPorts"] = { 8000, 18000 };
        json["extraParams"] = { { "acr_values", "2" } };
        json["redirectHost"] = "localhost";
        json["redirectPath"] = "";
        json["trustedAudiences"] = { "kubernetes", "account" };
        json["account"] = "alice";
        json["loginTimeoutSeconds"] = 15;
        const auto request = Agent::sessionRequest(json);
        QVERIFY_RESULT(request);
        QCOMPARE(request->client.scopes, (QStringList { QStringLiteral("email"), QStringLiteral("openid") }));
        QCOMPARE(request->client.listenPorts, (QList<quint16> { 8000, 18000 }));
        QCOMPARE(request->client.redirectPath, QString());
        QCOMPARE(request->client.loginTimeout, std::chrono::milliseconds(15000));
        QCOMPARE(request->account, QStringLiteral("alice"));
        QCOMPARE(request->client.trustedAudiences,
                 (QStringList { QStringLiteral("kubernetes"), QStringLiteral("account") }));
    }

    void openidIsAlwaysAskedFor()
    {
        const auto request = Agent::sessionRequest(good());
        QVERIFY_RESULT(request);
        QCOMPARE(request->client.scopes, QStringList { QStringLiteral("openid") });
    }

    void refusesWhatIsNotWhatItShouldBe_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("value"); // JSON
        const QByteArray longText = '"' + QByteArray(3000, 'a') + '"';
        QTest::newRow("issuer missing") << QByteArray("issuer") << QByteArray("null");
        QTest::newRow("issuer a number") << QByteArray("issuer") << QByteArray("7");
        QTest::newRow("issuer too long") << QByteArray("issuer") << longText;
        QTest::newRow("issuer http") << QByteArray("issuer") << QByteArray("\"http://idp.example.test\"");
        QTest::newRow("issuer a file") << QByteArray("issuer") << QByteArray("\"file:///etc/passwd\"");
        QTest::newRow("issuer with a password") << QByteArray("issuer") << QByteArray("\"https://a:b@idp.example.test\"");
        QTest::newRow("issuer with NUL") << QByteArray("issuer") << QByteArray("\"https://idp\\u0000.example.test\"");
        QTest::newRow("client missing") << QByteArray("clientId") << QByteArray("\"\"");
        QTest::newRow("client an object") << QByteArray("clientId") << QByteArray("{}");
        QTest::newRow("scopes a text") << QByteArray("scopes") << QByteArray("\"openid\"");
        QTest::newRow("scopes of numbers") << QByteArray("scopes") << QByteArray("[1]");
        QTest::newRow("an empty scope") << QByteArray("scopes") << QByteArray("[\"\"]");
        QTest::newRow("a port too large") << QByteArray("listenPorts") << QByteArray("[65536]");
        QTest::newRow("a negative port") << QByteArray("listenPorts") << QByteArray("[-1]");
        QTest::newRow("no port") << QByteArray("listenPorts") << QByteArray("[]");
        QTest::newRow("a port and a half") << QByteArray("listenPorts") << QByteArray("[1.5]");
        QTest::newRow("redirect elsewhere") << QByteArray("redirectHost") << QByteArray("\"evil.example.test\"");
        QTest::newRow("redirect path") << QByteArray("redirectPath") << QByteArray("\"x\"");
        QTest::newRow("trusted audiences a text") << QByteArray("trustedAudiences") << QByteArray("\"*\"");
        QTest::newRow("extra parameters a list") << QByteArray("extraParams") << QByteArray("[]");
        QTest::newRow("an extra parameter a list") << QByteArray("extraParams") << QByteArray("{\"a\":[]}");
        QTest::newRow("time negative") << QByteArray("loginTimeoutSeconds") << QByteArray("-1");
        QTest::newRow("time a text") << QByteArray("loginTimeoutSeconds") << QByteArray("\"1\"");
        QTest::newRow("account too long") << QByteArray("account") << longText;
    }
    void refusesWhatIsNotWhatItShouldBe()
    {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, value);
        Json json = good();
        const auto parsed = Core::parseJson(value.toStdString());
        QVERIFY_RESULT(parsed);
        json[field.toStdString()] = *parsed;
        const auto request = Agent::sessionRequest(json);
        QVERIFY(!request);
        QVERIFY(!request.error().message.empty());
    }

    void tooManyItemsAreRefused()
    {
        Json json = good();
        json["scopes"] = Json::array();
        for (int i = 0; i < 101; ++i)
            json["scopes"].push_back("s" + std::to_string(i));
        QCOMPARE_ERROR(Agent::sessionRequest(json), ErrorCode::Usage);
    }

    void readsThePolicy()
    {
        Json json = { { "login", "never" }, { "minimumLifeSeconds", 999999999 }, { "forceRefresh", true } };
        const auto options = Agent::tokenOptions(json, {});
        QVERIFY_RESULT(options);
        QCOMPARE(options->login, Session::LoginPolicy::Never);
        QCOMPARE(options->minimumLife, std::chrono::seconds(3600));
        QVERIFY(options->forceRefresh);
        json["login"] = "always";
        QCOMPARE_ERROR(Agent::tokenOptions(json, {}), ErrorCode::Usage);
    }

    void aSessionIdIsHexOrADescription_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<bool>("ok");
        QTest::newRow("good") << QByteArray("0123456789abcdef0123456789abcdef") << true;
        QTest::newRow("short") << QByteArray("0123") << false;
        QTest::newRow("upper case") << QByteArray("0123456789ABCDEF0123456789ABCDEF") << false;
        QTest::newRow("a path") << QByteArray("../../../../../../../../../../etc") << false;
    }
    void aSessionIdIsHexOrADescription()
    {
        QFETCH(QByteArray, id);
        QFETCH(bool, ok);
        QCOMPARE(Agent::sessionId({ { "session", id.toStdString() } }).has_value(), ok);
        const auto described = Agent::sessionId(good());
        QVERIFY_RESULT(described);
        QCOMPARE(*described, Agent::sessionRequest(good())->key().id());
    }

    void aServerIsOptional()
    {
        QVERIFY(!Agent::apiServer(Json::object())->has_value());
        const auto server = Agent::apiServer({ { "server", { { "url", "https://k8s.example.test:6443" } } } });
        QVERIFY_RESULT(server);
        QCOMPARE((**server).url.host(), QStringLiteral("k8s.example.test"));
        QCOMPARE_ERROR(Agent::apiServer({ { "server", "https://x" } }), ErrorCode::Usage);
    }
};

QTEST_GUILESS_MAIN(tst_Requests)
#include "tst_requests.moc"
