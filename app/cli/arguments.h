// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/result.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace Cli {

struct Option
{
    std::string_view name; //!< "--kubeconfig"
    char letter = 0; //!< 'o' for "-o"
    bool takesValue = false;
};

//! Options in any order: `--flag value`, `--flag=value`, `-o value`, `-ovalue`; `--` ends them, a
//! lone
//! `-` is no option.
class Arguments
{
public:
    [[nodiscard]] static Core::Result<Arguments> parse(const std::vector<std::string> &arguments,
                                                       std::span<const Option> options);

    [[nodiscard]] bool has(std::string_view name) const;
    //! The last one given.
    [[nodiscard]] std::optional<std::string> value(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> values(std::string_view name) const;
    [[nodiscard]] const std::vector<std::string> &positional() const { return m_positional; }

private:
    std::vector<std::pair<std::string_view, std::string>> m_options;
    std::vector<std::string> m_positional;
};

} // namespace Cli
