// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/clusters/clusterspage.h"

#include "app/qtsupport/compat.h"
#include "ui/clusters/contextactions.h"
#include "ui/clusters/contextdelegate.h"
#include "ui/clusters/contextpane.h"
#include "ui/entries/entriesdialog.h"
#include "ui/history/historydialog.h"
#include "ui/import/importdialog.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/diffview.h"
#include "ui/widgets/messagebar.h"

#include <QAction>
#include <QBoxLayout>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QShortcut>
#include <QSplitter>

namespace Ui {

ClustersPage::ClustersPage(ClustersViewModel &model, RightsViewModel &rights, PreferencesPort &preferences,
                           QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_preferences(preferences)
    , m_message(new MessageBar(this))
{
    m_filter.setSourceModel(m_model.contexts());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_message);
    auto *splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(buildList());
    splitter->addWidget(new ContextPane(m_model, rights, splitter));
    splitter->setStretchFactor(1, 1);
    splitter->setHandleWidth(1);
    splitter->setSizes({ Theme::units(this, 15), Theme::units(this, 30) });
    layout->addWidget(splitter, 1);

    connect(&m_model, &ClustersViewModel::messageChanged, this, [this] { m_message->show(m_model.message()); });
    connect(m_message, &MessageBar::remedyChosen, &m_model, &ClustersViewModel::resolve);
    connect(m_message, &MessageBar::dismissed, &m_model, &ClustersViewModel::dismissMessage);
    connect(&m_model, &ClustersViewModel::confirmationNeeded, this, &ClustersPage::ask);
    connect(&m_model, &ClustersViewModel::contextsChanged, this, &ClustersPage::syncSelection);
    connect(&m_model, &ClustersViewModel::detailChanged, this, [this] {
        if (m_list->currentIndex().data(ContextListModel::NameRole).toString() != m_model.selected())
            syncSelection(); // chosen from elsewhere: the tray, a cluster just added
    });
    connect(&m_preferences, &PreferencesPort::preferencesChanged, this, &ClustersPage::syncGrouping);
    m_message->show(m_model.message());
    syncGrouping();
    syncSelection();
}

QWidget *ClustersPage::buildList()
{
    const int unit = Theme::units(this, 1);
    auto *side = new QWidget(this);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(unit * 3 / 4, unit * 3 / 4, unit / 4, unit / 2);
    layout->addWidget(buildSearch(side));
    m_list = new QListView(side);
    m_list->setModel(&m_filter);
    m_list->setItemDelegate(new ContextDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setAccessibleName(tr("Contexts"));
    m_list->installEventFilter(this);
    m_list->viewport()->setAutoFillBackground(false);
    layout->addWidget(m_list, 1);
    m_nothing = new ToneLabel(Theme::Tone::Muted, {}, side);
    m_nothing->setAlignment(Qt::AlignHCenter);
    layout->addWidget(m_nothing);
    side->setMinimumWidth(unit * 10);
    m_actions = new ContextActions(m_model, m_list);
    connect(m_actions, &ContextActions::useChosen, this, &ClustersPage::useSelected);

    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter.setSearch(text);
        syncCount();
        if (!m_list->currentIndex().isValid() && m_filter.rowCount() > 0)
            m_list->setCurrentIndex(m_filter.index(0, 0));
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &now) {
        if (now.isValid())
            m_model.select(now.data(ContextListModel::NameRole).toString());
    });
    connect(m_list, &QListView::doubleClicked, this, &ClustersPage::useSelected);
    return side;
}

QWidget *ClustersPage::buildSearch(QWidget *parent)
{
    auto *holder = new QWidget(parent);
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::units(this, 0.25));
    m_search = new QLineEdit(holder);
    addClearButton(m_search, tr("Clear the search"));
    m_search->setAccessibleName(tr("Search contexts"));
    m_search->addAction(Theme::icon(u"search"_s), QLineEdit::LeadingPosition);
    m_search->installEventFilter(this);
    QToolButton *more = iconButton(u"menu"_s, tr("Import, history and more"), holder);
    more->setObjectName(u"more"_s);
    more->setPopupMode(QToolButton::InstantPopup);
    more->setStyleSheet(u"QToolButton::menu-indicator { image: none; }"_s);
    auto *menu = new QMenu(more);
    more->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillMenu(menu); });
    row->addWidget(m_search, 1);
    row->addWidget(more);
    const auto shortcut = [this](const QKeySequence &keys, void (ClustersPage::*slot)()) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, slot);
    };
    shortcut(QKeySequence::Open, &ClustersPage::chooseImport);
    shortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V), &ClustersPage::importClipboard);
    shortcut(QKeySequence(Qt::CTRL | Qt::Key_H), &ClustersPage::showHistory);
    shortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D), &ClustersPage::showEntries);
    return holder;
}

