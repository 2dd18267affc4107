// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/changeflow.h"
#include "ui/text.h"

#include <QAbstractTableModel>

namespace Ui {

//! What Lanyard wrote, newest first.
class HistoryModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        TimeColumn,
        WhatColumn,
        FileColumn,
        ColumnCount,
    };
    enum Role {
        UndoneRole = Qt::UserRole,
    };
    using QAbstractTableModel::QAbstractTableModel;

    void setItems(const QList<HistoryItem> &items);
    [[nodiscard]] const QList<HistoryItem> &items() const { return m_items; }
    [[nodiscard]] int rowOf(std::uint64_t id) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<HistoryItem> m_items;
};

//! The history with the lines of one write, and the way back. No widgets.
class HistoryViewModel final : public QObject
{
    Q_OBJECT

public:
    HistoryViewModel(KubeconfigPort &kubeconfig, PreferencesPort &preferences, QObject *parent = nullptr);

    [[nodiscard]] HistoryModel *items() { return &m_items; }
    [[nodiscard]] PreferencesPort &preferences() const { return m_preferences; }
    [[nodiscard]] std::uint64_t selected() const { return m_selected; } //!< 0: none
    [[nodiscard]] QString diff() const { return m_diff; }
    [[nodiscard]] bool canUndo() const;
    //! Why the selected write cannot be undone; empty if it can.
    [[nodiscard]] QString obstacle() const;
    [[nodiscard]] const std::optional<Message> &message() const { return m_message; }
    [[nodiscard]] bool isLoaded() const { return m_loaded; }

    void reload();
    void select(int row);
    void undo();
    void confirm() { m_flow.confirm(); }
    void discard() { m_flow.discard(); }
    void resolve(Remedy remedy);
    void dismissMessage();

Q_SIGNALS:
    void reloaded();
    void selectionChanged();
    void messageChanged();
    void confirmationNeeded(const Ui::Planned &planned);
    void undone();

private:
    [[nodiscard]] const HistoryItem *current() const;
    void take(const QList<HistoryItem> &items);
    void say(const Message &message);

    KubeconfigPort &m_kubeconfig;
    PreferencesPort &m_preferences;
    ChangeFlow m_flow;
    HistoryModel m_items;
    std::uint64_t m_selected = 0;
    QString m_diff;
    std::optional<Message> m_message;
    bool m_loaded = false;
};

} // namespace Ui
