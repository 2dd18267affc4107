// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/demo/demouser.h"

#include <algorithm>

namespace Demo {

std::vector<DemoUser> demoUsers()
{
    return {
        { "5f0c6d2e-9a1b-4c58-8f1e-1d6f0a3c7b01",
          "sm01",
          "sm01@example.test",
          true,
          "Sam Moreau",
          "reads pods in the namespace security",
          { "ADMIN", "security-developer" } },
        { "8b7e4f90-2c3d-4e11-9d52-73a8c0d9e402",
          "dev02",
          "dev02@example.test",
          true,
          "Dana Virtanen",
          "reads pods in the namespace payments, and nothing else",
          { "payments-developer" } },
        { "c21d9a75-6e4f-4b7a-a0c3-5be1f7284d03",
          "ops03",
          "ops03@example.test",
          true,
          "Olu Papadakis",
          "reads everything in the cluster",
          { "platform-viewer" } },
        { "e94b13d8-7f52-49a6-b6d4-08c2a5913f04",
          "guest04",
          "guest04@example.test",
          true,
          "Gil Tanaka",
          "is in no group: signed in, but may do nothing",
          {} },
        { "174ac6be-3d8e-4f90-8e27-f6b9d0c45a05",
          "new05",
          "new05@example.test",
          false,
          "Nia Weber",
          "has an e-mail that nobody verified: the API server refuses",
          { "payments-developer" } },
    };
}

const DemoUser *findUser(const std::vector<DemoUser> &users, std::string_view name)
{
    const auto found = std::find_if(users.begin(), users.end(), [name](const DemoUser &user) {
        return user.username == name || user.email == name;
    });
    return found == users.end() ? nullptr : &*found;
}

} // namespace Demo
