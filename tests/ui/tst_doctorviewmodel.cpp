// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/support/resulttest.h"
#include "tests/ui/fakes.h"
#include "ui/clusters/contextlistmodel.h"
#include "ui/doctor/doctorviewmodel.h"
#include "ui/doctor/doctorwords.h"

#include <QSignalSpy>
#include <QTest>

using Phase = Ui::DoctorViewModel::Phase;
using State = Ui::DoctorCheck::State;
using Ui::Severity;

class tst_DoctorViewModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void ticksTheChecksOffOneByOne();
    void showsTheWorstFindingFirst();
    void takesTheReportAtTheEnd();
    void tellsTheVerdict_data();
    void tellsTheVerdict();
    void cancelingShowsWhatIsThere();
    void cancelingBeforeTheChecksSaysSo();
    void saysWhyNothingCouldBeExamined();
    void runsOneExaminationAtATime();
    void consentIsForOneExamination();
    void followsTheSelectedContextUntilOneIsChosen();
    void forgetsAContextThatIsGone();
    void newsOfAnotherExaminationChangeNothing();
    void marksWhereTheSidesPart();
    void hostileTextIsHarmless();
    void theReportNamesContextAndFindings();
    void savesACertificate();

private:
    void start(const QStringList &checks = { u"The token"_s, u"Risky rights"_s });

    std::unique_ptr<Fakes::World> m_world;
    std::unique_ptr<Ui::ContextListModel> m_contexts;
    std::unique_ptr<Ui::DoctorViewModel> m_model;
};

void tst_DoctorViewModel::init()
{
    m_model.reset();
    m_world = std::make_unique<Fakes::World>();
    m_contexts = std::make_unique<Ui::ContextListModel>();
    Ui::ContextEntry one, two;
    one.name = u"prod-eu"_s;
    one.isCurrent = true;
    two.name = u"staging"_s;
    m_contexts->setEntries({ one, two });
    m_model = std::make_unique<Ui::DoctorViewModel>(m_world->doctor, *m_contexts, m_world->clock);
}

void tst_DoctorViewModel::start(const QStringList &checks)
{
    m_model->examine();
    for (const QString &name : checks)
        Q_EMIT m_world->doctor.checkStarted(name);
}

void tst_DoctorViewModel::ticksTheChecksOffOneByOne()
{
    QSignalSpy progress(m_model.get(), &Ui::DoctorViewModel::progressChanged);
    start({ u"The token"_s, u"Risky rights"_s, u"Certificates"_s });
    QCOMPARE(m_model->phase(), Phase::Running);
    QCOMPARE(m_model->checks().size(), 3);
    QCOMPARE(m_model->finishedChecks(), 0);
    const Doctor::Report sample = Fakes::sampleReport();
    Q_EMIT m_world->doctor.checkFinished(u"Certificates"_s, {});
    Q_EMIT m_world->doctor.checkFinished(u"The token"_s, { { sample.findings[1] }, {}, {}, {} });
    Q_EMIT m_world->doctor.checkFinished(u"Risky rights"_s, { {}, sample.notChecked, {}, {} });
    QCOMPARE(m_model->finishedChecks(), 3);
    QCOMPARE(m_model->checks()[0].state, State::Found);
    QCOMPARE(m_model->checks()[0].worst, Severity::Error);
    QCOMPARE(m_model->checks()[1].state, State::NotChecked);
    QCOMPARE(m_model->checks()[1].open, 3);
    QVERIFY(m_model->checks()[1].why.contains(u"needs your consent"_s));
    QCOMPARE(m_model->checks()[2].state, State::Fine);
    QVERIFY(progress.count() >= 7);
    QVERIFY(!m_model->verdict());
}

void tst_DoctorViewModel::showsTheWorstFindingFirst()
{
    const Doctor::Report sample = Fakes::sampleReport();
    start();
    Q_EMIT m_world->doctor.checkFinished(u"Risky rights"_s, { { sample.findings[3], sample.findings[2] }, {}, {}, {} });
    Q_EMIT m_world->doctor.checkFinished(u"The token"_s, { { sample.findings[1], sample.findings[0] }, {}, {}, {} });
    QStringList ids;
    for (const auto &finding : m_model->findings())
        ids.append(finding.id);
    QCOMPARE(ids, QStringList({ u"api-tls-untrusted"_s, u"audience-mismatch"_s, u"groups-prefix-mismatch"_s,
                                u"lifetime-short"_s }));
}

void tst_DoctorViewModel::takesTheReportAtTheEnd()
{
    start();
    m_world->doctor.reports.answer(Fakes::sampleReport());
    QCOMPARE(m_model->phase(), Phase::Done);
    QCOMPARE(m_model->findings().size(), 4);
    QCOMPARE(m_model->open().size(), 2); // by reason
    QCOMPARE(m_model->open()[1].ids, QStringList({ u"lookalike-binding"_s, u"cluster-admin-widely-bound"_s }));
    QVERIFY(m_model->verdict());
    QVERIFY(m_model->verdict()->why.contains(u"prod-eu"_s));
    QVERIFY(m_model->verdict()->why.startsWith(u"It was asked just now; the first reason is audience-mismatch\n"_s));
}

