// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/widgets/texttable.h"

#include "ui/text.h"

namespace Ui {

TextTableModel::TextTableModel(const QStringList &header, QObject *parent)
    : QAbstractTableModel(parent)
    , m_header(header)
{
}

void TextTableModel::setRows(const QList<Row> &rows)
{
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int TextTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TextTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_header.size());
}

QVariant TextTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole: return row.cells.value(index.column());
    case Qt::ToolTipRole: return plainToolTip(row.cells.value(index.column()));
    case ToneRole: return row.tone ? QVariant(static_cast<int>(*row.tone)) : QVariant();
    default: return {};
    }
}

QVariant TextTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Horizontal && role == Qt::DisplayRole ? QVariant(m_header.value(section)) : QVariant();
}

void ToneDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    CellDelegate::initStyleOption(option, index);
    const QVariant tone = index.data(TextTableModel::ToneRole);
    if (tone.isValid() && index.column() == 0 && !option->state.testFlag(QStyle::State_Selected))
        option->palette.setColor(QPalette::Text,
                                 Theme::tone(option->palette, static_cast<Theme::Tone>(tone.toInt())));
}

} // namespace Ui
