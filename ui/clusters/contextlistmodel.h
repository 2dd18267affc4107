// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/session/sessioninfo.h"
#include "ui/clusters/execsession.h"
#include "ui/clusters/grouping.h"

#include <QAbstractListModel>
#include <QHash>
#include <QSet>
#include <QSortFilterProxyModel>

#include <optional>

namespace Ui {

enum class AuthKind {
    SignIn, //!< an exec entry that Lanyard understands
    Exec, //!< another program
    Token,
    Certificate,
    Password,
    AuthProvider,
    None,
};

//! One context as shown. `name` is the key, exactly as in the file; what goes on a label goes
//! through printable().
struct ContextEntry
{
    QString name, cluster, server, user, nameSpace, file;
    AuthKind auth = AuthKind::None;
    QString sessionId; //!< empty unless auth is SignIn
    bool isCurrent = false;
    QString searchText; //!< lower case, what the search looks at
    QString domain; //!< of the server: "example.com"
    bool operator==(const ContextEntry &) const = default;
};

//! All contexts, sorted by name.
class ContextListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        NameRole = Qt::UserRole,
        ServerRole,
        NamespaceRole,
        CurrentRole,
        SessionStateRole, //!< int of Session::SessionState, -1 without a session
        SearchRole,
        ProtectedRole,
        FileRole, //!< name of the file it stands in
        GroupRole, //!< of the filter: the heading it stands under, empty without groups
    };

    using QAbstractListModel::QAbstractListModel;

    void setEntries(QList<ContextEntry> entries);
    void setSession(const QString &sessionId, std::optional<Session::SessionState> state);
    //! The marks of the person; names that no file has are remembered for later.
    void setProtected(const QSet<QString> &names);
    [[nodiscard]] bool isProtected(const QString &name) const { return m_protected.contains(name); }
    [[nodiscard]] const QList<ContextEntry> &entries() const { return m_entries; }
    [[nodiscard]] const ContextEntry *find(const QString &name) const;
    [[nodiscard]] const ContextEntry *current() const;
    [[nodiscard]] int rowOf(const QString &name) const; //!< -1: not there
    //! More than one file, so that it is worth telling which.
    [[nodiscard]] bool hasSeveralFiles() const { return m_severalFiles; }
    //! Names of the contexts that use a session.
    [[nodiscard]] QStringList usersOf(const QString &sessionId) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] int stateOf(const ContextEntry &entry) const;
    [[nodiscard]] QString spoken(const ContextEntry &entry) const;

    QList<ContextEntry> m_entries;
    QHash<QString, qsizetype> m_rows;
    QHash<QString, Session::SessionState> m_states;
    QSet<QString> m_protected;
    bool m_severalFiles = false;
};

//! Search as you type: every word must be somewhere in name, server, cluster, user, namespace or file.
//! Sorts by group, then by name.
class ContextFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setSearch(const QString &text);
    void setGrouping(Grouping grouping);
    [[nodiscard]] Grouping grouping() const { return m_grouping; }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

protected:
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    [[nodiscard]] QString groupOf(const ContextEntry &entry) const;
    [[nodiscard]] const ContextEntry &entryAt(int sourceRow) const;

    QStringList m_words;
    Grouping m_grouping = Grouping::None;
};

} // namespace Ui
