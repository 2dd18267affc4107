// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/oidc/clientconfig.h"
#include "app/oidc/providermetadata.h"
#include "app/qtsupport/httpclient.h"

#include <optional>

namespace Doctor {

//! What the authorization endpoint says to a sign-in that may not show anything (prompt=none).
struct SignInFacts
{
    enum class Outcome {
        Accepted, //!< it would now ask the person
        ClientUnknown,
        RedirectRejected,
        ScopeRejected,
        Unclear,
    };
    Outcome outcome = Outcome::Unclear;
    std::string redirectUri; //!< that was asked for
    std::string scopes;
    std::string said; //!< the provider's words, safe to show
};

//! Asks whether a sign-in could begin, without a browser and without a person: with prompt=none the
//! provider goes back at once with login_required if all is well (OpenID Connect Core section 3.1.2.6),
//! and shows its error page or error code if not. Creates no session.
[[nodiscard]] QtSupport::FutureResult<SignInFacts>
probeSignIn(QtSupport::HttpClient &http, const Oidc::ProviderMetadata &provider, const Oidc::ClientConfig &client);

//! Does the token endpoint know the client? A made-up code is refused with invalid_grant if so, with
//! invalid_client or unauthorized_client if the client or its secret is wrong.
[[nodiscard]] QtSupport::FutureResult<std::optional<Core::Error>>
probeClient(QtSupport::HttpClient &http, const Oidc::ProviderMetadata &provider, const Oidc::ClientConfig &client);

} // namespace Doctor
