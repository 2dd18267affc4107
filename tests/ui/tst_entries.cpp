// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/ui/fakes.h"
#include "ui/clusters/clusterspage.h"
#include "ui/entries/entriesdialog.h"
#include "ui/rights/rightsviewmodel.h"
#include "ui/widgets/diffview.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using Kubeconfig::UsedEntries;
using Ui::EntriesModel;
using Ui::EntriesViewModel;

// The sample with two leftovers: the cluster of a context that is gone, and a user.
static Kubeconfig::Config withLeftovers()
{
    Kubeconfig::Config config = Fakes::sampleConfig();
    std::erase_if(config.contexts, [](const auto &context) { return context.name == "staging"; });
    Kubeconfig::User old;
    old.name = "jane-old\x1b[31m";
    old.file = "/home/jane/.kube/config";
    config.users.push_back(old);
    return config;
}

class tst_Entries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsOnlyWhatNoContextUses();
    void allOfThemTellWhoUsesThem();
    void hostileNamesAreShownWithoutTheirControls();
    void leftoversGoAsOneChange();
    void whatIsUsedNamesItsContexts();
    void theContextsOfAProtectedOneWantTheTick();
    void theSelectionEndsWithTheList();
    void aRefusalIsTold();
    void aBrokenFileIsTold();
    void aLockCanBeBroken();
    void nothingSelectedDeletesNothing();
    void theDialogDeletesByKeyboard();
    void thePageOpensItByKeyboardAndReloads();
    void anEmptyListSaysSo();
    void everythingThatTakesTheFocusHasAName();

private:
    [[nodiscard]] QStringList names() const
    {
        QStringList list;
        for (const Ui::EntryRow &row : m_model->entries()->rows())
            list.append(row.name);
        return list;
    }
    void load()
    {
        m_model->reload();
        QTRY_VERIFY(m_model->isLoaded());
    }
    [[nodiscard]] Ui::DeleteEntries lastEdit() const
    {
        const auto *edit = m_world->kubeconfig.edits.empty()
                ? nullptr
                : std::get_if<Ui::DeleteEntries>(&m_world->kubeconfig.edits.back());
        return edit ? *edit : Ui::DeleteEntries();
    }
    template<typename Dialog>
    static Dialog *dialogOf(QWidget *parent)
    {
        Dialog *found = nullptr;
        [[maybe_unused]] const bool there = QTest::qWaitFor([&] {
            found = parent->findChild<Dialog *>();
            return found != nullptr && found->isVisible();
        });
        return found;
    }

    std::unique_ptr<Fakes::World> m_world;
    std::unique_ptr<EntriesViewModel> m_model;
};

void tst_Entries::init()
{
    m_world = std::make_unique<Fakes::World>();
    m_world->kubeconfig.loads.automatic = withLeftovers();
    m_world->kubeconfig.plans.automatic = Fakes::samplePlan(u"Delete"_s);
    m_world->kubeconfig.commits.automatic = Core::Result<std::monostate>();
    m_model = std::make_unique<EntriesViewModel>(m_world->kubeconfig, m_world->preferences);
}

void tst_Entries::cleanup()
{
    m_model.reset();
    m_world.reset();
}

void tst_Entries::showsOnlyWhatNoContextUses()
{
    load();
    QCOMPARE(names(), (QStringList { u"staging"_s, u"jane-old\x1b[31m"_s }));
    QCOMPARE(m_model->entries()->index(0, EntriesModel::KindColumn).data().toString(), u"Cluster"_s);
    QCOMPARE(m_model->entries()->index(1, EntriesModel::KindColumn).data().toString(), u"User"_s);
    QCOMPARE(m_model->entries()->index(0, EntriesModel::UsedColumn).data().toString(), u"no context"_s);
}

void tst_Entries::allOfThemTellWhoUsesThem()
{
    load();
    m_model->setShown(EntriesViewModel::Shown::All);
    QCOMPARE(names(), (QStringList { u"staging"_s, u"jane-old\x1b[31m"_s, u"build-farm"_s, u"kind-local"_s, u"prod-eu"_s,
                                     u"prod-us"_s, u"cert"_s, u"robot"_s, u"sso"_s }));
    QCOMPARE(m_model->entries()->index(8, EntriesModel::UsedColumn).data().toString(), u"prod-eu, prod-us"_s);
    m_model->setShown(EntriesViewModel::Shown::Unused);
    QCOMPARE(names().size(), 2);
}

