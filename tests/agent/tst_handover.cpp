// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/json.h"
#include "app/demo/demoissuer.h"
#include "app/qtsupport/compat.h"
#include "tests/keychain/privatekeyring.h"
#include "tests/support/demobrowser.h"
#include "tests/support/missing.h"
#include "tests/support/resulttest.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include <csignal>

using Core::Json;

// The window takes the sessions over from lanyard-agent, and an agent takes them up again when the
// window is gone: the programs as they are, with a keychain and a provider.
class tst_HandOver : public QObject
{
    Q_OBJECT

    struct Outcome
    {
        int status = -1;
        QByteArray out, err;
    };

    static QString program(const QString &name) { return qEnvironmentVariable("LANYARD_BIN") + u'/' + name; }

    [[nodiscard]] QStringList flags() const
    {
        return { u"--oidc-issuer-url="_s + QString::fromStdString(m_issuer->issuer()), u"--oidc-client-id=kubernetes"_s };
    }
    static std::unique_ptr<QProcess> start(const QString &name, const QStringList &arguments)
    {
        auto process = std::make_unique<QProcess>();
        process->start(program(name), arguments);
        return process;
    }
    static Outcome finish(QProcess &process)
    {
        // Not waitForFinished(): the provider lives on this event loop.
        if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 30'000))
            return {};
        return { process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2, process.readAllStandardOutput(),
                 process.readAllStandardError() };
    }
    static Outcome run(const QStringList &arguments) { return finish(*start(u"kubectl-lanyard"_s, arguments)); }
    [[nodiscard]] std::unique_ptr<QProcess> startGetToken() const
    {
        return start(u"kubectl-lanyard"_s, QStringList { u"get-token"_s, u"--login=never"_s } + flags());
    }
    static Json status()
    {
        const auto json = Core::parseJson(run({ u"agent"_s, u"status"_s, u"-o"_s, u"json"_s }).out.toStdString());
        return json ? *json : Json::object();
    }
    static std::string kind() { return Core::jsonString(status(), "kind").value_or(""); }

