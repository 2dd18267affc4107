// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/changeflow.h"
#include "ui/text.h"

namespace Ui {

//! A kubeconfig from somewhere else, looked at before anything of it is written. No widgets.
//!
//!   open → read → review (risks, entries) → choice for taken names → plan → consent → write
class ImportViewModel final : public QObject
{
    Q_OBJECT

public:
    enum class Phase {
        Reading,
        Broken, //!< not read, or no kubeconfig; message() says why
        Choosing, //!< names are taken: the person says what to do
        Planning,
        NothingNew, //!< all of it is there already
        Ready, //!< diff() is what would be written
        Writing,
        Done,
    };
    ImportViewModel(KubeconfigPort &kubeconfig, PreferencesPort &preferences, QObject *parent = nullptr);

    void openFile(const QString &file);
    //! \a name tells people where the bytes are from.
    void openText(const QByteArray &bytes, const QString &name);

    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] QString name() const { return printable(m_source.name, 1000); }
    [[nodiscard]] const ImportReview &review() const { return m_review; }
    [[nodiscard]] int count(Kubeconfig::ImportedEntry::State state) const;
    [[nodiscard]] bool hasConflicts() const;
    //! Nothing until the person chose.
    [[nodiscard]] std::optional<Kubeconfig::Conflicts> conflicts() const { return m_conflicts; }
    void setConflicts(Kubeconfig::Conflicts conflicts);
    [[nodiscard]] QString diff() const { return m_planned ? m_planned->diff : QString(); }
    [[nodiscard]] QStringList guarded() const { return m_planned ? m_planned->guarded : QStringList(); }
    //! True if it runs, weakens or takes over something, or touches a protected context.
    [[nodiscard]] bool needsConsent() const;
    void setConsent(bool given);
    [[nodiscard]] bool hasConsent() const { return m_consent; }
    [[nodiscard]] bool canImport() const;
    void import();
    [[nodiscard]] const std::optional<Message> &message() const { return m_message; }
    void resolve(Remedy remedy);
    void dismissMessage();

Q_SIGNALS:
    void changed();
    void messageChanged();
    void imported(const QString &summary);

private:
    void start();
    void take(ImportSource source);
    void plan();
    void setPhase(Phase phase);
    void fail(const Core::Error &error);

    KubeconfigPort &m_kubeconfig;
    ChangeFlow m_flow;
    Phase m_phase = Phase::Reading;
    ImportSource m_source;
    ImportReview m_review;
    std::optional<Kubeconfig::Conflicts> m_conflicts;
    std::optional<Planned> m_planned;
    std::optional<Message> m_message;
    bool m_consent = false;
    quint64 m_number = 0; //!< of what was opened last
};

//! True for what the person must have seen: it runs a program or weakens the connection.
[[nodiscard]] bool isDangerous(Kubeconfig::Risk::Kind kind);
//! "Runs a program"
[[nodiscard]] QString riskText(Kubeconfig::Risk::Kind kind);

} // namespace Ui
