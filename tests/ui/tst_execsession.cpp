// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/qtsupport/compat.h"
#include "ui/clusters/execsession.h"

#include <QTest>

class tst_ExecSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsOurEntry()
    {
        const auto found = Ui::signInOf(entry("/usr/bin/kubectl-lanyard",
                                              { "get-token", "--oidc-issuer-url=https://i", "--oidc-client-id", "k8s",
                                                "--oidc-extra-scope=email,groups", "--certificate-authority=/ca.pem",
                                                "--oidc-trusted-audience=api", "--account=jane" }));
        QVERIFY(found);
        QCOMPARE(found->request.client.trustedAudiences, QStringList { u"api"_s });
        QCOMPARE(found->request.client.issuer, u"https://i"_s);
        QCOMPARE(found->request.client.clientId, u"k8s"_s);
        QCOMPARE(found->request.client.scopes, QStringList({ u"email"_s, u"groups"_s, u"openid"_s }));
        QCOMPARE(found->request.account, u"jane"_s);
        QCOMPARE(found->caFile, u"/ca.pem"_s);
        QCOMPARE(found->request.client.redirectHost, u"127.0.0.1"_s);
        QCOMPARE(found->request.client.listenPorts, QList<quint16> { 0 });
    }

    void readsKubeloginsEntryWithItsDefaults_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("first");
        QTest::newRow("kubelogin") << u"kubelogin"_s << u"get-token"_s;
        QTest::newRow("symlink") << u"/opt/bin/kubectl-oidc_login"_s << u"get-token"_s;
        QTest::newRow("through kubectl") << u"kubectl"_s << u"oidc-login"_s;
    }

    void readsKubeloginsEntryWithItsDefaults()
    {
        QFETCH(QString, command);
        QFETCH(QString, first);
        const auto found = Ui::signInOf(entry(command.toStdString(), { first.toStdString(), "--oidc-issuer-url=https://i",
                                                                       "--oidc-client-id=c" }));
        QVERIFY(found);
        QCOMPARE(found->request.client.redirectHost, u"localhost"_s);
        QCOMPARE(found->request.client.listenPorts, QList<quint16>({ 8000, 18000 }));
        QCOMPARE(found->request.client.trustedAudiences, QStringList { u"*"_s });
    }

    void leavesOthersAlone_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QStringList>("args");
        QTest::newRow("aws") << u"aws"_s << QStringList { u"eks"_s, u"get-token"_s };
        QTest::newRow("a flag of the same name") << u"/tmp/evil"_s
                                                 << QStringList { u"--oidc-issuer-url=https://i"_s, u"--oidc-client-id=c"_s };
        QTest::newRow("kubectl with another plugin") << u"kubectl"_s
                                                     << QStringList { u"evil"_s, u"--oidc-issuer-url=https://i"_s, u"--oidc-client-id=c"_s };
        QTest::newRow("no issuer") << u"kubectl-lanyard"_s << QStringList { u"--oidc-client-id=c"_s };
        QTest::newRow("nothing") << QString() << QStringList();
    }

    void leavesOthersAlone()
    {
        QFETCH(QString, command);
        QFETCH(QStringList, args);
        std::vector<std::string> words;
        for (const QString &word : args)
            words.push_back(word.toStdString());
        QVERIFY(!Ui::signInOf(entry(command.toStdString(), words)));
    }

    void anEndlessEntryCostsLittle()
    {
        std::vector<std::string> words(1'000'000, "--oidc-extra-scope=a");
        words.insert(words.begin(), { "get-token", "--oidc-issuer-url=https://i", "--oidc-client-id=c" });
        const auto found = Ui::signInOf(entry("kubectl-lanyard", words));
        QVERIFY(found);
        QVERIFY(found->request.client.scopes.size() <= 200);
    }

    void whatIsWrittenIsReadBack()
    {
        Session::SessionRequest request;
        request.client.issuer = u"https://login.example.com/realms/a"_s;
        request.client.clientId = u"kubernetes"_s;
        request.client.scopes = { u"openid"_s, u"email"_s, u"offline_access"_s };
        request.client.listenPorts = { 8123 };
        request.account = u"jane"_s;
        const Kubeconfig::ExecConfig exec = Ui::execEntryFor(request, u"/etc/ca.pem"_s, u"/usr/bin/kubectl-lanyard"_s);
        const auto found = Ui::signInOf(exec);
        QVERIFY(found);
        QCOMPARE(found->request.client.issuer, request.client.issuer);
        QCOMPARE(found->request.client.clientId, request.client.clientId);
        QCOMPARE(found->request.client.listenPorts, request.client.listenPorts);
        QCOMPARE(found->request.account, request.account);
        QCOMPARE(found->caFile, u"/etc/ca.pem"_s);
        QStringList expected = request.client.scopes;
        QStringList actual = found->request.client.scopes;
        expected.sort();
        actual.sort();
        QCOMPARE(actual, expected);
    }

private:
    static Kubeconfig::ExecConfig entry(const std::string &command, const std::vector<std::string> &args)
    {
        Kubeconfig::ExecConfig exec;
        exec.command = command;
        exec.args = args;
        return exec;
    }
};

QTEST_GUILESS_MAIN(tst_ExecSession)
#include "tst_execsession.moc"
