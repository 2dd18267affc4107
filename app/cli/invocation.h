// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/paths.h"
#include "app/core/result.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace Cli {

//! One call of the program, with everything that it may touch handed in, so that tests run verbs in
//! their own process.
struct Invocation
{
    std::vector<std::string> arguments; //!< after the verb
    Core::Environment environment;
    std::istream &in;
    std::ostream &out;
    std::ostream &err;
    bool terminal = false; //!< `out` is a terminal
};

enum class OutputFormat {
    Text,
    Json,
};

//! One line on stderr, with Json also `{"error":…}` on stdout. Returns the exit status.
[[nodiscard]] int report(Invocation &invocation, const Core::Error &error,
                         OutputFormat format = OutputFormat::Text);

//! A line on stderr that does not change the exit status.
void warn(Invocation &invocation, std::string_view text);

} // namespace Cli
