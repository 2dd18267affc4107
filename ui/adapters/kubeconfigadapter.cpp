// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/adapters/kubeconfigadapter.h"

#include "app/core/atomicfile.h"
#include "app/core/text.h"
#include "app/kubeconfig/deletions.h"
#include "app/kubeconfig/history.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <QCoreApplication>
#include <QtConcurrent>

#include <algorithm>

namespace Ui {

using Kubeconfig::KubeconfigStore;
using QtSupport::toQString;
using QtSupport::toStdString;

namespace {

template<typename Planner>
QtSupport::FutureResult<Planned> planned(QThreadPool &worker, Planner planner)
{
    return QtConcurrent::run(&worker, [planner = std::move(planner)]() -> Core::Result<Planned> {
        Core::Result<Kubeconfig::Plan> plan = planner();
        if (!plan)
            return Core::fail(plan.error());
        Planned result;
        result.diff = QtSupport::toQString(plan->diff());
        result.plan = std::move(*plan);
        return result;
    });
}

std::vector<std::string> toStrings(const QStringList &names)
{
    std::vector<std::string> strings;
    for (const QString &name : names)
        strings.push_back(toStdString(name));
    return strings;
}

//! One kind of edit handed to the engine.
struct Plans
{
    const KubeconfigStore &store;

