// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubernetes/reviewclient.h"

#include <QAbstractTableModel>
#include <QList>
#include <QSortFilterProxyModel>

namespace Ui {

//! One rule as shown; every text safe for a label.
struct RuleRow
{
    QString verbs, resources, groups, names;
    bool operator==(const RuleRow &) const = default;
};

//! The rules of a SelfSubjectRulesReview, equal ones once.
class RulesModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        ResourcesColumn,
        VerbsColumn,
        GroupsColumn,
        NamesColumn,
        ColumnCount,
    };
    enum Role {
        SearchRole = Qt::UserRole,
    };

    using QAbstractTableModel::QAbstractTableModel;
    void setRules(const QList<Kubernetes::ResourceRule> &rules);
    [[nodiscard]] const QList<RuleRow> &rows() const { return m_rows; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<RuleRow> m_rows;
};

} // namespace Ui
