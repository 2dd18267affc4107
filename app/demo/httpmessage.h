// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QPair>
#include <QString>
#include <QUrlQuery>

//! What the demo's servers hear and say (RFC 9110, 9112).
namespace Demo {

using HttpHeaders = QList<QPair<QByteArray, QByteArray>>;

//! First value of that name (case-insensitive), empty if none.
[[nodiscard]] QByteArray headerValue(const HttpHeaders &headers, QByteArrayView name);

//! The parameters of an application/x-www-form-urlencoded text, '+' read as a space.
[[nodiscard]] QUrlQuery parseForm(const QByteArray &text);
//! The decoded value of \a key, empty if it is missing.
[[nodiscard]] QString formValue(const QUrlQuery &form, const QString &key);

struct HttpRequest
{
    QByteArray method;
    QByteArray path; //!< as sent, without the query; begins with '/'
    QByteArray query; //!< as sent, without '?'
    HttpHeaders headers;
    QByteArray body;

    [[nodiscard]] QByteArray header(QByteArrayView name) const
    {
        return headerValue(headers, name);
    }
};

struct HttpReply
{
    int status = 200;
    QByteArray contentType = QByteArrayLiteral("application/json");
    QByteArray body;
    HttpHeaders headers;
};

} // namespace Demo
