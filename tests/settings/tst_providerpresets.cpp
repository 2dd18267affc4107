// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/settings/providerpresets.h"

#include "app/qtsupport/compat.h"
#include "tests/support/resulttest.h"

#include <QSet>
#include <QTest>

using namespace Settings;

class tst_ProviderPresets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areComplete();
    void spellsTheIssuer_data();
    void spellsTheIssuer();
    void refusesWhatIsNoPartOfAnAddress_data();
    void refusesWhatIsNoPartOfAnAddress();

private:
    static ProviderPreset preset(const QString &id)
    {
        for (const ProviderPreset &each : providerPresets()) {
            if (each.id == id)
                return each;
        }
        return {};
    }
};

void tst_ProviderPresets::areComplete()
{
    QSet<QString> ids;
    for (const ProviderPreset &preset : providerPresets()) {
        ids += preset.id;
        QVERIFY(!preset.name.isEmpty());
        QVERIFY(!preset.notes.isEmpty());
        QVERIFY2(preset.scopes.contains(u"openid"_s), qPrintable(preset.id));
        QMap<QString, QString> values;
        for (const IssuerBlank &blank : preset.blanks) {
            QVERIFY(preset.issuerTemplate.contains(u'{' + blank.name + u'}'));
            values[blank.name] = u"x.example.test"_s;
        }
        if (preset.id == u"generic"_s)
            values[u"issuer"_s] = u"https://x.example.test"_s;
        const auto issuer = issuerOf(preset, values);
        QVERIFY_RESULT(issuer);
        QVERIFY(!issuer->contains(u'{'));
    }
    QCOMPARE(ids.size(), providerPresets().size());
    QVERIFY(ids.contains({ u"keycloak"_s }) && ids.contains(u"generic"_s));
}

void tst_ProviderPresets::spellsTheIssuer_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QStringList>("values");
    QTest::addColumn<QString>("issuer");
    QTest::newRow("Keycloak") << u"keycloak"_s
                              << QStringList{ u"host"_s, u"kc.example.com"_s, u"realm"_s, u"dev"_s }
                              << u"https://kc.example.com/realms/dev"_s;
    QTest::newRow("Keycloak, default realm")
            << u"keycloak"_s << QStringList{ u"host"_s, u"kc.example.com"_s }
            << u"https://kc.example.com/realms/master"_s;
    QTest::newRow("Keycloak before 17, with a port")
            << u"keycloak"_s << QStringList{ u"host"_s, u"kc.example.com:8443/auth"_s }
            << u"https://kc.example.com:8443/auth/realms/master"_s;
    QTest::newRow("authentik ends with a slash")
            << u"authentik"_s << QStringList{ u"host"_s, u"a.example.com"_s, u"slug"_s, u"k8s"_s }
            << u"https://a.example.com/application/o/k8s/"_s;
    QTest::newRow("Okta") << u"okta"_s << QStringList{ u"domain"_s, u" example.okta.com "_s }
                          << u"https://example.okta.com/oauth2/default"_s;
    QTest::newRow("Descope") << u"descope"_s << QStringList{ u"project"_s, u"P2abc"_s }
                             << u"https://api.descope.com/P2abc"_s;
    QTest::newRow("any, byte for byte")
            << u"generic"_s << QStringList{ u"issuer"_s, u"https://I.example.com/a/"_s }
            << u"https://I.example.com/a/"_s;
}

void tst_ProviderPresets::spellsTheIssuer()
{
    QFETCH(QString, id);
    QFETCH(QStringList, values);
    QMap<QString, QString> map;
    for (qsizetype i = 0; i + 1 < values.size(); i += 2)
        map[values.at(i)] = values.at(i + 1);
    const auto issuer = issuerOf(preset(id), map);
    QVERIFY_RESULT(issuer);
    QTEST(*issuer, "issuer");
}

void tst_ProviderPresets::refusesWhatIsNoPartOfAnAddress_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("blank");
    QTest::addColumn<QString>("value");
    QTest::newRow("nothing") << u"keycloak"_s << u"host"_s << QString();
    QTest::newRow("blanks only") << u"keycloak"_s << u"host"_s << u"  "_s;
    QTest::newRow("a scheme") << u"keycloak"_s << u"host"_s << u"https://kc.example.com"_s;
    QTest::newRow("a slash at the end") << u"keycloak"_s << u"host"_s << u"kc.example.com/"_s;
    QTest::newRow("credentials") << u"keycloak"_s << u"host"_s << u"user@kc.example.com"_s;
    QTest::newRow("another host behind") << u"keycloak"_s << u"host"_s << u"kc.example.com#x"_s;
    QTest::newRow("a path") << u"descope"_s << u"project"_s << u"../v1"_s;
    QTest::newRow("a line break") << u"descope"_s << u"project"_s << u"a\nb"_s;
    QTest::newRow("right to left") << u"descope"_s << u"project"_s << u"a\u202eb"_s;
    QTest::newRow("a placeholder") << u"descope"_s << u"project"_s << u"{project}"_s;
    QTest::newRow("a file") << u"generic"_s << u"issuer"_s << u"file:///etc/passwd"_s;
    QTest::newRow("a blank inside") << u"generic"_s << u"issuer"_s << u"https://a b"_s;
}

void tst_ProviderPresets::refusesWhatIsNoPartOfAnAddress()
{
    QFETCH(QString, id);
    QFETCH(QString, blank);
    QFETCH(QString, value);
    const auto issuer = issuerOf(preset(id), { { blank, value } });
    QCOMPARE_ERROR(issuer, Core::ErrorCode::Usage);
    QVERIFY(!issuer.error().fix.empty());
}

QTEST_GUILESS_MAIN(tst_ProviderPresets)
#include "tst_providerpresets.moc"
