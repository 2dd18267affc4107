// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/json.h"
#include "app/core/text.h"
#include "app/oidc/providermetadata.h"
#include "app/qtsupport/compat.h"
#include "tests/support/resulttest.h"

#include <QTest>

using Core::ErrorCode;
using Oidc::ProviderMetadata;

namespace {

Core::Json document(const std::string &base = "https://idp.example")
{
    return { { "issuer", base },
             { "authorization_endpoint", base + "/authorize" },
             { "token_endpoint", base + "/token" },
             { "jwks_uri", base + "/jwks" } };
}

Core::Result<ProviderMetadata> parse(const Core::Json &json, const QString &issuer = u"https://idp.example"_s)
{
    return ProviderMetadata::parse(QByteArray::fromStdString(Core::dumpJson(json)), issuer);
}

} // namespace

class tst_ProviderMetadata : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatAProviderOffers();
    void takesLittleForGranted();
    void comparesTheIssuerByteForByte_data();
    void comparesTheIssuerByteForByte();
    void saysWhereTwoIssuersDiffer();
    void refusesIssuersThatAreNoHttpsAddress_data();
    void refusesIssuersThatAreNoHttpsAddress();
    void allowsPlainHttpOnThisMachineOnly();
    void doesNotLetARemoteProviderNameLocalPorts();
    void keepsHostileTextOutOfTheMessage();
};

void tst_ProviderMetadata::readsWhatAProviderOffers()
{
    Core::Json json = document();
    json["revocation_endpoint"] = "https://idp.example/revoke";
    json["end_session_endpoint"] = "https://logout.example/?x=y";
    json["device_authorization_endpoint"] = "https://idp.example/device";
    json["pushed_authorization_request_endpoint"] = "https://idp.example/par";
    json["code_challenge_methods_supported"] = { "plain", "S256" };
    json["scopes_supported"] = { "openid", 5, "email" };
    json["id_token_signing_alg_values_supported"] = { "RS256" };
    json["token_endpoint_auth_methods_supported"] = { "client_secret_post" };
    json["authorization_response_iss_parameter_supported"] = true;
    json["require_pushed_authorization_requests"] = true;
    const auto metadata = parse(json);
    QVERIFY_RESULT(metadata);
    QCOMPARE(metadata->issuer, u"https://idp.example"_s);
    QCOMPARE(metadata->tokenEndpoint, QUrl(u"https://idp.example/token"_s));
    QCOMPARE(metadata->endSessionEndpoint, QUrl(u"https://logout.example/?x=y"_s));
    QCOMPARE(metadata->codeChallengeMethods, (QStringList { u"plain"_s, u"S256"_s }));
    QCOMPARE(metadata->scopesSupported, (QStringList { u"openid"_s, u"email"_s }));
    QCOMPARE(metadata->tokenEndpointAuthMethods, QStringList { u"client_secret_post"_s });
    QVERIFY(metadata->issParameterSupported);
    QVERIFY(metadata->requirePushedAuthorization);
}

void tst_ProviderMetadata::takesLittleForGranted()
{
    Core::Json json = document();
    json["authorization_response_iss_parameter_supported"] = "true"; // not a boolean
    json["revocation_endpoint"] = nullptr;
    const auto metadata = parse(json);
    QVERIFY_RESULT(metadata);
    QVERIFY(!metadata->issParameterSupported);
    QVERIFY(metadata->revocationEndpoint.isEmpty());
    QVERIFY(metadata->codeChallengeMethods.isEmpty());
}

void tst_ProviderMetadata::comparesTheIssuerByteForByte_data()
{
    QTest::addColumn<QByteArray>("named");
    QTest::newRow("a slash more") << QByteArray("https://idp.example/");
    QTest::newRow("capitals in the host") << QByteArray("https://IDP.example");
    QTest::newRow("the default port") << QByteArray("https://idp.example:443");
    QTest::newRow("a percent variant") << QByteArray("https://%69dp.example");
    QTest::newRow("a blank behind") << QByteArray("https://idp.example ");
    QTest::newRow("the beginning only") << QByteArray("https://idp.exampl");
    QTest::newRow("plain http") << QByteArray("http://idp.example");
    QTest::newRow("empty") << QByteArray("");
}

