// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/session/loginbudget.h"
#include "tests/support/fakeclock.h"

#include <QTest>

using namespace std::chrono_literals;
using Session::Attendance;
using Session::LoginBudget;
using Session::LoginDecision;
using Session::LoginPolicy;

Q_DECLARE_METATYPE(Session::LoginPolicy)
Q_DECLARE_METATYPE(Session::Attendance)
Q_DECLARE_METATYPE(Session::LoginDecision)

class tst_LoginBudget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decides_data()
    {
        QTest::addColumn<LoginPolicy>("policy");
        QTest::addColumn<Attendance>("attendance");
        QTest::addColumn<LoginDecision>("decision");
        QTest::newRow("auto, terminal") << LoginPolicy::Auto << Attendance::Terminal << LoginDecision::OpenBrowser;
        QTest::newRow("auto, background") << LoginPolicy::Auto << Attendance::None << LoginDecision::Notify;
        QTest::newRow("browser, background") << LoginPolicy::Browser << Attendance::None << LoginDecision::OpenBrowser;
        QTest::newRow("notify, terminal") << LoginPolicy::Notify << Attendance::Terminal << LoginDecision::Notify;
        QTest::newRow("never, terminal") << LoginPolicy::Never << Attendance::Terminal << LoginDecision::Refuse;
    }
    void decides()
    {
        QFETCH(LoginPolicy, policy);
        QFETCH(Attendance, attendance);
        QFETCH(LoginDecision, decision);
        const Support::FakeClock clock;
        QCOMPARE(LoginBudget(clock).decide(policy, attendance), decision);
    }

    void aRefusalIsRememberedForAMinute()
    {
        Support::FakeClock clock;
        LoginBudget budget(clock);
        budget.loginFailed({ Core::ErrorCode::LoginRefused, "refused", {}, {} });
        clock.advance(59s);
        QCOMPARE(budget.decide(LoginPolicy::Browser, Attendance::Terminal), LoginDecision::Refuse);
        QVERIFY(budget.rememberedFailure().has_value());
        clock.advance(2s);
        QCOMPARE(budget.decide(LoginPolicy::Auto, Attendance::Terminal), LoginDecision::OpenBrowser);
    }

    void twoTabsThatNobodyAnsweredAreEnough()
    {
        Support::FakeClock clock;
        LoginBudget budget(clock);
        for (int i = 0; i < 2; ++i) {
            QCOMPARE(budget.decide(LoginPolicy::Auto, Attendance::Terminal), LoginDecision::OpenBrowser);
            budget.loginFailed({ Core::ErrorCode::LoginTimeout, "nobody came", {}, {} });
            clock.advance(10min);
        }
        QCOMPARE(budget.decide(LoginPolicy::Auto, Attendance::Terminal), LoginDecision::Notify);
        QCOMPARE(budget.decide(LoginPolicy::Browser, Attendance::None), LoginDecision::OpenBrowser); // asked for by name
        budget.personActed();
        QCOMPARE(budget.decide(LoginPolicy::Auto, Attendance::Terminal), LoginDecision::OpenBrowser);
    }

    void notifiesOnceAMinute()
    {
        Support::FakeClock clock;
        LoginBudget budget(clock);
        QVERIFY(budget.takeNotification());
        QVERIFY(!budget.takeNotification());
        clock.advance(61s);
        QVERIFY(budget.takeNotification());
    }

    void aClockThatIsSetBackDoesNotMakeTheMinuteLonger()
    {
        Support::FakeClock clock;
        LoginBudget budget(clock);
        budget.loginFailed({ Core::ErrorCode::LoginRefused, "refused", {}, {} });
        clock.setWallClock(clock.now() - 24h);
        clock.advance(61s);
        QVERIFY(!budget.rememberedFailure());
    }
};

QTEST_GUILESS_MAIN(tst_LoginBudget)
#include "tst_loginbudget.moc"
