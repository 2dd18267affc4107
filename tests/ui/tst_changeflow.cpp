// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/ui/fakes.h"
#include "ui/changeflow.h"

#include <QSignalSpy>
#include <QTest>

using Kubeconfig::Section;
using Ui::ChangeFlow;

class tst_ChangeFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<Fakes::World>();
        m_world->kubeconfig.plans.automatic = Fakes::samplePlan(u"Change"_s);
        m_world->kubeconfig.commits.automatic = Core::Result<std::monostate>();
        m_flow = std::make_unique<ChangeFlow>(m_world->kubeconfig, m_world->preferences);
        m_asked = std::make_unique<QSignalSpy>(m_flow.get(), &ChangeFlow::confirmationNeeded);
        m_written = std::make_unique<QSignalSpy>(m_flow.get(), &ChangeFlow::written);
        m_failed = std::make_unique<QSignalSpy>(m_flow.get(), &ChangeFlow::failed);
    }
    void cleanup()
    {
        m_flow.reset();
        m_world.reset();
    }

    void aPlainSwitchMayGoWithoutAQuestion();
    void everyOtherEditIsAsked_data();
    void everyOtherEditIsAsked();
    void aProtectedContextIsAlwaysAskedFor();
    void marksThatCannotBeReadStopTheWrite();
    void theMarkIsReadWhenThePlanIsThere();
    void aRenamedContextStaysProtected();
    void aMarkThatCannotBeSetStopsTheRename();
    void anUndoIsGuardedByItsLines();
    void onlyTheLatestProposalCounts();
    void aPlanThatFailsIsTold();

private:
    void mark(const QString &context) { m_world->kubeconfig.marks.automatic = QSet<QString> { context }; }
    [[nodiscard]] Ui::Planned asked() const { return m_asked->last().first().value<Ui::Planned>(); }

    std::unique_ptr<Fakes::World> m_world;
    std::unique_ptr<ChangeFlow> m_flow;
    std::unique_ptr<QSignalSpy> m_asked, m_written, m_failed;
};

void tst_ChangeFlow::aPlainSwitchMayGoWithoutAQuestion()
{
    m_world->preferences.value.confirmSwitch = false;
    m_flow->propose(Ui::SwitchContext { u"staging"_s }, { u"staging"_s });
    QTRY_COMPARE(m_written->count(), 1);
    QCOMPARE(m_asked->count(), 0);
    QVERIFY(!m_flow->isBusy());
}

void tst_ChangeFlow::everyOtherEditIsAsked_data()
{
    QTest::addColumn<Ui::KubeconfigEdit>("edit");
    QTest::newRow("rename") << Ui::KubeconfigEdit(Ui::RenameEntry { Section::Contexts, u"a"_s, u"b"_s });
    QTest::newRow("duplicate") << Ui::KubeconfigEdit(Ui::DuplicateContext { u"a"_s, u"b"_s });
    QTest::newRow("delete") << Ui::KubeconfigEdit(Ui::DeleteContexts { { u"a"_s }, Kubeconfig::Orphans::Keep });
    QTest::newRow("delete entries") << Ui::KubeconfigEdit(Ui::DeleteEntries { { u"c"_s }, { u"u"_s } });
    QTest::newRow("undo") << Ui::KubeconfigEdit(Ui::UndoChange { 3 });
    QTest::newRow("import") << Ui::KubeconfigEdit(Ui::ImportEntries());
}

void tst_ChangeFlow::everyOtherEditIsAsked()
{
    QFETCH(Ui::KubeconfigEdit, edit);
    m_world->preferences.value.confirmSwitch = false;
    m_flow->propose(edit, { u"a"_s });
    QTRY_COMPARE(m_asked->count(), 1);
    QVERIFY(!asked().isPlainSwitch);
    QVERIFY(asked().guarded.isEmpty());
    QVERIFY(m_world->kubeconfig.committed.isEmpty());
    m_flow->confirm();
    QTRY_COMPARE(m_written->count(), 1);
    QVERIFY(m_world->kubeconfig.edits.back() == edit);
}

void tst_ChangeFlow::aProtectedContextIsAlwaysAskedFor()
{
    mark(u"prod-eu"_s);
    m_world->preferences.value.confirmSwitch = false;
    m_flow->propose(Ui::SetNamespace { u"prod-eu"_s, u"x"_s }, { u"prod-eu"_s });
    QTRY_COMPARE(m_asked->count(), 1);
    QCOMPARE(asked().guarded, QStringList { u"prod-eu"_s });
    m_flow->discard();
    m_flow->confirm();
    QVERIFY(m_world->kubeconfig.committed.isEmpty());
}

