// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/rights/rightsview.h"

#include "app/qtsupport/compat.h"
#include "ui/rights/answercard.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/tables.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QCompleter>
#include <QHeaderView>
#include <QLineEdit>
#include <QScrollArea>
#include <QTableView>

namespace Ui {

RightsView::RightsView(RightsViewModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
{
    const int unit = Theme::units(this, 1);
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(unit / 2);
    column->addWidget(buildQuestion());
    m_answer = new AnswerCard(m_model, content);
    column->addWidget(m_answer);
    column->addWidget(buildRules(), 1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);

    connect(&m_model, &RightsViewModel::contextChanged, this, &RightsView::syncContext);
    connect(&m_model, &RightsViewModel::canAskChanged, this, &RightsView::syncCanAsk);
    connect(&m_model, &RightsViewModel::rulesChanged, this, &RightsView::syncRules);
    syncContext();
    syncCanAsk();
}

QWidget *RightsView::buildQuestion()
{
    auto *form = new QWidget(this);
    auto *grid = new QGridLayout(form);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(Theme::units(this, 0.4));
    grid->setVerticalSpacing(Theme::units(this, 0.3));
    m_verb = new QComboBox(form);
    m_verb->setEditable(true);
    m_verb->setInsertPolicy(QComboBox::NoInsert);
    m_verb->addItems(RightsViewModel::verbs());
    m_verb->setCurrentText(u"list"_s);
    m_verb->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_verb->setMinimumContentsLength(6); // "update"; the longest would not fit beside the list of a small window
    m_verb->setAccessibleName(tr("Verb"));
    m_verb->lineEdit()->setMaxLength(40);
    const auto field = [form](const QString &name, const QString &example) {
        auto *line = new QLineEdit(form);
        line->setAccessibleName(name);
        line->setPlaceholderText(example);
        line->setMaxLength(253);
        return line;
    };
    m_resource = field(tr("Resource"), tr("pods, deployments.apps, pods/log"));
    m_resource->setObjectName(u"resource"_s);
    auto *completer = new QCompleter(Kubernetes::knownResources(), m_resource);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_resource->setCompleter(completer);
    m_name = field(tr("Name"), tr("any name"));
    m_nameSpace = field(tr("Namespace"), tr("whole cluster"));
    m_ask = new PrimaryButton(tr("As&k"), form);
    m_ask->setObjectName(u"askAccess"_s);
    auto *can = new QLabel(tr("&Can I"), form);
    can->setBuddy(m_verb);
    auto *in = new QLabel(tr("in"), form);
    in->setBuddy(m_nameSpace);
    grid->addWidget(can, 0, 0);
    grid->addWidget(m_verb, 0, 1);
    grid->addWidget(m_resource, 0, 2, 1, 3);
    grid->addWidget(m_name, 1, 1);
    grid->addWidget(in, 1, 2);
    grid->addWidget(m_nameSpace, 1, 3);
    grid->addWidget(m_ask, 1, 4);
    grid->setColumnStretch(1, 2);
    grid->setColumnStretch(3, 3);
    connect(m_ask, &QPushButton::clicked, this, &RightsView::ask);
    for (QLineEdit *line : { m_resource, m_name, m_nameSpace, m_verb->lineEdit() })
        connect(line, &QLineEdit::returnPressed, this, &RightsView::ask);
    return form;
}

QWidget *RightsView::buildRules()
{
    const int unit = Theme::units(this, 1);
    auto *part = new QWidget(this);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(unit / 3);
    auto *row = new QHBoxLayout;
    m_list = textButton(u"refresh"_s, tr("&List what I may do"), part);
    m_list->setObjectName(u"listRules"_s);
    m_search = new QLineEdit(part);
    m_search->setPlaceholderText(tr("Search: pods, create, apps"));
    m_search->setAccessibleName(tr("Search the rules"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(Theme::icon(u"search"_s), QLineEdit::LeadingPosition);
    row->addWidget(m_list);
    row->addWidget(m_search, 1);
    layout->addLayout(row);
    m_note = new ToneLabel(Theme::Tone::Muted, {}, part);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(m_note);
    m_filter.setSourceModel(m_model.rules());
    m_filter.setFilterRole(RulesModel::SearchRole);
    m_filter.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table = new QTableView(part);
    m_table->setModel(&m_filter);
    prepareTable(m_table, tr("What you may do"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setMinimumHeight(unit * 9);
    QHeaderView *header = m_table->horizontalHeader();
    const double widths[] = { 13, 9, 8 };
    for (int column = 0; column < 3; ++column)
        header->resizeSection(column, Theme::units(this, widths[column]));
    header->setStretchLastSection(true);
    layout->addWidget(m_table, 1);
    connect(m_list, &QPushButton::clicked, this, [this] { m_model.askRules(m_nameSpace->text()); });
    connect(m_search, &QLineEdit::textChanged, &m_filter, &QSortFilterProxyModel::setFilterFixedString);
    return part;
}

void RightsView::ask()
{
    if (!m_model.canAsk())
        return;
    m_model.ask({ m_verb->currentText(), m_resource->text(), m_name->text(), m_nameSpace->text() });
}

void RightsView::syncContext()
{
    m_nameSpace->setText(m_model.nameSpace().isEmpty() ? u"default"_s : m_model.nameSpace());
    syncRules();
}

void RightsView::syncCanAsk()
{
    m_ask->setEnabled(m_model.canAsk());
    m_list->setEnabled(m_model.canAsk());
    syncRules();
}

void RightsView::syncRules()
{
    using State = RulesAnswer::State;
    const RulesAnswer &answer = m_model.rulesAnswer();
    const bool answered = answer.state == State::Answered;
    m_table->setVisible(answered);
    m_search->setVisible(answered);
    QString note;
    Theme::Tone tone = Theme::Tone::Muted;
    switch (answer.state) {
    case State::None:
        note = m_model.canAsk() ? tr("The API server lists what you may do in the namespace above.")
                                : tr("Sign in first, then the API server can be asked.");
        break;
    case State::Asking: note = tr("Asking the API server…"); break;
    case State::Failed:
        tone = Theme::Tone::Bad;
        note = answer.problem.title + u". "_s + answer.problem.why + u' ' + answer.problem.fix;
        break;
    case State::Answered:
        note = tr("In “%1”, asked at %2.").arg(printable(answer.nameSpace), answer.askedAt);
        if (answer.isIncomplete) {
            tone = Theme::Tone::Warning;
            note += u' ' + tr("Not complete: there are rights that the API server cannot list.")
                    + (answer.whyIncomplete.isEmpty() ? QString() : u" ("_s + answer.whyIncomplete + u')');
        }
        break;
    }
    m_note->setTone(tone);
    m_note->setText(note);
}

} // namespace Ui
