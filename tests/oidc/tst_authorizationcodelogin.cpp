// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/oidc/authorizationcodelogin.h"
#include "app/oidc/discoveryclient.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/httpclient.h"
#include "app/qtsupport/strings.h"
#include "tests/support/await.h"
#include "tests/support/browserstub.h"
#include "tests/support/hostileprovider.h"
#include "tests/support/resulttest.h"

#include <QRegularExpression>
#include <QSet>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace std::chrono_literals;
using Core::ErrorCode;
using Oidc::AuthorizationCodeLogin;
using Oidc::AuthorizationCodeResult;
using Support::BrowserStub;
using Support::HostileProvider;

namespace {

Oidc::ClientConfig clientFor(const HostileProvider &provider)
{
    Oidc::ClientConfig client;
    client.issuer = provider.issuer();
    client.clientId = u"lanyard"_s;
    client.scopes = { u"email"_s, u"groups"_s, u"openid"_s };
    client.loginTimeout = 10s;
    return client;
}

} // namespace

class tst_AuthorizationCodeLogin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signsInWithAnHonestProvider();
    void sendsWhatTheStandardsAsk();
    void makesFreshValuesForEachAttempt();
    void encodesEveryValueOnce();
    void keepsTheQueryOfTheAuthorizationEndpoint();
    void refusesExtraParametersThatReplaceOurs_data();
    void refusesExtraParametersThatReplaceOurs();
    void authenticatesAConfidentialClient_data();
    void authenticatesAConfidentialClient();
    void usesTheRedirectUriAsRegistered_data();
    void usesTheRedirectUriAsRegistered();
    void pushesTheRequestWhereTheProviderInsists();
    void saysSoWhenNothingCanBePushedTo();
    void timesOutWhenNobodySignsIn();
    void canBeCanceledWhileTheBrowserIsOpen();
    void canBeCanceledWhileTheTokenIsAwaited();
    void endsItsWaitWhenItDies();
    void mayBeDeletedFromItsContinuation();
    void triesTheConfiguredPortsInOrder();
    void saysWhenNoPortIsFree();
    void closesTheListenerAfterwards();
    void startsOnlyOnce();

private:
    Core::Result<AuthorizationCodeResult> logIn(const HostileProvider &provider, const Oidc::ClientConfig &client,
                                                BrowserStub &browser);
};

Core::Result<AuthorizationCodeResult> tst_AuthorizationCodeLogin::logIn(const HostileProvider &provider,
                                                                        const Oidc::ClientConfig &client,
                                                                        BrowserStub &browser)
{
    QtSupport::HttpClient http;
    Oidc::DiscoveryClient discovery(http);
    auto metadata = Support::await(discovery.fetch(provider.issuer()));
    if (!metadata)
        return Core::fail(metadata.error());
    AuthorizationCodeLogin login(http, client, *metadata);
    connect(&login, &AuthorizationCodeLogin::authorizationUrlReady, &browser, &BrowserStub::open);
    return Support::await(login.start());
}

void tst_AuthorizationCodeLogin::signsInWithAnHonestProvider()
{
    const HostileProvider provider({});
    BrowserStub browser;
    const auto result = logIn(provider, clientFor(provider), browser);
    QVERIFY_RESULT(result);
    QVERIFY(!result->tokens.idToken.isEmpty());
    QVERIFY(!result->tokens.accessToken.isEmpty());
    QVERIFY(!result->tokens.refreshToken.isEmpty());
    QCOMPARE(result->tokens.expiresIn.value_or(0s), 300s);
    QCOMPARE(result->nonce, provider.authorizeParameters().value(u"nonce"_s));
    QCOMPARE(provider.tokenCount(), 1);
    QTRY_VERIFY(browser.isDone());
    QVERIFY(browser.answers().constFirst().startsWith("HTTP/1.1 200 OK\r\n"));
    QVERIFY(browser.answers().constFirst().contains("Authenticated"));
}

