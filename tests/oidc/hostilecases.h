// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/error.h"
#include "tests/support/browserstub.h"
#include "tests/support/hostileprovider.h"

#include <optional>
#include <string>
#include <vector>

//! One way in which a provider, a browser or somebody else misbehaves during a sign-in, and how it must end.
struct HostileCase
{
    std::string name;
    Support::HostileProvider::Behaviour behaviour {};
    Support::BrowserStub::Script browser {}; //!< empty = honest
    std::optional<Core::ErrorCode> error {}; //!< nothing = the sign-in succeeds
    int tokenRequests = 0;
    int jwksRequests = 0;
};

[[nodiscard]] std::vector<HostileCase> callbackCases();
[[nodiscard]] std::vector<HostileCase> discoveryCases();
[[nodiscard]] std::vector<HostileCase> tokenEndpointCases();
[[nodiscard]] std::vector<HostileCase> idTokenCases();
