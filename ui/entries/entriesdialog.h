// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/entries/entriesviewmodel.h"

#include <QDialog>

#include <memory>

class QCheckBox;
class QPushButton;
class QTableView;

namespace Ui {

class MessageBar;
class ToneLabel;

//! Clusters and users that no context refers to, and on request the others; the selected ones can be
//! deleted after a look at the diff.
class EntriesDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit EntriesDialog(std::unique_ptr<EntriesViewModel> model, QWidget *parent = nullptr);
    [[nodiscard]] EntriesViewModel &model() { return *m_model; }

private:
    void buildTable();
    void connectModel();
    void takeSelection();
    void sync();

    std::unique_ptr<EntriesViewModel> m_model;
    MessageBar *m_message;
    QTableView *m_table;
    QCheckBox *m_all;
    ToneLabel *m_note;
    ToneLabel *m_warning;
    QPushButton *m_remove;
};

} // namespace Ui
