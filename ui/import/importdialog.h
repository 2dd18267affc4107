// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/import/importviewmodel.h"
#include "ui/widgets/texttable.h"

#include <QDialog>

#include <memory>

class QCheckBox;
class QComboBox;
class QPushButton;
class QTabWidget;

namespace Ui {

class DiffView;
class MessageBar;
class ToneLabel;

//! Everything an imported kubeconfig would run, read or weaken, its entries, and the lines that would
//! be written.
class ImportDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ImportDialog(std::unique_ptr<ImportViewModel> model, QWidget *parent = nullptr);
    [[nodiscard]] ImportViewModel &model() { return *m_model; }

private:
    [[nodiscard]] QWidget *buildConflicts();
    void buildTabs();
    void sync();
    void syncTables();

    std::unique_ptr<ImportViewModel> m_model;
    MessageBar *m_message;
    ToneLabel *m_summary;
    QWidget *m_conflictRow = nullptr;
    QComboBox *m_conflicts = nullptr;
    QTabWidget *m_tabs;
    TextTableModel *m_risks;
    TextTableModel *m_entries;
    DiffView *m_diff;
    QCheckBox *m_consent;
    QPushButton *m_import;
    std::size_t m_shown = 0; //!< risks and entries in the tables
};

} // namespace Ui
