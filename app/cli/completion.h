// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/cli/invocation.h"

namespace Cli {

//! What may stand at the end of \a words (after the program's name); the last word is being typed.
[[nodiscard]] std::vector<std::string> completions(const Invocation &invocation,
                                                   const std::vector<std::string> &words);

} // namespace Cli
