// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/clusters/clustersviewmodel.h"

#include <QWidget>

class QLineEdit;
class QListView;

namespace Ui {

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

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] QWidget *buildList();
    void ask(const Planned &planned);
    void syncSelection();
    void syncCount();
    void useSelected();

    ClustersViewModel &m_model;
    PreferencesPort &m_preferences;
    ContextFilter m_filter;
    MessageBar *m_message;
    QLineEdit *m_search = nullptr;
    QListView *m_list = nullptr;
    ToneLabel *m_nothing = nullptr;
};

} // namespace Ui
