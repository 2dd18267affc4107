// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/ui/fakes.h"
#include "ui/doctor/doctorpage.h"
#include "ui/doctor/findingcard.h"
#include "ui/widgets/codebox.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using Phase = Ui::DoctorViewModel::Phase;

namespace {

struct Opened
{
    Opened()
    {
        Ui::ContextEntry one, two;
        one.name = u"prod-eu"_s;
        one.isCurrent = true;
        two.name = u"staging"_s;
        contexts.setEntries({ one, two });
        page.resize(800, 600);
        page.show();
        page.activateWindow();
    }
    template<typename T>
    T *named(const QString &name) const
    {
        return page.findChild<T *>(name);
    }

    Fakes::World world;
    Ui::ContextListModel contexts;
    Ui::DoctorViewModel model { world.doctor, contexts, world.clock };
    Ui::DoctorPage page { model };
};

} // namespace

class tst_DoctorPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_it = std::make_unique<Opened>();
        QVERIFY(QTest::qWaitForWindowActive(&m_it->page));
    }
    void cleanup() { m_it.reset(); }

    void examinesByKeyboardAlone();
    void escapeEndsTheExamination();
    void findingsComeInWhileItRuns();
    void marksTheFirstCharacterThatDiffers();
    void copiesFixAndReport();
    void theConsentIsAskedForInWordsAndEachTime();
    void choosingAContextExaminesThatOne();
    void keepsTheContextWhenTheFilesAreReadAgain();
    void whatWasNotCheckedCanBeOpened();
    void everythingHasAnAccessibleName();
    void fitsIntoASmallWindow();
    void aBoxIsAsHighAsItsText();

private:
    [[nodiscard]] QPushButton *button(const char *name) const { return m_it->named<QPushButton>(QLatin1String(name)); }

    std::unique_ptr<Opened> m_it;
};

