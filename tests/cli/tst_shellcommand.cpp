// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/cli/program.h"

#include <QDir>
#include <QProcess>
#include <QTest>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

static const char *kConfig =
        "clusters:\n- name: a\n  cluster: {server: https://a, certificate-authority: ca.pem}\n"
        "contexts:\n- name: one\n  context: {cluster: a, user: u}\n- name: it's two\n  context: "
        "{cluster: a, user: u, namespace: team}\ncurrent-context: one\nusers:\n- name: u\n  user: "
        "{token: CANARY}\n";

class tst_ShellCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_program = std::make_unique<Support::Program>();
        m_program->environment["XDG_RUNTIME_DIR"] = m_program->file("run");
        m_program->environment["XDG_CONFIG_HOME"] = m_program->file("xdg");
        QVERIFY(QDir().mkpath(QString::fromStdString(m_program->file("run"))));
        QVERIFY(m_program->write("config", kConfig));
    }
    void givesACommandItsOwnContext();
    void switchesInTheShellAlone();
    void leavesNothingBehind_data();
    void leavesNothingBehind();
    void printsWhatAShellEvaluates();
    void removesTheFilesOfDeadShells();
    void goesBack();
    void doesNotPileUp();
    void wantsAContext_data();
    void wantsAContext();
    void asksBeforeAProtectedContext();

private:
    QStringList overlays() const
    {
        return QDir(QString::fromStdString(m_program->file("run/lanyard/shells")))
                .entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    }
    // What `sh` has in a variable after evaluating `text`.
    static QByteArray evaluated(const QByteArray &text, const char *more)
    {
        QProcess sh;
        sh.start(QStringLiteral("sh"),
                 { QStringLiteral("-c"), QString::fromUtf8(text) + QLatin1String(more) });
        return sh.waitForFinished(10'000) ? sh.readAllStandardOutput() : QByteArray("(late)");
    }
    std::unique_ptr<Support::Program> m_program;
};

void tst_ShellCommand::givesACommandItsOwnContext()
{
    const std::string seen = m_program->file("seen");
    const std::string script = "printf '%s\\n' \"$KUBECONFIG\" \"$LANYARD_CONTEXT\" >" + seen
            + "; cat \"${KUBECONFIG%%:*}\" >>" + seen + "; exit 7";
    QCOMPARE(m_program->run({ "shell", "it's two", "--", "sh", "-c", script }), 7);
    const QList<QByteArray> lines = m_program->read("seen").split('\n');
    QVERIFY(lines[0].endsWith("/config:" + QByteArray::fromStdString(m_program->file("config"))));
    QCOMPARE(lines[1], QByteArray("it's two"));
    const QByteArray text = m_program->read("seen");
    QVERIFY2(text.contains("current-context: \"it's two\"") && text.contains("namespace: team"),
             text.constData());
    QVERIFY(!text.contains("CANARY") && !text.contains("server")); // refers to the originals
    QCOMPARE(overlays(), QStringList());
    QCOMPARE(m_program->read("config"), QByteArray(kConfig));
}

void tst_ShellCommand::switchesInTheShellAlone()
{
    QCOMPARE(m_program->run({ "env", "one" }), 0);
    const std::string list =
            evaluated(m_program->out, "printf %s \"$KUBECONFIG\"").toStdString();
    m_program->environment["KUBECONFIG"] = list;
    QCOMPARE(m_program->run({ "ctx", "it's two" }), 0);
    QCOMPARE(m_program->run({ "ns", "other", "--context", "one" }), 0);
    QCOMPARE(m_program->read("config"), QByteArray(kConfig));
    QCOMPARE(m_program->run({ "ctx" }), 0);
    QCOMPARE(m_program->out, QByteArray("  one\n* it's two\n"));
}

void tst_ShellCommand::leavesNothingBehind_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<int>("status");
    QTest::newRow("success") << QByteArray("true") << 0;
    QTest::newRow("failure") << QByteArray("exit 3") << 3;
    QTest::newRow("killed") << QByteArray("kill -9 $$") << 137;
    QTest::newRow("interrupted") << QByteArray("kill -INT $$") << 130;
    QTest::newRow("told to end") << QByteArray("kill -TERM $PPID; sleep 20") << 143;
}

void tst_ShellCommand::leavesNothingBehind()
{
    QFETCH(QByteArray, script);
    QFETCH(int, status);
    QCOMPARE(m_program->run({ "shell", "one", "--", "sh", "-c", script.toStdString() }), status);
    QCOMPARE(overlays(), QStringList());
}

