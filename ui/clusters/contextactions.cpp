// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/clusters/contextactions.h"

#include "app/qtsupport/compat.h"
#include "ui/clusters/entrydialogs.h"
#include "ui/export/exportdialog.h"
#include "ui/widgets/basics.h"

#include <QAction>
#include <QListView>
#include <QMenu>

namespace Ui {

using Kubeconfig::Section;

ContextActions::ContextActions(ClustersViewModel &model, QListView *list)
    : QObject(list)
    , m_model(model)
    , m_list(list)
    , m_use(add(tr("&Use this context"), {}))
    , m_rename(add(tr("&Rename…"), Qt::Key_F2))
    , m_renameCluster(add(tr("Rename its &cluster…"), {}))
    , m_renameUser(add(tr("Rename its u&ser…"), {}))
    , m_duplicate(add(tr("Du&plicate…"), QKeySequence(Qt::CTRL | Qt::Key_D)))
    , m_export(add(tr("&Export…"), QKeySequence(Qt::CTRL | Qt::Key_E)))
    , m_protect(add(tr("&Protected"), {}))
    , m_delete(add(tr("&Delete…"), QKeySequence::Delete))
{
    m_protect->setCheckable(true);
    m_protect->setIcon(Theme::icon(u"shield"_s));
    connect(m_use, &QAction::triggered, this, &ContextActions::useChosen);
    connect(m_rename, &QAction::triggered, this, [this] { rename(Section::Contexts); });
    connect(m_renameCluster, &QAction::triggered, this, [this] { rename(Section::Clusters); });
    connect(m_renameUser, &QAction::triggered, this, [this] { rename(Section::Users); });
    connect(m_duplicate, &QAction::triggered, this, &ContextActions::duplicate);
    connect(m_export, &QAction::triggered, this, &ContextActions::exportContext);
    connect(m_protect, &QAction::triggered, this, &ContextActions::toggleProtection);
    connect(m_delete, &QAction::triggered, this, &ContextActions::remove);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_list, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        auto *menu = new QMenu(m_list);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fill(menu);
        menu->popup(m_list->viewport()->mapToGlobal(at));
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ContextActions::sync);
    sync();
}

QAction *ContextActions::add(const QString &text, const QKeySequence &shortcut)
{
    auto *action = new QAction(text, this);
    action->setShortcut(shortcut);
    // Only in the list: Delete in the search field deletes a letter.
    action->setShortcutContext(Qt::WidgetShortcut);
    m_list->addAction(action);
    return action;
}

void ContextActions::sync()
{
    const bool single = one() != nullptr;
    for (QAction *action : { m_use, m_rename, m_renameCluster, m_renameUser, m_duplicate, m_export })
        action->setEnabled(single);
    const QStringList names = selection();
    m_delete->setEnabled(!names.isEmpty());
    m_protect->setEnabled(!names.isEmpty());
    m_protect->setChecked(!names.isEmpty()
                          && std::all_of(names.cbegin(), names.cend(), [this](const QString &name) {
                                 return m_model.contexts()->isProtected(name);
                             }));
}

void ContextActions::fill(QMenu *menu)
{
    sync();
    menu->addActions({ m_use });
    menu->addSeparator();
    menu->addActions({ m_rename, m_renameCluster, m_renameUser, m_duplicate, m_export });
    menu->addSeparator();
    menu->addAction(m_protect);
    menu->addSeparator();
    menu->addAction(m_delete);
}

QStringList ContextActions::selection() const
{
    QStringList names;
    for (const QModelIndex &index : m_list->selectionModel()->selectedRows())
        names.append(index.data(ContextListModel::NameRole).toString());
    return names;
}

const ContextEntry *ContextActions::one() const
{
    const QStringList names = selection();
    return names.size() == 1 ? m_model.contexts()->find(names.first()) : nullptr;
}

QSet<QString> ContextActions::takenNames(Section section) const
{
    QSet<QString> names;
    for (const ContextEntry &entry : m_model.contexts()->entries())
        names.insert(section == Section::Contexts   ? entry.name
                             : section == Section::Clusters ? entry.cluster
                                                            : entry.user);
    return names;
}

void ContextActions::rename(Section section)
{
    const ContextEntry *entry = one();
    if (entry == nullptr)
        return;
    NameDialog::Question question;
    question.oldName = section == Section::Contexts ? entry->name
            : section == Section::Clusters          ? entry->cluster
                                                    : entry->user;
    question.title = section == Section::Contexts ? tr("Rename context")
            : section == Section::Clusters        ? tr("Rename cluster")
                                                  : tr("Rename user");
    question.label = tr("&New name");
    question.button = tr("&Review…");
    question.proposal = question.oldName;
    question.taken = takenNames(section);
    auto *dialog = new NameDialog(question, m_list);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, section, old = question.oldName] {
        m_model.propose(RenameEntry { section, old, dialog->name() });
    });
    dialog->open();
}

void ContextActions::duplicate()
{
    const ContextEntry *entry = one();
    if (entry == nullptr)
        return;
    NameDialog::Question question;
    question.oldName = entry->name;
    question.title = tr("Duplicate context");
    question.label = tr("&Name of the copy");
    question.button = tr("&Review…");
    question.taken = takenNames(Section::Contexts);
    for (int number = 2; question.proposal.isEmpty() || question.taken.contains(question.proposal); ++number)
        question.proposal = entry->name + u'-' + QString::number(number);
    auto *dialog = new NameDialog(question, m_list);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, old = entry->name] {
        m_model.propose(DuplicateContext { old, dialog->name() });
    });
    dialog->open();
}

void ContextActions::remove()
{
    const QStringList names = selection();
    if (names.isEmpty())
        return;
    auto *dialog = new DeleteDialog(names, m_list);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, names] {
        m_model.propose(DeleteContexts { names, dialog->orphans() });
    });
    dialog->open();
}

void ContextActions::toggleProtection()
{
    const auto wanted = m_protect->isChecked() ? Core::Protection::On : Core::Protection::Off;
    for (const QString &name : selection())
        m_model.setProtection(name, wanted);
}

void ContextActions::exportContext()
{
    const ContextEntry *entry = one();
    if (entry == nullptr)
        return;
    auto *dialog = new ExportDialog(m_model.createExport(entry->name), m_list);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace Ui
