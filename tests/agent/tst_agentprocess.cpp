// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/json.h"
#include "app/demo/demoissuer.h"
#include "app/ipc/wire.h"
#include "tests/support/demobrowser.h"
#include "tests/support/resulttest.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QLocalSocket>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include <csignal>
#include <unistd.h>

using Core::Json;

// lanyard-agent and kubectl-lanyard as processes of their own, against the demo's provider.
class tst_AgentProcess : public QObject
{
    Q_OBJECT

    struct Outcome
    {
        int status = -1;
        QByteArray out, err;
    };

    Core::SystemClock m_clock;
    std::unique_ptr<Demo::DemoIssuer> m_issuer;

    static QString program(const QString &name)
    {
        return qEnvironmentVariable("LANYARD_BIN") + QLatin1Char('/') + name;
    }
    static QString socketPath()
    {
        return qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/lanyard/agent.sock");
    }

    QStringList flags() const
    {
        return { QStringLiteral("--oidc-issuer-url=") + QString::fromStdString(m_issuer->issuer()),
                 QStringLiteral("--oidc-client-id=kubernetes"), QStringLiteral("--oidc-extra-scope=groups") };
    }

    static std::unique_ptr<QProcess> start(const QStringList &arguments)
    {
        auto process = std::make_unique<QProcess>();
        process->start(program(QStringLiteral("kubectl-lanyard")), arguments);
        return process;
    }
    static Outcome finish(QProcess &process, int ms = 30'000)
    {
        // Not waitForFinished(): the provider lives on this event loop.
        if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, ms))
            return {};
        return { process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2,
                 process.readAllStandardOutput(), process.readAllStandardError() };
    }
    static Outcome run(const QStringList &arguments, int ms = 30'000)
    {
        return finish(*start(arguments), ms);
    }
    Outcome getToken(const QStringList &more = { QStringLiteral("--login=never") })
    {
        return run(QStringList { QStringLiteral("get-token") } + flags() + more);
    }

    static qint64 agentPid()
    {
        const Outcome status = run({ QStringLiteral("agent"), QStringLiteral("status"), QStringLiteral("-o"), QStringLiteral("json") });
        const auto json = Core::parseJson(status.out.toStdString());
        return json ? Core::jsonInteger(*json, "pid").value_or(0) : 0;
    }

    // Signs in as a person would who opens the printed address.
    void signIn()
    {
        auto login = start(QStringList { QStringLiteral("login"), QStringLiteral("--skip-open-browser") } + flags());
        QByteArray said;
        static const QRegularExpression address(QStringLiteral("http://\\S+"));
        QVERIFY(QTest::qWaitFor([&] {
            said += login->readAllStandardError();
            return said.endsWith('\n') && address.match(QString::fromUtf8(said)).hasMatch();
        }, 15'000));
        Support::DemoBrowser browser;
        const QUrl callback = browser.signIn(QUrl(address.match(QString::fromUtf8(said)).captured()), QStringLiteral("sm01"));
        QVERIFY(callback.isValid());
        QCOMPARE(browser.get(callback).status, 200);
        const Outcome outcome = finish(*login);
        QVERIFY2(outcome.status == 0, outcome.err.constData());
    }

    static int auditCount(const char *event)
    {
        QFile file(qEnvironmentVariable("XDG_STATE_HOME") + QStringLiteral("/lanyard/audit.jsonl"));
        return file.open(QIODevice::ReadOnly)
                ? static_cast<int>(file.readAll().count("\"event\":\"" + QByteArray(event) + '"'))
                : 0;
    }

private Q_SLOTS:
    void init()
    {
        Demo::IssuerOptions options;
        options.idTokenLifetime = std::chrono::seconds(12);
        m_issuer = std::make_unique<Demo::DemoIssuer>(options, m_clock);
        QVERIFY_RESULT(m_issuer->start());
    }
    void cleanup()
    {
        run({ QStringLiteral("agent"), QStringLiteral("stop") });
        QFile::remove(qEnvironmentVariable("XDG_STATE_HOME") + QStringLiteral("/lanyard/audit.jsonl"));
    }

    void getTokenPrintsOneCredentialAndNothingElse()
    {
        signIn();
        QVERIFY(!QTest::currentTestFailed());
        const Outcome outcome = getToken();
        QVERIFY2(outcome.status == 0, outcome.err.constData());
        QCOMPARE(outcome.err, QByteArray());
        QCOMPARE(outcome.out.count('\n'), 1);
        const auto json = Core::parseJson(outcome.out.toStdString());
        QVERIFY_RESULT(json);
        QCOMPARE(json->at("kind").get<std::string>(), std::string("ExecCredential"));
        QCOMPARE(json->at("apiVersion").get<std::string>(), std::string("client.authentication.k8s.io/v1"));
        QCOMPARE(json->at("status").size(), std::size_t(2));
    }

    void withoutASessionStdoutIsEmptyAndTheStatusSaysPerson()
    {
        const Outcome outcome = getToken();
        QCOMPARE(outcome.status, 3);
        QCOMPARE(outcome.out, QByteArray());
        QCOMPARE(outcome.err.count('\n'), 1);
        QVERIFY(outcome.err.startsWith("kubectl-lanyard: "));
    }

    void twoHundredCallersWithAnExpiredTokenMakeOneRefresh()
    {
        signIn();
        QVERIFY(!QTest::currentTestFailed());
        const pid_t agent = static_cast<pid_t>(agentPid());
        QVERIFY(agent > 0);
        QElapsedTimer asleep;
        asleep.start();
        QCOMPARE(::kill(agent, SIGSTOP), 0); // a lid that is closed
        std::vector<std::unique_ptr<QProcess>> callers;
        for (int i = 0; i < 200; ++i)
            callers.push_back(start(QStringList { QStringLiteral("get-token"), QStringLiteral("--login=never") } + flags()));
        QVERIFY(QTest::qWaitFor([&] { return asleep.elapsed() > 12'500; }, 20'000));
        const int before = auditCount("refreshed");
        QCOMPARE(::kill(agent, SIGCONT), 0);
        QSet<QByteArray> answers;
        for (const auto &caller : callers) {
            const Outcome outcome = finish(*caller);
            QVERIFY2(outcome.status == 0, outcome.err.constData());
            answers.insert(outcome.out);
        }
        QCOMPARE(auditCount("refreshed") - before, 1);
        QSet<std::string> tokens;
        for (const QByteArray &answer : std::as_const(answers))
            tokens.insert(Core::parseJson(answer.toStdString())->at("status").at("token").get<std::string>());
        QCOMPARE(tokens.size(), 1);
    }

    void manyCallersWithoutAnAgentStartOne()
    {
        std::vector<std::unique_ptr<QProcess>> callers;
        for (int i = 0; i < 40; ++i)
            callers.push_back(start(QStringList { QStringLiteral("get-token"), QStringLiteral("--login=never") } + flags()));
        for (const auto &caller : callers)
            QCOMPARE(finish(*caller).status, 3); // an answer, and the right one
        QCOMPARE(auditCount("agent-started"), 1);
    }

    void aKilledAgentIsReplaced()
    {
        QCOMPARE(getToken().status, 3);
        const qint64 first = agentPid();
        QVERIFY(first > 0);
        QCOMPARE(::kill(static_cast<pid_t>(first), SIGKILL), 0);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(getToken().status, 3);
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
        const qint64 second = agentPid();
        QVERIFY(second > 0 && second != first);
    }

    void anAgentThatIsKilledDuringARequestDoesNotHangItsCaller()
    {
        QCOMPARE(getToken().status, 3);
        const pid_t agent = static_cast<pid_t>(agentPid());
        QCOMPARE(::kill(agent, SIGSTOP), 0);
        auto caller = start(QStringList { QStringLiteral("get-token"), QStringLiteral("--login=never") } + flags());
        QVERIFY(caller->waitForStarted());
        QCOMPARE(::kill(agent, SIGKILL), 0);
        QCOMPARE(finish(*caller, 10'000).status, 3); // asked again, of a new agent
    }

    void theAgentThatACallStartsDoesNotHoldItsPipe()
    {
        QElapsedTimer timer;
        timer.start();
        QProcess shell; // reads to the end of the pipe, as kubectl does
        shell.start(QStringLiteral("/bin/sh"),
                    { QStringLiteral("-c"), program(QStringLiteral("kubectl-lanyard")) + QStringLiteral(" agent start | cat; echo done") });
        QVERIFY(QTest::qWaitFor([&] { return shell.state() == QProcess::NotRunning; }, 15'000));
        QVERIFY(shell.readAllStandardOutput().endsWith("done\n"));
        QVERIFY(agentPid() > 0);
    }

    void garbageDoesNotBotherTheAgent()
    {
        QCOMPARE(getToken().status, 3);
        const qint64 agent = agentPid();
        const QList<QByteArray> garbage { QByteArray(4, '\xff'), QByteArray("GET / HTTP/1.1\r\n\r\n"), QByteArray(4, '\0'),
                                          QByteArray::fromStdString(Ipc::encodeFrame("not json")),
                                          QByteArray::fromStdString(Ipc::encodeFrame("[]")),
                                          QByteArray::fromStdString(Ipc::encodeFrame(R"({"v":1,"op":{}})")),
                                          QByteArray("\0\0\0\x10{", 5) };
        for (const QByteArray &bytes : garbage) {
            QLocalSocket socket;
            socket.connectToServer(socketPath());
            QVERIFY(socket.waitForConnected(5000));
            socket.write(bytes);
            socket.flush();
            socket.disconnectFromServer();
        }
        QCOMPARE(getToken().status, 3);
        QCOMPARE(agentPid(), agent);
    }

    void anotherUserIsRefused()
    {
        if (::geteuid() != 0)
            QSKIP("only root can become another user");
        QCOMPARE(getToken().status, 3);
        QProcess other;
        other.start(QStringLiteral("setpriv"), { QStringLiteral("--reuid=65534"), QStringLiteral("--regid=65534"),
                                                 QStringLiteral("--clear-groups"), program(QStringLiteral("kubectl-lanyard")),
                                                 QStringLiteral("agent"), QStringLiteral("status") });
        if (!other.waitForStarted())
            QSKIP("setpriv (util-linux) is missing");
        const Outcome outcome = finish(other);
        QVERIFY(outcome.status != 0);
        QCOMPARE(outcome.out, QByteArray());
    }

    void stopEndsTheAgentAndItsSocket()
    {
        QCOMPARE(getToken().status, 3);
        const pid_t agent = static_cast<pid_t>(agentPid());
        QCOMPARE(run({ QStringLiteral("agent"), QStringLiteral("stop") }).status, 0);
        QVERIFY(!QFile::exists(socketPath()));
        QTRY_VERIFY(::kill(agent, 0) != 0);
        QCOMPARE(run({ QStringLiteral("agent"), QStringLiteral("status") }).status, 5);
    }

    void aSignalEndsTheAgentInOrder()
    {
        QCOMPARE(getToken().status, 3);
        QCOMPARE(::kill(static_cast<pid_t>(agentPid()), SIGTERM), 0);
        QTRY_VERIFY(!QFile::exists(socketPath()));
        QCOMPARE(auditCount("agent-stopped"), 1);
    }

    void aDeviceLoginSignsInByACode_data()
    {
        QTest::addColumn<bool>("agrees");
        QTest::newRow("agrees") << true;
        QTest::newRow("refuses") << false;
    }
    void aDeviceLoginSignsInByACode()
    {
        QFETCH(bool, agrees);
        auto login = start(QStringList { QStringLiteral("login"), QStringLiteral("--device") } + flags());
        QByteArray said;
        static const QRegularExpression told(QStringLiteral("open (http://\\S+) and enter the code ([A-Z]{4}-[A-Z]{4})\n"));
        QRegularExpressionMatch match;
        QVERIFY(QTest::qWaitFor([&] {
            said += login->readAllStandardError();
            match = told.match(QString::fromUtf8(said));
            return match.hasMatch();
        }, 15'000));
        Support::DemoBrowser browser;
        QList<QPair<QString, QString>> form { { QStringLiteral("user_code"), match.captured(2) },
                                              { QStringLiteral("user"), QStringLiteral("sm01") } };
        if (!agrees)
            form.append({ QStringLiteral("cancel"), QStringLiteral("1") });
        QCOMPARE(browser.post(QUrl(match.captured(1)), form).status, 200);
        const Outcome outcome = finish(*login);
        QCOMPARE(outcome.status, agrees ? 0 : 3);
        const Outcome token = getToken();
        QVERIFY2(token.status == (agrees ? 0 : 3), token.err.constData());
        if (!agrees)
            QVERIFY2(outcome.err.contains("refused at the provider"), outcome.err.constData());
    }

    void whoNeverSignedInIsNoSession()
    {
        QCOMPARE(getToken().status, 3);
        const Outcome sessions = run({ QStringLiteral("sessions") });
        QCOMPARE(sessions.status, 0);
        QCOMPARE(sessions.out, QByteArray("Nobody is signed in.\n"));
    }

    void reloadTellsTheAgentOfAChangedCaFile()
    {
        signIn();
        QVERIFY(!QTest::currentTestFailed());
        const QString folder = QDir::homePath();
        QVERIFY(QFile::copy(QStringLiteral(LANYARD_SOURCE_DIR "/tests/ui/authority.pem"), folder + QStringLiteral("/ca.pem")));
        QFile config(folder + QStringLiteral("/config"));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write("apiVersion: v1\nkind: Config\nusers:\n- name: me\n  user:\n    exec:\n"
                     "      apiVersion: client.authentication.k8s.io/v1\n      command: kubectl-lanyard\n"
                     "      args: [get-token, \"" + flags().join(QStringLiteral("\", \"")).toUtf8()
                     + "\", \"--certificate-authority=" + folder.toUtf8() + "/ca.pem\"]\n"
                     "- name: other\n  user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: aws, args: [eks]}}\n");
        config.close();
        const QStringList reload { QStringLiteral("agent"), QStringLiteral("reload"), QStringLiteral("--kubeconfig"),
                                   config.fileName(), QStringLiteral("-o"), QStringLiteral("json") };
        const auto answerOf = [&](int status) {
            const Outcome outcome = run(reload);
            const auto json = Core::parseJson(outcome.out.toStdString());
            return outcome.status == status && json ? *json : Json { { "status", outcome.status }, { "err", outcome.err.toStdString() } };
        };
        const Json nothing = Json::array();
        QCOMPARE(Core::dumpJson(answerOf(0)), Core::dumpJson({ { "settings", "defaults" }, { "described", 1 }, { "changed", 1 }, { "problems", nothing } }));
        QCOMPARE(Core::dumpJson(answerOf(0)), Core::dumpJson({ { "settings", "defaults" }, { "described", 1 }, { "changed", 0 }, { "problems", nothing } }));
        QCOMPARE(getToken().status, 0); // the sign-in stays

        QVERIFY(QFile::remove(folder + QStringLiteral("/ca.pem")));
        const Json unreadable = answerOf(1);
        QCOMPARE(unreadable.value("problems", nothing).size(), std::size_t(1));
        QCOMPARE(unreadable.value("described", -1), 0);
    }

    void reloadReadsTheSettings()
    {
        QCOMPARE(run({ QStringLiteral("agent"), QStringLiteral("reload") }).status, 5); // no agent runs
        QCOMPARE(getToken().status, 3);
        const QString folder = qEnvironmentVariable("XDG_CONFIG_HOME") + QStringLiteral("/lanyard");
        QVERIFY(QDir().mkpath(folder));
        const auto put = [&](const QByteArray &text) {
            QFile file(folder + QStringLiteral("/settings.json"));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text);
        };
        put("{\"loginPolicy\":\"never\"}");
        const Outcome good = run({ QStringLiteral("agent"), QStringLiteral("reload") });
        QCOMPARE(good.status, 0);
        QVERIFY2(good.out.startsWith("The settings were read again.\n"), good.out.constData());
        put("{\"loginPolicy\":\"whenever\"}");
        const Outcome bad = run({ QStringLiteral("agent"), QStringLiteral("reload") });
        QCOMPARE(bad.status, 1);
        QVERIFY2(bad.err.contains("loginPolicy"), bad.err.constData());
        QVERIFY(QFile::remove(folder + QStringLiteral("/settings.json")));
    }

    void aSecondAgentSaysThatOneRuns()
    {
        QCOMPARE(getToken().status, 3);
        QProcess second;
        second.start(program(QStringLiteral("lanyard-agent")), { QStringLiteral("--foreground") });
        const Outcome outcome = finish(second);
        QCOMPARE(outcome.status, 0);
        QVERIFY(outcome.err.contains("runs already"));
    }

    void theAgentCanNotBeTracedNorDumped()
    {
        QCOMPARE(getToken().status, 3);
        QFile limits(QStringLiteral("/proc/%1/limits").arg(agentPid()));
        if (!limits.open(QIODevice::ReadOnly))
            QSKIP("not readable, which is what it should be for an ordinary user");
        static const QRegularExpression core(QStringLiteral("Max core file size +0 +0"));
        QVERIFY(core.match(QString::fromLatin1(limits.readAll())).hasMatch());
    }
};

QTEST_GUILESS_MAIN(tst_AgentProcess)
#include "tst_agentprocess.moc"
