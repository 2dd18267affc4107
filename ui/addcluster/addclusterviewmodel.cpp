// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/addcluster/addclusterviewmodel.h"

#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <QCryptographicHash>
#include <QHostAddress>

namespace Ui {

using QtSupport::toQString;
using QtSupport::toStdString;

AddClusterViewModel::AddClusterViewModel(const Dependencies &dependencies, QObject *parent)
    : QObject(parent)
    , m_ports(dependencies)
{
    const auto prepare = [this](QTimer &timer, void (AddClusterViewModel::*run)()) {
        timer.setSingleShot(true);
        timer.setInterval(m_ports.typingPause);
        connect(&timer, &QTimer::timeout, this, run);
    };
    prepare(m_probeDelay, &AddClusterViewModel::probeServer);
    prepare(m_discoverDelay, &AddClusterViewModel::discover);
    prepare(m_planDelay, &AddClusterViewModel::planEntry);
    const auto relevant = [this](const QString &id) {
        if (id == m_ports.sessions.idOf(request()))
            Q_EMIT changed();
    };
    connect(&m_ports.sessions, &SessionsPort::loginStarted, this, relevant);
    connect(&m_ports.sessions, &SessionsPort::sessionChanged, this, relevant);
}

AddClusterViewModel::~AddClusterViewModel() = default;

void AddClusterViewModel::start()
{
    cancelSignIn();
    m_fields = {};
    m_serverCheck = m_providerCheck = {};
    m_offeredAuthority.clear();
    m_providerCaPem.clear();
    m_claims.clear();
    m_answer = {};
    m_planned.reset();
    m_signedIn = false;
    for (quint64 *number : { &m_probeNumber, &m_discoverNumber, &m_planNumber, &m_signInNumber })
        ++*number;
    dismissMessage();
    m_step = Step::Server;
    Q_EMIT stepChanged();
    Q_EMIT changed();
}

void AddClusterViewModel::setFields(const Fields &fields)
{
    if (fields == m_fields)
        return;
    const Fields old = std::exchange(m_fields, fields);
    dismissMessage();
    if (old.server != fields.server) {
        m_fields.serverCaPem.clear();
        m_offeredAuthority.clear();
        m_serverCheck = {};
        ++m_probeNumber;
        m_probeDelay.start();
    }
    if (old.issuer != fields.issuer || old.providerCaFile != fields.providerCaFile) {
        m_providerCheck = {};
        ++m_discoverNumber;
        m_discoverDelay.start();
    }
    if (old.issuer != fields.issuer || old.clientId != fields.clientId || old.scopes != fields.scopes) {
        m_signedIn = false; // another sign-in was meant
        m_claims.clear();
    }
    if (m_step == Step::Review)
        m_planDelay.start();
    m_planned.reset();
    Q_EMIT changed();
}

bool AddClusterViewModel::canGoOn() const
{
    switch (m_step) {
    case Step::Server: return m_serverCheck.state == Check::State::Good;
    case Step::Provider:
        return m_providerCheck.state == Check::State::Good && !m_fields.clientId.trimmed().isEmpty();
    case Step::SignIn: return m_signedIn;
    case Step::Identity: return true;
    case Step::Review: return m_planned && !m_planned->plan.isEmpty() && !m_writing;
    case Step::Done: return true;
    }
    return false;
}

bool AddClusterViewModel::canGoBack() const
{
    return m_step != Step::Server && m_step != Step::Done && !m_writing;
}

void AddClusterViewModel::next()
{
    if (!canGoOn())
        return;
    switch (m_step) {
    case Step::Server: goTo(Step::Provider); break;
    case Step::Provider:
        takeSession(); // a sign-in that is there already is used
        goTo(m_signedIn ? Step::Identity : Step::SignIn);
        break;
    case Step::SignIn: goTo(Step::Identity); break;
    case Step::Identity: goTo(Step::Review); break;
    case Step::Review: write(); break;
    case Step::Done: Q_EMIT added(m_fields.name); break;
    }
}

void AddClusterViewModel::back()
{
    if (!canGoBack())
        return;
    cancelSignIn();
    dismissMessage();
    switch (m_step) {
    case Step::Provider: goTo(Step::Server); break;
    case Step::SignIn:
    case Step::Identity: goTo(Step::Provider); break;
    case Step::Review: goTo(Step::Identity); break;
    case Step::Server:
    case Step::Done: break;
    }
}

void AddClusterViewModel::goTo(Step step)
{
    m_step = step;
    if (step == Step::Identity)
        askApiServer();
    if (step == Step::Review) {
        suggestName();
        planEntry();
    }
    Q_EMIT stepChanged();
    Q_EMIT changed();
}

QUrl AddClusterViewModel::serverUrl() const
{
    QString text = m_fields.server.trimmed();
    if (!text.isEmpty() && !text.contains("://"_L1))
        text.prepend("https://"_L1);
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty() ? url : QUrl();
}

static AddClusterViewModel::Check badCheck(const Message &problem)
{
    return { AddClusterViewModel::Check::State::Bad, problem.title,
             (sentence(problem.why) + u'\n' + sentence(problem.fix)).trimmed() };
}

void AddClusterViewModel::probeServer()
{
    const QUrl url = serverUrl();
    const quint64 number = ++m_probeNumber;
    m_serverCheck = {};
    if (m_fields.server.trimmed().isEmpty()) {
        Q_EMIT changed();
        return;
    }
    if (url.isEmpty() || url.scheme() != "https"_L1) {
        // kubectl uses no exec entry over http: whoever signs in there would only wonder.
        m_serverCheck = { Check::State::Bad, tr("The address must look like https://host:6443"), {} };
        Q_EMIT changed();
        return;
    }
    m_serverCheck = { Check::State::Running, tr("Looking at the server's certificate…"), {} };
    Q_EMIT changed();
    QtSupport::onFinished<ServerCertificate>(
            m_ports.apiServer.probe(url), this, [this, number](Core::Result<ServerCertificate> seen) {
                if (number != m_probeNumber)
                    return;
                if (!seen) {
                    m_serverCheck = badCheck(describe(seen.error()));
                } else if (seen->trustedBySystem) {
                    m_serverCheck = { Check::State::Good, tr("The server's certificate is trusted by this computer"),
                                      {} };
                } else if (!seen->authority.isNull()) {
                    m_offeredAuthority = seen->authority;
                    m_serverCheck = { Check::State::NeedsDecision,
                                      tr("The server has an authority of its own. Compare its fingerprint "
                                         "with the one your administrator gave you:"),
                                      toQString(seen->authority.digest(QCryptographicHash::Sha256)
                                                        .toHex(':')
                                                        .toUpper()
                                                        .toStdString()) };
                } else {
                    m_serverCheck = { Check::State::Bad,
                                      tr("The server's certificate is signed by an authority this computer "
                                         "does not know"),
                                      tr("Choose the authority's file (often ca.crt).") };
                }
                Q_EMIT changed();
            });
}

void AddClusterViewModel::trustAuthority()
{
    if (m_serverCheck.state != Check::State::NeedsDecision)
        return;
    m_fields.serverCaPem = m_offeredAuthority.toPem();
    m_serverCheck = { Check::State::Good, tr("You trust this authority for this cluster"), m_serverCheck.detail };
    Q_EMIT changed();
}

void AddClusterViewModel::loadServerCa(const QString &file)
{
    const Core::Result<QByteArray> pem = m_ports.apiServer.readCaFile(file);
    if (!pem) {
        say(pem.error());
        return;
    }
    dismissMessage();
    m_fields.serverCaPem = *pem;
    ++m_probeNumber;
    m_serverCheck = { Check::State::Good, tr("The authority of this file is used"), printable(file) };
    Q_EMIT changed();
}

void AddClusterViewModel::discover()
{
    const quint64 number = ++m_discoverNumber;
    m_providerCheck = {};
    const QString issuer = m_fields.issuer.trimmed();
    m_providerCaPem.clear();
    if (!m_fields.providerCaFile.isEmpty()) {
        const Core::Result<QByteArray> pem = m_ports.apiServer.readCaFile(m_fields.providerCaFile);
        if (!pem) {
            m_providerCheck = badCheck(describe(pem.error()));
            Q_EMIT changed();
            return;
        }
        m_providerCaPem = *pem;
    }
    if (issuer.isEmpty()) {
        Q_EMIT changed();
        return;
    }
    m_providerCheck = { Check::State::Running, tr("Asking the provider…"), {} };
    Q_EMIT changed();
    QtSupport::onFinished<Oidc::ProviderMetadata>(
            m_ports.provider.discover(issuer, m_providerCaPem), this,
            [this, number](Core::Result<Oidc::ProviderMetadata> found) {
                if (number != m_discoverNumber)
                    return;
                if (!found) {
                    Message problem = describe(found.error());
                    if (found.error().code == Core::ErrorCode::TlsUntrusted) // the flag is for the command line
                        problem.fix = m_fields.providerCaFile.isEmpty()
                                ? tr("Name the authority's file below; whoever runs the provider has it.")
                                : tr("The authority file below did not sign it; whoever runs the provider has "
                                     "the right one.");
                    m_providerCheck = badCheck(problem);
                } else {
                    QStringList offers;
                    if (found->codeChallengeMethods.contains("S256"_L1))
                        offers.append(tr("secure browser sign-in (PKCE)"));
                    if (found->scopesSupported.contains("offline_access"_L1))
                        offers.append(tr("long sign-ins"));
                    if (found->scopesSupported.contains("groups"_L1))
                        offers.append(tr("a groups scope"));
                    m_providerCheck = { Check::State::Good, tr("The provider answered and the issuer matches"),
                                        offers.isEmpty() ? QString()
                                                         : tr("It offers: %1").arg(offers.join(u", "_s)) };
                }
                Q_EMIT changed();
            });
}

Session::SessionRequest AddClusterViewModel::request() const
{
    Session::SessionRequest request;
    request.client.issuer = m_fields.issuer.trimmed();
    request.client.clientId = m_fields.clientId.trimmed();
    request.client.scopes = m_fields.scopes.split(u' ', Qt::SkipEmptyParts);
    if (!request.client.scopes.contains("openid"_L1))
        request.client.scopes.prepend(u"openid"_s);
    request.client.caPem = m_providerCaPem;
    return request;
}

std::optional<Session::SessionInfo> AddClusterViewModel::session() const
{
    return m_ports.sessions.session(m_ports.sessions.idOf(request()));
}

QUrl AddClusterViewModel::pendingUrl() const
{
    return m_signingIn ? m_ports.sessions.pendingLoginUrl(m_ports.sessions.idOf(request())) : QUrl();
}

void AddClusterViewModel::takeSession()
{
    const auto known = session();
    m_signedIn = known && (known->state == Session::SessionState::Ready);
    m_claims.clear();
    if (!m_signedIn)
        return;
    if (const auto claims = m_ports.sessions.claims(known->id)) {
        m_claims = claimRows(claims->claims, m_ports.clock.now());
        m_rawClaims = claimsAsJson(*claims);
    }
}

void AddClusterViewModel::signIn()
{
    if (m_signingIn)
        return;
    dismissMessage();
    m_signingIn = true;
    const quint64 number = ++m_signInNumber;
    QtSupport::onFinished<Session::SessionInfo>(
            m_ports.sessions.logIn(request()), this, [this, number](Core::Result<Session::SessionInfo> done) {
                if (number != m_signInNumber)
                    return;
                m_signingIn = false;
                if (done)
                    takeSession();
                else if (done.error().code != Core::ErrorCode::Canceled)
                    say(done.error());
                if (done && m_step == Step::SignIn)
                    goTo(Step::Identity);
                Q_EMIT changed();
            });
    Q_EMIT changed();
}

void AddClusterViewModel::cancelSignIn()
{
    if (!m_signingIn)
        return;
    m_signingIn = false;
    ++m_signInNumber;
    m_ports.sessions.cancelLogin(m_ports.sessions.idOf(request()));
    Q_EMIT changed();
}

Kubeconfig::Cluster AddClusterViewModel::cluster() const
{
    Kubeconfig::Cluster cluster;
    cluster.name = toStdString(m_fields.name.trimmed());
    cluster.server = toStdString(serverUrl().toString());
    cluster.certificateAuthorityData = m_fields.serverCaPem.toBase64().toStdString();
    return cluster;
}

void AddClusterViewModel::askApiServer()
{
    m_answer = {};
    m_answer.state = ServerAnswer::State::Asking;
    Q_EMIT changed();
    QtSupport::onFinished<Kubernetes::UserInfo>(
            m_ports.apiServer.whoAmI(cluster(), request()), this, [this](Core::Result<Kubernetes::UserInfo> who) {
                m_answer.state = who ? ServerAnswer::State::Answered : ServerAnswer::State::Failed;
                m_answer.askedAt = localTime(m_ports.clock.now());
                if (who)
                    m_answer.who = std::move(*who);
                else
                    m_answer.problem = describe(who.error());
                Q_EMIT changed();
            });
}

void AddClusterViewModel::suggestName()
{
    if (!m_fields.name.isEmpty())
        return;
    const QUrl url = serverUrl();
    const bool isAddress = !QHostAddress(url.host()).isNull();
    m_fields.name = isAddress ? url.host().replace(u':', u'-') : url.host().section(u'.', 0, 1);
}

Kubeconfig::NewEntry AddClusterViewModel::newEntry() const
{
    const Session::SessionRequest signIn = request();
    Kubeconfig::NewEntry entry;
    entry.cluster = cluster();
    entry.userName = toStdString(m_fields.name.trimmed() + u"-lanyard"_s);
    entry.exec = execEntryFor(signIn, m_fields.providerCaFile, m_ports.pluginPath);
    entry.context.name = toStdString(m_fields.name.trimmed());
    entry.context.cluster = entry.cluster.name;
    entry.context.user = entry.userName;
    entry.context.nameSpace = toStdString(m_fields.nameSpace.trimmed());
    entry.makeCurrent = m_fields.makeCurrent;
    return entry;
}

void AddClusterViewModel::planEntry()
{
    const quint64 number = ++m_planNumber;
    m_planDelay.stop();
    m_planned.reset();
    if (m_fields.name.trimmed().isEmpty()) {
        Q_EMIT changed();
        return;
    }
    QtSupport::onFinished<Planned>(m_ports.kubeconfig.planAdd(newEntry()), this,
                                   [this, number](Core::Result<Planned> planned) {
                                       if (number != m_planNumber)
                                           return;
                                       if (planned)
                                           m_planned = std::move(*planned);
                                       else
                                           say(planned.error());
                                       Q_EMIT changed();
                                   });
}

void AddClusterViewModel::write()
{
    if (m_planned && !m_writing)
        commit(Kubeconfig::StaleLock::Report);
}

void AddClusterViewModel::commit(Kubeconfig::StaleLock stale)
{
    m_writing = true;
    dismissMessage();
    Q_EMIT changed();
    QtSupport::onFinished<std::monostate>(m_ports.kubeconfig.commit(m_planned->plan, stale), this,
                                          [this](Core::Result<std::monostate> done) {
                                              m_writing = false;
                                              if (!done) {
                                                  say(done.error());
                                                  Q_EMIT changed();
                                                  return;
                                              }
                                              askApiServer(); // the proof: the same call as kubectl auth whoami
                                              goTo(Step::Done);
                                          });
}

void AddClusterViewModel::resolve(Remedy remedy)
{
    dismissMessage();
    if (remedy == Remedy::SignIn)
        signIn();
    else if (remedy == Remedy::BreakLock && m_planned)
        commit(Kubeconfig::StaleLock::Break);
    else if (remedy == Remedy::Retry && m_step == Step::Review)
        planEntry();
    else if (remedy == Remedy::Retry && m_step == Step::SignIn)
        signIn();
}

void AddClusterViewModel::say(const Core::Error &error)
{
    m_message = describe(error);
    Q_EMIT messageChanged();
}

void AddClusterViewModel::dismissMessage()
{
    if (!m_message)
        return;
    m_message.reset();
    Q_EMIT messageChanged();
}

} // namespace Ui
