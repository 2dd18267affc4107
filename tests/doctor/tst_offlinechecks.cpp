// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/checks/execcheck.h"
#include "app/doctor/checks/kubeconfigcheck.h"
#include "app/doctor/checks/machinecheck.h"
#include "app/doctor/gather.h"
#include "doctortest.h"

#include <utime.h>

using namespace DoctorTest;
using Doctor::CheckResult;
using Doctor::Situation;

class tst_OfflineChecks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatIsWrongInTheFile_data();
    void findsWhatIsWrongInTheFile();
    void findsAStaleLockButNotAYoungOne();
    void findsAFileThatOthersMayOpen();
    void findsAShadowedEntry();
    void findsWhatIsWrongInTheExecEntry_data();
    void findsWhatIsWrongInTheExecEntry();
    void judgesTheCredentialThatKubectlSends();
    void findsThatKubercForbidsThePlugin_data();
    void findsThatKubercForbidsThePlugin();
    void readsTheArgumentsOfKubelogin();
    void tellsTheStateOfTheMachine();
    void namesNoSecret();

private:
    QByteArray config(const QByteArray &user, const QByteArray &server = "https://k8s.example.org") const;
    Situation gather(const Home &home, const QByteArray &kubeconfig, const QByteArray &more = {}) const;
    QStringList examined(const Home &home, const QByteArray &kubeconfig) const;
};

namespace {

constexpr char kGoodExec[] =
        "    exec:\n      apiVersion: client.authentication.k8s.io/v1\n      command: kubectl-lanyard\n      "
        "interactiveMode: Never\n"
        "      args: [get-token, --oidc-issuer-url=https://id.example.org/realms/demo, --oidc-client-id=kubernetes]\n";

CheckResult all(const Situation &situation)
{
    CheckResult result = Doctor::KubeconfigCheck().examine(situation);
    const CheckResult exec = Doctor::ExecCheck().examine(situation);
    result.findings.insert(result.findings.end(), exec.findings.begin(), exec.findings.end());
    return result;
}

} // namespace

QByteArray tst_OfflineChecks::config(const QByteArray &user, const QByteArray &server) const
{
    return "apiVersion: v1\nkind: Config\ncurrent-context: dev\nclusters:\n- name: c\n  cluster:\n    server: " + server
            + "\nusers:\n- name: u\n  user:\n" + user
            + "contexts:\n- name: dev\n  context:\n    cluster: c\n    user: u\n";
}

Situation tst_OfflineChecks::gather(const Home &home, const QByteArray &kubeconfig, const QByteArray &more) const
{
    Doctor::Request request;
    std::string list = home.write(QStringLiteral("config"), kubeconfig).toStdString();
    if (!more.isEmpty())
        list += ":" + home.write(QStringLiteral("second"), more).toStdString();
    home.write(QStringLiteral("bin/kubectl-lanyard"), "#!/bin/sh\n", QFile::ReadOwner | QFile::ExeOwner);
    home.write(QStringLiteral("bin/kubelogin"), "#!/bin/sh\n", QFile::ReadOwner | QFile::ExeOwner);
    request.caller.environment = { { "HOME", home.text(QStringLiteral("home")) },
                                   { "KUBECONFIG", list },
                                   { "PATH", home.text(QStringLiteral("bin")) } };
    return gatherFiles(request);
}

QStringList tst_OfflineChecks::examined(const Home &home, const QByteArray &kubeconfig) const
{
    const CheckResult result = all(gather(home, kubeconfig));
    const QString gap = incomplete(result.findings);
    return gap.isEmpty() ? summary(result.findings) : QStringList{ gap };
}

