// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/cli/program.h"

#include "app/core/json.h"

#include <QFile>
#include <QTest>

class tst_ConfigCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_program = std::make_unique<Support::Program>(); }
    void addsRenamesAndDeletes();
    void undoesByNumber();
    void setsAnotherPlugin();
    void reviewsBeforeImporting();
    void importsFromStandardInput();
    void exportsAndImportsTheSame();
    void lintsWithLineAndColumn();
    void expandsAliasesOnlyWithConsent();
    void wantsItsArguments_data();
    void wantsItsArguments();
    void helpsOnItself();

private:
    int add(const std::string &name)
    {
        return m_program->run({ "config", "add", name, "--server", "https://" + name + ":6443",
                                "--oidc-issuer-url", "https://idp.example.test/realms/r",
                                "--oidc-client-id=kubernetes", "--namespace=team" });
    }
    std::unique_ptr<Support::Program> m_program;
};

void tst_ConfigCommand::addsRenamesAndDeletes()
{
    QCOMPARE(add("prod"), 0);
    QCOMPARE(m_program->read("config"),
             QByteArray("apiVersion: v1\nkind: Config\nclusters:\n- name: prod\n  cluster:\n    "
                        "server: https://prod:6443\n"
                        "users:\n- name: prod\n  user:\n    exec:\n      apiVersion: "
                        "client.authentication.k8s.io/v1\n"
                        "      command: kubectl-lanyard\n      args:\n      - get-token\n"
                        "      - --oidc-issuer-url=https://idp.example.test/realms/r\n      - "
                        "--oidc-client-id=kubernetes\n"
                        "      interactiveMode: Never\n      provideClusterInfo: false\n"
                        "contexts:\n- name: prod\n  context:\n    cluster: prod\n    namespace: "
                        "team\n    user: prod\n"
                        "current-context: prod\n"));
    QCOMPARE(add("prod"), 0);
    QVERIFY(m_program->err.contains("nothing to do"));
    QCOMPARE(add("dev"), 0);
    QCOMPARE(m_program->run({ "config", "rename-context", "dev", "yes" }), 0);
    QVERIFY(m_program->read("config").contains("current-context: \"yes\""));
    QCOMPARE(m_program->run({ "config", "rename-user", "dev", "me" }), 0);
    QCOMPARE(m_program->run({ "config", "rename-cluster", "dev", "c" }), 0);
    QVERIFY(m_program->read("config").contains("cluster: c\n    namespace: team\n    user: me\n"));
    QCOMPARE(m_program->run({ "config", "rename-cluster", "c", "prod" }), 1);
    QCOMPARE(m_program->run({ "config", "duplicate-context", "yes", "copy" }), 0);
    QCOMPARE(m_program->run({ "config", "delete-context", "copy", "--with-orphans" }), 0);
    QVERIFY(m_program->read("config").contains("name: me")); // still used
    QCOMPARE(m_program->run({ "config", "delete-context", "yes", "--with-orphans" }), 0);
    QVERIFY(!m_program->read("config").contains("name: me"));
    QVERIFY(m_program->err.contains("current context"));
    QCOMPARE(m_program->run({ "config", "delete-context", "yes" }), 5);
}

void tst_ConfigCommand::undoesByNumber()
{
    QCOMPARE(add("one"), 0);
    const QByteArray first = m_program->read("config");
    QCOMPARE(add("two"), 0);
    QCOMPARE(m_program->run({ "config", "history", "-o", "json" }), 0);
    const Core::Json json = Core::Json::parse(m_program->out.toStdString(), nullptr, false);
    QVERIFY(json["history"][0]["id"] == 2 && json["history"][0]["summary"] == "Add context two");
    QCOMPARE(m_program->run({ "config", "undo", "2", "--dry-run" }), 0);
    QVERIFY(m_program->out.contains("-- name: two"));
    QCOMPARE(m_program->run({ "config", "undo", "2" }), 0);
    QCOMPARE(m_program->read("config"), first);
}

