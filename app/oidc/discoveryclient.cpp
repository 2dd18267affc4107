// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/oidc/discoveryclient.h"

#include "app/qtsupport/compat.h"
#include "app/qtsupport/httpclient.h"
#include "app/qtsupport/strings.h"

namespace Oidc {

using Core::ErrorCode;

namespace {

// Section 4.1: the slash at the end of the issuer goes before the well-known path is appended.
QUrl discoveryUrl(QString issuer)
{
    if (issuer.endsWith(u'/'))
        issuer.chop(1);
    return QUrl(issuer + "/.well-known/openid-configuration"_L1, QUrl::StrictMode);
}

Core::Result<ProviderMetadata> read(const QtSupport::HttpResponse &answer, const QString &issuer)
{
    const std::string host = QtSupport::toStdString(QUrl(issuer).host());
    const std::string status = "HTTP " + std::to_string(answer.status);
    if (answer.status >= 500 || answer.status == 429)
        return Core::fail(ErrorCode::HttpStatus, host + " has a failure of its own (" + status + ")",
                          "try again later");
    if (answer.status != 200)
        return Core::fail(ErrorCode::DiscoveryInvalid,
                          host + " has no OpenID Connect discovery document for this issuer (" + status + ")",
                          "check the issuer URL, its path included");
    if (answer.contentType != "application/json" && !answer.contentType.endsWith("+json"))
        return Core::fail(ErrorCode::DiscoveryInvalid,
                          host + " answered with something else than JSON where its discovery document should be",
                          "check the issuer URL, and whether a proxy or sign-in page of the network answers",
                          "content type " + QtSupport::toStdString(QString::fromLatin1(answer.contentType.left(100))));
    return ProviderMetadata::parse(answer.body, issuer);
}

} // namespace

DiscoveryClient::DiscoveryClient(QtSupport::HttpClient &http, QObject *parent) : QObject(parent), m_http(http) { }

QtSupport::FutureResult<ProviderMetadata> DiscoveryClient::fetch(const QString &issuer)
{
    if (const auto usable = ProviderMetadata::checkIssuer(issuer); !usable)
        return QtSupport::readyError<ProviderMetadata>(usable.error());
    return QtSupport::andThen<QtSupport::HttpResponse>(
            m_http.get(discoveryUrl(issuer)), this, [issuer](const QtSupport::HttpResponse &answer) {
                return QtSupport::ready(read(answer, issuer));
            });
}

} // namespace Oidc