void tst_OfflineChecks::findsWhatIsWrongInTheFile_data()
{
    QTest::addColumn<QByteArray>("kubeconfig");
    QTest::addColumn<QStringList>("expected");
    const QByteArray good = config(kGoodExec);
    const auto row = [](const char *name, const QByteArray &text, const QStringList &expected) {
        QTest::newRow(name) << text << expected;
    };
    const auto replaced = [&good](const char *from, const char *to) { return QByteArray(good).replace(from, to); };

    row("healthy", good, {});
    row("not YAML", "a: [", { u"error:kubeconfig-unreadable"_s });
    row("another kind", "kind: Pod\napiVersion: v1\n", { u"error:kubeconfig-unreadable"_s });
    row("a context twice", replaced("contexts:\n", "contexts:\n- name: dev\n  context: {cluster: c, user: u}\n"),
        { u"error:kubeconfig-duplicate-name"_s });
    row("a name that is a boolean", replaced("- name: c\n", "- name: no\n"), { u"error:kubeconfig-unquoted-scalar"_s });
    row("a namespace that is a number", replaced("    user: u\n", "    user: u\n    namespace: 123\n"),
        { u"error:kubeconfig-unquoted-scalar"_s });
    row("a quoted number", replaced("    user: u\n", "    user: u\n    namespace: \"123\"\n"), {});
    row("a key in the wrong case", replaced("current-context", "Current-Context"),
        { u"warning:kubeconfig-key-case"_s });
    row("a key below an entry", replaced("    server:", "    Server: https://other\n    server:"),
        { u"warning:kubeconfig-key-case"_s });
    row("an unknown key", replaced("    server:", "    color: red\n    server:"), {});
    row("a cluster that is nowhere", replaced("    cluster: c\n", "    cluster: d\n"),
        { u"error:context-missing-cluster"_s });
    row("a user that is nowhere", replaced("    user: u\n", "    user: v\n"), { u"error:context-missing-user"_s });
    row("a namespace that cannot be", replaced("    user: u\n", "    user: u\n    namespace: My_Space\n"),
        { u"error:namespace-invalid"_s });
}

void tst_OfflineChecks::findsWhatIsWrongInTheFile()
{
    QFETCH(QByteArray, kubeconfig);
    QFETCH(QStringList, expected);
    const Home home;
    QCOMPARE(examined(home, kubeconfig), expected);
}

void tst_OfflineChecks::findsAStaleLockButNotAYoungOne()
{
    const Home home;
    const QString lock = home.write(QStringLiteral("config.lock"), "");
    QCOMPARE(examined(home, config(kGoodExec)), QStringList());
    const utimbuf old{ 1'000'000, 1'000'000 };
    QCOMPARE(::utime(qPrintable(lock), &old), 0);
    QCOMPARE(examined(home, config(kGoodExec)), QStringList{ QStringLiteral("warning:kubeconfig-stale-lock") });
}

void tst_OfflineChecks::findsAFileThatOthersMayOpen()
{
    const Home home;
    const Situation before = gather(home, config(kGoodExec));
    QFile::setPermissions(home.path(QStringLiteral("config")), QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther);
    Doctor::Request request;
    request.kubeconfig = home.text(QStringLiteral("config"));
    request.caller = before.caller;
    const auto result = Doctor::KubeconfigCheck().examine(gatherFiles(request));
    QCOMPARE(summary(result.findings), QStringList{ QStringLiteral("warning:kubeconfig-permissions") });
    QVERIFY(result.findings.front().evidence.find("0444") != std::string::npos);
}

void tst_OfflineChecks::findsAShadowedEntry()
{
    const Home home;
    const auto result = all(gather(home, config(kGoodExec), "users:\n- name: u\n  user: {token: abc}\n"));
    QCOMPARE(summary(result.findings), QStringList{ QStringLiteral("warning:kubeconfig-shadowed-entry") });
    QVERIFY(result.findings.front().evidence.find("second") != std::string::npos);
}