void tst_ConfigCommand::setsAnotherPlugin()
{
    QVERIFY(m_program->write(
            "config",
            "users:\n- name: u\n  user:\n    client-key: k\n    client-certificate: c\n"));
    QCOMPARE(m_program->run({ "config", "set-exec", "u", "--command=aws", "--arg", "eks",
                              "--arg=get-token", "--env", "A=b=c",
                              "--api-version=client.authentication.k8s.io/v1beta1",
                              "--interactive-mode=IfAvailable" }),
             0);
    QCOMPARE(m_program->read("config"),
             QByteArray("users:\n- name: u\n  user:\n    exec:\n      apiVersion: "
                        "client.authentication.k8s.io/v1beta1\n"
                        "      command: aws\n      args:\n      - eks\n      - get-token\n      "
                        "env:\n      - name: A\n"
                        "        value: b=c\n      interactiveMode: IfAvailable\n      "
                        "provideClusterInfo: false\n"));
    QCOMPARE(m_program->run({ "config", "set-exec", "gone", "--command=x" }), 5);
}

static const char *kHostile =
        "clusters:\n- name: c\n  cluster: {server: https://c, insecure-skip-tls-verify: true}\n"
        "users:\n- name: u\n  user: {token: CANARY, exec: {command: sh, args: [-c, touch "
        "/tmp/x]}}\n";

void tst_ConfigCommand::reviewsBeforeImporting()
{
    QVERIFY(m_program->write("in", kHostile));
    QCOMPARE(m_program->run({ "config", "import", m_program->file("in") }), 4);
    QVERIFY2(m_program->err.contains("sh -c 'touch /tmp/x'"), m_program->err.constData());
    QVERIFY(m_program->err.contains("--yes") && !m_program->err.contains("CANARY"));
    QVERIFY(!QFile::exists(QString::fromStdString(m_program->file("config"))));
    QCOMPARE(
            m_program->run({ "config", "import", m_program->file("in"), "--review", "-o", "json" }),
            0);
    const Core::Json json = Core::Json::parse(m_program->out.toStdString(), nullptr, false);
    QCOMPARE(json["review"].size(), std::size_t(3));
    QCOMPARE(m_program->run({ "config", "import", m_program->file("in"), "--yes" }), 0);
    QVERIFY(m_program->read("config").contains("command: sh"));
    QCOMPARE(m_program->run({ "config", "import", m_program->file("none") }), 5);
}

void tst_ConfigCommand::importsFromStandardInput()
{
    QCOMPARE(m_program->run({ "config", "import", "-" },
                            "contexts: [{name: x}]\ncurrent-context: x\n"),
             0);
    QCOMPARE(m_program->run({ "ctx" }), 0);
    QCOMPARE(m_program->out, QByteArray("* x\n"));
    QCOMPARE(m_program->run({ "config", "import", "-" },
                            "contexts: [{name: x, context: {cluster: c}}]\n"),
             1);
    QVERIFY(m_program->err.contains("--on-conflict"));
    QCOMPARE(m_program->run({ "config", "import", "-", "--on-conflict=rename" },
                            "contexts: [{name: x, context: {cluster: c}}]\n"),
             0);
    QCOMPARE(m_program->run({ "ctx" }), 0);
    QCOMPARE(m_program->out, QByteArray("* x\n  x-2\n"));
    QCOMPARE(m_program->run({ "config", "import", "-" }, "a: b: c\n"), 1);
}

void tst_ConfigCommand::exportsAndImportsTheSame()
{
    QCOMPARE(add("prod"), 0);
    QCOMPARE(m_program->run(
                     { "config", "export", "--context", "prod", "--to", m_program->file("out") }),
             0);
    QCOMPARE(m_program->run(
                     { "config", "export", "--context", "prod", "--to", m_program->file("out") }),
             1); // never over a file
    QCOMPARE(m_program->run({ "config", "import", m_program->file("out"), "--yes" }), 0);
    QVERIFY(m_program->err.contains("nothing to do"));
    QCOMPARE(m_program->run({ "config", "export" }), 2);
    QCOMPARE(m_program->run({ "config", "export", "--context=gone" }), 5);
}

