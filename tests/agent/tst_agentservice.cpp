// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/agent/agentservice.h"
#include "tests/session/desk.h"

#include <QTest>
#include <unistd.h>

using Core::ErrorCode;
using Core::Json;
using Support::Desk;

// Requests as they come from the socket, down to a faked provider.
class tst_AgentService : public QObject
{
    Q_OBJECT

    struct Bench : Desk
    {
        Agent::AgentService service { *manager, clock, { QStringLiteral("lanyard-agent"), QStringLiteral("1"), "/x/agent.sock" } };
        Core::Result<Json> ask(const char *op, Json parameters = Json::object())
        {
            return now<Json>(start(op, std::move(parameters)));
        }
        QFuture<Core::Result<Json>> start(const char *op, Json parameters = Json::object())
        {
            return service.handle({ op, std::move(parameters) }, { ::getpid(), ::getuid() });
        }
        static Json described(Json more = Json::object())
        {
            Json json = { { "issuer", "https://idp.example.test" }, { "clientId", "kubernetes" } };
            json.update(more);
            return json;
        }
    };

private Q_SLOTS:
    void getTokenAnswersTokenAndEndAndNothingElse()
    {
        Bench bench;
        bench.signedInEarlier();
        const auto answer = bench.ask("get-token", Bench::described());
        QVERIFY_RESULT(answer);
        QCOMPARE(answer->size(), std::size_t(2));
        QCOMPARE(answer->at("token").get<std::string>(), std::string("id-token-1"));
        QCOMPARE(answer->at("expirationTimestamp").get<std::string>(), std::string("2026-01-01T00:04:40Z"));
    }

    void noAnswerHoldsARefreshToken()
    {
        Bench bench;
        bench.signedInEarlier();
        QVERIFY_RESULT(bench.ask("get-token", Bench::described()));
        for (const char *op : { "get-token", "sessions", "status", "whoami", "login", "refresh", "await-login", "logout" }) {
            const auto answer = bench.ask(op, Bench::described());
            const std::string text = answer ? Core::dumpJson(*answer) : answer.error().message + answer.error().fix;
            QVERIFY2(text.find("rt-") == std::string::npos, op);
        }
    }

    void getTokenWithoutASessionNeedsAPerson()
    {
        Bench bench;
        QCOMPARE_ERROR(bench.ask("get-token", Bench::described({ { "login", "never" } })), ErrorCode::LoginRequired);
        QCOMPARE_ERROR(bench.ask("get-token", { { "clientId", "x" } }), ErrorCode::Usage);
    }

    void aLoginTellsTheAddressAndThenTheSession()
    {
        Bench bench;
        bench.browser.error = Core::Error { ErrorCode::BrowserFailed, "no browser", {}, {} };
        const auto waiting = bench.ask("login", Bench::described());
        QVERIFY_RESULT(waiting);
        QCOMPARE(waiting->at("state").get<std::string>(), std::string("waiting"));
        QCOMPARE(waiting->at("browser").get<std::string>(), std::string("failed"));
        QCOMPARE(waiting->at("url").get<std::string>(), std::string("https://idp.example.test/authorize"));
        const Json session = { { "session", waiting->at("session") } };
        auto end = bench.start("await-login", session);
        bench.provider->finishLogin();
        const auto ended = Bench::now<Json>(end);
        QVERIFY_RESULT(ended);
        QCOMPARE(ended->at("state").get<std::string>(), std::string("ready"));
        QVERIFY_RESULT(bench.ask("await-login", session)); // also for those who ask late
    }

    void aDeviceLoginTellsTheCode()
    {
        Bench bench;
        const auto waiting = bench.ask("login", Bench::described({ { "way", "device" } }));
        QVERIFY_RESULT(waiting);
        QCOMPARE(waiting->at("state").get<std::string>(), std::string("waiting"));
        QCOMPARE(waiting->at("browser").get<std::string>(), std::string("elsewhere"));
        QCOMPARE(waiting->at("url").get<std::string>(), std::string("https://idp.example.test/device"));
        QCOMPARE(waiting->at("userCode").get<std::string>(), std::string("WDJB-MJHT"));
        QVERIFY(bench.browser.opened.isEmpty());
        const auto again = bench.ask("login", Bench::described({ { "way", "device" } }));
        QVERIFY_RESULT(again);
        QVERIFY(*again == *waiting); // one code for one login
        QCOMPARE(bench.provider->logins, 1);
        auto end = bench.start("await-login", { { "session", waiting->at("session") } });
        bench.provider->finishLogin();
        const auto ended = Bench::now<Json>(end);
        QVERIFY_RESULT(ended);
        QCOMPARE(ended->at("state").get<std::string>(), std::string("ready"));
        QVERIFY(!bench.manager->pendingUserCode(bench.id()));
    }