void tst_DoctorViewModel::tellsTheVerdict_data()
{
    QTest::addColumn<int>("verdict");
    QTest::addColumn<int>("findings");
    QTest::addColumn<QString>("title");
    QTest::addColumn<int>("severity");
    const auto row = [](const char *name, Doctor::Verdict verdict, int findings, const QString &title, Severity severity) {
        QTest::newRow(name) << static_cast<int>(verdict) << findings << title << static_cast<int>(severity);
    };
    // findings: of the sample, from its end: 0 none, 1 the note, 2 and the warning, 4 and the errors
    row("healthy", Doctor::Verdict::Accepts, 0, u"Healthy"_s, Severity::Success);
    row("a note alone is healthy", Doctor::Verdict::Accepts, 1, u"Healthy"_s, Severity::Success);
    row("accepted with a warning", Doctor::Verdict::Accepts, 2, u"not all is well"_s, Severity::Warning);
    row("accepted with an error", Doctor::Verdict::Accepts, 4, u"not all is well"_s, Severity::Error);
    row("rejected", Doctor::Verdict::Rejects, 4, u"rejects"_s, Severity::Error);
    row("unknown", Doctor::Verdict::Unknown, 0, u"not known"_s, Severity::Info);
    row("unknown with an error", Doctor::Verdict::Unknown, 4, u"not known"_s, Severity::Error);
}

void tst_DoctorViewModel::tellsTheVerdict()
{
    QFETCH(int, verdict);
    QFETCH(int, findings);
    QFETCH(QString, title);
    QFETCH(int, severity);
    Doctor::Report report = Fakes::sampleReport();
    report.verdict = static_cast<Doctor::Verdict>(verdict);
    report.findings.erase(report.findings.begin(), report.findings.end() - findings);
    start();
    m_world->doctor.reports.answer(report);
    QVERIFY2(m_model->verdict()->title.contains(title), qPrintable(m_model->verdict()->title));
    QCOMPARE(static_cast<int>(m_model->verdict()->severity), severity);
}

void tst_DoctorViewModel::cancelingShowsWhatIsThere()
{
    start();
    Q_EMIT m_world->doctor.checkFinished(u"The token"_s, { { Fakes::sampleReport().findings[3] }, {}, {}, {} });
    m_world->doctor.onCancel = Doctor::Report { Doctor::Verdict::Accepts, {}, { Fakes::sampleReport().findings[3] }, {}, {} };
    m_model->cancel();
    QCOMPARE(m_world->doctor.canceled, 1);
    QCOMPARE(m_model->phase(), Phase::Done);
    QCOMPARE(m_model->findings().size(), 1);
    QVERIFY(m_model->verdict()->title.contains(u"Ended before"_s));
    QCOMPARE(m_model->verdict()->severity, Severity::Warning); // half an examination is no "healthy"
    m_model->cancel();
    QCOMPARE(m_world->doctor.canceled, 1);
}

void tst_DoctorViewModel::cancelingBeforeTheChecksSaysSo()
{
    m_model->examine();
    m_model->cancel();
    QCOMPARE(m_model->phase(), Phase::Failed);
    QCOMPARE(m_model->verdict()->severity, Severity::Info);
    QVERIFY(m_model->reportText().isEmpty());
    QVERIFY(m_model->canExamine());
}

void tst_DoctorViewModel::saysWhyNothingCouldBeExamined()
{
    start();
    m_world->doctor.reports.answer(Core::fail(Core::ErrorCode::Parse, "line 3 is no YAML", "mend line 3"));
    QCOMPARE(m_model->phase(), Phase::Failed);
    QVERIFY(m_model->verdict()->why.contains(u"line 3"_s));
    QVERIFY(m_model->verdict()->fix.contains(u"mend"_s));
    for (const auto &check : m_model->checks())
        QVERIFY(check.state != State::Running);
}

void tst_DoctorViewModel::runsOneExaminationAtATime()
{
    start();
    m_model->examine();
    QCOMPARE(m_world->doctor.asked.size(), 1);
    m_world->doctor.reports.answer(Fakes::sampleReport());
    m_model->examine();
    QCOMPARE(m_world->doctor.asked.size(), 2);
    QVERIFY(m_model->findings().isEmpty() && m_model->open().isEmpty() && !m_model->verdict());
}