void ClustersPage::fillMenu(QMenu *menu)
{
    menu->clear();
    const auto add = [this, menu](const QString &icon, const QString &text, const QKeySequence &keys,
                                  void (ClustersPage::*slot)()) {
        QAction *action = menu->addAction(Theme::icon(icon), text);
        action->setShortcut(keys); // shown only: the page has the key itself
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, slot);
    };
    add(u"folder"_s, tr("&Import a file…"), QKeySequence::Open, &ClustersPage::chooseImport);
    add(u"copy"_s, tr("Import from the clip&board…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V),
        &ClustersPage::importClipboard);
    add(u"history"_s, tr("&History…"), QKeySequence(Qt::CTRL | Qt::Key_H), &ClustersPage::showHistory);
    add(u"server"_s, tr("U&nused clusters and users…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D),
        &ClustersPage::showEntries);
    QMenu *groups = menu->addMenu(tr("Group the &contexts"));
    const auto addGrouping = [this, groups](const QString &text, Grouping grouping) {
        QAction *action = groups->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_filter.grouping() == grouping);
        connect(action, &QAction::triggered, this, [this, grouping] { setGrouping(grouping); });
    };
    addGrouping(tr("No &groups"), Grouping::None);
    addGrouping(tr("&Group by file"), Grouping::File);
    addGrouping(tr("Group by &server"), Grouping::Server);
    menu->addSeparator();
    m_actions->fill(menu);
}

void ClustersPage::setGrouping(Grouping grouping)
{
    applyGrouping(grouping);
    Preferences changed = m_preferences.preferences();
    changed.grouping = grouping;
    m_preferences.setPreferences(changed);
}

void ClustersPage::syncGrouping()
{
    // Only what is new: news of another setting, or of a failed save, leaves the list as it was chosen.
    const Grouping grouping = m_preferences.preferences().grouping;
    if (grouping == m_remembered)
        return;
    m_remembered = grouping;
    applyGrouping(grouping);
}

void ClustersPage::applyGrouping(Grouping grouping)
{
    if (m_filter.grouping() == grouping)
        return;
    // Rows with a heading are higher. Equal heights make a list of 10,000 rows quick, so they stay
    // where there are no headings.
    m_list->setUniformItemSizes(grouping == Grouping::None);
    m_filter.setGrouping(grouping);
    syncSelection();
}

ImportDialog *ClustersPage::openImport()
{
    auto *dialog = new ImportDialog(m_model.createImport(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(&dialog->model(), &ImportViewModel::imported, this, [this](const QString &summary) {
        m_model.tell({ Severity::Success, printable(summary), {}, {}, {} });
        m_model.reload();
    });
    dialog->open();
    return dialog;
}

void ClustersPage::importFile(const QString &file)
{
    openImport()->model().openFile(file);
}

void ClustersPage::importText(const QByteArray &text, const QString &name)
{
    openImport()->model().openText(text, name);
}

void ClustersPage::importClipboard()
{
    importText(QGuiApplication::clipboard()->text().toUtf8(), tr("the clipboard"));
}

void ClustersPage::chooseImport()
{
    auto *dialog = new QFileDialog(this, tr("Import a kubeconfig"), QDir::homePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ClustersPage::importFile);
    dialog->open();
}

void ClustersPage::showHistory()
{
    auto *dialog = new HistoryDialog(m_model.createHistory(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(&dialog->model(), &HistoryViewModel::undone, &m_model, &ClustersViewModel::reload);
    dialog->open();
}

void ClustersPage::showEntries()
{
    auto *dialog = new EntriesDialog(m_model.createEntries(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(&dialog->model(), &EntriesViewModel::removed, &m_model, &ClustersViewModel::reload);
    dialog->open();
}

void ClustersPage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

bool ClustersPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        useSelected();
        return true;
    }
    // From the search field the arrows walk the list: search, down, Enter, without a mouse.
    if (watched == m_search && (key->key() == Qt::Key_Down || key->key() == Qt::Key_Up)) {
        const int row = m_list->currentIndex().row() + (key->key() == Qt::Key_Down ? 1 : -1);
        if (row >= 0 && row < m_filter.rowCount())
            m_list->setCurrentIndex(m_filter.index(row, 0));
        return true;
    }
    if (watched == m_search && key->key() == Qt::Key_Escape && !m_search->text().isEmpty()) {
        m_search->clear();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ClustersPage::useSelected()
{
    const QModelIndex index = m_list->currentIndex();
    if (index.isValid() && !index.data(ContextListModel::CurrentRole).toBool())
        m_model.useContext(index.data(ContextListModel::NameRole).toString());
}

void ClustersPage::syncCount()
{
    const int all = m_model.contexts()->rowCount();
    m_search->setPlaceholderText(tr("Search %n context(s)", nullptr, all));
    m_nothing->setText(all > 0 && m_filter.rowCount() == 0 ? tr("No context matches.") : QString());
    m_nothing->setVisible(!m_nothing->text().isEmpty());
}

void ClustersPage::syncSelection()
{
    syncCount();
    const ContextListModel *contexts = m_model.contexts();
    const QModelIndex index = m_filter.mapFromSource(contexts->index(contexts->rowOf(m_model.selected())));
    if (!index.isValid())
        return;
    if (m_list->currentIndex() != index)
        m_list->setCurrentIndex(index);
    m_list->scrollTo(index);
}

void ClustersPage::ask(const Planned &planned)
{
    reviewChange(planned, m_preferences, this, [this] { m_model.confirm(); }, [this] { m_model.discard(); });
}

} // namespace Ui
