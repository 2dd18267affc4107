// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/oidc/clientauthentication.h"
#include "app/oidc/tokenclient.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/httpclient.h"
#include "tests/support/await.h"
#include "tests/support/hostileprovider.h"
#include "tests/support/logcapture.h"
#include "tests/support/resulttest.h"

#include <QTest>

using namespace std::chrono_literals;
using Core::ErrorCode;
using Support::HostileProvider;
using Support::RawRequest;
using Support::RawResponse;

namespace {

// `+` raw and `%41` decoded is what QtNetworkAuth sends for this.
const std::string kAwful = "r+t/1=%41&x y\"\\~";

Oidc::ProviderMetadata metadataOf(const HostileProvider &provider)
{
    Oidc::ProviderMetadata metadata;
    metadata.issuer = provider.issuer();
    metadata.tokenEndpoint = QUrl(provider.issuer() + u"/token"_s);
    metadata.revocationEndpoint = QUrl(provider.issuer() + u"/revoke"_s);
    return metadata;
}

Oidc::ClientConfig client(const QString &secret = {})
{
    Oidc::ClientConfig client;
    client.clientId = u"lanyard"_s;
    client.clientSecret = secret;
    return client;
}

} // namespace

class tst_TokenClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsTheRefreshTokenAsItIs();
    void authenticatesAConfidentialClient();
    void keepsNothingForAnAbsentRefreshToken();
    void sendsARefreshOnce_data();
    void sendsARefreshOnce();
    void readsLifetimes_data();
    void readsLifetimes();
    void revokes_data();
    void revokes();
    void saysWhenNothingCanBeRevoked();
    void quotesNoBody();
};

void tst_TokenClient::sendsTheRefreshTokenAsItIs()
{
    const HostileProvider provider({});
    QtSupport::HttpClient http;
    Oidc::TokenClient tokens(http);
    const auto result = Support::await(tokens.refresh(metadataOf(provider), client(), Core::Secret(kAwful)));
    QVERIFY_RESULT(result);
    QVERIFY(result->refreshToken.reveal().starts_with("refresh-"));
    const QMap<QString, QString> sent = provider.tokenParameters();
    QCOMPARE(sent.value(u"refresh_token"_s), QString::fromStdString(kAwful));
    QCOMPARE(QStringList(sent.keyBegin(), sent.keyEnd()),
             (QStringList { u"client_id"_s, u"grant_type"_s, u"refresh_token"_s }));
    QCOMPARE(provider.tokenRequests().constFirst().header("content-type"), QByteArray(Oidc::kFormContentType));
}

void tst_TokenClient::authenticatesAConfidentialClient()
{
    const QString secret = u"s:+/%41 \u00fc"_s;
    const HostileProvider provider({ .clientSecret = secret });
    QtSupport::HttpClient http;
    Oidc::TokenClient tokens(http);
    QVERIFY_RESULT(Support::await(tokens.refresh(metadataOf(provider), client(secret), Core::Secret("r"))));
    QVERIFY(!provider.tokenParameters().contains(u"client_secret"_s));
    Oidc::ProviderMetadata bodyOnly = metadataOf(provider);
    bodyOnly.tokenEndpointAuthMethods = { u"client_secret_post"_s };
    QVERIFY_RESULT(Support::await(tokens.refresh(bodyOnly, client(secret), Core::Secret("r"))));
    QCOMPARE(provider.tokenParameters().value(u"client_secret"_s), secret);
}

void tst_TokenClient::keepsNothingForAnAbsentRefreshToken()
{
    for (const char *part : { "", R"("refresh_token":null,)", R"("refresh_token":"",)" }) {
        const auto result = Oidc::parseTokenResponse(200, "application/json",
                                                     QByteArray("{") + part + R"("access_token":"a"})");
        QVERIFY_RESULT(result);
        QVERIFY(result->refreshToken.isEmpty());
        QVERIFY(result->idToken.isEmpty()); // legal on refresh
    }
}

void tst_TokenClient::sendsARefreshOnce_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("then");
    QTest::newRow("hang-up") << QByteArray() << int(RawResponse::Then::Close);
    QTest::newRow("reset") << QByteArray() << int(RawResponse::Then::Reset);
    QTest::newRow("half an answer") << QByteArray("HTTP/1.1 2") << int(RawResponse::Then::Close);
}

