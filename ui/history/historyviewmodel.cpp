// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/history/historyviewmodel.h"

#include "app/qtsupport/compat.h"

#include <QDateTime>
#include <QLocale>

namespace Ui {

namespace {

//! An undo is itself a write that can be taken back; only what was taken back already cannot.
bool isTakenBack(const HistoryItem &item)
{
    return item.undone && !item.summary.startsWith("Undo: "_L1);
}

} // namespace

void HistoryModel::setItems(const QList<HistoryItem> &items)
{
    beginResetModel();
    m_items = items;
    endResetModel();
}

int HistoryModel::rowOf(std::uint64_t id) const
{
    for (qsizetype row = 0; row < m_items.size(); ++row) {
        if (m_items[row].id == id)
            return static_cast<int>(row);
    }
    return -1;
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const HistoryItem &item = m_items[index.row()];
    if (role == UndoneRole)
        return isTakenBack(item);
    if (role == Qt::ToolTipRole)
        return plainToolTip(printable(item.files.join(u", "_s), 2000));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case TimeColumn:
        return QLocale().toString(QDateTime::fromString(item.time, Qt::ISODate).toLocalTime(), QLocale::ShortFormat);
    case WhatColumn:
        return isTakenBack(item) ? tr("%1 (undone)").arg(printable(item.summary)) : printable(item.summary);
    case FileColumn: {
        QStringList names;
        for (const QString &file : item.files)
            names.append(file.section(u'/', -1));
        return printable(names.join(u", "_s));
    }
    default: return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn: return tr("Time");
    case WhatColumn: return tr("What");
    case FileColumn: return tr("File");
    default: return {};
    }
}

HistoryViewModel::HistoryViewModel(KubeconfigPort &kubeconfig, PreferencesPort &preferences, QObject *parent)
    : QObject(parent)
    , m_kubeconfig(kubeconfig)
    , m_preferences(preferences)
    , m_flow(kubeconfig, preferences)
{
    connect(&m_flow, &ChangeFlow::confirmationNeeded, this, &HistoryViewModel::confirmationNeeded);
    connect(&m_flow, &ChangeFlow::failed, this, [this](const Core::Error &error) { say(describe(error)); });
    connect(&m_flow, &ChangeFlow::nothingToChange, this, [this] {
        say({ Severity::Info, tr("Nothing to change"), tr("The file already says so."), {}, {} });
    });
    connect(&m_flow, &ChangeFlow::written, this, [this](const QString &summary) {
        say({ Severity::Success, printable(summary), {}, {}, {} });
        m_selected = 0; // the undo itself is the newest
        reload();
        Q_EMIT undone();
    });
}

void HistoryViewModel::reload()
{
    QtSupport::onFinished<QList<HistoryItem>>(m_kubeconfig.history(), this,
                                              [this](const Core::Result<QList<HistoryItem>> &items) {
                                                  if (items)
                                                      take(*items);
                                                  else
                                                      say(describe(items.error()));
                                              });
}

void HistoryViewModel::take(const QList<HistoryItem> &items)
{
    m_items.setItems(items);
    m_loaded = true;
    const int row = m_items.rowOf(m_selected);
    m_selected = 0;
    select(row >= 0 ? row : 0);
    Q_EMIT reloaded();
}

const HistoryItem *HistoryViewModel::current() const
{
    const int row = m_items.rowOf(m_selected);
    return row < 0 ? nullptr : &m_items.items()[row];
}

void HistoryViewModel::select(int row)
{
    const std::uint64_t id = row >= 0 && row < m_items.rowCount() ? m_items.items()[row].id : 0;
    if (id == m_selected && id != 0)
        return;
    m_selected = id;
    m_diff.clear();
    Q_EMIT selectionChanged();
    if (id == 0)
        return;
    QtSupport::onFinished<QString>(m_kubeconfig.historyDiff(id), this, [this, id](const Core::Result<QString> &diff) {
        if (id != m_selected)
            return; // the person went on to another
        if (diff)
            m_diff = *diff;
        else
            say(describe(diff.error()));
        Q_EMIT selectionChanged();
    });
}

QString HistoryViewModel::obstacle() const
{
    const HistoryItem *item = current();
    if (item == nullptr)
        return {};
    if (isTakenBack(*item))
        return tr("This change is undone already.");
    return item->canUndo ? QString()
                         : tr("This change took out a refresh token, which Lanyard keeps in no file. It cannot be "
                              "undone.");
}

bool HistoryViewModel::canUndo() const
{
    return current() != nullptr && obstacle().isEmpty();
}

void HistoryViewModel::undo()
{
    if (!canUndo())
        return;
    dismissMessage();
    m_flow.propose(UndoChange { m_selected });
}

void HistoryViewModel::resolve(Remedy remedy)
{
    dismissMessage();
    if (remedy == Remedy::BreakLock)
        m_flow.breakLock();
    else if (remedy == Remedy::Retry && !m_flow.retry())
        reload();
}

void HistoryViewModel::say(const Message &message)
{
    m_message = message;
    Q_EMIT messageChanged();
}

void HistoryViewModel::dismissMessage()
{
    if (!m_message)
        return;
    m_message.reset();
    Q_EMIT messageChanged();
}

} // namespace Ui
