// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/oidc/loopbackreplyhandler.h"

#include "app/qtsupport/compat.h"
#include "app/qtsupport/logging.h"
#include "app/qtsupport/strings.h"

#include <QHostAddress>
#include <QTcpSocket>
#include <QTimer>
#include <QVariantMap>

#include <algorithm>

namespace Oidc {

using Core::ErrorCode;

struct LoopbackReplyHandler::Connection
{
    QTcpSocket *socket; // deleted later, by hangUp()
    CallbackParser parser;
};

namespace {

enum class Bound {
    Yes,
    Taken,
    NoSuchFamily, //!< the machine has no IPv4 or no IPv6: nobody else can be there either
};

Bound tryListen(QTcpServer &server, const QHostAddress &address, quint16 port)
{
    if (server.listen(address, port))
        return Bound::Yes;
    switch (server.serverError()) {
    case QAbstractSocket::SocketAddressNotAvailableError:
    case QAbstractSocket::UnsupportedSocketOperationError:
        return Bound::NoSuchFamily;
    default:
        return Bound::Taken;
    }
}

std::unique_ptr<QTcpServer> newServer()
{
    auto server = std::make_unique<QTcpServer>();
    server->setMaxPendingConnections(32);
    return server;
}

} // namespace

LoopbackReplyHandler::LoopbackReplyHandler(const Limits &limits, QObject *parent)
    : QAbstractOAuthReplyHandler(parent), m_limits(limits)
{
}

LoopbackReplyHandler::~LoopbackReplyHandler()
{
    finish(CallbackPage::NotCompleted);
}

Core::Result<> LoopbackReplyHandler::listen(const Address &address)
{
    if (address.host != "127.0.0.1"_L1 && address.host != "::1"_L1 && address.host != "localhost"_L1)
        return Core::fail(ErrorCode::Usage,
                          "the redirect URL must point to this machine (127.0.0.1, ::1 or localhost)",
                          "change the redirect URL");
    if (!address.path.isEmpty() && !address.path.startsWith(u'/'))
        return Core::fail(ErrorCode::Usage, "the path of the redirect URL must begin with a slash",
                          "change the redirect URL");
    for (const quint16 port : address.ports) {
        Core::Result<> bound = bindPort(address.host, port);
        if (!bound)
            continue;
        const QString host = m_servers.front()->serverAddress().protocol() == QAbstractSocket::IPv6Protocol
                        && address.host != "localhost"_L1
                ? u"[::1]"_s
                : address.host;
        const QString authority = host + u':' + QString::number(m_servers.front()->serverPort());
        m_callback = "http://"_L1 + authority + address.path;
        m_target.path = QtSupport::toStdString(address.path.isEmpty() ? u"/"_s : address.path);
        m_target.hosts = { QtSupport::toStdString(authority) };
        if (m_servers.front()->serverPort() == 80)
            m_target.hosts.push_back(QtSupport::toStdString(host)); // browsers leave the default port out
        for (const auto &server : m_servers)
            connect(server.get(), &QTcpServer::newConnection, this, [this, raw = server.get()] { accept(*raw); });
        return {};
    }
    QStringList tried;
    for (const quint16 port : address.ports)
        tried.append(port == 0 ? u"any"_s : QString::number(port));
    return Core::fail(ErrorCode::Io,
                      "no port for the browser's answer is free on this machine (tried "
                              + QtSupport::toStdString(tried.join(", "_L1)) + ")",
                      "end the program that uses it, or give another --listen-address");
}

// "localhost" may mean either family to a browser (Chromium asks ::1 first): a second program on the
// other one would be sent our code, so both are ours or the port is not used.
Core::Result<> LoopbackReplyHandler::bindPort(const QString &host, quint16 port)
{
    const bool both = host == "localhost"_L1;
    const int attempts = both && port == 0 ? 16 : 1; // the free port of one family may be taken in the other
    for (int attempt = 0; attempt < attempts; ++attempt) {
        m_servers.clear();
        auto ipv4 = newServer();
        auto ipv6 = newServer();
        Bound four = Bound::NoSuchFamily;
        if (host != "::1"_L1)
            four = tryListen(*ipv4, QHostAddress(QHostAddress::LocalHost), port);
        if (four == Bound::Taken)
            continue;
        Bound six = Bound::NoSuchFamily;
        if (both || four != Bound::Yes)
            six = tryListen(*ipv6, QHostAddress(QHostAddress::LocalHostIPv6),
                            four == Bound::Yes ? ipv4->serverPort() : port);
        if (six == Bound::Taken)
            continue;
        if (four == Bound::Yes)
            m_servers.push_back(std::move(ipv4));
        if (six == Bound::Yes)
            m_servers.push_back(std::move(ipv6));
        if (!m_servers.empty())
            return {};
    }
    return Core::fail(ErrorCode::Io, "the port is not free");
}

void LoopbackReplyHandler::expect(CallbackExpectation expected)
{
    m_expected = std::move(expected);
}

bool LoopbackReplyHandler::isListening() const
{
    return std::any_of(m_servers.begin(), m_servers.end(), [](const auto &server) { return server->isListening(); });
}

void LoopbackReplyHandler::accept(QTcpServer &server)
{
    while (QTcpSocket *socket = server.nextPendingConnection()) {
        socket->setParent(this);
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        if (!socket->peerAddress().isLoopback() || m_answered) {
            socket->abort();
            continue;
        }
        makeRoom();
        socket->setReadBufferSize(64 * 1024);
        m_connections.push_back(std::make_unique<Connection>(Connection { socket, CallbackParser(m_target) }));
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
            if (Connection *connection = find(socket))
                read(*connection);
        });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] { hangUp(socket, {}); });
        // From the first byte to the last, so that a slow sender gains nothing.
        QTimer::singleShot(m_limits.perConnection, socket, [this, socket] {
            if (find(socket))
                hangUp(socket, refusalAnswer(408));
        });
    }
}

