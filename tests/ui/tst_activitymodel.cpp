// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/qtsupport/compat.h"
#include "ui/activity/activitymodel.h"

#include <QAbstractItemModelTester>
#include <QTemporaryDir>
#include <QTest>

using Ui::ActivityModel;

class tst_ActivityModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheNewestFirst()
    {
        ActivityModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setLines({ line("agent-started"), line("signed-in") });
        model.append(json("{'time':'2026-11-24T08:00:00Z','event':'token-handed-out','program':'/usr/bin/kubectl','terminal':'pts/3','account':'jane','outcome':'ok'}"));
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(text(model, 0, ActivityModel::WhatColumn), u"Token handed out"_s);
        QCOMPARE(text(model, 0, ActivityModel::WhoColumn), u"kubectl (pts/3)"_s);
        QCOMPARE(text(model, 0, ActivityModel::SubjectColumn), u"jane"_s);
        QCOMPARE(text(model, 2, ActivityModel::WhatColumn), u"Agent started"_s);
    }

    void aFailureTellsWhy()
    {
        ActivityModel model;
        model.setLines({ json("{'event':'refresh-failed','outcome':'timeout','reason':'no answer in 10 s'}") });
        QVERIFY(model.index(0, 0).data(ActivityModel::FailedRole).toBool());
        QCOMPARE(text(model, 0, ActivityModel::OutcomeColumn), u"no answer in 10 s"_s);
    }

    void skipsWhatCannotBeRead_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("torn") << json("{'event':'signed-");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("a number") << QByteArray("42");
        QTest::newRow("binary") << QByteArray("\0\xff\xfe", 3);
        QTest::newRow("deep") << QByteArray(1000, '[');
    }

    void skipsWhatCannotBeRead()
    {
        QFETCH(QByteArray, bytes);
        ActivityModel model;
        model.setLines({ line("signed-in"), bytes });
        model.append(bytes);
        QCOMPARE(model.rowCount(), 1);
    }

    void keepsABoundedNumber()
    {
        ActivityModel model;
        for (int i = 0; i < 5010; ++i)
            model.append(line("refreshed"));
        QCOMPARE(model.rowCount(), 5000);
    }

    void readsTheEndOfALongFile()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"audit.jsonl"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (int i = 0; i < 40'000; ++i)
            file.write(json("{'event':'refreshed','subject':'" + QByteArray::number(i) + "'}\n"));
        file.close();
        QVERIFY(file.size() > 1024 * 1024);
        const QList<QByteArray> lines = Ui::lastLines(file.fileName());
        ActivityModel model;
        model.setLines(lines);
        QCOMPARE(text(model, 0, ActivityModel::SubjectColumn), u"39999"_s);
        QVERIFY(lines.first().startsWith("{"));
        QVERIFY(Ui::lastLines(folder.filePath(u"missing"_s)).isEmpty());
    }

private:
    //! Raw strings with quotes in them confuse moc 6.4.
    static QByteArray json(QByteArray text) { return text.replace('\'', '"'); }
    static QByteArray line(const char *event)
    {
        return json(QByteArray("{'time':'2026-11-24T08:00:00Z','event':'") + event + "','outcome':'ok'}");
    }
    static QString text(const ActivityModel &model, int row, int column) { return model.index(row, column).data().toString(); }
};

QTEST_GUILESS_MAIN(tst_ActivityModel)
#include "tst_activitymodel.moc"
