// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/demo/demoissuer.h"
#include "app/oidc/jose/idtokenverifier.h"
#include "app/qtsupport/strings.h"
#include "tests/support/demobrowser.h"
#include "tests/support/fakeclock.h"
#include "tests/support/resulttest.h"

#include <QTcpSocket>
#include <QTest>

using namespace Demo;
using Core::Json;
using QtSupport::toQString;
using QtSupport::view;
using Support::BrowserAnswer;
using namespace std::chrono_literals;

namespace {
// RFC 7636, appendix B.
const QString kVerifier = u"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"_s;
const QString kChallenge = u"E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"_s;
const QString kRedirect = u"http://127.0.0.1:4711/"_s;
using Form = QList<QPair<QString, QString>>;
} // namespace

namespace {

// An RSA key costs half a second, a key on a curve nothing.
IssuerOptions quickOptions()
{
    IssuerOptions options;
    options.algorithm = Jose::SignatureAlgorithm::ES256;
    return options;
}

} // namespace

class tst_DemoIssuer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_issuer.reset(); }

    void tellsDiscovery();
    void signsInWithCodeAndPkce();
    void everyAccountCanSignIn();
    void refreshesWithRotationAndWithoutNonce();
    void reusedRefreshTokenEndsTheSession();
    void refusesAuthorization_data();
    void refusesAuthorization();
    void neverRedirectsToAForeignAddress_data();
    void neverRedirectsToAForeignAddress();
    void personCanSayNo();
    void loginPageWorksOnceAndIsNoSurprise();
    void unknownAccountAsksAgain();
    void escapesWhatItShows();
    void refusesTokenRequests_data();
    void refusesTokenRequests();
    void revokes();
    void logsOutBySignedHintOnly();
    void deviceGrant();
    void deviceGrantRefused();
    void answersToItsOwnNameOnly();
    void loginsExpire();
    void rotatedKeyIsInTheJwks();

private:
    QUrl url(const char *path) const
    {
        return QUrl(toQString(m_issuer->issuer()) + QString::fromLatin1(path));
    }
    QUrl authorizeUrl(const Form &changes = {}) const;
    QString codeFor(const QString &user, const Form &changes = {});
    Json token(const Form &form, int expectedStatus = 200);
    Json codeGrant(const QString &code, int expectedStatus = 200);
    Core::Result<Jose::IdToken> verified(const Json &answer,
                                         const std::optional<std::string> &nonce) const;

    Support::FakeClock m_clock;
    Support::DemoBrowser m_browser;
    std::unique_ptr<DemoIssuer> m_issuer;
};

void tst_DemoIssuer::init()
{
    m_issuer = std::make_unique<DemoIssuer>(quickOptions(), m_clock);
    QVERIFY_RESULT(m_issuer->start());
}

