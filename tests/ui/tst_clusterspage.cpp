// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/ui/fakes.h"
#include "ui/clusters/clusterspage.h"
#include "ui/clusters/entrydialogs.h"
#include "ui/clusters/namespacebox.h"
#include "ui/export/exportdialog.h"
#include "ui/history/historydialog.h"
#include "ui/import/importdialog.h"
#include "ui/import/importdrop.h"
#include "ui/rights/rightsviewmodel.h"
#include "ui/widgets/diffview.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

namespace {

//! Past QApplication, which hands a drop to the target of a drag alone.
void send(QObject *filter, QObject *window, QEvent *event)
{
    filter->eventFilter(window, event);
}

} // namespace

class tst_ClustersPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void f2Renames();
    void deleteAsksForAllThatAreSelected();
    void deleteInTheSearchFieldDeletesALetter();
    void duplicateProposesAFreeName();
    void aTakenNameIsTold();
    void aProtectedContextWantsATick();
    void theMarkIsSetFromTheMenu();
    void theImportReviewShowsEveryRisk();
    void theImportNeedsTheTick();
    void theClipboardIsImported();
    void aDroppedFileIsReviewed();
    void otherThingsAreNotDropped();
    void theHistoryUndoesByKeyboard();
    void anExportCopiesWithoutSecrets();
    void groupsHaveAHeading();
    void theGroupingIsRemembered();
    void aGroupingThatCannotBeSavedStaysForNow();
    void openingTheNamespacesAsksOnce();
    void tenThousandContextsAnswerEachKey();

private:
    template<typename Dialog>
    Dialog *dialog()
    {
        Dialog *found = nullptr;
        [[maybe_unused]] const bool there = QTest::qWaitFor([&] {
            found = m_page->findChild<Dialog *>();
            return found != nullptr && found->isVisible();
        });
        return found;
    }
    void load()
    {
        m_model->reload();
        QTRY_VERIFY(m_model->phase() != Ui::ClustersViewModel::Phase::Loading);
    }
    void select(const QStringList &names)
    {
        QItemSelection rows;
        const QAbstractItemModel *model = m_list->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            if (names.contains(model->index(row, 0).data(Ui::ContextListModel::NameRole).toString()))
                rows.select(model->index(row, 0), model->index(row, 0));
        }
        m_list->setCurrentIndex(rows.indexes().first());
        m_list->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
        m_list->setFocus();
    }
    [[nodiscard]] QLineEdit *searchField() const
    {
        for (QLineEdit *field : m_page->findChildren<QLineEdit *>()) {
            if (field->accessibleName() == u"Search contexts"_s)
                return field;
        }
        return nullptr;
    }
    template<typename Edit>
    [[nodiscard]] Edit lastEdit() const
    {
        const auto *edit = m_world->kubeconfig.edits.empty() ? nullptr
                                                             : std::get_if<Edit>(&m_world->kubeconfig.edits.back());
        return edit ? *edit : Edit();
    }

    std::unique_ptr<Fakes::World> m_world;
    std::unique_ptr<Ui::ClustersViewModel> m_model;
    std::unique_ptr<Ui::RightsViewModel> m_rights;
    std::unique_ptr<Ui::ClustersPage> m_page;
    QListView *m_list = nullptr;
};

void tst_ClustersPage::init()
{
    m_world = std::make_unique<Fakes::World>();
    m_world->kubeconfig.loads.automatic = Fakes::sampleConfig();
    m_world->kubeconfig.plans.automatic = Fakes::samplePlan(u"Change"_s);
    m_world->kubeconfig.commits.automatic = Core::Result<std::monostate>();
    m_model = std::make_unique<Ui::ClustersViewModel>(Ui::ClustersViewModel::Dependencies {
            m_world->kubeconfig, m_world->sessions, m_world->apiServer, m_world->preferences, m_world->clock });
    m_rights = std::make_unique<Ui::RightsViewModel>(m_world->rights, m_world->clock,
                                                     [this] { return m_model->askTarget(); });
    m_page = std::make_unique<Ui::ClustersPage>(*m_model, *m_rights, m_world->preferences);
    for (QListView *view : m_page->findChildren<QListView *>()) {
        if (qobject_cast<Ui::ContextFilter *>(view->model()))
            m_list = view;
    }
    QVERIFY(m_list != nullptr);
    m_page->resize(900, 600);
    m_page->show();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    load();
}

