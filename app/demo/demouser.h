// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace Demo {

//! Somebody who can sign in at the demo issuer, by a click.
struct DemoUser
{
    std::string subject;
    std::string username;
    std::string email;
    bool emailVerified = true;
    std::string fullName;
    std::string about; //!< one line on the login page: what this account shows
    std::vector<std::string> groups;
    bool operator==(const DemoUser &) const = default;
};

//! The people of the demo, each with another story.
[[nodiscard]] std::vector<DemoUser> demoUsers();

//! By username or e-mail; null if unknown.
[[nodiscard]] const DemoUser *findUser(const std::vector<DemoUser> &users, std::string_view name);

} // namespace Demo