void tst_ProviderMetadata::comparesTheIssuerByteForByte()
{
    QFETCH(QByteArray, named);
    Core::Json json = document();
    json["issuer"] = named.toStdString();
    const auto metadata = parse(json);
    QCOMPARE_ERROR(metadata, ErrorCode::IssuerMismatch);
    QVERIFY(metadata.error().message.find("\"" + Core::singleLine(named.toStdString()) + "\"") != std::string::npos);
    QVERIFY(metadata.error().message.find("\"https://idp.example\"") != std::string::npos);
}

void tst_ProviderMetadata::saysWhereTwoIssuersDiffer()
{
    Core::Json json = document();
    json["issuer"] = "https://idp.example/";
    QVERIFY(parse(json).error().message.find("slash at the end") != std::string::npos);
    QVERIFY(parse(json).error().fix.starts_with("add a slash"));
    json["issuer"] = "https://idq.example";
    QVERIFY(parse(json).error().message.find("from character 11 on") != std::string::npos);
    json = document();
    QVERIFY(parse(json, u"https://idp.example/"_s).error().fix.starts_with("remove the slash"));
}

void tst_ProviderMetadata::refusesIssuersThatAreNoHttpsAddress_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<int>("code");
    QTest::newRow("plain http") << u"http://idp.example"_s << int(ErrorCode::IssuerNotHttps);
    QTest::newRow("file") << u"file:///etc/passwd"_s << int(ErrorCode::Usage);
    QTest::newRow("a name") << u"idp.example"_s << int(ErrorCode::Usage);
    QTest::newRow("empty") << QString() << int(ErrorCode::Usage);
    QTest::newRow("a query") << u"https://idp.example?x"_s << int(ErrorCode::Usage);
    QTest::newRow("a fragment") << u"https://idp.example#x"_s << int(ErrorCode::Usage);
    QTest::newRow("a user") << u"https://u:p@idp.example"_s << int(ErrorCode::Refused);
    QTest::newRow("a blank") << u"https://idp.example/a b"_s << int(ErrorCode::Usage);
    QTest::newRow("a look-alike of loopback") << u"http://127.0.0.1.evil.example"_s << int(ErrorCode::IssuerNotHttps);
    QTest::newRow("a look-alike of localhost") << u"http://localhost.evil.example"_s << int(ErrorCode::IssuerNotHttps);
}

void tst_ProviderMetadata::refusesIssuersThatAreNoHttpsAddress()
{
    QFETCH(QString, issuer);
    QFETCH(int, code);
    QCOMPARE_ERROR(ProviderMetadata::checkIssuer(issuer), static_cast<ErrorCode>(code));
    QVERIFY(!parse(document(issuer.toStdString()), issuer));
}

void tst_ProviderMetadata::allowsPlainHttpOnThisMachineOnly()
{
    for (const char *base : { "http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:8080" })
        QVERIFY_RESULT(parse(document(base), QString::fromLatin1(base)));
    Core::Json json = document("http://127.0.0.1:8080");
    json["token_endpoint"] = "http://idp.example/token";
    QCOMPARE_ERROR(parse(json, u"http://127.0.0.1:8080"_s), ErrorCode::DiscoveryInvalid);
}

void tst_ProviderMetadata::doesNotLetARemoteProviderNameLocalPorts()
{
    Core::Json json = document();
    json["token_endpoint"] = "http://127.0.0.1:2375/containers/create";
    QCOMPARE_ERROR(parse(json), ErrorCode::DiscoveryInvalid);
}

void tst_ProviderMetadata::keepsHostileTextOutOfTheMessage()
{
    Core::Json json = document();
    json["issuer"] = "\x1b[2J\n" + std::string(100'000, 'x');
    const auto metadata = parse(json);
    QCOMPARE_ERROR(metadata, ErrorCode::IssuerMismatch);
    QVERIFY(metadata.error().message.size() < 1000);
    QVERIFY(metadata.error().message.find('\x1b') == std::string::npos);
    QVERIFY(metadata.error().message.find('\n') == std::string::npos);
}

QTEST_GUILESS_MAIN(tst_ProviderMetadata)
#include "tst_providermetadata.moc"