void tst_AuthorizationCodeLogin::sendsWhatTheStandardsAsk()
{
    const HostileProvider provider({});
    BrowserStub browser;
    QVERIFY_RESULT(logIn(provider, clientFor(provider), browser));

    const QMap<QString, QString> asked = provider.authorizeParameters();
    QCOMPARE(asked.value(u"response_type"_s), u"code"_s);
    QCOMPARE(asked.value(u"client_id"_s), u"lanyard"_s);
    QCOMPARE(asked.value(u"scope"_s), u"email groups openid"_s); // in the configured order
    QCOMPARE(asked.value(u"code_challenge_method"_s), u"S256"_s);
    QCOMPARE(asked.value(u"access_type"_s), u"offline"_s);
    QCOMPARE(asked.value(u"state"_s).size(), 43);
    QCOMPARE(asked.value(u"nonce"_s).size(), 43);
    QCOMPARE(asked.value(u"code_challenge"_s).size(), 43);
    QVERIFY(asked.value(u"redirect_uri"_s).startsWith(u"http://127.0.0.1:"_s));
    QCOMPARE(asked.size(), 9);

    const QMap<QString, QString> sent = provider.tokenParameters();
    QCOMPARE(QSet<QString>(sent.keyBegin(), sent.keyEnd()),
             (QSet<QString> { u"grant_type"_s, u"code"_s, u"redirect_uri"_s, u"code_verifier"_s, u"client_id"_s }));
    QCOMPARE(sent.value(u"redirect_uri"_s), asked.value(u"redirect_uri"_s));
    QCOMPARE(provider.tokenRequests().constFirst().header("authorization"), QByteArray());
}

void tst_AuthorizationCodeLogin::makesFreshValuesForEachAttempt()
{
    const HostileProvider provider({});
    QSet<QString> seen;
    for (int attempt = 0; attempt < 5; ++attempt) {
        BrowserStub browser;
        QVERIFY_RESULT(logIn(provider, clientFor(provider), browser));
        for (const QString &name : { u"state"_s, u"nonce"_s, u"code_challenge"_s })
            seen.insert(provider.authorizeParameters().value(name));
        seen.insert(provider.tokenParameters().value(u"code_verifier"_s));
    }
    QCOMPARE(seen.size(), 20);
}

void tst_AuthorizationCodeLogin::encodesEveryValueOnce()
{
    const QString awful = u"r+t/1=%41&x y%2B#\u00fc?"_s;
    const HostileProvider provider({ .codeSuffix = "+/=%41&x y%2B#" });
    Oidc::ClientConfig client = clientFor(provider);
    client.clientId = awful;
    client.authRequestExtraParams = { { u"audience"_s, awful }, { u"p&q=r"_s, u"1"_s } };
    BrowserStub browser;
    QVERIFY_RESULT(logIn(provider, client, browser));
    QCOMPARE(provider.authorizeParameters().value(u"client_id"_s), awful);
    QCOMPARE(provider.authorizeParameters().value(u"audience"_s), awful);
    QCOMPARE(provider.authorizeParameters().value(u"p&q=r"_s), u"1"_s);
    QCOMPARE(provider.tokenParameters().value(u"client_id"_s), awful);
    QVERIFY(provider.tokenParameters().value(u"code"_s).endsWith(u"+/=%41&x y%2B#"_s));
}

void tst_AuthorizationCodeLogin::keepsTheQueryOfTheAuthorizationEndpoint()
{
    const HostileProvider provider({ .discovery = [](Core::Json &document) {
        document["authorization_endpoint"] =
                document["authorization_endpoint"].get<std::string>() + "?tenant=a%26b&state=fixed";
    } });
    BrowserStub browser;
    QVERIFY_RESULT(logIn(provider, clientFor(provider), browser));
    QCOMPARE(provider.authorizeParameters().value(u"tenant"_s), u"a&b"_s);
    QCOMPARE(provider.authorizeParameters().value(u"state"_s).size(), 43); // ours, not the endpoint's
}

void tst_AuthorizationCodeLogin::refusesExtraParametersThatReplaceOurs_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : { "state", "nonce", "code_challenge", "code_challenge_method", "redirect_uri",
                              "response_type", "response_mode", "client_id", "request", "request_uri", "scope", "" })
        QTest::addRow("%s", *name ? name : "empty name") << QString::fromLatin1(name);
}

void tst_AuthorizationCodeLogin::refusesExtraParametersThatReplaceOurs()
{
    QFETCH(QString, name);
    const HostileProvider provider({});
    Oidc::ClientConfig client = clientFor(provider);
    client.authRequestExtraParams = { { name, u"evil"_s } };
    BrowserStub browser;
    QCOMPARE_ERROR(logIn(provider, client, browser), ErrorCode::Usage);
    QVERIFY(browser.opened().isEmpty());
}

void tst_AuthorizationCodeLogin::authenticatesAConfidentialClient_data()
{
    QTest::addColumn<QStringList>("methods");
    QTest::addColumn<bool>("byHeader");
    QTest::newRow("nothing said means basic") << QStringList() << true;
    QTest::newRow("both: basic") << QStringList { u"client_secret_post"_s, u"client_secret_basic"_s } << true;
    QTest::newRow("post only") << QStringList { u"client_secret_post"_s } << false;
}

