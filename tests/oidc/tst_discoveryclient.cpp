// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/json.h"
#include "app/oidc/discoveryclient.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/httpclient.h"
#include "tests/support/await.h"
#include "tests/support/rawhttpserver.h"
#include "tests/support/resulttest.h"

#include <QTest>

using Core::ErrorCode;
using Support::RawRequest;
using Support::RawResponse;

namespace {

// Names as issuer what \a issuer makes of the server's own address.
class Provider
{
public:
    explicit Provider(const QString &path) : m_path(path) { }

    [[nodiscard]] QString issuer() const { return m_server.origin() + m_path; }
    [[nodiscard]] const Support::RawHttpServer &server() const { return m_server; }

private:
    RawResponse answer(const RawRequest &request)
    {
        const std::string base = m_server.origin().toStdString();
        if (!request.target.endsWith("/.well-known/openid-configuration"))
            return RawResponse::http(404, "text/plain", "");
        const Core::Json document { { "issuer", issuer().toStdString() },
                                    { "authorization_endpoint", base + "/a" },
                                    { "token_endpoint", base + "/t" },
                                    { "jwks_uri", base + "/k" } };
        return RawResponse::http(200, "Application/JSON; charset=utf-8", QByteArray::fromStdString(Core::dumpJson(document)));
    }

    QString m_path;
    Support::RawHttpServer m_server { [this](const RawRequest &request) { return answer(request); } };
};

} // namespace

// What a provider may answer is in tst_hostileprovider.
class tst_DiscoveryClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksAtTheRightAddress_data();
    void asksAtTheRightAddress();
    void asksNobodyForAUselessIssuer();
    void saysWhenNobodyAnswers();
    void endsItsWaitWhenItDies();
};

void tst_DiscoveryClient::asksAtTheRightAddress_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("no path") << QString() << QByteArray("/.well-known/openid-configuration");
    QTest::newRow("a slash") << u"/"_s << QByteArray("/.well-known/openid-configuration");
    QTest::newRow("a realm") << u"/realms/dev"_s << QByteArray("/realms/dev/.well-known/openid-configuration");
    QTest::newRow("a tenant with a slash") << u"/t/v2.0/"_s << QByteArray("/t/v2.0/.well-known/openid-configuration");
    QTest::newRow("an encoded path") << u"/a%20b"_s << QByteArray("/a%20b/.well-known/openid-configuration");
}

void tst_DiscoveryClient::asksAtTheRightAddress()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, expected);
    const Provider provider(path);
    QtSupport::HttpClient http;
    Oidc::DiscoveryClient client(http);
    const auto metadata = Support::await(client.fetch(provider.issuer()));
    QVERIFY_RESULT(metadata);
    QCOMPARE(metadata->issuer, provider.issuer());
    QCOMPARE(provider.server().requests().size(), 1);
    QCOMPARE(provider.server().requests().constFirst().target, expected);
}

void tst_DiscoveryClient::asksNobodyForAUselessIssuer()
{
    QtSupport::HttpClient http;
    Oidc::DiscoveryClient client(http);
    QCOMPARE_ERROR(Support::await(client.fetch(u"http://idp.example"_s)), ErrorCode::IssuerNotHttps);
    QCOMPARE_ERROR(Support::await(client.fetch(u"nonsense"_s)), ErrorCode::Usage);
}

void tst_DiscoveryClient::saysWhenNobodyAnswers()
{
    QString issuer;
    {
        const Provider gone {{}};
        issuer = gone.issuer();
    }
    QtSupport::HttpClient http;
    Oidc::DiscoveryClient client(http);
    const auto metadata = Support::await(client.fetch(issuer));
    QCOMPARE_ERROR(metadata, ErrorCode::NetworkUnreachable);
    QVERIFY(metadata.error().message.find("nobody answers at 127.0.0.1:") != std::string::npos);
}

void tst_DiscoveryClient::endsItsWaitWhenItDies()
{
    const Provider provider {{}};
    QtSupport::FutureResult<Oidc::ProviderMetadata> future;
    {
        QtSupport::HttpClient http;
        Oidc::DiscoveryClient client(http);
        future = client.fetch(provider.issuer());
    }
    QCOMPARE_ERROR(Support::await(future), ErrorCode::Canceled);
}

QTEST_GUILESS_MAIN(tst_DiscoveryClient)
#include "tst_discoveryclient.moc"
