// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/json.h"
#include "app/oidc/devicelogin.h"
#include "app/oidc/random.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/httpclient.h"
#include "tests/support/await.h"
#include "tests/support/hostileprovider.h"
#include "tests/support/logcapture.h"
#include "tests/support/resulttest.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace std::chrono_literals;
using Core::ErrorCode;
using Core::Json;
using Oidc::ProviderPlace;
using Support::RawRequest;
using Support::RawResponse;

namespace {

QByteArray bytes(const Json &json)
{
    return QByteArray::fromStdString(Core::dumpJson(json));
}

RawResponse failure(const char *name, int status = 400)
{
    return RawResponse::json(bytes({ { "error", name } }), status);
}

RawResponse tokens()
{
    return RawResponse::json(bytes({ { "token_type", "Bearer" }, { "access_token", "at-1" }, { "id_token", "a.b.c" },
                                     { "refresh_token", "rt-device" } }));
}

Json goodAnswer()
{
    return { { "device_code", "dc+/= secret" },
             { "user_code", "WDJB-MJHT" },
             { "verification_uri", "https://idp.example.test/device" },
             { "verification_uri_complete", "https://idp.example.test/device?user_code=WDJB-MJHT" },
             { "expires_in", 1800 },
             { "interval", 2 } };
}

// A provider that hands out one code and then answers each poll with the next of its script; the last
// one for ever.
struct Bench
{
    explicit Bench(QList<RawResponse> polls, Json authorization = {}, std::chrono::milliseconds second = 1ms)
        : script(std::move(polls)), server([this, authorization](const RawRequest &request) {
              if (request.path() == "/device") {
                  Json answer = goodAnswer();
                  answer["verification_uri"] = server.origin().toStdString() + "/verify";
                  answer.erase("verification_uri_complete");
                  answer.update(authorization.is_object() ? authorization : Json::object());
                  return RawResponse::json(bytes(answer));
              }
              return script.size() > 1 ? script.takeFirst() : script.constFirst();
          }),
          login(http, client(), metadata(), second)
    {
    }
    [[nodiscard]] static Oidc::ClientConfig client()
    {
        Oidc::ClientConfig client;
        client.clientId = u"lanyard"_s;
        client.scopes = { u"groups"_s, u"openid"_s };
        client.loginTimeout = 10s;
        return client;
    }
    [[nodiscard]] Oidc::ProviderMetadata metadata() const
    {
        Oidc::ProviderMetadata metadata;
        metadata.issuer = server.origin();
        metadata.tokenEndpoint = QUrl(server.origin() + u"/token"_s);
        metadata.deviceAuthorizationEndpoint = QUrl(server.origin() + u"/device"_s);
        return metadata;
    }
    [[nodiscard]] int polls() const { return server.count("/token"); }

    QList<RawResponse> script;
    Support::RawHttpServer server;
    QtSupport::HttpClient http;
    Oidc::DeviceLogin login;
};

} // namespace

class tst_DeviceLogin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAGoodAnswer();
    void refusesBadAnswers_data();
    void refusesBadAnswers();
    void keepsTheIntervalWithinBounds_data();
    void keepsTheIntervalWithinBounds();
    void plainHttpIsForProvidersOfThisMachine();
    void refusesAHugeAnswer();
    void asksUntilThePersonIsDone();
    void sendsTheDeviceCodeAsItIsAndOnlyToTheTokenEndpoint();
    void bindsTheTokensByPkceWithAFreshVerifier();
    void slowsDownWhenTold();
    void goesOnAfterAFailureOfTheProvider();
    void endsWhenThePersonRefuses();
    void endsWhenTheCodeIsOver();
    void endsAtTheCodesOwnEnd();
    void endsAtTheDeadline();
    void otherErrorsEndIt_data();
    void otherErrorsEndIt();
    void canBeCanceledAtAnyTime();
    void mayDieWhileAPollIsOnItsWay();
    void aProviderWithoutTheGrantIsTold();
    void nothingSecretIsLogged();
};

