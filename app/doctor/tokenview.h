// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/json.h"
#include "app/kubernetes/tokenauthenticator.h"
#include "app/oidc/jose/jws.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Doctor {

//! A token taken apart without verifying it, for looking at.
struct TokenView
{
    Kubernetes::TokenFacts facts; //!< as kube-apiserver reads it
    std::optional<Jose::Jws> jws; //!< as we verify it, which is stricter
    std::string keyId, issuer;
    std::vector<std::string> audience;
    std::size_t size = 0;

    [[nodiscard]] static TokenView of(std::string_view compact);
    [[nodiscard]] bool isJwt() const { return facts.isJwt; }
    [[nodiscard]] const Core::Json *claim(std::string_view name) const;
    [[nodiscard]] std::string text(std::string_view name) const;
    //! Seconds since 1970 of exp, nbf, iat; a numeric text counts, as for kube-apiserver.
    [[nodiscard]] std::optional<double> seconds(std::string_view name) const;
    //! True if the claim is there and can be no date at all.
    [[nodiscard]] bool hasUnreadableDate(std::string_view name) const;
    //! Keycloak marks its tokens: "ID", "Bearer", "Refresh", "Offline".
    [[nodiscard]] bool isAccessToken() const;
    //! `realm_access.roles` of Keycloak; null if there are none.
    [[nodiscard]] const Core::Json *realmRoles() const;
};

//! "2026-01-01T00:00:00Z"
[[nodiscard]] std::string dateText(double secondsSince1970);

} // namespace Doctor