void tst_OfflineChecks::findsWhatIsWrongInTheExecEntry_data()
{
    QTest::addColumn<QByteArray>("kubeconfig");
    QTest::addColumn<QStringList>("expected");
    const auto replaced = [](const char *from, const char *to) { return QByteArray(kGoodExec).replace(from, to); };
    const auto row = [this](const char *name, const QByteArray &user, const QStringList &expected) {
        QTest::newRow(name) << config(user) << expected;
    };

    row("healthy", kGoodExec, {});
    row("no such program", replaced("kubectl-lanyard", "no-such-program"), { u"error:exec-command-not-found"_s });
    row("a relative path", replaced("kubectl-lanyard", "bin/kubectl-lanyard"), {});
    row("a relative path that leads nowhere", replaced("kubectl-lanyard", "./kubectl-lanyard"),
        { u"error:exec-command-not-found"_s });
    row("version alpha", replaced("k8s.io/v1", "k8s.io/v1alpha1"), { u"error:exec-api-version"_s });
    row("v1 without a mode", replaced("      interactiveMode: Never\n", ""),
        { u"error:exec-interactive-mode-missing"_s });
    row("v1beta1 without a mode", replaced("      interactiveMode: Never\n", "").replace("k8s.io/v1", "k8s.io/v1beta1"),
        { u"info:exec-interactive-mode-missing"_s });
    row("an API server's flag for kubelogin",
        replaced("kubectl-lanyard", "kubelogin").replace("[get-token,", "[get-token, --oidc-username-claim=email,"),
        { u"error:exec-unknown-flag"_s });
    row("an API server's flag for us", replaced("[get-token,", "[get-token, --oidc-groups-claim, groups,"),
        { u"warning:exec-unknown-flag"_s });
    row("a misspelt flag", replaced("[get-token,", "[get-token, --oidc-isuer-url=x,"),
        { u"error:exec-unknown-flag"_s });
    row("another plugin", replaced("kubectl-lanyard", "/bin/sh"), {});
    row("a token beside", QByteArray(kGoodExec) + "    token: abc\n", { u"error:exec-bypassed-by-credentials"_s });
    row("a certificate beside",
        QByteArray(kGoodExec) + "    client-certificate-data: YQ==\n    client-key-data: YQ==\n",
        { u"error:exec-bypassed-by-credentials"_s });
    QTest::newRow("a server on http") << config(kGoodExec, "http://k8s.example.org")
                                      << QStringList{ u"error:exec-on-http-server"_s };
    row("the old way of kubectl", "    auth-provider:\n      name: oidc\n", { u"warning:auth-provider-legacy"_s });
    row("a way that is gone", "    auth-provider:\n      name: gcp\n", { u"error:auth-provider-legacy"_s });
}

void tst_OfflineChecks::findsWhatIsWrongInTheExecEntry()
{
    findsWhatIsWrongInTheFile();
}

void tst_OfflineChecks::judgesTheCredentialThatKubectlSends()
{
    const Home home;
    home.write(QStringLiteral("t"), "from-a-file\n");
    const auto credential = [&](const QByteArray &user) { return gather(home, config(user)); };
    QCOMPARE(credential(kGoodExec).credential, Doctor::CredentialKind::Exec);
    QVERIFY(!credential(kGoodExec).token.compact);

    const Situation token = credential(QByteArray(kGoodExec) + "    token: abc\n");
    QCOMPARE(token.credential, Doctor::CredentialKind::Token);
    QVERIFY(token.token.compact->equals("abc"));
    const Situation file = credential("    tokenFile: t\n");
    QCOMPARE(file.credential, Doctor::CredentialKind::TokenFile);
    QVERIFY(file.token.compact->equals("from-a-file"));
    QCOMPARE(credential("    token: abc\n    client-certificate-data: YQ==\n    client-key-data: YQ==\n").credential,
             Doctor::CredentialKind::ClientCertificate);
    QCOMPARE(credential("    username: a\n    password: b\n").credential, Doctor::CredentialKind::BasicAuth);
    QCOMPARE(credential("    as: somebody\n").credential, Doctor::CredentialKind::None);
}

