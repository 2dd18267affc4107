// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
// The running program `lanyard`, offscreen.
#include "app/core/paths.h"
#include "app/ipc/agentclient.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"
#include "tests/support/missing.h"
#include "tests/support/resulttest.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>

using namespace std::chrono_literals;

class tst_Program : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_program = qEnvironmentVariable("LANYARD_BIN") + u"/lanyard"_s;
        if (!QFile::exists(m_program))
            SKIP_OR_FAIL("lanyard is not built");
    }
    void cleanup()
    {
        if (m_first.state() == QProcess::NotRunning)
            return;
        m_first.terminate();
        QVERIFY(m_first.waitForFinished(10'000));
    }

    void theDemoSaysHowToUseIt()
    {
        start({ u"--demo"_s });
        QTRY_VERIFY_WITH_TIMEOUT(m_first.canReadLine(), 30'000);
        const QByteArray line = m_first.readLine().trimmed();
        QVERIFY2(line.startsWith("KUBECONFIG=") && line.endsWith(" kubectl get pods"), line.constData());
        const QString file = QString::fromUtf8(line.mid(11).split(' ').first());
        QVERIFY(QFile::exists(file));
        QVERIFY2(!QFile::exists(QDir::homePath() + u"/.kube/config"_s), "the demo wrote into the person's kubeconfig");
    }

    void aSecondStartRaisesTheFirst()
    {
        start({});
        const auto status = ask("status");
        QVERIFY_RESULT(status);
        QCOMPARE(Core::jsonString(*status, "kind").value_or(""), std::string("lanyard"));
        for (const QStringList &arguments : { QStringList(), QStringList { u"--background"_s } }) {
            QProcess second;
            second.start(m_program, arguments);
            QVERIFY(second.waitForFinished(20'000));
            QCOMPARE(second.exitCode(), 0);
        }
        QCOMPARE(m_first.state(), QProcess::Running);
        const auto still = ask("status");
        QVERIFY_RESULT(still);
        QCOMPARE(Core::jsonInteger(*still, "pid").value_or(0), std::int64_t(m_first.processId()));
    }

    void stopsInOrderWhenAsked()
    {
        start({ u"--background"_s });
        QVERIFY_RESULT(ask("status"));
        QVERIFY_RESULT(ask("stop"));
        QVERIFY(m_first.waitForFinished(10'000));
        QCOMPARE(m_first.exitStatus(), QProcess::NormalExit);
        QCOMPARE(m_first.exitCode(), 0);
    }

    void aBrokenKubeconfigDoesNotStopIt()
    {
        const QString file = QDir::homePath() + u"/broken"_s;
        QFile broken(file);
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("contexts: [\n\t}{");
        broken.close();
        start({ u"--kubeconfig"_s, file });
        QVERIFY_RESULT(ask("show"));
        QCOMPARE(m_first.state(), QProcess::Running);
        QVERIFY(broken.open(QIODevice::ReadOnly));
        QCOMPARE(broken.readAll(), QByteArray("contexts: [\n\t}{"));
    }

    void tellsItsVersion()
    {
        QProcess process;
        process.start(m_program, { u"--version"_s });
        QVERIFY(process.waitForFinished(10'000));
        QVERIFY(process.readAllStandardOutput().contains("0.1"));
    }

private:
    void start(const QStringList &arguments)
    {
        m_first.start(m_program, arguments);
        QVERIFY(m_first.waitForStarted(10'000));
    }
    //! Asks until the program answers.
    Core::Result<Core::Json> ask(std::string_view operation)
    {
        const auto socket = Core::Paths(Core::processEnvironment()).agentSocket();
        Core::Result<Core::Json> answer = Core::fail(Core::ErrorCode::Timeout, "never asked");
        const bool answered = QTest::qWaitFor(
                [&] {
                    auto client = Ipc::AgentClient::connect(socket, 500ms);
                    if (client)
                        answer = client->call(operation, Core::Json::object(), 10s);
                    return client.has_value();
                },
                30'000);
        if (!answered)
            return Core::fail(Core::ErrorCode::AgentUnavailable, "the program does not listen");
        return answer;
    }

    QString m_program;
    QProcess m_first;
};

QTEST_GUILESS_MAIN(tst_Program)
#include "tst_program.moc"
