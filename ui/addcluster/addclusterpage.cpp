// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/addcluster/addclusterpage.h"

#include "app/qtsupport/compat.h"
#include "ui/addcluster/checkline.h"
#include "ui/addcluster/stepindicator.h"
#include "ui/claims/claimsview.h"
#include "ui/claims/identityview.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/diffview.h"
#include "ui/widgets/messagebar.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>

namespace Ui {

using Step = AddClusterViewModel::Step;

AddClusterPage::AddClusterPage(AddClusterViewModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_indicator(new StepIndicator({ tr("Server"), tr("Provider"), tr("Sign in"), tr("Identity"), tr("Write") },
                                    this))
    , m_message(new MessageBar(this))
    , m_steps(new QStackedWidget(this))
{
    const int unit = Theme::units(this, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, unit * 3 / 4, 0, 0);
    layout->setSpacing(unit / 2);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(unit, 0, unit, 0);
    top->setSpacing(unit * 3 / 4);
    top->addWidget(heading(tr("Add a cluster"), 1.4, this));
    top->addWidget(m_indicator);
    layout->addLayout(top);
    layout->addWidget(m_message);
    for (QWidget *step : { buildServer(), buildProvider(), buildSignIn(), buildIdentity(), buildReview(), buildDone() })
        m_steps->addWidget(step);
    layout->addWidget(m_steps, 1);
    layout->addWidget(buildButtons());

    connect(&m_model, &AddClusterViewModel::stepChanged, this, &AddClusterPage::syncStep);
    connect(&m_model, &AddClusterViewModel::changed, this, &AddClusterPage::sync);
    connect(&m_model, &AddClusterViewModel::messageChanged, this, [this] { m_message->show(m_model.message()); });
    connect(m_message, &MessageBar::remedyChosen, &m_model, &AddClusterViewModel::resolve);
    connect(m_message, &MessageBar::dismissed, &m_model, &AddClusterViewModel::dismissMessage);
    sync();
    syncStep();
}

QWidget *AddClusterPage::scrollable(QWidget *content)
{
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // what is in it has the focus, and the area follows
    scroll->setWidget(content);
    return scroll;
}

static QVBoxLayout *stepLayout(QWidget *step)
{
    const int unit = Theme::units(step, 1);
    auto *layout = new QVBoxLayout(step);
    layout->setContentsMargins(unit, unit / 2, unit, unit / 2);
    layout->setSpacing(unit / 4);
    return layout;
}

QWidget *AddClusterPage::buildServer()
{
    const int unit = Theme::units(this, 1);
    auto *step = new QWidget(this);
    QVBoxLayout *layout = stepLayout(step);
    m_server = new QLineEdit(step);
    m_server->setPlaceholderText(u"https://kubernetes.example.com:6443"_s);
    m_server->setObjectName(u"server"_s);
    addField(layout, tr("Address of the &API server"), m_server,
             tr("The server: line of a kubeconfig, or ask whoever runs the cluster."));
    m_serverCheck = new CheckLine(step);
    m_serverCheck->setMonospaceDetail();
    layout->addWidget(m_serverCheck);
    layout->addSpacing(unit / 4);
    auto *row = new QHBoxLayout;
    m_trust = new PrimaryButton(tr("The fingerprint matches, &trust it"), step);
    m_trust->setObjectName(u"trust"_s);
    m_chooseCa = textButton(u"folder"_s, tr("Choose an authority &file…"), step);
    row->addWidget(m_trust);
    row->addWidget(m_chooseCa);
    row->addStretch();
    layout->addLayout(row);
    layout->addStretch();
    // Changed, not edited: dictation and screen keyboards set the whole text.
    connect(m_server, &QLineEdit::textChanged, this, &AddClusterPage::takeFields);
    connect(m_trust, &QPushButton::clicked, &m_model, &AddClusterViewModel::trustAuthority);
    connect(m_chooseCa, &QPushButton::clicked, this, [this] {
        const QString file = QFileDialog::getOpenFileName(this, tr("Authority of the API server"), {},
                                                          tr("Certificates (*.crt *.pem *.cer);;All files (*)"));
        if (!file.isEmpty())
            m_model.loadServerCa(file);
    });
    return scrollable(step);
}

QWidget *AddClusterPage::buildProvider()
{
    const int unit = Theme::units(this, 1);
    auto *step = new QWidget(this);
    QVBoxLayout *layout = stepLayout(step);
    m_preset = new QComboBox(step);
    for (const ProviderPreset &preset : m_presets)
        m_preset->addItem(preset.name, preset.id);
    addField(layout, tr("&Kind of provider"), m_preset);
    m_presetNote = new ToneLabel(Theme::Tone::Muted, {}, step);
    layout->insertWidget(layout->count() - 1, m_presetNote);
    m_issuer = new QLineEdit(step);
    m_issuer->setObjectName(u"issuer"_s);
    addField(layout, tr("&Issuer"), m_issuer);
    m_providerCheck = new CheckLine(step);
    layout->insertWidget(layout->count() - 1, m_providerCheck);
    m_clientId = new QLineEdit(step);
    m_clientId->setObjectName(u"clientId"_s);
    m_clientId->setPlaceholderText(u"kubernetes"_s);
    addField(layout, tr("&Client ID"), m_clientId,
             tr("The API server must accept it as the audience (--oidc-client-id)."));
    m_scopes = new QLineEdit(step);
    addField(layout, tr("Sc&opes"), m_scopes, tr("offline_access lets you stay signed in longer."));
    auto *row = new QHBoxLayout;
    m_caFile = new QLineEdit(step);
    m_caFile->setPlaceholderText(tr("empty: the authorities of this computer"));
    QPushButton *browse = textButton(u"folder"_s, tr("Browse…"), step);
    browse->setAccessibleName(tr("Browse for the provider's authority file"));
    auto *holder = new QWidget(step);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_caFile, 1);
    row->addWidget(browse);
    holder->setLayout(row);
    holder->setFocusProxy(m_caFile);
    addField(layout, tr("A&uthority file of the provider"), holder);
    m_caFile->setAccessibleName(holder->accessibleName());
    layout->addSpacing(unit / 2);
    layout->addStretch();
    for (QLineEdit *field : { m_issuer, m_clientId, m_scopes, m_caFile })
        connect(field, &QLineEdit::textChanged, this, &AddClusterPage::takeFields);
    connect(m_preset, &QComboBox::activated, this, &AddClusterPage::choosePreset);
    connect(browse, &QPushButton::clicked, this, [this] {
        const QString file = QFileDialog::getOpenFileName(this, tr("Authority of the provider"), {},
                                                          tr("Certificates (*.crt *.pem *.cer);;All files (*)"));
        if (file.isEmpty())
            return;
        m_caFile->setText(file);
    });
    return scrollable(step);
}

QWidget *AddClusterPage::buildSignIn()
{
    const int unit = Theme::units(this, 1);
    auto *step = new QWidget(this);
    QVBoxLayout *layout = stepLayout(step);
    layout->addStretch(1);
    auto *icon = new IconLabel(u"browser"_s, 3, step);
    icon->setIcon(u"browser"_s, Theme::Tone::Accent);
    layout->addWidget(icon, 0, Qt::AlignHCenter);
    layout->addSpacing(unit / 2);
    m_signInWords = new QLabel(step);
    m_signInWords->setTextFormat(Qt::PlainText);
    m_signInWords->setWordWrap(true);
    m_signInWords->setAlignment(Qt::AlignHCenter);
    layout->addWidget(m_signInWords);
    layout->addSpacing(unit / 2);
    m_signIn = new PrimaryButton(tr("&Sign in with your browser"), step);
    m_signIn->setObjectName(u"signIn"_s);
    layout->addWidget(m_signIn, 0, Qt::AlignHCenter);

    m_waiting = new Card(step);
    auto *waiting = new QVBoxLayout(m_waiting);
    waiting->setContentsMargins(unit, unit * 3 / 4, unit, unit * 3 / 4);
    waiting->addWidget(new ToneLabel(Theme::Tone::Muted,
                                     tr("If no browser has opened, copy this address into one on this computer:"),
                                     m_waiting));
    auto *row = new QHBoxLayout;
    m_url = readOnlyLine(tr("Sign-in address"), m_waiting);
    QPushButton *copy = textButton(u"copy"_s, tr("Co&py address"), m_waiting);
    auto *stop = new QPushButton(tr("Stop waiting"), m_waiting);
    row->addWidget(m_url, 1);
    row->addWidget(copy);
    row->addWidget(stop);
    waiting->addLayout(row);
    m_waitingHint = new ToneLabel(Theme::Tone::Muted, {}, m_waiting);
    waiting->addWidget(m_waitingHint);
    layout->addWidget(m_waiting);
    layout->addStretch(2);
    connect(m_signIn, &QPushButton::clicked, &m_model, &AddClusterViewModel::signIn);
    connect(copy, &QPushButton::clicked, this, [this] { copyToClipboard(m_url->text()); });
    connect(stop, &QPushButton::clicked, &m_model, &AddClusterViewModel::cancelSignIn);
    return step;
}

QWidget *AddClusterPage::buildIdentity()
{
    const int unit = Theme::units(this, 1);
    auto *step = new QWidget(this);
    QVBoxLayout *layout = stepLayout(step);
    m_identity = new IdentityView(step);
    m_identity->setIdleText(tr("Not asked yet."));
    layout->addWidget(m_identity);
    layout->addSpacing(unit / 2);
    layout->addWidget(heading(tr("What the provider says about you"), 1.0, step));
    m_claims = new ClaimsView(step);
    m_claims->setMinimumHeight(unit * 9);
    layout->addWidget(m_claims, 1);
    connect(m_identity, &IdentityView::askChosen, &m_model, &AddClusterViewModel::askApiServer);
    return scrollable(step);
}

QWidget *AddClusterPage::buildReview()
{
    const int unit = Theme::units(this, 1);
    auto *step = new QWidget(this);
    QVBoxLayout *layout = stepLayout(step);
    auto *row = new QHBoxLayout;
    row->setSpacing(unit);
    auto *left = new QVBoxLayout;
    auto *right = new QVBoxLayout;
    left->setSpacing(unit / 4);
    right->setSpacing(unit / 4);
    m_name = new QLineEdit(step);
    m_name->setObjectName(u"name"_s);
    m_name->setMaxLength(253);
    addField(left, tr("&Name of the context"), m_name);
    m_nameSpace = new QLineEdit(step);
    m_nameSpace->setMaxLength(63);
    m_nameSpace->setPlaceholderText(u"default"_s);
    addField(right, tr("Na&mespace"), m_nameSpace);
    row->addLayout(left, 3);
    row->addLayout(right, 2);
    layout->addLayout(row);
    m_makeCurrent = new QCheckBox(tr("&Use it at once (make it the current context)"), step);
    layout->addWidget(m_makeCurrent);
    layout->addSpacing(unit / 4);
    m_target = new ToneLabel(Theme::Tone::Muted, {}, step);
    layout->addWidget(m_target);
    m_diff = new DiffView(step);
    layout->addWidget(m_diff, 1);
    connect(m_name, &QLineEdit::textChanged, this, &AddClusterPage::takeFields);
    connect(m_nameSpace, &QLineEdit::textChanged, this, &AddClusterPage::takeFields);
    connect(m_makeCurrent, &QCheckBox::clicked, this, &AddClusterPage::takeFields);
    return step;
}

QWidget *AddClusterPage::buildDone()
{
    const int unit = Theme::units(this, 1);
    auto *step = new QWidget(this);
    QVBoxLayout *layout = stepLayout(step);
    layout->addStretch(1);
    auto *icon = new IconLabel(u"success"_s, 3, step);
    icon->setIcon(u"success"_s, Theme::Tone::Good);
    layout->addWidget(icon, 0, Qt::AlignHCenter);
    m_doneTitle = heading({}, 1.25, step);
    m_doneTitle->setAlignment(Qt::AlignHCenter);
    m_doneTitle->setWordWrap(true);
    layout->addWidget(m_doneTitle);
    layout->addSpacing(unit / 2);
    m_proof = new IdentityView(step);
    layout->addWidget(m_proof);
    layout->addStretch(2);
    connect(m_proof, &IdentityView::askChosen, &m_model, &AddClusterViewModel::askApiServer);
    return scrollable(step);
}

QWidget *AddClusterPage::buildButtons()
{
    const int unit = Theme::units(this, 1);
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(unit, unit / 2, unit, unit * 3 / 4);
    m_cancel = new QPushButton(tr("Cancel"), bar);
    m_cancel->setToolTip(tr("Leave without writing anything (Esc)"));
    m_back = textButton({}, tr("&Back"), bar);
    m_next = new PrimaryButton({}, bar);
    m_next->setObjectName(u"next"_s);
    row->addWidget(m_cancel);
    row->addStretch();
    row->addWidget(m_back);
    row->addWidget(m_next);
    connect(m_cancel, &QPushButton::clicked, this, &AddClusterPage::left);
    connect(m_back, &QPushButton::clicked, &m_model, &AddClusterViewModel::back);
    connect(m_next, &QPushButton::clicked, &m_model, &AddClusterViewModel::next);
    return bar;
}

void AddClusterPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        // Enter does what the page is for; a button with the focus is pressed instead.
        if (auto *button = qobject_cast<QPushButton *>(focusWidget()))
            button->click();
        else if (m_trust->isVisible())
            m_trust->setFocus();
        else if (m_next->isEnabled())
            m_next->click();
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        m_cancel->click();
        return;
    }
    QWidget::keyPressEvent(event);
}

