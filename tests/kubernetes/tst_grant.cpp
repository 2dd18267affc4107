// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubernetes/grant.h"
#include "app/kubernetes/yamldocuments.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"
#include "tests/support/resulttest.h"

#include <QTest>

using Kubernetes::Grant;

class tst_Grant : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheServersReason_data();
    void readsTheServersReason();
    void leavesOtherReasonsAlone();
    void readsResources_data();
    void readsResources();
    void refusesWhatIsNoResource_data();
    void refusesWhatIsNoResource();
    void knowsOwnNames();
    void writesARoleAndItsBinding();
    void writesAClusterRoleWithoutANamespace();
    void namesOnlyWhereARuleCanSeeThem();
    void hostileNamesStayInsideOfTheirQuotes();
    void bindsGroupsOfTheProviderFirst();
};

void tst_Grant::readsTheServersReason_data()
{
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QStringList>("expected"); // kind, binding, namespace, role kind, role, subject kind, subject
    QTest::newRow("role binding")
            << u"RBAC: allowed by RoleBinding \"prefix/default\" of Role \"r\" to Group \"oidc:dev\""_s
            << QStringList { u"RoleBinding"_s, u"prefix"_s, u"default"_s, u"Role"_s, u"r"_s, u"Group"_s, u"oidc:dev"_s };
    QTest::newRow("cluster role by role binding")
            << u"RBAC: allowed by RoleBinding \"dev/security\" of ClusterRole \"view\" to User \"sm01@example.test\""_s
            << QStringList { u"RoleBinding"_s, u"dev"_s, u"security"_s, u"ClusterRole"_s, u"view"_s, u"User"_s,
                             u"sm01@example.test"_s };
    QTest::newRow("cluster binding, a slash in its name")
            << u"RBAC: allowed by ClusterRoleBinding \"a/b\" of ClusterRole \"system:basic-user\" to Group \"g\""_s
            << QStringList { u"ClusterRoleBinding"_s, u"a/b"_s, QString(), u"ClusterRole"_s, u"system:basic-user"_s,
                             u"Group"_s, u"g"_s };
    QTest::newRow("quotes in the name")
            << u"RBAC: allowed by ClusterRoleBinding \"b\" of ClusterRole \"c\" to Group \"a \\\"b\\\" \\\\c\""_s
            << QStringList { u"ClusterRoleBinding"_s, u"b"_s, QString(), u"ClusterRole"_s, u"c"_s, u"Group"_s,
                             u"a \"b\" \\c"_s };
    QTest::newRow("service account")
            << u"RBAC: allowed by RoleBinding \"b/ns\" of Role \"c\" to ServiceAccount \"robot/ci\""_s
            << QStringList { u"RoleBinding"_s, u"b"_s, u"ns"_s, u"Role"_s, u"c"_s, u"ServiceAccount"_s, u"robot/ci"_s };
}

void tst_Grant::readsTheServersReason()
{
    QFETCH(QString, reason);
    QFETCH(QStringList, expected);
    const auto grant = Kubernetes::grantOf(reason);
    QVERIFY(grant);
    QCOMPARE(QStringList({ grant->bindingKind, grant->binding, grant->nameSpace, grant->roleKind, grant->role,
                           grant->subjectKind, grant->subject }),
             expected);
}

void tst_Grant::leavesOtherReasonsAlone()
{
    const QString good = u"RBAC: allowed by RoleBinding \"a/b\" of Role \"r\" to Group \"g\""_s;
    QVERIFY(Kubernetes::grantOf(good));
    for (const QString &reason : { QString(), u"allowed by webhook"_s, good + u" and more"_s, u"x"_s + good,
                                   QString(good).replace(u"\"g\""_s, u"\""_s + QString(5000, u'g') + u'"') })
        QVERIFY2(!Kubernetes::grantOf(reason), qPrintable(reason.left(80)));
}

void tst_Grant::readsResources_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<bool>("isNamespaced");
    QTest::addColumn<bool>("isKnown");
    QTest::newRow("core") << u"pods"_s << u"pods"_s << true << true;
    QTest::newRow("short") << u"deploy"_s << u"deployments.apps"_s << true << true;
    QTest::newRow("singular") << u"Pod"_s << u"pods"_s << true << true;
    QTest::newRow("singular in -y") << u"networkpolicy"_s << u"networkpolicies.networking.k8s.io"_s << true << true;
    QTest::newRow("group found") << u"ingresses"_s << u"ingresses.networking.k8s.io"_s << true << true;
    QTest::newRow("group given") << u"deployments.apps"_s << u"deployments.apps"_s << true << true;
    QTest::newRow("other group") << u"pods.metrics.k8s.io"_s << u"pods.metrics.k8s.io"_s << true << false;
    QTest::newRow("subresource") << u"po/log"_s << u"pods/log"_s << true << true;
    QTest::newRow("of the cluster") << u"ns"_s << u"namespaces"_s << false << true;
    QTest::newRow("custom") << u"certificates.cert-manager.io"_s << u"certificates.cert-manager.io"_s << true << false;
    QTest::newRow("everything") << u"*"_s << u"*.*"_s << true << true;
    QTest::newRow("spaces around") << u" pods "_s << u"pods"_s << true << true;
}

