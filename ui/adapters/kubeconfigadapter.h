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
    //! \a marks is the file of the protected contexts, \a stateFolder that of the history.
    struct Places
    {
        std::filesystem::path stateFolder, marks;
    };
    KubeconfigAdapter(const Kubeconfig::LoadingRules &rules, Places places, Audit::AuditLog &audit,
                      QObject *parent = nullptr);
    //! Waits for a write that has begun.
    ~KubeconfigAdapter() override;

    [[nodiscard]] QtSupport::FutureResult<Kubeconfig::Config> load() override;
    [[nodiscard]] QtSupport::FutureResult<Planned> plan(const KubeconfigEdit &edit) override;
    [[nodiscard]] QtSupport::FutureResult<Planned> planAdd(const Kubeconfig::NewEntry &entry) override;
    [[nodiscard]] QtSupport::FutureResult<std::monostate> commit(const Kubeconfig::Plan &plan,
                                                                 Kubeconfig::StaleLock stale) override;
    [[nodiscard]] QtSupport::FutureResult<QList<HistoryItem>> history() override;
    [[nodiscard]] QtSupport::FutureResult<QString> historyDiff(std::uint64_t id) override;
    [[nodiscard]] QtSupport::FutureResult<ImportSource> readImport(const QString &file) override;
    [[nodiscard]] QtSupport::FutureResult<ImportReview> reviewImport(const ImportSource &source) override;
    [[nodiscard]] QtSupport::FutureResult<QByteArray> exportText(const ExportRequest &request) override;
    [[nodiscard]] QtSupport::FutureResult<std::monostate> exportFile(const ExportRequest &request,
                                                                    const QString &file) override;
    [[nodiscard]] QtSupport::FutureResult<QSet<QString>> protectedContexts() override;
    [[nodiscard]] QtSupport::FutureResult<std::monostate> setProtection(const QString &context,
                                                                       Core::Protection protection) override;
    [[nodiscard]] QStringList files() const override;
    [[nodiscard]] QString defaultFile() const override;

private:
    void note(const Kubeconfig::Plan &plan, const Core::Result<> &done);

    std::shared_ptr<const Kubeconfig::KubeconfigStore> m_store; // stateless, safe from any thread
    Places m_places;
    Audit::AuditLog &m_audit;
    QThreadPool m_worker;
};

} // namespace Ui