QUrl tst_DemoIssuer::authorizeUrl(const Form &changes) const
{
    Form form{ { u"client_id"_s, u"kubernetes"_s }, { u"redirect_uri"_s, kRedirect },
               { u"response_type"_s, u"code"_s },   { u"scope"_s, u"openid email groups"_s },
               { u"state"_s, u"st+a te"_s },        { u"nonce"_s, u"the-nonce"_s },
               { u"code_challenge"_s, kChallenge }, { u"code_challenge_method"_s, u"S256"_s } };
    for (const auto &[key, value] : changes) {
        form.removeIf([&key = key](const auto &entry) { return entry.first == key; });
        form.append({ key, value });
    }
    QUrlQuery query;
    for (const auto &[key, value] : form)
        query.addQueryItem(key, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    QUrl result = url("/authorize");
    result.setQuery(query);
    return result;
}

QString tst_DemoIssuer::codeFor(const QString &user, const Form &changes)
{
    return formValue(QUrlQuery(m_browser.signIn(authorizeUrl(changes), user)), u"code"_s);
}

Json tst_DemoIssuer::token(const Form &form, int expectedStatus)
{
    const BrowserAnswer answer = m_browser.post(url("/token"), form);
    if (answer.status != expectedStatus)
        qCritical() << "status" << answer.status << answer.body;
    const auto json = Core::parseJson(view(answer.body));
    return answer.status == expectedStatus && json ? *json : Json::object();
}

Json tst_DemoIssuer::codeGrant(const QString &code, int expectedStatus)
{
    return token({ { u"grant_type"_s, u"authorization_code"_s },
                   { u"code"_s, code },
                   { u"redirect_uri"_s, kRedirect },
                   { u"client_id"_s, u"kubernetes"_s },
                   { u"code_verifier"_s, kVerifier } },
                 expectedStatus);
}

Core::Result<Jose::IdToken> tst_DemoIssuer::verified(const Json &answer,
                                                     const std::optional<std::string> &nonce) const
{
    const auto keys = Jose::JsonWebKeySet::parse(Core::dumpJson(m_issuer->jwks()));
    const Core::Secret access(Core::jsonString(answer, "access_token").value_or(""));
    Jose::IdTokenExpectation expected;
    expected.issuer = m_issuer->issuer();
    expected.clientId = "kubernetes";
    expected.nonce = nonce;
    expected.accessToken = &access;
    return Jose::IdTokenVerifier(m_clock).verify(Core::jsonString(answer, "id_token").value_or(""),
                                                 *keys, expected);
}

void tst_DemoIssuer::tellsDiscovery()
{
    const BrowserAnswer answer = m_browser.get(url("/.well-known/openid-configuration"));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.contentType, "application/json"_ba);
    const auto json = Core::parseJson(view(answer.body));
    QVERIFY_RESULT(json);
    QCOMPARE(Core::jsonString(*json, "issuer"), m_issuer->issuer());
    QCOMPARE(Core::jsonStrings(*json, "code_challenge_methods_supported"),
             std::vector<std::string>{ "S256" });
    QCOMPARE(Core::jsonStrings(*json, "grant_types_supported").size(), std::size_t(3));
    const BrowserAnswer keys = m_browser.get(QUrl(toQString(*Core::jsonString(*json, "jwks_uri"))));
    const auto set = Jose::JsonWebKeySet::parse(view(keys.body));
    QVERIFY_RESULT(set);
    QVERIFY(!set->isEmpty());
}

void tst_DemoIssuer::signsInWithCodeAndPkce()
{
    const QUrl target = m_browser.signIn(authorizeUrl(), u"sm01"_s);
    QCOMPARE(target.adjusted(QUrl::RemoveQuery), QUrl(kRedirect));
    const QUrlQuery query(target);
    QCOMPARE(formValue(query, u"state"_s), u"st+a te"_s);
    QCOMPARE(formValue(query, u"iss"_s), toQString(m_issuer->issuer()));
    const Json answer = codeGrant(formValue(query, u"code"_s));
    QCOMPARE(Core::jsonInteger(answer, "expires_in"), 60);
    const auto idToken = verified(answer, "the-nonce");
    QVERIFY_RESULT(idToken);
    const Json &claims = idToken->claims;
    QCOMPARE(Core::jsonString(claims, "email"), "sm01@example.test");
    QCOMPARE(Core::jsonString(claims, "preferred_username"), "sm01");
    QVERIFY(Core::jsonBool(claims, "email_verified", false));
    QCOMPARE(Core::jsonStrings(claims, "groups"),
             (std::vector<std::string>{ "ADMIN", "security-developer" }));
    for (const char *name : { "sub", "azp", "sid", "at_hash", "auth_time", "jti" })
        QVERIFY2(claims.contains(name), name);
    QCOMPARE(idToken->expiresAt, m_clock.now() + 60s);
}

void tst_DemoIssuer::everyAccountCanSignIn()
{
    for (const DemoUser &user : demoUsers()) {
        const auto idToken = verified(codeGrant(codeFor(toQString(user.email))), "the-nonce");
        QVERIFY_RESULT(idToken);
        QCOMPARE(idToken->subject, user.subject);
        QCOMPARE(Core::jsonBool(idToken->claims, "email_verified", !user.emailVerified),
                 user.emailVerified);
    }
}

void tst_DemoIssuer::refreshesWithRotationAndWithoutNonce()
{
    Json answer = codeGrant(codeFor(u"sm01"_s));
    const auto first = verified(answer, "the-nonce");
    QVERIFY_RESULT(first);
    m_clock.advance(90s);
    const std::string old = *Core::jsonString(answer, "refresh_token");
    answer = token({ { u"grant_type"_s, u"refresh_token"_s },
                     { u"client_id"_s, u"kubernetes"_s },
                     { u"refresh_token"_s, toQString(old) } });
    const auto second = verified(answer, std::nullopt);
    QVERIFY_RESULT(second);
    QVERIFY(!second->claims.contains("nonce"));
    QCOMPARE_JSON(second->claims["sid"], first->claims["sid"]);
    QCOMPARE_JSON(second->claims["auth_time"], first->claims["auth_time"]);
    QVERIFY(Core::jsonString(answer, "refresh_token") != old);
    QCOMPARE(m_issuer->sessionCount(), std::size_t(1));
}

