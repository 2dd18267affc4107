// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "world.h"

using namespace DoctorTest;

class tst_Rights : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesBindings_data();
    void judgesBindings();
    void judgesPrefixes_data();
    void judgesPrefixes();
    void findsRiskyBindings_data();
    void findsRiskyBindings();
    void readsTheBindingsThatOneMayList_data();
    void readsTheBindingsThatOneMayList();
    void probesWithoutATokenOnlyWithConsent();
    void tellsWhoHoldsEverything();
};

void tst_Rights::judgesBindings_data()
{
    QTest::addColumn<std::string>("subject");
    QTest::addColumn<std::string>("flags");
    QTest::addColumn<QStringList>("expected");
    const std::string flags = "--oidc-username-claim=email\n--oidc-groups-claim=groups\n--oidc-groups-prefix=oidc:\n";
    const auto row = [&](const char *name, const char *subject, const QStringList &expected) {
        QTest::newRow(name) << std::string(subject) << flags << expected;
    };
    row("the group with its prefix", "{kind: Group, name: \"oidc:security-developer\"}", {});
    row("the group without", "{kind: Group, name: security-developer}", { u"warning:groups-prefix-mismatch"_s });
    row("the group with a slash", "{kind: Group, name: \"/security-developer\"}", { u"warning:rbac-no-permissions"_s });
    row("the user", "{kind: User, name: jane@example.org}", {});
    row("the user with a prefix", "{kind: User, name: \"oidc:jane@example.org\"}",
        { u"warning:username-claim-vs-binding"_s });
    row("the user by another claim", "{kind: User, name: u-1}", { u"warning:username-claim-vs-binding"_s });
    row("somebody else", "{kind: User, name: john@example.org}", { u"warning:rbac-no-permissions"_s });
}

void tst_Rights::judgesBindings()
{
    QFETCH(std::string, subject);
    QFETCH(std::string, flags);
    QFETCH(QStringList, expected);
    World world;
    world.apiServerConfig = world.flags(flags);
    world.rbac = "kind: RoleBinding\nmetadata: {name: a, namespace: ns}\nroleRef: {kind: Role, name: r}\nsubjects:\n- "
            + subject + "\n";
    QCOMPARE(worrying(world.examine(world.token())), expected);

    // The same without the server, by prediction; and its defaults.
    world.server = "https://127.0.0.1:1";
    const Report predicted = world.examine(world.token());
    QStringList offline = expected;
    offline << QStringLiteral("error:api-unreachable");
    auto actual = worrying(predicted);
    actual.sort();
    offline.sort();
    QCOMPARE(actual, offline);
    QCOMPARE(predicted.verdict, Verdict::Accepts);
}

void tst_Rights::judgesPrefixes_data()
{
    QTest::addColumn<std::string>("flags");
    QTest::addColumn<std::string>("group");
    QTest::addColumn<std::string>("subject");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const char *flags, const char *group, const char *subject, const QStringList &expected) {
        QTest::newRow(name) << std::string(flags) << std::string(group) << std::string(subject) << expected;
    };
    row("groups without a prefix", "--oidc-username-claim=email\n--oidc-groups-claim=groups\n", "dev",
        "{kind: Group, name: dev}", { u"warning:groups-prefix-empty"_s });
    row("groups with two", "--oidc-username-claim=email\n--oidc-groups-claim=groups\n--oidc-groups-prefix=oidc:\n",
        "oidc:dev", "{kind: Group, name: \"oidc:oidc:dev\"}", { u"warning:groups-prefix-doubled"_s });
    row("a user without the default prefix", "", "dev", "{kind: User, name: u-1}",
        { u"warning:username-prefix-default"_s });
    row("a user by the e-mail", "--oidc-username-prefix=-\n", "dev", "{kind: User, name: jane@example.org}",
        { u"warning:username-claim-vs-binding"_s });
}

