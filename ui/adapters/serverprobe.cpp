// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/adapters/serverprobe.h"

#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <QSslSocket>
#include <QTimer>

#include <algorithm>

namespace Ui {
namespace {

using namespace std::chrono_literals;

class ServerProbe final : public QObject
{
public:
    ServerProbe(const QUrl &server, QObject *parent)
        : QObject(parent)
        , m_server(server)
    {
        // The certificate is to be looked at by a person, trusted or not. Nothing is written to the
        // connection, so nothing can leak.
        m_socket.setPeerVerifyMode(QSslSocket::QueryPeer);
        connect(&m_socket, &QSslSocket::encrypted, this, &ServerProbe::look);
        connect(&m_socket, &QSslSocket::errorOccurred, this, &ServerProbe::giveUp);
        QTimer::singleShot(10s, this, [this] {
            finish(Core::fail(Core::ErrorCode::Timeout, name() + " did not answer in 10 s",
                              "check the address, and whether a VPN is needed"));
        });
    }

    QtSupport::FutureResult<ServerCertificate> start()
    {
        auto future = m_promise.future();
        m_socket.connectToHostEncrypted(m_server.host(), static_cast<quint16>(m_server.port(443)));
        return future;
    }

private:
    [[nodiscard]] std::string name() const
    {
        return QtSupport::toStdString(u"%1:%2"_s.arg(m_server.host()).arg(m_server.port(443)));
    }

    void look()
    {
        const QList<QSslError> errors = m_socket.sslHandshakeErrors();
        const auto has = [&errors](QSslError::SslError what) {
            return std::any_of(errors.cbegin(), errors.cend(),
                               [what](const QSslError &error) { return error.error() == what; });
        };
        if (has(QSslError::HostNameMismatch)) {
            finish(Core::fail(Core::ErrorCode::TlsFailed, "the certificate of " + name() + " is for another name",
                              "use the name that stands in the certificate"));
            return;
        }
        if (has(QSslError::CertificateExpired)) {
            finish(Core::fail(Core::ErrorCode::TlsFailed, "the certificate of " + name() + " has expired",
                              "ask whoever runs the cluster to renew it"));
            return;
        }
        const QList<QSslCertificate> chain = m_socket.peerCertificateChain();
        ServerCertificate seen;
        seen.trustedBySystem = errors.isEmpty();
        seen.leaf = m_socket.peerCertificate();
        if (!chain.isEmpty() && chain.last().isSelfSigned())
            seen.authority = chain.last();
        finish(seen);
    }

    void giveUp()
    {
        const bool isTls = m_socket.error() == QAbstractSocket::SslHandshakeFailedError
                || m_socket.error() == QAbstractSocket::SslInvalidUserDataError;
        finish(Core::fail(isTls ? Core::ErrorCode::TlsFailed : Core::ErrorCode::NetworkUnreachable,
                          isTls ? name() + " does not speak TLS" : name() + " cannot be reached",
                          "check the address, and whether a VPN is needed",
                          QtSupport::toStdString(m_socket.errorString())));
    }

    void finish(Core::Result<ServerCertificate> result)
    {
        m_promise.finish(std::move(result));
        deleteLater();
    }

    QUrl m_server;
    QSslSocket m_socket;
    QtSupport::Promise<ServerCertificate> m_promise;
};

} // namespace

QtSupport::FutureResult<ServerCertificate> probeServer(const QUrl &server, QObject *parent)
{
    return (new ServerProbe(server, parent))->start();
}

} // namespace Ui