void tst_DemoIssuer::reusedRefreshTokenEndsTheSession()
{
    const Json answer = codeGrant(codeFor(u"sm01"_s));
    const auto refresh = [&](const Json &from, int status) {
        return token(
                { { u"grant_type"_s, u"refresh_token"_s },
                  { u"client_id"_s, u"kubernetes"_s },
                  { u"refresh_token"_s, toQString(*Core::jsonString(from, "refresh_token")) } },
                status);
    };
    const Json rotated = refresh(answer, 200);
    QCOMPARE(Core::jsonString(refresh(answer, 400), "error"), "invalid_grant");
    QCOMPARE(Core::jsonString(refresh(rotated, 400), "error"), "invalid_grant");
}

void tst_DemoIssuer::refusesAuthorization_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("error");
    QTest::newRow("implicit flow")
            << u"response_type"_s << u"token"_s << u"unsupported_response_type"_s;
    QTest::newRow("no openid") << u"scope"_s << u"email openidx"_s << u"invalid_scope"_s;
    QTest::newRow("no PKCE") << u"code_challenge_method"_s << QString() << u"invalid_request"_s;
    QTest::newRow("plain PKCE") << u"code_challenge_method"_s << u"plain"_s << u"invalid_request"_s;
    QTest::newRow("short challenge") << u"code_challenge"_s << u"abc"_s << u"invalid_request"_s;
    QTest::newRow("no page wanted") << u"prompt"_s << u"none"_s << u"login_required"_s;
}

void tst_DemoIssuer::refusesAuthorization()
{
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(QString, error);
    const BrowserAnswer answer = m_browser.get(authorizeUrl({ { key, value } }));
    QCOMPARE(answer.status, 303);
    QCOMPARE(answer.location.adjusted(QUrl::RemoveQuery), QUrl(kRedirect));
    const QUrlQuery query(answer.location);
    QCOMPARE(formValue(query, u"error"_s), error);
    QCOMPARE(formValue(query, u"state"_s), u"st+a te"_s);
    QCOMPARE(formValue(query, u"iss"_s), toQString(m_issuer->issuer()));
}

void tst_DemoIssuer::neverRedirectsToAForeignAddress_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::newRow("unknown client") << u"client_id"_s << u"stranger"_s;
    QTest::newRow("another host") << u"redirect_uri"_s << u"http://evil.example/"_s;
    QTest::newRow("user info that looks like loopback")
            << u"redirect_uri"_s << u"http://127.0.0.1@evil.example/"_s;
    QTest::newRow("loopback with user info") << u"redirect_uri"_s << u"http://evil@127.0.0.1/"_s;
    QTest::newRow("a fragment") << u"redirect_uri"_s << u"http://127.0.0.1/#x"_s;
    QTest::newRow("a script") << u"redirect_uri"_s << u"javascript:alert(1)"_s;
    QTest::newRow("nothing") << u"redirect_uri"_s << QString();
}

void tst_DemoIssuer::neverRedirectsToAForeignAddress()
{
    QFETCH(QString, key);
    QFETCH(QString, value);
    const BrowserAnswer answer = m_browser.get(authorizeUrl({ { key, value } }));
    QCOMPARE(answer.status, 400);
    QVERIFY(answer.location.isEmpty());
    QVERIFY(answer.contentType.startsWith("text/html"));
}

void tst_DemoIssuer::personCanSayNo()
{
    const BrowserAnswer page = m_browser.get(authorizeUrl());
    const BrowserAnswer answer =
            m_browser.post(url("/authorize"),
                           { { u"request"_s, Support::DemoBrowser::requestId(page.body) },
                             { u"cancel"_s, u"1"_s } });
    QCOMPARE(formValue(QUrlQuery(answer.location), u"error"_s), u"access_denied"_s);
}

