// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/ui/fakes.h"
#include "ui/import/importviewmodel.h"

#include <QSignalSpy>
#include <QTest>

using Kubeconfig::Conflicts;
using Kubeconfig::Risk;
using Ui::ImportViewModel;
using Phase = ImportViewModel::Phase;

class tst_ImportViewModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<Fakes::World>();
        m_world->kubeconfig.sources.automatic = Ui::ImportSource { "kind: Config", u"/tmp/new"_s, u"/tmp"_s };
        m_world->kubeconfig.reviews.automatic = Ui::ImportReview();
        m_world->kubeconfig.plans.automatic = Fakes::samplePlan(u"Import /tmp/new"_s);
        m_world->kubeconfig.commits.automatic = Core::Result<std::monostate>();
        m_model = std::make_unique<ImportViewModel>(m_world->kubeconfig, m_world->preferences);
    }
    void cleanup()
    {
        m_model.reset();
        m_world.reset();
    }

    void aHarmlessFileNeedsOneClick();
    void whatIsDangerousNeedsAYes_data();
    void whatIsDangerousNeedsAYes();
    void takenNamesWantAChoice();
    void anotherChoiceWantsAnotherYes();
    void aProtectedContextNeedsAYes();
    void whatIsThereAlreadyIsNoImport();
    void aFileThatCannotBeReadIsTold();
    void aFileThatIsNoKubeconfigIsTold();
    void aFailedWriteCanBeTriedAgain();
    void whatWasReviewedIsWhatIsImported();
    void anOlderFileThatComesLateIsDropped();

private:
    void open()
    {
        m_model->openFile(u"/tmp/new"_s);
        QTRY_VERIFY(m_model->phase() != Phase::Reading && m_model->phase() != Phase::Planning);
    }
    void bring(Risk::Kind kind)
    {
        Ui::ImportReview review;
        review.risks = { { kind, "user x", "something", {} } };
        m_world->kubeconfig.reviews.automatic = review;
    }
    void takeAName()
    {
        Ui::ImportReview review;
        review.entries = { { Kubeconfig::Section::Clusters, "prod", Kubeconfig::ImportedEntry::State::Different },
                           { Kubeconfig::Section::Users, "me", Kubeconfig::ImportedEntry::State::New } };
        m_world->kubeconfig.reviews.automatic = review;
    }
    std::unique_ptr<Fakes::World> m_world;
    std::unique_ptr<ImportViewModel> m_model;
};

void tst_ImportViewModel::aHarmlessFileNeedsOneClick()
{
    m_world->preferences.value.confirmSwitch = false;
    open();
    QCOMPARE(m_model->phase(), Phase::Ready);
    QVERIFY(m_model->diff().contains(u"current-context"_s));
    QVERIFY(m_world->kubeconfig.committed.isEmpty()); // looking writes nothing
    QVERIFY(m_model->canImport());
    QSignalSpy imported(m_model.get(), &ImportViewModel::imported);
    m_model->import();
    QTRY_COMPARE(imported.count(), 1);
    QCOMPARE(m_model->phase(), Phase::Done);
    QCOMPARE(m_world->kubeconfig.committed.size(), 1);
}

void tst_ImportViewModel::whatIsDangerousNeedsAYes_data()
{
    QTest::addColumn<Risk::Kind>("kind");
    QTest::addColumn<bool>("asks");
    QTest::newRow("command") << Risk::Kind::Command << true;
    QTest::newRow("proxy") << Risk::Kind::Proxy << true;
    QTest::newRow("insecure") << Risk::Kind::Insecure << true;
    QTest::newRow("http") << Risk::Kind::PlainHttp << true;
    QTest::newRow("impersonation") << Risk::Kind::Impersonation << true;
    QTest::newRow("path") << Risk::Kind::Path << false;
    QTest::newRow("secret") << Risk::Kind::Secret << false;
    QTest::newRow("auth-provider") << Risk::Kind::AuthProvider << false;
}

void tst_ImportViewModel::whatIsDangerousNeedsAYes()
{
    QFETCH(Risk::Kind, kind);
    QFETCH(bool, asks);
    bring(kind);
    open();
    QVERIFY(!Ui::riskText(kind).isEmpty());
    QCOMPARE(m_model->needsConsent(), asks);
    QCOMPARE(m_model->canImport(), !asks);
    if (asks)
        m_model->import();
    QVERIFY(m_world->kubeconfig.committed.isEmpty());
    m_model->setConsent(true);
    m_model->import();
    QTRY_COMPARE(m_world->kubeconfig.committed.size(), 1);
}

