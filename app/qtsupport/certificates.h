// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/result.h"

#include <QByteArray>
#include <QList>
#include <QSslCertificate>

namespace QtSupport {

//! Parses the PEM certificates of a CA bundle (at most 1 MiB, 1 to 2,000 certificates).
[[nodiscard]] Core::Result<QList<QSslCertificate>> parseCaBundle(const QByteArray &pem);

} // namespace QtSupport
