// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/oidc/callbackpage.h"

#include "callbackpages.h"

#include <QCryptographicHash>

namespace Oidc {

namespace {

QByteArray reason(int status)
{
    switch (status) {
    case 200: return "OK";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 414: return "URI Too Long";
    case 431: return "Request Header Fields Too Large";
    default: return "Bad Request";
    }
}

QByteArray answer(int status, const QByteArray &type, const QByteArray &policy, const QByteArray &body)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reason(status) + "\r\n";
    head += "Content-Type: " + type + "; charset=utf-8\r\n";
    head += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    head += "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
            + policy + "\r\n";
    head += "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n";
    if (status == 405)
        head += "Allow: GET\r\n";
    return head + "Connection: close\r\n\r\n" + body;
}

} // namespace

QByteArray callbackAnswer(CallbackPage page)
{
    // The policy names our one style by its hash, so that nothing else counts as a style either.
    const QByteArray hash =
            QCryptographicHash::hash(QByteArrayView(kCallbackStyle), QCryptographicHash::Sha256).toBase64();
    return answer(200, "text/html", "; style-src 'sha256-" + hash + "'",
                  page == CallbackPage::Authenticated ? kCallbackOkPage : kCallbackErrorPage);
}

QByteArray refusalAnswer(int httpStatus)
{
    return answer(httpStatus, "text/plain", {}, {});
}

} // namespace Oidc