    Core::Result<Kubeconfig::Plan> operator()(const SwitchContext &edit) const
    {
        return store.setCurrentContext(toStdString(edit.context));
    }
    Core::Result<Kubeconfig::Plan> operator()(const SetNamespace &edit) const
    {
        return store.setNamespace(toStdString(edit.context), toStdString(edit.nameSpace));
    }
    Core::Result<Kubeconfig::Plan> operator()(const RenameEntry &edit) const
    {
        return Kubeconfig::planRename(store.rules(), edit.section, toStdString(edit.name),
                                      toStdString(edit.newName), store.sharedNodes());
    }
    Core::Result<Kubeconfig::Plan> operator()(const DuplicateContext &edit) const
    {
        return Kubeconfig::planDuplicate(store.rules(), toStdString(edit.context), toStdString(edit.newName));
    }
    Core::Result<Kubeconfig::Plan> operator()(const DeleteContexts &edit) const
    {
        return Kubeconfig::planDeleteAll(store.rules(), toStrings(edit.contexts), edit.orphans);
    }
    Core::Result<Kubeconfig::Plan> operator()(const DeleteEntries &edit) const
    {
        return Kubeconfig::planDeleteEntries(store.rules(), { toStrings(edit.clusters), toStrings(edit.users) },
                                             edit.used);
    }
    Core::Result<Kubeconfig::Plan> operator()(const UndoChange &edit) const { return store.undo(edit.id); }
    Core::Result<Kubeconfig::Plan> operator()(const ImportEntries &edit) const
    {
        return Kubeconfig::planImport(store.rules(), edit.source.bytes.toStdString(), toStdString(edit.source.name),
                                      toStdString(edit.source.folder), edit.conflicts);
    }
};

HistoryItem itemOf(const Kubeconfig::HistoryEntry &entry)
{
    HistoryItem item;
    item.id = entry.id;
    item.time = toQString(entry.time);
    item.summary = toQString(entry.summary);
    item.undone = entry.undone;
    // A change without its bytes took a refresh token out; those are kept in no file.
    item.canUndo = std::none_of(entry.changes.begin(), entry.changes.end(),
                                [](const auto &change) { return change.hunks.empty(); });
    for (const Kubeconfig::HistoryChange &change : entry.changes)
        item.files.append(toQString(change.file.string()));
    return item;
}

//! The hunks of the history as a diff. Their line numbers count in a file of that day: they are left out.
QString diffOf(const Kubeconfig::HistoryEntry &entry)
{
    QString text;
    for (const Kubeconfig::HistoryChange &change : entry.changes) {
        bool first = true;
        for (const Kubeconfig::Hunk &hunk : change.hunks) {
            Kubeconfig::Plan part;
            part.changes = { { change.file, change.existed, hunk.removed, hunk.inserted } };
            QStringList lines = toQString(part.diff()).split(u'\n');
            for (qsizetype i = first ? 0 : 2; i < lines.size() - 1; ++i)
                text += (lines[i].startsWith("@@"_L1) ? u"@@"_s : lines[i]) + u'\n';
            first = false;
        }
    }
    return text;
}

Core::Result<std::string> exported(const KubeconfigStore &store, const ExportRequest &request)
{
    return Kubeconfig::exportContext(store.rules(), toStdString(request.context), request.secrets,
                                     request.certificates);
}

Core::Result<std::monostate> written(const Core::Result<> &done)
{
    if (!done)
        return Core::fail(done.error());
    return std::monostate();
}

} // namespace

KubeconfigAdapter::KubeconfigAdapter(const Kubeconfig::LoadingRules &rules, Places places, Audit::AuditLog &audit,
                                     QObject *parent)
    : QObject(parent)
    , m_store(std::make_shared<const KubeconfigStore>(rules, places.stateFolder))
    , m_places(std::move(places))
    , m_audit(audit)
{
    m_worker.setMaxThreadCount(1);
}

KubeconfigAdapter::~KubeconfigAdapter()
{
    m_worker.waitForDone();
}

QtSupport::FutureResult<Kubeconfig::Config> KubeconfigAdapter::load()
{
    return QtConcurrent::run(&m_worker, [store = m_store] { return store->load(); });
}

QtSupport::FutureResult<Planned> KubeconfigAdapter::plan(const KubeconfigEdit &edit)
{
    return planned(m_worker, [store = m_store, edit] { return std::visit(Plans { *store }, edit); });
}

QtSupport::FutureResult<Planned> KubeconfigAdapter::planAdd(const Kubeconfig::NewEntry &entry)
{
    return planned(m_worker, [store = m_store, entry] { return store->addEntry(entry); });
}

QtSupport::FutureResult<std::monostate> KubeconfigAdapter::commit(const Kubeconfig::Plan &plan,
                                                                  Kubeconfig::StaleLock stale)
{
    auto promise = std::make_shared<QtSupport::Promise<std::monostate>>();
    QtSupport::FutureResult<std::monostate> result = promise->future();
    QFuture<Core::Result<>> written =
            QtConcurrent::run(&m_worker, [store = m_store, plan, stale] { return store->commit(plan, stale); });
    written.then(this, [this, promise, plan](const Core::Result<> &done) {
        note(plan, done);
        if (done)
            promise->finish(std::monostate());
        else
            promise->fail(done.error());
    });
    return result;
}

void KubeconfigAdapter::note(const Kubeconfig::Plan &plan, const Core::Result<> &done)
{
    Audit::Event event;
    event.kind = Audit::EventKind::KubeconfigWritten;
    event.requester = { QCoreApplication::applicationPid(), QCoreApplication::applicationFilePath(), {} };
    event.subject = QtSupport::toQString(plan.summary);
    event.outcome = done ? u"ok"_s : QtSupport::toQString(Core::errorCodeName(done.error().code));
    event.reason = done ? QString() : QtSupport::toQString(done.error().message);
    m_audit.append(event);
}

QtSupport::FutureResult<QList<HistoryItem>> KubeconfigAdapter::history()
{
    return QtConcurrent::run(&m_worker, [state = m_places.stateFolder]() -> Core::Result<QList<HistoryItem>> {
        QList<HistoryItem> items;
        for (const Kubeconfig::HistoryEntry &entry : Kubeconfig::history(state))
            items.append(itemOf(entry));
        return items;
    });
}

QtSupport::FutureResult<QString> KubeconfigAdapter::historyDiff(std::uint64_t id)
{
    return QtConcurrent::run(&m_worker, [state = m_places.stateFolder, id]() -> Core::Result<QString> {
        for (const Kubeconfig::HistoryEntry &entry : Kubeconfig::history(state)) {
            if (entry.id == id)
                return diffOf(entry);
        }
        return Core::fail(Core::ErrorCode::NotFound, "this change is no longer in the history");
    });
}

QtSupport::FutureResult<ImportSource> KubeconfigAdapter::readImport(const QString &file)
{
    return QtConcurrent::run(&m_worker, [file]() -> Core::Result<ImportSource> {
        const std::filesystem::path path(toStdString(file));
        const auto bytes = Core::readFile(path, Kubeconfig::kMaxFileBytes);
        if (!bytes)
            return Core::fail(bytes.error());
        return ImportSource { QByteArray::fromStdString(*bytes), file, toQString(path.parent_path().string()) };
    });
}

QtSupport::FutureResult<ImportReview> KubeconfigAdapter::reviewImport(const ImportSource &source)
{
    return QtConcurrent::run(&m_worker, [store = m_store, source]() -> Core::Result<ImportReview> {
        const std::string bytes = source.bytes.toStdString(), name = toStdString(source.name);
        auto risks = Kubeconfig::reviewImport(bytes, name);
        if (!risks)
            return Core::fail(risks.error());
        auto entries = Kubeconfig::importedEntries(store->rules(), bytes, name, toStdString(source.folder));
        if (!entries)
            return Core::fail(entries.error());
        return ImportReview { std::move(*risks), std::move(*entries) };
    });
}

QtSupport::FutureResult<QByteArray> KubeconfigAdapter::exportText(const ExportRequest &request)
{
    return QtConcurrent::run(&m_worker, [store = m_store, request]() -> Core::Result<QByteArray> {
        const auto text = exported(*store, request);
        if (!text)
            return Core::fail(text.error());
        return QByteArray::fromStdString(*text);
    });
}

QtSupport::FutureResult<std::monostate> KubeconfigAdapter::exportFile(const ExportRequest &request, const QString &file)
{
    return QtConcurrent::run(&m_worker, [store = m_store, request, file]() -> Core::Result<std::monostate> {
        const std::filesystem::path path(toStdString(file));
        std::error_code ignored;
        if (std::filesystem::exists(std::filesystem::symlink_status(path, ignored)))
            return Core::fail(Core::ErrorCode::Conflict, Core::singleLine(path.string(), 400) + " is already there",
                              "name another file");
        const auto text = exported(*store, request);
        if (!text)
            return Core::fail(text.error());
        return written(Core::replaceFile(path, *text));
    });
}

QtSupport::FutureResult<QSet<QString>> KubeconfigAdapter::protectedContexts()
{
    return QtConcurrent::run(&m_worker, [file = m_places.marks]() -> Core::Result<QSet<QString>> {
        const auto contexts = Core::ProtectedContexts::read(file);
        if (!contexts)
            return Core::fail(contexts.error());
        QSet<QString> names;
        for (const std::string &name : contexts->names())
            names.insert(toQString(name));
        return names;
    });
}

QtSupport::FutureResult<std::monostate> KubeconfigAdapter::setProtection(const QString &context,
                                                                        Core::Protection protection)
{
    return QtConcurrent::run(&m_worker, [file = m_places.marks, name = toStdString(context), protection] {
        return written(Core::setProtection(file, name, protection));
    });
}

QStringList KubeconfigAdapter::files() const
{
    QStringList names;
    for (const std::filesystem::path &file : m_store->rules().files())
        names.append(QtSupport::toQString(file.string()));
    return names;
}

QString KubeconfigAdapter::defaultFile() const
{
    return QtSupport::toQString(m_store->rules().defaultFile().string());
}

} // namespace Ui
