// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/doctor/report.h"

#include <optional>

namespace Doctor {

//! What the API server said, and what its configuration says; either may be unknown.
struct Opinions
{
    std::optional<bool> accepted, predicted;
};

//! Sorts what was found and decides the verdict: the API server's own answer if there was one, else
//! the first fault in its order of verification, if its configuration is known.
void conclude(Report &report, const Opinions &opinions);

} // namespace Doctor
