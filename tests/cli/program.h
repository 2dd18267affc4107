// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/cli/commands.h"
#include "app/core/atomicfile.h"

#include <QByteArray>
#include <QTemporaryDir>

#include <map>
#include <sstream>

namespace Support {

//! Runs verbs of kubectl-lanyard in this process, in a folder of their own.
class Program
{
public:
    Program()
    {
        environment["KUBECONFIG"] = file("config");
        environment["HOME"] = file("home");
    }

    //! The exit status; out and err hold what was printed.
    int run(std::vector<std::string> arguments, const std::string &input = {})
    {
        std::istringstream in(input);
        std::ostringstream outStream, errStream;
        Cli::Invocation invocation{ std::move(arguments),
                                    [this](std::string_view name) -> std::optional<std::string> {
                                        const auto found = environment.find(std::string(name));
                                        return found == environment.end()
                                                ? std::nullopt
                                                : std::optional(found->second);
                                    },
                                    in, outStream, errStream, terminal };
        const int status = Cli::runCommand(invocation);
        out = QByteArray::fromStdString(outStream.str());
        err = QByteArray::fromStdString(errStream.str());
        return status;
    }

    [[nodiscard]] std::string file(const char *name) const
    {
        return m_folder.filePath(QLatin1String(name)).toStdString();
    }
    bool write(const char *name, std::string_view text) const
    {
        return Core::replaceFile(file(name), text).has_value();
    }
    [[nodiscard]] QByteArray read(const char *name) const
    {
        return QByteArray::fromStdString(Core::readFile(file(name), 1 << 24).value_or("(none)"));
    }

    std::map<std::string, std::string> environment;
    bool terminal = false;
    QByteArray out, err;

private:
    QTemporaryDir m_folder;
};

} // namespace Support