void tst_ImportViewModel::takenNamesWantAChoice()
{
    takeAName();
    open();
    QCOMPARE(m_model->phase(), Phase::Choosing);
    QVERIFY(!m_model->canImport());
    QVERIFY(m_world->kubeconfig.edits.empty());
    m_model->setConflicts(Conflicts::Skip);
    QTRY_COMPARE(m_model->phase(), Phase::Ready);
    const auto *edit = std::get_if<Ui::ImportEntries>(&m_world->kubeconfig.edits.back());
    QVERIFY(edit != nullptr && edit->conflicts == Conflicts::Skip);
    QVERIFY(m_model->canImport());
}

void tst_ImportViewModel::anotherChoiceWantsAnotherYes()
{
    takeAName();
    auto review = **m_world->kubeconfig.reviews.automatic;
    review.risks = { { Risk::Kind::Command, "user me", "curl", {} } };
    m_world->kubeconfig.reviews.automatic = review;
    open();
    m_model->setConflicts(Conflicts::Rename);
    QTRY_COMPARE(m_model->phase(), Phase::Ready);
    m_model->setConsent(true);
    QVERIFY(m_model->canImport());
    m_model->setConflicts(Conflicts::Replace);
    QTRY_COMPARE(m_model->phase(), Phase::Ready);
    QVERIFY(!m_model->canImport());
}

void tst_ImportViewModel::aProtectedContextNeedsAYes()
{
    m_world->kubeconfig.marks.automatic = QSet<QString> { u"prod-eu"_s };
    open();
    QCOMPARE(m_model->guarded(), QStringList { u"prod-eu"_s });
    QVERIFY(!m_model->canImport());
    m_model->setConsent(true);
    QVERIFY(m_model->canImport());
}

void tst_ImportViewModel::whatIsThereAlreadyIsNoImport()
{
    m_world->kubeconfig.plans.automatic = Ui::Planned();
    open();
    QCOMPARE(m_model->phase(), Phase::NothingNew);
    QVERIFY(!m_model->canImport());
}

void tst_ImportViewModel::aFileThatCannotBeReadIsTold()
{
    m_world->kubeconfig.sources.automatic =
            Core::Result<Ui::ImportSource>(Core::fail(Core::ErrorCode::TooLarge, "the file is larger than 64 MiB"));
    open();
    QCOMPARE(m_model->phase(), Phase::Broken);
    QVERIFY(m_model->message());
    QVERIFY(m_world->kubeconfig.reviewed.empty());
}

void tst_ImportViewModel::aFileThatIsNoKubeconfigIsTold()
{
    m_world->kubeconfig.reviews.automatic =
            Core::Result<Ui::ImportReview>(Core::fail(Core::ErrorCode::Parse, "line 1 is no YAML", "choose another"));
    m_model->openText("\x01", u"the clipboard"_s);
    QTRY_COMPARE(m_model->phase(), Phase::Broken);
    QCOMPARE(m_model->message()->why, u"line 1 is no YAML"_s);
    m_model->import();
    QVERIFY(m_world->kubeconfig.committed.isEmpty());
}

void tst_ImportViewModel::aFailedWriteCanBeTriedAgain()
{
    open();
    m_world->kubeconfig.commits.automatic =
            Core::Result<std::monostate>(Core::fail(Core::ErrorCode::StaleLock, "a lock is there", "remove it"));
    m_model->import();
    QTRY_VERIFY(m_model->message());
    QCOMPARE(m_model->phase(), Phase::Ready);
    m_world->kubeconfig.commits.automatic = Core::Result<std::monostate>();
    m_model->resolve(Ui::Remedy::BreakLock);
    QTRY_COMPARE(m_model->phase(), Phase::Done);
    QVERIFY(m_world->kubeconfig.brokeLock);
}

void tst_ImportViewModel::whatWasReviewedIsWhatIsImported()
{
    open();
    const auto *edit = std::get_if<Ui::ImportEntries>(&m_world->kubeconfig.edits.back());
    QVERIFY(edit != nullptr);
    QVERIFY(edit->source == m_world->kubeconfig.reviewed.back());
    QCOMPARE(m_world->kubeconfig.imported.size(), 1); // the file is read once
}

void tst_ImportViewModel::anOlderFileThatComesLateIsDropped()
{
    m_world->kubeconfig.sources.automatic.reset();
    m_model->openFile(u"/tmp/old"_s);
    const auto older = m_world->kubeconfig.sources.open.front();
    m_model->openText("kind: Config", u"the clipboard"_s);
    QTRY_COMPARE(m_model->phase(), Phase::Ready);
    older->finish(Ui::ImportSource { "old", u"/tmp/old"_s, {} });
    QCoreApplication::processEvents();
    QCOMPARE(m_model->name(), u"the clipboard"_s);
    QCOMPARE(m_world->kubeconfig.reviewed.size(), 1U);
}

QTEST_GUILESS_MAIN(tst_ImportViewModel)
#include "tst_importviewmodel.moc"
