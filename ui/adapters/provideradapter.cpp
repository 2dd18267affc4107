// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/adapters/provideradapter.h"

#include "app/oidc/discoveryclient.h"
#include "app/qtsupport/certificates.h"
#include "app/qtsupport/httpclient.h"

namespace Ui {

QtSupport::FutureResult<Oidc::ProviderMetadata> ProviderAdapter::discover(const QString &issuer,
                                                                          const QByteArray &caPem)
{
    QList<QSslCertificate> authorities;
    if (!caPem.isEmpty()) {
        auto parsed = QtSupport::parseCaBundle(caPem);
        if (!parsed)
            return QtSupport::readyError<Oidc::ProviderMetadata>(parsed.error());
        authorities = std::move(*parsed);
    }
    auto http = std::make_shared<QtSupport::HttpClient>(authorities);
    auto client = std::make_shared<Oidc::DiscoveryClient>(*http);
    // Both live until the answer is here.
    return QtSupport::andThen<Oidc::ProviderMetadata>(client->fetch(issuer), this,
                                                      [http, client](Oidc::ProviderMetadata metadata) {
                                                          return QtSupport::ready<Oidc::ProviderMetadata>(
                                                                  std::move(metadata));
                                                      });
}

} // namespace Ui
