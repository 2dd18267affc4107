// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/demo/httpserver.h"

#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <QHostAddress>
#include <QSslSocket>
#include <QTcpServer>
#include <QTimer>

namespace Demo {

namespace {

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return QByteArrayLiteral("OK");
    case 201:
        return QByteArrayLiteral("Created");
    case 302:
        return QByteArrayLiteral("Found");
    case 303:
        return QByteArrayLiteral("See Other");
    case 400:
        return QByteArrayLiteral("Bad Request");
    case 401:
        return QByteArrayLiteral("Unauthorized");
    case 403:
        return QByteArrayLiteral("Forbidden");
    case 404:
        return QByteArrayLiteral("Not Found");
    case 405:
        return QByteArrayLiteral("Method Not Allowed");
    case 406:
        return QByteArrayLiteral("Not Acceptable");
    case 411:
        return QByteArrayLiteral("Length Required");
    case 413:
        return QByteArrayLiteral("Content Too Large");
    case 431:
        return QByteArrayLiteral("Request Header Fields Too Large");
    case 505:
        return QByteArrayLiteral("HTTP Version Not Supported");
    default:
        return QByteArrayLiteral("Status");
    }
}

QByteArray serialize(const HttpReply &reply, bool keepOpen, bool withBody)
{
    QByteArray out = "HTTP/1.1 " + QByteArray::number(reply.status) + ' '
            + reasonPhrase(reply.status)
            + "\r\nContent-Length: " + QByteArray::number(reply.body.size()) + "\r\n";
    if (!reply.contentType.isEmpty())
        out += "Content-Type: " + reply.contentType + "\r\n";
    for (const auto &[name, value] : reply.headers)
        out += name + ": " + value + "\r\n";
    out += keepOpen ? "\r\n" : "Connection: close\r\n\r\n";
    return withBody ? out + reply.body : out;
}

} // namespace

class HttpServer::Listener final : public QTcpServer
{
public:
    explicit Listener(HttpServer *server)
        : QTcpServer(server)
        , m_server(server)
    {
    }

protected:
    void incomingConnection(qintptr descriptor) override { m_server->accept(descriptor); }

private:
    HttpServer *m_server;
};

// One client: requests one after the other, each within its deadline.
class HttpServer::Connection final : public QObject
{
public:
    Connection(HttpServer *server, QTcpSocket *socket)
        : QObject(server)
        , m_server(server)
        , m_socket(socket)
        , m_parser(server->m_limits.request)
    {
        socket->setParent(this);
        m_deadline.setSingleShot(true);
        connect(&m_deadline, &QTimer::timeout, this, [this] { m_socket->abort(); });
        m_deadline.start(server->m_limits.requestDeadline);
        connect(socket, &QTcpSocket::readyRead, this, &Connection::read);
        connect(socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
        server->m_connections.append(this);
    }
    ~Connection() override
    {
        m_server->m_connections.removeOne(this);
        m_socket->disconnect(this);
    }

private:
    void read()
    {
        if (m_isRefused) {
            m_socket->skip(m_socket->bytesAvailable());
            return;
        }
        const bool wasEmpty = m_parser.isEmpty();
        m_parser.append(m_socket->readAll());
        while (const std::optional<HttpRequest> request = m_parser.takeRequest()) {
            const bool keepOpen = request->header("Connection").toLower() != "close";
            m_socket->write(
                    serialize(m_server->m_handler(*request), keepOpen, request->method != "HEAD"));
            if (!keepOpen) {
                m_socket->disconnectFromHost();
                return;
            }
        }
        if (m_parser.refusal() != 0) {
            refuse(m_parser.refusal());
            return;
        }
        if (m_parser.isEmpty())
            m_deadline.start(m_server->m_limits.idleDeadline);
        else if (wasEmpty) // a request began: dripping bytes does not move its end
            m_deadline.start(m_server->m_limits.requestDeadline);
    }

    // What the client still sends is read and dropped until it closes: closing first would make its
    // kernel throw our answer away.
    void refuse(int status)
    {
        m_isRefused = true;
        const HttpReply reply{
            status, "text/plain; charset=utf-8", reasonPhrase(status) + '\n', {}
        };
        m_socket->write(serialize(reply, false, true));
        m_deadline.start(kDrainDeadline);
    }

    static constexpr std::chrono::milliseconds kDrainDeadline{ 2000 };
    HttpServer *m_server;
    QTcpSocket *m_socket;
    HttpRequestParser m_parser;
    QTimer m_deadline;
    bool m_isRefused = false;
};

HttpServer::HttpServer(Handler handler, const HttpServerLimits &limits, QObject *parent)
    : QObject(parent)
    , m_handler(std::move(handler))
    , m_limits(limits)
    , m_listener(new Listener(this))
{
}

HttpServer::~HttpServer()
{
    close();
}

Core::Result<> HttpServer::listen(quint16 port)
{
    if (m_listener->listen(QHostAddress::LocalHost, port))
        return {};
    return Core::fail(Core::ErrorCode::NetworkUnreachable,
                      "the demo cannot listen on 127.0.0.1:" + std::to_string(port),
                      "end the program that uses the port, or leave the port open",
                      QtSupport::toStdString(m_listener->errorString()));
}

quint16 HttpServer::port() const
{
    return m_listener->serverPort();
}

QByteArray HttpServer::origin() const
{
    return (m_tls ? "https://127.0.0.1:" : "http://127.0.0.1:") + QByteArray::number(port());
}

void HttpServer::close()
{
    m_listener->close();
    qDeleteAll(QList<Connection *>(m_connections)); // each takes itself out
}

void HttpServer::accept(qintptr descriptor)
{
    std::unique_ptr<QTcpSocket> socket;
    if (m_tls) {
        auto tlsSocket = std::make_unique<QSslSocket>();
        tlsSocket->setSslConfiguration(m_tls->serverConfiguration());
        socket = std::move(tlsSocket);
    } else {
        socket = std::make_unique<QTcpSocket>();
    }
    if (!socket->setSocketDescriptor(descriptor)
        || m_connections.size() >= m_limits.maxConnections) {
        socket->abort();
        return;
    }
    QTcpSocket *accepted = socket.release();
    new Connection(this, accepted); // owns the socket, ends with it
    if (auto *tlsSocket = qobject_cast<QSslSocket *>(accepted))
        tlsSocket->startServerEncryption();
}

} // namespace Demo
