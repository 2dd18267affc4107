// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/cli/program.h"

#include "app/cli/completion.h"
#include "app/core/json.h"

#include <QDir>
#include <QTest>

static const char *kConfig =
        "# mine\n"
        "clusters:\n- name: a\n  cluster: {server: https://a}\n- name: b\n  cluster: {server: "
        "https://b}\n"
        "contexts:\n- name: one\n  context: {cluster: a, user: old}\n- name: prod\n  context: "
        "{cluster: b, user: kl}\n- name: three\n  context: {cluster: a, user: az}\n"
        "current-context: one\n"
        "users:\n"
        "- name: old # the first\n"
        "  user:\n"
        "    auth-provider:\n"
        "      name: oidc\n"
        "      config:\n"
        "        client-id: kube\n"
        "        extra-scopes: groups,email\n"
        "        id-token: CANARY.ID\n"
        "        refresh-token: CANARY-REFRESH\n"
        "        idp-issuer-url: https://idp.example.test\n"
        "- name: kl\n"
        "  user:\n"
        "    exec:\n"
        "      apiVersion: client.authentication.k8s.io/v1beta1\n"
        "      args: # kept\n"
        "      - oidc-login\n"
        "      - get-token\n"
        "      - --oidc-issuer-url\n"
        "      - https://idp.example.test/r\n"
        "      - --oidc-client-id=k8s\n"
        "      command: kubectl\n"
        "      x-mine: stays\n"
        "- name: az\n"
        "  user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: kubelogin, args: "
        "[get-token, --server-id, x], interactiveMode: Never}}\n";

class tst_ConfigManage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_program = std::make_unique<Support::Program>();
        m_program->environment["XDG_CONFIG_HOME"] = m_program->file("xdg");
        QVERIFY(m_program->write("config", kConfig));
    }
    void asksBeforeAProtectedContext_data();
    void asksBeforeAProtectedContext();
    void takesTheMarkAlongAndAway();
    void refusesWhenTheMarksCannotBeRead();
    void showsProtectedContextsInRedOnATerminal();
    void deletesManyAsOneChange();
    void keepsUsedClustersAndUsers();
    void convertsAndConvertsBack();
    void convertsAllUsersOrNone();
    void saysWhatItCannotConvert_data();
    void saysWhatItCannotConvert();
    void splitsIntoFilesThatStandAlone();
    void namesFilesSafely();
    void allowsAPlugin_data();
    void allowsAPlugin();
    void leavesAStrangeKubercAlone_data();
    void leavesAStrangeKubercAlone();
    void lintsThePluginPolicy();
    void completes_data();
    void completes();
    void printsCompletionScripts();

private:
    std::unique_ptr<Support::Program> m_program;
};

void tst_ConfigManage::asksBeforeAProtectedContext_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("switch") << QStringList { QStringLiteral("ctx"), QStringLiteral("prod") };
    QTest::newRow("namespace") << QStringList { QStringLiteral("ns"), QStringLiteral("team"), QStringLiteral("--context"), QStringLiteral("prod") };
    QTest::newRow("rename") << QStringList { QStringLiteral("config"), QStringLiteral("rename-context"), QStringLiteral("prod"), QStringLiteral("live") };
    QTest::newRow("delete") << QStringList { QStringLiteral("config"), QStringLiteral("delete-context"), QStringLiteral("three"), QStringLiteral("prod") };
}

static std::vector<std::string> toWords(const QStringList &list)
{
    std::vector<std::string> words;
    for (const QString &word : list)
        words.push_back(word.toStdString());
    return words;
}

void tst_ConfigManage::asksBeforeAProtectedContext()
{
    QFETCH(QStringList, words);
    QCOMPARE(m_program->run({ "config", "protect", "prod" }), 0);
    QCOMPARE(m_program->read("xdg/lanyard/protected-contexts"), QByteArray("\"prod\"\n"));
    QCOMPARE(m_program->run(toWords(words)), 4);
    QVERIFY2(m_program->err.contains("is protected") && m_program->err.contains("--yes"),
             m_program->err.constData());
    QCOMPARE(m_program->read("config"), QByteArray(kConfig));
    QCOMPARE(m_program->run(toWords(words + QStringList(QStringLiteral("--dry-run")))), 0);
    QVERIFY(m_program->out.contains("+++"));
    QCOMPARE(m_program->run(toWords(words + QStringList(QStringLiteral("--yes")))), 0);
    QVERIFY(m_program->read("config") != kConfig);
}

