// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/cli/agentconnection.h"
#include "app/cli/invocation.h"
#include "app/cli/sessionflags.h"

#include <optional>

//! What the verbs about sessions share.
namespace Cli {

[[nodiscard]] OutputFormat formatOf(const SessionFlags &flags);

//! Reads the flags; says its warnings on stderr.
[[nodiscard]] Core::Result<SessionFlags> readFlags(Invocation &invocation, Flavor flavor = Flavor::Lanyard);

//! The session that the flags describe, else that of --context, else that of the current context: the
//! arguments of its user's exec entry.
[[nodiscard]] Core::Result<SessionFlags> sessionOf(const Invocation &invocation, const SessionFlags &flags);

//! The sign-ins that the kubeconfig describes, by the name of the user entry that does. Entries that say the
//! same are there once; other plugins' are left out.
[[nodiscard]] Core::Result<std::map<std::string, SessionFlags>> describedSessions(const Invocation &invocation,
                                                                                  const SessionFlags &flags);

//! The cluster of --context (or of the current context) as the agent's "server" parameter.
[[nodiscard]] Core::Result<Core::Json> serverOf(const Invocation &invocation, const SessionFlags &flags);

//! Names of the contexts whose exec entry describes this session.
[[nodiscard]] std::vector<std::string> contextsOf(const Invocation &invocation, const SessionFlags &flags,
                                                  const Core::Json &session);

//! Signs in and waits for the end. What a person must do is said on stderr; Ctrl-C cancels.
[[nodiscard]] Core::Result<Core::Json> signIn(Invocation &invocation, AgentConnection &agent,
                                              const SessionFlags &flags);

} // namespace Cli
