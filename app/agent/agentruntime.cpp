// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/agent/agentruntime.h"

#include "app/ipc/agentclient.h"
#include "app/qtsupport/logging.h"
#include "app/qtsupport/strings.h"

#include <QSocketNotifier>
#include <QTimer>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace Agent {

using Core::ErrorCode;
using std::chrono::milliseconds;

namespace {

constexpr std::size_t kMaxWaiting = 1024;
constexpr milliseconds kHandOverTimeout { 3000 };

// A signal handler may do next to nothing: it writes a byte that the event loop reads. There is one
// of it for a process, hence the one global.
int signalPipe[2] = { -1, -1 };

Session::LoginPolicy loginPolicy(Settings::LoginPolicy policy)
{
    switch (policy) {
    case Settings::LoginPolicy::Auto: return Session::LoginPolicy::Auto;
    case Settings::LoginPolicy::Browser: return Session::LoginPolicy::Browser;
    case Settings::LoginPolicy::Notify: return Session::LoginPolicy::Notify;
    case Settings::LoginPolicy::Never: return Session::LoginPolicy::Never;
    }
    return Session::LoginPolicy::Auto;
}

void onSignal(int)
{
    const int saved = errno;
    const ssize_t ignored = ::write(signalPipe[1], "x", 1);
    (void)ignored;
    errno = saved;
}

} // namespace

// A request that came while the store was still being opened.
struct AgentRuntime::Waiting
{
    Ipc::Request request;
    Ipc::Peer peer;
    QtSupport::Promise<Core::Json> promise;
};

AgentRuntime::AgentRuntime(RuntimeOptions options, QObject *parent)
    : QObject(parent), m_options(std::move(options)), m_paths(m_options.environment),
      m_audit(m_paths.state() / "audit.jsonl", m_clock), m_settings(m_paths.config() / "settings.json")
{
    connect(&m_settings, &Settings::SettingsStore::changed, this, &AgentRuntime::applySettings);
}

AgentRuntime::~AgentRuntime()
{
    m_server.reset(); // no request may find a half-gone service
}

Core::Result<> AgentRuntime::listen()
{
    m_server = std::make_unique<Ipc::AgentServer>(
            [this](const Ipc::Request &request, const Ipc::Peer &peer) { return handle(request, peer); });
    auto listening = m_server->listen(m_paths.agentSocket());
    if (!listening) {
        m_server.reset();
        return listening;
    }
    connect(m_server.get(), &Ipc::AgentServer::answered, this, [this] {
        rearmIdleTimer();
        // The answer to "stop" itself is out now; the others get one turn of the event loop more.
        if (m_isStopping)
            QTimer::singleShot(0, this, &AgentRuntime::ended);
    });
    auditLife(Audit::EventKind::AgentStarted);
    return {};
}

Core::Result<> AgentRuntime::takeOver()
{
    const auto deadline = m_clock.steadyNow() + kHandOverTimeout;
    for (;;) {
        const auto listening = listen();
        if (listening || listening.error().code != ErrorCode::Conflict || m_clock.steadyNow() >= deadline)
            return listening;
        // Asked again in every round: between the end of the old agent and our claim a caller may have
        // started a new one.
        if (auto client = Ipc::AgentClient::connect(m_paths.agentSocket(), kHandOverTimeout)) {
            const auto answer = client->call("hand-over", Core::Json::object(), kHandOverTimeout);
            if (!answer && answer.error().code != ErrorCode::AgentUnavailable)
                return Core::fail(answer.error());
        }
        // Short: a caller who meets nobody starts an agent, which takes tens of milliseconds to claim.
        ::usleep(1000);
    }
}

AgentService::Answer AgentRuntime::handle(const Ipc::Request &request, const Ipc::Peer &peer)
{
    if (m_service)
        return m_service->handle(request, peer);
    if (m_waiting.size() >= kMaxWaiting)
        return QtSupport::readyError<Core::Json>({ ErrorCode::Timeout, "the agent is starting", "try again", {} });
    auto waiting = std::make_shared<Waiting>();
    waiting->request = request;
    waiting->peer = peer;
    m_waiting.push_back(waiting);
    return waiting->promise.future();
}

