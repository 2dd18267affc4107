// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/doctor/situation.h"

namespace Doctor {

//! What the doctor is asked about.
struct Request
{
    Caller caller;
    std::optional<std::string> kubeconfig; //!< --kubeconfig
    std::optional<std::string> context; //!< --context
    std::optional<std::string> apiServerConfig, rbac; //!< paths
};

//! Reads the files. Blocks: large kubeconfigs belong on a worker thread. Executes nothing.
//! The session's token, the keychain's state and the like are the caller's to add.
[[nodiscard]] Situation gatherFiles(const Request &request);

} // namespace Doctor
