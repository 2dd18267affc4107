// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/doctor/doctorviewmodel.h"

#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"
#include "ui/doctor/doctorwords.h"

#include <algorithm>

namespace Ui {

using QtSupport::toQString;

DoctorViewModel::DoctorViewModel(DoctorPort &port, ContextListModel &contexts, const Core::Clock &clock,
                                 QObject *parent)
    : QObject(parent)
    , m_port(port)
    , m_contexts(contexts)
    , m_clock(clock)
{
    if (const ContextEntry *current = m_contexts.current())
        m_question.context = current->name;
    connect(&m_port, &DoctorPort::checkStarted, this, &DoctorViewModel::checkStarted);
    connect(&m_port, &DoctorPort::checkFinished, this, &DoctorViewModel::checkFinished);
    connect(&m_contexts, &QAbstractItemModel::modelReset, this, [this] {
        if (m_contexts.find(m_question.context) == nullptr) {
            m_isChosen = false; // the file lost it
            const ContextEntry *current = m_contexts.current();
            suggestContext(current != nullptr ? current->name : QString());
        }
        Q_EMIT questionChanged();
    });
}

DoctorViewModel::~DoctorViewModel() = default;

bool DoctorViewModel::canExamine() const
{
    return m_phase != Phase::Running;
}

int DoctorViewModel::finishedChecks() const
{
    return static_cast<int>(std::count_if(m_checks.begin(), m_checks.end(), [](const DoctorCheck &check) {
        return check.state != DoctorCheck::State::Running;
    }));
}

void DoctorViewModel::setContext(const QString &name)
{
    m_isChosen = true;
    DoctorQuestion question = m_question;
    question.context = name;
    setQuestion(question);
}

void DoctorViewModel::suggestContext(const QString &name)
{
    if (m_isChosen || m_phase == Phase::Running)
        return;
    DoctorQuestion question = m_question;
    question.context = name;
    setQuestion(question);
}

void DoctorViewModel::setApiServerConfig(const QString &file)
{
    DoctorQuestion question = m_question;
    question.apiServerConfig = file;
    setQuestion(question);
}

void DoctorViewModel::setRbac(const QString &file)
{
    DoctorQuestion question = m_question;
    question.rbac = file;
    setQuestion(question);
}

void DoctorViewModel::setProbesAnonymously(bool agreed)
{
    DoctorQuestion question = m_question;
    question.probesAnonymously = agreed;
    setQuestion(question);
}

void DoctorViewModel::setQuestion(const DoctorQuestion &question)
{
    if (question == m_question)
        return;
    m_question = question;
    Q_EMIT questionChanged();
}

void DoctorViewModel::examine()
{
    if (!canExamine())
        return;
    m_asked = m_question;
    m_wasCanceled = false;
    m_checks.clear();
    m_findings.clear();
    m_open.clear();
    m_verdict.reset();
    m_reportText.clear();
    setPhase(Phase::Running);
    Q_EMIT progressChanged();
    QtSupport::onFinished<Doctor::Report>(m_port.examine(m_asked), this,
                                          [this](const Core::Result<Doctor::Report> &report) { finish(report); });
    setProbesAnonymously(false);
}

void DoctorViewModel::cancel()
{
    if (m_phase != Phase::Running)
        return;
    m_wasCanceled = true;
    m_port.cancel();
}

Core::Result<> DoctorViewModel::savePem(const QByteArray &pem, const QString &file)
{
    return m_port.savePem(file, pem);
}

void DoctorViewModel::checkStarted(const QString &name)
{
    if (m_phase != Phase::Running)
        return;
    DoctorCheck check;
    check.key = name;
    check.name = checkName(name);
    m_checks.append(check);
    Q_EMIT progressChanged();
}

void DoctorViewModel::checkFinished(const QString &name, const Doctor::CheckResult &result)
{
    const auto check = std::find_if(m_checks.begin(), m_checks.end(), [&name](const DoctorCheck &each) {
        return each.key == name && each.state == DoctorCheck::State::Running;
    });
    if (m_phase != Phase::Running || check == m_checks.end())
        return;
    check->found = static_cast<int>(result.findings.size());
    check->open = static_cast<int>(result.notChecked.size());
    QStringList reasons;
    for (const ShownOpen &open : shownOpen(result.notChecked))
        reasons.append(open.why);
    check->why = reasons.join(u'\n');
    for (const Doctor::Finding &finding : result.findings) {
        check->worst = std::max(check->worst, severityOf(finding.severity));
        addFinding(finding);
    }
    check->state = check->found > 0 ? DoctorCheck::State::Found
            : check->open > 0       ? DoctorCheck::State::NotChecked
                                    : DoctorCheck::State::Fine;
    Q_EMIT progressChanged();
}

// The worst first, and then in the order in which things go wrong on the way of a request.
void DoctorViewModel::addFinding(const Doctor::Finding &finding)
{
    const ShownFinding shown = shownFinding(finding);
    if (m_findings.contains(shown))
        return;
    const auto isBehind = [order = Doctor::orderOf(finding.id), &shown](const ShownFinding &other) {
        if (other.severity != shown.severity)
            return other.severity < shown.severity;
        return Doctor::orderOf(QtSupport::toStdString(other.id)) > order;
    };
    m_findings.insert(std::find_if(m_findings.begin(), m_findings.end(), isBehind), shown);
}

void DoctorViewModel::finish(const Core::Result<Doctor::Report> &report)
{
    // A check without an answer by now has none to come.
    for (DoctorCheck &check : m_checks) {
        if (check.state == DoctorCheck::State::Running)
            check.state = DoctorCheck::State::NotChecked;
    }
    if (report)
        take(*report);
    else
        m_verdict = describe(report.error());
    setPhase(report ? Phase::Done : Phase::Failed);
    Q_EMIT progressChanged();
}

void DoctorViewModel::take(const Doctor::Report &report)
{
    m_findings.clear();
    for (const Doctor::Finding &finding : report.findings)
        m_findings.append(shownFinding(finding));
    m_open = shownOpen(report.notChecked);
    m_verdict = shownVerdict(report, m_asked.context);
    if (m_wasCanceled) {
        m_verdict->title = tr("Ended before all checks were done");
        m_verdict->severity = std::max(m_verdict->severity, Severity::Warning);
    }
    // In English, as the findings: a report is for handing on.
    m_reportText = u"Lanyard's doctor, context %1, at %2\n"_s
                           .arg(m_asked.context.isEmpty() ? u"(current)"_s : printable(m_asked.context),
                                localTime(m_clock.now()))
            + toQString(Doctor::toText(report));
}

void DoctorViewModel::setPhase(Phase phase)
{
    if (phase == m_phase)
        return;
    m_phase = phase;
    Q_EMIT phaseChanged();
}

} // namespace Ui
