// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/agent/agentservice.h"

#include "app/agent/requester.h"
#include "app/agent/requests.h"
#include "app/agent/whoami.h"
#include "app/core/timestamp.h"
#include "app/qtsupport/strings.h"

#include <QTimer>

#include <algorithm>
#include <functional>
#include <string_view>

#include <unistd.h>

namespace Agent {

using Core::ErrorCode;
using Core::Json;
using QtSupport::toQString;
using QtSupport::toStdString;
using Session::SessionInfo;

namespace {

using JsonPromise = QtSupport::Promise<Json>;

AgentService::Answer failed(const Core::Error &error)
{
    return QtSupport::readyError<Json>(error);
}

AgentService::Answer done(Json result)
{
    return QtSupport::ready<Json>(std::move(result));
}

Json strings(const QStringList &list)
{
    Json array = Json::array();
    for (const QString &text : list)
        array.push_back(toStdString(text));
    return array;
}

// true → {} as an answer; an error passes through.
template<typename T>
AgentService::Answer plain(QtSupport::FutureResult<T> future, QObject *context,
                           std::function<Json(const T &)> convert)
{
    return QtSupport::andThen<T>(std::move(future), context, [convert = std::move(convert)](const T &value) {
        return QtSupport::ready<Json>(convert(value));
    });
}

} // namespace

// A browser login that somebody asked for by the socket.
struct AgentService::Login
{
    std::vector<std::shared_ptr<JsonPromise>> untilWaiting; // want the address as soon as there is one
    std::vector<std::shared_ptr<JsonPromise>> untilEnd;
    std::optional<Core::Result<SessionInfo>> result;
    Session::LoginWay way = Session::LoginWay::Browser;
};

Json sessionJson(const SessionInfo &info)
{
    Json json = {
        { "id", toStdString(info.id) },
        { "issuer", toStdString(info.issuer) },
        { "clientId", toStdString(info.clientId) },
        { "scopes", strings(info.scopes) },
        { "account", toStdString(info.account.isEmpty() ? info.username : info.account) },
        { "username", toStdString(info.username) },
        { "groups", strings(info.groups) },
        { "expiresAt", nullptr },
        { "refreshable", info.refreshable },
        { "storage", info.storage == Keychain::StoreKind::Keychain ? "keychain" : "memory" },
        { "state", toStdString(Session::sessionStateName(info.state)) },
        { "contexts", Json::array() },
    };
    if (info.expiresAt)
        json["expiresAt"] = Core::toRfc3339(*info.expiresAt);
    if (info.problem)
        json["problem"] = { { "code", Core::errorCodeName(info.problem->code) },
                            { "message", info.problem->message },
                            { "fix", info.problem->fix } };
    return json;
}

AgentService::AgentService(Session::SessionManager &sessions, const Core::Clock &clock, AgentIdentity identity,
                           QObject *parent)
    : QObject(parent), m_sessions(sessions), m_clock(clock), m_identity(std::move(identity)), m_repeats(m_clock)
{
    addOperations();
    connect(&m_sessions, &Session::SessionManager::browserAsked, this, &AgentService::browserAsked);
}

AgentService::~AgentService() = default;

void AgentService::addOperation(const std::string &name, Operation operation)
{
    m_operations.insert(QByteArray::fromStdString(name), std::move(operation));
}

void AgentService::addOperations()
{
    const auto add = [this](const char *name, Answer (AgentService::*operation)(const Json &, const Ipc::Peer &)) {
        m_operations.insert(name, [this, operation](const Json &parameters, const Ipc::Peer &peer) {
            return (this->*operation)(parameters, peer);
        });
    };
    add("get-token", &AgentService::getToken);
    add("login", &AgentService::logIn);
    add("await-login", &AgentService::awaitLogin);
    add("cancel-login", &AgentService::cancelLogin);
    add("logout", &AgentService::logOut);
    add("sessions", &AgentService::listSessions);
    add("whoami", &AgentService::whoAmI);
    add("trust", &AgentService::trust);
    add("refresh", &AgentService::refresh);
    add("status", &AgentService::status);
    add("hand-over", &AgentService::handOver);
    const auto addAction = [this](const char *name, std::function<void()> action) {
        m_operations.insert(name, [action = std::move(action)](const Json &, const Ipc::Peer &) {
            action();
            return done(Json::object());
        });
    };
    addAction("stop", [this] { Q_EMIT stopRequested(); });
    addAction("lock", [this] { m_sessions.lock(); });
    addAction("unlock", [this] { m_sessions.unlock(); });
}

AgentService::Answer AgentService::handle(const Ipc::Request &request, const Ipc::Peer &peer)
{
    const auto operation = m_operations.constFind(QByteArray::fromStdString(request.op));
    if (operation == m_operations.constEnd())
        return failed({ ErrorCode::AgentProtocol, "the agent does not know this request",
                        "restart the agent after an upgrade: kubectl-lanyard agent stop", {} });
    return (*operation)(request.parameters, peer);
}

AgentService::Answer AgentService::getToken(const Json &parameters, const Ipc::Peer &peer)
{
    const Audit::Requester requester = findRequester(peer.pid);
    const auto request = sessionRequest(parameters);
    auto options = tokenOptions(parameters, requester);
    if (!request || !options)
        return failed(request ? options.error() : request.error());
    if (options->login == Session::LoginPolicy::Auto)
        options->login = m_loginPolicy;
    const QString id = request->key().id();
    const bool isFromKubectl = Core::jsonBool(parameters, "fromExecPlugin", false);
    auto lease = m_sessions.freshToken(*request, *options);
    // In the background: kubectl does not use the new answer for the refused request anyway, and
    // nobody waits for the provider who need not.
    if (isFromKubectl && m_repeats.isRefusedToken(requester.pid, id))
        QtSupport::onFinished<SessionInfo>(m_sessions.refreshNow(id), this, [](const Core::Result<SessionInfo> &) { });
    return plain<Session::IdTokenLease>(
            std::move(lease), this, [this, requester, id](const Session::IdTokenLease &given) -> Json {
                const std::string_view token = given.idToken.reveal();
                m_repeats.handedOut(requester.pid, id, std::hash<std::string_view>()(token));
                return { { "token", token }, { "expirationTimestamp", Core::toRfc3339(given.expiresAt) } };
            });
}

AgentService::Answer AgentService::logIn(const Json &parameters, const Ipc::Peer &peer)
{
    const auto request = sessionRequest(parameters);
    const auto options = loginOptions(parameters, findRequester(peer.pid));
    if (!request || !options)
        return failed(request ? options.error() : request.error());
    const QString id = request->key().id();
    auto &login = m_logins[id];
    if (!login || login->result || login->way != options->way)
        login = std::make_shared<Login>();
    login->way = options->way;
    auto promise = std::make_shared<JsonPromise>();
    auto answer = promise->future();
    login->untilWaiting.push_back(std::move(promise));
    QtSupport::onFinished<SessionInfo>(m_sessions.logIn(*request, *options), this,
                                       [login](const Core::Result<SessionInfo> &result) { loginEnded(*login, result); });
    return answer;
}

void AgentService::browserAsked(const QString &sessionId, const QString &problem)
{
    const auto login = m_logins.value(sessionId);
    if (!login)
        return;
    Json waiting = { { "state", "waiting" },
                     { "session", toStdString(sessionId) },
                     { "url", toStdString(m_sessions.pendingLoginUrl(sessionId).toString(QUrl::FullyEncoded)) },
                     { "browser", problem.isEmpty() ? "opened" : "failed" },
                     { "problem", toStdString(problem) } };
    if (const auto code = m_sessions.pendingUserCode(sessionId)) {
        waiting["browser"] = "elsewhere";
        waiting["url"] = toStdString(code->address.toString(QUrl::FullyEncoded));
        waiting["completeUrl"] = toStdString(code->completeAddress.toString(QUrl::FullyEncoded));
        waiting["userCode"] = toStdString(code->code);
    }
    for (const auto &promise : std::exchange(login->untilWaiting, {}))
        promise->finish(waiting);
}

void AgentService::loginEnded(Login &login, const Core::Result<SessionInfo> &result)
{
    login.result = result;
    auto waiters = std::exchange(login.untilWaiting, {});
    for (const auto &promise : std::exchange(login.untilEnd, {}))
        waiters.push_back(promise);
    for (const auto &promise : waiters) {
        if (result)
            promise->finish(sessionJson(*result));
        else
            promise->fail(result.error());
    }
}

AgentService::Answer AgentService::awaitLogin(const Json &parameters, const Ipc::Peer &)
{
    const auto id = sessionId(parameters);
    if (!id)
        return failed(id.error());
    const auto login = m_logins.value(*id);
    if (!login)
        return failed({ ErrorCode::NotFound, "no sign-in waits for this session", "run: kubectl-lanyard login", {} });
    if (login->result)
        return *login->result ? done(sessionJson(**login->result)) : failed(login->result->error());
    auto promise = std::make_shared<JsonPromise>();
    login->untilEnd.push_back(promise);
    // A client with a Ctrl-C to watch for asks in small portions.
    if (const auto patience = Core::jsonInteger(parameters, "patienceMs")) {
        QTimer::singleShot(std::clamp<std::int64_t>(*patience, 100, 60'000), this,
                           [promise] { promise->finish(Json { { "state", "waiting" } }); });
    }
    return promise->future();
}

AgentService::Answer AgentService::cancelLogin(const Json &parameters, const Ipc::Peer &)
{
    const auto id = sessionId(parameters);
    if (!id)
        return failed(id.error());
    m_sessions.cancelLogin(*id);
    return done(Json::object());
}

AgentService::Answer AgentService::logOut(const Json &parameters, const Ipc::Peer &)
{
    const auto id = sessionId(parameters);
    if (!id)
        return failed(id.error());
    const auto scope = Core::jsonBool(parameters, "localOnly", false) ? Session::LogoutScope::LocalOnly
                                                                      : Session::LogoutScope::Everywhere;
    // A session of an earlier run may only be in the keychain: described, it can be forgotten, too.
    if (!m_sessions.session(*id)) {
        if (const auto request = sessionRequest(parameters))
            m_sessions.adopt(*request);
    }
    return plain<Session::LogoutOutcome>(
            m_sessions.logOut(*id, scope), this, [](const Session::LogoutOutcome &outcome) -> Json {
                return { { "revoked", outcome.revoked },
                         { "endSessionUrl", toStdString(outcome.endSessionUrl.toString(QUrl::FullyEncoded)) } };
            });
}

// What kubectl asked for before anybody signed in is no session of a person.
QList<SessionInfo> AgentService::signedIn() const
{
    QList<SessionInfo> sessions = m_sessions.sessions();
    sessions.removeIf([](const SessionInfo &info) { return !Session::wasSignedIn(info); });
    return sessions;
}

AgentService::Answer AgentService::listSessions(const Json &, const Ipc::Peer &)
{
    Json list = Json::array();
    for (const SessionInfo &info : signedIn())
        list.push_back(sessionJson(info));
    return done({ { "sessions", std::move(list) } });
}

AgentService::Answer AgentService::whoAmI(const Json &parameters, const Ipc::Peer &peer)
{
    const auto request = sessionRequest(parameters);
    auto options = tokenOptions(parameters, findRequester(peer.pid));
    auto server = apiServer(parameters);
    if (!request || !options)
        return failed(request ? options.error() : request.error());
    if (!server)
        return failed(server.error());
    options->login = Session::LoginPolicy::Never; // to ask who one is is no sign-in
    const QString id = request->key().id();
    return QtSupport::andThen<Session::IdTokenLease>(
            m_sessions.freshToken(*request, *options), this,
            [this, id, where = std::move(*server)](const Session::IdTokenLease &lease) {
                return describeIdentity(m_sessions.claims(id), lease, where, this);
            });
}

AgentService::Answer AgentService::trust(const Json &parameters, const Ipc::Peer &)
{
    const auto request = sessionRequest(parameters);
    if (!request)
        return failed(request.error());
    return done({ { "changed", m_sessions.trust(*request) } });
}

AgentService::Answer AgentService::refresh(const Json &parameters, const Ipc::Peer &)
{
    const auto id = sessionId(parameters);
    if (!id)
        return failed(id.error());
    return plain<SessionInfo>(m_sessions.refreshNow(*id), this,
                              [](const SessionInfo &info) { return sessionJson(info); });
}

AgentService::Answer AgentService::status(const Json &, const Ipc::Peer &)
{
    return done({ { "pid", ::getpid() },
                  { "kind", toStdString(m_identity.kind) },
                  { "version", toStdString(m_identity.version) },
                  { "socket", m_identity.socket.string() },
                  { "sessions", signedIn().size() },
                  { "locked", m_sessions.isLocked() } });
}

AgentService::Answer AgentService::handOver(const Json &parameters, const Ipc::Peer &)
{
    if (m_sessions.hasUnsavedSecrets() && !Core::jsonBool(parameters, "force", false))
        return failed({ ErrorCode::Refused,
                        "the running agent holds sessions that no keychain keeps; they would end with it",
                        "stop it yourself if that is fine: kubectl-lanyard agent stop", {} });
    Q_EMIT handOverRequested();
    return done(Json::object());
}

} // namespace Agent
