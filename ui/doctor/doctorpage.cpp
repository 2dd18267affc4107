// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/doctor/doctorpage.h"

#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"
#include "ui/doctor/checklist.h"
#include "ui/doctor/doctorwords.h"
#include "ui/doctor/findingcard.h"
#include "ui/widgets/basics.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMessageBox>
#include <QProgressBar>
#include <QScrollArea>

namespace Ui {

namespace {

//! A line that opens and closes what is below it.
QToolButton *disclosure(const QString &text, QWidget *target, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setArrowType(Qt::RightArrow);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::StrongFocus);
    target->setVisible(false);
    QObject::connect(button, &QToolButton::toggled, target, [button, target](bool open) {
        button->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        target->setVisible(open);
    });
    return button;
}

} // namespace

DoctorPage::DoctorPage(DoctorViewModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
{
    const int unit = Theme::units(this, 1);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(buildTop());
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(unit, unit / 4, unit, unit);
    column->setSpacing(unit * 2 / 3);
    m_idle = new ToneLabel(Theme::Tone::Muted,
                           tr("The doctor looks at the files, the certificates, the provider, your token and the API "
                              "server's answer, and says what is wrong and how to mend it. It changes nothing, opens no "
                              "browser and takes ten seconds at most."),
                           content);
    column->addWidget(m_idle);
    column->addWidget(buildVerdict());
    m_checks = new CheckList(content);
    m_checks->setAccessibleName(tr("Checks"));
    column->addWidget(m_checks);
    m_language = new ToneLabel(Theme::Tone::Muted, languageNote(), content);
    column->addWidget(m_language);
    m_cards = new QVBoxLayout;
    m_cards->setSpacing(unit * 2 / 3);
    column->addLayout(m_cards);
    column->addWidget(buildOpen());
    column->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setAccessibleName(tr("Doctor")); // a stop of the Tab key: the arrows scroll the findings
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    outer->addWidget(scroll, 1);

    connect(&m_model, &DoctorViewModel::questionChanged, this, &DoctorPage::syncQuestion);
    // After the combo box, which falls back to its first entry.
    connect(m_model.contexts(), &QAbstractItemModel::modelReset, this, &DoctorPage::syncQuestion);
    connect(&m_model, &DoctorViewModel::phaseChanged, this, &DoctorPage::syncPhase);
    connect(&m_model, &DoctorViewModel::progressChanged, this, &DoctorPage::syncProgress);
    syncQuestion();
    syncPhase();
    syncProgress();
}

QWidget *DoctorPage::buildTop()
{
    const int unit = Theme::units(this, 1);
    auto *top = new QWidget(this);
    auto *layout = new QVBoxLayout(top);
    layout->setContentsMargins(unit, unit * 3 / 4, unit, unit / 2);
    layout->setSpacing(unit / 2);
    layout->addWidget(heading(tr("Doctor"), 1.4, top));
    auto *row = new QHBoxLayout;
    row->setSpacing(unit / 2);
    auto *label = new QLabel(tr("Con&text"), top);
    m_context = new QComboBox(top);
    m_context->setModel(m_model.contexts());
    m_context->setAccessibleName(tr("Context to examine"));
    // Ten thousand names are not measured for the width.
    m_context->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_context->setMinimumContentsLength(16);
    m_context->setMaxVisibleItems(15);
    label->setBuddy(m_context);
    m_examine = new PrimaryButton(tr("Examine"), top);
    m_examine->setObjectName(u"examine"_s);
    m_examine->setAutoDefault(true);
    m_cancel = new QPushButton(tr("Cancel"), top);
    m_cancel->setObjectName(u"cancelExamination"_s);
    m_cancel->setToolTip(tr("Show what is known by now (Esc)"));
    row->addWidget(label);
    row->addWidget(m_context, 1);
    row->addWidget(m_examine);
    row->addWidget(m_cancel);
    layout->addLayout(row);
    m_options = buildOptions();
    m_more = disclosure(tr("&More to go by: the API server's configuration, RBAC files"), m_options, top);
    m_more->setObjectName(u"moreToGoBy"_s);
    layout->addWidget(m_more, 0, Qt::AlignLeft);
    layout->addWidget(m_options);
    m_progress = new QProgressBar(top);
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(qMax(4, unit / 3));
    m_progress->setAccessibleName(tr("Progress of the examination"));
    layout->addWidget(m_progress);

    connect(m_context, &QComboBox::activated, this, [this](int index) {
        m_model.setContext(m_context->itemData(index, ContextListModel::NameRole).toString());
    });
    connect(m_examine, &QPushButton::clicked, &m_model, &DoctorViewModel::examine);
    connect(m_cancel, &QPushButton::clicked, &m_model, &DoctorViewModel::cancel);
    return top;
}

QLineEdit *DoctorPage::addFileRow(QVBoxLayout *layout, const QString &label, const QString &hint,
                                  void (DoctorViewModel::*set)(const QString &))
{
    QWidget *parent = layout->parentWidget();
    auto *row = new QHBoxLayout;
    auto *name = new QLabel(label, parent);
    auto *path = new QLineEdit(parent);
    name->setBuddy(path);
    const QString plain = QString(label).remove(u'&');
    path->setAccessibleName(plain);
    path->setAccessibleDescription(hint);
    path->setPlaceholderText(hint);
    path->setToolTip(hint);
    addClearButton(path, tr("Clear the path"));
    QPushButton *choose = textButton(u"folder"_s, tr("Choose…"), parent);
    choose->setAccessibleName(tr("Choose: %1").arg(plain));
    row->addWidget(name);
    row->addWidget(path, 1);
    row->addWidget(choose);
    layout->addLayout(row);
    connect(path, &QLineEdit::textChanged, this, [this, set](const QString &text) { (m_model.*set)(text.trimmed()); });
    connect(choose, &QPushButton::clicked, this, [this, path, plain] {
        const QString file = QFileDialog::getOpenFileName(this, plain, path->text());
        if (!file.isEmpty())
            path->setText(file);
    });
    return path;
}

QWidget *DoctorPage::buildOptions()
{
    auto *options = new QWidget(this);
    auto *layout = new QVBoxLayout(options);
    layout->setContentsMargins(Theme::units(this, 1), 0, 0, 0);
    layout->setSpacing(Theme::units(this, 0.4));
    m_apiServerConfig = addFileRow(layout, tr("API &server"),
                                   tr("its flags, a kube-apiserver manifest, or an AuthenticationConfiguration"),
                                   &DoctorViewModel::setApiServerConfig);
    m_rbac = addFileRow(layout, tr("R&BAC"), tr("roles and bindings, if you may not read them in the cluster"),
                        &DoctorViewModel::setRbac);
    m_probe = new QCheckBox(tr("Also try once &without a token"), options);
    auto *words = new ToneLabel(Theme::Tone::Muted,
                                tr("Asks this cluster for its namespaces as nobody, to find out whether everybody can read "
                                   "it. The attempt stands in the cluster's audit log, so you are asked each time."),
                                options);
    m_probe->setAccessibleDescription(words->text());
    layout->addWidget(m_probe);
    layout->addWidget(words);
    connect(m_probe, &QCheckBox::toggled, &m_model, &DoctorViewModel::setProbesAnonymously);
    return options;
}

QWidget *DoctorPage::buildVerdict()
{
    const int unit = Theme::units(this, 1);
    m_verdict = new Card(this);
    auto *row = new QHBoxLayout(m_verdict);
    row->setContentsMargins(unit * 3 / 4, unit / 2, unit * 3 / 4, unit / 2);
    row->setSpacing(unit * 2 / 3);
    m_verdictIcon = new IconLabel({}, 1.6, m_verdict);
    row->addWidget(m_verdictIcon, 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(unit / 6);
    m_verdictTitle = wrappingLabel(m_verdict);
    m_verdictTitle->setFont(Theme::scaled(font(), 1.1, QFont::DemiBold));
    m_verdictWhy = wrappingLabel(m_verdict);
    words->addWidget(m_verdictTitle);
    words->addWidget(m_verdictWhy);
    row->addLayout(words, 1);
    m_copyReport = textButton(u"copy"_s, tr("Copy &report"), m_verdict);
    m_copyReport->setObjectName(u"copyReport"_s);
    m_copyReport->setToolTip(tr("All of it as text, to hand on. No token is in it."));
    row->addWidget(m_copyReport, 0, Qt::AlignVCenter);
    connect(m_copyReport, &QPushButton::clicked, this, [this] { copyToClipboard(m_model.reportText()); });
    return m_verdict;
}

QWidget *DoctorPage::buildOpen()
{
    m_openPart = new QWidget(this);
    auto *layout = new QVBoxLayout(m_openPart);
    layout->setContentsMargins(0, 0, 0, 0);
    m_openText = wrappingLabel(m_openPart);
    m_openText->setContentsMargins(Theme::units(this, 1), 0, 0, 0);
    m_openToggle = disclosure({}, m_openText, m_openPart);
    m_openToggle->setObjectName(u"notChecked"_s);
    layout->addWidget(m_openToggle, 0, Qt::AlignLeft);
    layout->addWidget(m_openText);
    return m_openPart;
}

void DoctorPage::syncQuestion()
{
    const DoctorQuestion &question = m_model.question();
    if (m_context->currentData(ContextListModel::NameRole).toString() != question.context || m_context->currentIndex() < 0)
        m_context->setCurrentIndex(m_context->findData(question.context, ContextListModel::NameRole, Qt::MatchExactly | Qt::MatchCaseSensitive));
    m_probe->setChecked(question.probesAnonymously);
}

void DoctorPage::syncPhase()
{
    const bool running = m_model.phase() == DoctorViewModel::Phase::Running;
    const bool hadFocus = m_examine->hasFocus() || m_cancel->hasFocus();
    m_examine->setVisible(!running);
    m_cancel->setVisible(running);
    m_context->setEnabled(!running);
    m_options->setEnabled(!running);
    m_idle->setVisible(m_model.phase() == DoctorViewModel::Phase::Idle);
    if (hadFocus)
        (running ? m_cancel : static_cast<QPushButton *>(m_examine))->setFocus();
    m_examine->setText(m_model.phase() == DoctorViewModel::Phase::Idle ? tr("Examine") : tr("Examine again"));
    if (running || !m_model.verdict())
        return;
    QAccessibleEvent event(m_verdict, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void DoctorPage::syncProgress()
{
    const bool running = m_model.phase() == DoctorViewModel::Phase::Running;
    m_checks->setChecks(m_model.checks());
    m_checks->setVisible(!m_model.checks().isEmpty());
    // Before the checks are known it only moves: the files are read and the session is asked.
    m_progress->setVisible(running);
    m_progress->setRange(0, static_cast<int>(m_model.checks().size()));
    m_progress->setValue(m_model.finishedChecks());
    const auto &verdict = m_model.verdict();
    m_verdict->setVisible(verdict.has_value());
    if (verdict) {
        const SeverityLook look = lookOf(verdict->severity);
        m_verdict->setTone(look.tone);
        m_verdictIcon->setIcon(look.icon, look.tone);
        m_verdictTitle->setText(verdict->title);
        m_verdictWhy->setText(verdict->fix.isEmpty() ? verdict->why : QString(verdict->why + u'\n' + verdict->fix));
        m_verdict->setAccessibleName(verdict->title + u". "_s + verdict->why);
        m_copyReport->setVisible(!m_model.reportText().isEmpty());
    }
    const QList<ShownFinding> &findings = m_model.findings();
    while (m_findings.size() > findings.size())
        delete m_findings.takeLast();
    while (m_findings.size() < findings.size()) {
        auto *card = new FindingCard(m_verdict->parentWidget());
        connect(card, &FindingCard::savePemChosen, this, &DoctorPage::savePem);
        m_cards->addWidget(card);
        m_findings.append(card);
    }
    for (qsizetype i = 0; i < findings.size(); ++i)
        m_findings[i]->setFinding(findings[i]);
    m_language->setVisible(!m_language->text().isEmpty() && !findings.isEmpty());
    syncOpen();
}

void DoctorPage::syncOpen()
{
    const QList<ShownOpen> &open = m_model.open();
    m_openPart->setVisible(!open.isEmpty());
    QStringList lines;
    int count = 0;
    for (const ShownOpen &entry : open) {
        count += static_cast<int>(entry.ids.size());
        lines.append(entry.why + u":\n    "_s + entry.ids.join(u", "_s));
    }
    m_openToggle->setText(tr("%n not checked, and why", nullptr, count));
    m_openText->setText(lines.join(u'\n'));
}

void DoctorPage::savePem(const QByteArray &pem)
{
    const QString file = QFileDialog::getSaveFileName(this, tr("Save the authority's certificate"), u"ca.crt"_s,
                                                      tr("Certificates (*.crt *.pem)"));
    if (file.isEmpty())
        return;
    if (const auto saved = m_model.savePem(pem, file); !saved) {
        const Message message = describe(saved.error());
        QMessageBox::warning(this, message.title, message.why + u"\n\n"_s + message.fix);
    }
}

void DoctorPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_model.phase() == DoctorViewModel::Phase::Running)
        m_model.cancel();
    else
        QWidget::keyPressEvent(event);
}

void DoctorPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_examine->setFocus(); // Enter examines
}

} // namespace Ui