void tst_DeviceLogin::readsAGoodAnswer()
{
    const auto read = Oidc::parseDeviceAuthorization(200, "application/json", bytes(goodAnswer()), ProviderPlace::Remote);
    QVERIFY_RESULT(read);
    QVERIFY(read->deviceCode.equals("dc+/= secret"));
    QCOMPARE(read->user.code, u"WDJB-MJHT"_s);
    QCOMPARE(read->user.address, QUrl(u"https://idp.example.test/device"_s));
    QCOMPARE(read->user.completeAddress, QUrl(u"https://idp.example.test/device?user_code=WDJB-MJHT"_s));
    QCOMPARE(read->user.validFor, 1800s);
    QCOMPARE(read->interval, 2s);
    Json old = goodAnswer();
    old["verification_url"] = old["verification_uri"];
    old.erase("verification_uri");
    old.erase("interval");
    const auto before = Oidc::parseDeviceAuthorization(200, "application/json", bytes(old), ProviderPlace::Remote);
    QVERIFY_RESULT(before);
    QCOMPARE(before->interval, 5s); // RFC 8628 section 3.2
}

void tst_DeviceLogin::refusesBadAnswers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("code");
    const auto with = [](const char *name, Json value) {
        Json answer = goodAnswer();
        answer[name] = std::move(value);
        return bytes(answer);
    };
    const int bad = static_cast<int>(ErrorCode::BadAnswer);
    QTest::newRow("no JSON") << 200 << QByteArray("<html>") << bad;
    QTest::newRow("an array") << 200 << QByteArray("[]") << bad;
    QTest::newRow("empty") << 200 << QByteArray() << bad;
    QTest::newRow("a name twice") << 200 << QByteArray(R"({"device_code":"a","device_code":"b"})") << bad;
    QTest::newRow("deep") << 200 << QByteArray(100, '[') << bad;
    QTest::newRow("no device code") << 200 << with("device_code", nullptr) << bad;
    QTest::newRow("device code a number") << 200 << with("device_code", 7) << bad;
    QTest::newRow("device code huge") << 200 << with("device_code", std::string(10'000, 'a')) << bad;
    QTest::newRow("device code with a line break") << 200 << with("device_code", "a\r\nX: y") << bad;
    QTest::newRow("no user code") << 200 << with("user_code", "") << bad;
    QTest::newRow("user code with an escape") << 200 << with("user_code", "\x1b]0;title\x07") << bad;
    QTest::newRow("user code turned around") << 200 << with("user_code", "\u202eABCD") << bad;
    QTest::newRow("user code a novel") << 200 << with("user_code", std::string(65, 'A')) << bad;
    QTest::newRow("no address") << 200 << with("verification_uri", nullptr) << bad;
    for (const char *address : { "http://idp.example.test/device", "javascript:alert(1)", "file:///etc/passwd", "/device",
                                 "https://me:pw@idp.example.test/", "https://idp.example.test/\x1b[31m",
                                 "http://127.0.0.1:631/", "https://idp.example.test/a b", "ssh://host" }) {
        QTest::addRow("address %s", address) << 200 << with("verification_uri", address) << bad;
        QTest::addRow("complete address %s", address) << 200 << with("verification_uri_complete", address) << bad;
    }
    QTest::newRow("long address") << 200 << with("verification_uri", "https://a/" + std::string(3000, 'a')) << bad;
    QTest::newRow("client unknown") << 401 << bytes({ { "error", "invalid_client" } }) << int(ErrorCode::ClientUnknown);
    QTest::newRow("scope") << 400 << bytes({ { "error", "invalid_scope" } }) << int(ErrorCode::ScopeRejected);
    QTest::newRow("not for this client") << 400 << bytes({ { "error", "unauthorized_client" } })
                                         << int(ErrorCode::ClientUnknown);
    QTest::newRow("an error with 200") << 200 << bytes({ { "error", "invalid_scope" } }) << int(ErrorCode::ScopeRejected);
    QTest::newRow("a failure") << 503 << QByteArray("down") << int(ErrorCode::HttpStatus);
    QTest::newRow("created") << 201 << bytes(goodAnswer()) << int(ErrorCode::TokenEndpoint);
}

void tst_DeviceLogin::refusesBadAnswers()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(int, code);
    const auto read = Oidc::parseDeviceAuthorization(status, "application/json", body, ProviderPlace::Remote);
    QCOMPARE_ERROR(read, static_cast<ErrorCode>(code));
    QVERIFY(!read.error().fix.empty());
    QVERIFY(read.error().message.find('\x1b') == std::string::npos);
}