void AddClusterPage::takeFields()
{
    AddClusterViewModel::Fields fields = m_model.fields();
    fields.server = m_server->text();
    fields.issuer = m_issuer->text();
    fields.clientId = m_clientId->text();
    fields.scopes = m_scopes->text();
    fields.providerCaFile = m_caFile->text().trimmed();
    fields.name = m_name->text();
    fields.nameSpace = m_nameSpace->text();
    fields.makeCurrent = m_makeCurrent->isChecked();
    m_model.setFields(fields);
}

void AddClusterPage::choosePreset(int index)
{
    AddClusterViewModel::Fields fields = m_model.fields();
    fields.presetId = m_presets[index].id;
    fields.scopes = m_presets[index].scopes.join(u' ');
    m_model.setFields(fields);
}

void AddClusterPage::sync()
{
    const AddClusterViewModel::Fields &fields = m_model.fields();
    const auto set = [](QLineEdit *field, const QString &text) {
        const QSignalBlocker quiet(field);
        if (field->text() != text)
            field->setText(text);
    };
    set(m_server, fields.server);
    set(m_issuer, fields.issuer);
    set(m_clientId, fields.clientId);
    set(m_scopes, fields.scopes);
    set(m_caFile, fields.providerCaFile);
    set(m_name, fields.name);
    set(m_nameSpace, fields.nameSpace);
    m_makeCurrent->setChecked(fields.makeCurrent);
    for (int i = 0; i < m_presets.size(); ++i) {
        if (m_presets[i].id != fields.presetId)
            continue;
        m_preset->setCurrentIndex(i);
        m_presetNote->setText(m_presets[i].note);
        m_issuer->setPlaceholderText(m_presets[i].issuerExample);
    }
    using CheckState = AddClusterViewModel::Check::State;
    m_serverCheck->setCheck(m_model.serverCheck());
    m_trust->setVisible(m_model.serverCheck().state == CheckState::NeedsDecision);
    m_chooseCa->setVisible(m_model.serverCheck().state == CheckState::NeedsDecision
                           || m_model.serverCheck().state == CheckState::Bad);
    m_providerCheck->setCheck(m_model.providerCheck());
    m_providerCheck->setVisible(m_model.providerCheck().state != CheckState::None);

    syncSignIn();
    m_identity->setAnswer(m_model.answer(), true);
    m_proof->setAnswer(m_model.answer(), true);
    m_claims->setClaims(m_model.claims(), m_model.rawClaims());
    m_target->setText(tr("These lines will be written to %1:").arg(printable(m_model.targetFile(), 1000)));
    if (const auto &planned = m_model.planned(); planned)
        m_diff->setDiff(planned->diff);
    else if (m_model.step() == Step::Review)
        m_diff->setDiff({});
    m_next->setEnabled(m_model.canGoOn());
    m_back->setEnabled(m_model.canGoBack());
}

