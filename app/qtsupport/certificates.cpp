// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/qtsupport/certificates.h"

#include <QSsl>

namespace QtSupport {

Core::Result<QList<QSslCertificate>> parseCaBundle(const QByteArray &pem)
{
    constexpr qsizetype kMaxBytes = 1024 * 1024;
    if (pem.size() > kMaxBytes)
        return Core::fail(Core::ErrorCode::TooLarge, "the CA bundle is larger than 1 MiB");
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(pem, QSsl::Pem);
    if (certificates.isEmpty())
        return Core::fail(Core::ErrorCode::Parse, "the CA bundle holds no PEM certificate",
                          "give a file with -----BEGIN CERTIFICATE----- blocks");
    if (certificates.size() > 2000)
        return Core::fail(Core::ErrorCode::TooLarge, "the CA bundle holds over 2,000 certificates");
    return certificates;
}

bool isTrustError(QSslError::SslError error)
{
    switch (error) {
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::CertificateUntrusted:
    case QSslError::CertificateSignatureFailed:
    case QSslError::InvalidCaCertificate:
        return true;
    default:
        return false;
    }
}

} // namespace QtSupport
