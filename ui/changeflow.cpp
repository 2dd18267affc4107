// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/changeflow.h"

#include "app/qtsupport/strings.h"
#include "ui/text.h"

#include <algorithm>

namespace Ui {

using QtSupport::toQString;

namespace {

bool isPlainSwitch(const KubeconfigEdit &edit)
{
    return std::holds_alternative<SwitchContext>(edit) || std::holds_alternative<SetNamespace>(edit);
}

//! What an undo or an import touches is known from its lines alone. Lines around a change count, too:
//! a question too many does no harm.
QStringList marksIn(const Planned &planned, const QSet<QString> &marks)
{
    QStringList found;
    const QString text = toQString(planned.plan.summary) + u'\n' + planned.diff;
    for (const QString &name : marks) {
        if (text.contains(printable(name)))
            found.append(name);
    }
    return found;
}

} // namespace

ChangeFlow::ChangeFlow(KubeconfigPort &kubeconfig, PreferencesPort &preferences, QObject *parent)
    : QObject(parent)
    , m_kubeconfig(kubeconfig)
    , m_preferences(preferences)
{
}

void ChangeFlow::propose(const KubeconfigEdit &edit, const QStringList &touched)
{
    m_pending.reset();
    m_edit = edit;
    m_touched = touched;
    const quint64 number = ++m_number;
    addBusy(+1);
    QtSupport::onFinished<Planned>(m_kubeconfig.plan(edit), this, [this, number](Core::Result<Planned> planned) {
        addBusy(-1);
        if (number != m_number)
            return;
        if (!planned) {
            Q_EMIT failed(planned.error());
            return;
        }
        addBusy(+1);
        QtSupport::onFinished<QSet<QString>>(
                m_kubeconfig.protectedContexts(), this,
                [this, number, planned = std::move(*planned)](const Core::Result<QSet<QString>> &marks) mutable {
                    addBusy(-1);
                    if (number != m_number)
                        return;
                    // Marks that cannot be read must not look like no marks.
                    if (!marks)
                        Q_EMIT failed(marks.error());
                    else
                        take(std::move(planned), *marks);
                });
    });
}

void ChangeFlow::take(Planned planned, const QSet<QString> &marks)
{
    if (planned.plan.isEmpty()) {
        m_edit.reset();
        Q_EMIT nothingToChange();
        return;
    }
    planned.isPlainSwitch = isPlainSwitch(*m_edit);
    const bool fromLines =
            std::holds_alternative<UndoChange>(*m_edit) || std::holds_alternative<ImportEntries>(*m_edit);
    planned.guarded = fromLines ? marksIn(planned, marks) : m_touched;
    planned.guarded.erase(std::remove_if(planned.guarded.begin(), planned.guarded.end(),
                                         [&marks](const QString &name) { return !marks.contains(name); }),
                          planned.guarded.end());
    planned.guarded.sort();
    m_pending = std::move(planned);
    if (m_pending->isPlainSwitch && m_pending->guarded.isEmpty() && !m_preferences.preferences().confirmSwitch)
        commit(Kubeconfig::StaleLock::Report);
    else
        Q_EMIT confirmationNeeded(*m_pending);
}

void ChangeFlow::confirm()
{
    if (m_pending)
        commit(Kubeconfig::StaleLock::Report);
}

void ChangeFlow::discard()
{
    ++m_number;
    m_pending.reset();
    m_edit.reset();
}

void ChangeFlow::breakLock()
{
    if (m_pending)
        commit(Kubeconfig::StaleLock::Break);
}

bool ChangeFlow::retry()
{
    if (!m_edit)
        return false;
    const KubeconfigEdit edit = *m_edit;
    propose(edit, QStringList(m_touched));
    return true;
}

//! The name that a protected context gets, or its copy.
QString ChangeFlow::newName() const
{
    if (!m_edit || !m_pending || m_pending->guarded.isEmpty())
        return {};
    if (const auto *rename = std::get_if<RenameEntry>(&*m_edit))
        return rename->section == Kubeconfig::Section::Contexts ? rename->newName : QString();
    const auto *duplicate = std::get_if<DuplicateContext>(&*m_edit);
    return duplicate ? duplicate->newName : QString();
}

void ChangeFlow::commit(Kubeconfig::StaleLock stale)
{
    const QString name = newName();
    if (name.isEmpty()) {
        write(stale);
        return;
    }
    // The mark comes first, so that there is no moment without it; the old name keeps its own for
    // the way back.
    addBusy(+1);
    const quint64 number = m_number;
    QtSupport::onFinished<std::monostate>(m_kubeconfig.setProtection(name, Core::Protection::On), this,
                                          [this, stale, number](const Core::Result<std::monostate> &marked) {
                                              addBusy(-1);
                                              if (!marked)
                                                  Q_EMIT failed(marked.error());
                                              else if (number == m_number && m_pending)
                                                  write(stale);
                                          });
}

void ChangeFlow::write(Kubeconfig::StaleLock stale)
{
    addBusy(+1);
    const quint64 number = m_number;
    const QString summary = toQString(m_pending->plan.summary);
    QStringList warnings;
    for (const std::string &warning : m_pending->plan.warnings)
        warnings.append(toQString(warning));
    QtSupport::onFinished<std::monostate>(m_kubeconfig.commit(m_pending->plan, stale), this,
                                          [this, number, summary, warnings](const Core::Result<std::monostate> &done) {
                                              addBusy(-1);
                                              if (!done) {
                                                  Q_EMIT failed(done.error());
                                                  return;
                                              }
                                              if (number == m_number)
                                                  discard();
                                              Q_EMIT written(summary, warnings);
                                          });
}

void ChangeFlow::addBusy(int change)
{
    const bool was = isBusy();
    m_busy += change;
    if (was != isBusy())
        Q_EMIT busyChanged();
}

} // namespace Ui
