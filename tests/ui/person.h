// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/qtsupport/compat.h"
#include "app/session/browserlauncher.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QUrlQuery>

namespace Support {

//! A person with a browser: opens the address, chooses an account, follows the way back.
class Person final : public Session::BrowserLauncher
{
public:
    using Session::BrowserLauncher::BrowserLauncher;

    QtSupport::FutureResult<std::monostate> open(const QUrl &url, const Session::BrowserRequest &) override
    {
        ++opened;
        QNetworkReply *page = m_network.get(QNetworkRequest(url));
        connect(page, &QNetworkReply::finished, this, [this, page, url] {
            page->deleteLater();
            static const QRegularExpression hidden(u"name=\"request\" value=\"([^\"]+)\""_s);
            const QString request = hidden.match(QString::fromUtf8(page->readAll())).captured(1);
            QUrlQuery form;
            form.addQueryItem(u"request"_s, request);
            form.addQueryItem(u"user"_s, u"sm01"_s);
            QNetworkRequest post(url.adjusted(QUrl::RemoveQuery));
            post.setHeader(QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded"_s);
            QNetworkReply *answer = m_network.post(post, form.toString(QUrl::FullyEncoded).toUtf8());
            connect(answer, &QNetworkReply::finished, answer, &QObject::deleteLater);
        });
        return QtSupport::ready<std::monostate>(std::monostate());
    }

    int opened = 0;

private:
    QNetworkAccessManager m_network;
};

} // namespace Support