void tst_OfflineChecks::findsThatKubercForbidsThePlugin_data()
{
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<bool>("isForbidden");
    QTest::newRow("none") << QByteArray("kind: Preference\n") << false;
    QTest::newRow("AllowAll") << QByteArray("credentialPluginPolicy: AllowAll\n") << false;
    QTest::newRow("DenyAll") << QByteArray("credentialPluginPolicy: DenyAll\n") << true;
    QTest::newRow("listed by name") << QByteArray(
            "credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist:\n- name: kubectl-lanyard\n")
                                    << false;
    QTest::newRow("listed by command") << QByteArray(
            "credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist:\n- command: kubectl-lanyard\n")
                                       << false;
    QTest::newRow("another one listed") << QByteArray(
            "credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist:\n- name: aws\n")
                                        << true;
    QTest::newRow("an empty list") << QByteArray("credentialPluginPolicy: Allowlist\n") << true;
}

void tst_OfflineChecks::findsThatKubercForbidsThePlugin()
{
    QFETCH(QByteArray, policy);
    QFETCH(bool, isForbidden);
    const Home home;
    home.write(QStringLiteral("home/.kube/kuberc"), "apiVersion: kubectl.config.k8s.io/v1beta1\n" + policy);
    const auto result = all(gather(home, config(kGoodExec)));
    QCOMPARE(result.has("exec-not-allowed-by-kuberc"), isForbidden);
}

void tst_OfflineChecks::readsTheArgumentsOfKubelogin()
{
    Kubeconfig::ExecConfig exec;
    exec.command = "/usr/bin/kubectl";
    exec.args = { "oidc-login",
                  "get-token",
                  "--oidc-issuer-url",
                  "https://id.example.org",
                  "--oidc-client-id=k",
                  "--oidc-extra-scope=email,groups",
                  "--oidc-extra-scope",
                  "offline_access",
                  "-v1",
                  "--oidc-use-access-token",
                  "--token-cache-dir",
                  "/x" };
    const auto arguments = Doctor::execArguments(exec);
    QVERIFY(arguments);
    QCOMPARE(arguments->kind, Doctor::PluginKind::Kubelogin);
    QCOMPARE(arguments->issuer, std::string("https://id.example.org"));
    QCOMPARE(arguments->clientId, std::string("k"));
    QCOMPARE(arguments->extraScopes, (std::vector<std::string>{ "email", "groups", "offline_access" }));
    QVERIFY(arguments->usesAccessToken);
    QVERIFY(arguments->unknownFlags.empty());
    exec.command = "aws";
    QVERIFY(!Doctor::execArguments(exec));
}

void tst_OfflineChecks::tellsTheStateOfTheMachine()
{
    Situation situation;
    situation.keychain = Doctor::KeychainState::Ready;
    QCOMPARE(summary(Doctor::MachineCheck().examine(situation).findings), QStringList());
    situation.keychain = Doctor::KeychainState::Locked;
    situation.caller.agentWasRunning = false;
    QCOMPARE(summary(Doctor::MachineCheck().examine(situation).findings),
             (QStringList{ u"error:keychain-locked"_s, u"info:agent-not-running"_s }));
    situation.keychain = Doctor::KeychainState::Missing;
    QVERIFY(Doctor::MachineCheck().examine(situation).has("keychain-missing"));
    situation.keychain = Doctor::KeychainState::Busy;
    QCOMPARE(Doctor::MachineCheck().examine(situation).notChecked.size(), std::size_t(2));
}

void tst_OfflineChecks::namesNoSecret()
{
    const Home home;
    const auto result =
            all(gather(home, config("    token: 12345678901234567890\n    password: 987654321098\n    username: u\n")));
    QVERIFY(result.has("kubeconfig-unquoted-scalar"));
    for (const auto &finding : result.findings) {
        const std::string text = finding.title + finding.evidence + finding.fix;
        QVERIFY2(text.find("1234567890") == std::string::npos && text.find("987654321") == std::string::npos,
                 finding.id.c_str());
    }
}

QTEST_GUILESS_MAIN(tst_OfflineChecks)
#include "tst_offlinechecks.moc"
