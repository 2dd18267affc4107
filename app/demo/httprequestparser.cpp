// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/demo/httprequestparser.h"

#include "app/qtsupport/compat.h"

#include <algorithm>

namespace Demo {

QByteArray headerValue(const HttpHeaders &headers, QByteArrayView name)
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QUrlQuery parseForm(const QByteArray &text)
{
    QByteArray spaced = text;
    spaced.replace('+', "%20");
    return QUrlQuery(QString::fromUtf8(spaced));
}

QString formValue(const QUrlQuery &form, const QString &key)
{
    return form.queryItemValue(key, QUrl::FullyDecoded);
}

std::optional<HttpRequest> HttpRequestParser::refuse(int status)
{
    m_refusal = status;
    m_buffer.clear();
    return std::nullopt;
}

std::optional<HttpRequest> HttpRequestParser::takeRequest()
{
    if (m_refusal != 0)
        return std::nullopt;
    const qsizetype headEnd = m_buffer.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return m_buffer.size() > m_limits.maxHeadBytes ? refuse(431) : std::nullopt;
    if (headEnd > m_limits.maxHeadBytes)
        return refuse(431);
    HttpRequest request;
    if (!parseHead(m_buffer.left(headEnd), request))
        return refuse(m_refusal != 0 ? m_refusal : 400);
    const std::optional<qsizetype> size = bodySize(request);
    if (!size)
        return refuse(m_refusal != 0 ? m_refusal : 400);
    const qsizetype bodyStart = headEnd + 4;
    if (m_buffer.size() - bodyStart < *size)
        return std::nullopt;
    request.body = m_buffer.mid(bodyStart, *size);
    m_buffer.remove(0, bodyStart + *size);
    return request;
}

bool HttpRequestParser::parseHead(const QByteArray &head, HttpRequest &request)
{
    const QList<QByteArray> lines = head.split('\n');
    if (lines.size() - 1 > m_limits.maxHeaders) {
        m_refusal = 431;
        return false;
    }
    if (!parseRequestLine(lines.first().trimmed(), request))
        return false;
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const QByteArray &line = lines[i];
        const qsizetype colon = line.indexOf(':');
        // RFC 9112 section 5: no space before the colon, no folded lines (smuggling).
        if (colon <= 0 || line[0] == ' ' || line[0] == '\t' || line[colon - 1] == ' ')
            return false;
        request.headers.append({ line.left(colon), line.mid(colon + 1).trimmed() });
    }
    return true;
}

bool HttpRequestParser::parseRequestLine(const QByteArray &line, HttpRequest &request)
{
    const QList<QByteArray> parts = line.split(' ');
    if (parts.size() != 3 || parts[0].isEmpty() || !parts[1].startsWith('/'))
        return false;
    if (parts[2] != "HTTP/1.1" && parts[2] != "HTTP/1.0") {
        m_refusal = 505;
        return false;
    }
    const bool printable = std::all_of(parts[1].begin(), parts[1].end(),
                                       [](char c) { return c > ' ' && c < '\x7f'; });
    if (!printable)
        return false;
    request.method = parts[0];
    const qsizetype mark = parts[1].indexOf('?');
    request.path = mark < 0 ? parts[1] : parts[1].left(mark);
    request.query = mark < 0 ? QByteArray() : parts[1].mid(mark + 1);
    return true;
}

std::optional<qsizetype> HttpRequestParser::bodySize(const HttpRequest &request)
{
    if (!request.header("Transfer-Encoding").isEmpty()) {
        m_refusal = 411; // nobody we serve sends chunks
        return std::nullopt;
    }
    const QByteArray text = request.header("Content-Length");
    if (text.isEmpty())
        return 0;
    bool isNumber = false;
    const qlonglong size = text.toLongLong(&isNumber);
    if (!isNumber || size < 0)
        return std::nullopt;
    if (size > m_limits.maxBodyBytes) {
        m_refusal = 413;
        return std::nullopt;
    }
    return static_cast<qsizetype>(size);
}

} // namespace Demo
