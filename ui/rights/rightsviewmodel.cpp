// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/rights/rightsviewmodel.h"

#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <QRegularExpression>

#include <algorithm>

namespace Ui {

using QtSupport::toQString;
using QtSupport::toStdString;

RightsPort::~RightsPort() = default;

namespace {

constexpr qsizetype kMaxNearMisses = 5;

Core::Error noTarget()
{
    return { Core::ErrorCode::LoginRequired, "nobody is signed in for this context", "sign in first", {} };
}

//! Words of a sentence; the question itself was checked before.
QString shownQuestion(const Kubernetes::ResourceAttributes &what, const Kubernetes::ResourceName &resource)
{
    QString text = what.verb + u' ' + resource.shown();
    if (!what.name.isEmpty())
        text += u' ' + printable(what.name);
    return what.nameSpace.isEmpty() ? RightsViewModel::tr("%1 in the whole cluster").arg(text)
                                    : RightsViewModel::tr("%1 in “%2”").arg(text, printable(what.nameSpace));
}

} // namespace

RightsViewModel::RightsViewModel(RightsPort &port, const Core::Clock &clock, TargetSource target, QObject *parent)
    : QObject(parent)
    , m_port(port)
    , m_clock(clock)
    , m_target(std::move(target))
{
}

RightsViewModel::~RightsViewModel() = default;

QStringList RightsViewModel::verbs()
{
    return { u"get"_s,    u"list"_s,   u"watch"_s,            u"create"_s,      u"update"_s, u"patch"_s,
             u"delete"_s, u"bind"_s,   u"deletecollection"_s, u"impersonate"_s, u"escalate"_s, u"*"_s };
}

void RightsViewModel::setContext(const QString &context, const QString &nameSpace)
{
    if (context == m_context && nameSpace == m_nameSpace)
        return;
    if (context != m_context) {
        ++m_rulesNumber;
        ++m_answerNumber;
        m_rulesAnswer = {};
        m_answer = {};
        m_rules.setRules({});
        Q_EMIT rulesChanged();
        Q_EMIT answerChanged();
    }
    m_context = context;
    m_nameSpace = nameSpace;
    Q_EMIT contextChanged();
}

void RightsViewModel::setCanAsk(bool canAsk)
{
    if (canAsk == m_canAsk)
        return;
    m_canAsk = canAsk;
    Q_EMIT canAskChanged();
}

void RightsViewModel::askRules(const QString &nameSpace)
{
    const quint64 number = ++m_rulesNumber;
    m_rulesAnswer = {};
    m_rulesAnswer.nameSpace = nameSpace.trimmed().isEmpty() ? u"default"_s : nameSpace.trimmed();
    const auto target = m_target();
    if (!target) {
        m_rulesAnswer.state = RulesAnswer::State::Failed;
        m_rulesAnswer.problem = describe(noTarget());
        Q_EMIT rulesChanged();
        return;
    }
    m_rulesAnswer.state = RulesAnswer::State::Asking;
    Q_EMIT rulesChanged();
    QtSupport::onFinished<Kubernetes::RulesReview>(
            m_port.rules(*target, m_rulesAnswer.nameSpace), this,
            [this, number](const Core::Result<Kubernetes::RulesReview> &review) {
                if (number != m_rulesNumber)
                    return;
                m_rulesAnswer.askedAt = localTime(m_clock.now());
                m_rulesAnswer.state = review ? RulesAnswer::State::Answered : RulesAnswer::State::Failed;
                m_rules.setRules(review ? review->resourceRules : QList<Kubernetes::ResourceRule>());
                if (review) {
                    m_rulesAnswer.isIncomplete = review->incomplete;
                    m_rulesAnswer.whyIncomplete = printable(review->evaluationError, 500);
                } else {
                    m_rulesAnswer.problem = describe(review.error());
                }
                Q_EMIT rulesChanged();
            });
}

void RightsViewModel::setFailed(const Core::Error &error)
{
    m_answer.state = AccessAnswer::State::Failed;
    m_answer.problem = describe(error);
    Q_EMIT answerChanged();
}

void RightsViewModel::ask(const AccessQuestion &question)
{
    const quint64 number = ++m_answerNumber;
    m_answer = {};
    static const QRegularExpression verbForm(u"^(\\*|[a-z]{1,40})$"_s);
    const QString verb = question.verb.trimmed().toLower();
    const auto resource = Kubernetes::parseResource(question.resource);
    if (!verbForm.match(verb).hasMatch()) {
        setFailed({ Core::ErrorCode::Usage, "this is no verb", "choose one of the list: get, list, create, …", {} });
        return;
    }
    if (!resource) {
        setFailed(resource.error());
        return;
    }
    const auto target = m_target();
    if (!target) {
        setFailed(noTarget());
        return;
    }
    m_asked = { verb, resource->group, resource->resource, resource->subresource, question.name.trimmed(),
                resource->isNamespaced ? question.nameSpace.trimmed() : QString() };
    m_answer.what = shownQuestion(m_asked, *resource);
    if (!resource->isKnown && resource->group.isEmpty())
        m_answer.note = tr("“%1” was looked for in the core group. For another one, write it as NAME.GROUP.")
                                .arg(resource->resource);
    else if (!resource->isNamespaced && !question.nameSpace.trimmed().isEmpty())
        m_answer.note = tr("“%1” are of the whole cluster: the namespace does not count.").arg(resource->resource);
    m_answer.state = AccessAnswer::State::Asking;
    Q_EMIT answerChanged();
    QtSupport::onFinished<Kubernetes::AccessReview>(
            m_port.mayI(*target, m_asked), this,
            [this, number, target](const Core::Result<Kubernetes::AccessReview> &review) {
                if (number != m_answerNumber)
                    return;
                if (!review) {
                    setFailed(review.error());
                    return;
                }
                m_answer.state = review->allowed ? AccessAnswer::State::Yes : AccessAnswer::State::No;
                m_answer.grant = review->allowed ? Kubernetes::grantOf(review->reason) : std::nullopt;
                if (!m_answer.grant)
                    m_answer.reason = printable(review->reason, 1000);
                Q_EMIT answerChanged();
                if (!review->allowed)
                    askWhoAndBindings(*target, number);
            });
}

// The server does not say why not. Who one is and what the bindings name tells what is missing.
void RightsViewModel::askWhoAndBindings(const AskTarget &target, quint64 number)
{
    QtSupport::onFinished<Kubernetes::UserInfo>(
            m_port.whoAmI(target), this, [this, number, target](const Core::Result<Kubernetes::UserInfo> &who) {
                if (number != m_answerNumber)
                    return;
                if (!who) {
                    m_answer.note = describe(who.error()).title;
                    Q_EMIT answerChanged();
                    return;
                }
                m_who = *who;
                m_answer.subjects = Kubernetes::bindableSubjects(m_who);
                Q_EMIT answerChanged();
                QtSupport::onFinished<Doctor::RbacObjects>(
                        m_port.bindings(target, m_asked.nameSpace), this,
                        [this, number](const Core::Result<Doctor::RbacObjects> &objects) {
                            if (number != m_answerNumber)
                                return;
                            if (objects)
                                takeBindings(*objects);
                            else if (m_answer.note.isEmpty())
                                m_answer.note = tr("You may not read the bindings, so whether one was meant for you is not known.");
                            Q_EMIT answerChanged();
                        });
            });
}

void RightsViewModel::takeBindings(const Doctor::RbacObjects &objects)
{
    QList<Kubernetes::Subject> mine { { u"User"_s, m_who.username } };
    for (const QString &group : m_who.groups)
        mine.append({ u"Group"_s, group });
    for (const Doctor::RbacBinding &binding : objects.bindings) {
        if (!binding.isCluster && toQString(binding.nameSpace) != m_asked.nameSpace)
            continue;
        for (const Doctor::RbacSubject &subject : binding.subjects) {
            for (const Kubernetes::Subject &me : mine) {
                const bool isMissed = me.kind == toQString(subject.kind)
                        && Doctor::isSameButPrefix(toStdString(me.name), subject.name);
                if (isMissed && m_answer.nearMisses.size() < kMaxNearMisses)
                    m_answer.nearMisses.append({ printable(toQString(binding.shown())), me.kind,
                                                 printable(toQString(subject.name)), printable(me.name) });
            }
        }
    }
    // Whom a binding was meant for comes first.
    const auto isMeant = [this](const Kubernetes::Subject &subject) {
        return std::any_of(m_answer.nearMisses.begin(), m_answer.nearMisses.end(), [&subject](const NearMiss &miss) {
            return miss.kind == subject.kind && miss.seen == printable(subject.name);
        });
    };
    std::stable_partition(m_answer.subjects.begin(), m_answer.subjects.end(), isMeant);
}

QString RightsViewModel::yamlFor(qsizetype subject) const
{
    if (m_answer.state != AccessAnswer::State::No || subject < 0 || subject >= m_answer.subjects.size())
        return {};
    return Kubernetes::grantYaml(m_asked, m_answer.subjects[subject]);
}

} // namespace Ui
