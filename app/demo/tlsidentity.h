// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/clock.h"
#include "app/core/result.h"

#include <QByteArray>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QStringList>

namespace Demo {

//! A server certificate and the authority that signed it, made in memory. The private keys never
//! reach a disk, and the authority's one is forgotten at once.
class TlsIdentity
{
public:
    //! Valid for a day from \a clock's now for \a names: DNS names or IP addresses.
    [[nodiscard]] static Core::Result<TlsIdentity> create(const QStringList &names,
                                                          const Core::Clock &clock);

    //! To hand to clients as their authority.
    [[nodiscard]] const QByteArray &caPem() const { return m_caPem; }
    [[nodiscard]] const QSslCertificate &certificate() const { return m_certificate; }
    //! For the server's end of a connection.
    [[nodiscard]] QSslConfiguration serverConfiguration() const;

private:
    QByteArray m_caPem;
    QSslCertificate m_certificate;
    QSslKey m_key;
};

} // namespace Demo