LoopbackReplyHandler::Connection *LoopbackReplyHandler::find(const QTcpSocket *socket)
{
    const auto found = std::find_if(m_connections.begin(), m_connections.end(),
                                    [socket](const auto &connection) { return connection->socket == socket; });
    return found == m_connections.end() ? nullptr : found->get();
}

void LoopbackReplyHandler::makeRoom()
{
    while (m_connections.size() >= static_cast<std::size_t>(m_limits.connections))
        hangUp(m_connections.front()->socket, {});
}

void LoopbackReplyHandler::read(Connection &connection)
{
    const QByteArray bytes = connection.socket->readAll();
    switch (connection.parser.feed(QtSupport::view(bytes))) {
    case CallbackParser::State::NeedsMore:
        return;
    case CallbackParser::State::Refused:
        qCDebug(QtSupport::lcOidc, "loopback: refused a request with %d", connection.parser.httpStatus());
        hangUp(connection.socket, refusalAnswer(connection.parser.httpStatus()));
        return;
    case CallbackParser::State::Complete:
        answer(connection);
    }
}

void LoopbackReplyHandler::answer(Connection &connection)
{
    CallbackVerdict verdict = judgeCallback(connection.parser.parameters(), m_expected);
    QTcpSocket *socket = connection.socket;
    if (const auto *ignored = std::get_if<CallbackIgnored>(&verdict)) {
        qCDebug(QtSupport::lcOidc, "loopback: ignored a request that is not the answer");
        hangUp(socket, refusalAnswer(ignored->httpStatus));
        return;
    }
    m_answered = true;
    std::erase_if(m_connections, [socket](const auto &each) { return each->socket == socket; });
    m_browser = socket;
    const QString state = QtSupport::toQString(m_expected.state.reveal());
    m_expected = {}; // single use
    stopListening();
    if (const auto *error = std::get_if<Core::Error>(&verdict)) {
        Q_EMIT authorizationFailed(*error);
        return;
    }
    // Qt posts the code inside this signal.
    const auto &code = std::get<CallbackCode>(verdict).code;
    Q_EMIT callbackReceived({ { u"code"_s, QtSupport::toQString(code.reveal()) }, { u"state"_s, state } });
}

void LoopbackReplyHandler::hangUp(QTcpSocket *socket, const QByteArray &lastWords)
{
    std::erase_if(m_connections, [socket](const auto &each) { return each->socket == socket; });
    if (socket->state() == QAbstractSocket::UnconnectedState)
        return;
    socket->disconnect(this);
    if (lastWords.isEmpty()) {
        socket->abort();
        return;
    }
    socket->write(lastWords);
    socket->flush(); // we may be dying, and the socket with us
    socket->disconnectFromHost();
    // A peer that does not read must not keep the socket: disconnectFromHost() waits for it.
    QTimer::singleShot(m_limits.perConnection, socket, [socket] { socket->abort(); });
}

void LoopbackReplyHandler::stopListening()
{
    for (const auto &server : m_servers)
        server->close();
    while (!m_connections.empty())
        hangUp(m_connections.front()->socket, {});
}

void LoopbackReplyHandler::finish(CallbackPage page)
{
    m_answered = true;
    stopListening();
    if (m_browser)
        hangUp(m_browser, callbackAnswer(page));
    m_browser.clear();
}

} // namespace Oidc
