// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/demo/httpmessage.h"

#include <optional>

namespace Demo {

//! How much of a request is read before it is refused. A bearer token with hundreds of groups has
//! tens of kilobytes, and kube-apiserver itself allows 1 MiB of headers.
struct HttpRequestLimits
{
    qsizetype maxHeadBytes = 128 * 1024;
    qsizetype maxHeaders = 100;
    qsizetype maxBodyBytes = 256 * 1024;
};

//! Takes HTTP/1.1 requests out of a stream of bytes.
class HttpRequestParser
{
public:
    explicit HttpRequestParser(const HttpRequestLimits &limits = {})
        : m_limits(limits)
    {
    }

    void append(const QByteArray &bytes) { m_buffer += bytes; }
    //! The next complete request; nothing while more bytes are needed or after a refusal.
    [[nodiscard]] std::optional<HttpRequest> takeRequest();
    //! The status to refuse the stream with (400, 411, 413, 431, 505); 0 if all is well. Final.
    [[nodiscard]] int refusal() const { return m_refusal; }
    [[nodiscard]] bool isEmpty() const { return m_buffer.isEmpty(); }

private:
    [[nodiscard]] std::optional<HttpRequest> refuse(int status);
    [[nodiscard]] bool parseHead(const QByteArray &head, HttpRequest &request);
    [[nodiscard]] bool parseRequestLine(const QByteArray &line, HttpRequest &request);
    [[nodiscard]] std::optional<qsizetype> bodySize(const HttpRequest &request);

    HttpRequestLimits m_limits;
    QByteArray m_buffer;
    int m_refusal = 0;
};

} // namespace Demo
