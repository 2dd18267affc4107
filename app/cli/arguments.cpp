// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/arguments.h"

#include "app/core/text.h"

#include <algorithm>

namespace Cli {

using Core::ErrorCode;
using Core::fail;
using Core::Result;

namespace {

const Option *known(std::span<const Option> options, std::string_view text)
{
    for (const Option &option : options) {
        const bool isLong = text == option.name;
        const bool isShort = option.letter != 0 && text.size() >= 2 && text[0] == '-'
                && text[1] == option.letter && (text.size() == 2 || option.takesValue);
        if (isLong || isShort)
            return &option;
    }
    return nullptr;
}

} // namespace

Result<Arguments> Arguments::parse(const std::vector<std::string> &arguments,
                                   std::span<const Option> options)
{
    Arguments parsed;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string &argument = arguments[i];
        if (argument == "--") {
            parsed.m_positional.insert(parsed.m_positional.end(),
                                       arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                       arguments.end());
            break;
        }
        if (argument.size() < 2 || argument[0] != '-') {
            parsed.m_positional.push_back(argument);
            continue;
        }
        const bool isLong = argument.starts_with("--");
        const std::size_t equals = isLong ? argument.find('=') : std::string::npos;
        const Option *option = known(options, std::string_view(argument).substr(0, equals));
        if (!option)
            return fail(ErrorCode::Usage, "unknown option " + Core::singleLine(argument, 80),
                        "see --help");
        std::optional<std::string> value;
        if (equals != std::string::npos)
            value = argument.substr(equals + 1);
        else if (!isLong && argument.size() > 2)
            value = argument.substr(argument[2] == '=' ? 3 : 2);
        if (!option->takesValue) {
            if (value && *value != "true" && *value != "false")
                return fail(ErrorCode::Usage, std::string(option->name) + " takes no value",
                            "see --help");
            if (!value || *value == "true")
                parsed.m_options.emplace_back(option->name, std::string());
            continue;
        }
        if (!value) {
            if (++i == arguments.size())
                return fail(ErrorCode::Usage, std::string(option->name) + " needs a value",
                            "see --help");
            value = arguments[i];
        }
        parsed.m_options.emplace_back(option->name, std::move(*value));
    }
    return parsed;
}

bool Arguments::has(std::string_view name) const
{
    return std::any_of(m_options.begin(), m_options.end(),
                       [&](const auto &option) { return option.first == name; });
}

std::optional<std::string> Arguments::value(std::string_view name) const
{
    const auto all = values(name);
    return all.empty() ? std::nullopt : std::optional(all.back());
}

std::vector<std::string> Arguments::values(std::string_view name) const
{
    std::vector<std::string> found;
    for (const auto &[known, value] : m_options) {
        if (known == name)
            found.push_back(value);
    }
    return found;
}

} // namespace Cli
