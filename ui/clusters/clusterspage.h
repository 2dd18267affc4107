// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/clusters/clustersviewmodel.h"

#include <QWidget>

class QLineEdit;
class QListView;
class QMenu;

namespace Ui {

class ContextActions;
class ImportDialog;
class MessageBar;
class RightsViewModel;
class ToneLabel;

//! All contexts with a search on the left, one in detail on the right.
class ClustersPage final : public QWidget
{
    Q_OBJECT

public:
    ClustersPage(ClustersViewModel &model, RightsViewModel &rights, PreferencesPort &preferences,
                 QWidget *parent = nullptr);
    void focusSearch();
    //! Reviews a kubeconfig from somewhere else; nothing is written before that.
    void importFile(const QString &file);
    void importText(const QByteArray &text, const QString &name);
    void importClipboard();
    void chooseImport();
    void showHistory();
    void showEntries();
    //! Groups the list, and has it remembered.
    void setGrouping(Grouping grouping);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] QWidget *buildList();
    [[nodiscard]] QWidget *buildSearch(QWidget *parent);
    [[nodiscard]] ImportDialog *openImport();
    void fillMenu(QMenu *menu);
    void applyGrouping(Grouping grouping);
    void syncGrouping();
    void ask(const Planned &planned);
    void syncSelection();
    void syncCount();
    void useSelected();

    ClustersViewModel &m_model;
    PreferencesPort &m_preferences;
    ContextFilter m_filter;
    Grouping m_remembered = Grouping::None;
    MessageBar *m_message;
    QLineEdit *m_search = nullptr;
    QListView *m_list = nullptr;
    ContextActions *m_actions = nullptr;
    ToneLabel *m_nothing = nullptr;
};

} // namespace Ui
