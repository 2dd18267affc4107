// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/timestamp.h"

#include <QTest>

using std::chrono::system_clock;

class tst_Timestamp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAndReads_data();
    void writesAndReads();
    void roundsDown();
    void refusesOtherForms_data();
    void refusesOtherForms();
};

void tst_Timestamp::writesAndReads_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("epoch") << qint64(0) << QByteArray("1970-01-01T00:00:00Z");
    QTest::newRow("2026") << qint64(1767225600) << QByteArray("2026-01-01T00:00:00Z");
    QTest::newRow("leap day") << qint64(1709164800 + 86399) << QByteArray("2024-02-29T23:59:59Z");
    QTest::newRow("after 2038") << qint64(4102444800) << QByteArray("2100-01-01T00:00:00Z");
    QTest::newRow("before the epoch") << qint64(-1) << QByteArray("1969-12-31T23:59:59Z");
}

void tst_Timestamp::writesAndReads()
{
    QFETCH(qint64, seconds);
    QFETCH(QByteArray, text);
    const system_clock::time_point time{ std::chrono::seconds(seconds) };
    QCOMPARE(QByteArray::fromStdString(Core::toRfc3339(time)), text);
    QVERIFY(Core::fromRfc3339(text.toStdString()) == time);
}

void tst_Timestamp::roundsDown()
{
    const system_clock::time_point time{ std::chrono::milliseconds(1999) };
    QCOMPARE(Core::toRfc3339(time), std::string("1970-01-01T00:00:01Z"));
    const system_clock::time_point before{ std::chrono::milliseconds(-1) };
    QCOMPARE(Core::toRfc3339(before), std::string("1969-12-31T23:59:59Z"));
}

void tst_Timestamp::refusesOtherForms_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         { "", "2026-01-01", "2026-01-01T00:00:00", "2026-01-01T00:00:00z", "2026-01-01 00:00:00Z",
           "2026-01-01T00:00:00+00:00", "2026-01-01T00:00:00.5Z", "2026-13-01T00:00:00Z",
           "2026-00-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-01-32T00:00:00Z",
           "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:61Z",
           "2026-01-01T00:00:0 Z", "+026-01-01T00:00:00Z", "2026-01-01T00:00:00ZZ" })
        QTest::newRow(text) << QByteArray(text);
}

void tst_Timestamp::refusesOtherForms()
{
    QFETCH(QByteArray, text);
    QVERIFY(!Core::fromRfc3339(text.toStdString()));
}

QTEST_GUILESS_MAIN(tst_Timestamp)
#include "tst_timestamp.moc"
