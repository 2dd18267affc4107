// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/flags.h"

#include "app/core/text.h"

#include <charconv>
#include <optional>

namespace Cli {

using Core::ErrorCode;
using Core::fail;
using Core::Result;

namespace {

template<typename... Handlers>
struct Overloaded : Handlers...
{
    using Handlers::operator()...;
};
template<typename... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

constexpr const char *kSeeHelp = "see: kubectl-lanyard get-token --help";

Core::Error wrongValue(std::string_view name, std::string_view value, std::string_view wanted)
{
    return { ErrorCode::Usage,
             "--" + std::string(name) + " needs " + std::string(wanted) + ", not \"" + Core::singleLine(value, 80) + "\"",
             kSeeHelp, {} };
}

bool takesValue(const FlagTarget &target)
{
    if (const auto *unsupported = std::get_if<Unsupported>(&target))
        return !unsupported->isSwitch;
    return !std::holds_alternative<bool *>(target) && !std::holds_alternative<SwallowedSwitch>(target);
}

// Go's strconv.ParseBool.
Result<bool> parseBoolean(std::string_view name, std::string_view value)
{
    for (const std::string_view yes : { "true", "True", "TRUE", "1", "t", "T" }) {
        if (value == yes)
            return true;
    }
    for (const std::string_view no : { "false", "False", "FALSE", "0", "f", "F" }) {
        if (value == no)
            return false;
    }
    return fail(wrongValue(name, value, "true or false"));
}

Result<> addPairs(std::string_view name, std::string_view value, std::map<std::string, std::string> &target)
{
    const auto entries = splitCsv(value);
    if (!entries)
        return fail(wrongValue(name, value, "KEY=VALUE"));
    for (const std::string &entry : *entries) {
        const std::size_t equals = entry.find('=');
        if (equals == std::string::npos || equals == 0)
            return fail(wrongValue(name, value, "KEY=VALUE"));
        target[entry.substr(0, equals)] = entry.substr(equals + 1);
    }
    return {};
}

Result<> setNumber(std::string_view name, std::string_view value, int &target)
{
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), target);
    if (error != std::errc() || end != value.data() + value.size())
        return fail(wrongValue(name, value, "a whole number"));
    return {};
}

Result<> apply(const Flag &flag, const std::string &value, ParsedFlags &parsed)
{
    const auto handler = Overloaded {
        [&](std::string *target) -> Result<> { return *target = value, Result<>(); },
        [&](bool *target) -> Result<> {
            const auto read = parseBoolean(flag.name, value);
            if (!read)
                return fail(read.error());
            *target = *read;
            return {};
        },
        [&](int *target) -> Result<> { return setNumber(flag.name, value, *target); },
        [&](TextList list) -> Result<> {
            const auto entries = splitCsv(value);
            if (!entries)
                return fail(wrongValue(flag.name, value, "a list like a,b"));
            list.target->insert(list.target->end(), entries->begin(), entries->end());
            return {};
        },
        [&](RepeatedText list) -> Result<> { return list.target->push_back(value), Result<>(); },
        [&](std::map<std::string, std::string> *target) -> Result<> { return addPairs(flag.name, value, *target); },
        [](Swallowed) -> Result<> { return {}; },
        [](SwallowedSwitch) -> Result<> { return {}; },
        [&](Warned warned) -> Result<> {
            parsed.warnings.push_back("--" + std::string(flag.name) + " has no effect: " + std::string(warned.why));
            return {};
        },
        [&](Unsupported unsupported) -> Result<> {
            if (unsupported.isSwitch && value == "false")
                return {};
            return fail(ErrorCode::Usage, "--" + std::string(flag.name) + ": " + std::string(unsupported.why),
                        std::string(unsupported.fix));
        },
    };
    return std::visit(handler, flag.target);
}

struct Found
{
    const Flag *flag = nullptr;
    std::optional<std::string> value;
};

Result<Found> find(const std::string &argument, std::span<const Flag> flags)
{
    const bool isLong = argument.starts_with("--");
    const std::size_t equals = argument.find('=');
    for (const Flag &flag : flags) {
        if (isLong && argument.substr(2, equals == std::string::npos ? equals : equals - 2) == flag.name)
            return Found { &flag, equals == std::string::npos ? std::nullopt : std::optional(argument.substr(equals + 1)) };
        if (!isLong && flag.letter != 0 && argument[1] == flag.letter) {
            if (argument.size() == 2)
                return Found { &flag, std::nullopt };
            return Found { &flag, argument.substr(argument[2] == '=' ? 3 : 2) };
        }
    }
    return fail(ErrorCode::Usage, "unknown flag: " + Core::singleLine(argument.substr(0, equals), 80), kSeeHelp);
}

} // namespace

Result<ParsedFlags> parseFlags(std::span<const std::string> arguments, std::span<const Flag> flags)
{
    ParsedFlags parsed;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string &argument = arguments[i];
        if (argument == "--") {
            parsed.positional.insert(parsed.positional.end(), arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                     arguments.end());
            break;
        }
        if (argument.size() < 2 || argument[0] != '-') {
            parsed.positional.push_back(argument);
            continue;
        }
        auto found = find(argument, flags);
        if (!found)
            return fail(found.error());
        if (!found->value && takesValue(found->flag->target)) {
            if (++i == arguments.size())
                return fail(ErrorCode::Usage, "--" + std::string(found->flag->name) + " needs a value", kSeeHelp);
            found->value = arguments[i];
        }
        if (auto applied = apply(*found->flag, found->value.value_or("true"), parsed); !applied)
            return fail(applied.error());
    }
    return parsed;
}

Result<std::vector<std::string>> splitCsv(std::string_view line)
{
    std::vector<std::string> fields;
    if (line.empty())
        return fields;
    std::size_t at = 0;
    for (;;) {
        std::string field;
        if (at < line.size() && line[at] == '"') {
            for (++at;; ++at) {
                if (at == line.size())
                    return fail(ErrorCode::Usage, "a quote is not closed", kSeeHelp);
                if (line[at] == '"' && (at + 1 == line.size() || line[at + 1] != '"'))
                    break;
                if (line[at] == '"')
                    ++at; // a doubled quote
                field += line[at];
            }
            ++at;
            if (at < line.size() && line[at] != ',')
                return fail(ErrorCode::Usage, "text after a closing quote", kSeeHelp);
        } else {
            const std::size_t end = std::min(line.find(',', at), line.size());
            field = line.substr(at, end - at);
            at = end;
        }
        fields.push_back(std::move(field));
        if (at == line.size())
            return fields;
        ++at; // the comma
    }
}

} // namespace Cli
