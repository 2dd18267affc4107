// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/json.h"
#include "app/doctor/finding.h"

namespace Doctor {

//! Whether the API server takes the credential that kubectl would send. About authentication only:
//! what it then allows is another question.
enum class Verdict {
    Accepts,
    Rejects,
    Unknown,
};

[[nodiscard]] std::string_view verdictName(Verdict verdict);

struct Report
{
    Verdict verdict = Verdict::Unknown;
    std::string because; //!< one sentence on the verdict, for people
    std::vector<Finding> findings; //!< errors first, each group in the API server's own order
    std::vector<std::string> checked;
    std::vector<NotChecked> notChecked;

    [[nodiscard]] bool hasErrors() const;
};

//! The `doctor` shape of the command-line contract.
[[nodiscard]] Core::Json toJson(const Report &report);

//! For people at a terminal, and for "copy report".
[[nodiscard]] std::string toText(const Report &report);

} // namespace Doctor