void tst_DemoIssuer::loginPageWorksOnceAndIsNoSurprise()
{
    const BrowserAnswer page = m_browser.get(authorizeUrl({ { u"login_hint"_s, u"ops03"_s } }));
    QCOMPARE(page.status, 200);
    QVERIFY(page.policy.contains("default-src 'none'"));
    QVERIFY(page.policy.contains("frame-ancestors 'none'"));
    QVERIFY(!page.body.contains("<script"));
    QVERIFY2(page.body.indexOf("account-ops03") < page.body.indexOf("account-sm01"),
             "the hinted account comes first");
    const QString id = Support::DemoBrowser::requestId(page.body);
    const Form form{ { u"request"_s, id }, { u"user"_s, u"sm01"_s } };
    QCOMPARE(m_browser.post(url("/authorize"), form).status, 303);
    QCOMPARE(m_browser.post(url("/authorize"), form).status, 400);
    QCOMPARE(m_browser
                     .post(url("/authorize"),
                           { { u"request"_s, u"guess"_s }, { u"user"_s, u"sm01"_s } })
                     .status,
             400);
}

void tst_DemoIssuer::unknownAccountAsksAgain()
{
    const BrowserAnswer page = m_browser.get(authorizeUrl());
    const QString id = Support::DemoBrowser::requestId(page.body);
    const BrowserAnswer again =
            m_browser.post(url("/authorize"), { { u"request"_s, id }, { u"user"_s, u"nobody"_s } });
    QCOMPARE(again.status, 400);
    QCOMPARE(Support::DemoBrowser::requestId(again.body), id);
    QCOMPARE(m_browser.post(url("/authorize"), { { u"request"_s, id }, { u"user"_s, u" sm01 "_s } })
                     .status,
             303);
}

void tst_DemoIssuer::escapesWhatItShows()
{
    const BrowserAnswer page =
            m_browser.get(authorizeUrl({ { u"login_hint"_s, u"\"><script>x</script>"_s } }));
    QVERIFY(!page.body.contains("<script"));
    QVERIFY(page.body.contains("&lt;script&gt;"));
    const BrowserAnswer error =
            m_browser.get(authorizeUrl({ { u"client_id"_s, u"<img src=x>"_s } }));
    QVERIFY(!error.body.contains("<img"));
}

void tst_DemoIssuer::refusesTokenRequests_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("error");
    QTest::newRow("wrong verifier")
            << u"code_verifier"_s << QString(43, u'a') << 400 << u"invalid_grant"_s;
    QTest::newRow("no verifier") << u"code_verifier"_s << QString() << 400 << u"invalid_grant"_s;
    QTest::newRow("other redirect URI")
            << u"redirect_uri"_s << u"http://127.0.0.1:1/"_s << 400 << u"invalid_grant"_s;
    QTest::newRow("unknown code") << u"code"_s << u"guess"_s << 400 << u"invalid_grant"_s;
    QTest::newRow("unknown client")
            << u"client_id"_s << u"stranger"_s << 401 << u"invalid_client"_s;
    QTest::newRow("password grant")
            << u"grant_type"_s << u"password"_s << 400 << u"unsupported_grant_type"_s;
}

void tst_DemoIssuer::refusesTokenRequests()
{
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(int, status);
    QFETCH(QString, error);
    Form form{ { u"grant_type"_s, u"authorization_code"_s },
               { u"code"_s, codeFor(u"sm01"_s) },
               { u"redirect_uri"_s, kRedirect },
               { u"client_id"_s, u"kubernetes"_s },
               { u"code_verifier"_s, kVerifier } };
    for (auto &[name, current] : form) {
        if (name == key)
            current = value;
    }
    QCOMPARE(Core::jsonString(token(form, status), "error"), error.toStdString());
    QCOMPARE(m_issuer->sessionCount(), std::size_t(0));
}

void tst_DemoIssuer::revokes()
{
    const Json answer = codeGrant(codeFor(u"sm01"_s));
    QCOMPARE(m_issuer->sessionCount(), std::size_t(1));
    const QString refresh = toQString(*Core::jsonString(answer, "refresh_token"));
    QCOMPARE(m_browser.post(url("/revoke"), { { u"token"_s, u"unknown"_s } }).status, 200);
    QCOMPARE(m_issuer->sessionCount(), std::size_t(1));
    QCOMPARE(m_browser.post(url("/revoke"), { { u"token"_s, refresh } }).status, 200);
    QCOMPARE(m_issuer->sessionCount(), std::size_t(0));
}