void tst_ConfigManage::takesTheMarkAlongAndAway()
{
    QCOMPARE(m_program->run({ "config", "protect", "prod", "gone" }), 5);
    QCOMPARE(m_program->run({ "config", "protect", "prod", "three" }), 0);
    QCOMPARE(m_program->run({ "config", "rename-context", "prod", "live", "--yes" }), 0);
    QCOMPARE(m_program->run({ "ctx", "live" }), 4);
    QCOMPARE(m_program->run({ "ctx", "-o", "json" }), 0);
    const auto json = Core::Json::parse(m_program->out.toStdString(), nullptr, false);
    QVERIFY(json["contexts"][0]["protected"] == false && json["contexts"][1]["protected"] == true);
    QCOMPARE(m_program->run({ "config", "unprotect", "live", "gone" }), 0);
    QCOMPARE(m_program->run({ "ctx", "live" }), 0);
    QCOMPARE(m_program->read("xdg/lanyard/protected-contexts"), QByteArray("\"three\"\n"));
    QCOMPARE(m_program->run({ "config", "protect" }), 2);
}

void tst_ConfigManage::refusesWhenTheMarksCannotBeRead()
{
    QVERIFY(QDir().mkpath(QString::fromStdString(m_program->file("xdg/lanyard"))));
    QVERIFY(m_program->write("xdg/lanyard/protected-contexts", "\"prod\n"));
    QCOMPARE(m_program->run({ "ctx", "prod" }), 1);
    QVERIFY(m_program->err.contains("line 1"));
    QCOMPARE(m_program->read("config"), QByteArray(kConfig));
    QCOMPARE(m_program->run({ "ctx" }), 0); // a list needs no mark
}

void tst_ConfigManage::showsProtectedContextsInRedOnATerminal()
{
    QCOMPARE(m_program->run({ "config", "protect", "prod" }), 0);
    QCOMPARE(m_program->run({ "ctx" }), 0);
    QCOMPARE(m_program->out, QByteArray("* one\n  prod\n  three\n"));
    m_program->terminal = true;
    QCOMPARE(m_program->run({ "ctx" }), 0);
    QCOMPARE(m_program->out, QByteArray("* one\n  \033[31mprod\033[0m\n  three\n"));
    m_program->environment["NO_COLOR"] = "1";
    QCOMPARE(m_program->run({ "ctx" }), 0);
    QCOMPARE(m_program->out, QByteArray("* one\n  prod\n  three\n"));
}

void tst_ConfigManage::deletesManyAsOneChange()
{
    QCOMPARE(m_program->run({ "config", "delete-context", "prod", "three", "--with-orphans" }), 0);
    const QByteArray left = m_program->read("config");
    QVERIFY2(left.contains("name: a\n") && !left.contains("name: b\n")
                     && left.contains("name: old") && !left.contains("name: kl"),
             left.constData());
    QCOMPARE(m_program->run({ "config", "undo" }), 0);
    QCOMPARE(m_program->read("config"), QByteArray(kConfig));
    QCOMPARE(m_program->run({ "config", "delete-context", "one", "gone" }), 5);
    QCOMPARE(m_program->read("config"), QByteArray(kConfig));
}

void tst_ConfigManage::keepsUsedClustersAndUsers()
{
    QCOMPARE(m_program->run({ "config", "delete-user", "az", "gone" }), 5);
    QCOMPARE(m_program->run({ "config", "delete-user", "az", "kl" }), 4);
    QVERIFY2(m_program->err.contains("used by the context"), m_program->err.constData());
    QCOMPARE(m_program->run({ "config", "delete-cluster", "b" }), 4);
    QCOMPARE(m_program->read("config"), QByteArray(kConfig));
    QCOMPARE(m_program->run({ "config", "delete-user", "az", "kl", "--yes" }), 0);
    QVERIFY2(m_program->err.contains("name a user that is gone now"), m_program->err.constData());
    QVERIFY(!m_program->read("config").contains("x-mine"));
    QCOMPARE(m_program->run({ "config", "delete-cluster", "b", "--yes" }), 0);
    QCOMPARE(m_program->run({ "config", "undo" }), 0);
    QCOMPARE(m_program->run({ "config", "undo" }), 0);
    QCOMPARE(m_program->read("config"), QByteArray(kConfig));
    QCOMPARE(m_program->run({ "config", "delete-cluster" }), 2);
}