void tst_ShellCommand::printsWhatAShellEvaluates()
{
    QCOMPARE(m_program->run({ "env", "it's two" }), 0);
    QCOMPARE(evaluated(m_program->out, "printf %s \"$LANYARD_CONTEXT\""), QByteArray("it's two"));
    QCOMPARE(overlays().size(), 1);
    QCOMPARE(m_program->run({ "env", "it's two", "--fish" }), 0);
    QVERIFY2(m_program->out.contains("set -gx LANYARD_CONTEXT 'it\\'s two';"),
             m_program->out.constData());
    QCOMPARE(m_program->run({ "env", "one", "--dry-run" }), 0);
    QVERIFY(m_program->out.contains("current-context: one"));
    QVERIFY(overlays().size() <= 2);
}

// A child that ended and was waited for is dead for certain.
static pid_t deadProcess()
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(0);
    ::waitpid(child, nullptr, 0);
    return child;
}

void tst_ShellCommand::removesTheFilesOfDeadShells()
{
    QCOMPARE(m_program->run({ "env", "one" }), 0);
    const QStringList first = overlays();
    QCOMPARE(first.size(), 1);
    const std::string pid = "run/lanyard/shells/" + first[0].toStdString() + "/pid";
    QVERIFY(m_program->write(pid.c_str(), std::to_string(::getpid())));
    QCOMPARE(m_program->run({ "shell", "one", "--", "true" }), 0);
    QCOMPARE(overlays(), first); // its shell lives
    QVERIFY(m_program->write(pid.c_str(), std::to_string(deadProcess())));
    QCOMPARE(m_program->run({ "shell", "one", "--", "true" }), 0);
    QCOMPARE(overlays(), QStringList());
}

void tst_ShellCommand::goesBack()
{
    const std::string before = m_program->environment["KUBECONFIG"];
    QCOMPARE(m_program->run({ "env", "one" }), 0);
    m_program->environment["KUBECONFIG"] =
            evaluated(m_program->out, "printf %s \"$KUBECONFIG\"").toStdString();
    QCOMPARE(m_program->run({ "env", "--unset" }), 0);
    QCOMPARE(evaluated(m_program->out, "printf %s \"$KUBECONFIG\"").toStdString(), before);
    QCOMPARE(overlays(), QStringList());
}

void tst_ShellCommand::doesNotPileUp()
{
    QCOMPARE(m_program->run({ "env", "one" }), 0);
    m_program->environment["KUBECONFIG"] =
            evaluated(m_program->out, "printf %s \"$KUBECONFIG\"").toStdString();
    QCOMPARE(m_program->run({ "env", "it's two" }), 0);
    const QByteArray list = evaluated(m_program->out, "printf %s \"$KUBECONFIG\"");
    QCOMPARE(list.count(':'), 1);
}

void tst_ShellCommand::wantsAContext_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("status");
    QTest::newRow("shell without") << QByteArray("shell") << QByteArray() << 2;
    QTest::newRow("env without") << QByteArray("env") << QByteArray() << 2;
    QTest::newRow("shell of none") << QByteArray("shell") << QByteArray("gone") << 5;
    QTest::newRow("env of none") << QByteArray("env") << QByteArray("gone") << 5;
}

void tst_ShellCommand::wantsAContext()
{
    QFETCH(QByteArray, verb);
    QFETCH(QByteArray, name);
    QFETCH(int, status);
    std::vector<std::string> words = { verb.toStdString() };
    if (!name.isEmpty())
        words.push_back(name.toStdString());
    QCOMPARE(m_program->run(words), status);
    QVERIFY(m_program->out.isEmpty());
    QCOMPARE(m_program->run({ "shell", "one", "--", "/no/such/program" }), 5);
    QCOMPARE(overlays(), QStringList());
}

void tst_ShellCommand::asksBeforeAProtectedContext()
{
    QCOMPARE(m_program->run({ "config", "protect", "one" }), 0);
    QCOMPARE(m_program->run({ "shell", "one", "--", "true" }), 4);
    QCOMPARE(m_program->run({ "env", "one" }), 4);
    QVERIFY(m_program->out.isEmpty());
    QCOMPARE(m_program->run({ "shell", "one", "--yes", "--", "true" }), 0);
}

QTEST_GUILESS_MAIN(tst_ShellCommand)
#include "tst_shellcommand.moc"
