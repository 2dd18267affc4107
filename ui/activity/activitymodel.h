// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <QAbstractTableModel>
#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QSortFilterProxyModel>

namespace Ui {

//! One line of the audit log as shown.
struct ActivityRow
{
    QDateTime time;
    QString event; //!< as in the file, kebab-case
    QString what; //!< for people
    QString who; //!< the process and terminal that asked
    QString subject;
    QString outcome; //!< "ok" or why not
    bool failed = false;
};

//! The audit log, newest first. Keeps the last 5,000 lines. Lines that cannot be read are left out: the
//! file is the person's own and may be torn at its end.
class ActivityModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        TimeColumn,
        WhatColumn,
        WhoColumn,
        SubjectColumn,
        OutcomeColumn,
        ColumnCount,
    };
    enum Role {
        FailedRole = Qt::UserRole,
        SearchRole,
    };

    using QAbstractTableModel::QAbstractTableModel;

    //! Reads the file's last lines; what was shown is replaced.
    void setLines(const QList<QByteArray> &lines);
    void append(const QByteArray &line);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<ActivityRow> m_rows; // newest first
};

//! The last lines of \a file, at most 1 MiB of it.
[[nodiscard]] QList<QByteArray> lastLines(const QString &file);

} // namespace Ui