void AddClusterPage::syncSignIn()
{
    const bool waiting = m_model.isSigningIn();
    m_signInWords->setText(waiting ? tr("Waiting for you to finish in your browser…")
                                   : tr("%1 opens in your browser. You sign in there; Lanyard never sees your "
                                        "password.")
                                             .arg(QUrl(m_model.fields().issuer).host()));
    // A provider that does not know us shows its error in the browser and sends nobody back to tell us.
    m_waitingHint->setText(tr("You closed the browser? Stop waiting, then sign in again.\nIt shows an error instead of "
                              "the sign-in? Then the provider does not know the client “%1”, or not its redirect "
                              "address: stop waiting and check the client ID, or ask the provider's administrator to "
                              "allow http://127.0.0.1/* there.")
                                   .arg(printable(m_model.fields().clientId)));
    m_signIn->setVisible(!waiting);
    m_waiting->setVisible(waiting);
    const QString url = m_model.pendingUrl().toString(QUrl::FullyEncoded);
    if (m_url->text() != url) {
        m_url->setText(url);
        m_url->setCursorPosition(0);
    }
}

void AddClusterPage::syncStep()
{
    const Step step = m_model.step();
    m_steps->setCurrentIndex(static_cast<int>(step));
    m_indicator->setCurrent(static_cast<int>(step));
    m_back->setVisible(step != Step::Server && step != Step::Done);
    m_cancel->setVisible(step != Step::Done);
    m_next->setVisible(step != Step::SignIn);
    m_next->setText(step == Step::Review ? tr("&Write it") : step == Step::Done ? tr("&Show the cluster") : tr("C&ontinue"));
    m_doneTitle->setText(tr("“%1” is in your kubeconfig").arg(printable(m_model.fields().name)));
    focusFirst();
}

void AddClusterPage::focusFirst()
{
    QWidget *first[] = { m_server, m_issuer, m_signIn, m_next, m_name, m_next };
    first[static_cast<int>(m_model.step())]->setFocus(Qt::OtherFocusReason);
}

} // namespace Ui