void tst_ConfigManage::convertsAndConvertsBack()
{
    QCOMPARE(m_program->run({ "config", "convert", "kl" }), 0);
    const QByteArray ours = m_program->read("config");
    QVERIFY2(ours.contains("      args: # kept\n      - get-token\n      - "
                           "--oidc-issuer-url=https://idp.example.test/r\n      - "
                           "--oidc-client-id=k8s\n      command: kubectl-lanyard\n      x-mine: "
                           "stays\n"),
             ours.constData());
    QVERIFY(ours.contains("interactiveMode: Never"));
    QCOMPARE(m_program->run({ "config", "convert", "kl" }), 0);
    QVERIFY(m_program->err.contains("nothing to do"));
    QCOMPARE(m_program->run({ "config", "convert", "kl", "--to", "kubelogin" }), 0);
    QVERIFY(m_program->read("config").contains("- oidc-login\n      - get-token\n"));
    QCOMPARE(m_program->run({ "config", "convert", "kl", "--to=auth-provider" }), 0);
    QVERIFY2(m_program->read("config").contains("idp-issuer-url: https://idp.example.test/r"),
             m_program->read("config").constData());
    QVERIFY(!m_program->read("config").contains("x-mine"));
    for (int i = 0; i < 3; ++i)
        QCOMPARE(m_program->run({ "config", "undo" }), 0);
    QCOMPARE(m_program->read("config"), QByteArray(kConfig));
}

void tst_ConfigManage::convertsAllUsersOrNone()
{
    QCOMPARE(m_program->run({ "config", "convert", "--all", "--dry-run" }), 0);
    QVERIFY(m_program->out.contains("+      command: kubectl-lanyard"));
    QCOMPARE(m_program->read("config"), QByteArray(kConfig));
    QCOMPARE(m_program->run({ "config", "convert", "--all" }), 0);
    const QByteArray now = m_program->read("config");
    QVERIFY2(!now.contains("auth-provider") && !now.contains("CANARY"), now.constData());
    QVERIFY(now.contains("--oidc-extra-scope=groups,email") && now.contains("# the first"));
    QVERIFY(now.contains("--server-id")); // Azure's program is not int128's
    QVERIFY2(m_program->err.contains("sign in once") && !m_program->err.contains("CANARY"),
             m_program->err.constData());
    QCOMPARE(m_program->run({ "config", "undo" }), 4); // a refresh token is not kept for it
    QVERIFY(!m_program->err.contains("CANARY"));
    QVERIFY(m_program->write("config", std::string(kConfig) +
                             "- {name: pw, user: {exec: {apiVersion: client.authentication.k8s.io/v1, "
                             "command: kubelogin, args: [get-token, --oidc-issuer-url=https://i, "
                             "--oidc-client-id=c, --username=me], interactiveMode: Never}}}\n"));
    const QByteArray before = m_program->read("config");
    QVERIFY(m_program->run({ "config", "convert", "--all" }) != 0);
    QVERIFY2(m_program->err.contains("\"pw\""), m_program->err.constData());
    QCOMPARE(m_program->read("config"), before);
}

void tst_ConfigManage::saysWhatItCannotConvert_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("status");
    QTest::newRow("no user") << QStringList {} << 2;
    QTest::newRow("user and --all") << QStringList { QStringLiteral("kl"), QStringLiteral("--all") } << 2;
    QTest::newRow("unknown form") << QStringList { QStringLiteral("kl"), QStringLiteral("--to=x509") } << 2;
    QTest::newRow("unknown user") << QStringList { QStringLiteral("gone") } << 5;
    QTest::newRow("foreign plugin stays") << QStringList { QStringLiteral("az") } << 0;
}

void tst_ConfigManage::saysWhatItCannotConvert()
{
    QFETCH(QStringList, words);
    QFETCH(int, status);
    QCOMPARE(m_program->run(toWords(QStringList { QStringLiteral("config"), QStringLiteral("convert") } + words)), status);
    QCOMPARE(m_program->read("config"), QByteArray(kConfig));
}

