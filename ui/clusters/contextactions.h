// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/clusters/clustersviewmodel.h"

#include <QObject>

class QAction;
class QListView;
class QMenu;

namespace Ui {

//! What can be done with the contexts that are selected in the list: its context menu and its keys.
class ContextActions final : public QObject
{
    Q_OBJECT

public:
    ContextActions(ClustersViewModel &model, QListView *list);
    //! Fills a menu with what fits the selection.
    void fill(QMenu *menu);
    [[nodiscard]] QStringList selection() const;

    void rename(Kubeconfig::Section section);
    void duplicate();
    void remove();
    void toggleProtection();
    void exportContext();

Q_SIGNALS:
    void useChosen();

private:
    [[nodiscard]] QAction *add(const QString &text, const QKeySequence &shortcut);
    void sync();
    [[nodiscard]] const ContextEntry *one() const;
    [[nodiscard]] QSet<QString> takenNames(Kubeconfig::Section section) const;

    ClustersViewModel &m_model;
    QListView *m_list;
    QAction *m_use;
    QAction *m_rename;
    QAction *m_renameCluster;
    QAction *m_renameUser;
    QAction *m_duplicate;
    QAction *m_export;
    QAction *m_protect;
    QAction *m_delete;
};

} // namespace Ui
