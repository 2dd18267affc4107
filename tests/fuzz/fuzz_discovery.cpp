// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
//
// A discovery document from anybody: what is taken from it is the asked issuer's and leads to https or to
// this machine.
#include "app/oidc/providermetadata.h"
#include "app/qtsupport/httpclient.h"

#include <cstdint>
#include <cstdlib>

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void requireUsable(const QUrl &address, bool isNeeded)
{
    require(!isNeeded || !address.isEmpty());
    require(address.isEmpty() || QtSupport::HttpClient::checkUrl(address));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const QString issuer = QStringLiteral("https://id.example.org/realms/a");
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto metadata = Oidc::ProviderMetadata::parse(bytes, issuer);
    if (!metadata) {
        require(!metadata.error().message.empty());
        return 0;
    }
    require(metadata->issuer == issuer);
    requireUsable(metadata->authorizationEndpoint, true);
    requireUsable(metadata->tokenEndpoint, true);
    requireUsable(metadata->jwksUri, true);
    for (const QUrl &address : { metadata->revocationEndpoint, metadata->endSessionEndpoint,
                                 metadata->deviceAuthorizationEndpoint, metadata->pushedAuthorizationEndpoint })
        requireUsable(address, false);
    return 0;
}
