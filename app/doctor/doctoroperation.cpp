// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/doctoroperation.h"

#include "app/core/text.h"
#include "app/doctor/doctor.h"
#include "app/doctor/standardchecks.h"
#include "app/qtsupport/strings.h"

#include <QThreadPool>
#include <QTimer>

namespace Doctor {

using Core::ErrorCode;
using Core::Json;

namespace {

constexpr std::size_t kMaxText = 32 * 1024;

KeychainState keychainState(const Core::Result<Keychain::StoreState> &state)
{
    if (!state)
        return KeychainState::NotAsked;
    switch (*state) {
    case Keychain::StoreState::Ready:
        return KeychainState::Ready;
    case Keychain::StoreState::Locked:
        return KeychainState::Locked;
    case Keychain::StoreState::Busy:
        return KeychainState::Busy;
    case Keychain::StoreState::Missing:
        break;
    }
    return KeychainState::Missing;
}

Core::Result<std::optional<std::string>> path(const Json &parameters, std::string_view name)
{
    const auto found = parameters.find(name);
    if (found == parameters.end() || found->is_null())
        return std::optional<std::string>();
    const auto *text = found->get_ptr<const std::string *>();
    if (!text || text->size() > kMaxText || text->find('\0') != std::string::npos)
        return Core::fail(ErrorCode::Usage,
                          "the request's \"" + std::string(name) + "\" is too long or of the wrong type");
    return std::optional(*text);
}

Core::Result<Request> requestOf(const Json &parameters)
{
    Request request;
    struct Field
    {
        std::string_view name;
        std::optional<std::string> &target;
    };
    for (const Field &field : { Field{ "context", request.context }, Field{ "kubeconfig", request.kubeconfig },
                                Field{ "apiServerConfig", request.apiServerConfig }, Field{ "rbac", request.rbac } }) {
        auto value = path(parameters, field.name);
        if (!value)
            return Core::fail(value.error());
        field.target = std::move(*value);
    }
    const auto environment = parameters.find("environment");
    if (environment != parameters.end() && environment->is_object() && environment->size() <= 64) {
        for (const auto &[name, value] : environment->items()) {
            if (value.is_string() && value.get_ref<const std::string &>().size() <= kMaxText)
                request.caller.environment[name] = value.get<std::string>();
        }
    }
    request.caller.agentWasRunning = Core::jsonBool(parameters, "agentWasRunning", true);
    request.caller.consentsToAnonymousProbe = Core::jsonBool(parameters, "consent", false);
    return request;
}

} // namespace

struct DoctorOperation::Run
{
    QtSupport::Promise<Report> promise;
    std::shared_ptr<Situation> situation;
    int open = 2; // the session and the keychain
    bool isRunning = false;
    std::unique_ptr<Doctor> doctor;
};

DoctorOperation::DoctorOperation(Session::SessionManager &sessions, Keychain::CredentialStore &store,
                                 const Core::Clock &clock, QObject *parent)
    : DoctorOperation(sessions, store, clock, Deadlines {}, parent)
{
}

DoctorOperation::DoctorOperation(Session::SessionManager &sessions, Keychain::CredentialStore &store,
                                 const Core::Clock &clock, const Deadlines &deadlines, QObject *parent)
    : QObject(parent), m_sessions(sessions), m_store(store), m_clock(clock), m_deadlines(deadlines)
{
}

DoctorOperation::~DoctorOperation() = default;

QtSupport::FutureResult<Report> DoctorOperation::examine(const Request &request)
{
    auto run = std::make_shared<Run>();
    std::erase_if(m_runs, [](const std::weak_ptr<Run> &earlier) { return earlier.expired(); });
    m_runs.push_back(run);
    auto future = run->promise.future();
    auto files = std::make_shared<QtSupport::Promise<Situation>>();
    QtSupport::onFinished<Situation>(files->future(), this, [this, run](Core::Result<Situation> situation) {
        filesRead(run, std::move(situation));
    });
    QThreadPool::globalInstance()->start([files, request] { files->finish(gatherFiles(request)); });
    return future;
}

void DoctorOperation::cancel()
{
    for (const auto &weak : std::exchange(m_runs, {})) {
        const std::shared_ptr<Run> run = weak.lock();
        if (!run)
            continue;
        if (run->doctor) {
            run->doctor->cancel();
            continue;
        }
        run->isRunning = true; // the checks do not begin any more
        run->promise.fail({ ErrorCode::Canceled, "the examination was ended before it began", {}, {} });
    }
}

void DoctorOperation::filesRead(const std::shared_ptr<Run> &run, Core::Result<Situation> situation)
{
    if (run->isRunning)
        return; // canceled
    if (!situation) {
        run->promise.fail(situation.error());
        return;
    }
    run->situation = std::make_shared<Situation>(std::move(*situation));
    QTimer::singleShot(m_deadlines.session, this, [this, run] { runChecks(run); });
    askSession(run);
    askKeychain(run);
}

void DoctorOperation::askSession(const std::shared_ptr<Run> &run)
{
    Situation &situation = *run->situation;
    const bool isOurs = situation.credential == CredentialKind::Exec && situation.exec
            && !situation.client.issuer.isEmpty() && !situation.client.clientId.isEmpty();
    if (!isOurs) {
        if (!situation.token.compact && situation.token.whyNone.empty())
            situation.token.whyNone =
                    "the context does not sign in by OpenID Connect, and no token stands in the kubeconfig";
        if (--run->open == 0)
            runChecks(run);
        return;
    }
    situation.token.source = "the session";
    situation.token.whyNone = "the session's token could not be had in time";
    Session::SessionRequest request{ situation.client, QtSupport::toQString(situation.exec->account) };
    Session::TokenOptions options;
    options.minimumLife = std::chrono::seconds(0);
    options.login = Session::LoginPolicy::Never;
    const QString id = request.key().id();
    QtSupport::onFinished<Session::IdTokenLease>(
            m_sessions.freshToken(request, options), this, [this, run, id](Core::Result<Session::IdTokenLease> lease) {
                if (run->isRunning)
                    return; // too late: the checks look at the situation by now
                Situation &found = *run->situation;
                if (lease)
                    found.token.compact = std::make_shared<const Core::Secret>(std::move(lease->idToken));
                else
                    found.token.whyNone = lease.error().code == ErrorCode::LoginRequired
                            ? "nobody is signed in (kubectl lanyard login)"
                            : "there is no token of the session: " + lease.error().message;
                if (auto claims = m_sessions.claims(id); lease && claims)
                    found.token.accessClaims = std::move(claims->accessClaims);
                if (const auto info = m_sessions.session(id)) {
                    found.session.exists = lease || info->refreshable || info->problem;
                    found.session.isReady = lease.has_value();
                    found.session.isRefreshable = info->refreshable;
                    found.session.problem = info->problem;
                }
                if (!lease && lease.error().code == ErrorCode::InvalidGrant) {
                    found.session.exists = true;
                    found.session.problem = lease.error();
                }
                if (--run->open == 0)
                    runChecks(run);
            });
}

void DoctorOperation::askKeychain(const std::shared_ptr<Run> &run)
{
    run->situation->keychain = KeychainState::Busy;
    QtSupport::onFinished<Keychain::StoreState>(
            m_store.state(), this, [this, run](const Core::Result<Keychain::StoreState> &state) {
                if (run->isRunning)
                    return;
                // Memory is what is left where no keychain is.
                run->situation->keychain =
                        m_store.kind() == Keychain::StoreKind::Memory ? KeychainState::Missing : keychainState(state);
                if (--run->open == 0)
                    runChecks(run);
            });
}

void DoctorOperation::runChecks(const std::shared_ptr<Run> &run)
{
    if (std::exchange(run->isRunning, true))
        return;
    run->doctor = std::make_unique<Doctor>(standardChecks(*run->situation, m_clock), m_deadlines.checks);
    connect(run->doctor.get(), &Doctor::checkStarted, this, &DoctorOperation::checkStarted);
    connect(run->doctor.get(), &Doctor::checkFinished, this, &DoctorOperation::checkFinished);
    QtSupport::onFinished<Report>(run->doctor->run(run->situation), this, [run](Core::Result<Report> report) {
        run->promise.finish(std::move(report));
        run->doctor.release()->deleteLater(); // it is on the stack below
    });
}

QtSupport::FutureResult<Json> DoctorOperation::handle(const Json &parameters)
{
    const auto request = requestOf(parameters);
    if (!request)
        return QtSupport::readyError<Json>(request.error());
    return QtSupport::andThen<Report>(examine(*request), this, [](const Report &report) {
        Json answer = toJson(report);
        answer["text"] = toText(report);
        return QtSupport::ready<Json>(std::move(answer));
    });
}

} // namespace Doctor
