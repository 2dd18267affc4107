// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <string>
#include <string_view>

namespace Doctor {

enum class ProviderKind {
    Keycloak,
    Authentik,
    Okta,
    Descope,
    Other,
};

//! By the shape of the issuer's address.
[[nodiscard]] ProviderKind providerKind(std::string_view issuer);

//! What has to be changed at the provider.
enum class ProviderFix {
    RegisterClient,
    RegisterRedirectUri, //!< detail: the address
    AllowScope, //!< detail: the scope
    AllowOfflineAccess,
    AddAudience, //!< detail: the audience
    VerifyEmail, //!< detail: the e-mail
    BooleanEmailVerified,
    AddGroupsMapper, //!< detail: the claim
    RolesToGroups, //!< detail: the claim
    GroupsIntoIdToken,
    GroupsWithoutPath,
    GroupsWithoutPrefix, //!< detail: the prefix
    FewerGroups,
    AddClaim, //!< detail: the claim
    SignRs256,
    LongerLife,
    RequirePkce,
};

//! Where in the provider's admin console, and for Keycloak the kcadm.sh line that does the same.
[[nodiscard]] std::string providerFix(ProviderFix fix, std::string_view issuer, std::string_view clientId,
                                      std::string_view detail = {});

} // namespace Doctor