void tst_ClustersPage::cleanup()
{
    m_page.reset();
    m_rights.reset();
    m_model.reset();
    m_world.reset();
}

void tst_ClustersPage::f2Renames()
{
    select({ u"staging"_s });
    QTest::keyClick(m_list, Qt::Key_F2);
    auto *ask = dialog<Ui::NameDialog>();
    QVERIFY(ask != nullptr);
    auto *field = ask->findChild<QLineEdit *>(u"name"_s);
    QCOMPARE(field->text(), u"staging"_s);
    QTest::keyClicks(field, u"test"_s); // replaces what is selected
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(dialog<Ui::DiffDialog>() != nullptr);
    QVERIFY(lastEdit<Ui::RenameEntry>()
            == (Ui::RenameEntry { Kubeconfig::Section::Contexts, u"staging"_s, u"test"_s }));
    QVERIFY(m_world->kubeconfig.committed.isEmpty());
}

void tst_ClustersPage::deleteAsksForAllThatAreSelected()
{
    select({ u"staging"_s, u"prod-us"_s, u"kind-local"_s });
    QTest::keyClick(m_list, Qt::Key_Delete);
    auto *ask = dialog<Ui::DeleteDialog>();
    QVERIFY(ask != nullptr);
    ask->findChild<QCheckBox *>()->click();
    ask->findChild<QPushButton *>(u"review"_s)->click();
    auto *review = dialog<Ui::DiffDialog>();
    QVERIFY(review != nullptr);
    const auto edit = lastEdit<Ui::DeleteContexts>();
    QCOMPARE(QSet<QString>(edit.contexts.begin(), edit.contexts.end()),
             (QSet<QString> { u"staging"_s, u"prod-us"_s, u"kind-local"_s }));
    QVERIFY(edit.orphans == Kubeconfig::Orphans::Remove);
    QCOMPARE(m_world->kubeconfig.edits.size(), 1U); // one change with one diff
    QTest::keyClick(review, Qt::Key_Return);
    QTRY_COMPARE(m_world->kubeconfig.committed.size(), 1);
}

void tst_ClustersPage::deleteInTheSearchFieldDeletesALetter()
{
    select({ u"staging"_s });
    auto *search = searchField();
    search->setFocus();
    search->setText(u"xy"_s);
    search->setCursorPosition(0);
    QTest::keyClick(search, Qt::Key_Delete);
    QCOMPARE(search->text(), u"y"_s);
    QVERIFY(m_page->findChild<Ui::DeleteDialog *>() == nullptr);
}

void tst_ClustersPage::duplicateProposesAFreeName()
{
    select({ u"staging"_s });
    QTest::keyClick(m_list, Qt::Key_D, Qt::ControlModifier);
    auto *ask = dialog<Ui::NameDialog>();
    QVERIFY(ask != nullptr);
    QCOMPARE(ask->name(), u"staging-2"_s);
    QTest::keyClick(ask, Qt::Key_Return);
    QVERIFY(dialog<Ui::DiffDialog>() != nullptr);
    QVERIFY(lastEdit<Ui::DuplicateContext>() == (Ui::DuplicateContext { u"staging"_s, u"staging-2"_s }));
}

void tst_ClustersPage::aTakenNameIsTold()
{
    const QSet<QString> taken { u"prod"_s };
    QVERIFY(!Ui::nameProblem(u"prod"_s, u"x"_s, taken).isEmpty());
    QVERIFY(!Ui::nameProblem(u"a\u202eb"_s, u"x"_s, taken).isEmpty());
    QVERIFY(Ui::nameProblem(u"x"_s, u"x"_s, { u"x"_s }).isEmpty());
    QVERIFY(Ui::nameProblem(u"new"_s, u"x"_s, taken).isEmpty());
}

