// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/qtsupport/compat.h"
#include "ui/text.h"

#include <QTest>

class tst_Text : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anErrorsWordsBecomeASentence_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("plain") << u"check the path"_s << u"Check the path."_s;
        QTest::newRow("a host stays") << u"idp.example.test does not answer"_s << u"idp.example.test does not answer."_s;
        QTest::newRow("kubectl stays") << u"kubectl cannot read it"_s << u"kubectl cannot read it."_s;
        QTest::newRow("a path is copied") << u"look into /tmp/a"_s << u"Look into /tmp/a"_s;
        QTest::newRow("a path leads") << u"/tmp/a is not there"_s << u"/tmp/a is not there."_s;
        QTest::newRow("already one") << u"Sign in again!"_s << u"Sign in again!"_s;
        QTest::newRow("bracket") << u"no document (HTTP 404)"_s << u"No document (HTTP 404)."_s;
        QTest::newRow("one letter") << u"a"_s << u"A."_s;
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("space") << u"  "_s << QString();
    }

    void anErrorsWordsBecomeASentence()
    {
        QFETCH(QString, words);
        QFETCH(QString, sentence);
        QCOMPARE(Ui::sentence(words), sentence);
    }

    void thisSecondIsNotAhead()
    {
        using namespace std::chrono_literals;
        QCOMPARE(Ui::relativeTime(0s), u"just now"_s);
        QCOMPARE(Ui::relativeTime(1s), u"in less than a minute"_s);
    }
};

QTEST_APPLESS_MAIN(tst_Text)
#include "tst_text.moc"
