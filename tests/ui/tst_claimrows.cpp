// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/ui/fakes.h"
#include "ui/claims/claimrows.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

class tst_ClaimRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timesHaveADistance()
    {
        const auto rows = rowsOf({ { "exp", now() + 240 }, { "auth_time", now() - 7200 } });
        QVERIFY2(find(rows, u"exp"_s).value.endsWith(u"(in 4 min)"_s), qPrintable(find(rows, u"exp"_s).value));
        QVERIFY(find(rows, u"auth_time"_s).value.endsWith(u"(2 h ago)"_s));
        QCOMPARE(find(rows, u"exp"_s).copyText, QString::number(now() + 240));
        QCOMPARE(find(rows, u"exp"_s).label, u"Expires"_s);
    }

    void impossibleTimesAreNumbers()
    {
        const auto rows = rowsOf({ { "exp", std::int64_t(9'000'000'000'000'000'000) }, { "nbf", -5 }, { "iat", "soon" } });
        QCOMPARE(find(rows, u"exp"_s).value, u"9000000000000000000"_s);
        QCOMPARE(find(rows, u"nbf"_s).value, u"-5"_s);
        QCOMPARE(find(rows, u"iat"_s).value, u"soon"_s);
    }

    void knownClaimsComeFirstThenTheRest()
    {
        const auto rows = rowsOf({ { "zebra", 1 }, { "alpha", { { "deep", true } } }, { "sub", "s" }, { "groups", { "a", "b" } } });
        QStringList names;
        for (const auto &row : rows)
            names.append(row.claim);
        QCOMPARE(names, QStringList({ u"groups"_s, u"sub"_s, u"alpha"_s, u"zebra"_s }));
        QCOMPARE(find(rows, u"groups"_s).value, u"a, b"_s);
        QCOMPARE(find(rows, u"alpha"_s).value, u"{\"deep\":true}"_s);
    }

    void hostileValuesAreHarmless()
    {
        Core::Json many = Core::Json::array();
        for (int i = 0; i < 5000; ++i)
            many.push_back("group-" + std::to_string(i));
        const auto rows = rowsOf({ { "name", "a\x1b[31m\nb" }, { "groups", many }, { "sub", std::string(100'000, 'x') } });
        QVERIFY(!find(rows, u"name"_s).value.contains(u'\x1b'));
        QVERIFY(!find(rows, u"name"_s).value.contains(u'\n'));
        QVERIFY(find(rows, u"groups"_s).value.size() < 5000);
        QVERIFY(find(rows, u"sub"_s).value.size() < 2000);
        QVERIFY(rowsOf(Core::Json::array({ 1, 2 })).isEmpty());
    }

    void theJsonHoldsHeaderAndClaimsOnly()
    {
        const QString json = Ui::claimsAsJson({ { { "alg", "RS256" } }, { { "sub", "s" } } });
        QVERIFY(json.contains(u"\"alg\": \"RS256\""_s));
        QVERIFY(json.contains(u"\"sub\": \"s\""_s));
    }

    void aTickOfTheClockKeepsTheSelection()
    {
        Ui::ClaimsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(rowsOf({ { "exp", now() + 240 }, { "sub", "s" } }));
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        m_clock.advance(std::chrono::minutes(1));
        model.setRows(rowsOf({ { "exp", now() + 180 }, { "sub", "s" } }));
        QCOMPARE(reset.count(), 0);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(model.index(0, Ui::ClaimsModel::ClaimColumn).data(Ui::ClaimsModel::CopyRole).toString(),
                 QString::number(now() + 180));
    }

private:
    std::int64_t now() const
    {
        return std::chrono::duration_cast<std::chrono::seconds>(m_clock.now().time_since_epoch()).count();
    }
    QList<Ui::ClaimRow> rowsOf(const Core::Json &claims) const { return Ui::claimRows(claims, m_clock.now()); }
    static Ui::ClaimRow find(const QList<Ui::ClaimRow> &rows, const QString &claim)
    {
        const auto found = std::find_if(rows.cbegin(), rows.cend(), [&](const auto &row) { return row.claim == claim; });
        return found == rows.cend() ? Ui::ClaimRow() : *found;
    }

    Support::FakeClock m_clock;
};

QTEST_GUILESS_MAIN(tst_ClaimRows)
#include "tst_claimrows.moc"