void tst_DoctorPage::examinesByKeyboardAlone()
{
    QTRY_COMPARE(QApplication::focusWidget(), button("examine")); // at once, without a Tab
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(m_it->model.phase(), Phase::Running);
    QVERIFY(m_it->page.findChild<QProgressBar *>()->isVisible());
    QVERIFY(!button("examine")->isVisible());
    m_it->world.doctor.reports.answer(Fakes::sampleReport());
    QTRY_COMPARE(QApplication::focusWidget(), button("examine"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(m_it->world.doctor.asked.size(), 2);
}

void tst_DoctorPage::escapeEndsTheExamination()
{
    m_it->model.examine();
    QTest::keyClick(&m_it->page, Qt::Key_Escape);
    QCOMPARE(m_it->world.doctor.canceled, 1);
    QCOMPARE(m_it->model.phase(), Phase::Failed);
    QVERIFY(button("examine")->isVisible());
    QTest::keyClick(&m_it->page, Qt::Key_Escape);
    QCOMPARE(m_it->world.doctor.canceled, 1);
}

void tst_DoctorPage::findingsComeInWhileItRuns()
{
    m_it->model.examine();
    QVERIFY(m_it->page.findChildren<Ui::FindingCard *>().isEmpty());
    Q_EMIT m_it->world.doctor.checkStarted(u"The token"_s);
    Q_EMIT m_it->world.doctor.checkFinished(u"The token"_s, { { Fakes::sampleReport().findings[1] }, {}, {}, {} });
    QCOMPARE(m_it->page.findChildren<Ui::FindingCard *>().size(), 1);
    QCOMPARE(m_it->page.findChild<QProgressBar *>()->value(), 1);
    QVERIFY(!button("copyReport")->isVisible());
    m_it->world.doctor.reports.answer(Fakes::sampleReport());
    QCOMPARE(m_it->page.findChildren<Ui::FindingCard *>().size(), 4);
    QVERIFY(button("copyReport")->isVisible());
}

void tst_DoctorPage::marksTheFirstCharacterThatDiffers()
{
    Ui::FindingCard card;
    card.setFinding(Ui::ShownFinding { u"audience-mismatch"_s, Ui::Severity::Error, u"t"_s, u"e"_s,
                                       Ui::ShownSides { u"token aud"_s, u"k8s"_s, u"API server"_s, u"kubernetes"_s, {}, 1 },
                                       {}, u"fix"_s, {} });
    card.show();
    int marked = 0;
    for (const Ui::CodeBox *box : card.findChildren<Ui::CodeBox *>()) {
        if (box->extraSelections().isEmpty())
            continue;
        ++marked;
        const auto mark = box->extraSelections().last();
        QCOMPARE(mark.cursor.selectionStart(), 1);
        QVERIFY(mark.format.fontUnderline() || mark.format.underlineStyle() != QTextCharFormat::NoUnderline);
        QVERIFY(box->accessibleDescription().contains(u"2"_s)); // counted as people count
    }
    QCOMPARE(marked, 2);
}

void tst_DoctorPage::copiesFixAndReport()
{
    m_it->model.examine();
    m_it->world.doctor.reports.answer(Fakes::sampleReport());
    auto *card = m_it->page.findChildren<Ui::FindingCard *>().at(1);
    card->findChild<QPushButton *>(u"copyFix"_s)->click();
    QCOMPARE(QApplication::clipboard()->text(), m_it->model.findings()[1].fix);
    QVERIFY(QApplication::clipboard()->text().contains(u'\n'));
    button("copyReport")->click();
    QCOMPARE(QApplication::clipboard()->text(), m_it->model.reportText());
    // Only the finding that has a certificate offers to save it.
    QCoreApplication::processEvents(); // a layout shows what was added to it a turn later
    int offered = 0;
    for (const QPushButton *save : m_it->page.findChildren<QPushButton *>(u"savePem"_s))
        offered += save->isVisibleTo(&m_it->page) ? 1 : 0;
    QCOMPARE(offered, 1);
}

void tst_DoctorPage::theConsentIsAskedForInWordsAndEachTime()
{
    auto *more = m_it->named<QToolButton>(u"moreToGoBy"_s);
    auto *consent = m_it->page.findChild<QCheckBox *>();
    QVERIFY(!consent->isVisible() && !consent->isChecked());
    more->click();
    QVERIFY(consent->isVisible());
    QVERIFY(consent->accessibleDescription().contains(u"audit log"_s));
    consent->click();
    m_it->model.examine();
    QVERIFY(m_it->world.doctor.asked[0].probesAnonymously);
    QVERIFY(!consent->isChecked());
}

void tst_DoctorPage::choosingAContextExaminesThatOne()
{
    auto *contexts = m_it->page.findChild<QComboBox *>();
    QCOMPARE(contexts->currentText(), u"prod-eu"_s);
    contexts->setFocus();
    QTest::keyClick(contexts, Qt::Key_Down);
    QCOMPARE(m_it->model.question().context, u"staging"_s);
    m_it->model.examine();
    QCOMPARE(m_it->world.doctor.asked[0].context, u"staging"_s);
}

void tst_DoctorPage::keepsTheContextWhenTheFilesAreReadAgain()
{
    m_it->model.setContext(u"staging"_s);
    auto entries = m_it->contexts.entries();
    Ui::ContextEntry third;
    third.name = u"a-new-one"_s;
    entries.append(third);
    m_it->contexts.setEntries(entries);
    QCOMPARE(m_it->page.findChild<QComboBox *>()->currentText(), u"staging"_s);
    QCOMPARE(m_it->model.question().context, u"staging"_s);
}

void tst_DoctorPage::whatWasNotCheckedCanBeOpened()
{
    auto *open = m_it->named<QToolButton>(u"notChecked"_s);
    QVERIFY(!open->isVisible());
    m_it->model.examine();
    m_it->world.doctor.reports.answer(Fakes::sampleReport());
    QVERIFY(open->isVisibleTo(&m_it->page));
    QVERIFY(open->text().contains(u'3'));
    open->click();
    bool isSaid = false;
    for (const QLabel *label : m_it->page.findChildren<QLabel *>())
        isSaid = isSaid || (label->isVisibleTo(&m_it->page) && label->text().contains(u"needs your consent"_s));
    QVERIFY(isSaid);
}

void tst_DoctorPage::everythingHasAnAccessibleName()
{
    m_it->model.examine();
    m_it->world.doctor.reports.answer(Fakes::sampleReport());
    for (const QWidget *widget : m_it->page.findChildren<QWidget *>()) {
        const auto *push = qobject_cast<const QAbstractButton *>(widget);
        if (push && !push->objectName().startsWith(u"qt_"_s) && !qobject_cast<QLineEdit *>(widget->parentWidget()))
            QVERIFY2(!push->text().isEmpty() || !push->accessibleName().isEmpty(), widget->metaObject()->className());
        if (qobject_cast<const QPlainTextEdit *>(widget) || qobject_cast<const Ui::FindingCard *>(widget)
            || qobject_cast<const QProgressBar *>(widget))
            QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
    }
}

void tst_DoctorPage::fitsIntoASmallWindow()
{
    m_it->named<QToolButton>(u"moreToGoBy"_s)->click();
    m_it->model.examine();
    m_it->world.doctor.reports.answer(Fakes::sampleReport());
    m_it->page.resize(560, 440); // 720 by 480 without the side bar
    QCoreApplication::processEvents();
    QVERIFY2(m_it->page.minimumSizeHint().width() <= 560, qPrintable(QString::number(m_it->page.minimumSizeHint().width())));
    QVERIFY2(m_it->page.minimumSizeHint().height() <= 440, qPrintable(QString::number(m_it->page.minimumSizeHint().height())));
}

void tst_DoctorPage::aBoxIsAsHighAsItsText()
{
    Ui::CodeBox box(u"fix"_s);
    box.resize(400, 20);
    box.show();
    box.setCode(u"one"_s);
    const int one = box.height();
    box.setCode(u"one\ntwo\nthree"_s);
    const int line = box.fontMetrics().lineSpacing();
    QVERIFY(qAbs(box.height() - one - 2 * line) <= 2);
    box.setMaximumLines(5);
    box.setCode(QString(100, u'\n'));
    QVERIFY(qAbs(box.height() - one - 4 * line) <= 2);
}

QTEST_MAIN(tst_DoctorPage)
#include "tst_doctorpage.moc"