void tst_ClustersPage::aProtectedContextWantsATick()
{
    m_world->preferences.value.confirmSwitch = false;
    m_world->kubeconfig.marks.automatic = QSet<QString> { u"staging"_s };
    m_model->useContext(u"staging"_s);
    auto *review = dialog<Ui::DiffDialog>();
    QVERIFY(review != nullptr);
    auto *write = review->findChild<QPushButton *>(u"write"_s);
    QVERIFY(!write->isEnabled());
    QVERIFY(!write->isDefault());
    review->findChild<QCheckBox *>(u"sure"_s)->click();
    QVERIFY(write->isEnabled());
    write->click();
    QTRY_COMPARE(m_world->kubeconfig.committed.size(), 1);
}

void tst_ClustersPage::theMarkIsSetFromTheMenu()
{
    select({ u"staging"_s, u"prod-us"_s });
    auto *more = m_page->findChild<QToolButton *>(u"more"_s);
    Q_EMIT more->menu()->aboutToShow();
    QAction *mark = nullptr;
    for (QAction *action : more->menu()->actions()) {
        if (action->isCheckable())
            mark = action;
    }
    QVERIFY(mark != nullptr && !mark->isChecked());
    mark->trigger();
    QTRY_COMPARE(m_world->kubeconfig.marked.size(), 2);
    QTRY_VERIFY(m_model->contexts()->isProtected(u"staging"_s));
    const QModelIndex index = m_model->contexts()->index(m_model->contexts()->rowOf(u"staging"_s));
    QVERIFY(index.data(Qt::AccessibleTextRole).toString().contains(u"protected"_s)); // not only a colour
}

void tst_ClustersPage::theImportReviewShowsEveryRisk()
{
    m_world->kubeconfig.sources.automatic = Ui::ImportSource { "x", u"/tmp/evil"_s, u"/tmp"_s };
    m_world->kubeconfig.reviews.automatic = Fakes::sampleReview();
    m_page->importFile(u"/tmp/evil"_s);
    auto *review = dialog<Ui::ImportDialog>();
    QVERIFY(review != nullptr);
    QTRY_COMPARE(review->model().phase(), Ui::ImportViewModel::Phase::Choosing);
    const QAbstractItemModel *risks = nullptr, *entries = nullptr;
    for (const QTableView *table : review->findChildren<QTableView *>())
        (table->accessibleName() == u"Entries of the file"_s ? entries : risks) = table->model();
    QVERIFY(risks != nullptr && entries != nullptr);
    QCOMPARE(risks->rowCount(), static_cast<int>(Fakes::sampleReview().risks.size()));
    QString all;
    for (int row = 0; row < risks->rowCount(); ++row) {
        for (int column = 0; column < risks->columnCount(); ++column)
            all += risks->index(row, column).data().toString() + u'\n';
    }
    QVERIFY(all.contains(u"curl"_s));
    QVERIFY(!all.contains(u'\x1b') && !all.contains(QChar(0x202e)));
    QCOMPARE(entries->rowCount(), static_cast<int>(Fakes::sampleReview().entries.size()));
    QVERIFY(m_world->kubeconfig.committed.isEmpty());
}

void tst_ClustersPage::theImportNeedsTheTick()
{
    m_world->kubeconfig.reviews.automatic = Fakes::sampleReview();
    m_page->importText("x", u"somewhere"_s);
    auto *review = dialog<Ui::ImportDialog>();
    QVERIFY(review != nullptr);
    auto *conflicts = review->findChild<QComboBox *>(u"conflicts"_s);
    QTRY_VERIFY(conflicts->isVisible());
    conflicts->setCurrentIndex(1);
    Q_EMIT conflicts->activated(1);
    auto *import = review->findChild<QPushButton *>(u"import"_s);
    QTRY_COMPARE(review->model().phase(), Ui::ImportViewModel::Phase::Ready);
    QVERIFY(!import->isEnabled());
    review->findChild<QCheckBox *>(u"consent"_s)->click();
    QVERIFY(import->isEnabled());
    import->click();
    QTRY_COMPARE(m_world->kubeconfig.committed.size(), 1);
    QTRY_VERIFY(m_page->findChild<Ui::ImportDialog *>() == nullptr);
}

void tst_ClustersPage::theClipboardIsImported()
{
    QApplication::clipboard()->setText(u"kind: Config"_s);
    m_page->importClipboard();
    QCOMPARE(m_world->kubeconfig.reviewed.size(), 1U);
    QCOMPARE(m_world->kubeconfig.reviewed.back().bytes, QByteArray("kind: Config"));
}