void tst_Entries::hostileNamesAreShownWithoutTheirControls()
{
    load();
    const QModelIndex index = m_model->entries()->index(1, EntriesModel::NameColumn);
    QVERIFY(!index.data().toString().contains(u'\x1b'));
    QVERIFY(!index.data(Qt::ToolTipRole).toString().contains(u'\x1b'));
}

void tst_Entries::leftoversGoAsOneChange()
{
    load();
    QSignalSpy asked(m_model.get(), &EntriesViewModel::confirmationNeeded);
    QSignalSpy removed(m_model.get(), &EntriesViewModel::removed);
    m_model->select({ 0, 1 });
    QVERIFY(m_model->warning().isEmpty());
    m_model->remove();
    QTRY_COMPARE(asked.size(), 1);
    QVERIFY(lastEdit() == (Ui::DeleteEntries { { u"staging"_s }, { u"jane-old\x1b[31m"_s }, UsedEntries::Refuse }));
    QVERIFY(m_world->kubeconfig.committed.isEmpty()); // the diff comes first
    m_model->confirm();
    QTRY_COMPARE(removed.size(), 1);
    QCOMPARE(m_world->kubeconfig.committed.size(), 1);
    QVERIFY(m_model->message() && m_model->message()->severity == Ui::Severity::Success);
}

void tst_Entries::whatIsUsedNamesItsContexts()
{
    load();
    m_model->setShown(EntriesViewModel::Shown::All);
    m_model->select({ 8 }); // sso
    QVERIFY2(m_model->warning().contains(u"prod-eu, prod-us"_s), qPrintable(m_model->warning()));
    m_model->remove();
    QTRY_VERIFY(lastEdit() == (Ui::DeleteEntries { {}, { u"sso"_s }, UsedEntries::Delete }));
}

void tst_Entries::theContextsOfAProtectedOneWantTheTick()
{
    m_world->kubeconfig.marks.automatic = QSet<QString> { u"prod-eu"_s, u"kind-local"_s };
    load();
    m_model->setShown(EntriesViewModel::Shown::All);
    QSignalSpy asked(m_model.get(), &EntriesViewModel::confirmationNeeded);
    m_model->select({ 8 });
    m_model->remove();
    QTRY_COMPARE(asked.size(), 1);
    QCOMPARE(asked.first().first().value<Ui::Planned>().guarded, QStringList { u"prod-eu"_s });
}

void tst_Entries::theSelectionEndsWithTheList()
{
    load();
    m_model->select({ 0 });
    QVERIFY(m_model->canRemove());
    m_model->setShown(EntriesViewModel::Shown::All);
    QVERIFY(!m_model->canRemove()); // row 0 is another now, or could be
    m_model->select({ -1, 99 });
    QVERIFY(!m_model->canRemove());
}

void tst_Entries::aRefusalIsTold()
{
    load();
    m_world->kubeconfig.plans.automatic = Core::Result<Ui::Planned>(
            Core::fail(Core::ErrorCode::Refused, "the cluster staging is used by the context hidden", "delete it, too"));
    m_model->select({ 0 });
    m_model->remove();
    QTRY_VERIFY(m_model->message() && m_model->message()->severity == Ui::Severity::Error);
    QVERIFY(m_model->message()->why.contains(u"hidden"_s));
    QVERIFY(m_world->kubeconfig.committed.isEmpty());
}

void tst_Entries::aBrokenFileIsTold()
{
    m_world->kubeconfig.loads.automatic =
            Core::Result<Kubeconfig::Config>(Core::fail(Core::ErrorCode::Parse, "line 3 is no YAML"));
    m_model->reload();
    QTRY_VERIFY(m_model->message() && m_model->message()->severity == Ui::Severity::Error);
    QVERIFY(!m_model->isLoaded());
}

