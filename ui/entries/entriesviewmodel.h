// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/changeflow.h"
#include "ui/text.h"

#include <QAbstractTableModel>

namespace Ui {

//! One cluster or user of the files.
struct EntryRow
{
    Kubeconfig::Section section = Kubeconfig::Section::Clusters;
    QString name; //!< exactly as in the file
    QString file;
    QStringList usedBy; //!< contexts
    bool operator==(const EntryRow &) const = default;
};

//! Clusters and users; those that no context refers to come first.
class EntriesModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        KindColumn,
        UsedColumn,
        FileColumn,
        ColumnCount,
    };
    using QAbstractTableModel::QAbstractTableModel;

    void setRows(QList<EntryRow> rows);
    [[nodiscard]] const QList<EntryRow> &rows() const { return m_rows; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<EntryRow> m_rows;
};

//! Deletes clusters and users by themselves: what is left over when contexts went, or what a file
//! from elsewhere brought along. No widgets.
class EntriesViewModel final : public QObject
{
    Q_OBJECT

public:
    enum class Shown {
        Unused, //!< what no context refers to
        All,
    };

    EntriesViewModel(KubeconfigPort &kubeconfig, PreferencesPort &preferences, QObject *parent = nullptr);

    [[nodiscard]] EntriesModel *entries() { return &m_entries; }
    [[nodiscard]] PreferencesPort &preferences() const { return m_preferences; }
    [[nodiscard]] const std::optional<Message> &message() const { return m_message; }
    [[nodiscard]] bool isLoaded() const { return m_loaded; }
    [[nodiscard]] bool canRemove() const { return !m_selection.isEmpty() && !m_flow.isBusy(); }
    //! Which contexts would be left without; empty if none.
    [[nodiscard]] QString warning() const;

    void reload();
    void setShown(Shown shown);
    //! Rows of entries().
    void select(const QList<int> &rows);
    void remove();
    void confirm() { m_flow.confirm(); }
    void discard() { m_flow.discard(); }
    void resolve(Remedy remedy);
    void dismissMessage();

Q_SIGNALS:
    void reloaded();
    void selectionChanged();
    void messageChanged();
    void confirmationNeeded(const Ui::Planned &planned);
    void removed();

private:
    void take(const Kubeconfig::Config &config);
    void show();
    void say(const Message &message);
    [[nodiscard]] QStringList touched() const;

    KubeconfigPort &m_kubeconfig;
    PreferencesPort &m_preferences;
    ChangeFlow m_flow;
    EntriesModel m_entries;
    QList<EntryRow> m_all;
    QList<EntryRow> m_selection;
    Shown m_shown = Shown::Unused;
    std::optional<Message> m_message;
    bool m_loaded = false;
};

} // namespace Ui