void tst_ConfigCommand::lintsWithLineAndColumn()
{
    QVERIFY(m_program->write("config", "contexts:\n- name: no\n"));
    QCOMPARE(m_program->run({ "config", "lint" }), 1);
    QVERIFY2(m_program->out.contains("config:2:9: error: "), m_program->out.constData());
    QVERIFY(m_program->out.contains("[kubeconfig-unquoted-scalar]"));
    QCOMPARE(m_program->run({ "config", "lint", "-o", "json" }), 1);
    QVERIFY(Core::Json::parse(m_program->out.toStdString(), nullptr, false)["findings"][0]["line"]
            == 2);
    QVERIFY(m_program->write("config", "kind: Config\n"));
    QCOMPARE(m_program->run({ "config", "lint" }), 0);
    QVERIFY(m_program->out.isEmpty());
}

void tst_ConfigCommand::expandsAliasesOnlyWithConsent()
{
    QVERIFY(m_program->write("config",
                             "x: &c {cluster: a}\ncontexts: [{name: one, context: *c}, {name: two, "
                             "context: *c}]\n"));
    QCOMPARE(m_program->run({ "ns", "team", "--context=one" }), 4);
    QVERIFY(m_program->err.contains("--expand-aliases"));
    QCOMPARE(m_program->run({ "ns", "team", "--context=one", "--expand-aliases" }), 0);
    QCOMPARE(m_program->read("config"),
             QByteArray("x: &c {cluster: a}\ncontexts: [{name: one, context: {cluster: a, "
                        "namespace: team}}, {name: two, context: *c}]\n"));
}

void tst_ConfigCommand::wantsItsArguments_data()
{
    QTest::addColumn<QByteArrayList>("arguments");
    QTest::newRow("rename") << QByteArrayList{ "rename-context", "a" };
    QTest::newRow("duplicate") << QByteArrayList{ "duplicate-context" };
    QTest::newRow("delete") << QByteArrayList{ "delete-context" };
    QTest::newRow("add") << QByteArrayList{ "add", "a" };
    QTest::newRow("add without issuer") << QByteArrayList{ "add", "a", "--server=https://a" };
    QTest::newRow("set-exec") << QByteArrayList{ "set-exec" };
    QTest::newRow("set-exec with a bad variable")
            << QByteArrayList{ "set-exec", "u", "--command=x", "--env", "=b" };
    QTest::newRow("import") << QByteArrayList{ "import" };
    QTest::newRow("import with a bad policy")
            << QByteArrayList{ "import", "x", "--on-conflict=maybe" };
}

void tst_ConfigCommand::wantsItsArguments()
{
    QFETCH(QByteArrayList, arguments);
    std::vector<std::string> list = { "config" };
    for (const QByteArray &argument : arguments)
        list.push_back(argument.toStdString());
    QCOMPARE(m_program->run(list), 2);
    QCOMPARE(m_program->err.count('\n'), 1);
}

void tst_ConfigCommand::helpsOnItself()
{
    for (const Cli::Command &command : Cli::commands()) {
        if (command.verb == "help" || command.verb == "version")
            continue;
        QCOMPARE(m_program->run({ std::string(command.verb), "--help" }), 0);
        // get-token prints a credential on stdout or nothing at all.
        const bool isPlugin = command.verb == "get-token";
        QVERIFY2((isPlugin ? m_program->err : m_program->out).contains("Usage"),
                 std::string(command.verb).c_str());
        if (isPlugin)
            QVERIFY(m_program->out.isEmpty());
    }
    QCOMPARE(m_program->run({ "help" }), 0);
    QCOMPARE(m_program->run({ "version" }), 0);
    QVERIFY(m_program->out.startsWith("kubectl-lanyard "));
}

QTEST_GUILESS_MAIN(tst_ConfigCommand)
#include "tst_configcommand.moc"
