// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/clock.h"
#include "app/core/json.h"
#include "app/doctor/probes/shared.h"
#include "app/doctor/probes/tlsprobe.h"
#include "app/oidc/jose/jsonwebkey.h"
#include "app/oidc/providermetadata.h"
#include "app/qtsupport/httpclient.h"

#include <QObject>

namespace Doctor {

//! How far the clock of a server is ahead of ours, by its Date header.
using Skew = std::optional<std::chrono::seconds>;
[[nodiscard]] Skew skewOf(const QtSupport::HttpResponse &response, std::chrono::system_clock::time_point now);

//! What the provider tells anybody who asks.
struct ProviderFacts
{
    Core::Result<Oidc::ProviderMetadata> metadata; //!< or why there is none
    std::string issuer; //!< what the document says, when it is another than asked for
    Skew skew;
    Core::Result<Jose::JsonWebKeySet> keys;
    std::vector<std::string> keyIds;
};

//! One identity provider under one set of authorities; each question is asked once.
class ProviderProbe : public QObject
{
    Q_OBJECT

public:
    //! \a issuer may be empty: then every answer is an error that says so.
    ProviderProbe(const QString &issuer, const QByteArray &caPem, const Core::Clock &clock, QObject *parent = nullptr);
    ~ProviderProbe() override;

    //! Where the document is, if not at the issuer's well-known place.
    void setDiscoveryUrl(const QUrl &url) { m_discoveryUrl = url; }
    [[nodiscard]] const QString &issuer() const { return m_issuer; }
    [[nodiscard]] Shared<TlsFacts>::Future tls() { return m_tls.get(this); }
    [[nodiscard]] Shared<ProviderFacts>::Future facts() { return m_facts.get(this); }
    [[nodiscard]] QtSupport::HttpClient &http() { return *m_http; }

private:
    [[nodiscard]] QtSupport::FutureResult<TlsFacts> askTls();
    [[nodiscard]] QtSupport::FutureResult<ProviderFacts> ask();
    [[nodiscard]] QtSupport::FutureResult<ProviderFacts> askKeys(ProviderFacts facts);

    QString m_issuer;
    QUrl m_discoveryUrl;
    QByteArray m_caPem;
    const Core::Clock &m_clock;
    std::unique_ptr<QtSupport::HttpClient> m_http;
    Shared<TlsFacts> m_tls;
    Shared<ProviderFacts> m_facts;
};

} // namespace Doctor