void tst_DoctorViewModel::consentIsForOneExamination()
{
    m_model->setProbesAnonymously(true);
    m_model->setRbac(u"/home/jane/rbac.yaml"_s);
    m_model->setApiServerConfig(u"/home/jane/flags"_s);
    start();
    QVERIFY(m_world->doctor.asked[0].probesAnonymously);
    QCOMPARE(m_world->doctor.asked[0].rbac, u"/home/jane/rbac.yaml"_s);
    QCOMPARE(m_world->doctor.asked[0].apiServerConfig, u"/home/jane/flags"_s);
    m_world->doctor.reports.answer(Fakes::sampleReport());
    m_model->examine();
    QVERIFY(!m_world->doctor.asked[1].probesAnonymously);
    QCOMPARE(m_world->doctor.asked[1].rbac, u"/home/jane/rbac.yaml"_s); // the files stay
}

void tst_DoctorViewModel::followsTheSelectedContextUntilOneIsChosen()
{
    m_model->suggestContext(u"staging"_s);
    QCOMPARE(m_model->question().context, u"staging"_s);
    m_model->setContext(u"prod-eu"_s);
    m_model->suggestContext(u"staging"_s);
    QCOMPARE(m_model->question().context, u"prod-eu"_s);
    start();
    QCOMPARE(m_world->doctor.asked[0].context, u"prod-eu"_s);
}

void tst_DoctorViewModel::forgetsAContextThatIsGone()
{
    m_model->setContext(u"staging"_s);
    Ui::ContextEntry other;
    other.name = u"new"_s;
    other.isCurrent = true;
    m_contexts->setEntries({ other });
    QCOMPARE(m_model->question().context, u"new"_s);
    m_contexts->setEntries({});
    QCOMPARE(m_model->question().context, QString()); // the doctor says that there is none
}

void tst_DoctorViewModel::newsOfAnotherExaminationChangeNothing()
{
    Q_EMIT m_world->doctor.checkStarted(u"The token"_s);
    QVERIFY(m_model->checks().isEmpty());
    start();
    m_world->doctor.reports.answer(Fakes::sampleReport());
    const auto findings = m_model->findings();
    Q_EMIT m_world->doctor.checkFinished(u"The token"_s, { { Fakes::sampleReport().findings[3] }, {}, {}, {} });
    QCOMPARE(m_model->findings(), findings);
}

void tst_DoctorViewModel::marksWhereTheSidesPart()
{
    const auto sample = Fakes::sampleReport();
    const Ui::ShownFinding audience = Ui::shownFinding(sample.findings[1]);
    QVERIFY(audience.sides);
    QCOMPARE(audience.sides->one, u"k8s"_s);
    QCOMPARE(audience.sides->other, u"kubernetes"_s);
    QCOMPARE(audience.sides->firstDifference, 1);
    const Ui::ShownFinding group = Ui::shownFinding(sample.findings[2]);
    QCOMPARE(group.sides->otherName, u"RoleBinding \"security/dev\" names"_s);
    QVERIFY(!Ui::shownFinding(sample.findings[0]).sides);
    QCOMPARE(Ui::shownFinding(sample.findings[0]).title.left(15), u"The certificate"_s);
}

void tst_DoctorViewModel::hostileTextIsHarmless()
{
    const Doctor::Finding hostile { "id\033[31m", Doctor::Severity::Error, "a\u202Eb", "x\ty\r\nz\007", "one\ntwo\033]0;", "log\b" };
    const Ui::ShownFinding shown = Ui::shownFinding(hostile);
    for (const QString &text : { shown.id, shown.title, shown.evidence, shown.fix, shown.serverLog }) {
        for (const QChar character : text)
            QVERIFY2((character.unicode() >= 0x20 || character == u'\n') && character != QChar(0x202E), qPrintable(text));
    }
    QCOMPARE(shown.fix.count(u'\n'), 1);
    QCOMPARE(Ui::printableBlock(QString(5000, u'\n') + u'x').count(u'\n'), 0);
    QCOMPARE(Ui::checkName(u"a new\ncheck"_s), u"a new check"_s);
}

void tst_DoctorViewModel::theReportNamesContextAndFindings()
{
    start();
    m_world->doctor.reports.answer(Fakes::sampleReport());
    const QString text = m_model->reportText();
    QVERIFY(text.contains(u"prod-eu"_s) && text.contains(u"audience-mismatch"_s) && text.contains(u"3 not checked"_s));
    QVERIFY(text.contains(u"expected audience"_s));
    QVERIFY(!text.contains(u"BEGIN CERTIFICATE"_s));
}

void tst_DoctorViewModel::savesACertificate()
{
    QVERIFY_RESULT(m_model->savePem("pem", u"/tmp/ca.crt"_s));
    QCOMPARE(m_world->doctor.saved.size(), 1);
    m_world->doctor.refusal = Core::Error { Core::ErrorCode::ReadOnly, "the folder is read-only", "choose another", {} };
    QCOMPARE_ERROR(m_model->savePem("pem", u"/tmp/ca.crt"_s), Core::ErrorCode::ReadOnly);
}

QTEST_GUILESS_MAIN(tst_DoctorViewModel)
#include "tst_doctorviewmodel.moc"