    void signIn()
    {
        auto login = start(u"kubectl-lanyard"_s, QStringList { u"login"_s, u"--skip-open-browser"_s } + flags());
        QByteArray said;
        static const QRegularExpression address(u"http://\\S+"_s);
        QVERIFY(QTest::qWaitFor(
                [&] {
                    said += login->readAllStandardError();
                    return said.endsWith('\n') && address.match(QString::fromUtf8(said)).hasMatch();
                },
                15'000));
        Support::DemoBrowser browser;
        const QUrl callback = browser.signIn(QUrl(address.match(QString::fromUtf8(said)).captured()), u"sm01"_s);
        QCOMPARE(browser.get(callback).status, 200);
        const Outcome outcome = finish(*login);
        QVERIFY2(outcome.status == 0, outcome.err.constData());
    }
    std::unique_ptr<QProcess> startWindow()
    {
        auto window = start(u"lanyard"_s, { u"--background"_s });
        [[maybe_unused]] const bool there = QTest::qWaitFor([] { return kind() == "lanyard"; }, 20'000);
        return window;
    }
    static void endWindow(QProcess &window)
    {
        window.terminate();
        QVERIFY(finish(window).status == 0);
    }

    Core::SystemClock m_clock;
    std::unique_ptr<Demo::DemoIssuer> m_issuer;
    Support::PrivateKeyring m_keyring;
    bool m_hasKeyring = false;

private Q_SLOTS:
    void initTestCase()
    {
        if (!QFile::exists(program(u"lanyard"_s)))
            SKIP_OR_FAIL("lanyard is not built");
        if (const QString missing = Support::PrivateKeyring::whatIsMissing(); !missing.isEmpty())
            SKIP_OR_FAIL(qPrintable(missing));
        qputenv("QT_QPA_PLATFORM", "offscreen");
        QVERIFY_RESULT(m_keyring.startBus(qEnvironmentVariable("XDG_RUNTIME_DIR")));
        QVERIFY_RESULT(m_keyring.startDaemon());
    }
    void init()
    {
        m_issuer = std::make_unique<Demo::DemoIssuer>(Demo::IssuerOptions {}, m_clock);
        QVERIFY_RESULT(m_issuer->start());
    }
    void cleanup()
    {
        run({ u"logout"_s, u"--all"_s, u"--local-only"_s });
        run({ u"agent"_s, u"stop"_s });
    }

    void theWindowTakesTheSessionsOverAndAnAgentTakesThemBack()
    {
        signIn();
        QVERIFY(!QTest::currentTestFailed());
        const Json before = status();
        QCOMPARE(Core::jsonString(before, "kind").value_or(""), std::string("lanyard-agent"));
        const auto pid = static_cast<pid_t>(Core::jsonInteger(before, "pid").value_or(0));
        QVERIFY(pid > 1);

        auto window = startWindow();
        QCOMPARE(kind(), std::string("lanyard"));
        QTRY_VERIFY(::kill(pid, 0) != 0); // the agent ends
        const Outcome there = finish(*startGetToken());
        QVERIFY2(there.status == 0, there.err.constData());
        const Outcome sessions = run({ u"sessions"_s, u"-o"_s, u"json"_s });
        const auto listed = Core::parseJson(sessions.out.toStdString());
        QVERIFY_RESULT(listed);
        QCOMPARE(listed->at("sessions").size(), std::size_t(1));
        QCOMPARE(listed->at("sessions").at(0).at("storage").get<std::string>(), std::string("keychain"));
        QCOMPARE(listed->at("sessions").at(0).at("state").get<std::string>(), std::string("ready"));

        endWindow(*window);
        const Outcome back = finish(*startGetToken()); // starts an agent
        QVERIFY2(back.status == 0, back.err.constData());
        QCOMPARE(kind(), std::string("lanyard-agent"));
    }

    void callersDuringTheHandOverAllGetAnAnswer()
    {
        signIn();
        QVERIFY(!QTest::currentTestFailed());
        std::vector<std::unique_ptr<QProcess>> callers;
        auto window = start(u"lanyard"_s, { u"--background"_s });
        // Callers all the time, until the window has the socket: some meet the agent, some the gap, some
        // the window that still opens its keychain.
        const bool tookOver = QTest::qWaitFor(
                [&] {
                    callers.push_back(startGetToken());
                    callers.push_back(startGetToken());
                    return callers.size() >= 20 && kind() == "lanyard";
                },
                20'000);
        QVERIFY(tookOver);
        for (int i = 0; i < 4; ++i)
            callers.push_back(startGetToken());
        for (const auto &caller : callers) {
            const Outcome outcome = finish(*caller);
            QVERIFY2(outcome.status == 0, outcome.err.constData());
            QCOMPARE(outcome.out.count('\n'), 1);
        }
        qInfo("%zu callers during the hand-over", callers.size());
        QCOMPARE(window->state(), QProcess::Running);
        QCOMPARE(kind(), std::string("lanyard")); // also against an agent that a caller started in between
        endWindow(*window);
    }

    void anAgentWithSessionsInMemoryAloneKeepsThem()
    {
        auto agent = start(u"lanyard-agent"_s, { u"--foreground"_s, u"--memory-only"_s });
        QTRY_COMPARE_WITH_TIMEOUT(kind(), std::string("lanyard-agent"), 10'000);
        signIn();
        QVERIFY(!QTest::currentTestFailed());
        auto window = start(u"lanyard"_s, { u"--background"_s });
        const Outcome refused = finish(*window);
        QCOMPARE(refused.status, 4); // a safety rule
        QVERIFY2(refused.err.contains("no keychain keeps"), refused.err.constData());
        QCOMPARE(agent->state(), QProcess::Running);
        const Outcome still = finish(*startGetToken());
        QVERIFY2(still.status == 0, still.err.constData());
        run({ u"agent"_s, u"stop"_s });
        QCOMPARE(finish(*agent).status, 0);
    }
};

QTEST_GUILESS_MAIN(tst_HandOver)
#include "tst_handover.moc"
