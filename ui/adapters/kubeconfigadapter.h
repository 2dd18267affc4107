// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/audit/auditlog.h"
#include "ui/ports.h"

#include <QThreadPool>

#include <memory>

namespace Ui {

//! KubeconfigPort over the store, on one worker thread: a file of 20 MB does not stop the window, and
//! two edits never run at once.
class KubeconfigAdapter final : public QObject, public KubeconfigPort
{
    Q_OBJECT

public:
    KubeconfigAdapter(Kubeconfig::KubeconfigStore store, Audit::AuditLog &audit, QObject *parent = nullptr);
    //! Waits for a write that has begun.
    ~KubeconfigAdapter() override;

    [[nodiscard]] QtSupport::FutureResult<Kubeconfig::Config> load() override;
    [[nodiscard]] QtSupport::FutureResult<Planned> planSwitch(const QString &context) override;
    [[nodiscard]] QtSupport::FutureResult<Planned> planNamespace(const QString &context,
                                                                 const QString &nameSpace) override;
    [[nodiscard]] QtSupport::FutureResult<Planned> planAdd(const Kubeconfig::NewEntry &entry) override;
    [[nodiscard]] QtSupport::FutureResult<std::monostate> commit(const Kubeconfig::Plan &plan,
                                                                 Kubeconfig::StaleLock stale) override;
    [[nodiscard]] QStringList files() const override;
    [[nodiscard]] QString defaultFile() const override;

private:
    void note(const Kubeconfig::Plan &plan, const Core::Result<> &done);

    std::shared_ptr<const Kubeconfig::KubeconfigStore> m_store; // stateless, safe from any thread
    Audit::AuditLog &m_audit;
    QThreadPool m_worker;
};

} // namespace Ui
