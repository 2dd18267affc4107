// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QPair>
#include <QSslConfiguration>
#include <QString>
#include <QTcpServer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

QT_BEGIN_NAMESPACE
class QTcpSocket;
QT_END_NAMESPACE

namespace Support {

struct RawRequest
{
    QByteArray method, target, body;
    QList<QPair<QByteArray, QByteArray>> headers; //!< names in lower case

    [[nodiscard]] QByteArray path() const { return target.split('?').constFirst(); }
    [[nodiscard]] QByteArray header(const QByteArray &lowerCaseName) const;
};

//! What goes out, byte for byte, and what happens then. A server that must misbehave can't be built
//! on one that knows HTTP.
struct RawResponse
{
    enum class Then {
        Close,
        KeepOpen, //!< ready for the next request on the same connection
        Reset, //!< TCP reset
        Hang, //!< says nothing more and keeps the connection
        Drip, //!< one byte after the other, without end, until the peer hangs up
        Flood, //!< as fast as it goes, without end
    };
    QByteArray bytes;
    Then then = Then::Close;

    //! A proper answer with a length.
    [[nodiscard]] static RawResponse http(int status, const QByteArray &contentType, const QByteArray &body,
                                          const QByteArray &extraHeaders = {});
    [[nodiscard]] static RawResponse json(const QByteArray &body, int status = 200);
    [[nodiscard]] static RawResponse redirect(int status, const QByteArray &location);
};

//! A loopback server on a free port, plain or TLS; lives on the test's thread.
class RawHttpServer : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<RawResponse(const RawRequest &)>;

    explicit RawHttpServer(Handler handler, std::optional<QSslConfiguration> tls = {});
    ~RawHttpServer() override;

    [[nodiscard]] quint16 port() const { return m_server->serverPort(); }
    [[nodiscard]] QString origin(const QString &host = QStringLiteral("127.0.0.1")) const;
    //! Whole requests, in the order they came.
    [[nodiscard]] const QList<RawRequest> &requests() const { return m_requests; }
    [[nodiscard]] int count(const QByteArray &path) const;
    [[nodiscard]] int connections() const { return m_connections; }

private:
    void accept();
    void read(QTcpSocket *socket);
    void send(QTcpSocket *socket, const RawResponse &response);
    static std::optional<RawRequest> takeRequest(QByteArray &buffer);

    Handler m_handler;
    std::unique_ptr<QTcpServer> m_server;
    bool m_tls = false;
    QList<RawRequest> m_requests;
    int m_connections = 0;
};

} // namespace Support