// A rotating provider has spent the token with the first request; a second one looks like theft.
void tst_TokenClient::sendsARefreshOnce()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, then);
    const RawResponse answer { bytes, static_cast<RawResponse::Then>(then) };
    const HostileProvider provider({ .tokenAnswer = [answer](const RawRequest &) { return answer; } });
    QtSupport::HttpClient http;
    Oidc::TokenClient tokens(http);
    QCOMPARE_ERROR(Support::await(tokens.refresh(metadataOf(provider), client(), Core::Secret("refresh-1"))),
                   ErrorCode::NetworkUnreachable);
    QCOMPARE(provider.tokenCount(), 1);
}

void tst_TokenClient::readsLifetimes_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("seconds"); // 0 = none
    QTest::newRow("an hour") << QByteArray("3600") << qint64(3600);
    QTest::newRow("a second") << QByteArray("1") << qint64(1);
    QTest::newRow("a year") << QByteArray("31536000") << qint64(31536000);
    QTest::newRow("over a year") << QByteArray("31536001") << qint64(0);
    QTest::newRow("zero") << QByteArray("0") << qint64(0);
    QTest::newRow("negative") << QByteArray("-5") << qint64(0);
    QTest::newRow("text") << QByteArray("\"3600\"") << qint64(0);
    QTest::newRow("fraction") << QByteArray("3600.5") << qint64(0);
    QTest::newRow("over 64 bits") << QByteArray("99999999999999999999") << qint64(0);
    QTest::newRow("null") << QByteArray("null") << qint64(0);
    QTest::newRow("an object") << QByteArray("{}") << qint64(0);
}

void tst_TokenClient::readsLifetimes()
{
    QFETCH(QByteArray, value);
    QFETCH(qint64, seconds);
    const auto result = Oidc::parseTokenResponse(200, "application/json",
                                                 R"({"access_token":"a","expires_in":)" + value + "}");
    QVERIFY_RESULT(result);
    QCOMPARE(result->expiresIn.value_or(0s), std::chrono::seconds(seconds));
}

void tst_TokenClient::revokes_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("code"); // -1 = success
    QTest::newRow("revoked") << 200 << QByteArray() << -1;
    QTest::newRow("nothing to say") << 204 << QByteArray() << -1;
    QTest::newRow("unknown token") << 400 << QByteArray(R"({"error":"invalid_grant"})") << -1;
    QTest::newRow("invalid token") << 400 << QByteArray(R"({"error":"invalid_token"})") << -1;
    QTest::newRow("unsupported") << 400 << QByteArray(R"({"error":"unsupported_token_type"})") << int(ErrorCode::TokenEndpoint);
    QTest::newRow("unknown client") << 401 << QByteArray(R"({"error":"invalid_client"})") << int(ErrorCode::ClientUnknown);
    QTest::newRow("overloaded") << 503 << QByteArray() << int(ErrorCode::HttpStatus);
    QTest::newRow("redirect") << 307 << QByteArray() << int(ErrorCode::RedirectRefused);
}

void tst_TokenClient::revokes()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(int, code);
    RawRequest seen;
    const HostileProvider provider({ .revocationAnswer = [&seen, status, body](const RawRequest &request) {
        seen = request;
        return RawResponse::json(body, status);
    } });
    QtSupport::HttpClient http;
    Oidc::TokenClient tokens(http);
    const auto result = Support::await(tokens.revoke(metadataOf(provider), client(), Core::Secret(kAwful)));
    if (code < 0)
        QVERIFY_RESULT(result);
    else
        QCOMPARE_ERROR(result, static_cast<ErrorCode>(code));
    QCOMPARE(Support::formParameters(seen.body).value(u"token"_s), QString::fromStdString(kAwful));
    QCOMPARE(Support::formParameters(seen.body).value(u"token_type_hint"_s), u"refresh_token"_s);
}

void tst_TokenClient::saysWhenNothingCanBeRevoked()
{
    QtSupport::HttpClient http;
    Oidc::TokenClient tokens(http);
    QCOMPARE_ERROR(Support::await(tokens.revoke({}, client(), Core::Secret("r"))), ErrorCode::NothingToDo);
}

void tst_TokenClient::quotesNoBody()
{
    for (const char *body : { R"(["canary-0123"])", R"({"access_token":5,"x":"canary-0123"})", R"({"canary-0123)",
                              R"({"error":"canary-0123 with a blank"})", "canary-0123" }) {
        for (const int status : { 200, 400, 401, 500 }) {
            for (const char *type : { "application/json", "text/html" }) {
                const auto result = Oidc::parseTokenResponse(status, type, body);
                QVERIFY(!result);
                const Core::Error &error = result.error();
                QVERIFY2((error.message + error.fix + error.detail).find("canary") == std::string::npos, body);
            }
        }
    }
}

QTEST_GUILESS_MAIN(tst_TokenClient)
#include "tst_tokenclient.moc"
