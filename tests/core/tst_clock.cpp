// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/clock.h"

#include <QProcess>
#include <QTest>

#include <ctime>

class tst_Clock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheBootClock();
    void goesOnDuringSuspend();
};

void tst_Clock::followsTheBootClock()
{
    timespec time = {};
    QCOMPARE(::clock_gettime(CLOCK_BOOTTIME, &time), 0);
    const auto now = Core::SystemClock().steadyNow().time_since_epoch();
    const auto apart = std::chrono::duration_cast<std::chrono::seconds>(now).count() - time.tv_sec;
    QVERIFY2(apart >= 0 && apart <= 60, qPrintable(QString::number(apart)));
}

// A machine that slept for a day, as far as a process can tell: in a time namespace (time_namespaces(7)) the
// boot clock is a day ahead of the monotonic one.
void tst_Clock::goesOnDuringSuspend()
{
    const QStringList aDay { QStringLiteral("--user"), QStringLiteral("--map-root-user"), QStringLiteral("--time"),
                             QStringLiteral("--fork"), QStringLiteral("--boottime"), QStringLiteral("86400") };
    const QString unshare = QStringLiteral("unshare");
    if (QProcess::execute(unshare, aDay + QStringList { QStringLiteral("true") }) != 0)
        QSKIP("this kernel or this account makes no time namespaces");
    QCOMPARE(QProcess::execute(unshare, aDay + QStringList { QCoreApplication::applicationFilePath(),
                                                             QStringLiteral("followsTheBootClock") }),
             0);
}

QTEST_GUILESS_MAIN(tst_Clock)
#include "tst_clock.moc"