void tst_Entries::aLockCanBeBroken()
{
    load();
    m_world->kubeconfig.commits.automatic =
            Core::Result<std::monostate>(Core::fail(Core::ErrorCode::StaleLock, "there is a lock of two hours"));
    m_model->select({ 0 });
    m_model->remove();
    m_model->confirm();
    QTRY_VERIFY(m_model->message() && m_model->message()->remedy == Ui::Remedy::BreakLock);
    m_world->kubeconfig.commits.automatic = Core::Result<std::monostate>();
    m_model->resolve(Ui::Remedy::BreakLock);
    QTRY_COMPARE(m_world->kubeconfig.committed.size(), 2);
    QVERIFY(m_world->kubeconfig.brokeLock);
}

void tst_Entries::nothingSelectedDeletesNothing()
{
    load();
    m_model->remove();
    QVERIFY(m_world->kubeconfig.edits.empty());
}

void tst_Entries::theDialogDeletesByKeyboard()
{
    Ui::EntriesDialog dialog(std::move(m_model));
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    auto *table = dialog.findChild<QTableView *>();
    QTRY_COMPARE(table->model()->rowCount(), 2);
    auto *remove = dialog.findChild<QPushButton *>(u"remove"_s);
    QVERIFY(!remove->isEnabled());
    QVERIFY(table->hasFocus());
    QTest::keyClick(table, Qt::Key_A, Qt::ControlModifier);
    QVERIFY(remove->isEnabled());
    QTest::keyClick(table, Qt::Key_Delete);
    auto *review = dialogOf<Ui::DiffDialog>(&dialog);
    QVERIFY(review != nullptr);
    QTest::keyClick(review, Qt::Key_Return);
    QTRY_COMPARE(m_world->kubeconfig.committed.size(), 1);
    QVERIFY(dialog.isVisible()); // there may be more to tidy up
}

void tst_Entries::thePageOpensItByKeyboardAndReloads()
{
    Ui::ClustersViewModel clusters({ m_world->kubeconfig, m_world->sessions, m_world->apiServer, m_world->preferences,
                                     m_world->clock });
    Ui::RightsViewModel rights(m_world->rights, m_world->clock, [&clusters] { return clusters.askTarget(); });
    Ui::ClustersPage page(clusters, rights, m_world->preferences);
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    QTest::keyClick(&page, Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = dialogOf<Ui::EntriesDialog>(&page);
    QVERIFY(dialog != nullptr);
    QTRY_VERIFY(dialog->model().isLoaded());
    QSignalSpy changed(&clusters, &Ui::ClustersViewModel::contextsChanged);
    Q_EMIT dialog->model().removed();
    QTRY_COMPARE(changed.size(), 1);
}

void tst_Entries::anEmptyListSaysSo()
{
    m_world->kubeconfig.loads.automatic = Fakes::sampleConfig();
    Ui::EntriesDialog dialog(std::move(m_model));
    dialog.show();
    auto *note = dialog.findChild<QLabel *>(u"note"_s);
    QTRY_VERIFY(note->isVisible());
    dialog.findChild<QCheckBox *>(u"all"_s)->click();
    QTRY_VERIFY(!note->isVisible());
    const auto *table = dialog.findChild<QTableView *>();
    // Not selectRow(): that looks at the modifier keys, which a test before may have left pressed.
    table->selectionModel()->select(table->model()->index(0, 0),
                                    QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    QVERIFY(dialog.findChild<QLabel *>(u"warning"_s)->isVisible());
}

void tst_Entries::everythingThatTakesTheFocusHasAName()
{
    Ui::EntriesDialog dialog(std::move(m_model));
    for (const QWidget *widget : dialog.findChildren<QWidget *>()) {
        if ((widget->focusPolicy() & Qt::TabFocus) == 0 || !widget->isVisibleTo(&dialog))
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        QVERIFY2(!widget->accessibleName().isEmpty() || (button != nullptr && !button->text().isEmpty()),
                 widget->metaObject()->className());
    }
}

QTEST_MAIN(tst_Entries)
#include "tst_entries.moc"
