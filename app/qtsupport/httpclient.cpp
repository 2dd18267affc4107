// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/qtsupport/httpclient.h"

#include "app/qtsupport/certificates.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/logging.h"
#include "app/qtsupport/strings.h"

#include <QHostAddress>
#include <QNetworkCookie>
#include <QNetworkCookieJar>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QSslError>
#include <QTimer>

#include <algorithm>

namespace QtSupport {

using Core::ErrorCode;

namespace {

// Keeps nothing: a provider's session cookie must not tie two sign-ins together.
class NoCookies final : public QNetworkCookieJar
{
public:
    using QNetworkCookieJar::QNetworkCookieJar;
    QList<QNetworkCookie> cookiesForUrl(const QUrl &) const override { return {}; }
    bool setCookiesFromUrl(const QList<QNetworkCookie> &, const QUrl &) override { return false; }
};

bool isLoopback(const QUrl &url)
{
    const QString host = url.host();
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

QString shown(const QUrl &url)
{
    return url.adjusted(QUrl::RemoveQuery | QUrl::RemoveUserInfo | QUrl::RemoveFragment).toString();
}

// CVE-2023-34410: Qt before 6.5.2 did not always ask whether the root is one of the configured CAs.
bool chainEndsIn(const QList<QSslCertificate> &authorities, const QList<QSslCertificate> &chain)
{
    const auto issuedBy = [](const QSslCertificate &link, const QSslCertificate &authority) {
        return link == authority
                || (link.issuerInfo(QSslCertificate::CommonName)
                            == authority.subjectInfo(QSslCertificate::CommonName)
                    && link.issuerInfo(QSslCertificate::Organization)
                            == authority.subjectInfo(QSslCertificate::Organization));
    };
    return std::any_of(chain.begin(), chain.end(), [&](const QSslCertificate &link) {
        return std::any_of(authorities.begin(), authorities.end(),
                           [&](const QSslCertificate &authority) { return issuedBy(link, authority); });
    });
}

} // namespace

// A request body that can be sent once. Qt repeats a request up to two times when the server hangs up
// without an answer, a POST too; the first one may have spent a code or a refresh token. Such a
// repetition rewinds the body, which fails here, and ends with an error.
class OneShotBody final : public QIODevice
{
public:
    OneShotBody(QByteArray bytes, QObject *parent) : QIODevice(parent), m_bytes(std::move(bytes))
    {
        m_bytes.detach();
        m_size = m_bytes.size();
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    ~OneShotBody() override { wipe(); }

    qint64 size() const override { return m_size; }
    bool seek(qint64 position) override { return m_read == 0 && QIODevice::seek(position); }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        const qint64 count = std::min(maxSize, m_bytes.size() - m_read);
        std::copy_n(m_bytes.constData() + m_read, count, data);
        m_read += count;
        if (m_read == m_size)
            wipe();
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    void wipe()
    {
        m_bytes.fill('\0');
        m_bytes.clear();
        m_read = m_size;
    }

    QByteArray m_bytes;
    qint64 m_size = 0;
    qint64 m_read = 0;
};

// createRequest() is the one gate that every request passes, Qt's own ones included.
class HttpClient::Manager final : public QNetworkAccessManager
{
public:
    explicit Manager(QObject *parent) : QNetworkAccessManager(parent)
    {
        setCookieJar(new NoCookies(this));
        setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
        setAutoDeleteReplies(false);
        setStrictTransportSecurityEnabled(false);
    }

    QSslConfiguration ssl = QSslConfiguration::defaultConfiguration();
    bool hasOwnCa = false;
    QString peerVerifyName;

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &original,
                                 QIODevice *outgoing) override
    {
        QNetworkRequest request = original;
        request.setSslConfiguration(ssl);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                             QNetworkRequest::ManualRedirectPolicy);
        request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                             QNetworkRequest::AlwaysNetwork);
        request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
        request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
        request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
        disableHttp2(request);
        if (!peerVerifyName.isEmpty())
            request.setPeerVerifyName(peerVerifyName);
        if (request.transferTimeout() == 0)
            QtSupport::setTransferTimeout(request, HttpLimits {}.idle);
        if (!HttpClient::checkUrl(request.url()))
            request.setUrl(QUrl(u"refused:"_s)); // ends with ProtocolUnknownError, nothing is sent
        if (operation != PostOperation || !outgoing)
            return QNetworkAccessManager::createRequest(operation, request, outgoing);
        auto body = std::make_unique<OneShotBody>(outgoing->readAll(), nullptr);
        QNetworkReply *reply = QNetworkAccessManager::createRequest(operation, request, body.get());
        body.release()->setParent(reply);
        return reply;
    }
};