void tst_ClustersPage::aDroppedFileIsReviewed()
{
    QWidget window;
    Ui::ImportDrop drop(&window);
    QSignalSpy files(&drop, &Ui::ImportDrop::fileDropped), texts(&drop, &Ui::ImportDrop::textDropped);
    QMimeData data;
    data.setUrls({ QUrl::fromLocalFile(u"/tmp/config"_s) });
    QDropEvent event({ 5, 5 }, Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, {});
    send(&drop, &window, &event);
    QCOMPARE(files.count(), 1);
    QCOMPARE(files.first().first().toString(), u"/tmp/config"_s);
    QCOMPARE(event.dropAction(), Qt::CopyAction); // the file stays where it is
    QMimeData text;
    text.setText(u"kind: Config"_s);
    QDropEvent second({ 5, 5 }, Qt::CopyAction, &text, Qt::LeftButton, {});
    send(&drop, &window, &second);
    QCOMPARE(texts.count(), 1);
}

void tst_ClustersPage::otherThingsAreNotDropped()
{
    QWidget window;
    Ui::ImportDrop drop(&window);
    QSignalSpy files(&drop, &Ui::ImportDrop::fileDropped), texts(&drop, &Ui::ImportDrop::textDropped);
    QMimeData remote, two;
    remote.setUrls({ QUrl(u"https://example.com/config"_s) });
    two.setUrls({ QUrl::fromLocalFile(u"/a"_s), QUrl::fromLocalFile(u"/b"_s) });
    for (const QMimeData *data : { &remote, &two }) {
        QDropEvent event({ 5, 5 }, Qt::CopyAction, data, Qt::LeftButton, {});
        send(&drop, &window, &event);
    }
    QCOMPARE(files.count() + texts.count(), 0);
}

void tst_ClustersPage::theHistoryUndoesByKeyboard()
{
    m_world->kubeconfig.histories.automatic = Fakes::sampleHistory();
    m_world->kubeconfig.diffs.automatic = u"-a\n+b\n"_s;
    m_page->showHistory();
    auto *history = dialog<Ui::HistoryDialog>();
    QVERIFY(history != nullptr);
    QTRY_VERIFY(history->findChild<Ui::DiffView *>()->toPlainText().contains(u"+b"_s));
    auto *undo = history->findChild<QPushButton *>(u"undo"_s);
    QVERIFY(undo->isEnabled());
    undo->setFocus();
    QTest::keyClick(undo, Qt::Key_Space);
    auto *review = dialog<Ui::DiffDialog>();
    QVERIFY(review != nullptr);
    QTest::keyClick(review, Qt::Key_Return);
    QTRY_COMPARE(m_world->kubeconfig.committed.size(), 1);
}

void tst_ClustersPage::anExportCopiesWithoutSecrets()
{
    m_world->kubeconfig.texts.automatic = QByteArray("exported");
    select({ u"staging"_s });
    QTest::keyClick(m_list, Qt::Key_E, Qt::ControlModifier);
    auto *ask = dialog<Ui::ExportDialog>();
    QVERIFY(ask != nullptr);
    ask->findChild<QPushButton *>(u"copy"_s)->click();
    QTRY_COMPARE(QApplication::clipboard()->text(), u"exported"_s);
    QVERIFY(m_world->kubeconfig.exports.back().secrets == Kubeconfig::Secrets::Leave);
    ask->findChild<QCheckBox *>()->click(); // with secrets
    QVERIFY(!ask->findChild<QPushButton *>(u"copy"_s)->isEnabled());
}

