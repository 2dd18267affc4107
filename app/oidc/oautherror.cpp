// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/oidc/oautherror.h"

#include "app/core/text.h"

#include <algorithm>
#include <array>

namespace Oidc {

using Core::ErrorCode;

namespace {

struct Meaning
{
    std::string_view error;
    ErrorCode code;
    std::string_view message;
    std::string_view fix;
};

constexpr std::string_view kRegister = "check the client ID, and that the client may use the authorization code flow";

constexpr std::array kByBrowser {
    Meaning { "access_denied", ErrorCode::LoginRefused, "the sign-in was refused at the provider",
              "sign in again and agree, or ask the provider's administrator for access" },
    Meaning { "invalid_scope", ErrorCode::ScopeRejected, "the provider does not know or allow a requested scope",
              "remove the extra scopes or ask the administrator to allow them" },
    Meaning { "unauthorized_client", ErrorCode::ClientUnknown,
              "the provider does not let this client sign people in", kRegister },
    Meaning { "invalid_client", ErrorCode::ClientUnknown, "the provider does not know this client", kRegister },
    Meaning { "server_error", ErrorCode::TokenEndpoint, "the provider reports a failure of its own",
              "try again later" },
    Meaning { "temporarily_unavailable", ErrorCode::TokenEndpoint, "the provider is overloaded",
              "try again later" },
};

constexpr std::array kByEndpoint {
    Meaning { "invalid_grant", ErrorCode::InvalidGrant,
              "the provider does not accept this sign-in any more (expired, revoked or already used)",
              "sign in again" },
    Meaning { "invalid_client", ErrorCode::ClientUnknown,
              "the provider does not know this client, or its secret is wrong",
              "check the client ID and the client secret" },
    Meaning { "unauthorized_client", ErrorCode::ClientUnknown,
              "the provider does not allow this client what it asked for", kRegister },
    Meaning { "invalid_scope", ErrorCode::ScopeRejected, "the provider does not know or allow a requested scope",
              "remove the extra scopes or ask the administrator to allow them" },
    Meaning { "access_denied", ErrorCode::LoginRefused, "the provider refused the sign-in",
              "ask the provider's administrator for access" },
};

// An error code in a message must be one of a known shape: NQSCHAR would still allow whole sentences.
std::string shown(std::string_view error)
{
    const bool plain = !error.empty() && error.size() <= 64 && std::all_of(error.begin(), error.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
    });
    return plain ? "\"" + std::string(error) + "\"" : "an unknown error";
}

template<std::size_t N>
Core::Error meaningOf(const std::array<Meaning, N> &known, std::string_view error,
                      std::string_view description, ErrorCode otherwise, std::string_view what)
{
    // Some providers quote the refresh token that they refuse, and the detail goes to the log.
    const std::string detail = "error " + shown(error)
            + (description.empty() ? "" : ": " + Core::singleLine(Core::withoutTokens(description), 200));
    for (const Meaning &meaning : known) {
        if (meaning.error == error)
            return { meaning.code, std::string(meaning.message), std::string(meaning.fix), detail };
    }
    return { otherwise, std::string(what) + shown(error), "ask the provider's administrator", detail };
}

} // namespace

Core::Error authorizationError(std::string_view error, std::string_view description)
{
    return meaningOf(kByBrowser, error, description, ErrorCode::LoginRefused,
                     "the provider ended the sign-in with ");
}

Core::Error endpointError(std::string_view error, std::string_view description)
{
    return meaningOf(kByEndpoint, error, description, ErrorCode::TokenEndpoint,
                     "the provider answered with ");
}

} // namespace Oidc
