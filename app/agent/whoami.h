// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/json.h"
#include "app/kubernetes/reviewclient.h"
#include "app/session/sessioninfo.h"

#include <optional>

namespace Agent {

//! The `whoami` shape of the command-line contract. Asks \a server, if there is one, as the bearer of
//! the token; otherwise (or when it does not answer) the identity is inferred from the claims.
[[nodiscard]] QtSupport::FutureResult<Core::Json> describeIdentity(
        Core::Result<Session::SessionClaims> claims, const Session::IdTokenLease &lease,
        const std::optional<Kubernetes::ApiServer> &server, QObject *context);

} // namespace Agent
