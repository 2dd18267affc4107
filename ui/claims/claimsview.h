// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/claims/claimrows.h"

#include <QWidget>

class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace Ui {

class ToneLabel;

//! Claims as a table whose every value can be copied, and as JSON.
class ClaimsView final : public QWidget
{
    Q_OBJECT

public:
    explicit ClaimsView(QWidget *parent = nullptr);
    void setClaims(const QList<ClaimRow> &rows, const QString &rawJson);
    //! What is said instead of an empty table.
    void setEmptyText(const QString &text);

private:
    void copySelected();

    ClaimsModel m_model;
    QStackedWidget *m_stack;
    QTableView *m_table;
    QPlainTextEdit *m_raw;
    ToneLabel *m_empty;
    QPushButton *m_copy;
    QPushButton *m_showRaw;
};

} // namespace Ui
