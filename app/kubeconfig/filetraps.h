// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubeconfig/lint.h"

namespace Kubeconfig {

//! Something inside of one file that is not what it seems, whatever the other files say.
struct FileTrap
{
    std::string_view id; //!< "kubeconfig-unquoted-scalar", …: the ids of lint() and of the doctor
    Severity severity = Severity::Warning;
    std::size_t offset = 0; //!< of the key or value, in bytes
    std::string message; //!< one sentence, no secret
    std::string fix;
};

//! Keys in the wrong case and keys twice, which kubectl ignores silently; texts without quotes that YAML makes
//! something else of, and names twice, for which it refuses the whole file. For a file that it refuses, too.
[[nodiscard]] std::vector<FileTrap> fileTraps(const Document &document);

} // namespace Kubeconfig
