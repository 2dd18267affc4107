// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/commands.h"

#include "app/cli/descriptorbuffer.h"
#include "app/core/secret.h"

#include <algorithm>
#include <csignal>
#include <istream>
#include <ostream>
#include <unistd.h>

namespace {

// Not std::cout and its brothers: one <iostream> anywhere in the program makes all eight of them, and
// their locale, before main(), a tenth of the time that get-token has.
int runWithStreams(std::string_view program, std::vector<std::string> arguments, const Core::Environment &environment,
                   const Core::Error *failure)
{
    Cli::DescriptorBuffer in(STDIN_FILENO), out(STDOUT_FILENO), err(STDERR_FILENO);
    std::istream input(&in);
    std::ostream output(&out), errors(&err);
    errors.setf(std::ios_base::unitbuf);
    Cli::Invocation invocation { std::move(arguments), environment, input, output, errors };
    const int status = failure ? Cli::report(invocation, *failure) : Cli::runProgram(program, invocation);
    output.flush();
    return status;
}

} // namespace

int main(int argc, char **argv)
{
    std::signal(SIGPIPE, SIG_IGN); // `… | head` ends in a failed write, not in a killed program
    const std::string_view program = argc > 0 ? argv[0] : "";
    std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
    const Core::Environment environment = Core::processEnvironment();
    if (auto credential = Cli::plainCredential(program, arguments, environment)) {
        if (!*credential)
            return runWithStreams(program, {}, environment, &credential->error());
        const bool isWritten = Cli::writeAll(STDOUT_FILENO, **credential);
        Core::Secret::wipe(**credential);
        return isWritten ? 0 : 1;
    }
    return runWithStreams(program, std::move(arguments), environment, nullptr);
}