QtSupport::FutureResult<std::monostate> AgentRuntime::start()
{
    if (const auto read = m_settings.load(); !read)
        qCWarning(QtSupport::lcAgent) << QtSupport::toQString(Core::toLine(read.error()));
    const bool isMemory = m_settings.settings().storage == Settings::Storage::Memory;
    const auto preference = isMemory ? Keychain::StorePreference::Memory : m_options.store;
    return QtSupport::andThen<std::unique_ptr<Keychain::CredentialStore>>(
            Keychain::createStore(m_options.environment, preference), this,
            [this](std::unique_ptr<Keychain::CredentialStore> store) {
                storeOpened(std::move(store));
                return QtSupport::ready<std::monostate>(std::monostate());
            });
}

void AgentRuntime::storeOpened(std::unique_ptr<Keychain::CredentialStore> store)
{
    m_store = std::move(store);
    m_sessions = std::make_unique<Session::SessionManager>(
            Session::SessionManager::Dependencies { *m_store, m_browser, m_audit, m_clock });
    m_service = std::make_unique<AgentService>(
            *m_sessions, m_clock, AgentIdentity { m_options.kind, m_options.version, m_paths.agentSocket() });
    m_doctor = std::make_unique<Doctor::DoctorOperation>(*m_sessions, *m_store, m_clock);
    m_service->addOperation("doctor", [this](const Core::Json &parameters, const Ipc::Peer &) {
        return m_doctor->handle(parameters);
    });
    connect(m_service.get(), &AgentService::stopRequested, this, &AgentRuntime::stop);
    connect(m_service.get(), &AgentService::handOverRequested, this, &AgentRuntime::stop);
    m_service->addOperation("reload", [this](const Core::Json &, const Ipc::Peer &) {
        return QtSupport::ready<Core::Json>(reload());
    });
    applySettings();
    m_recorder = std::make_unique<SessionRecorder>(*m_sessions, m_paths.state() / "sessions.json");
    m_recorder->restore();
    for (const auto &waiting : std::exchange(m_waiting, {})) {
        QtSupport::onFinished<Core::Json>(
                m_service->handle(waiting->request, waiting->peer), this,
                [waiting](Core::Result<Core::Json> answer) { waiting->promise.finish(std::move(answer)); });
    }
}

void AgentRuntime::applySettings()
{
    if (m_service)
        m_service->setLoginPolicy(loginPolicy(m_settings.settings().loginPolicy));
}

Core::Json AgentRuntime::reload()
{
    std::error_code unknown;
    const bool hasFile = std::filesystem::exists(m_settings.file(), unknown);
    const auto read = m_settings.load();
    m_sessions->wake(); // and what could not be reached before
    Q_EMIT reloaded();
    if (read)
        return { { "settings", hasFile ? "read" : "defaults" } };
    return { { "settings", "partly" }, { "problem", Core::toLine(read.error()) } };
}

void AgentRuntime::stop()
{
    if (std::exchange(m_isStopping, true))
        return;
    auditLife(Audit::EventKind::AgentStopped);
    if (m_recorder)
        m_recorder->flush();
    if (m_server)
        m_server->close(); // the claim is free from here on: another agent may start
    // Also when nobody waits for an answer, and when an answer is never taken.
    QTimer::singleShot(200, this, &AgentRuntime::ended);
}

void AgentRuntime::handleSignals()
{
    if (signalPipe[0] >= 0 || ::pipe2(signalPipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_signals = std::make_unique<QSocketNotifier>(signalPipe[0], QSocketNotifier::Read);
    connect(m_signals.get(), &QSocketNotifier::activated, this, [this] {
        char bytes[16]; // NOLINT: drained, not looked at
        while (::read(signalPipe[0], bytes, sizeof bytes) > 0) { }
        stop();
    });
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGHUP, &action, nullptr);
}

void AgentRuntime::endWhenIdle(milliseconds idle)
{
    m_idle = std::make_unique<QTimer>();
    m_idle->setTimerType(Qt::VeryCoarseTimer);
    m_idle->setInterval(idle);
    connect(m_idle.get(), &QTimer::timeout, this, [this] {
        const bool isBusy = !m_sessions || m_sessions->hasSignedIn() || (m_server && m_server->connectionCount() > 0);
        if (!isBusy)
            stop();
    });
    m_idle->start();
}

void AgentRuntime::rearmIdleTimer()
{
    if (m_idle)
        m_idle->start();
}

void AgentRuntime::auditLife(Audit::EventKind kind)
{
    Audit::Event event;
    event.kind = kind;
    event.subject = m_options.kind;
    event.outcome = QStringLiteral("ok");
    event.requester.pid = ::getpid();
    m_audit.append(event);
}

} // namespace Agent
