// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/session/refreshpolicy.h"

#include <QTest>

using namespace std::chrono_literals;
using std::chrono::milliseconds;

class tst_RefreshPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refreshesAheadOfWhatCallersNeed_data()
    {
        QTest::addColumn<int>("seconds");
        for (const int seconds : { 5, 30, 60, 300, 3600, 86400 })
            QTest::addRow("%d s", seconds) << seconds;
    }
    // Nobody ever waits for the provider: at the latest time to refresh there is more life left than
    // any caller may ask for, with time to spare for the refresh itself.
    void refreshesAheadOfWhatCallersNeed()
    {
        QFETCH(int, seconds);
        const Session::TokenLife life { Session::Steady(1000s), std::chrono::seconds(seconds) };
        for (const double jitter : { 0.0, 0.5, 1.0 }) {
            const auto at = Session::refreshAheadAt(life, jitter);
            QVERIFY(at > life.receivedAt);
            const milliseconds left = life.left(at);
            QVERIFY(left - Session::requiredLife(60s, life.total) >= life.total / 10);
        }
    }

    void lifeIsMeasuredByTheSteadyClock()
    {
        const Session::TokenLife life { Session::Steady(1000s), 60s };
        QCOMPARE(life.left(Session::Steady(1059s)), milliseconds(1000));
        QCOMPARE(life.left(Session::Steady(1061s)), milliseconds(0));
        QCOMPARE(life.left(Session::Steady(999999s)), milliseconds(0));
    }

    void theShorterViewOfALifeCounts()
    {
        using Wall = std::chrono::system_clock::time_point;
        QCOMPARE(Session::tokenLife(Wall(100s), Wall(160s), Wall(100s)), milliseconds(60000));
        QCOMPARE(Session::tokenLife(Wall(100s), Wall(160s), Wall(130s)), milliseconds(30000)); // not new
        QCOMPARE(Session::tokenLife(Wall(100s), Wall(160s), Wall(50s)), milliseconds(60000)); // our clock is behind
        QCOMPARE(Session::tokenLife(Wall(100s), Wall(160s), Wall(500s)), milliseconds(0));
    }

    void retriesSlowDownToAMinute()
    {
        QCOMPARE(Session::retryDelay(1, 0.5), milliseconds(1000));
        QCOMPARE(Session::retryDelay(2, 0.5), milliseconds(2000));
        QCOMPARE(Session::retryDelay(4, 0.5), milliseconds(8000));
        QCOMPARE(Session::retryDelay(1000, 0.5), milliseconds(60000));
        QVERIFY(Session::retryDelay(3, 0.0) != Session::retryDelay(3, 1.0));
        QVERIFY(Session::retryDelay(1000, 1.0) <= milliseconds(60000));
        QVERIFY(Session::retryDelay(-5, 0.5) > milliseconds(0));
    }

    void theReportedEndIsEarlyButNeverInThePast()
    {
        const std::chrono::system_clock::time_point now(1000000s);
        QCOMPARE(Session::reportedExpiry(now, 300s) - now, std::chrono::system_clock::duration(280s));
        for (const milliseconds left : { milliseconds(1), milliseconds(900), milliseconds(20000), milliseconds(60000) }) {
            const auto reported = Session::reportedExpiry(now, left);
            QVERIFY(reported > now);
            QVERIFY(reported <= now + left);
        }
    }
};

QTEST_GUILESS_MAIN(tst_RefreshPolicy)
#include "tst_refreshpolicy.moc"
