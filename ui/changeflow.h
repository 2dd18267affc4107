// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/ports.h"

#include <QObject>

#include <optional>

namespace Ui {

//! The way of every edit from the wish to the file:
//!
//!   propose → plan → marks → (question) → confirm → marks of new names → commit → written
//!
//! The diff is asked about first; only a plain switch may go without, and never one that touches a
//! protected context. The marks are read when the plan is there, not before: the command line may
//! have set one since.
class ChangeFlow final : public QObject
{
    Q_OBJECT

public:
    ChangeFlow(KubeconfigPort &kubeconfig, PreferencesPort &preferences, QObject *parent = nullptr);

    //! \a touched: the contexts that the edit is about.
    void propose(const KubeconfigEdit &edit, const QStringList &touched = {});
    void confirm();
    void discard();
    //! The person agreed to remove the lock that stood in the way.
    void breakLock();
    //! Plans the same edit anew, on what the file says by now. False if there is none.
    bool retry();
    [[nodiscard]] bool isBusy() const { return m_busy > 0; }

Q_SIGNALS:
    void confirmationNeeded(const Ui::Planned &planned);
    void written(const QString &summary, const QStringList &warnings);
    void nothingToChange();
    void failed(const Core::Error &error);
    void busyChanged();

private:
    void take(Planned planned, const QSet<QString> &marks);
    void commit(Kubeconfig::StaleLock stale);
    void write(Kubeconfig::StaleLock stale);
    void addBusy(int change);
    [[nodiscard]] QString newName() const;

    KubeconfigPort &m_kubeconfig;
    PreferencesPort &m_preferences;
    std::optional<KubeconfigEdit> m_edit;
    QStringList m_touched;
    std::optional<Planned> m_pending;
    quint64 m_number = 0; //!< of the proposal: an older one that ends late is dropped
    int m_busy = 0;
};

} // namespace Ui
