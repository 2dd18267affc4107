// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/rights/answercard.h"

#include "app/qtsupport/compat.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/codebox.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QComboBox>

namespace Ui {

namespace {

QString grantText(const Kubernetes::Grant &grant)
{
    const QString binding = grant.nameSpace.isEmpty() ? grant.binding : grant.nameSpace + u'/' + grant.binding;
    return AnswerCard::tr("%1 “%2” gives %3 “%4” to %5 “%6”")
            .arg(grant.bindingKind, printable(binding), grant.roleKind, printable(grant.role), grant.subjectKind,
                 printable(grant.subject));
}

QString nearText(const QList<NearMiss> &misses)
{
    QStringList lines;
    for (const NearMiss &miss : misses)
        lines.append(AnswerCard::tr("%1 names %2 “%3”, but the API server knows you as “%4”: prefixes are part of the name.")
                             .arg(miss.binding, miss.kind, miss.named, miss.seen));
    return lines.join(u'\n');
}

} // namespace

AnswerCard::AnswerCard(RightsViewModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_card(new Card(this))
    , m_icon(new IconLabel({}, 1.4, m_card))
    , m_title(wrappingLabel(m_card))
    , m_why(wrappingLabel(m_card))
    , m_note(new ToneLabel(Theme::Tone::Muted, {}, m_card))
{
    const int unit = Theme::units(this, 1);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_card);
    auto *row = new QHBoxLayout(m_card);
    row->setContentsMargins(unit * 2 / 3, unit / 2, unit * 2 / 3, unit / 2);
    row->setSpacing(unit * 2 / 3);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(unit / 4);
    m_title->setFont(Theme::scaled(font(), 1.05, QFont::DemiBold));
    words->addWidget(m_title);
    words->addWidget(m_why);
    words->addWidget(m_note);
    words->addWidget(buildMissing(m_card));
    row->addLayout(words, 1);
    connect(&m_model, &RightsViewModel::answerChanged, this, &AnswerCard::sync);
    sync();
}

QWidget *AnswerCard::buildMissing(Card *card)
{
    const int unit = Theme::units(this, 1);
    m_missing = new QWidget(card);
    auto *layout = new QVBoxLayout(m_missing);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(unit / 3);
    m_near = wrappingLabel(m_missing);
    layout->addWidget(m_near);
    auto *row = new QHBoxLayout;
    auto *label = new QLabel(tr("A binding for"), m_missing);
    m_subject = new QComboBox(m_missing);
    m_subject->setAccessibleName(tr("Whom the binding names"));
    m_subject->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_subject->setMinimumContentsLength(8);
    label->setBuddy(m_subject);
    m_copy = textButton(u"copy"_s, tr("Copy YAML"), m_missing);
    m_copy->setObjectName(u"copyYaml"_s);
    row->addWidget(label);
    row->addWidget(m_subject, 1);
    row->addWidget(m_copy);
    layout->addLayout(row);
    m_yaml = new CodeBox(tr("The role and binding that would allow it"), m_missing);
    m_yaml->setMaximumLines(8);
    layout->addWidget(m_yaml);
    layout->addWidget(new ToneLabel(Theme::Tone::Muted,
                                    tr("Give it to whoever administers the cluster: kubectl apply -f -"), m_missing));
    connect(m_subject, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_yaml->setCode(m_model.yamlFor(index)); });
    connect(m_copy, &QPushButton::clicked, this, [this] { copyToClipboard(m_model.yamlFor(m_subject->currentIndex())); });
    return m_missing;
}

void AnswerCard::sync()
{
    using State = AccessAnswer::State;
    const AccessAnswer &answer = m_model.answer();
    setVisible(answer.state != State::None);
    m_card->setTone({});
    QString why = answer.grant ? grantText(*answer.grant) : answer.reason;
    switch (answer.state) {
    case State::None:
        break;
    case State::Asking:
        m_icon->setIcon(u"state-waiting"_s, Theme::Tone::Muted);
        m_title->setText(tr("Asking the API server: %1").arg(answer.what));
        break;
    case State::Yes:
        m_card->setTone(Theme::Tone::Good);
        m_icon->setIcon(u"success"_s, Theme::Tone::Good);
        m_title->setText(tr("Yes: you may %1").arg(answer.what));
        break;
    case State::No:
        m_card->setTone(Theme::Tone::Warning);
        m_icon->setIcon(u"error"_s, Theme::Tone::Warning);
        m_title->setText(tr("No: you may not %1").arg(answer.what));
        if (why.isEmpty())
            why = tr("No binding names you or one of your groups for this.");
        break;
    case State::Failed:
        m_card->setTone(Theme::Tone::Bad);
        m_icon->setIcon(u"warning"_s, Theme::Tone::Bad);
        m_title->setText(answer.problem.title);
        why = answer.problem.why + (answer.problem.fix.isEmpty() ? QString() : u'\n' + answer.problem.fix);
        break;
    }
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
    m_note->setText(answer.note);
    m_note->setVisible(!answer.note.isEmpty());
    syncMissing(answer);
    setAccessibleName(m_title->text() + u". "_s + why);
    if (answer.state == State::None || answer.state == State::Asking)
        return;
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void AnswerCard::syncMissing(const AccessAnswer &answer)
{
    m_missing->setVisible(answer.state == AccessAnswer::State::No && !answer.subjects.isEmpty());
    m_near->setText(nearText(answer.nearMisses));
    m_near->setVisible(!answer.nearMisses.isEmpty());
    QStringList names;
    for (const Kubernetes::Subject &subject : answer.subjects)
        names.append(subject.kind == "Group"_L1 ? tr("group %1").arg(printable(subject.name))
                                                : tr("user %1").arg(printable(subject.name)));
    QStringList shown;
    for (int i = 0; i < m_subject->count(); ++i)
        shown.append(m_subject->itemText(i));
    if (shown != names) {
        const QSignalBlocker quiet(m_subject);
        m_subject->clear();
        m_subject->addItems(names);
    }
    m_yaml->setCode(m_model.yamlFor(m_subject->currentIndex()));
}

} // namespace Ui
