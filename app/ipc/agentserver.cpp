// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/ipc/agentserver.h"

#include "app/core/paths.h"
#include "app/core/secret.h"
#include "app/ipc/peercredentials.h"

#include <QFutureWatcher>
#include <QPointer>
#include <QSocketNotifier>
#include <QTimer>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace Ipc {

using Core::ErrorCode;

namespace {

constexpr int kMaxConnections = 1024;
constexpr int kSilenceMs = 10'000; // for a connection with half a request, or none yet

// One client. Requests are answered in turn; the next one is read when the last was answered.
class Connection final : public QObject
{
    Q_OBJECT

public:
    Connection(int fd, const Peer &peer, const RequestHandler &handler, QObject *parent)
        : QObject(parent), m_fd(fd), m_peer(peer), m_handler(handler), m_reader(kMaxRequestBytes),
          m_readable(fd, QSocketNotifier::Read)
    {
        connect(&m_readable, &QSocketNotifier::activated, this, &Connection::read);
        m_silence.setSingleShot(true);
        connect(&m_silence, &QTimer::timeout, this, &Connection::finish);
        m_silence.start(kSilenceMs);
    }
    ~Connection() override
    {
        m_readable.setEnabled(false);
        m_writable.reset();
        ::close(m_fd);
        Core::Secret::wipe(m_out);
    }

    // Takes what is there. Called right after accept, too: a client sends as soon as it is connected, and a
    // turn of the event loop is a good part of what get-token may take.
    void read()
    {
        std::array<char, 16384> chunk; // NOLINT: filled by recv()
        const ssize_t n = ::recv(m_fd, chunk.data(), chunk.size(), 0);
        if (n < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (n <= 0) {
            finish(); // hung up; an answer under way finds no taker and is dropped
            return;
        }
        if (const auto fed = m_reader.feed({ chunk.data(), static_cast<std::size_t>(n) }); !fed) {
            m_closeWhenSent = true;
            m_readable.setEnabled(false);
            send(encodeAnswer(Core::fail(fed.error())));
            return;
        }
        handleRequests();
    }

    [[nodiscard]] bool isBusy() const { return m_answering || !m_out.empty(); }

Q_SIGNALS:
    void ended();
    void answered();

private:
    void finish()
    {
        m_readable.setEnabled(false);
        if (m_writable)
            m_writable->setEnabled(false);
        Q_EMIT ended();
    }

    void handleRequests()
    {
        while (!m_answering && handleNext()) { }
    }

    bool handleNext()
    {
        auto payload = m_reader.next();
        if (!payload)
            return false;
        const auto request = decodeRequest(*payload);
        Core::Secret::wipe(*payload);
        if (!request) {
            send(encodeAnswer(Core::fail(request.error())));
            return true;
        }
        m_answering = true;
        m_silence.stop();
        auto answer = m_handler(*request, m_peer);
        if (answer.isFinished()) { // e.g. a cached token: no need to come back for it
            finishRequest(answer);
            return true;
        }
        auto *watcher = new QFutureWatcher<Core::Result<Core::Json>>(this);
        connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
            watcher->deleteLater();
            finishRequest(watcher->future());
            handleRequests();
        });
        watcher->setFuture(answer);
        return true;
    }

    void finishRequest(const QFuture<Core::Result<Core::Json>> &answer)
    {
        m_answering = false;
        if (answer.resultCount() > 0)
            send(encodeAnswer(answer.result()));
        else
            send(encodeAnswer(Core::fail(ErrorCode::Canceled, "the agent dropped the request", "try again")));
        Q_EMIT answered();
    }

    void send(std::string payload)
    {
        m_out += encodeFrame(payload);
        Core::Secret::wipe(payload);
        write();
    }

    void write()
    {
        while (!m_out.empty()) {
            const ssize_t n = ::send(m_fd, m_out.data(), m_out.size(), MSG_NOSIGNAL);
            if (n > 0) {
                m_out.erase(0, static_cast<std::size_t>(n));
            } else if (errno == EAGAIN) {
                wantWritable(true);
                m_silence.start(kSilenceMs); // a client that does not take its answer is dropped
                return;
            } else if (errno != EINTR) {
                finish();
                return;
            }
        }
        Core::Secret::wipe(m_out);
        wantWritable(false);
        if (m_closeWhenSent)
            finish();
        else
            m_silence.start(kSilenceMs);
    }

