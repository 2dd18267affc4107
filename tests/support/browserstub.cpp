// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/support/browserstub.h"

#include <QTcpSocket>
#include <QTimer>

#include <memory>

namespace Support {

void RawClient::send(const QString &host, quint16 port, const QList<QByteArray> &pieces,
                     std::function<void(QByteArray)> then)
{
    auto *socket = new QTcpSocket(this);
    auto answer = std::make_shared<QByteArray>();
    auto rest = std::make_shared<QList<QByteArray>>(pieces);
    const auto sendNext = [socket, rest] {
        if (!rest->isEmpty()) {
            socket->write(rest->takeFirst());
            socket->flush();
        }
    };
    connect(socket, &QTcpSocket::connected, this, [socket, rest, sendNext] {
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        if (rest->isEmpty())
            socket->disconnectFromHost();
        sendNext();
    });
    // A turn of the event loop between two pieces lets the other side read the first alone.
    connect(socket, &QTcpSocket::bytesWritten, socket, [socket, sendNext] { QTimer::singleShot(1, socket, sendNext); });
    connect(socket, &QTcpSocket::readyRead, this, [socket, answer] { *answer += socket->readAll(); });
    const auto done = [this, socket, answer, then] {
        *answer += socket->readAll();
        socket->disconnect();
        socket->deleteLater();
        QTimer::singleShot(0, this, [then, answer] { then(*answer); });
    };
    connect(socket, &QTcpSocket::disconnected, this, done);
    connect(socket, &QTcpSocket::errorOccurred, this, [socket, done] {
        if (socket->state() != QAbstractSocket::ConnectedState)
            done();
    });
    socket->connectToHost(host, port);
}

QByteArray BrowserStub::Callback::get(const QByteArray &withQuery) const
{
    return "GET " + path + (withQuery.isEmpty() ? "" : "?" + withQuery) + " HTTP/1.1\r\nHost: " + host
            + "\r\nUser-Agent: Mozilla/5.0\r\nAccept: text/html\r\nSec-Fetch-Mode: navigate\r\n"
              "Sec-Fetch-Site: cross-site\r\nConnection: keep-alive\r\n\r\n";
}

QByteArray BrowserStub::Callback::with(const QByteArray &name, const QByteArray &value) const
{
    QList<QByteArray> pairs;
    for (const QByteArray &pair : query.split('&')) {
        if (!pair.startsWith(name + '='))
            pairs.append(pair);
    }
    if (!value.isNull())
        pairs.append(name + '=' + value);
    return pairs.join('&');
}

void BrowserStub::open(const QUrl &authorizationUrl)
{
    m_opened = authorizationUrl;
    const QByteArray target = authorizationUrl.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority);
    const QByteArray request = "GET " + target + " HTTP/1.1\r\nHost: "
            + authorizationUrl.authority().toLatin1() + "\r\nConnection: close\r\n\r\n";
    auto *socket = new QTcpSocket(this);
    connect(socket, &QTcpSocket::connected, socket, [socket, request] { socket->write(request); });
    connect(socket, &QTcpSocket::readyRead, this, [this, socket, answer = QByteArray()]() mutable {
        answer += socket->readAll();
        const qsizetype start = answer.indexOf("Location: ");
        const qsizetype end = answer.indexOf("\r\n", start);
        if (start < 0 || end < 0)
            return;
        socket->disconnect(this);
        socket->deleteLater();
        m_callback.url = QUrl::fromEncoded(answer.mid(start + 10, end - start - 10));
        m_callback.host = m_callback.url.authority().toLatin1();
        m_callback.path = m_callback.url.path(QUrl::FullyEncoded).toLatin1();
        if (m_callback.path.isEmpty())
            m_callback.path = "/";
        m_callback.query = m_callback.url.query(QUrl::FullyEncoded).toLatin1();
        m_requests = m_script ? m_script(m_callback) : QList<QByteArray> { m_callback.honest() };
        next();
    });
    socket->connectToHost(authorizationUrl.host(), static_cast<quint16>(authorizationUrl.port()));
}

void BrowserStub::next()
{
    if (m_requests.isEmpty()) {
        m_done = true;
        return;
    }
    m_client.send(m_callback.url.host(), static_cast<quint16>(m_callback.url.port()), { m_requests.takeFirst() },
                  [this](const QByteArray &answer) {
                      m_answers.append(answer);
                      next();
                  });
}

} // namespace Support
