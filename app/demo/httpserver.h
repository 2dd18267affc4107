// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/result.h"
#include "app/demo/httpmessage.h"
#include "app/demo/httprequestparser.h"
#include "app/demo/tlsidentity.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <optional>

namespace Demo {

//! Limits of one server; the request's own are in HttpRequestLimits.
struct HttpServerLimits
{
    HttpRequestLimits request;
    int maxConnections = 128; //!< more are closed at once
    std::chrono::milliseconds requestDeadline{ 10'000 }; //!< TLS handshake; first byte to last byte
    std::chrono::milliseconds idleDeadline{ 90'000 }; //!< a kept connection without a request
};

//! A small HTTP/1.1 server on 127.0.0.1, with or without TLS.
//!
//! Our own rather than Qt HttpServer: that one has no limits on what it reads before Qt 6.8, and
//! its way to listen and to answer unknown paths changed between 6.4 and 6.8.
class HttpServer final : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<HttpReply(const HttpRequest &)>;

    explicit HttpServer(Handler handler, const HttpServerLimits &limits = {},
                        QObject *parent = nullptr);
    ~HttpServer() override;

    //! Before listen().
    void setTls(const TlsIdentity &identity) { m_tls = identity; }
    //! 0 = any free port.
    [[nodiscard]] Core::Result<> listen(quint16 port = 0);
    [[nodiscard]] quint16 port() const;
    //! "http://127.0.0.1:PORT"
    [[nodiscard]] QByteArray origin() const;
    //! Stops listening and ends every connection.
    void close();

private:
    class Listener;
    class Connection;

    void accept(qintptr descriptor);

    Handler m_handler;
    HttpServerLimits m_limits;
    std::optional<TlsIdentity> m_tls;
    Listener *m_listener;
    QList<Connection *> m_connections;
};

} // namespace Demo