QByteArray HttpResponse::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

HttpClient::HttpClient(const QList<QSslCertificate> &caBundle, QObject *parent)
    : QObject(parent), m_manager(new Manager(this))
{
    m_manager->ssl.setPeerVerifyMode(QSslSocket::VerifyPeer);
    m_manager->ssl.setProtocol(QSsl::TlsV1_2OrLater);
    if (!caBundle.isEmpty()) {
        m_manager->ssl.setCaCertificates(caBundle);
        m_manager->hasOwnCa = true;
    }
}

HttpClient::~HttpClient() = default;

void HttpClient::setPeerVerifyName(const QString &name)
{
    m_manager->peerVerifyName = name;
}

QNetworkAccessManager *HttpClient::networkAccessManager() const
{
    return m_manager;
}

Core::Result<> HttpClient::checkUrl(const QUrl &url)
{
    const std::string where = toStdString(shown(url));
    if (!url.isValid() || url.host().isEmpty())
        return Core::fail(ErrorCode::Usage, "\"" + where + "\" is not a complete address",
                          "give it as https://host[:port]/path");
    if (!url.userInfo().isEmpty())
        return Core::fail(ErrorCode::Refused, "the address " + where + " carries a user or password",
                          "remove it from the address");
    if (url.scheme() == "https"_L1 || (url.scheme() == "http"_L1 && isLoopback(url)))
        return {};
    return Core::fail(ErrorCode::IssuerNotHttps, "the address " + where + " is not https",
                      "use https; plain http is only allowed to this machine itself");
}

FutureResult<HttpResponse> HttpClient::get(const QUrl &url, const HttpLimits &limits)
{
    return getWithBearer(url, Core::Secret(), limits);
}

FutureResult<HttpResponse> HttpClient::getWithBearer(const QUrl &url, const Core::Secret &bearer,
                                                     const HttpLimits &limits)
{
    if (const auto allowed = checkUrl(url); !allowed)
        return readyError<HttpResponse>(allowed.error());
    QNetworkRequest request(url);
    setTransferTimeout(request, limits.idle);
    request.setRawHeader("Accept", "application/json");
    if (!bearer.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + toByteArray(bearer.reveal()));
    return watch(m_manager->get(request), limits);
}

FutureResult<HttpResponse> HttpClient::post(const QUrl &url, const QByteArray &contentType,
                                            Core::Secret body, const Core::Secret *bearer,
                                            const HttpLimits &limits,
                                            const QList<QPair<QByteArray, QByteArray>> &headers)
{
    if (const auto allowed = checkUrl(url); !allowed)
        return readyError<HttpResponse>(allowed.error());
    QNetworkRequest request(url);
    setTransferTimeout(request, limits.idle);
    request.setHeader(QNetworkRequest::ContentTypeHeader, contentType);
    request.setRawHeader("Accept", "application/json");
    for (const auto &[name, value] : headers)
        request.setRawHeader(name, value);
    if (bearer && !bearer->isEmpty())
        request.setRawHeader("Authorization", "Bearer " + toByteArray(bearer->reveal()));
    return watch(m_manager->post(request, toByteArray(body.reveal())), limits);
}

