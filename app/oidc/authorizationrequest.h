// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/result.h"
#include "app/core/secret.h"
#include "app/oidc/clientconfig.h"
#include "app/oidc/providermetadata.h"

#include <QMultiMap>
#include <QString>
#include <QVariant>

#include <string>
#include <utility>
#include <vector>

namespace Oidc {

//! The values that belong to one attempt and to no other.
struct AttemptSecrets
{
    Core::Secret state;
    Core::Secret verifier;
    std::string nonce;

    [[nodiscard]] static AttemptSecrets make();
};

using Parameters = std::vector<std::pair<std::string, std::string>>;

//! What the authorization endpoint is asked (RFC 6749 section 4.1.1, 7636 section 4.3, OpenID Connect
//! Core section 3.1.2.1), not encoded. Usage if an extra parameter would change one of ours.
[[nodiscard]] Core::Result<Parameters> authorizationParameters(const ClientConfig &client,
                                                               const ProviderMetadata &provider,
                                                               const AttemptSecrets &secrets,
                                                               const QString &redirectUri);

//! As Qt's modify-parameters function wants them: each value encoded once (Qt adds them to a QUrlQuery,
//! which takes %XX as it is).
void setParameters(QMultiMap<QString, QVariant> &target, const Parameters &source);

} // namespace Oidc