void tst_DemoIssuer::logsOutBySignedHintOnly()
{
    const Json answer = codeGrant(codeFor(u"sm01"_s));
    QUrl logout = url("/logout");
    QCOMPARE(m_browser.get(logout).status, 400);
    const QString hint = toQString(*Core::jsonString(answer, "id_token"));
    QString forged = hint;
    forged.replace(forged.size() - 10, 4, u"AAAA"_s);
    logout.setQuery(u"id_token_hint="_s + forged);
    QCOMPARE(m_browser.get(logout).status, 400);
    QCOMPARE(m_issuer->sessionCount(), std::size_t(1));
    m_clock.advance(10min); // an expired hint still names its session
    logout.setQuery(u"id_token_hint="_s + hint
                    + u"&post_logout_redirect_uri=http://127.0.0.1:9/&state=s"_s);
    QCOMPARE(m_browser.get(logout).location, QUrl(u"http://127.0.0.1:9/?state=s"_s));
    QCOMPARE(m_issuer->sessionCount(), std::size_t(0));
}

void tst_DemoIssuer::deviceGrant()
{
    const BrowserAnswer started = m_browser.post(
            url("/device"), { { u"client_id"_s, u"kubernetes"_s }, { u"scope"_s, u"openid"_s } });
    const auto device = Core::parseJson(view(started.body));
    QVERIFY_RESULT(device);
    const Form poll{ { u"grant_type"_s, u"urn:ietf:params:oauth:grant-type:device_code"_s },
                     { u"client_id"_s, u"kubernetes"_s },
                     { u"device_code"_s, toQString(*Core::jsonString(*device, "device_code")) } };
    QCOMPARE(Core::jsonString(token(poll, 400), "error"), "authorization_pending");
    QCOMPARE(m_browser.get(QUrl(toQString(*Core::jsonString(*device, "verification_uri")))).status,
             200);
    const QUrl page(toQString(*Core::jsonString(*device, "verification_uri_complete")));
    QVERIFY(m_browser.get(page).body.contains("account-sm01"));
    const QString code = toQString(*Core::jsonString(*device, "user_code"));
    QCOMPARE(m_browser
                     .post(url("/verify"),
                           { { u"user_code"_s, u"BCDF-BCDF"_s }, { u"user"_s, u"sm01"_s } })
                     .status,
             400);
    QCOMPARE(m_browser
                     .post(url("/verify"),
                           { { u"user_code"_s, code.toLower() }, { u"user"_s, u"sm01"_s } })
                     .status,
             200);
    QVERIFY_RESULT(verified(token(poll), std::nullopt));
    QCOMPARE(Core::jsonString(token(poll, 400), "error"), "expired_token");
}

void tst_DemoIssuer::deviceGrantRefused()
{
    const auto device = Core::parseJson(
            view(m_browser.post(url("/device"), { { u"client_id"_s, u"kubernetes"_s } }).body));
    QVERIFY_RESULT(device);
    const QString code = toQString(*Core::jsonString(*device, "user_code"));
    QCOMPARE(m_browser.post(url("/verify"), { { u"user_code"_s, code }, { u"cancel"_s, u"1"_s } })
                     .status,
             200);
    const Json answer =
            token({ { u"grant_type"_s, u"urn:ietf:params:oauth:grant-type:device_code"_s },
                    { u"client_id"_s, u"kubernetes"_s },
                    { u"device_code"_s, toQString(*Core::jsonString(*device, "device_code")) } },
                  400);
    QCOMPARE(Core::jsonString(answer, "error"), "access_denied");
    QCOMPARE(m_browser.post(url("/device"), { { u"client_id"_s, u"stranger"_s } }).status, 401);
}

void tst_DemoIssuer::answersToItsOwnNameOnly()
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(url("").port()));
    socket.write(
            "GET /realms/demo/jwks HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n");
    QTRY_COMPARE(socket.state(), QTcpSocket::UnconnectedState);
    QVERIFY(socket.readAll().startsWith("HTTP/1.1 400"));
}

void tst_DemoIssuer::loginsExpire()
{
    const BrowserAnswer page = m_browser.get(authorizeUrl());
    m_clock.advance(11min);
    QCOMPARE(m_browser
                     .post(url("/authorize"),
                           { { u"request"_s, Support::DemoBrowser::requestId(page.body) },
                             { u"user"_s, u"sm01"_s } })
                     .status,
             400);
}

void tst_DemoIssuer::rotatedKeyIsInTheJwks()
{
    const Json before = m_issuer->jwks();
    QVERIFY_RESULT(m_issuer->rotateKey());
    QVERIFY(m_issuer->jwks() != before);
    QVERIFY_RESULT(verified(codeGrant(codeFor(u"sm01"_s)), "the-nonce"));
}

QTEST_GUILESS_MAIN(tst_DemoIssuer)
#include "tst_demoissuer.moc"
