// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/qtsupport/compat.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

#include <memory>

namespace Support {

struct BrowserAnswer
{
    int status = 0;
    QByteArray body;
    QUrl location; //!< of a redirect, not followed
    QByteArray contentType;
    QByteArray policy; //!< Content-Security-Policy
};

//! What a person's browser does at the demo issuer, one step at a time.
class DemoBrowser
{
public:
    BrowserAnswer get(const QUrl &url) { return finish(m_manager.get(request(url))); }

    BrowserAnswer post(const QUrl &url, const QList<QPair<QString, QString>> &form)
    {
        QUrlQuery query;
        for (const auto &[key, value] : form)
            query.addQueryItem(key, QString::fromLatin1(QUrl::toPercentEncoding(value)));
        QNetworkRequest posted = request(url);
        posted.setHeader(QNetworkRequest::ContentTypeHeader,
                         "application/x-www-form-urlencoded"_ba);
        return finish(m_manager.post(posted, query.toString(QUrl::FullyEncoded).toLatin1()));
    }

    //! The hidden id of the form on a login page.
    static QString requestId(const QByteArray &html)
    {
        static const QRegularExpression pattern(u"name=\"request\" value=\"([A-Za-z0-9_-]+)\""_s);
        return pattern.match(QString::fromUtf8(html)).captured(1);
    }

    //! Opens an authorization URL and picks \a user: the address that the issuer redirects to, not
    //! visited.
    QUrl signIn(const QUrl &authorizationUrl, const QString &user)
    {
        const BrowserAnswer page = get(authorizationUrl);
        return post(authorizationUrl.adjusted(QUrl::RemoveQuery),
                    { { u"request"_s, requestId(page.body) }, { u"user"_s, user } })
                .location;
    }

private:
    static QNetworkRequest request(const QUrl &url)
    {
        QNetworkRequest made(url);
        made.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                          QNetworkRequest::ManualRedirectPolicy);
        made.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
        return made;
    }

    static BrowserAnswer finish(QNetworkReply *raw)
    {
        const std::unique_ptr<QNetworkReply> reply(raw);
        if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }, 15'000))
            return {};
        return { reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                 reply->readAll(), reply->header(QNetworkRequest::LocationHeader).toUrl(),
                 reply->header(QNetworkRequest::ContentTypeHeader).toByteArray(),
                 reply->rawHeader("Content-Security-Policy") };
    }

    QNetworkAccessManager m_manager;
};

} // namespace Support