void tst_ClustersPage::groupsHaveAHeading()
{
    Kubeconfig::Config config = Fakes::sampleConfig();
    config.contexts[0].file = "/home/jane/.kube/work"; // prod-eu
    m_world->kubeconfig.loads.automatic = config;
    load();
    QTRY_VERIFY(m_model->contexts()->hasSeveralFiles());
    m_page->setGrouping(Ui::Grouping::File);
    const QAbstractItemModel *model = m_list->model();
    QCOMPARE(model->index(4, 0).data(Ui::ContextListModel::NameRole).toString(), u"prod-eu"_s);
    QCOMPARE(model->index(4, 0).data(Ui::ContextListModel::GroupRole).toString(), u"/home/jane/.kube/work"_s);
    const int plain = m_list->sizeHintForIndex(model->index(1, 0)).height();
    QVERIFY(m_list->sizeHintForIndex(model->index(0, 0)).height() > plain);
    QVERIFY(m_list->sizeHintForIndex(model->index(4, 0)).height() > plain);
    m_page->setGrouping(Ui::Grouping::Server);
    QCOMPARE(model->index(0, 0).data(Ui::ContextListModel::GroupRole).toString(), u"10.20.0.4"_s);
    QCOMPARE(model->index(4, 0).data(Ui::ContextListModel::GroupRole).toString(), u"example.com"_s);
    m_page->setGrouping(Ui::Grouping::None);
    QCOMPARE(model->index(2, 0).data(Ui::ContextListModel::NameRole).toString(), u"prod-eu"_s);
}

void tst_ClustersPage::theGroupingIsRemembered()
{
    m_page->setGrouping(Ui::Grouping::Server);
    QVERIFY(m_world->preferences.value.grouping == Ui::Grouping::Server);
    const auto groupingOf = [](Ui::ClustersPage &page) {
        Ui::Grouping found = Ui::Grouping::None;
        for (QListView *view : page.findChildren<QListView *>()) {
            if (const auto *filter = qobject_cast<Ui::ContextFilter *>(view->model()))
                found = filter->grouping();
        }
        return found;
    };
    Ui::ClustersPage again(*m_model, *m_rights, m_world->preferences);
    QVERIFY(groupingOf(again) == Ui::Grouping::Server);
    // The program reads the settings file after the window is there.
    m_world->preferences.value.grouping = Ui::Grouping::File;
    Q_EMIT m_world->preferences.preferencesChanged();
    QVERIFY(groupingOf(again) == Ui::Grouping::File);
}

void tst_ClustersPage::aGroupingThatCannotBeSavedStaysForNow()
{
    m_world->preferences.refuses = true;
    m_page->setGrouping(Ui::Grouping::File);
    QVERIFY(qobject_cast<Ui::ContextFilter *>(m_list->model())->grouping() == Ui::Grouping::File);
    QVERIFY(m_world->preferences.value.grouping == Ui::Grouping::None);
}

void tst_ClustersPage::openingTheNamespacesAsksOnce()
{
    auto *box = m_page->findChild<Ui::NamespaceBox *>();
    QVERIFY(box->findText(u"payments"_s) >= 0); // used in the file
    Q_EMIT box->opening();
    QCOMPARE(m_world->apiServer.nameSpaces.count, 0); // nobody is signed in
    m_world->sessions.put(Fakes::sampleSession(m_world->clock));
    m_world->apiServer.nameSpaces.automatic = QStringList { u"security"_s, u"payments"_s };
    Q_EMIT box->opening();
    QTRY_VERIFY(box->findText(u"security"_s) >= 0);
    Q_EMIT box->opening();
    QCOMPARE(m_world->apiServer.nameSpaces.count, 1);
    m_world->preferences.value.confirmSwitch = false;
    m_model->setNamespace(u"prod-eu"_s, u"typed"_s);
    QTRY_COMPARE(m_world->preferences.remembered.value(u"prod-eu"_s), QStringList { u"typed"_s });
}

void tst_ClustersPage::tenThousandContextsAnswerEachKey()
{
    m_world->kubeconfig.loads.automatic = Fakes::largeConfig(10'000);
    load();
    const int all = m_list->model()->rowCount();
    QVERIFY(all >= 10'000);
    auto *search = searchField();
    search->setFocus();
    for (const QChar c : u"cluster-77"_s)
        QTest::keyClick(search, c.toLatin1());
    QTRY_COMPARE(m_list->model()->rowCount(), 1 + 10 + 100); // cluster-77, 77x and 77xx
    search->clear();
    QTRY_COMPARE(m_list->model()->rowCount(), all);
    m_page->setGrouping(Ui::Grouping::Server);
    QTRY_COMPARE(m_list->model()->rowCount(), all);
}

QTEST_MAIN(tst_ClustersPage)
#include "tst_clusterspage.moc"
