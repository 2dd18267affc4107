// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/history/historyviewmodel.h"

#include <QDialog>

#include <memory>

class QPushButton;
class QTableView;

namespace Ui {

class DiffView;
class MessageBar;
class ToneLabel;

//! Every write with its lines; the selected one can be undone.
class HistoryDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit HistoryDialog(std::unique_ptr<HistoryViewModel> model, QWidget *parent = nullptr);
    [[nodiscard]] HistoryViewModel &model() { return *m_model; }

private:
    void sync();

    std::unique_ptr<HistoryViewModel> m_model;
    MessageBar *m_message;
    QTableView *m_table;
    DiffView *m_diff;
    ToneLabel *m_note;
    QPushButton *m_undo;
};

} // namespace Ui
