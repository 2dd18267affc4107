// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/support/rawhttpserver.h"

#include <QHostAddress>
#include <QSslServer>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTimer>

namespace Support {

QByteArray RawRequest::header(const QByteArray &lowerCaseName) const
{
    for (const auto &[name, value] : headers) {
        if (name == lowerCaseName)
            return value;
    }
    return {};
}

RawResponse RawResponse::http(int status, const QByteArray &contentType, const QByteArray &body,
                              const QByteArray &extraHeaders)
{
    return { "HTTP/1.1 " + QByteArray::number(status) + " Status\r\nContent-Type: " + contentType
                     + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + extraHeaders
                     + "\r\n" + body,
             Then::KeepOpen };
}

RawResponse RawResponse::json(const QByteArray &body, int status)
{
    return http(status, "application/json", body);
}

RawResponse RawResponse::redirect(int status, const QByteArray &location)
{
    return http(status, "text/html", "moved", "Location: " + location + "\r\n");
}

RawHttpServer::RawHttpServer(Handler handler, std::optional<QSslConfiguration> tls)
    : m_handler(std::move(handler)), m_tls(tls.has_value())
{
    if (tls) {
        auto server = std::make_unique<QSslServer>();
        server->setSslConfiguration(*tls);
        m_server = std::move(server);
    } else {
        m_server = std::make_unique<QTcpServer>();
    }
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &RawHttpServer::accept);
    if (!m_server->listen(QHostAddress(QHostAddress::LocalHost)))
        qFatal("no free loopback port");
}

RawHttpServer::~RawHttpServer() = default;

QString RawHttpServer::origin(const QString &host) const
{
    return QStringLiteral("%1://%2:%3")
            .arg(m_tls ? QStringLiteral("https") : QStringLiteral("http"), host)
            .arg(port());
}

int RawHttpServer::count(const QByteArray &path) const
{
    int count = 0;
    for (const RawRequest &request : m_requests)
        count += request.path() == path ? 1 : 0;
    return count;
}

void RawHttpServer::accept()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        ++m_connections;
        socket->setParent(this);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        if (socket->bytesAvailable() > 0)
            read(socket);
    }
}

void RawHttpServer::read(QTcpSocket *socket)
{
    QByteArray buffer = socket->property("buffer").toByteArray() + socket->readAll();
    while (auto request = takeRequest(buffer)) {
        m_requests.append(*request);
        send(socket, m_handler(*request));
    }
    socket->setProperty("buffer", buffer);
}

std::optional<RawRequest> RawHttpServer::takeRequest(QByteArray &buffer)
{
    const qsizetype end = buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return std::nullopt;
    RawRequest request;
    QList<QByteArray> lines = buffer.left(end).split('\n');
    const QList<QByteArray> words = lines.takeFirst().trimmed().split(' ');
    request.method = words.value(0);
    request.target = words.value(1);
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.append({ line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed() });
    }
    const qsizetype length = request.header("content-length").toLongLong();
    if (buffer.size() < end + 4 + length)
        return std::nullopt;
    request.body = buffer.mid(end + 4, length);
    buffer.remove(0, end + 4 + length);
    return request;
}

void RawHttpServer::send(QTcpSocket *socket, const RawResponse &response)
{
    using Then = RawResponse::Then;
    socket->write(response.bytes);
    switch (response.then) {
    case Then::Close:
        socket->disconnectFromHost();
        return;
    case Then::Reset:
        socket->flush();
        socket->abort();
        return;
    case Then::Drip: {
        auto *timer = new QTimer(socket);
        connect(timer, &QTimer::timeout, socket, [socket] { socket->write(" "); });
        timer->start(5);
        return;
    }
    case Then::Flood: {
        const auto more = [socket] {
            if (socket->bytesToWrite() < 1024 * 1024)
                socket->write(QByteArray(256 * 1024, ' '));
        };
        connect(socket, &QTcpSocket::bytesWritten, socket, more);
        more();
        return;
    }
    case Then::Hang:
    case Then::KeepOpen:
        return;
    }
}

} // namespace Support
