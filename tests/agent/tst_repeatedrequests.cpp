// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/agent/repeatedrequests.h"
#include "tests/support/fakeclock.h"

#include <QTest>

using namespace std::chrono_literals;

class tst_RepeatedRequests : public QObject
{
    Q_OBJECT

    const QString m_id = QStringLiteral("s");

private Q_SLOTS:
    void aClientThatComesBackForAnOldTokenWasRefused()
    {
        Support::FakeClock clock;
        Agent::RepeatedRequests repeats(clock);
        repeats.handedOut(1, m_id, 7); // by init itself: never a client
        repeats.handedOut(50, m_id, 7);
        clock.advance(30s);
        QVERIFY(!repeats.isRefusedToken(50, m_id)); // not at once: an ordinary expiry or a next command
        repeats.handedOut(50, m_id, 7);
        clock.advance(1s);
        QVERIFY(repeats.isRefusedToken(50, m_id));
        QVERIFY(!repeats.isRefusedToken(51, m_id));
        QVERIFY(!repeats.isRefusedToken(50, QStringLiteral("other")));
    }

    void onceAMinuteForASession()
    {
        Support::FakeClock clock;
        Agent::RepeatedRequests repeats(clock);
        int asked = 0;
        for (int i = 0; i < 300; ++i) { // a client that is refused every second for five minutes
            asked += repeats.isRefusedToken(50, m_id) ? 1 : 0;
            repeats.handedOut(50, m_id, 7);
            clock.advance(1s);
        }
        QVERIFY(asked >= 4);
        QVERIFY(asked <= 5);
    }

    void aTokenThatIsNewIsNotRefreshedAgain()
    {
        Support::FakeClock clock;
        Agent::RepeatedRequests repeats(clock);
        for (int i = 0; i < 200; ++i) { // parallel callers of one script, a token of a second ago
            QVERIFY(!repeats.isRefusedToken(50, m_id));
            repeats.handedOut(50, m_id, 7);
            clock.advance(10ms);
        }
    }
};

QTEST_GUILESS_MAIN(tst_RepeatedRequests)
#include "tst_repeatedrequests.moc"
