// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/rights/rulesmodel.h"

#include "app/qtsupport/compat.h"
#include "ui/text.h"

#include <QRegularExpression>

#include <algorithm>

namespace Ui {

namespace {

constexpr qsizetype kMaxRows = 5000;

QString joined(QStringList words, const QString &whenEmpty = {})
{
    words.sort();
    return printable(words.isEmpty() ? whenEmpty : words.join(u", "_s), 2000);
}

} // namespace

void RulesModel::setRules(const QList<Kubernetes::ResourceRule> &rules)
{
    beginResetModel();
    m_rows.clear();
    for (const Kubernetes::ResourceRule &rule : rules.mid(0, kMaxRows)) {
        QStringList groups = rule.apiGroups;
        groups.replaceInStrings(QRegularExpression(u"^$"_s), tr("core"));
        m_rows.append({ joined(rule.verbs), joined(rule.resources), joined(groups, tr("core")), joined(rule.resourceNames) });
    }
    const auto key = [](const RuleRow &row) { return std::tie(row.groups, row.resources, row.verbs, row.names); };
    std::sort(m_rows.begin(), m_rows.end(), [&key](const RuleRow &a, const RuleRow &b) { return key(a) < key(b); });
    m_rows.erase(std::unique(m_rows.begin(), m_rows.end()), m_rows.end());
    endResetModel();
}

int RulesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RulesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RulesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RuleRow &row = m_rows[index.row()];
    if (role == SearchRole)
        return QStringList { row.verbs, row.resources, row.groups, row.names }.join(u'\n');
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case ResourcesColumn: return row.resources;
    case VerbsColumn: return row.verbs;
    case GroupsColumn: return row.groups;
    case NamesColumn: return row.names.isEmpty() ? tr("all") : row.names;
    default: return {};
    }
}

QVariant RulesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case ResourcesColumn: return tr("Resources");
    case VerbsColumn: return tr("You may");
    case GroupsColumn: return tr("API groups");
    case NamesColumn: return tr("Names");
    default: return {};
    }
}

} // namespace Ui
