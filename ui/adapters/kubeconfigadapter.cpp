// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/adapters/kubeconfigadapter.h"

#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <QCoreApplication>
#include <QtConcurrent>

namespace Ui {

using Kubeconfig::KubeconfigStore;
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

} // namespace

KubeconfigAdapter::KubeconfigAdapter(KubeconfigStore store, Audit::AuditLog &audit, QObject *parent)
    : QObject(parent)
    , m_store(std::make_shared<const KubeconfigStore>(std::move(store)))
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

QtSupport::FutureResult<Planned> KubeconfigAdapter::planSwitch(const QString &context)
{
    return planned(m_worker, [store = m_store, name = toStdString(context)] { return store->setCurrentContext(name); });
}

QtSupport::FutureResult<Planned> KubeconfigAdapter::planNamespace(const QString &context, const QString &nameSpace)
{
    return planned(m_worker, [store = m_store, name = toStdString(context), space = toStdString(nameSpace)] {
        return store->setNamespace(name, space);
    });
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
