// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/arguments.h"
#include "tests/support/resulttest.h"

#include <QTest>

using Cli::Arguments;
using Core::ErrorCode;

static constexpr Cli::Option kOptions[] = { { "--file", 'f', true },
                                            { "--flag", 'g' },
                                            { "--file-more", 0, true } };

class tst_Arguments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesBothSpellings_data();
    void takesBothSpellings();
    void keepsPositionalArguments();
    void refusesWhatItDoesNotKnow_data();
    void refusesWhatItDoesNotKnow();
};

void tst_Arguments::takesBothSpellings_data()
{
    QTest::addColumn<QByteArrayList>("arguments");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("space") << QByteArrayList{ "--file", "a b" } << QByteArray("a b");
    QTest::newRow("equals") << QByteArrayList{ "--file=a=b" } << QByteArray("a=b");
    QTest::newRow("empty") << QByteArrayList{ "--file=" } << QByteArray("");
    QTest::newRow("letter") << QByteArrayList{ "-f", "a" } << QByteArray("a");
    QTest::newRow("letter joined") << QByteArrayList{ "-fa" } << QByteArray("a");
    QTest::newRow("letter with equals") << QByteArrayList{ "-f=a" } << QByteArray("a");
    QTest::newRow("the last wins") << QByteArrayList{ "--file=a", "-f", "b" } << QByteArray("b");
    QTest::newRow("a value like an option")
            << QByteArrayList{ "--file", "--flag" } << QByteArray("--flag");
}

static std::vector<std::string> strings(const QByteArrayList &list)
{
    std::vector<std::string> all;
    for (const QByteArray &item : list)
        all.push_back(item.toStdString());
    return all;
}

void tst_Arguments::takesBothSpellings()
{
    QFETCH(QByteArrayList, arguments);
    QFETCH(QByteArray, value);
    const auto parsed = Arguments::parse(strings(arguments), kOptions);
    QVERIFY_RESULT(parsed);
    QVERIFY(parsed->value("--file") == value.toStdString());
    QVERIFY(!parsed->has("--flag"));
}

void tst_Arguments::keepsPositionalArguments()
{
    const auto parsed =
            Arguments::parse({ "a", "-", "--flag", "b", "--", "--file", "-x" }, kOptions);
    QVERIFY_RESULT(parsed);
    const std::vector<std::string> expected = { "a", "-", "b", "--file", "-x" };
    QVERIFY(parsed->positional() == expected);
    QVERIFY(parsed->has("--flag"));
    QVERIFY(!Arguments::parse({ "--flag=false" }, kOptions)->has("--flag"));
}

void tst_Arguments::refusesWhatItDoesNotKnow_data()
{
    QTest::addColumn<QByteArrayList>("arguments");
    QTest::newRow("unknown") << QByteArrayList{ "--nope" };
    QTest::newRow("unknown letter") << QByteArrayList{ "-n" };
    QTest::newRow("abbreviation") << QByteArrayList{ "--fil=x" };
    QTest::newRow("without its value") << QByteArrayList{ "--file" };
    QTest::newRow("a value for a flag") << QByteArrayList{ "--flag=3" };
}

void tst_Arguments::refusesWhatItDoesNotKnow()
{
    QFETCH(QByteArrayList, arguments);
    QCOMPARE_ERROR(Arguments::parse(strings(arguments), kOptions), ErrorCode::Usage);
}

QTEST_GUILESS_MAIN(tst_Arguments)
#include "tst_arguments.moc"
