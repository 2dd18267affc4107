// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/theme.h"
#include "ui/widgets/tables.h"

#include <QAbstractTableModel>

#include <optional>

namespace Ui {

//! Rows of texts, each row in a tone if it has one. For tables that are filled at once and only read.
class TextTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        ToneRole = Qt::UserRole, //!< int of Theme::Tone; invalid without one
    };
    struct Row
    {
        QStringList cells; //!< printable
        std::optional<Theme::Tone> tone;
    };

    explicit TextTableModel(const QStringList &header, QObject *parent = nullptr);
    void setRows(const QList<Row> &rows);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QStringList m_header;
    QList<Row> m_rows;
};

//! Shows the first column in the row's tone.
class ToneDelegate final : public CellDelegate
{
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

} // namespace Ui
