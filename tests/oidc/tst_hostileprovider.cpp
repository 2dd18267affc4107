// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/text.h"
#include "app/oidc/authorizationcodelogin.h"
#include "app/oidc/discoveryclient.h"
#include "app/oidc/jose/idtokenverifier.h"
#include "app/oidc/remotekeyset.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/httpclient.h"
#include "app/qtsupport/strings.h"
#include "tests/oidc/hostilecases.h"
#include "tests/support/await.h"
#include "tests/support/logcapture.h"
#include "tests/support/resulttest.h"

#include <QTest>

using namespace std::chrono_literals;
using Core::ErrorCode;
using Support::BrowserStub;
using Support::HostileProvider;
using Support::RawRequest;
using Support::RawResponse;

namespace {

// Discovery, browser, code, keys, ID token: what a session does, without the keychain.
Core::Result<Jose::IdToken> signIn(const QString &issuer, BrowserStub &browser, const QString &clientSecret = {})
{
    QtSupport::HttpClient http;
    const Core::SystemClock clock;
    Oidc::DiscoveryClient discovery(http);
    const auto metadata = Support::await(discovery.fetch(issuer));
    if (!metadata)
        return Core::fail(metadata.error());
    Oidc::ClientConfig client;
    client.issuer = issuer;
    client.clientId = u"lanyard"_s;
    client.clientSecret = clientSecret;
    client.scopes = { u"openid"_s };
    client.loginTimeout = 20s;
    Oidc::AuthorizationCodeLogin login(http, client, *metadata);
    QObject::connect(&login, &Oidc::AuthorizationCodeLogin::authorizationUrlReady, &browser, &BrowserStub::open);
    const auto result = Support::await(login.start());
    if (!result)
        return Core::fail(result.error());
    const std::string compact(result->tokens.idToken.reveal());
    Oidc::RemoteKeySet remote(http, clock, metadata->jwksUri);
    const auto shown = Jose::IdTokenVerifier::decodeUnverified(compact);
    const auto keys = Support::await(
            remote.keysFor(shown ? Core::jsonString(shown->header, "kid").value_or("") : std::string()));
    if (!keys)
        return Core::fail(keys.error());
    Jose::IdTokenExpectation expected;
    expected.issuer = QtSupport::toStdString(issuer);
    expected.clientId = "lanyard";
    expected.nonce = QtSupport::toStdString(result->nonce);
    expected.accessToken = &result->tokens.accessToken;
    return Jose::IdTokenVerifier(clock).verify(compact, *keys, expected);
}

// One line that tells something, and nothing in it that a terminal would obey.
bool isSentence(const std::string &text)
{
    return !text.empty() && text == Core::singleLine(text, 4000);
}

QByteArray leaked(const QList<QByteArray> &secrets, const QByteArray &text)
{
    for (const QByteArray &secret : secrets) {
        if (text.contains(secret))
            return secret;
    }
    return {};
}

QByteArray everything(const Core::Error &error)
{
    return QByteArray::fromStdString(error.message + '\n' + error.fix + '\n' + error.detail);
}

} // namespace

class tst_HostileProvider : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsAsItMust_data();
    void endsAsItMust();
    void answersEveryForgedCallbackWithTheSameBytes();
    void sendsNothingToTheTargetOfARedirect_data();
    void sendsNothingToTheTargetOfARedirect();
    void doesNotMixTwoProvidersUp();
    void keepsAConfidentialClientsSecret();

private:
    std::vector<HostileCase> m_cases;
};

void tst_HostileProvider::endsAsItMust_data()
{
    QTest::addColumn<int>("index");
    for (auto *more : { &callbackCases, &discoveryCases, &tokenEndpointCases, &idTokenCases }) {
        for (HostileCase &each : more()) {
            QTest::newRow(Core::singleLine(each.name).c_str()) << static_cast<int>(m_cases.size());
            m_cases.push_back(std::move(each));
        }
    }
}

void tst_HostileProvider::endsAsItMust()
{
    QFETCH(int, index);
    const HostileCase &row = m_cases[static_cast<std::size_t>(index)];
    const HostileProvider provider(row.behaviour);
    BrowserStub browser(row.browser);
    const Support::LogCapture log;
    const auto result = signIn(provider.issuer(), browser);
    if (!browser.opened().isEmpty())
        QTRY_VERIFY(browser.isDone());

    if (row.error)
        QCOMPARE_ERROR(result, *row.error);
    else
        QVERIFY_RESULT(result);
    QCOMPARE(provider.tokenCount(), row.tokenRequests);
    QCOMPARE(provider.jwksCount(), row.jwksRequests);
    QCOMPARE(leaked(provider.secrets(), Support::LogCapture::all()), QByteArray());
    if (!result) {
        QVERIFY2(isSentence(result.error().message), result.error().message.c_str());
        for (const std::string &text : { result.error().fix, result.error().detail })
            QVERIFY2(text.empty() || isSentence(text), text.c_str());
        QCOMPARE(leaked(provider.secrets(), everything(result.error())), QByteArray());
    }
}

