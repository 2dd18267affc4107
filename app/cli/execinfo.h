// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/paths.h"
#include "app/core/result.h"

#include <string>
#include <string_view>

namespace Cli {

inline constexpr std::string_view kExecV1 = "client.authentication.k8s.io/v1";
inline constexpr std::string_view kExecV1Beta1 = "client.authentication.k8s.io/v1beta1";

//! What client-go tells an exec plugin by KUBERNETES_EXEC_INFO.
struct ExecInfo
{
    //! The answer must carry the same version, or client-go refuses it.
    std::string apiVersion;
    bool isInteractive = false; //!< spec.interactive: client-go hands its stdin over
    bool isGiven = false; //!< false: run by hand

    //! \a fallbackVersion counts when the variable is not set.
    [[nodiscard]] static Core::Result<ExecInfo> fromEnvironment(const Core::Environment &environment,
                                                                std::string_view fallbackVersion = kExecV1);
};

} // namespace Cli
