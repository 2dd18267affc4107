// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/result.h"
#include "app/oidc/callbackpage.h"
#include "app/oidc/callbackrequest.h"

#include <QAbstractOAuthReplyHandler>
#include <QList>
#include <QPointer>
#include <QString>
#include <QTcpServer>

#include <chrono>
#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QTcpSocket;
QT_END_NAMESPACE

namespace Oidc {

//! The redirect URI of one attempt: a listener on a loopback literal, open from before the address is
//! made until the answer came. Qt's own listens to the whole network on 6.4, takes any path and method,
//! has no limits or time-outs on any version and lets a forged `error` end the login (measured), so
//! none of it is used.
//!
//! Whatever arrives besides the browser's answer gets a status line and changes nothing.
class LoopbackReplyHandler final : public QAbstractOAuthReplyHandler
{
    Q_OBJECT

public:
    struct Address
    {
        QString host; //!< "127.0.0.1", "::1" or "localhost": what the redirect URI says
        QList<quint16> ports; //!< tried in order, 0 = any
        QString path; //!< with its slash; empty = a redirect URI without a path
    };
    struct Limits
    {
        std::chrono::milliseconds perConnection { 5'000 };
        int connections = 32; //!< the oldest silent one makes room
    };

    explicit LoopbackReplyHandler(QObject *parent = nullptr) : LoopbackReplyHandler(Limits {}, parent) { }
    LoopbackReplyHandler(const Limits &limits, QObject *parent);
    ~LoopbackReplyHandler() override;

    //! Binds; callback() is valid from here. Usage (a host that is not this machine) or Io (no port free).
    [[nodiscard]] Core::Result<> listen(const Address &address);
    //! Whose answer counts. Before this everything is refused.
    void expect(CallbackExpectation expected);
    //! The redirect URI; stays valid when the listener is closed, because the token request repeats it.
    [[nodiscard]] QString callback() const override { return m_callback; }
    [[nodiscard]] bool isListening() const;

    //! Answers the browser that brought the answer (if it still waits) and hangs up on everyone.
    void finish(CallbackPage page);

    //! Nothing to do: HttpClient reads the token answer under its own limits. Nothing of it goes through
    //! Qt's token parser, which prints bodies in warnings on 6.4.
    void networkReplyFinished(QNetworkReply *) override { }

Q_SIGNALS:
    //! Our `state` came with an error or a wrong `iss`: the attempt is over.
    void authorizationFailed(const Core::Error &error);

private:
    struct Connection;

    Core::Result<> bindPort(const QString &host, quint16 port);
    void accept(QTcpServer &server);
    void read(Connection &connection);
    void answer(Connection &connection);
    void hangUp(QTcpSocket *socket, const QByteArray &lastWords);
    void makeRoom();
    void stopListening();
    Connection *find(const QTcpSocket *socket);

    Limits m_limits;
    QString m_callback;
    CallbackTarget m_target;
    CallbackExpectation m_expected;
    bool m_answered = false;
    std::vector<std::unique_ptr<QTcpServer>> m_servers;
    std::vector<std::unique_ptr<Connection>> m_connections;
    QPointer<QTcpSocket> m_browser; // brought the answer, waits for its page
};

} // namespace Oidc
