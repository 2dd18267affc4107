// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/cli/program.h"

#include "app/core/json.h"
#include "app/ipc/agentserver.h"
#include "app/qtsupport/async.h"
#include "tests/support/resulttest.h"

#include <QFuture>
#include <QTest>
#include <QtConcurrentRun>

using Core::Json;

class tst_DoctorCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void printsTheAgentsReport();
    void printsJsonWithoutTheText();
    void succeedsWithoutErrors();
    void hasTheAgentReadTheCallersFiles();
    void reportsThatNoAgentRuns();
    void refusesWhatItDoesNotKnow_data();
    void refusesWhatItDoesNotKnow();

private:
    int run(std::initializer_list<std::string> arguments);
    Json report(const char *severity) const;

    std::unique_ptr<Support::Program> m_program;
    std::unique_ptr<Ipc::AgentServer> m_agent;
    Json m_answer, m_asked;
};

void tst_DoctorCommand::init()
{
    m_program = std::make_unique<Support::Program>();
    m_program->environment["XDG_RUNTIME_DIR"] = m_program->file("run");
    m_answer = report("error");
    m_asked = Json();
    m_agent = std::make_unique<Ipc::AgentServer>([this](const Ipc::Request &request, const Ipc::Peer &) {
        if (request.op == "doctor")
            m_asked = request.parameters;
        return QtSupport::ready<Json>(request.op == "doctor" ? m_answer : Json::object());
    });
    std::filesystem::create_directories(m_program->file("run"));
    QVERIFY_RESULT(m_agent->listen(std::filesystem::path(m_program->file("run")) / "lanyard" / "agent.sock"));
}

Json tst_DoctorCommand::report(const char *severity) const
{
    return { { "verdict", "rejects" },
             { "findings",
               { { { "id", "token-expired" },
                   { "severity", severity },
                   { "title", "t" },
                   { "evidence", "e" },
                   { "fix", "f" },
                   { "serverLog", "l" } } } },
             { "checked", { "token-expired" } },
             { "notChecked", Json::array() },
             { "text", "the text\n" } };
}

// The command blocks; the agent answers meanwhile in this thread.
int tst_DoctorCommand::run(std::initializer_list<std::string> arguments)
{
    const std::vector<std::string> list(arguments);
    QFuture<int> status = QtConcurrent::run([this, list] { return m_program->run(list); });
    if (!QTest::qWaitFor([&status] { return status.isFinished(); }, 30'000))
        qFatal("the command did not end");
    return status.result();
}

void tst_DoctorCommand::printsTheAgentsReport()
{
    QCOMPARE(run({ "doctor" }), 1);
    QCOMPARE(m_program->out, QByteArray("the text\n"));
    QVERIFY(Core::jsonBool(m_asked, "agentWasRunning", false));
    QVERIFY(!Core::jsonBool(m_asked, "consent", true));
}

void tst_DoctorCommand::printsJsonWithoutTheText()
{
    QCOMPARE(run({ "doctor", "-o", "json" }), 1);
    Json expected = report("error");
    expected.erase("text");
    QVERIFY(Json::parse(m_program->out.toStdString(), nullptr, false) == expected);
}

void tst_DoctorCommand::succeedsWithoutErrors()
{
    m_answer = report("warning");
    QCOMPARE(run({ "doctor" }), 0);
}

void tst_DoctorCommand::hasTheAgentReadTheCallersFiles()
{
    QCOMPARE(run({ "doctor", "--context", "prod", "--api-server-config=flags.txt", "--rbac", "/r.yaml",
                   "--probe-anonymously" }),
             1);
    QCOMPARE(Core::jsonString(m_asked, "context"), std::optional<std::string>("prod"));
    QCOMPARE(Core::jsonString(m_asked, "apiServerConfig"),
             std::optional((std::filesystem::current_path() / "flags.txt").string()));
    QCOMPARE(Core::jsonString(m_asked, "rbac"), std::optional<std::string>("/r.yaml"));
    QVERIFY(Core::jsonBool(m_asked, "consent", false));
    const auto home = std::optional(m_program->environment["HOME"]);
    QCOMPARE(Core::jsonString(m_asked["environment"], "HOME"), home);
}

void tst_DoctorCommand::reportsThatNoAgentRuns()
{
    m_agent.reset();
    QCOMPARE(run({ "doctor", "-o", "json" }), 1);
    const Json json = Json::parse(m_program->out.toStdString(), nullptr, false);
    QCOMPARE(Core::jsonString(json, "verdict"), std::optional<std::string>("unknown"));
    QCOMPARE(Core::jsonString(json["findings"][0], "id"), std::optional<std::string>("agent-not-running"));
    QVERIFY(!Core::jsonString(json["findings"][0], "fix").value_or("").empty());
}

void tst_DoctorCommand::refusesWhatItDoesNotKnow_data()
{
    QTest::addColumn<std::string>("argument");
    QTest::newRow("a flag") << std::string("--nothing");
    QTest::newRow("a name") << std::string("prod");
    QTest::newRow("a format") << std::string("--output=yaml");
}

void tst_DoctorCommand::refusesWhatItDoesNotKnow()
{
    QFETCH(std::string, argument);
    QCOMPARE(run({ "doctor", argument }), 2);
    QVERIFY(m_program->out.isEmpty());
    QVERIFY(m_asked.is_null());
}

QTEST_GUILESS_MAIN(tst_DoctorCommand)
#include "tst_doctorcommand.moc"