void tst_ChangeFlow::marksThatCannotBeReadStopTheWrite()
{
    m_world->preferences.value.confirmSwitch = false;
    m_world->kubeconfig.marks.automatic =
            Core::Result<QSet<QString>>(Core::fail(Core::ErrorCode::Parse, "line 2 is no name", "mend it"));
    m_flow->propose(Ui::SwitchContext { u"staging"_s }, { u"staging"_s });
    QTRY_COMPARE(m_failed->count(), 1);
    m_flow->confirm();
    QVERIFY(m_world->kubeconfig.committed.isEmpty());
}

void tst_ChangeFlow::theMarkIsReadWhenThePlanIsThere()
{
    m_world->preferences.value.confirmSwitch = false;
    m_world->kubeconfig.plans.automatic.reset();
    m_flow->propose(Ui::SwitchContext { u"staging"_s }, { u"staging"_s });
    mark(u"staging"_s); // by the command line, while the plan is made
    m_world->kubeconfig.plans.answer(Fakes::samplePlan(u"Switch"_s));
    QTRY_COMPARE(m_asked->count(), 1);
}

void tst_ChangeFlow::aRenamedContextStaysProtected()
{
    mark(u"prod"_s);
    m_world->kubeconfig.markings.automatic.reset();
    m_flow->propose(Ui::RenameEntry { Section::Contexts, u"prod"_s, u"prod-eu"_s }, { u"prod"_s });
    QTRY_COMPARE(m_asked->count(), 1);
    m_flow->confirm();
    QTRY_COMPARE(m_world->kubeconfig.marked, QStringList { u"+prod-eu"_s });
    QVERIFY(m_world->kubeconfig.committed.isEmpty()); // first the mark, then the name
    m_world->kubeconfig.markings.answer(std::monostate());
    QTRY_COMPARE(m_written->count(), 1);
    QVERIFY(!m_world->kubeconfig.marked.contains(u"-prod"_s)); // for the way back
}

void tst_ChangeFlow::aMarkThatCannotBeSetStopsTheRename()
{
    mark(u"prod"_s);
    m_world->kubeconfig.markings.automatic =
            Core::Result<std::monostate>(Core::fail(Core::ErrorCode::DiskFull, "the disk is full"));
    m_flow->propose(Ui::DuplicateContext { u"prod"_s, u"prod-2"_s }, { u"prod"_s });
    QTRY_COMPARE(m_asked->count(), 1);
    m_flow->confirm();
    QTRY_COMPARE(m_failed->count(), 1);
    QVERIFY(m_world->kubeconfig.committed.isEmpty());
}

void tst_ChangeFlow::anUndoIsGuardedByItsLines()
{
    m_world->kubeconfig.marks.automatic = QSet<QString> { u"prod-eu"_s, u"elsewhere"_s };
    m_flow->propose(Ui::UndoChange { 7 });
    QTRY_COMPARE(m_asked->count(), 1);
    QCOMPARE(asked().guarded, QStringList { u"prod-eu"_s }); // "-current-context: prod-eu"
}

void tst_ChangeFlow::onlyTheLatestProposalCounts()
{
    m_world->kubeconfig.plans.automatic.reset();
    m_flow->propose(Ui::SwitchContext { u"a"_s }, {});
    m_flow->propose(Ui::SwitchContext { u"b"_s }, {});
    const auto older = m_world->kubeconfig.plans.open.at(0);
    m_world->kubeconfig.plans.open.at(1)->finish(Fakes::samplePlan(u"b"_s));
    QTRY_COMPARE(m_asked->count(), 1);
    older->finish(Fakes::samplePlan(u"a"_s));
    QTRY_VERIFY(!m_flow->isBusy());
    QCOMPARE(m_asked->count(), 1);
    m_flow->confirm();
    QTRY_COMPARE(m_world->kubeconfig.committed, QStringList { u"b"_s });
}

void tst_ChangeFlow::aPlanThatFailsIsTold()
{
    m_world->kubeconfig.plans.automatic =
            Core::Result<Ui::Planned>(Core::fail(Core::ErrorCode::Conflict, "the name is taken", "choose another"));
    m_flow->propose(Ui::DuplicateContext { u"a"_s, u"b"_s }, {});
    QTRY_COMPARE(m_failed->count(), 1);
    QVERIFY(!m_flow->isBusy());
}

QTEST_GUILESS_MAIN(tst_ChangeFlow)
#include "tst_changeflow.moc"