// What a page or a scanner gets to see must not depend on what it sent.
void tst_HostileProvider::answersEveryForgedCallbackWithTheSameBytes()
{
    const HostileProvider provider({});
    const QByteArray script = "%3Cscript%3Ealert(1)%3C%2Fscript%3E";
    BrowserStub browser([script](const BrowserStub::Callback &callback) {
        return QList<QByteArray> { callback.get("state=" + script + "&code=" + script),
                                   callback.get("error=" + script + "&error_description=" + script),
                                   callback.get("state=x"), callback.honest() };
    });
    QVERIFY_RESULT(signIn(provider.issuer(), browser));
    QTRY_VERIFY(browser.isDone());
    QCOMPARE(browser.answers().size(), 4);
    QCOMPARE(browser.answers().at(1), browser.answers().at(0));
    QCOMPARE(browser.answers().at(2), browser.answers().at(0));
    for (const QByteArray &answer : browser.answers()) {
        QVERIFY(answer.contains("Content-Security-Policy: default-src 'none'"));
        QVERIFY(answer.contains("Cache-Control: no-store"));
        QVERIFY(answer.contains("Referrer-Policy: no-referrer"));
        QVERIFY(!answer.contains("alert"));
    }
}

void tst_HostileProvider::sendsNothingToTheTargetOfARedirect_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    for (const char *path : { "/.well-known/openid-configuration", "/token", "/jwks", "/par" }) {
        for (const int status : { 301, 302, 303, 307, 308 })
            QTest::addRow("%s %d", path, status) << QByteArray(path) << status;
    }
}

void tst_HostileProvider::sendsNothingToTheTargetOfARedirect()
{
    QFETCH(QByteArray, path);
    QFETCH(int, status);
    const Support::RawHttpServer thief([](const RawRequest &) { return RawResponse::json("{}"); });
    const QByteArray target = thief.origin().toLatin1() + path;
    const HostileProvider::Answer redirect = [target, status](const RawRequest &) {
        return RawResponse::redirect(status, target);
    };
    HostileProvider::Behaviour behaviour;
    if (path == "/token")
        behaviour.tokenAnswer = redirect;
    else if (path == "/jwks")
        behaviour.jwksAnswer = redirect;
    else if (path == "/par")
        behaviour.pushAnswer = redirect;
    else
        behaviour.discoveryAnswer = redirect;
    if (path == "/par")
        behaviour.discovery = [](Core::Json &document) { document["require_pushed_authorization_requests"] = true; };
    const HostileProvider provider(behaviour);
    BrowserStub browser;
    QCOMPARE_ERROR(signIn(provider.issuer(), browser), ErrorCode::RedirectRefused);
    QCOMPARE(provider.server().count(path), 1);
    QCOMPARE(thief.connections(), 0);
}

// The answer of one provider, delivered to the listener of a sign-in at another one.
void tst_HostileProvider::doesNotMixTwoProvidersUp()
{
    const HostileProvider honest({});
    const HostileProvider evil({});
    BrowserStub::Callback foreign;
    BrowserStub first([&foreign](const BrowserStub::Callback &callback) {
        foreign = callback;
        return QList<QByteArray> { callback.honest() };
    });
    QVERIFY_RESULT(signIn(evil.issuer(), first));
    BrowserStub second([&foreign](const BrowserStub::Callback &callback) {
        return QList<QByteArray> { callback.get(foreign.query), callback.honest() };
    });
    QVERIFY_RESULT(signIn(honest.issuer(), second));
    QTRY_VERIFY(second.isDone());
    QVERIFY(second.answers().constFirst().startsWith("HTTP/1.1 400 "));
    QCOMPARE(honest.tokenCount(), 1);
}

void tst_HostileProvider::keepsAConfidentialClientsSecret()
{
    const QString secret = u"the-client-secret"_s;
    const HostileProvider provider({ .tokenAnswer =
                                             [](const RawRequest &) {
                                                 return RawResponse::json(R"({"error":"invalid_client"})", 401);
                                             },
                                     .clientSecret = secret });
    BrowserStub browser;
    const Support::LogCapture log;
    const auto result = signIn(provider.issuer(), browser, secret);
    QCOMPARE_ERROR(result, ErrorCode::ClientUnknown);
    QCOMPARE(provider.tokenCount(), 1); // not tried again the other way
    const QList<QByteArray> secrets = { secret.toUtf8(), ("lanyard:" + secret.toUtf8()).toBase64() };
    QCOMPARE(leaked(secrets, everything(result.error()) + Support::LogCapture::all()), QByteArray());
}

QTEST_GUILESS_MAIN(tst_HostileProvider)
#include "tst_hostileprovider.moc"
