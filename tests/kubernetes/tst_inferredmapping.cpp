// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubernetes/inferredmapping.h"
#include "app/qtsupport/compat.h"

#include <QTest>

using Core::Json;
using Kubernetes::InferredMapping;
using Kubernetes::MappedValue;

class tst_InferredMapping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheClaimOfTheUserName_data();
    void findsTheClaimOfTheUserName();
    void findsTheGroupsClaimAndItsPrefix();
    void saysWhichGroupsGotLost();
    void tellsGroupsOfTheServerItself();
    void takesATextForOneGroup();
    void knowsNothingWithoutAnythingInCommon();
    void isQuickWithThousandsOfGroups();
};

void tst_InferredMapping::findsTheClaimOfTheUserName_data()
{
    QTest::addColumn<QString>("username");
    QTest::addColumn<QStringList>("claims");
    QTest::addColumn<QString>("prefix");
    QTest::newRow("email without a prefix") << u"jane@example.com"_s << QStringList { u"email"_s, u"upn"_s } << QString();
    QTest::newRow("the default prefix") << u"https://idp.example.com#u-1"_s << QStringList { u"sub"_s }
                                        << u"https://idp.example.com#"_s;
    QTest::newRow("a prefix of its own") << u"oidc:jane"_s << QStringList { u"preferred_username"_s } << u"oidc:"_s;
    QTest::newRow("an expression made it") << u"somebody"_s << QStringList() << QString();
    QTest::newRow("one letter is no evidence") << u"oidc:x"_s << QStringList() << QString();
}

void tst_InferredMapping::findsTheClaimOfTheUserName()
{
    QFETCH(QString, username);
    const Json claims = { { "sub", "u-1" },           { "email", "jane@example.com" }, { "upn", "jane@example.com" },
                          { "preferred_username", "jane" }, { "exp", 12 },             { "level", "x" } };
    const InferredMapping mapping = Kubernetes::inferMapping(claims, { username, {}, {}, {} });
    QTEST(mapping.username.claims, "claims");
    QTEST(mapping.username.prefix, "prefix");
    QCOMPARE(mapping.username.result, username);
    QCOMPARE(mapping.username.prefix + mapping.username.value, mapping.username.claims.isEmpty() ? QString() : username);
}

void tst_InferredMapping::findsTheGroupsClaimAndItsPrefix()
{
    const Json claims = { { "aud", { "kubernetes", "account" } }, { "teams", { "dev", "ops" } }, { "groups", { "other" } } };
    const InferredMapping mapping =
            Kubernetes::inferMapping(claims, { u"u"_s, {}, { u"oidc:dev"_s, u"oidc:ops"_s, u"system:authenticated"_s }, {} });
    const QList<MappedValue> expected { { { u"teams"_s }, u"dev"_s, u"oidc:"_s, u"oidc:dev"_s },
                                        { { u"teams"_s }, u"ops"_s, u"oidc:"_s, u"oidc:ops"_s },
                                        { {}, {}, {}, u"system:authenticated"_s } };
    QCOMPARE(mapping.groups, expected);
}

void tst_InferredMapping::saysWhichGroupsGotLost()
{
    const Json claims = { { "groups", { "dev", "ops" } } };
    const InferredMapping mapping = Kubernetes::inferMapping(claims, { u"u"_s, {}, { u"dev"_s }, {} });
    QCOMPARE(mapping.groups.size(), 2);
    QCOMPARE(mapping.groups[0].result, u"dev"_s);
    QCOMPARE(mapping.groups[1].value, u"ops"_s);
    QVERIFY(mapping.groups[1].result.isEmpty());
    // None at all: the server reads no groups, or another claim.
    const InferredMapping none = Kubernetes::inferMapping(claims, { u"u"_s, {}, { u"system:authenticated"_s }, {} });
    QCOMPARE(none.groups.size(), 3);
    QVERIFY(none.groups[0].result.isEmpty() && none.groups[1].result.isEmpty());
    QCOMPARE(none.groups[0].claims, QStringList { u"groups"_s });
}

void tst_InferredMapping::tellsGroupsOfTheServerItself()
{
    const InferredMapping mapping = Kubernetes::inferMapping(Json::object(), { u"u"_s, {}, { u"system:authenticated"_s }, {} });
    QCOMPARE(mapping.groups, (QList<MappedValue> { { {}, {}, {}, u"system:authenticated"_s } }));
}

void tst_InferredMapping::takesATextForOneGroup()
{
    const InferredMapping mapping =
            Kubernetes::inferMapping({ { "groups", "dev" }, { "locale", "ev" } }, { u"u"_s, {}, { u"oidc:dev"_s }, {} });
    QCOMPARE(mapping.groups, (QList<MappedValue> { { { u"groups"_s }, u"dev"_s, u"oidc:"_s, u"oidc:dev"_s } }));
}

void tst_InferredMapping::knowsNothingWithoutAnythingInCommon()
{
    for (const Json &claims : { Json(), Json::array({ 1 }), Json { { "groups", { 1, "a" } } }, Json { { "groups", { { "a", 1 } } } } }) {
        const InferredMapping mapping = Kubernetes::inferMapping(claims, { u"jane"_s, {}, {}, {} });
        QCOMPARE(mapping.username.result, u"jane"_s);
        QVERIFY(mapping.username.claims.isEmpty() && mapping.groups.isEmpty());
    }
}

void tst_InferredMapping::isQuickWithThousandsOfGroups()
{
    Json groups = Json::array();
    QStringList seen;
    for (int i = 0; i < 3000; ++i) {
        groups.push_back("team-" + std::to_string(i));
        seen.append(u"oidc:team-%1"_s.arg(i));
    }
    QElapsedTimer timer;
    timer.start();
    const InferredMapping mapping = Kubernetes::inferMapping({ { "groups", groups } }, { u"u"_s, {}, seen, {} });
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(mapping.groups[0].prefix, u"oidc:"_s);
    QCOMPARE(mapping.groups.size(), 3000); // what is beyond the limit is of no claim
}

QTEST_GUILESS_MAIN(tst_InferredMapping)
#include "tst_inferredmapping.moc"