void tst_AuthorizationCodeLogin::authenticatesAConfidentialClient()
{
    QFETCH(QStringList, methods);
    QFETCH(bool, byHeader);
    const QString secret = u"s3cret+/%41 &=\u00fc"_s;
    const HostileProvider provider({ .discovery =
                                             [methods](Core::Json &document) {
                                                 for (const QString &method : methods)
                                                     document["token_endpoint_auth_methods_supported"].push_back(
                                                             method.toStdString());
                                             },
                                     .clientSecret = secret });
    Oidc::ClientConfig client = clientFor(provider);
    client.clientSecret = secret;
    BrowserStub browser;
    QVERIFY_RESULT(logIn(provider, client, browser));
    QCOMPARE(provider.tokenCount(), 1);
    QCOMPARE(!provider.tokenRequests().constFirst().header("authorization").isEmpty(), byHeader);
    QCOMPARE(provider.tokenParameters().value(u"client_secret"_s), byHeader ? QString() : secret);
    QCOMPARE(provider.tokenParameters().contains(u"client_id"_s), !byHeader);
}

void tst_AuthorizationCodeLogin::usesTheRedirectUriAsRegistered_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("expected"); // a regular expression
    QTest::newRow("literal") << u"127.0.0.1"_s << u"/"_s << u"http://127\\.0\\.0\\.1:\\d+/"_s;
    QTest::newRow("no path") << u"127.0.0.1"_s << u""_s << u"http://127\\.0\\.0\\.1:\\d+"_s;
    QTest::newRow("path") << u"127.0.0.1"_s << u"/a/b%20c"_s << u"http://127\\.0\\.0\\.1:\\d+/a/b%20c"_s;
    QTest::newRow("random path") << u"127.0.0.1"_s << u"*"_s << u"http://127\\.0\\.0\\.1:\\d+/[A-Za-z0-9_-]{43}"_s;
    QTest::newRow("localhost") << u"localhost"_s << u"/"_s << u"http://localhost:\\d+/"_s;
}

void tst_AuthorizationCodeLogin::usesTheRedirectUriAsRegistered()
{
    QFETCH(QString, host);
    QFETCH(QString, path);
    QFETCH(QString, expected);
    const HostileProvider provider({});
    Oidc::ClientConfig client = clientFor(provider);
    client.redirectHost = host;
    client.redirectPath = path;
    BrowserStub browser;
    QVERIFY_RESULT(logIn(provider, client, browser));
    QVERIFY2(QRegularExpression(QRegularExpression::anchoredPattern(expected))
                     .match(provider.authorizeParameters().value(u"redirect_uri"_s))
                     .hasMatch(),
             qPrintable(provider.authorizeParameters().value(u"redirect_uri"_s)));
}

void tst_AuthorizationCodeLogin::pushesTheRequestWhereTheProviderInsists()
{
    const HostileProvider provider({ .discovery = [](Core::Json &document) {
        document["require_pushed_authorization_requests"] = true;
    } });
    BrowserStub browser;
    QVERIFY_RESULT(logIn(provider, clientFor(provider), browser));
    QCOMPARE(provider.server().count("/par"), 1);
    const QMap<QString, QString> seen = provider.authorizeParameters();
    QCOMPARE(QStringList(seen.keyBegin(), seen.keyEnd()), (QStringList { u"client_id"_s, u"request_uri"_s }));
}

void tst_AuthorizationCodeLogin::saysSoWhenNothingCanBePushedTo()
{
    const HostileProvider provider({ .discovery = [](Core::Json &document) {
        document["require_pushed_authorization_requests"] = true;
        document.erase("pushed_authorization_request_endpoint");
    } });
    BrowserStub browser;
    QCOMPARE_ERROR(logIn(provider, clientFor(provider), browser), ErrorCode::DiscoveryInvalid);
    QVERIFY(browser.opened().isEmpty());
}

void tst_AuthorizationCodeLogin::timesOutWhenNobodySignsIn()
{
    const HostileProvider provider({});
    Oidc::ClientConfig client = clientFor(provider);
    client.loginTimeout = 50ms;
    BrowserStub browser([](const BrowserStub::Callback &) { return QList<QByteArray>(); });
    QCOMPARE_ERROR(logIn(provider, client, browser), ErrorCode::LoginTimeout);
    QCOMPARE(provider.tokenCount(), 0);
}

void tst_AuthorizationCodeLogin::canBeCanceledWhileTheBrowserIsOpen()
{
    const HostileProvider provider({});
    QtSupport::HttpClient http;
    Oidc::DiscoveryClient discovery(http);
    const auto metadata = Support::await(discovery.fetch(provider.issuer()));
    QVERIFY_RESULT(metadata);
    AuthorizationCodeLogin login(http, clientFor(provider), *metadata);
    auto future = login.start();
    login.cancel();
    QCOMPARE_ERROR(Support::await(future), ErrorCode::Canceled);
}

