// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/oidc/providermetadata.h"
#include "app/qtsupport/async.h"

#include <QObject>

namespace QtSupport {
class HttpClient;
}

namespace Oidc {

//! Fetches `{issuer}/.well-known/openid-configuration` (OpenID Connect Discovery section 4).
class DiscoveryClient : public QObject
{
    Q_OBJECT

public:
    //! \a http must outlive this.
    explicit DiscoveryClient(QtSupport::HttpClient &http, QObject *parent = nullptr);
    [[nodiscard]] QtSupport::FutureResult<ProviderMetadata> fetch(const QString &issuer);

private:
    QtSupport::HttpClient &m_http;
};

} // namespace Oidc
