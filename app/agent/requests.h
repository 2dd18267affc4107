// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/json.h"
#include "app/core/result.h"
#include "app/kubernetes/reviewclient.h"
#include "app/session/sessionmanager.h"

#include <optional>

//! From the words of a client to types. Everything is hostile here: any process of the same user may
//! have written it, and sizes and types are checked before anything is used.
namespace Agent {

//! "issuer", "clientId", "clientSecret", "scopes", "caPem", "account", "listenPorts", "redirectHost",
//! "redirectPath", "extraParams", "loginTimeoutSeconds".
[[nodiscard]] Core::Result<Session::SessionRequest> sessionRequest(const Core::Json &parameters);

//! "login", "minimumLifeSeconds", "forceRefresh", "browser".
[[nodiscard]] Core::Result<Session::TokenOptions> tokenOptions(const Core::Json &parameters,
                                                               const Audit::Requester &requester);

//! "force", "browser".
[[nodiscard]] Core::Result<Session::LoginOptions> loginOptions(const Core::Json &parameters,
                                                               const Audit::Requester &requester);

//! "session" (32 hexadecimal digits), or else the id of the described session.
[[nodiscard]] Core::Result<QString> sessionId(const Core::Json &parameters);

//! "server": {"url", "caPem", "tlsServerName"}; nothing if it is not there.
[[nodiscard]] Core::Result<std::optional<Kubernetes::ApiServer>> apiServer(const Core::Json &parameters);

} // namespace Agent
