// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/clusters/contextlistmodel.h"
#include "ui/doctor/doctorport.h"
#include "ui/text.h"

#include "app/core/clock.h"

#include <QList>
#include <QObject>

#include <optional>

namespace Ui {

//! One line of the progress list.
struct DoctorCheck
{
    enum class State {
        Running,
        Fine,
        Found,
        NotChecked, //!< nothing of it could be checked
    };
    QString key; //!< the doctor's own name of it
    QString name; //!< for people
    State state = State::Running;
    Severity worst = Severity::Info; //!< of what was found
    int found = 0;
    int open = 0; //!< ids that were not checked
    QString why; //!< the reasons for that, one a line
    bool operator==(const DoctorCheck &) const = default;
};

//! Two values that should be one, and where they part.
struct ShownSides
{
    QString oneName, one, otherName, other, rest;
    qsizetype firstDifference = 0;
    bool operator==(const ShownSides &) const = default;
};

//! One fault, safe to show: no control characters, lines where the doctor made them.
struct ShownFinding
{
    QString id;
    Severity severity = Severity::Error;
    QString title, evidence;
    std::optional<ShownSides> sides; //!< of the evidence, if it compares two values
    QString serverLog, fix;
    QByteArray pem; //!< a certificate to hand on; may be empty
    bool operator==(const ShownFinding &) const = default;
};

//! What was not checked, by reason.
struct ShownOpen
{
    QString why;
    QStringList ids;
    bool operator==(const ShownOpen &) const = default;
};

//! The Doctor page: one question, one examination, its findings. No widgets.
class DoctorViewModel final : public QObject
{
    Q_OBJECT

public:
    enum class Phase {
        Idle,
        Running,
        Done,
        Failed, //!< no report; verdict() says why
    };

    DoctorViewModel(DoctorPort &port, ContextListModel &contexts, const Core::Clock &clock, QObject *parent = nullptr);
    ~DoctorViewModel() override;

    [[nodiscard]] ContextListModel *contexts() const { return &m_contexts; }
    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] const DoctorQuestion &question() const { return m_question; }
    [[nodiscard]] bool canExamine() const;
    [[nodiscard]] const QList<DoctorCheck> &checks() const { return m_checks; }
    [[nodiscard]] int finishedChecks() const;
    [[nodiscard]] const QList<ShownFinding> &findings() const { return m_findings; }
    [[nodiscard]] const QList<ShownOpen> &open() const { return m_open; }
    //! The outcome in one sentence, once there is one.
    [[nodiscard]] const std::optional<Message> &verdict() const { return m_verdict; }
    //! For handing on. Empty before there is a report. No secret is in it.
    [[nodiscard]] QString reportText() const { return m_reportText; }

    void setContext(const QString &name);
    //! The context that another page is about: taken unless the person chose one here.
    void suggestContext(const QString &name);
    void setApiServerConfig(const QString &file);
    void setRbac(const QString &file);
    //! The consent is for the next examination only.
    void setProbesAnonymously(bool agreed);

    void examine();
    void cancel();
    [[nodiscard]] Core::Result<> savePem(const QByteArray &pem, const QString &file);

Q_SIGNALS:
    void questionChanged();
    void phaseChanged();
    //! checks() or findings() changed.
    void progressChanged();

private:
    void checkStarted(const QString &name);
    void checkFinished(const QString &name, const Doctor::CheckResult &result);
    void finish(const Core::Result<Doctor::Report> &report);
    void take(const Doctor::Report &report);
    void addFinding(const Doctor::Finding &finding);
    void setQuestion(const DoctorQuestion &question);
    void setPhase(Phase phase);

    DoctorPort &m_port;
    ContextListModel &m_contexts;
    const Core::Clock &m_clock;
    DoctorQuestion m_question;
    DoctorQuestion m_asked; //!< what the shown examination is about
    bool m_isChosen = false;
    bool m_wasCanceled = false;
    Phase m_phase = Phase::Idle;
    QList<DoctorCheck> m_checks;
    QList<ShownFinding> m_findings;
    QList<ShownOpen> m_open;
    std::optional<Message> m_verdict;
    QString m_reportText;
};

} // namespace Ui
