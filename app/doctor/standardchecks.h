// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/clock.h"
#include "app/doctor/doctor.h"

namespace Doctor {

struct Situation;

//! All checks for \a situation, which must outlive them.
[[nodiscard]] CheckSet standardChecks(const Situation &situation, const Core::Clock &clock);

} // namespace Doctor