void tst_ConfigManage::splitsIntoFilesThatStandAlone()
{
    const std::string folder = m_program->file("parts");
    QCOMPARE(m_program->run({ "config", "split", "--to", folder, "--dry-run" }), 0);
    QVERIFY(!QDir(QString::fromStdString(folder)).exists());
    QCOMPARE(m_program->run({ "config", "split", "--to", folder }), 0);
    QCOMPARE(QDir(QString::fromStdString(folder)).entryList(QDir::Files),
             QStringList({ QStringLiteral("one.yaml"), QStringLiteral("prod.yaml"), QStringLiteral("three.yaml") }));
    QCOMPARE(m_program->read("config"), QByteArray(kConfig));
    const QByteArray prod = m_program->read("parts/prod.yaml");
    QVERIFY2(prod.contains("current-context: prod") && prod.contains("https://b")
                     && !prod.contains("https://a"),
             prod.constData());
    QCOMPARE(m_program->run({ "config", "split", "--to", folder, "prod" }), 1); // already there
    QCOMPARE(m_program->run({ "config", "split" }), 2);
    QCOMPARE(m_program->run({ "config", "split", "--to", m_program->file("p2"), "gone" }), 5);
    QVERIFY(!QDir(QString::fromStdString(m_program->file("p2"))).exists());
}

void tst_ConfigManage::namesFilesSafely()
{
    QVERIFY(m_program->write("config", "contexts:\n- name: ../../etc/passwd\n- name: \"a\\nb\"\n- name: "
                                       ".hidden\n- name: $(x)\n"));
    QCOMPARE(m_program->run({ "config", "split", "--to", m_program->file("parts") }), 0);
    QCOMPARE(QDir(QString::fromStdString(m_program->file("parts"))).entryList(QDir::Files),
             QStringList({ QStringLiteral("%24%28x%29.yaml"), QStringLiteral("%2E.%2F..%2Fetc%2Fpasswd.yaml"), QStringLiteral("%2Ehidden.yaml"),
                           QStringLiteral("a%0Ab.yaml") }));
}

void tst_ConfigManage::allowsAPlugin_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("a list") << QByteArray("# c\nkind: Preference\ncredentialPluginPolicy: Allowlist\n"
                                          "credentialPluginAllowlist:\n  - name: aws # eks\n# end\n")
                            << QByteArray("# c\nkind: Preference\ncredentialPluginPolicy: Allowlist\n"
                                          "credentialPluginAllowlist:\n  - name: aws # eks\n  - name: "
                                          "kubectl-lanyard\n# end\n");
    QTest::newRow("no list") << QByteArray("credentialPluginPolicy: Allowlist")
                             << QByteArray("credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist:"
                                           "\n- name: kubectl-lanyard\n");
    QTest::newRow("an empty list")
            << QByteArray("credentialPluginAllowlist: [] # none\ncredentialPluginPolicy: Allowlist\n")
            << QByteArray("credentialPluginAllowlist:\n- name: kubectl-lanyard # none\n"
                          "credentialPluginPolicy: Allowlist\n");
    QTest::newRow("everything is allowed") << QByteArray("credentialPluginPolicy: AllowAll\n")
                                           << QByteArray("credentialPluginPolicy: AllowAll\n");
    QTest::newRow("listed already")
            << QByteArray("credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: [{command: "
                          "kubectl-lanyard}]\n")
            << QByteArray("credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: [{command: "
                          "kubectl-lanyard}]\n");
}

void tst_ConfigManage::allowsAPlugin()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QVERIFY(m_program->write("kuberc", before.toStdString()));
    m_program->environment["KUBERC"] = m_program->file("kuberc");
    QCOMPARE(m_program->run({ "config", "allow-plugin", "--dry-run" }), 0);
    QCOMPARE(m_program->read("kuberc"), before);
    QCOMPARE(m_program->out.isEmpty(), before == after);
    QCOMPARE(m_program->run({ "config", "allow-plugin" }), 0);
    QCOMPARE(m_program->read("kuberc"), after);
    if (before != after) {
        QCOMPARE(m_program->run({ "config", "undo" }), 0);
        QCOMPARE(m_program->read("kuberc"), before);
    }
}

void tst_ConfigManage::leavesAStrangeKubercAlone_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<int>("status");
    QTest::newRow("deny all") << QByteArray("credentialPluginPolicy: DenyAll\n") << 4;
    QTest::newRow("flow list") << QByteArray("credentialPluginPolicy: Allowlist\n"
                                             "credentialPluginAllowlist: [{name: aws}]\n")
                               << 4;
    QTest::newRow("unknown policy") << QByteArray("credentialPluginPolicy: Sometimes\n") << 1;
    QTest::newRow("empty entry") << QByteArray("credentialPluginPolicy: Allowlist\n"
                                               "credentialPluginAllowlist: [{}]\n")
                                 << 1;
    QTest::newRow("no YAML") << QByteArray("a: [\n") << 1;
    QTest::newRow("a list at the top") << QByteArray("- a\n") << 1;
}

