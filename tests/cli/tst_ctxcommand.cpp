// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/cli/program.h"

#include "app/core/json.h"

#include <QTest>

static const char *kConfig =
        "clusters:\n- name: a\n  cluster: {server: https://a}\ncontexts:\n- name: one\n  context: "
        "{cluster: a, user: u}\n- name: two\n  context: {cluster: a, namespace: team}\n"
        "current-context: one # mine\nusers:\n- name: u\n  user: {token: SECRET}\n";

class tst_CtxCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_program = std::make_unique<Support::Program>();
        QVERIFY(m_program->write("config", kConfig));
    }
    void listsContexts();
    void listsAsJson();
    void switchesAndGoesBack();
    void writesNothingOnADryRun();
    void saysNothingToDo();
    void setsNamespaces();
    void takesAnExplicitFile();
    void failsWithTheStatusOfTheContract_data();
    void failsWithTheStatusOfTheContract();
    void printsErrorsAsJson();
    void printsHostileNamesSafely();

private:
    std::unique_ptr<Support::Program> m_program;
};

void tst_CtxCommand::listsContexts()
{
    QCOMPARE(m_program->run({ "ctx" }), 0);
    QCOMPARE(m_program->out, QByteArray("* one\n  two\n"));
    QVERIFY(m_program->write("config", "contexts: [{name: x}]\ncurrent-context: gone\n"));
    QCOMPARE(m_program->run({ "ctx" }), 0);
    QVERIFY(m_program->err.contains("does not exist"));
}

void tst_CtxCommand::listsAsJson()
{
    QCOMPARE(m_program->run({ "ctx", "-o", "json" }), 0);
    const Core::Json json = Core::Json::parse(m_program->out.toStdString(), nullptr, false);
    QVERIFY(json["current"] == "one");
    const Core::Json expected = { { "name", "one" },
                                  { "cluster", "a" },
                                  { "server", "https://a" },
                                  { "user", "u" },
                                  { "namespace", "" },
                                  { "auth", "token" },
                                  { "file", m_program->file("config") },
                                  { "protected", false } };
    QVERIFY(json["contexts"][0] == expected);
    QVERIFY(json["contexts"][1]["auth"] == "none");
    QVERIFY(!m_program->out.contains("SECRET"));
}

void tst_CtxCommand::switchesAndGoesBack()
{
    QCOMPARE(m_program->run({ "ctx", "two" }), 0);
    QVERIFY(m_program->out.isEmpty());
    QCOMPARE(m_program->read("config"),
             QByteArray(kConfig).replace("current-context: one", "current-context: two"));
    QCOMPARE(m_program->run({ "ctx", "-" }), 0);
    QCOMPARE(m_program->read("config"), QByteArray(kConfig));
    QCOMPARE(m_program->run({ "ctx", "-" }), 0);
    QVERIFY(m_program->read("config").contains("current-context: two # mine"));
}

void tst_CtxCommand::writesNothingOnADryRun()
{
    QCOMPARE(m_program->run({ "ctx", "two", "--dry-run" }), 0);
    QVERIFY(m_program->out.contains(
            "-current-context: one # mine\n+current-context: two # mine\n"));
    QCOMPARE(m_program->read("config"), QByteArray(kConfig));
    QCOMPARE(m_program->run({ "ctx", "-" }), 5); // not remembered either
}

void tst_CtxCommand::saysNothingToDo()
{
    QCOMPARE(m_program->run({ "ctx", "one" }), 0);
    QVERIFY(m_program->err.contains("nothing to do"));
    QCOMPARE(m_program->run({ "config", "history" }), 0);
    QVERIFY(m_program->out.isEmpty());
}

void tst_CtxCommand::setsNamespaces()
{
    QCOMPARE(m_program->run({ "ns" }), 0);
    QCOMPARE(m_program->out, QByteArray("* default\n  team\n"));
    QCOMPARE(m_program->run({ "ns", "fresh" }), 0);
    QVERIFY(m_program->read("config").contains("{cluster: a, user: u, namespace: fresh}"));
    QCOMPARE(m_program->run({ "ns", "-" }), 0);
    QVERIFY(m_program->read("config").contains("user: u, namespace: default}"));
    QCOMPARE(m_program->run({ "ns", "--unset" }), 0);
    QCOMPARE(m_program->read("config"), QByteArray(kConfig));
    QCOMPARE(m_program->run({ "ns", "yes", "--context=two" }), 0);
    QVERIFY(m_program->read("config").contains("namespace: \"yes\"}"));
    QCOMPARE(m_program->run({ "ns", "-o=json", "--context", "two" }), 0);
    QVERIFY(m_program->out.contains("\"current\": \"yes\""));
}