void tst_Grant::readsResources()
{
    QFETCH(QString, text);
    const auto name = Kubernetes::parseResource(text);
    QVERIFY_RESULT(name);
    QTEST(name->shown(), "shown");
    QTEST(name->isNamespaced, "isNamespaced");
    QTEST(name->isKnown, "isKnown");
}

void tst_Grant::refusesWhatIsNoResource_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("two words") << u"pods services"_s;
    QTest::newRow("nothing before the group") << u".apps"_s;
    QTest::newRow("two subresources") << u"pods/a/b"_s;
    QTest::newRow("control character") << u"pods\033"_s;
    QTest::newRow("long") << QString(600, u'a');
}

void tst_Grant::refusesWhatIsNoResource()
{
    QFETCH(QString, text);
    QCOMPARE_ERROR(Kubernetes::parseResource(text), Core::ErrorCode::Usage);
}

void tst_Grant::knowsOwnNames()
{
    for (const QString &name : Kubernetes::knownResources()) {
        const auto parsed = Kubernetes::parseResource(name);
        QVERIFY_RESULT(parsed);
        QCOMPARE(parsed->shown(), name);
        QVERIFY(parsed->isKnown);
    }
}

void tst_Grant::writesARoleAndItsBinding()
{
    const QString yaml = Kubernetes::grantYaml({ u"list"_s, u"apps"_s, u"deployments"_s, u"scale"_s, {}, u"security"_s },
                                               { u"Group"_s, u"oidc:dev"_s });
    const auto documents = Kubernetes::yamlDocuments(QtSupport::toStdString(yaml), "grant");
    QVERIFY_RESULT(documents);
    QCOMPARE(documents->size(), 2U);
    const Core::Json &role = (*documents)[0].tree, &binding = (*documents)[1].tree;
    QCOMPARE(role["kind"].get<std::string>(), std::string("Role"));
    QCOMPARE(role["metadata"]["namespace"].get<std::string>(), std::string("security"));
    QCOMPARE(role["rules"][0]["apiGroups"][0].get<std::string>(), std::string("apps"));
    QCOMPARE(role["rules"][0]["resources"][0].get<std::string>(), std::string("deployments/scale"));
    QCOMPARE(role["rules"][0]["verbs"][0].get<std::string>(), std::string("list"));
    QVERIFY(!role["rules"][0].contains("resourceNames"));
    QCOMPARE(binding["kind"].get<std::string>(), std::string("RoleBinding"));
    QCOMPARE(binding["roleRef"]["kind"].get<std::string>(), std::string("Role"));
    QVERIFY(binding["roleRef"]["name"] == role["metadata"]["name"]);
    QCOMPARE(binding["subjects"][0]["kind"].get<std::string>(), std::string("Group"));
    QCOMPARE(binding["subjects"][0]["name"].get<std::string>(), std::string("oidc:dev"));
}

void tst_Grant::writesAClusterRoleWithoutANamespace()
{
    const QString yaml = Kubernetes::grantYaml({ u"get"_s, {}, u"nodes"_s, {}, u"n1"_s, {} }, { u"User"_s, u"sm01"_s });
    QVERIFY(yaml.contains(u"kind: ClusterRole\n"_s) && yaml.contains(u"kind: ClusterRoleBinding\n"_s));
    QVERIFY(!yaml.contains(u"namespace:"_s));
    QVERIFY(yaml.contains(u"resourceNames: [\"n1\"]"_s));
}

void tst_Grant::namesOnlyWhereARuleCanSeeThem()
{
    QVERIFY(!Kubernetes::grantYaml({ u"create"_s, {}, u"pods"_s, {}, u"p1"_s, u"a"_s }, { u"User"_s, u"u"_s })
                     .contains(u"resourceNames"_s));
}

void tst_Grant::hostileNamesStayInsideOfTheirQuotes()
{
    const QString hostile = u"x\"\n  kind: ClusterRole\u202e # \\"_s;
    const QString yaml = Kubernetes::grantYaml({ u"*"_s, {}, u"pods"_s, {}, {}, hostile }, { u"Group"_s, hostile });
    const auto documents = Kubernetes::yamlDocuments(QtSupport::toStdString(yaml), "grant");
    QVERIFY_RESULT(documents);
    QCOMPARE((*documents)[1].tree["roleRef"]["kind"].get<std::string>(), std::string("Role"));
    const auto name = (*documents)[1].tree["subjects"][0]["name"].get<std::string>();
    QVERIFY(name.starts_with("x\" ") && name.find('\n') == std::string::npos);
    QCOMPARE((*documents)[0].tree["metadata"]["name"].get<std::string>(), std::string("lanyard-all-pods"));
}

void tst_Grant::bindsGroupsOfTheProviderFirst()
{
    const auto subjects = Kubernetes::bindableSubjects(
            { u"sm01"_s, {}, { u"system:authenticated"_s, u"oidc:dev"_s }, {} });
    QCOMPARE(subjects.size(), 2);
    QVERIFY(subjects[0] == (Kubernetes::Subject { u"Group"_s, u"oidc:dev"_s }));
    QVERIFY(subjects[1] == (Kubernetes::Subject { u"User"_s, u"sm01"_s }));
    QVERIFY(Kubernetes::bindableSubjects({}).isEmpty());
}

QTEST_GUILESS_MAIN(tst_Grant)
#include "tst_grant.moc"
