// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/clusters/clustersviewmodel.h"

#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"
#include "ui/entries/entriesviewmodel.h"
#include "ui/export/exportviewmodel.h"
#include "ui/history/historyviewmodel.h"
#include "ui/import/importviewmodel.h"

#include <chrono>

namespace Ui {

using QtSupport::toQString;
using namespace std::chrono_literals;

namespace {

template<typename Function>
AuthKind authOf(const Kubeconfig::User *user, Function &&sessionFound)
{
    if (user == nullptr)
        return AuthKind::None;
    // client-go's order: what stands first wins over an exec entry.
    if (user->hasToken || user->hasTokenFile)
        return AuthKind::Token;
    if (user->hasBasicAuth)
        return AuthKind::Password;
    if (user->exec) {
        const std::optional<ExecSignIn> signIn = signInOf(*user->exec);
        if (!signIn)
            return AuthKind::Exec;
        sessionFound(signIn->request);
        return AuthKind::SignIn;
    }
    if (user->hasClientCertificate)
        return AuthKind::Certificate;
    return user->authProvider.empty() ? AuthKind::None : AuthKind::AuthProvider;
}

//! What servers of one owner have in common: the last two labels of the host; an address as it is.
QString domainOf(const QString &server)
{
    QString host = server.section(u"//"_s, 1).section(u'/', 0, 0);
    if (!host.startsWith(u'['))
        host = host.section(u':', 0, 0);
    const bool isAddress = host.startsWith(u'[') || (!host.isEmpty() && host.back().isDigit());
    return isAddress ? host : host.section(u'.', -2).toLower();
}

} // namespace

ClustersViewModel::ClustersViewModel(const Dependencies &dependencies, QObject *parent)
    : QObject(parent)
    , m_ports(dependencies)
    , m_flow(dependencies.kubeconfig, dependencies.preferences)
{
    connectFlow();
    connect(&m_ports.sessions, &SessionsPort::sessionChanged, this, &ClustersViewModel::updateSession);
    connect(&m_ports.sessions, &SessionsPort::sessionRemoved, this, &ClustersViewModel::updateSession);
    connect(&m_ports.sessions, &SessionsPort::loginStarted, this, &ClustersViewModel::updateSession);
    connect(&m_ports.sessions, &SessionsPort::loginFinished, this, &ClustersViewModel::updateSession);
    connect(&m_ticker, &QTimer::timeout, this, &ClustersViewModel::tick);
    m_ticker.start(15s);
}

ClustersViewModel::~ClustersViewModel() = default;

void ClustersViewModel::connectFlow()
{
    connect(&m_flow, &ChangeFlow::confirmationNeeded, this, &ClustersViewModel::confirmationNeeded);
    connect(&m_flow, &ChangeFlow::busyChanged, this, &ClustersViewModel::busyChanged);
    connect(&m_flow, &ChangeFlow::nothingToChange, this, [this] {
        say({ Severity::Info, tr("Nothing to change"), tr("The file already says so."), {}, {} });
    });
    connect(&m_flow, &ChangeFlow::failed, this, [this](const Core::Error &error) {
        fail(error);
        rebuildDetail();
    });
    connect(&m_flow, &ChangeFlow::written, this, [this](const QString &summary, const QStringList &warnings,
                                                        const KubeconfigEdit &edit) {
        if (const auto *space = std::get_if<SetNamespace>(&edit))
            rememberNamespace(*space);
        say({ warnings.isEmpty() ? Severity::Success : Severity::Warning, printable(summary),
              printable(warnings.join(u' '), 2000), {}, {} });
        reload();
    });
}

void ClustersViewModel::rememberNamespace(const SetNamespace &edit)
{
    if (const ContextEntry *entry = m_contexts.find(edit.context); entry != nullptr && !edit.nameSpace.isEmpty())
        m_ports.preferences.rememberNamespace(entry->cluster, edit.nameSpace);
}

//! What the API server told, else what contexts of the cluster use and what was typed before.
QStringList ClustersViewModel::namespacesOf(const QString &cluster) const
{
    if (const auto told = m_namespaces.constFind(cluster); told != m_namespaces.cend())
        return *told;
    QStringList names = m_ports.preferences.rememberedNamespaces(cluster) + m_usedNamespaces.value(cluster);
    names.removeDuplicates();
    names.sort();
    return names;
}

void ClustersViewModel::askNamespaces()
{
    if (!m_detail || !m_detail->session || m_asked.contains(m_detail->entry.cluster))
        return;
    using State = Session::SessionState;
    if (m_detail->session->state != State::Ready && m_detail->session->state != State::Refreshing)
        return; // nobody is sent to a browser for a list of names
    const ContextEntry entry = m_detail->entry;
    const auto cluster = m_clusters.constFind(entry.cluster);
    const auto request = requestOf(entry);
    if (cluster == m_clusters.cend() || !request)
        return;
    m_asked.insert(entry.cluster);
    QtSupport::onFinished<QStringList>(m_ports.apiServer.namespaces(*cluster, *request), this,
                                       [this, entry](const Core::Result<QStringList> &names) {
                                           if (!names)
                                               return; // most people may not list them: they type it
                                           m_namespaces.insert(entry.cluster, *names);
                                           rebuildDetail();
                                       });
}

void ClustersViewModel::loadMarks()
{
    QtSupport::onFinished<QSet<QString>>(m_ports.kubeconfig.protectedContexts(), this,
                                         [this](const Core::Result<QSet<QString>> &marks) {
                                             if (!marks) {
                                                 fail(marks.error());
                                                 return;
                                             }
                                             m_contexts.setProtected(*marks);
                                             if (m_detail)
                                                 rebuildDetail();
                                         });
}

void ClustersViewModel::setProtection(const QString &context, Core::Protection protection)
{
    QtSupport::onFinished<std::monostate>(m_ports.kubeconfig.setProtection(context, protection), this,
                                          [this](const Core::Result<std::monostate> &done) {
                                              if (!done)
                                                  fail(done.error());
                                              loadMarks();
                                          });
}

void ClustersViewModel::reload()
{
    loadMarks();
    const quint64 number = ++m_loadNumber;
    addBusy(+1);
    QtSupport::onFinished<Kubeconfig::Config>(
            m_ports.kubeconfig.load(), this, [this, number](Core::Result<Kubeconfig::Config> config) {
                addBusy(-1);
                if (number != m_loadNumber)
                    return; // a later load is on its way
                if (config) {
                    take(*config);
                    return;
                }
                // What was shown stays: a file that is broken for a moment takes nothing away.
                fail(config.error());
                if (m_contexts.rowCount() == 0)
                    setPhase(Phase::Broken);
            });
}

void ClustersViewModel::take(const Kubeconfig::Config &config)
{
    m_clusters.clear();
    m_users.clear();
    for (const Kubeconfig::Cluster &cluster : config.clusters)
        m_clusters.insert(toQString(cluster.name), cluster);
    for (const Kubeconfig::User &user : config.users)
        m_users.insert(toQString(user.name), user);

    m_usedNamespaces.clear();
    m_asked.clear(); // the entry may name another server now
    QList<ContextEntry> entries;
    entries.reserve(static_cast<qsizetype>(config.contexts.size()));
    for (const Kubeconfig::Context &context : config.contexts) {
        ContextEntry entry = entryOf(context);
        entry.isCurrent = context.name == config.currentContext;
        if (!entry.nameSpace.isEmpty())
            m_usedNamespaces[entry.cluster].append(entry.nameSpace);
        entries.append(std::move(entry));
    }
    m_contexts.setEntries(std::move(entries));
    if (m_phase == Phase::Broken && m_message && m_message->severity == Severity::Error)
        dismissMessage();

    for (const Session::SessionInfo &session : m_ports.sessions.sessions())
        m_contexts.setSession(session.id, session.state);
    const ContextEntry *current = m_contexts.current();
    if (m_contexts.find(m_selected) == nullptr)
        m_selected = current != nullptr ? current->name
                : m_contexts.rowCount() > 0 ? m_contexts.entries().first().name
                                            : QString();
    setPhase(m_contexts.rowCount() == 0 ? Phase::Empty : Phase::Ready);
    if (current != nullptr && current->auth == AuthKind::SignIn) {
        // Only the current one: a kubeconfig with thousands of users must not make thousands of sessions.
        if (const auto request = requestOf(*current); request && !m_ports.sessions.session(current->sessionId))
            m_ports.sessions.adopt(*request);
    }
    rebuildDetail();
    Q_EMIT contextsChanged();
}

ContextEntry ClustersViewModel::entryOf(const Kubeconfig::Context &context)
{
    ContextEntry entry;
    entry.name = toQString(context.name);
    entry.cluster = toQString(context.cluster);
    entry.user = toQString(context.user);
    entry.nameSpace = toQString(context.nameSpace);
    entry.file = toQString(context.file.string());
    if (const auto cluster = m_clusters.constFind(entry.cluster); cluster != m_clusters.cend())
        entry.server = toQString(cluster->server);
    const auto user = m_users.constFind(entry.user);
    entry.auth = authOf(user == m_users.cend() ? nullptr : &*user,
                        [this, &entry](const Session::SessionRequest &request) {
                            entry.sessionId = m_ports.sessions.idOf(request);
                        });
    entry.domain = domainOf(entry.server);
    entry.searchText = QStringList { entry.name, entry.server, entry.cluster, entry.user, entry.nameSpace, entry.file }
                               .join(u'\n')
                               .toLower();
    return entry;
}

std::optional<Session::SessionRequest> ClustersViewModel::requestOf(const ContextEntry &entry) const
{
    // The manager's own description first: it has the CA that the sign-in page read.
    if (auto known = m_ports.sessions.request(entry.sessionId))
        return known;
    const auto user = m_users.constFind(entry.user);
    if (user == m_users.cend() || !user->exec)
        return {};
    const auto signIn = signInOf(*user->exec);
    return signIn ? std::optional(m_ports.sessions.completed(*signIn)) : std::nullopt;
}

void ClustersViewModel::select(const QString &context)
{
    if (context == m_selected && m_detail)
        return;
    m_selected = context;
    rebuildDetail();
}

void ClustersViewModel::rebuildDetail()
{
    const ContextEntry *entry = m_contexts.find(m_selected);
    if (entry == nullptr) {
        m_detail.reset();
        Q_EMIT detailChanged();
        return;
    }
    ContextDetail detail;
    detail.entry = *entry;
    if (const auto user = m_users.constFind(entry->user); user != m_users.cend())
        detail.exec = user->exec;
    detail.canSignIn = entry->auth == AuthKind::SignIn;
    const auto now = m_ports.clock.now();
    if (detail.canSignIn) {
        detail.session = m_ports.sessions.session(entry->sessionId);
        detail.pendingLoginUrl = m_ports.sessions.pendingLoginUrl(entry->sessionId);
        detail.sessionLine = detail.session ? sessionLine(*detail.session, now)
                                            : stateText(Session::SessionState::LoginNeeded);
        if (const auto claims = m_ports.sessions.claims(entry->sessionId)) {
            detail.claims = claimRows(claims->claims, now);
            detail.rawClaims = claimsAsJson(*claims);
        }
    }
    detail.answer = m_answers.value(entry->name);
    if (detail.answer.state == ServerAnswer::State::Answered) {
        const auto claims = m_ports.sessions.claims(entry->sessionId);
        detail.mapping = Kubernetes::inferMapping(claims ? claims->claims : Core::Json(), detail.answer.who);
    }
    detail.namespaces = namespacesOf(entry->cluster);
    detail.isProtected = m_contexts.isProtected(entry->name);
    m_detail = std::move(detail);
    Q_EMIT detailChanged();
}

void ClustersViewModel::updateSession(const QString &sessionId)
{
    const auto session = m_ports.sessions.session(sessionId);
    m_contexts.setSession(sessionId, session ? std::optional(session->state) : std::nullopt);
    if (m_detail && m_detail->entry.sessionId == sessionId)
        rebuildDetail();
}

void ClustersViewModel::useContext(const QString &context)
{
    propose(SwitchContext { context });
}

void ClustersViewModel::setNamespace(const QString &context, const QString &nameSpace)
{
    const ContextEntry *entry = m_contexts.find(context);
    if (entry != nullptr && entry->nameSpace != nameSpace)
        propose(SetNamespace { context, nameSpace });
}

void ClustersViewModel::propose(const KubeconfigEdit &edit)
{
    dismissMessage();
    m_flow.propose(edit, touchedBy(edit));
}

QStringList ClustersViewModel::touchedBy(const KubeconfigEdit &edit) const
{
    if (const auto *change = std::get_if<SwitchContext>(&edit))
        return { change->context };
    if (const auto *change = std::get_if<SetNamespace>(&edit))
        return { change->context };
    if (const auto *change = std::get_if<DuplicateContext>(&edit))
        return { change->context };
    if (const auto *change = std::get_if<DeleteContexts>(&edit))
        return change->contexts;
    const auto *rename = std::get_if<RenameEntry>(&edit);
    if (rename == nullptr)
        return {};
    if (rename->section == Kubeconfig::Section::Contexts)
        return { rename->name };
    QStringList names;
    for (const ContextEntry &entry : m_contexts.entries()) {
        if ((rename->section == Kubeconfig::Section::Clusters ? entry.cluster : entry.user) == rename->name)
            names.append(entry.name);
    }
    return names;
}

std::unique_ptr<ExportViewModel> ClustersViewModel::createExport(const QString &context) const
{
    return std::make_unique<ExportViewModel>(m_ports.kubeconfig, context);
}

std::unique_ptr<EntriesViewModel> ClustersViewModel::createEntries() const
{
    return std::make_unique<EntriesViewModel>(m_ports.kubeconfig, m_ports.preferences);
}

std::unique_ptr<HistoryViewModel> ClustersViewModel::createHistory() const
{
    return std::make_unique<HistoryViewModel>(m_ports.kubeconfig, m_ports.preferences);
}

std::unique_ptr<ImportViewModel> ClustersViewModel::createImport() const
{
    return std::make_unique<ImportViewModel>(m_ports.kubeconfig, m_ports.preferences);
}

void ClustersViewModel::confirm()
{
    m_flow.confirm();
}

void ClustersViewModel::discard()
{
    m_flow.discard();
    rebuildDetail(); // what was typed goes back to what the file says
}

void ClustersViewModel::resolve(Remedy remedy)
{
    dismissMessage();
    switch (remedy) {
    case Remedy::SignIn: signIn(); break;
    case Remedy::BreakLock: m_flow.breakLock(); break;
    case Remedy::Retry:
        if (!m_flow.retry())
            reload();
        break;
    case Remedy::None: break;
    }
}

void ClustersViewModel::signIn()
{
    if (!m_detail || !m_detail->canSignIn)
        return;
    const auto request = requestOf(m_detail->entry);
    if (!request)
        return;
    const QString context = m_detail->entry.name;
    QtSupport::onFinished<Session::SessionInfo>(
            m_ports.sessions.logIn(*request), this, [this, context](Core::Result<Session::SessionInfo> session) {
                if (!session && session.error().code != Core::ErrorCode::Canceled)
                    fail(session.error());
                m_answers.remove(context);
                rebuildDetail();
            });
    rebuildDetail();
}

void ClustersViewModel::cancelSignIn()
{
    if (m_detail)
        m_ports.sessions.cancelLogin(m_detail->entry.sessionId);
}

void ClustersViewModel::refreshSession()
{
    if (!m_detail || !m_detail->session)
        return;
    QtSupport::onFinished<Session::SessionInfo>(m_ports.sessions.refreshNow(m_detail->session->id), this,
                                                [this](Core::Result<Session::SessionInfo> session) {
                                                    if (!session)
                                                        fail(session.error());
                                                    rebuildDetail();
                                                });
}

std::optional<AskTarget> ClustersViewModel::askTarget() const
{
    if (!m_detail)
        return std::nullopt;
    const auto cluster = m_clusters.constFind(m_detail->entry.cluster);
    const auto request = requestOf(m_detail->entry);
    if (cluster == m_clusters.cend() || !request)
        return std::nullopt;
    return AskTarget { *cluster, *request };
}

void ClustersViewModel::askApiServer()
{
    const auto target = askTarget();
    if (!target)
        return;
    const ContextEntry entry = m_detail->entry;
    const auto *cluster = &target->cluster;
    const auto *request = &target->as;
    m_answers[entry.name].state = ServerAnswer::State::Asking;
    rebuildDetail();
    QtSupport::onFinished<Kubernetes::UserInfo>(
            m_ports.apiServer.whoAmI(*cluster, *request), this,
            [this, entry](Core::Result<Kubernetes::UserInfo> who) {
                ServerAnswer &answer = m_answers[entry.name];
                answer.state = who ? ServerAnswer::State::Answered : ServerAnswer::State::Failed;
                answer.askedAt = localTime(m_ports.clock.now());
                if (who)
                    answer.who = std::move(*who);
                else
                    answer.problem = describe(who.error());
                rebuildDetail();
            });
    m_asked.remove(entry.cluster);
    askNamespaces();
}

void ClustersViewModel::tick()
{
    if (m_detail && m_detail->session)
        rebuildDetail();
}

void ClustersViewModel::say(const Message &message)
{
    m_message = message;
    Q_EMIT messageChanged();
}

void ClustersViewModel::fail(const Core::Error &error)
{
    say(describe(error));
}

void ClustersViewModel::dismissMessage()
{
    if (!m_message)
        return;
    m_message.reset();
    Q_EMIT messageChanged();
}

void ClustersViewModel::setPhase(Phase phase)
{
    if (phase == m_phase)
        return;
    m_phase = phase;
    Q_EMIT phaseChanged();
}

void ClustersViewModel::addBusy(int change)
{
    const bool was = isBusy();
    m_busy += change;
    if (was != isBusy())
        Q_EMIT busyChanged();
}

} // namespace Ui