void tst_CtxCommand::takesAnExplicitFile()
{
    QVERIFY(m_program->write("other", "contexts: [{name: x}]\n"));
    QCOMPARE(m_program->run({ "ctx", "--kubeconfig", m_program->file("other"), "x" }), 0);
    QCOMPARE(m_program->read("other"), QByteArray("contexts: [{name: x}]\ncurrent-context: x\n"));
    QCOMPARE(m_program->read("config"), QByteArray(kConfig));
}

void tst_CtxCommand::failsWithTheStatusOfTheContract_data()
{
    QTest::addColumn<QByteArrayList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *name, const QByteArrayList &arguments, int status,
                        const char *message) {
        QTest::newRow(name) << arguments << status << QByteArray(message);
    };
    row("no verb", {}, 2, "Usage");
    row("unknown verb", { "nope" }, 2, "there is no verb \"nope\"");
    row("unknown config verb", { "config", "nope" }, 2, "there is no verb \"config nope\"");
    row("unknown option", { "ctx", "--nope" }, 2, "unknown option --nope");
    row("two names", { "ctx", "a", "b" }, 2, "ctx takes one name");
    row("unknown format", { "ctx", "-o", "yaml" }, 2, "-o knows only json");
    row("no such context", { "ctx", "gone" }, 5,
        "there is no context \"gone\" (list the contexts with: kubectl lanyard ctx)");
    row("no context before", { "ctx", "-" }, 5, "there is no previous context");
    row("no namespace before", { "ns", "-" }, 5, "there is no previous namespace");
    row("bad namespace", { "ns", "A_b" }, 2, "cannot be the name of a namespace");
    row("namespace of nothing", { "ns", "x", "--context", "gone" }, 5,
        "there is no context \"gone\"");
    row("missing file", { "ctx", "--kubeconfig", "/nowhere/config" }, 5,
        "cannot read /nowhere/config: No such file");
    row("nothing to undo", { "config", "undo" }, 5, "there is nothing to undo");
    row("bad undo", { "config", "undo", "x" }, 2, "undo takes the number");
}

void tst_CtxCommand::failsWithTheStatusOfTheContract()
{
    QFETCH(QByteArrayList, arguments);
    QFETCH(int, status);
    QFETCH(QByteArray, message);
    std::vector<std::string> list;
    for (const QByteArray &argument : arguments)
        list.push_back(argument.toStdString());
    QCOMPARE(m_program->run(list), status);
    QVERIFY2(m_program->err.contains(message), m_program->err.constData());
    QVERIFY(m_program->out.isEmpty());
    if (!list.empty())
        QCOMPARE(m_program->err.count('\n'), 1);
}

void tst_CtxCommand::printsErrorsAsJson()
{
    QCOMPARE(m_program->run({ "ctx", "gone", "-o", "json" }), 5);
    const Core::Json json = Core::Json::parse(m_program->out.toStdString(), nullptr, false);
    QVERIFY(json["error"]["code"] == "not-found");
    QVERIFY(json["error"]["fix"] == "list the contexts with: kubectl lanyard ctx");
}

void tst_CtxCommand::printsHostileNamesSafely()
{
    QVERIFY(m_program->write(
            "config", "contexts: [{name: \"a\\e[31m\\nb\"}]\ncurrent-context: \"\\e]0;x\\a\"\n"));
    QCOMPARE(m_program->run({ "ctx" }), 0);
    QVERIFY(!(m_program->out + m_program->err).contains('\x1b'));
    QCOMPARE(m_program->out.count('\n'), 1);
    QCOMPARE(m_program->run({ "ctx", "a\x1b[31m\nb", "--dry-run" }), 0);
    QVERIFY(!m_program->out.contains('\x1b'));
}

QTEST_GUILESS_MAIN(tst_CtxCommand)
#include "tst_ctxcommand.moc"
