// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubeconfig/deletions.h"
#include "app/kubeconfig/importentries.h"
#include "app/kubeconfig/operations.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <variant>

//! What a person can ask of the kubeconfig files, as values: the view models make them, the adapter
//! hands them to the engine, and a test compares them.
namespace Ui {

struct SwitchContext
{
    QString context;
    bool operator==(const SwitchContext &) const = default;
};

struct SetNamespace
{
    QString context, nameSpace;
    bool operator==(const SetNamespace &) const = default;
};

struct RenameEntry
{
    Kubeconfig::Section section = Kubeconfig::Section::Contexts;
    QString name, newName;
    bool operator==(const RenameEntry &) const = default;
};

struct DuplicateContext
{
    QString context, newName;
    bool operator==(const DuplicateContext &) const = default;
};

struct DeleteContexts
{
    QStringList contexts;
    Kubeconfig::Orphans orphans = Kubeconfig::Orphans::Keep;
    bool operator==(const DeleteContexts &) const = default;
};

//! Clusters and users by themselves, without a context.
struct DeleteEntries
{
    QStringList clusters, users;
    Kubeconfig::UsedEntries used = Kubeconfig::UsedEntries::Refuse;
    bool operator==(const DeleteEntries &) const = default;
};

struct UndoChange
{
    std::uint64_t id = 0;
    bool operator==(const UndoChange &) const = default;
};

//! A kubeconfig that somebody gave, as bytes: what was reviewed is what is imported, also when the
//! file changes in between.
struct ImportSource
{
    QByteArray bytes;
    QString name; //!< for people: the file, or "the clipboard"
    QString folder; //!< relative paths in it count from here
    bool operator==(const ImportSource &) const = default;
};

struct ImportEntries
{
    ImportSource source;
    Kubeconfig::Conflicts conflicts = Kubeconfig::Conflicts::Fail;
    bool operator==(const ImportEntries &) const = default;
};

using KubeconfigEdit = std::variant<SwitchContext, SetNamespace, RenameEntry, DuplicateContext, DeleteContexts,
                                    DeleteEntries, UndoChange, ImportEntries>;

//! One write of the past.
struct HistoryItem
{
    std::uint64_t id = 0;
    QString time; //!< RFC 3339
    QString summary;
    QStringList files;
    bool undone = false;
    bool canUndo = true;
    bool operator==(const HistoryItem &) const = default;
};

struct ImportReview
{
    std::vector<Kubeconfig::Risk> risks;
    std::vector<Kubeconfig::ImportedEntry> entries;
};

struct ExportRequest
{
    QString context;
    Kubeconfig::Secrets secrets = Kubeconfig::Secrets::Leave;
    Kubeconfig::Certificates certificates = Kubeconfig::Certificates::AsWritten;
    bool operator==(const ExportRequest &) const = default;
};

} // namespace Ui