void tst_Rights::judgesPrefixes()
{
    QFETCH(std::string, flags);
    QFETCH(std::string, group);
    QFETCH(std::string, subject);
    QFETCH(QStringList, expected);
    World world;
    world.server = "https://127.0.0.1:1"; // by prediction
    world.apiServerConfig = world.flags(flags);
    world.rbac = "kind: RoleBinding\nmetadata: {name: a, namespace: ns}\nroleRef: {kind: Role, name: r}\nsubjects:\n- "
            + subject + "\n";
    const Report report = world.examine(world.token({ { "groups", { group } } }));
    QStringList actual = worrying(report);
    actual.removeOne(u"error:api-unreachable"_s);
    QCOMPARE(actual, expected);
    QCOMPARE(incomplete(report.findings), QString());
}

void tst_Rights::findsRiskyBindings_data()
{
    QTest::addColumn<std::string>("binding");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const char *metadata, const char *role, const char *subject,
                        const QStringList &expected) {
        QTest::newRow(name) << "kind: ClusterRoleBinding\nmetadata: " + std::string(metadata)
                        + "\nroleRef: {kind: ClusterRole, name: " + role + "}\nsubjects:\n- " + subject
                        + "\n- {kind: User, name: jane@example.org}\n"
                            << expected;
    };
    row("fine", "{name: viewers}", "view", "{kind: Group, name: x}", {});
    row("public by Kubernetes itself", "{name: \"system:public-info-viewer\"}", "system:public-info-viewer",
        "{kind: Group, name: \"system:unauthenticated\"}", {});
    row("open to everybody", "{name: open}", "view", "{kind: Group, name: \"system:unauthenticated\"}",
        { u"error:anonymous-access"_s });
    row("open to anonymous", "{name: open}", "view", "{kind: User, name: \"system:anonymous\"}",
        { u"error:anonymous-access"_s });
    row("all rights", "{name: admins}", "cluster-admin", "{kind: Group, name: everyone}",
        { u"warning:cluster-admin-widely-bound"_s });
    row("a name like Kubernetes'", "{name: \"system:controller:kube-controller\"}", "view",
        "{kind: ServiceAccount, name: a, namespace: b}", { u"warning:lookalike-binding"_s });
    row("one of Kubernetes' own", "{name: \"system:node\", labels: {kubernetes.io/bootstrapping: rbac-defaults}}",
        "system:node", "{kind: Group, name: x}", {});
}

void tst_Rights::findsRiskyBindings()
{
    QFETCH(std::string, binding);
    QFETCH(QStringList, expected);
    World world;
    world.rbac = binding;
    QCOMPARE(worrying(world.examine(world.token())), expected);
}

void tst_Rights::readsTheBindingsThatOneMayList_data()
{
    QTest::addColumn<QByteArray>("allowed"); // the lists that one may read: c(luster), a(ll namespaces), o(ne)
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<QStringList>("expected");
    QTest::addColumn<QByteArray>("open"); // why what is not found counts for nothing
    const QStringList mismatch{ u"warning:groups-prefix-mismatch"_s };
    QTest::newRow("nothing") << QByteArray() << QByteArray("security-developer") << QStringList()
                             << QByteArray("you may not list clusterrolebindings");
    QTest::newRow("everything, another prefix")
            << QByteArray("ca") << QByteArray("security-developer") << mismatch << QByteArray();
    QTest::newRow("everything, bound") << QByteArray("ca") << QByteArray("oidc:security-developer") << QStringList()
                                       << QByteArray();
    QTest::newRow("everything, not bound") << QByteArray("ca") << QByteArray("others")
                                           << QStringList{ u"warning:rbac-no-permissions"_s } << QByteArray();
    QTest::newRow("one namespace, another prefix")
            << QByteArray("co") << QByteArray("security-developer") << mismatch
            << QByteArray("namespace \"default\" only");
    QTest::newRow("one namespace, not bound there") << QByteArray("co") << QByteArray("others") << QStringList()
                                                    << QByteArray("namespace \"default\" only");
}

