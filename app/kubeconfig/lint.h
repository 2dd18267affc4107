// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubeconfig/document.h"
#include "app/kubeconfig/loadingrules.h"

namespace Kubeconfig {

enum class Severity {
    Error, //!< kubectl cannot use the file or the entry
    Warning, //!< it does something else than it seems
    Info,
};

//! One trap in a kubeconfig. The ids are those of the doctor where it knows the same fault.
struct LintFinding
{
    std::string id;
    Severity severity = Severity::Warning;
    std::filesystem::path file;
    Position position;
    std::string message; //!< one sentence, what and why
    std::string fix;
};

//! Looks at all files of the rules; opens nothing else and executes nothing.
[[nodiscard]] std::vector<LintFinding> lint(const LoadingRules &rules);

[[nodiscard]] std::string_view severityName(Severity severity);

} // namespace Kubeconfig
