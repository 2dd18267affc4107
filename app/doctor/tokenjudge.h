// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/doctor/check.h"
#include "app/doctor/tokenview.h"
#include "app/kubernetes/jwtauthenticator.h"
#include "app/oidc/jose/jsonwebkey.h"

#include <chrono>

namespace Doctor {

//! One token before one API server.
struct Case
{
    const TokenView &token;
    //! What the server runs with; null if unknown. Then only what no configuration forgives is judged.
    const Kubernetes::AuthenticationSettings *settings = nullptr;
    std::string execIssuer, clientId; //!< of the exec entry; may be empty
    std::chrono::system_clock::time_point now;
    //! The agent verified it when it came.
    bool isOfSession = false;
    //! Claims of the access token that came with it; null if there are none to compare with.
    const Core::Json *accessClaims = nullptr;

    //! The entry that judges this token, as the server chooses it: by `iss`. Null if unknown.
    [[nodiscard]] const Kubernetes::JwtAuthenticator *jwt() const;
    [[nodiscard]] bool isStructured() const;
    //! Where the provider should be looked for.
    [[nodiscard]] std::string issuer() const;
};

//! The provider's keys, as far as they could be had.
struct KeyFacts
{
    const Jose::JsonWebKeySet *keys = nullptr;
    std::vector<std::string> keyIds;
    std::string whyNone;
};

//! Every step of kube-apiserver that fails, in its order and with its log messages, and what does not
//! fail but is hardly meant. Sets `predicted` if the configuration is known.
void judgeToken(const Case &given, const KeyFacts &keys, CheckResult &result);

//! Who the server would take the bearer for, as far as that can be worked out.
[[nodiscard]] Kubernetes::TokenUser predictUser(const Case &given);

//! One failing step as a finding. (failuretelling.cpp)
[[nodiscard]] Finding tellFailure(const Case &given, const Kubernetes::TokenFailure &failure);

} // namespace Doctor