    void theOtherWayEndsALoginThatWaits()
    {
        Bench bench;
        const auto browser = bench.ask("login", Bench::described());
        QVERIFY_RESULT(browser);
        QVERIFY(!browser->contains("userCode"));
        auto end = bench.start("await-login", { { "session", browser->at("session") } });
        const auto device = bench.ask("login", Bench::described({ { "way", "device" } }));
        QVERIFY_RESULT(device);
        QCOMPARE(device->at("userCode").get<std::string>(), std::string("WDJB-MJHT"));
        QCOMPARE_ERROR(Bench::now<Json>(end), ErrorCode::Canceled);
        const auto back = bench.ask("login", Bench::described({ { "way", "browser" } }));
        QVERIFY_RESULT(back);
        QVERIFY(!back->contains("userCode"));
        bench.provider->finishLogin();
        QVERIFY_RESULT(bench.ask("await-login", { { "session", browser->at("session") } }));
        QCOMPARE(bench.provider->logins, 3);
    }

    void anUnknownWayIsRefused()
    {
        Bench bench;
        QCOMPARE_ERROR(bench.ask("login", Bench::described({ { "way", "carrier pigeon" } })), ErrorCode::Usage);
        QCOMPARE_ERROR(bench.ask("login", Bench::described({ { "way", 7 } })), ErrorCode::Usage);
    }

    void trustTakesNewAuthoritiesAndKeepsTheTokens()
    {
        Bench bench;
        bench.signedInEarlier();
        QVERIFY_RESULT(bench.ask("get-token", Bench::described()));
        const Json described = Bench::described({ { "caPem", "-----BEGIN CERTIFICATE-----" } });
        const auto first = bench.ask("trust", described);
        QVERIFY_RESULT(first);
        QVERIFY(first->at("changed").get<bool>());
        QCOMPARE(bench.manager->request(bench.id())->client.caPem, QByteArray("-----BEGIN CERTIFICATE-----"));
        const auto again = bench.ask("trust", described);
        QVERIFY_RESULT(again);
        QVERIFY(!again->at("changed").get<bool>());
        const auto token = bench.ask("get-token", Bench::described());
        QVERIFY_RESULT(token);
        QCOMPARE(token->at("token").get<std::string>(), std::string("id-token-1"));
    }

    void trustMakesNoSession()
    {
        Bench bench;
        const auto answer = bench.ask("trust", Bench::described({ { "caPem", "x" } }));
        QVERIFY_RESULT(answer);
        QVERIFY(!answer->at("changed").get<bool>());
        QVERIFY(bench.manager->sessions().isEmpty());
        QCOMPARE_ERROR(bench.ask("trust", { { "issuer", "http://idp.example.test" }, { "clientId", "x" } }),
                       ErrorCode::IssuerNotHttps);
    }

    void newAuthoritiesAreTriedAtOnceAfterAFailure()
    {
        Bench bench;
        bench.signedInEarlier();
        bench.provider->refreshError = Core::Error { ErrorCode::TlsUntrusted, "an unknown authority", {}, {} };
        QVERIFY(!bench.ask("get-token", Bench::described({ { "login", "never" } })));
        bench.provider->refreshError.reset();
        QVERIFY_RESULT(bench.ask("trust", Bench::described({ { "caPem", "x" } })));
        bench.manager->wake();
        QTRY_COMPARE(bench.provider->refreshes, 2);
        QVERIFY_RESULT(bench.ask("get-token", Bench::described({ { "login", "never" } })));
    }

    void theSettingDecidesWhatAutoMeans()
    {
        Bench bench;
        bench.service.setLoginPolicy(Session::LoginPolicy::Browser);
        auto token = bench.start("get-token", Bench::described({ { "browser", { { "command", "x" } } } }));
        QTRY_COMPARE(bench.browser.opened.size(), 1); // also without a terminal
        bench.provider->finishLogin();
        QVERIFY_RESULT(Bench::now<Json>(token));
        Bench other;
        other.service.setLoginPolicy(Session::LoginPolicy::Browser);
        QCOMPARE_ERROR(other.ask("get-token", Bench::described({ { "login", "never" } })), ErrorCode::LoginRequired);
        QVERIFY(other.browser.opened.isEmpty()); // who says it, has it
    }

    void aLoginCanBeCanceled()
    {
        Bench bench;
        const auto waiting = bench.ask("login", Bench::described());
        QVERIFY_RESULT(waiting);
        const Json session = { { "session", waiting->at("session") } };
        auto end = bench.start("await-login", session);
        QVERIFY_RESULT(bench.ask("cancel-login", session));
        QCOMPARE_ERROR(Bench::now<Json>(end), ErrorCode::Canceled);
    }

    void sessionsHaveTheShapeOfTheContract()
    {
        Bench bench;
        bench.signedInEarlier();
        QVERIFY_RESULT(bench.ask("get-token", Bench::described()));
        const auto answer = bench.ask("sessions");
        QVERIFY_RESULT(answer);
        const Json &session = answer->at("sessions").at(0);
        for (const char *key : { "issuer", "clientId", "account", "username", "groups", "expiresAt", "refreshable", "storage", "state", "contexts" })
            QVERIFY2(session.contains(key), key);
        QCOMPARE(session.at("storage").get<std::string>(), std::string("keychain"));
        QCOMPARE(session.at("state").get<std::string>(), std::string("ready"));
    }

