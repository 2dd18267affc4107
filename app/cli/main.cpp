// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/commands.h"

#include <csignal>
#include <iostream>

#include <unistd.h>

int main(int argc, char **argv)
{
    std::ios::sync_with_stdio(false);
    std::signal(SIGPIPE, SIG_IGN); // `… | head` ends in a failed write, not in a killed program
    Cli::Invocation invocation{ std::vector<std::string>(argv + std::min(argc, 1), argv + argc),
                                Core::processEnvironment(), std::cin, std::cout, std::cerr,
                                ::isatty(STDOUT_FILENO) != 0 };
    const int status = Cli::runProgram(argc > 0 ? argv[0] : "", invocation);
    std::cout.flush();
    return status;
}
