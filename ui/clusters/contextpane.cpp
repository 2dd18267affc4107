// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/clusters/contextpane.h"

#include "app/core/text.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"
#include "ui/claims/claimsview.h"
#include "ui/claims/identityview.h"
#include "ui/claims/mappingview.h"
#include "ui/clusters/contextdelegate.h"
#include "ui/clusters/namespacebox.h"
#include "ui/rights/rightsview.h"
#include "ui/widgets/basics.h"

#include <QAbstractItemView>
#include <QBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTabWidget>

namespace Ui {
namespace {

QString authText(AuthKind kind)
{
    switch (kind) {
    case AuthKind::Exec: return ContextPane::tr("Signs in with a program of its own");
    case AuthKind::Token: return ContextPane::tr("Uses a token that stands in the file");
    case AuthKind::Certificate: return ContextPane::tr("Uses a client certificate");
    case AuthKind::Password: return ContextPane::tr("Uses a user name and password");
    case AuthKind::AuthProvider: return ContextPane::tr("Uses an auth-provider, which kubectl no longer knows");
    case AuthKind::None:
    case AuthKind::SignIn: break;
    }
    return ContextPane::tr("Has no sign-in");
}

//! The entry as one would type it, every word quoted where a shell needs it. Nothing is run.
QString entryText(const Kubeconfig::ExecConfig &exec)
{
    const auto word = [](const std::string &text) {
        return QtSupport::toQString(Core::shellQuoted(Core::singleLine(text, 500)));
    };
    QString text;
    for (const auto &variable : exec.env)
        text += word(variable.name) + u'=' + word(variable.value) + u" \\\n"_s;
    text += word(exec.command);
    for (const std::string &argument : exec.args)
        text += u" \\\n    "_s + word(argument);
    return text;
}

} // namespace

ContextPane::ContextPane(ClustersViewModel &model, RightsViewModel &rights, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_rights(rights)
{
    const int unit = Theme::units(this, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(unit, unit * 3 / 4, unit, unit * 3 / 4);
    layout->setSpacing(unit / 2);
    layout->addWidget(buildHeader());
    layout->addWidget(buildSession());
    layout->addWidget(buildPending());
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Details of the context"));
    m_identity = new IdentityView(m_tabs);
    m_claims = new ClaimsView(m_tabs);
    const auto page = [this, unit](QWidget *content) {
        auto *holder = new QWidget(m_tabs);
        auto *box = new QVBoxLayout(holder);
        box->setContentsMargins(0, unit * 2 / 3, 0, 0);
        box->addWidget(content);
        return holder;
    };
    m_tabs->addTab(page(m_identity), tr("&Identity"));
    m_mapping = new MappingView(m_tabs);
    QWidget *claims = page(m_mapping);
    claims->layout()->addWidget(m_claims);
    m_tabs->addTab(claims, tr("C&laims"));
    m_tabs->addTab(page(new RightsView(m_rights, m_tabs)), tr("&What may I do"));
    m_tabs->addTab(page(buildEntry()), tr("&Entry"));
    layout->addWidget(m_tabs, 1);

    connect(m_identity, &IdentityView::askChosen, &m_model, &ClustersViewModel::askApiServer);
    connect(m_mapping, &MappingView::askChosen, &m_model, &ClustersViewModel::askApiServer);
    connect(&m_model, &ClustersViewModel::detailChanged, this, &ContextPane::sync);
    sync();
}

QWidget *ContextPane::buildHeader()
{
    const int unit = Theme::units(this, 1);
    auto *header = new QWidget(this);
    auto *grid = new QGridLayout(header);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(unit / 2);
    grid->setVerticalSpacing(unit / 6);
    m_name = new ElidedLabel(header);
    m_name->setFont(Theme::scaled(font(), 1.4, QFont::DemiBold));
    m_server = new ElidedLabel(header);
    m_badge = new ToneLabel(Theme::Tone::Accent, tr("✓ Current context"), header);
    m_badge->setWordWrap(false);
    m_use = new PrimaryButton(tr("&Use this context"), header);
    m_use->setToolTip(tr("Make this the context kubectl uses (Enter in the list)"));
    m_use->setObjectName(u"useContext"_s);
    connect(m_use, &QPushButton::clicked, this, [this] { m_model.useContext(m_model.selected()); });
    auto *title = new QHBoxLayout;
    title->setSpacing(unit / 3);
    m_shield = new IconLabel({}, 1.1, header);
    m_shield->setIcon(u"shield"_s, Theme::Tone::Bad);
    m_shield->setToolTip(tr("Protected: Lanyard asks before it writes"));
    m_shield->setAccessibleName(m_shield->toolTip());
    title->addWidget(m_shield);
    title->addWidget(m_name, 1);
    grid->addLayout(title, 0, 0);
    grid->addWidget(m_use, 0, 1, 2, 1, Qt::AlignVCenter);
    grid->addWidget(m_badge, 0, 1, 2, 1, Qt::AlignVCenter);
    grid->addWidget(m_server, 1, 0);
    grid->setColumnStretch(0, 1);
    return header;
}

QWidget *ContextPane::buildSession()
{
    const int unit = Theme::units(this, 1);
    auto *card = new Card(this);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(unit * 3 / 4, unit / 2, unit * 3 / 4, unit / 2);
    auto *row = new QHBoxLayout;
    row->setSpacing(unit / 2);
    m_stateIcon = new IconLabel({}, 1.15, card);
    m_state = new ElidedLabel(card);
    m_signIn = textButton(u"key"_s, tr("&Sign in"), card);
    m_signIn->setObjectName(u"signIn"_s);
    m_refresh = textButton(u"refresh"_s, tr("&Refresh"), card);
    m_refresh->setToolTip(tr("Fetch a new token now"));
    row->addWidget(m_stateIcon);
    row->addWidget(m_state, 1);
    row->addWidget(m_refresh);
    row->addWidget(m_signIn);
    layout->addLayout(row);
    auto *second = new QHBoxLayout;
    second->setSpacing(unit / 2);
    auto *label = new QLabel(tr("&Namespace"), card);
    m_nameSpace = new NamespaceBox(card);
    m_nameSpace->setEditable(true);
    m_nameSpace->setInsertPolicy(QComboBox::NoInsert);
    m_nameSpace->setAccessibleName(tr("Namespace"));
    m_nameSpace->lineEdit()->setAccessibleName(tr("Namespace")); // it has the focus, not the box
    m_nameSpace->lineEdit()->setPlaceholderText(u"default"_s);
    m_nameSpace->lineEdit()->setMaxLength(253);
    label->setBuddy(m_nameSpace);
    second->addWidget(label);
    second->addWidget(m_nameSpace, 1);
    second->addStretch(1);
    layout->addLayout(second);
    connect(m_signIn, &QPushButton::clicked, &m_model, &ClustersViewModel::signIn);
    connect(m_refresh, &QPushButton::clicked, &m_model, &ClustersViewModel::refreshSession);
    connect(m_nameSpace, &NamespaceBox::opening, &m_model, &ClustersViewModel::askNamespaces);
    connect(m_nameSpace, &QComboBox::activated, this, &ContextPane::chooseNamespace);
    connect(m_nameSpace->lineEdit(), &QLineEdit::returnPressed, this, &ContextPane::chooseNamespace);
    return card;
}

QWidget *ContextPane::buildPending()
{
    const int unit = Theme::units(this, 1);
    m_pending = new Card(this);
    m_pending->setTone(Theme::Tone::Accent);
    auto *layout = new QVBoxLayout(m_pending);
    layout->setContentsMargins(unit * 3 / 4, unit / 2, unit * 3 / 4, unit / 2);
    auto *words = new QLabel(tr("Finish signing in in your browser. If none has opened, copy this address into one:"),
                             m_pending);
    words->setWordWrap(true);
    layout->addWidget(words);
    auto *row = new QHBoxLayout;
    m_pendingUrl = readOnlyLine(tr("Sign-in address"), m_pending);
    QPushButton *copy = textButton(u"copy"_s, tr("Copy address"), m_pending);
    auto *cancel = new QPushButton(tr("Cancel"), m_pending);
    row->addWidget(m_pendingUrl, 1);
    row->addWidget(copy);
    row->addWidget(cancel);
    layout->addLayout(row);
    connect(copy, &QPushButton::clicked, this, [this] { copyToClipboard(m_pendingUrl->text()); });
    connect(cancel, &QPushButton::clicked, &m_model, &ClustersViewModel::cancelSignIn);
    return m_pending;
}

QWidget *ContextPane::buildEntry()
{
    auto *holder = new QWidget(this);
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    m_file = new ToneLabel(Theme::Tone::Muted, {}, holder);
    m_file->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_entry = new QPlainTextEdit(holder);
    m_entry->setReadOnly(true);
    m_entry->setFrameShape(QFrame::NoFrame);
    m_entry->setFont(Theme::monospace(font()));
    m_entry->setAccessibleName(tr("What kubectl runs to sign in"));
    m_entry->setTabChangesFocus(true);
    QPushButton *copy = textButton(u"copy"_s, tr("Copy &command"), holder);
    connect(copy, &QPushButton::clicked, this, [this] { copyToClipboard(m_entry->toPlainText()); });
    layout->addWidget(m_file);
    layout->addWidget(m_entry, 1);
    layout->addWidget(copy, 0, Qt::AlignLeft);
    return holder;
}

void ContextPane::chooseNamespace()
{
    if (m_model.detail())
        m_model.setNamespace(m_model.selected(), m_nameSpace->currentText().trimmed());
}

void ContextPane::sync()
{
    const std::optional<ContextDetail> &detail = m_model.detail();
    // Nothing to show, nothing to read out: a broken file leaves no context at the first start.
    setVisible(detail.has_value());
    if (!detail)
        return;
    const ContextEntry &entry = detail->entry;
    m_name->setFullText(printable(entry.name));
    m_server->setFullText(entry.server.isEmpty() ? tr("The cluster “%1” is in no file").arg(printable(entry.cluster))
                                                 : printable(entry.server));
    m_badge->setVisible(entry.isCurrent);
    m_use->setVisible(!entry.isCurrent);
    m_shield->setVisible(detail->isProtected);
    syncNamespace(*detail);
    syncSession(*detail);
    syncEntry(*detail);
}

void ContextPane::syncNamespace(const ContextDetail &detail)
{
    const ContextEntry &entry = detail.entry;
    const QSignalBlocker quiet(m_nameSpace);
    // While the person types a namespace, news of the session must not take the words away.
    const bool keep = m_nameSpace->lineEdit()->hasFocus() && m_nameSpace->property("context") == entry.name
            && m_nameSpace->property("namespace") == entry.nameSpace;
    const QString text = keep ? m_nameSpace->currentText() : entry.nameSpace;
    if (m_nameSpace->property("known").toStringList() != detail.namespaces) {
        const bool open = m_nameSpace->view()->isVisible();
        m_nameSpace->clear();
        m_nameSpace->addItems(detail.namespaces);
        m_nameSpace->setProperty("known", detail.namespaces);
        if (open)
            m_nameSpace->QComboBox::showPopup(); // the answer came while the list was open: as long as it is now
    }
    m_nameSpace->setEditText(text);
    m_nameSpace->setProperty("context", entry.name);
    m_nameSpace->setProperty("namespace", entry.nameSpace);
}

void ContextPane::syncSession(const ContextDetail &detail)
{
    using State = Session::SessionState;
    const int state = detail.session ? static_cast<int>(detail.session->state)
            : detail.canSignIn       ? static_cast<int>(State::LoginNeeded)
                                     : -1;
    const StateLook look = stateLook(state);
    m_stateIcon->setIcon(look.icon, look.tone);
    m_state->setFullText(detail.canSignIn ? detail.sessionLine : authText(detail.entry.auth));
    const bool waiting = !detail.pendingLoginUrl.isEmpty();
    const bool signedIn = detail.session && detail.session->state != State::LoginNeeded
            && detail.session->state != State::SigningIn;
    m_signIn->setVisible(detail.canSignIn && !signedIn);
    m_signIn->setEnabled(!waiting && state != static_cast<int>(State::SigningIn));
    m_refresh->setVisible(signedIn && detail.session->refreshable);
    m_refresh->setEnabled(signedIn && detail.session->state != State::Refreshing);
    m_pending->setVisible(waiting);
    if (waiting && m_pendingUrl->text() != detail.pendingLoginUrl.toString(QUrl::FullyEncoded)) {
        m_pendingUrl->setText(detail.pendingLoginUrl.toString(QUrl::FullyEncoded));
        m_pendingUrl->setCursorPosition(0);
    }

    m_rights.setContext(detail.entry.name, detail.entry.nameSpace);
    m_rights.setCanAsk(signedIn);
    m_identity->setIdleText(!detail.canSignIn ? tr("Lanyard can ask for sign-ins that it keeps itself.")
                                    : signedIn ? tr("Not asked yet.")
                                               : tr("Sign in first, then the API server can be asked."));
    m_identity->setAnswer(detail.answer, signedIn);
    m_claims->setEmptyText(detail.canSignIn ? tr("Sign in to see what the provider says about you.")
                                            : tr("This context does not sign in with an ID token."));
    m_claims->setClaims(detail.claims, detail.rawClaims);
    m_mapping->setVisible(!detail.claims.isEmpty());
    m_mapping->setMapping(detail.mapping, detail.answer.state, signedIn);
}

void ContextPane::syncEntry(const ContextDetail &detail)
{
    m_file->setText(tr("Context “%1”, user “%2”, from %3")
                            .arg(printable(detail.entry.name), printable(detail.entry.user),
                                 printable(detail.entry.file)));
    const QString text = detail.exec ? entryText(*detail.exec) : authText(detail.entry.auth);
    if (m_entry->toPlainText() != text)
        m_entry->setPlainText(text);
}

} // namespace Ui
