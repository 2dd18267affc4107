// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/session/sessionkey.h"

#include <QTest>

using Session::SessionKey;

class tst_SessionKey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idIsTheSameForScopesInAnyOrder()
    {
        const SessionKey one { QStringLiteral("https://a"), QStringLiteral("c"), { QStringLiteral("x"), QStringLiteral("y") }, {} };
        const SessionKey other { QStringLiteral("https://a"), QStringLiteral("c"),
                                 { QStringLiteral("y"), QStringLiteral("x"), QStringLiteral("y") }, {} };
        QCOMPARE(one.id(), other.id());
        QCOMPARE(one.id().size(), 32);
    }

    void fieldsDoNotRunIntoEachOther_data()
    {
        QTest::addColumn<QStringList>("one"); // issuer, client, account, scopes…
        QTest::addColumn<QStringList>("other");
        const auto list = [](const char *text) { return QString::fromLatin1(text).split(QLatin1Char('|')); };
        QTest::newRow("issuer and client") << list("ab|c|d|s") << list("a|bc|d|s");
        QTest::newRow("client and account") << list("a|bc|d|s") << list("a|b|cd|s");
        QTest::newRow("account and scope") << list("a|b|cd|s") << list("a|b|c|ds");
        QTest::newRow("one scope or two") << list("a|b|c|s t") << list("a|b|c|s|t");
        QTest::newRow("a length in the text") << list("1:a|b|c|s") << list("1|:ab|c|s");
        QTest::newRow("a slash at the end") << list("https://a|b|c|s") << list("https://a/|b|c|s");
        QTest::newRow("another account") << list("a|b|c|s") << list("a|b||s");
    }
    void fieldsDoNotRunIntoEachOther()
    {
        QFETCH(QStringList, one);
        QFETCH(QStringList, other);
        const auto key = [](const QStringList &l) { return SessionKey { l[0], l[1], l.mid(3), l[2] }; };
        QVERIFY(key(one).id() != key(other).id());
    }

    void idShowsNoPersonalData()
    {
        const SessionKey key { QStringLiteral("https://idp"), QStringLiteral("c"), {}, QStringLiteral("deadbeef") };
        QVERIFY(!key.storageKey().contains(key.account));
    }
};

QTEST_GUILESS_MAIN(tst_SessionKey)
#include "tst_sessionkey.moc"
