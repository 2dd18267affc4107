// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QString>

namespace Support {

//! A certificate with its key, made in memory for one test.
struct Identity
{
    QSslCertificate certificate;
    QSslKey key;

    [[nodiscard]] QSslConfiguration serverConfiguration() const;
};

struct CertificateWish
{
    QString commonName;
    QString altName = QStringLiteral("IP:127.0.0.1"); //!< subjectAltName; empty = none
    bool isAuthority = false;
    int validFromDays = -1;
    int validUntilDays = 30;
};

//! Signed by \a issuer, or by itself.
[[nodiscard]] Identity makeIdentity(const CertificateWish &wish, const Identity *issuer = nullptr);

} // namespace Support