void tst_DeviceLogin::keepsTheIntervalWithinBounds_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("interval");
    QTest::newRow("one") << QByteArray("1") << 1;
    QTest::newRow("zero") << QByteArray("0") << 5;
    QTest::newRow("negative") << QByteArray("-3") << 5;
    QTest::newRow("a text") << QByteArray("\"1\"") << 5;
    QTest::newRow("a fraction") << QByteArray("0.001") << 5;
    QTest::newRow("a day") << QByteArray("86400") << 60;
    QTest::newRow("overflow") << QByteArray("99999999999999999999999") << 5;
}

void tst_DeviceLogin::keepsTheIntervalWithinBounds()
{
    QFETCH(QByteArray, value);
    QFETCH(int, interval);
    const QByteArray body = bytes(goodAnswer()).replace("\"interval\":2", "\"interval\":" + value);
    const auto read = Oidc::parseDeviceAuthorization(200, "application/json", body, ProviderPlace::Remote);
    QVERIFY_RESULT(read);
    QCOMPARE(read->interval, std::chrono::seconds(interval));
}

void tst_DeviceLogin::plainHttpIsForProvidersOfThisMachine()
{
    Json answer = goodAnswer();
    answer["verification_uri"] = "http://127.0.0.1:8080/device";
    QCOMPARE_ERROR(Oidc::parseDeviceAuthorization(200, "application/json", bytes(answer), ProviderPlace::Remote),
                   ErrorCode::BadAnswer);
    QVERIFY_RESULT(Oidc::parseDeviceAuthorization(200, "application/json", bytes(answer), ProviderPlace::ThisMachine));
    answer["verification_uri"] = "http://idp.example.test/device"; // nobody's machine
    QCOMPARE_ERROR(Oidc::parseDeviceAuthorization(200, "application/json", bytes(answer), ProviderPlace::ThisMachine),
                   ErrorCode::BadAnswer);
}

