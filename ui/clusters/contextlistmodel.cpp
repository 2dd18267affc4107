// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/clusters/contextlistmodel.h"

#include "app/qtsupport/compat.h"
#include "ui/text.h"

#include <algorithm>

namespace Ui {

void ContextListModel::setEntries(QList<ContextEntry> entries)
{
    std::sort(entries.begin(), entries.end(), [](const ContextEntry &a, const ContextEntry &b) {
        const int order = a.name.compare(b.name, Qt::CaseInsensitive);
        return order != 0 ? order < 0 : a.name < b.name;
    });
    if (entries == m_entries)
        return; // a write of somebody else that changed nothing we show keeps the scroll position
    beginResetModel();
    m_entries = std::move(entries);
    m_rows.clear();
    for (qsizetype row = 0; row < m_entries.size(); ++row)
        m_rows.insert(m_entries[row].name, row);
    endResetModel();
}

void ContextListModel::setSession(const QString &sessionId, std::optional<Session::SessionState> state)
{
    const auto known = m_states.constFind(sessionId);
    if (state ? known != m_states.cend() && *known == *state : known == m_states.cend())
        return;
    if (state)
        m_states.insert(sessionId, *state);
    else
        m_states.remove(sessionId);
    if (!m_entries.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), { SessionStateRole });
}

void ContextListModel::setProtected(const QSet<QString> &names)
{
    if (names == m_protected)
        return;
    m_protected = names;
    if (!m_entries.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), { ProtectedRole });
}

const ContextEntry *ContextListModel::find(const QString &name) const
{
    const auto row = m_rows.constFind(name);
    return row == m_rows.cend() ? nullptr : &m_entries[*row];
}

const ContextEntry *ContextListModel::current() const
{
    const auto found = std::find_if(m_entries.cbegin(), m_entries.cend(),
                                    [](const ContextEntry &entry) { return entry.isCurrent; });
    return found == m_entries.cend() ? nullptr : &*found;
}

QStringList ContextListModel::usersOf(const QString &sessionId) const
{
    QStringList names;
    for (const ContextEntry &entry : m_entries) {
        if (!sessionId.isEmpty() && entry.sessionId == sessionId)
            names.append(entry.name);
    }
    return names;
}

int ContextListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int ContextListModel::stateOf(const ContextEntry &entry) const
{
    const auto state = m_states.constFind(entry.sessionId);
    return entry.sessionId.isEmpty() || state == m_states.cend() ? -1 : static_cast<int>(*state);
}

QString ContextListModel::spoken(const ContextEntry &entry) const
{
    const QString name = entry.isCurrent ? tr("%1, the current context").arg(printable(entry.name))
                                         : printable(entry.name);
    return isProtected(entry.name) ? tr("%1, protected").arg(name) : name;
}

QVariant ContextListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ContextEntry &entry = m_entries[index.row()];
    switch (role) {
    case Qt::DisplayRole: return printable(entry.name);
    case Qt::ToolTipRole:
        return plainToolTip(printable(entry.name) + u'\n' + printable(entry.server) + u'\n' + printable(entry.file));
    case Qt::AccessibleTextRole: return spoken(entry);
    case Qt::AccessibleDescriptionRole:
    case ServerRole: return printable(entry.server);
    case NameRole: return entry.name;
    case NamespaceRole: return printable(entry.nameSpace);
    case CurrentRole: return entry.isCurrent;
    case SessionStateRole: return stateOf(entry);
    case SearchRole: return entry.searchText;
    case ProtectedRole: return isProtected(entry.name);
    case FileRole: return printable(entry.file.section(u'/', -1));
    default: return {};
    }
}

void ContextFilter::setSearch(const QString &text)
{
    QStringList words = text.toLower().split(u' ', Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = std::move(words);
    invalidateFilter();
}

bool ContextFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_words.isEmpty())
        return true;
    const auto *model = static_cast<const ContextListModel *>(sourceModel());
    Q_UNUSED(parent);
    const QString &text = model->entries()[row].searchText;
    return std::all_of(m_words.cbegin(), m_words.cend(),
                       [&text](const QString &word) { return text.contains(word); });
}

} // namespace Ui
