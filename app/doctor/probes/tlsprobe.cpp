// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/probes/tlsprobe.h"

#include "app/qtsupport/certificates.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <QDateTime>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTimer>

#include <algorithm>
#include <memory>

namespace Doctor {

using Core::ErrorCode;
using QtSupport::toStdString;

namespace {

TlsFault faultOf(QSslError::SslError error)
{
    if (QtSupport::isTrustError(error))
        return TlsFault::Untrusted;
    switch (error) {
    case QSslError::HostNameMismatch:
        return TlsFault::Hostname;
    case QSslError::CertificateExpired:
    case QSslError::CertificateNotYetValid:
        return TlsFault::Expired;
    default:
        return TlsFault::Other;
    }
}

QString nameOf(const QSslCertificate &certificate, bool ofIssuer)
{
    const auto info = [&](QSslCertificate::SubjectInfo which) {
        return (ofIssuer ? certificate.issuerInfo(which) : certificate.subjectInfo(which)).value(0);
    };
    const QString common = info(QSslCertificate::CommonName);
    return common.isEmpty() ? u"O="_s + info(QSslCertificate::Organization) : u"CN="_s + common;
}

std::string describe(const QSslError &error)
{
    const QSslCertificate certificate = error.certificate();
    QString text = error.errorString();
    if (certificate.isNull())
        return toStdString(text);
    switch (faultOf(error.error())) {
    case TlsFault::Expired:
        text += u" (%1, valid %2 to %3)"_s.arg(nameOf(certificate, false),
                                               certificate.effectiveDate().toUTC().toString(Qt::ISODate),
                                               certificate.expiryDate().toUTC().toString(Qt::ISODate));
        break;
    case TlsFault::Hostname: {
        QStringList names = certificate.subjectAlternativeNames().values();
        text += u" (the certificate is for %1)"_s.arg(names.isEmpty() ? nameOf(certificate, false) : names.join(u", "));
        break;
    }
    default:
        text += u" (%1, issued by %2)"_s.arg(nameOf(certificate, false), nameOf(certificate, true));
    }
    return toStdString(text);
}

// One handshake; owned by the context, ends itself.
class Handshake final : public QObject
{
public:
    Handshake(const TlsQuery &query, std::chrono::milliseconds deadline, QObject *context)
        : QObject(context)
        , m_host(toStdString(query.url.host()))
    {
        connect(&m_socket, &QSslSocket::encrypted, this, [this] { finish(); });
        connect(&m_socket, &QAbstractSocket::errorOccurred, this, [this] { failed(); });
        connect(&m_socket, &QAbstractSocket::connected, this, [this] { m_isConnected = true; });
        QTimer::singleShot(deadline, this, [this] {
            m_facts.isSilent = true;
            m_facts.unreachable = {
                ErrorCode::Timeout,
                m_host + (m_isConnected ? " took the connection but did not answer" : " did not answer"),
                "check the network, the VPN and the firewall",
                {}
            };
            finish();
        });
        QSslConfiguration ssl = QSslConfiguration::defaultConfiguration();
        ssl.setProtocol(QSsl::TlsV1_2OrLater);
        ssl.setPeerVerifyMode(QSslSocket::VerifyPeer);
        if (!query.caPem.isEmpty())
            ssl.setCaCertificates(QtSupport::parseCaBundle(query.caPem).value_or(QList<QSslCertificate>()));
        m_socket.setSslConfiguration(ssl);
        m_socket.connectToHostEncrypted(query.url.host(), static_cast<quint16>(query.url.port(443)),
                                        query.verifyName.isEmpty() ? query.url.host() : query.verifyName);
    }

    [[nodiscard]] QtSupport::FutureResult<TlsFacts> future() { return m_promise.future(); }

private:
    void failed()
    {
        if (m_socket.sslHandshakeErrors().isEmpty()) {
            const bool isTls = m_socket.error() == QAbstractSocket::SslHandshakeFailedError
                    || m_socket.error() == QAbstractSocket::SslInternalError;
            const std::string why = toStdString(m_socket.errorString());
            m_facts.unreachable = m_isConnected || isTls ? Core::Error{ ErrorCode::TlsFailed,
                                                                        m_host + " does not speak TLS there: " + why,
                                                                        "check the port of the address",
                                                                        {} }
                                                         : Core::Error{ ErrorCode::NetworkUnreachable,
                                                                        "no connection to " + m_host + ": " + why,
                                                                        "check the address, the network and the VPN",
                                                                        {} };
        }
        finish();
    }

    void finish()
    {
        if (m_promise.isFinished())
            return;
        m_facts.chain = m_socket.peerCertificateChain();
        const auto errors = m_socket.sslHandshakeErrors();
        const QSslCertificate ended = endedAuthority();
        for (const QSslError &error : errors) {
            if (ended.isNull() || faultOf(error.error()) != TlsFault::Untrusted)
                m_facts.problems.push_back({ faultOf(error.error()), describe(error) });
        }
        if (!ended.isNull() && !errors.isEmpty())
            m_facts.problems.push_back(
                    { TlsFault::Expired,
                      "The authority's certificate has expired (" + toStdString(nameOf(ended, false)) + ", until "
                              + toStdString(ended.expiryDate().toUTC().toString(Qt::ISODate)) + ")" });
        m_promise.finish(std::move(m_facts));
        m_socket.abort();
        deleteLater();
    }

    // Qt leaves expired authorities out, and the chain then looks as if nobody had ever trusted it.
    QSslCertificate endedAuthority() const
    {
        if (m_facts.chain.isEmpty())
            return QSslCertificate();
        const QSslCertificate &top = m_facts.chain.last();
        const auto authorities = m_socket.sslConfiguration().caCertificates();
        for (const QSslCertificate &authority : authorities) {
            const bool isIssuer =
                    authority.subjectInfo(QSslCertificate::CommonName) == top.issuerInfo(QSslCertificate::CommonName)
                    && authority.subjectInfo(QSslCertificate::Organization)
                            == top.issuerInfo(QSslCertificate::Organization);
            if (isIssuer && authority.expiryDate() < QDateTime::currentDateTimeUtc())
                return authority;
        }
        return QSslCertificate();
    }

    QSslSocket m_socket;
    std::string m_host;
    bool m_isConnected = false;
    TlsFacts m_facts;
    QtSupport::Promise<TlsFacts> m_promise;
};

} // namespace

bool TlsFacts::has(TlsFault fault) const
{
    return std::any_of(problems.begin(), problems.end(), [fault](const TlsProblem &p) { return p.fault == fault; });
}

std::string TlsFacts::textOf(TlsFault fault) const
{
    std::string text;
    for (const TlsProblem &problem : problems) {
        if (problem.fault == fault && text.find(problem.text) == std::string::npos)
            text += (text.empty() ? "" : "; ") + problem.text;
    }
    return text;
}

std::string TlsFacts::chainText() const
{
    QStringList links;
    for (const QSslCertificate &certificate : chain)
        links << nameOf(certificate, false);
    if (!chain.isEmpty() && !chain.last().isSelfSigned())
        links << nameOf(chain.last(), true) + u" (not sent)"_s;
    return toStdString(links.join(u" <- "_s));
}

QByteArray TlsFacts::authorityPem() const
{
    return !chain.isEmpty() && chain.last().isSelfSigned() ? chain.last().toPem() : QByteArray();
}

QtSupport::FutureResult<TlsFacts> probeTls(const TlsQuery &query, QObject *context, std::chrono::milliseconds deadline)
{
    return (new Handshake(query, deadline, context))->future();
}

} // namespace Doctor