    // Most answers go out in one piece, so the notifier is only made for one that does not.
    void wantWritable(bool wanted)
    {
        if (!m_writable && !wanted)
            return;
        if (!m_writable) {
            m_writable = std::make_unique<QSocketNotifier>(m_fd, QSocketNotifier::Write);
            connect(m_writable.get(), &QSocketNotifier::activated, this, &Connection::write);
        }
        m_writable->setEnabled(wanted);
    }

    int m_fd;
    Peer m_peer;
    const RequestHandler &m_handler;
    FrameReader m_reader;
    QSocketNotifier m_readable;
    std::unique_ptr<QSocketNotifier> m_writable;
    QTimer m_silence;
    std::string m_out;
    bool m_answering = false;
    bool m_closeWhenSent = false;
};

} // namespace

class AgentServer::Private
{
public:
    RequestHandler handler;
    int listener = -1;
    int claim = -1;
    std::filesystem::path socket;
    std::unique_ptr<QSocketNotifier> notifier;
    QList<Connection *> connections;
};

AgentServer::AgentServer(RequestHandler handler, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>())
{
    d->handler = std::move(handler);
}

AgentServer::~AgentServer()
{
    qDeleteAll(d->connections);
    close();
}

Core::Result<> AgentServer::listen(const std::filesystem::path &socket)
{
    if (auto made = Core::makePrivateDirectory(socket.parent_path()); !made)
        return made;
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    const std::string &path = socket.native();
    if (path.size() >= sizeof address.sun_path)
        return Core::fail(ErrorCode::Usage, "the path of the agent's socket is too long: " + path,
                          "set XDG_RUNTIME_DIR to a shorter folder");
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);

    const std::filesystem::path lock = socket.parent_path() / "agent.lock";
    d->claim = ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (d->claim < 0)
        return Core::fail(ErrorCode::Io, "cannot make " + lock.string() + ": " + std::strerror(errno));
    if (::flock(d->claim, LOCK_EX | LOCK_NB) != 0) {
        ::close(std::exchange(d->claim, -1));
        return Core::fail(ErrorCode::Conflict, "another agent runs already",
                          "use it, or end it: kubectl-lanyard agent stop");
    }
    // We hold the claim, so a socket that is there is a dead agent's.
    ::unlink(path.c_str());
    d->listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    // Bound under a umask, because a chmod afterwards would leave a moment in between.
    const mode_t before = ::umask(0177);
    const bool bound = d->listener >= 0
            && ::bind(d->listener, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    const int error = errno;
    ::umask(before);
    if (!bound || ::listen(d->listener, 512) != 0) {
        close();
        return Core::fail(ErrorCode::Io, "cannot listen on " + path + ": " + std::strerror(error));
    }
    d->socket = socket;
    d->notifier = std::make_unique<QSocketNotifier>(d->listener, QSocketNotifier::Read);
    connect(d->notifier.get(), &QSocketNotifier::activated, this, [this] {
        // As many as wait: 1,000 callers at once must not need 1,000 turns of the event loop.
        for (;;) {
            const int fd = ::accept4(d->listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
            if (fd < 0)
                return; // EMFILE included: the backlog holds them until a descriptor is free
            const auto peer = peerCredentials(fd);
            if (!peer || peer->uid != ::getuid() || d->connections.size() >= kMaxConnections) {
                ::close(fd);
                continue;
            }
            auto *connection = new Connection(fd, { peer->pid, peer->uid }, d->handler, this);
            d->connections.append(connection);
            connect(connection, &Connection::answered, this, &AgentServer::answered);
            connect(connection, &Connection::ended, this, [this, connection] {
                d->connections.removeOne(connection);
                connection->deleteLater();
            });
            connection->read();
        }
    });
    return {};
}

void AgentServer::close()
{
    d->notifier.reset();
    if (d->listener >= 0) {
        ::close(std::exchange(d->listener, -1));
        if (!d->socket.empty())
            ::unlink(d->socket.c_str()); // still under the claim: it is ours
    }
    if (d->claim >= 0)
        ::close(std::exchange(d->claim, -1));
}

int AgentServer::connectionCount() const
{
    return static_cast<int>(d->connections.size());
}

} // namespace Ipc

#include "agentserver.moc"
