// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/paths.h"
#include "app/core/result.h"

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace Core {

//! The contexts a person marked because a mistake there is dear: window and command line ask before
//! they switch to one or change it. The marks are Lanyard's own and stand in no kubeconfig, which
//! other programs would rewrite.
//!
//! The file is for people, too: one name a line as a JSON string (a name may hold a line break),
//! a bare word counts as itself, `#` begins a comment. Comments stay when a mark comes or goes.
class ProtectedContexts
{
public:
    //! A line that makes no sense is an error: a mark that is overlooked protects nothing.
    [[nodiscard]] static Result<ProtectedContexts> parse(std::string_view text,
                                                         const std::filesystem::path &file);
    //! Without a file there are no marks.
    [[nodiscard]] static Result<ProtectedContexts> read(const std::filesystem::path &file);

    [[nodiscard]] bool contains(std::string_view context) const;
    [[nodiscard]] const std::set<std::string, std::less<>> &names() const { return m_names; }
    //! Fails for a name that the file cannot hold.
    [[nodiscard]] Result<> add(std::string_view context);
    void remove(std::string_view context);
    [[nodiscard]] std::string text() const;

private:
    struct Line
    {
        std::string text; //!< without its line end
        std::string name; //!< empty: a comment or a blank line
    };
    std::vector<Line> m_lines;
    std::set<std::string, std::less<>> m_names;
};

//! `$XDG_CONFIG_HOME/lanyard/protected-contexts`
[[nodiscard]] std::filesystem::path protectedContextsFile(const Paths &paths);

enum class Protection {
    Off,
    On,
};
//! Reads, changes and replaces the file; its folder is made when it is not there.
[[nodiscard]] Result<> setProtection(const std::filesystem::path &file, std::string_view context,
                                     Protection protection);

} // namespace Core
