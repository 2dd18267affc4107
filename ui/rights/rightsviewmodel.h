// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/clock.h"
#include "app/kubernetes/grant.h"
#include "ui/rights/rightsport.h"
#include "ui/rights/rulesmodel.h"
#include "ui/text.h"

#include <QObject>

#include <functional>
#include <optional>

namespace Ui {

//! "Can I VERB RESOURCE NAME in NAMESPACE?", as typed.
struct AccessQuestion
{
    QString verb, resource, name, nameSpace;
    bool operator==(const AccessQuestion &) const = default;
};

//! A binding that names the person, but in another spelling than the API server's.
struct NearMiss
{
    QString binding; //!< `RoleBinding "security/dev"`
    QString kind, named, seen; //!< "Group", "dev", "oidc:dev"
    bool operator==(const NearMiss &) const = default;
};

//! What the API server answered to "can I … ?".
struct AccessAnswer
{
    enum class State {
        None,
        Asking,
        Yes,
        No,
        Failed,
    };
    State state = State::None;
    QString what; //!< "list deployments.apps in “payments”"
    std::optional<Kubernetes::Grant> grant;
    QString reason; //!< the server's own words, where they are others
    QString note; //!< what was left out or could not be known
    QList<Kubernetes::Subject> subjects; //!< whom a binding could name
    QList<NearMiss> nearMisses;
    Message problem;
};

struct RulesAnswer
{
    enum class State {
        None,
        Asking,
        Answered,
        Failed,
    };
    State state = State::None;
    QString nameSpace, askedAt;
    bool isIncomplete = false;
    QString whyIncomplete;
    Message problem;
};

//! What may I do: the rules of a namespace, and single questions. No widgets.
class RightsViewModel final : public QObject
{
    Q_OBJECT

public:
    //! Of whom questions are asked just now; nothing without a sign-in.
    using TargetSource = std::function<std::optional<AskTarget>()>;

    RightsViewModel(RightsPort &port, const Core::Clock &clock, TargetSource target, QObject *parent = nullptr);
    ~RightsViewModel() override;

    //! Another context is looked at: what was answered for the one before is gone.
    void setContext(const QString &context, const QString &nameSpace);
    //! Whether somebody is signed in.
    void setCanAsk(bool canAsk);
    [[nodiscard]] bool canAsk() const { return m_canAsk; }
    [[nodiscard]] QString nameSpace() const { return m_nameSpace; }

    [[nodiscard]] RulesModel *rules() { return &m_rules; }
    [[nodiscard]] const RulesAnswer &rulesAnswer() const { return m_rulesAnswer; }
    void askRules(const QString &nameSpace);

    [[nodiscard]] const AccessAnswer &answer() const { return m_answer; }
    void ask(const AccessQuestion &question);
    //! The Role and binding that would allow what was refused; empty otherwise.
    [[nodiscard]] QString yamlFor(qsizetype subject) const;

    [[nodiscard]] static QStringList verbs();

Q_SIGNALS:
    void contextChanged();
    void canAskChanged();
    void rulesChanged();
    void answerChanged();

private:
    void askWhoAndBindings(const AskTarget &target, quint64 number);
    void takeBindings(const Doctor::RbacObjects &objects);
    void setFailed(const Core::Error &error);

    RightsPort &m_port;
    const Core::Clock &m_clock;
    TargetSource m_target;
    QString m_context, m_nameSpace;
    bool m_canAsk = false;
    RulesModel m_rules;
    RulesAnswer m_rulesAnswer;
    AccessAnswer m_answer;
    Kubernetes::ResourceAttributes m_asked;
    Kubernetes::UserInfo m_who;
    quint64 m_rulesNumber = 0, m_answerNumber = 0; //!< a later question makes earlier answers void
};

} // namespace Ui
