// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/cli/invocation.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace Cli {

// One function a verb, each in a file of its own: runCtx() in ctxcommand.cpp.
int runGetToken(Invocation &invocation);
int runGetTokenAsKubelogin(Invocation &invocation); // called by kubelogin's name
int runLogin(Invocation &invocation);
int runLogout(Invocation &invocation);
int runSessions(Invocation &invocation);
int runWhoami(Invocation &invocation);
int runDoctor(Invocation &invocation);
int runAgent(Invocation &invocation);
int runCtx(Invocation &invocation);
int runNs(Invocation &invocation);
int runConfig(Invocation &invocation);
int runVersion(Invocation &invocation);
int runHelp(Invocation &invocation);

//! kubectl-oidc_login or kubelogin, with or without a folder: a symlink of that name.
[[nodiscard]] bool isKubeloginName(std::string_view program);

//! The short way of kubectl's every call: what get-token prints, without the streams that no other word
//! needs. Nothing if this is another verb or says something on the way (warnings, help, an address to
//! open), which goes the long way.
[[nodiscard]] std::optional<Core::Result<std::string>> plainCredential(std::string_view program,
                                                                       std::span<const std::string> arguments,
                                                                       const Core::Environment &environment);

struct Command
{
    std::string_view verb;
    std::string_view arguments; //!< for the usage text
    std::string_view purpose; //!< one line
    int (*run)(Invocation &);
};

//! The table of verbs: one line each, in the order of the usage text.
[[nodiscard]] std::span<const Command> commands();

//! \a program is argv[0]: under kubelogin's names (a symlink) its get-token is answered by its
//! defaults, so that existing kubeconfigs work unchanged.
[[nodiscard]] int runProgram(std::string_view program, Invocation &invocation);

//! \a invocation holds the verb as its first argument.
[[nodiscard]] int runCommand(Invocation &invocation);

} // namespace Cli