FutureResult<HttpResponse> HttpClient::watch(QNetworkReply *reply, const HttpLimits &limits)
{
    auto promise = std::make_shared<Promise<HttpResponse>>();
    auto body = std::make_shared<QByteArray>();
    reply->setReadBufferSize(256 * 1024);

    const auto giveUp = [reply, promise](Core::Error error) {
        promise->fail(std::move(error));
        reply->abort();
    };
    auto *deadline = new QTimer(reply);
    deadline->setSingleShot(true);
    connect(deadline, &QTimer::timeout, reply, [reply, giveUp, limits] {
        giveUp({ ErrorCode::Timeout,
                 toStdString(reply->request().url().host()) + " did not answer within "
                         + std::to_string(limits.total.count() / 1000) + " s",
                 "check the network and try again", toStdString(shown(reply->request().url())) });
    });
    deadline->start(limits.total);

    const auto take = [reply, body, giveUp, limits] {
        if (!reply->isOpen())
            return; // aborted from outside
        body->append(reply->readAll());
        if (body->size() > limits.maxBytes) {
            giveUp({ ErrorCode::TooLarge,
                     "the answer of " + toStdString(reply->request().url().host())
                             + " is larger than " + std::to_string(limits.maxBytes) + " bytes",
                     "check that the address is right", {} });
        }
    };
    connect(reply, &QNetworkReply::readyRead, reply, take);
    connect(reply, &QNetworkReply::finished, this, [reply, promise, body, take, this] {
        reply->deleteLater();
        if (promise->isFinished())
            return;
        take();
        if (!promise->isFinished())
            promise->finish(conclude(*reply, std::move(*body)));
    });
    return promise->future();
}

Core::Result<HttpResponse> HttpClient::conclude(const QNetworkReply &reply, QByteArray body) const
{
    const std::string host = toStdString(reply.url().host());
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // Below 100: the transport failed, even if a status line came before.
    if (status == 0 || (reply.error() != QNetworkReply::NoError && reply.error() < 100))
        return Core::fail(transportError(reply));
    if (m_manager->hasOwnCa && reply.url().scheme() == "https"_L1
        && !chainEndsIn(m_manager->ssl.caCertificates(),
                        reply.sslConfiguration().peerCertificateChain()))
        return Core::fail(ErrorCode::TlsUntrusted,
                          "the certificate of " + host + " does not come from the configured CA",
                          "give the right file with --certificate-authority FILE");
    if (status >= 300 && status < 400)
        return Core::fail(ErrorCode::RedirectRefused,
                          host + " answered with a redirect, which Lanyard does not follow",
                          "configure the final address", "HTTP " + std::to_string(status));
    HttpResponse response;
    response.status = status;
    const QByteArray type = reply.header(QNetworkRequest::ContentTypeHeader).toByteArray();
    response.contentType = type.split(';').value(0).trimmed().toLower();
    response.headers = reply.rawHeaderPairs();
    response.body = std::move(body);
    return response;
}

Core::Error HttpClient::transportError(const QNetworkReply &reply)
{
    const QUrl url = reply.request().url();
    const std::string host = toStdString(url.host());
    const std::string detail = toStdString(shown(url)) + ": " + toStdString(reply.errorString());
    switch (reply.error()) {
    case QNetworkReply::SslHandshakeFailedError: {
        // errorString() joins the texts of all QSslErrors; the codes are gone once finished() came,
        // so the words are matched. They are Qt's own and untranslated here (no Qt translator loaded
        // in this module).
        const QString text = reply.errorString();
        for (int code = 1; code <= int(QSslError::OcspStatusUnknown); ++code) {
            const auto error = static_cast<QSslError::SslError>(code);
            if (isTrustError(error) && text.contains(QSslError(error).errorString())) {
                return { ErrorCode::TlsUntrusted,
                         "the certificate of " + host + " comes from a CA that is not trusted here",
                         "give the CA's file with --certificate-authority FILE", detail };
            }
        }
        return { ErrorCode::TlsFailed, "no secure connection to " + host + ": " + toStdString(text),
                 "check the certificate's host name and dates", detail };
    }
    case QNetworkReply::OperationCanceledError: // the transfer timeout aborts with this, too
    case QNetworkReply::TimeoutError:
        return { ErrorCode::Timeout, host + " did not answer in time",
                 "check the network and try again", detail };
    case QNetworkReply::HostNotFoundError:
        return { ErrorCode::NetworkUnreachable, "there is no host named " + host,
                 "check the address, the network and the VPN", detail };
    case QNetworkReply::ConnectionRefusedError:
        return { ErrorCode::NetworkUnreachable,
                 "nobody answers at " + host + ":" + std::to_string(url.port(443)),
                 "check the address and that the server runs", detail };
    default:
        return { ErrorCode::NetworkUnreachable, "no connection to " + host,
                 "check the network, the VPN and the proxy", detail };
    }
}

} // namespace QtSupport
