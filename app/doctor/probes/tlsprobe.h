// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/qtsupport/async.h"

#include <QByteArray>
#include <QList>
#include <QSslCertificate>
#include <QSslError>
#include <QString>
#include <QUrl>

#include <chrono>
#include <optional>
#include <string>

namespace Doctor {

//! Network steps inside of a check: less than its deadline, so that it can say itself what was silent.
inline constexpr std::chrono::milliseconds kProbeDeadline{ 5000 };

enum class TlsFault {
    Untrusted,
    Hostname,
    Expired, //!< or not valid yet
    Other,
};

struct TlsProblem
{
    TlsFault fault = TlsFault::Other;
    std::string text; //!< "The certificate has expired (CN=…, until …)"
};

//! What a server showed before a single byte was sent to it.
struct TlsFacts
{
    std::optional<Core::Error> unreachable; //!< no connection, or no TLS on it
    bool isSilent = false; //!< then: it took the connection, or nothing at all, and said nothing
    std::vector<TlsProblem> problems; //!< empty: trusted
    QList<QSslCertificate> chain; //!< as sent, the server's own first

    [[nodiscard]] bool has(TlsFault fault) const;
    [[nodiscard]] std::string textOf(TlsFault fault) const;
    //! "CN=api ← CN=Example CA": subject and issuer of each link.
    [[nodiscard]] std::string chainText() const;
    //! The authority to hand over, if the server sent it; empty otherwise.
    [[nodiscard]] QByteArray authorityPem() const;
};

struct TlsQuery
{
    QUrl url;
    QString verifyName; //!< tls-server-name; empty = the host of the URL
    QByteArray caPem; //!< replaces the system's; empty = the system's
};

//! Shakes hands and hangs up. Ends within \a deadline; never fails otherwise than by TlsFacts.
[[nodiscard]] QtSupport::FutureResult<TlsFacts> probeTls(const TlsQuery &query, QObject *context,
                                                         std::chrono::milliseconds deadline = kProbeDeadline);

} // namespace Doctor
