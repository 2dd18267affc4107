// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/result.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

//! Command-line flags by the rules of Go's pflag, because entries written for kubelogin must go on
//! working: `--flag value`, `--flag=value`, `--bool`, `--bool=false`, lists in one CSV line, `-v1`.
namespace Cli {

//! Where the value of a flag goes, which also says how it is read.
struct TextList //!< pflag "strings": each value is a line of CSV
{
    std::vector<std::string> *target;
};
struct RepeatedText //!< pflag "stringArray": each value is one entry
{
    std::vector<std::string> *target;
};
struct Swallowed { }; //!< accepted with a value, of no effect
struct SwallowedSwitch { }; //!< the same without a value
struct Warned //!< accepted with a value; the reason is told
{
    std::string_view why;
};
struct Unsupported //!< refused, with the reason
{
    std::string_view why, fix;
    bool isSwitch = false;
};
using FlagTarget = std::variant<std::string *, bool *, int *, TextList, RepeatedText,
                                std::map<std::string, std::string> *, Swallowed, SwallowedSwitch, Warned, Unsupported>;

struct Flag
{
    std::string_view name; //!< without dashes
    FlagTarget target;
    char letter = 0; //!< 'o' for -o
};

struct ParsedFlags
{
    std::vector<std::string> positional;
    std::vector<std::string> warnings;
};

//! Reads \a arguments into the targets of \a flags. Usage errors name the flag.
[[nodiscard]] Core::Result<ParsedFlags> parseFlags(std::span<const std::string> arguments, std::span<const Flag> flags);

//! One line of CSV (RFC 4180 quoting).
[[nodiscard]] Core::Result<std::vector<std::string>> splitCsv(std::string_view line);

} // namespace Cli
