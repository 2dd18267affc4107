// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/entries/entriesviewmodel.h"

#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <QHash>

#include <algorithm>
#include <tuple>

namespace Ui {

using Kubeconfig::Section;
using QtSupport::toQString;

namespace {

constexpr qsizetype namesTold = 3;

//! "a, b, c and 4 more": a cluster of a farm may have a thousand contexts.
QString listed(const QStringList &names)
{
    QStringList told;
    for (const QString &name : names.mid(0, namesTold))
        told.append(printable(name, 80));
    const QString list = told.join(u", "_s);
    return names.size() <= namesTold
            ? list
            : EntriesViewModel::tr("%1 and %n more", nullptr, static_cast<int>(names.size() - namesTold)).arg(list);
}

} // namespace

void EntriesModel::setRows(QList<EntryRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int EntriesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int EntriesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EntriesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const EntryRow &row = m_rows[index.row()];
    if (role == Qt::ToolTipRole)
        return plainToolTip(index.column() == FileColumn ? printable(row.file, 2000) : printable(row.name, 2000));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case NameColumn: return printable(row.name);
    case KindColumn: return row.section == Section::Clusters ? tr("Cluster") : tr("User");
    case UsedColumn: return row.usedBy.isEmpty() ? tr("no context") : listed(row.usedBy);
    case FileColumn: return printable(row.file.section(u'/', -1));
    default: return {};
    }
}

QVariant EntriesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn: return tr("Name");
    case KindColumn: return tr("Kind");
    case UsedColumn: return tr("Used by");
    case FileColumn: return tr("File");
    default: return {};
    }
}

EntriesViewModel::EntriesViewModel(KubeconfigPort &kubeconfig, PreferencesPort &preferences, QObject *parent)
    : QObject(parent)
    , m_kubeconfig(kubeconfig)
    , m_preferences(preferences)
    , m_flow(kubeconfig, preferences)
{
    connect(&m_flow, &ChangeFlow::confirmationNeeded, this, &EntriesViewModel::confirmationNeeded);
    connect(&m_flow, &ChangeFlow::busyChanged, this, &EntriesViewModel::selectionChanged);
    connect(&m_flow, &ChangeFlow::failed, this, [this](const Core::Error &error) { say(describe(error)); });
    connect(&m_flow, &ChangeFlow::nothingToChange, this, [this] {
        say({ Severity::Info, tr("Nothing to change"), tr("The file already says so."), {}, {} });
    });
    connect(&m_flow, &ChangeFlow::written, this, [this](const QString &summary, const QStringList &warnings) {
        say({ warnings.isEmpty() ? Severity::Success : Severity::Warning, printable(summary),
              printable(warnings.join(u' '), 2000), {}, {} });
        reload();
        Q_EMIT removed();
    });
}

void EntriesViewModel::reload()
{
    QtSupport::onFinished<Kubeconfig::Config>(m_kubeconfig.load(), this,
                                              [this](const Core::Result<Kubeconfig::Config> &config) {
                                                  if (config)
                                                      take(*config);
                                                  else
                                                      say(describe(config.error()));
                                              });
}

void EntriesViewModel::take(const Kubeconfig::Config &config)
{
    QHash<QString, QStringList> clusters, users;
    for (const Kubeconfig::Context &context : config.contexts) {
        clusters[toQString(context.cluster)].append(toQString(context.name));
        users[toQString(context.user)].append(toQString(context.name));
    }
    m_all.clear();
    for (const Kubeconfig::Cluster &cluster : config.clusters) {
        const QString name = toQString(cluster.name);
        m_all.append({ Section::Clusters, name, toQString(cluster.file.string()), clusters.value(name) });
    }
    for (const Kubeconfig::User &user : config.users) {
        const QString name = toQString(user.name);
        m_all.append({ Section::Users, name, toQString(user.file.string()), users.value(name) });
    }
    std::sort(m_all.begin(), m_all.end(), [](const EntryRow &left, const EntryRow &right) {
        const auto key = [](const EntryRow &row) {
            return std::tuple(!row.usedBy.isEmpty(), row.section == Section::Users, row.name);
        };
        return key(left) < key(right);
    });
    m_loaded = true;
    show();
    Q_EMIT reloaded();
}

void EntriesViewModel::setShown(Shown shown)
{
    if (m_shown == shown)
        return;
    m_shown = shown;
    show();
    Q_EMIT reloaded();
}

void EntriesViewModel::show()
{
    QList<EntryRow> rows;
    for (const EntryRow &row : std::as_const(m_all)) {
        if (m_shown == Shown::All || row.usedBy.isEmpty())
            rows.append(row);
    }
    m_selection.clear();
    m_entries.setRows(std::move(rows));
    Q_EMIT selectionChanged();
}

void EntriesViewModel::select(const QList<int> &rows)
{
    m_selection.clear();
    for (const int row : rows) {
        if (row >= 0 && row < m_entries.rowCount())
            m_selection.append(m_entries.rows()[row]);
    }
    Q_EMIT selectionChanged();
}

QStringList EntriesViewModel::touched() const
{
    QStringList contexts;
    for (const EntryRow &row : m_selection)
        contexts += row.usedBy;
    contexts.removeDuplicates();
    return contexts;
}

QString EntriesViewModel::warning() const
{
    const QStringList contexts = touched();
    return contexts.isEmpty()
            ? QString()
            : tr("%n context(s) will not work any more: %1", nullptr, static_cast<int>(contexts.size()))
                      .arg(listed(contexts));
}

void EntriesViewModel::remove()
{
    if (!canRemove())
        return;
    dismissMessage();
    DeleteEntries edit;
    for (const EntryRow &row : std::as_const(m_selection))
        (row.section == Section::Clusters ? edit.clusters : edit.users).append(row.name);
    const QStringList contexts = touched();
    // Where a file hides a context that still refers to one of them, the engine says so and refuses.
    edit.used = contexts.isEmpty() ? Kubeconfig::UsedEntries::Refuse : Kubeconfig::UsedEntries::Delete;
    m_flow.propose(edit, contexts);
}

void EntriesViewModel::resolve(Remedy remedy)
{
    dismissMessage();
    if (remedy == Remedy::BreakLock)
        m_flow.breakLock();
    else if (remedy == Remedy::Retry && !m_flow.retry())
        reload();
}

void EntriesViewModel::say(const Message &message)
{
    m_message = message;
    Q_EMIT messageChanged();
}

void EntriesViewModel::dismissMessage()
{
    if (!m_message)
        return;
    m_message.reset();
    Q_EMIT messageChanged();
}

} // namespace Ui
