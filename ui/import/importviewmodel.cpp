// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/import/importviewmodel.h"

#include <algorithm>

namespace Ui {

using Kubeconfig::Conflicts;
using Kubeconfig::ImportedEntry;
using Kubeconfig::Risk;

bool isDangerous(Risk::Kind kind)
{
    switch (kind) {
    case Risk::Kind::Command:
    case Risk::Kind::Proxy:
    case Risk::Kind::Insecure:
    case Risk::Kind::PlainHttp:
    case Risk::Kind::Impersonation: return true;
    case Risk::Kind::Path:
    case Risk::Kind::Secret:
    case Risk::Kind::AuthProvider: break;
    }
    return false;
}

QString riskText(Risk::Kind kind)
{
    switch (kind) {
    case Risk::Kind::Command: return ImportViewModel::tr("Runs a program");
    case Risk::Kind::Path: return ImportViewModel::tr("Reads a file");
    case Risk::Kind::Proxy: return ImportViewModel::tr("Goes through a proxy");
    case Risk::Kind::Insecure: return ImportViewModel::tr("Trusts any server");
    case Risk::Kind::PlainHttp: return ImportViewModel::tr("No encryption");
    case Risk::Kind::Secret: return ImportViewModel::tr("Brings a secret");
    case Risk::Kind::Impersonation: return ImportViewModel::tr("Acts as somebody else");
    case Risk::Kind::AuthProvider: return ImportViewModel::tr("Outdated sign-in");
    }
    return {};
}

ImportViewModel::ImportViewModel(KubeconfigPort &kubeconfig, PreferencesPort &preferences, QObject *parent)
    : QObject(parent)
    , m_kubeconfig(kubeconfig)
    , m_flow(kubeconfig, preferences)
{
    connect(&m_flow, &ChangeFlow::confirmationNeeded, this, [this](const Planned &planned) {
        m_planned = planned;
        setPhase(Phase::Ready);
    });
    connect(&m_flow, &ChangeFlow::nothingToChange, this, [this] { setPhase(Phase::NothingNew); });
    connect(&m_flow, &ChangeFlow::failed, this, &ImportViewModel::fail);
    connect(&m_flow, &ChangeFlow::written, this, [this](const QString &summary) {
        setPhase(Phase::Done);
        Q_EMIT imported(summary);
    });
}

void ImportViewModel::start()
{
    ++m_number;
    m_flow.discard();
    m_source = {};
    m_review = {};
    m_conflicts.reset();
    m_planned.reset();
    m_consent = false;
    dismissMessage();
    setPhase(Phase::Reading);
}

void ImportViewModel::openFile(const QString &file)
{
    start();
    m_source.name = file;
    const quint64 number = m_number;
    QtSupport::onFinished<ImportSource>(m_kubeconfig.readImport(file), this,
                                        [this, number](Core::Result<ImportSource> source) {
                                            if (number != m_number)
                                                return;
                                            if (source)
                                                take(std::move(*source));
                                            else
                                                fail(source.error());
                                        });
}

void ImportViewModel::openText(const QByteArray &bytes, const QString &name)
{
    start();
    take({ bytes, name, {} });
}

void ImportViewModel::take(ImportSource source)
{
    m_source = std::move(source);
    const quint64 number = m_number;
    QtSupport::onFinished<ImportReview>(m_kubeconfig.reviewImport(m_source), this,
                                        [this, number](Core::Result<ImportReview> review) {
                                            if (number != m_number)
                                                return;
                                            if (!review) {
                                                fail(review.error());
                                                return;
                                            }
                                            m_review = std::move(*review);
                                            if (hasConflicts())
                                                setPhase(Phase::Choosing);
                                            else
                                                plan();
                                        });
}

int ImportViewModel::count(ImportedEntry::State state) const
{
    return static_cast<int>(std::count_if(m_review.entries.begin(), m_review.entries.end(),
                                          [state](const ImportedEntry &entry) { return entry.state == state; }));
}

bool ImportViewModel::hasConflicts() const
{
    return count(ImportedEntry::State::Different) > 0;
}

void ImportViewModel::setConflicts(Conflicts conflicts)
{
    if (m_phase == Phase::Reading || m_phase == Phase::Writing || m_phase == Phase::Done || m_conflicts == conflicts)
        return;
    m_conflicts = conflicts;
    m_consent = false; // the yes was for other lines
    plan();
}

void ImportViewModel::plan()
{
    m_planned.reset();
    setPhase(Phase::Planning);
    m_flow.propose(ImportEntries { m_source, m_conflicts.value_or(Conflicts::Fail) });
}

bool ImportViewModel::needsConsent() const
{
    return !guarded().isEmpty()
            || std::any_of(m_review.risks.begin(), m_review.risks.end(),
                           [](const Risk &risk) { return isDangerous(risk.kind); });
}

void ImportViewModel::setConsent(bool given)
{
    m_consent = given;
    Q_EMIT changed();
}

bool ImportViewModel::canImport() const
{
    return m_phase == Phase::Ready && (m_consent || !needsConsent());
}

void ImportViewModel::import()
{
    if (!canImport())
        return;
    dismissMessage();
    setPhase(Phase::Writing);
    m_flow.confirm();
}

void ImportViewModel::resolve(Remedy remedy)
{
    dismissMessage();
    if (remedy == Remedy::BreakLock && m_phase == Phase::Ready && canImport()) {
        setPhase(Phase::Writing);
        m_flow.breakLock();
    } else if (remedy == Remedy::Retry) {
        plan();
    }
}

void ImportViewModel::fail(const Core::Error &error)
{
    m_message = describe(error);
    Q_EMIT messageChanged();
    // After a failed write the same can be tried again; a file that cannot be read stays unread.
    setPhase(m_phase == Phase::Writing ? Phase::Ready : hasConflicts() ? Phase::Choosing : Phase::Broken);
}

void ImportViewModel::dismissMessage()
{
    if (!m_message)
        return;
    m_message.reset();
    Q_EMIT messageChanged();
}

void ImportViewModel::setPhase(Phase phase)
{
    m_phase = phase;
    Q_EMIT changed();
}

} // namespace Ui