void tst_DeviceLogin::refusesAHugeAnswer()
{
    Bench bench({ tokens() }, { { "padding", std::string(200'000, 'x') } });
    QCOMPARE_ERROR(Support::await(bench.login.start()), ErrorCode::TooLarge);
    QCOMPARE(bench.polls(), 0);
}

void tst_DeviceLogin::asksUntilThePersonIsDone()
{
    Bench bench({ failure("authorization_pending"), failure("authorization_pending"), tokens() });
    QSignalSpy told(&bench.login, &Oidc::DeviceLogin::userCodeReady);
    const auto result = Support::await(bench.login.start());
    QVERIFY_RESULT(result);
    QVERIFY(result->refreshToken.equals("rt-device"));
    QCOMPARE(bench.polls(), 3);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().first().value<Oidc::UserCode>().code, u"WDJB-MJHT"_s);
}

void tst_DeviceLogin::sendsTheDeviceCodeAsItIsAndOnlyToTheTokenEndpoint()
{
    Bench bench({ tokens() });
    QVERIFY_RESULT(Support::await(bench.login.start()));
    const auto asked = Support::formParameters(bench.server.requests().at(0).body);
    QCOMPARE(asked.value(u"scope"_s), u"groups openid"_s);
    QCOMPARE(asked.value(u"client_id"_s), u"lanyard"_s);
    const auto polled = Support::formParameters(bench.server.requests().at(1).body);
    QCOMPARE(polled.value(u"device_code"_s), u"dc+/= secret"_s);
    QCOMPARE(polled.value(u"grant_type"_s), u"urn:ietf:params:oauth:grant-type:device_code"_s);
    QCOMPARE(polled.value(u"client_id"_s), u"lanyard"_s);
    QCOMPARE(bench.server.requests().at(1).target, QByteArray("/token"));
}

void tst_DeviceLogin::bindsTheTokensByPkceWithAFreshVerifier()
{
    QStringList verifiers;
    for (int i = 0; i < 2; ++i) {
        Bench bench({ failure("authorization_pending"), tokens() });
        QVERIFY_RESULT(Support::await(bench.login.start()));
        const auto asked = Support::formParameters(bench.server.requests().at(0).body);
        QCOMPARE(asked.value(u"code_challenge_method"_s), u"S256"_s);
        QVERIFY(!asked.contains(u"code_verifier"_s));
        for (const int poll : { 1, 2 }) {
            const auto polled = Support::formParameters(bench.server.requests().at(poll).body);
            const QString verifier = polled.value(u"code_verifier"_s);
            QCOMPARE(QString::fromStdString(Oidc::codeChallengeS256(verifier.toStdString())),
                     asked.value(u"code_challenge"_s));
            if (poll == 1)
                verifiers << verifier;
        }
    }
    QVERIFY(verifiers.at(0) != verifiers.at(1));
}

void tst_DeviceLogin::slowsDownWhenTold()
{
    // Intervals 2, 7, 12 of 20 ms each: never less than that, however idle the machine is.
    Bench bench({ failure("slow_down"), failure("slow_down"), tokens() }, {}, 20ms);
    QElapsedTimer timer;
    timer.start();
    QVERIFY_RESULT(Support::await(bench.login.start()));
    QCOMPARE(bench.polls(), 3);
    QVERIFY2(timer.elapsed() >= 20 * (2 + 7 + 12) * 9 / 10, qPrintable(QString::number(timer.elapsed())));
}

void tst_DeviceLogin::goesOnAfterAFailureOfTheProvider()
{
    Bench bench({ RawResponse::http(503, "text/html", "later"), { {}, RawResponse::Then::Reset },
                  RawResponse::http(429, "text/plain", "slower"), failure("authorization_pending"), tokens() });
    QVERIFY_RESULT(Support::await(bench.login.start()));
    QCOMPARE(bench.polls(), 5);
}

void tst_DeviceLogin::endsWhenThePersonRefuses()
{
    Bench bench({ failure("authorization_pending"), failure("access_denied") });
    QCOMPARE_ERROR(Support::await(bench.login.start()), ErrorCode::LoginRefused);
    QCOMPARE(bench.polls(), 2);
}

void tst_DeviceLogin::endsWhenTheCodeIsOver()
{
    Bench bench({ failure("expired_token") });
    QCOMPARE_ERROR(Support::await(bench.login.start()), ErrorCode::LoginTimeout);
    QCOMPARE(bench.polls(), 1);
}

void tst_DeviceLogin::endsAtTheCodesOwnEnd()
{
    Bench bench({ failure("authorization_pending") }, { { "expires_in", 30 } });
    QCOMPARE_ERROR(Support::await(bench.login.start()), ErrorCode::LoginTimeout); // 30 ms here
}

void tst_DeviceLogin::endsAtTheDeadline()
{
    Bench bench({ failure("authorization_pending") });
    Oidc::ClientConfig client = Bench::client();
    client.loginTimeout = 50ms;
    Oidc::DeviceLogin login(bench.http, client, bench.metadata(), 1ms);
    QCOMPARE_ERROR(Support::await(login.start()), ErrorCode::LoginTimeout);
}

void tst_DeviceLogin::otherErrorsEndIt_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    QTest::newRow("client") << failure("invalid_client", 401).bytes << int(ErrorCode::ClientUnknown);
    QTest::newRow("grant") << failure("invalid_grant").bytes << int(ErrorCode::InvalidGrant);
    QTest::newRow("unknown") << failure("surprise").bytes << int(ErrorCode::TokenEndpoint);
    QTest::newRow("redirect") << RawResponse::redirect(302, "https://evil.example.test/").bytes
                              << int(ErrorCode::RedirectRefused);
    QTest::newRow("no tokens") << RawResponse::json("{}").bytes << int(ErrorCode::BadAnswer);
    QTest::newRow("a page") << RawResponse::http(200, "text/html", "<html>").bytes << int(ErrorCode::BadAnswer);
    QTest::newRow("huge") << RawResponse::json(QByteArray(2'000'000, ' ')).bytes << int(ErrorCode::TooLarge);
    // A description that only looks like going on must not keep us asking.
    QTest::newRow("in the description") << RawResponse::json(
            R"({"error":"invalid_request","error_description":"authorization_pending slow_down"})", 400).bytes
                                        << int(ErrorCode::TokenEndpoint);
}

void tst_DeviceLogin::otherErrorsEndIt()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    Bench bench({ { bytes } });
    QCOMPARE_ERROR(Support::await(bench.login.start()), static_cast<ErrorCode>(code));
    QCOMPARE(bench.polls(), 1);
}

void tst_DeviceLogin::canBeCanceledAtAnyTime()
{
    Bench bench({ failure("authorization_pending") });
    auto early = bench.login.start();
    bench.login.cancel();
    QCOMPARE_ERROR(Support::await(early), ErrorCode::Canceled);

    Bench other({ failure("authorization_pending") });
    auto late = other.login.start();
    QTRY_VERIFY(other.polls() > 1);
    other.login.cancel();
    QCOMPARE_ERROR(Support::await(late), ErrorCode::Canceled);
    const int polls = other.polls();
    // While another asks several times, this one keeps still; one request may have been on its way.
    Bench third({ failure("slow_down"), failure("slow_down"), failure("authorization_pending"), tokens() });
    QVERIFY_RESULT(Support::await(third.login.start()));
    QVERIFY(other.polls() <= polls + 1);
}

void tst_DeviceLogin::mayDieWhileAPollIsOnItsWay()
{
    Bench bench({ { {}, RawResponse::Then::Hang } });
    auto login = std::make_unique<Oidc::DeviceLogin>(bench.http, Bench::client(), bench.metadata(), 1ms);
    auto result = login->start();
    QTRY_COMPARE(bench.polls(), 1);
    login.reset();
    QCOMPARE_ERROR(Support::await(result), ErrorCode::Canceled);
}

void tst_DeviceLogin::aProviderWithoutTheGrantIsTold()
{
    Bench bench({ tokens() });
    Oidc::ProviderMetadata metadata = bench.metadata();
    metadata.deviceAuthorizationEndpoint.clear();
    Oidc::DeviceLogin login(bench.http, Bench::client(), metadata);
    const auto result = Support::await(login.start());
    QCOMPARE_ERROR(result, ErrorCode::Usage);
    QVERIFY(!result.error().fix.empty());
    QVERIFY(bench.server.requests().isEmpty());
}

void tst_DeviceLogin::nothingSecretIsLogged()
{
    const Support::LogCapture capture;
    Bench bench({ failure("authorization_pending"),
                  RawResponse::json(R"({"error":"invalid_grant","error_description":"dc+/= secret rt-device"})", 400) });
    const auto result = Support::await(bench.login.start());
    QVERIFY(!result);
    QVERIFY(result.error().message.find("dc+/=") == std::string::npos);
    QVERIFY(!Support::LogCapture::all().contains("dc+/="));
}

QTEST_GUILESS_MAIN(tst_DeviceLogin)
#include "tst_devicelogin.moc"
