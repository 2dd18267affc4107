// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/json.h"
#include "app/session/sessioninfo.h"

#include <QAbstractTableModel>
#include <QList>
#include <QString>

#include <chrono>

namespace Ui {

//! One claim for people: "Expires", "exp", "12:05:31 (in 4 min)".
struct ClaimRow
{
    QString label;
    QString claim;
    QString value;
    QString copyText; //!< as in the token
    bool operator==(const ClaimRow &) const = default;
};

//! The claims in the order people look for them: who, groups, until when, then the rest by name.
[[nodiscard]] QList<ClaimRow> claimRows(const Core::Json &claims, std::chrono::system_clock::time_point now);
//! Header and claims, indented. The token itself is not in it.
[[nodiscard]] QString claimsAsJson(const Session::SessionClaims &claims);

class ClaimsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        LabelColumn,
        ValueColumn,
        ClaimColumn,
        ColumnCount,
    };
    enum Role {
        CopyRole = Qt::UserRole,
    };

    using QAbstractTableModel::QAbstractTableModel;
    void setRows(QList<ClaimRow> rows);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<ClaimRow> m_rows;
};

} // namespace Ui
