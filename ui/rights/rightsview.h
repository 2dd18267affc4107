// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/rights/rightsviewmodel.h"

#include <QSortFilterProxyModel>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace Ui {

class AnswerCard;
class PrimaryButton;
class ToneLabel;

//! "Can I … ?" above, and everything that is allowed in a namespace below.
class RightsView final : public QWidget
{
    Q_OBJECT

public:
    explicit RightsView(RightsViewModel &model, QWidget *parent = nullptr);

private:
    [[nodiscard]] QWidget *buildQuestion();
    [[nodiscard]] QWidget *buildRules();
    void ask();
    void syncContext();
    void syncCanAsk();
    void syncRules();

    RightsViewModel &m_model;
    QSortFilterProxyModel m_filter;
    QComboBox *m_verb = nullptr;
    QLineEdit *m_resource = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_nameSpace = nullptr;
    PrimaryButton *m_ask = nullptr;
    AnswerCard *m_answer = nullptr;
    QPushButton *m_list = nullptr;
    QLineEdit *m_search = nullptr;
    QTableView *m_table = nullptr;
    ToneLabel *m_note = nullptr;
};

} // namespace Ui
