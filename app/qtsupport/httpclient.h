// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/secret.h"
#include "app/qtsupport/async.h"

#include <QByteArray>
#include <QList>
#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QObject>
#include <QPair>
#include <QSslConfiguration>
#include <QUrl>

#include <chrono>
#include <memory>

namespace QtSupport {

//! What one exchange may cost. \a total bounds the whole exchange, slow-drip answers included;
//! \a idle bounds the silence between two bytes.
struct HttpLimits
{
    std::chrono::milliseconds total { 30'000 };
    std::chrono::milliseconds idle { 10'000 };
    qint64 maxBytes = 1024 * 1024;
};

struct HttpResponse
{
    int status = 0;
    QByteArray contentType; //!< lower case, without parameters
    QByteArray body;
    QList<QPair<QByteArray, QByteArray>> headers; //!< names as sent

    //! First header of that name (case-insensitive), empty if none.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
};

//! Requests to one provider or API server under one trust configuration.
//!
//! No redirect is followed, no cookie or cache kept, no HTTP/2, no user:password, https only except to
//! a loopback literal or "localhost". Status codes are the caller's business; an error is a transport
//! failure: NetworkUnreachable, TlsUntrusted, TlsFailed, Timeout, TooLarge, RedirectRefused.
//! Lives on one thread. Pending requests end with Canceled when it dies.
class HttpClient : public QObject
{
    Q_OBJECT

public:
    //! \a caBundle: certificates that *replace* the system's (as kubelogin's --certificate-authority
    //! and kube-apiserver's --oidc-ca-file do); empty = the system's.
    explicit HttpClient(const QList<QSslCertificate> &caBundle = {}, QObject *parent = nullptr);
    ~HttpClient() override;

    //! Overrides the host name that the server's certificate is checked against (tls-server-name).
    void setPeerVerifyName(const QString &name);

    [[nodiscard]] FutureResult<HttpResponse> get(const QUrl &url, const HttpLimits &limits = {});
    //! \a bearer goes into the Authorization header.
    [[nodiscard]] FutureResult<HttpResponse> getWithBearer(const QUrl &url, const Core::Secret &bearer,
                                                           const HttpLimits &limits = {});
    //! POST; the body is wiped after it was handed to Qt.
    [[nodiscard]] FutureResult<HttpResponse> post(const QUrl &url, const QByteArray &contentType,
                                                  Core::Secret body, const Core::Secret *bearer = nullptr,
                                                  const HttpLimits &limits = {},
                                                  const QList<QPair<QByteArray, QByteArray>> &headers = {});

    //! Our rules as a manager, for code of Qt that wants to send by itself
    //! (QOAuth2AuthorizationCodeFlow). Owned by the HttpClient.
    [[nodiscard]] QNetworkAccessManager *networkAccessManager() const;
    //! Puts a \a reply of networkAccessManager() under the same limits and reads it: the sender must not.
    //! The reply deletes itself.
    [[nodiscard]] FutureResult<HttpResponse> watch(QNetworkReply *reply, const HttpLimits &limits = {});

    //! True if our rules allow to talk to \a url at all.
    [[nodiscard]] static Core::Result<> checkUrl(const QUrl &url);
    //! Turns what a finished \a reply failed with into our error; \a url is for the message.
    [[nodiscard]] static Core::Error transportError(const QNetworkReply &reply);

private:
    class Manager;
    [[nodiscard]] Core::Result<HttpResponse> conclude(const QNetworkReply &reply, QByteArray body) const;

    Manager *m_manager;
};

} // namespace QtSupport
