// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/result.h"

#include <QByteArray>
#include <QList>
#include <QSslCertificate>
#include <QSslError>

namespace QtSupport {

//! Parses the PEM certificates of a CA bundle (at most 1 MiB, 1 to 2,000 certificates).
[[nodiscard]] Core::Result<QList<QSslCertificate>> parseCaBundle(const QByteArray &pem);

//! Whether the error says that nobody trusted here vouches for the certificate: another CA mends it.
[[nodiscard]] bool isTrustError(QSslError::SslError error);

} // namespace QtSupport