void tst_Rights::readsTheBindingsThatOneMayList()
{
    QFETCH(QByteArray, allowed);
    QFETCH(QByteArray, subject);
    QFETCH(QStringList, expected);
    QFETCH(QByteArray, open);
    World world;
    const auto list = [](const char *kind, const Json &metadata, const char *subjectName) {
        return json({ { "kind", kind },
                      { "items",
                        { { { "metadata", metadata },
                            { "roleRef", { { "kind", "ClusterRole" }, { "name", "view" } } },
                            { "subjects", { { { "kind", "Group" }, { "name", subjectName } } } } } } } });
    };
    world.api = [&](const HttpRequest &request) {
        const auto may = [&](char what, const char *path) {
            return allowed.contains(what) && request.path == QByteArray("/apis/rbac.authorization.k8s.io/v1/") + path;
        };
        if (may('c', "clusterrolebindings"))
            return list("ClusterRoleBindingList",
                        { { "name", "system:discovery" },
                          { "labels", { { "kubernetes.io/bootstrapping", "rbac-defaults" } } } },
                        "system:authenticated");
        if (may('a', "rolebindings") || may('o', "namespaces/default/rolebindings"))
            return list("RoleBindingList", { { "name", "dev" }, { "namespace", "default" } }, subject.constData());
        return world.accept(request);
    };
    const Report report = world.examine(world.token());
    QCOMPARE(worrying(report), expected);
    const auto gap = std::find_if(report.notChecked.begin(), report.notChecked.end(),
                                  [](const auto &entry) { return entry.id == "rbac-no-permissions"; });
    QCOMPARE(gap == report.notChecked.end(), open.isEmpty());
    QVERIFY(open.isEmpty() || gap->why.find(open.toStdString()) != std::string::npos);
}

void tst_Rights::probesWithoutATokenOnlyWithConsent()
{
    World world;
    int anonymous = 0;
    world.api = [&](const HttpRequest &request) {
        if (!request.header("Authorization").isEmpty())
            return world.accept(request);
        ++anonymous;
        return json({ { "kind", "NamespaceList" }, { "items", Json::array() } });
    };
    Report report = world.examine(world.token());
    QCOMPARE(anonymous, 0);
    QVERIFY(!find(report.findings, "anonymous-access"));
    QVERIFY(std::any_of(report.notChecked.begin(), report.notChecked.end(), [](const auto &entry) {
        return entry.id == "anonymous-access" && entry.why.find("consent") != std::string::npos;
    }));
    world.consents = true;
    report = world.examine(world.token());
    QCOMPARE(anonymous, 1);
    QVERIFY(find(report.findings, "anonymous-access"));
}

void tst_Rights::tellsWhoHoldsEverything()
{
    World world;
    world.api = [&](const HttpRequest &request) {
        if (request.path.endsWith("/selfsubjectaccessreviews"))
            return json({ { "kind", "SelfSubjectAccessReview" },
                          { "status",
                            { { "allowed", true }, { "reason", "RBAC: allowed by ClusterRoleBinding \"x\"" } } } },
                        201);
        if (request.path.endsWith("/clusterrolebindings"))
            return json({ { "kind", "ClusterRoleBindingList" },
                          { "items",
                            { { { "metadata", { { "name", "kube-controller-manager" } } },
                                { "roleRef", { { "kind", "ClusterRole" }, { "name", "cluster-admin" } } },
                                { "subjects",
                                  { { { "kind", "ServiceAccount" },
                                      { "name", "default" },
                                      { "namespace", "kube-system" } } } } } } } });
        return world.accept(request);
    };
    const Report report = world.examine(world.token());
    for (const char *id : { "cluster-admin-equivalent", "cluster-admin-widely-bound", "lookalike-binding" })
        QVERIFY2(find(report.findings, id), id);
    QVERIFY(find(report.findings, "cluster-admin-equivalent")->evidence.find("ClusterRoleBinding")
            != std::string::npos);
}

QTEST_GUILESS_MAIN(tst_Rights)
#include "tst_rights.moc"