void tst_ConfigManage::leavesAStrangeKubercAlone()
{
    QFETCH(QByteArray, before);
    QFETCH(int, status);
    QVERIFY(m_program->write("kuberc", before.toStdString()));
    m_program->environment["KUBERC"] = m_program->file("kuberc");
    QCOMPARE(m_program->run({ "config", "allow-plugin" }), status);
    QCOMPARE(m_program->read("kuberc"), before);
}

void tst_ConfigManage::lintsThePluginPolicy()
{
    m_program->environment["KUBERC"] = m_program->file("kuberc");
    QVERIFY(m_program->write("kuberc", "credentialPluginPolicy: DenyAll # no\n"));
    static_cast<void>(m_program->run({ "config", "lint" }));
    QVERIFY2(m_program->out.contains("kuberc:1:1: warning: user \"kl\": kubectl 1.35 and newer say: plugin "
                                     "\"kubectl\" not allowed: policy set to \"DenyAll\""),
             m_program->out.constData());
    QCOMPARE(m_program->run({ "config", "allow-plugin", "kubectl", "--yes" }), 0);
    QCOMPARE(m_program->read("kuberc"),
             QByteArray("credentialPluginPolicy: Allowlist # no\ncredentialPluginAllowlist:\n- name: "
                        "kubectl\n"));
    static_cast<void>(m_program->run({ "config", "lint" }));
    QVERIFY(!m_program->out.contains("user \"kl\": kubectl 1.35"));
    QVERIFY(m_program->out.contains("credential plugin allowlist")); // Azure's is not on it
    m_program->environment["KUBERC"] = "off";
    static_cast<void>(m_program->run({ "config", "lint" }));
    QVERIFY(!m_program->out.contains("kuberc"));
    QCOMPARE(m_program->run({ "config", "allow-plugin", "/opt/../bin/x" }), 2);
}

void tst_ConfigManage::completes_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("verb") << QStringList { QStringLiteral("wh") } << QByteArray("whoami\n");
    QTest::newRow("config verb") << QStringList { QStringLiteral("config"), QStringLiteral("unp") } << QByteArray("unprotect\n");
    QTest::newRow("context") << QStringList { QStringLiteral("ctx"), QStringLiteral("") } << QByteArray("one\nprod\nthree\n");
    QTest::newRow("after a flag") << QStringList { QStringLiteral("login"), QStringLiteral("--context"), QStringLiteral("p") } << QByteArray("prod\n");
    QTest::newRow("cluster") << QStringList { QStringLiteral("config"), QStringLiteral("delete-cluster"), QStringLiteral("") } << QByteArray("a\nb\n");
    QTest::newRow("user") << QStringList { QStringLiteral("config"), QStringLiteral("convert"), QStringLiteral("k") } << QByteArray("kl\n");
    QTest::newRow("option") << QStringList { QStringLiteral("ctx"), QStringLiteral("--dry") } << QByteArray("--dry-run\n");
    QTest::newRow("nothing") << QStringList { QStringLiteral("ctx"), QStringLiteral("zzz") } << QByteArray();
    QTest::newRow("shell") << QStringList { QStringLiteral("completion"), QStringLiteral("f") } << QByteArray("fish\n");
}

void tst_ConfigManage::completes()
{
    QFETCH(QStringList, words);
    QFETCH(QByteArray, answer);
    QCOMPARE(m_program->run(toWords(QStringList(QStringLiteral("__complete")) + words)), 0);
    QCOMPARE(m_program->out, answer);
}

void tst_ConfigManage::printsCompletionScripts()
{
    for (const char *shell : { "bash", "zsh", "fish" }) {
        QCOMPARE(m_program->run({ "completion", shell }), 0);
        QVERIFY(m_program->out.contains("__complete"));
    }
    QCOMPARE(m_program->run({ "completion", "cmd" }), 2);
    QCOMPARE(m_program->run({ "completion", "--help" }), 0);
}

QTEST_GUILESS_MAIN(tst_ConfigManage)
#include "tst_configmanage.moc"
