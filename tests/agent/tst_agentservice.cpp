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