void tst_AuthorizationCodeLogin::canBeCanceledWhileTheTokenIsAwaited()
{
    const HostileProvider provider(
            { .tokenAnswer = [](const Support::RawRequest &) -> Support::RawResponse {
                return { {}, Support::RawResponse::Then::Hang };
            } });
    QtSupport::HttpClient http;
    Oidc::DiscoveryClient discovery(http);
    const auto metadata = Support::await(discovery.fetch(provider.issuer()));
    QVERIFY_RESULT(metadata);
    AuthorizationCodeLogin login(http, clientFor(provider), *metadata);
    BrowserStub browser;
    connect(&login, &AuthorizationCodeLogin::authorizationUrlReady, &browser, &BrowserStub::open);
    auto future = login.start();
    QTRY_COMPARE(provider.tokenCount(), 1);
    login.cancel();
    QCOMPARE_ERROR(Support::await(future), ErrorCode::Canceled);
    QTRY_VERIFY(browser.isDone());
    QVERIFY(!browser.answers().constFirst().contains("Authenticated"));
}

void tst_AuthorizationCodeLogin::endsItsWaitWhenItDies()
{
    const HostileProvider provider({});
    QtSupport::HttpClient http;
    Oidc::DiscoveryClient discovery(http);
    const auto metadata = Support::await(discovery.fetch(provider.issuer()));
    QVERIFY_RESULT(metadata);
    auto login = std::make_unique<AuthorizationCodeLogin>(http, clientFor(provider), *metadata);
    auto future = login->start();
    login.reset();
    QCOMPARE_ERROR(Support::await(future), ErrorCode::Canceled);
}

void tst_AuthorizationCodeLogin::mayBeDeletedFromItsContinuation()
{
    const HostileProvider provider({});
    QtSupport::HttpClient http;
    Oidc::DiscoveryClient discovery(http);
    const auto metadata = Support::await(discovery.fetch(provider.issuer()));
    QVERIFY_RESULT(metadata);
    auto *login = new AuthorizationCodeLogin(http, clientFor(provider), *metadata);
    BrowserStub browser;
    connect(login, &AuthorizationCodeLogin::authorizationUrlReady, &browser, &BrowserStub::open);
    bool succeeded = false;
    QtSupport::onFinished<AuthorizationCodeResult>(login->start(), this, [&](Core::Result<AuthorizationCodeResult> result) {
        succeeded = result.has_value();
        delete login;
    });
    QTRY_VERIFY(succeeded);
    QTRY_VERIFY(browser.isDone());
    QVERIFY(browser.answers().constFirst().contains("Authenticated"));
}

void tst_AuthorizationCodeLogin::triesTheConfiguredPortsInOrder()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress(QHostAddress::LocalHost)));
    const HostileProvider provider({});
    Oidc::ClientConfig client = clientFor(provider);
    client.listenPorts = { taken.serverPort(), 0 };
    BrowserStub browser;
    QVERIFY_RESULT(logIn(provider, client, browser));
    QVERIFY(browser.callback().url.port() != taken.serverPort());
}

void tst_AuthorizationCodeLogin::saysWhenNoPortIsFree()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress(QHostAddress::LocalHost)));
    const HostileProvider provider({});
    Oidc::ClientConfig client = clientFor(provider);
    client.listenPorts = { taken.serverPort() };
    BrowserStub browser;
    const auto result = logIn(provider, client, browser);
    QCOMPARE_ERROR(result, ErrorCode::Io);
    QVERIFY(result.error().message.find(std::to_string(taken.serverPort())) != std::string::npos);
}

void tst_AuthorizationCodeLogin::closesTheListenerAfterwards()
{
    const HostileProvider provider({});
    BrowserStub browser;
    QVERIFY_RESULT(logIn(provider, clientFor(provider), browser));
    QTcpSocket late;
    late.connectToHost(browser.callback().url.host(), static_cast<quint16>(browser.callback().url.port()));
    QTRY_COMPARE(late.error(), QAbstractSocket::ConnectionRefusedError);
}

void tst_AuthorizationCodeLogin::startsOnlyOnce()
{
    QtSupport::HttpClient http;
    Oidc::ProviderMetadata metadata;
    metadata.authorizationEndpoint = QUrl(u"https://idp.example/authorize"_s);
    metadata.tokenEndpoint = QUrl(u"https://idp.example/token"_s);
    AuthorizationCodeLogin login(http, {}, metadata);
    const auto first = login.start();
    QCOMPARE_ERROR(Support::await(login.start()), ErrorCode::Internal);
    QVERIFY(!first.isFinished());
}

QTEST_GUILESS_MAIN(tst_AuthorizationCodeLogin)
#include "tst_authorizationcodelogin.moc"