    void whoNeverSignedInIsNotListed()
    {
        Bench bench;
        QVERIFY(!bench.ask("get-token", Bench::described({ { "login", "never" } })));
        const auto sessions = bench.ask("sessions");
        QVERIFY_RESULT(sessions);
        QVERIFY(sessions->at("sessions").empty());
        const auto status = bench.ask("status");
        QVERIFY_RESULT(status);
        QCOMPARE(status->at("sessions").get<int>(), 0);
        QCOMPARE(bench.manager->sessions().size(), 1); // the window offers to sign in there
    }

    void whoseSignInIsOverStaysListedByName()
    {
        Bench bench;
        bench.signedInEarlier();
        QVERIFY_RESULT(bench.ask("get-token", Bench::described()));
        bench.provider->refreshError = Core::Error { ErrorCode::InvalidGrant, "it is over", {}, {} };
        bench.clock.advance(std::chrono::hours(1));
        QVERIFY(!bench.ask("get-token", Bench::described({ { "login", "never" } })));
        const auto answer = bench.ask("sessions");
        QVERIFY_RESULT(answer);
        QCOMPARE(answer->at("sessions").size(), std::size_t(1));
        QCOMPARE(answer->at("sessions").at(0).at("state").get<std::string>(), std::string("login-needed"));
        QCOMPARE(answer->at("sessions").at(0).at("username").get<std::string>(), std::string("alice@example.test"));
    }

    void aSessionOfALockedKeychainIsListed()
    {
        Bench bench;
        bench.store.readError = Core::Error { ErrorCode::KeychainLocked, "locked", {}, {} };
        QVERIFY(!bench.ask("get-token", Bench::described({ { "login", "never" } })));
        const auto answer = bench.ask("sessions");
        QVERIFY_RESULT(answer);
        QCOMPARE(answer->at("sessions").size(), std::size_t(1)); // somebody may be signed in
        QCOMPARE(answer->at("sessions").at(0).at("state").get<std::string>(), std::string("locked"));
    }

    void whoAmIWithoutAServerIsInferred()
    {
        Bench bench;
        bench.signedInEarlier();
        const auto answer = bench.ask("whoami", Bench::described());
        QVERIFY_RESULT(answer);
        QCOMPARE(answer->at("apiServer").at("source").get<std::string>(), std::string("inferred"));
        QCOMPARE(answer->at("claims").at("email").get<std::string>(), std::string("alice@example.test"));
    }

    void logOutKnowsSessionsThatAreOnlyInTheKeychain()
    {
        Bench bench;
        bench.signedInEarlier();
        QVERIFY_RESULT(bench.ask("logout", Bench::described()));
        QCOMPARE(bench.store.token(bench.id()), std::string());
        QCOMPARE(bench.provider->revocations, 1);
        QCOMPARE_ERROR(bench.ask("logout", { { "session", std::string(32, 'a') } }), ErrorCode::NotFound);
    }

    void handOverIsRefusedWhenSecretsWouldBeLost()
    {
        Bench bench;
        QSignalSpy asked(&bench.service, &Agent::AgentService::handOverRequested);
        bench.signedInEarlier();
        bench.store.writeError = Core::Error { ErrorCode::KeychainMissing, "no keychain", {}, {} };
        QVERIFY_RESULT(bench.ask("get-token", Bench::described()));
        QCOMPARE_ERROR(bench.ask("hand-over"), ErrorCode::Refused);
        QCOMPARE(asked.count(), 0);
        QVERIFY_RESULT(bench.ask("hand-over", { { "force", true } }));
        QCOMPARE(asked.count(), 1);
    }

    void lockAnswersLockedUntilUnlock()
    {
        Bench bench;
        bench.signedInEarlier();
        QVERIFY_RESULT(bench.ask("lock"));
        QCOMPARE_ERROR(bench.ask("get-token", Bench::described()), ErrorCode::KeychainLocked);
        QVERIFY(bench.ask("status")->at("locked").get<bool>());
        QVERIFY_RESULT(bench.ask("unlock"));
        QVERIFY_RESULT(bench.ask("get-token", Bench::described()));
    }

    void unknownRequestsAreRefused()
    {
        Bench bench;
        for (const char *op : { "", "get-refresh-token", "GET-TOKEN", "../x" })
            QCOMPARE_ERROR(bench.ask(op), ErrorCode::AgentProtocol);
    }

    void aHostMayAddOperations()
    {
        Bench bench;
        bench.service.addOperation("show", [](const Json &, const Ipc::Peer &) { return QtSupport::ready<Json>(Json { { "shown", true } }); });
        QVERIFY(bench.ask("show")->at("shown").get<bool>());
    }
};

QTEST_GUILESS_MAIN(tst_AgentService)
#include "tst_agentservice.moc"
