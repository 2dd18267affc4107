// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
// lanyard_hints FIX ISSUER CLIENT DETAIL: prints what the doctor tells to change at the provider.
#include "app/doctor/keycloakhints.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>
#include <utility>

namespace {

using Doctor::ProviderFix;

constexpr auto kFixes = std::to_array<std::pair<std::string_view, ProviderFix>>({
        { "RegisterClient", ProviderFix::RegisterClient },
        { "RegisterRedirectUri", ProviderFix::RegisterRedirectUri },
        { "AllowScope", ProviderFix::AllowScope },
        { "AllowOfflineAccess", ProviderFix::AllowOfflineAccess },
        { "AddAudience", ProviderFix::AddAudience },
        { "VerifyEmail", ProviderFix::VerifyEmail },
        { "BooleanEmailVerified", ProviderFix::BooleanEmailVerified },
        { "AddGroupsMapper", ProviderFix::AddGroupsMapper },
        { "RolesToGroups", ProviderFix::RolesToGroups },
        { "GroupsIntoIdToken", ProviderFix::GroupsIntoIdToken },
        { "GroupsWithoutPath", ProviderFix::GroupsWithoutPath },
        { "GroupsWithoutPrefix", ProviderFix::GroupsWithoutPrefix },
        { "FewerGroups", ProviderFix::FewerGroups },
        { "AddClaim", ProviderFix::AddClaim },
        { "SignRs256", ProviderFix::SignRs256 },
        { "LongerLife", ProviderFix::LongerLife },
        { "RequirePkce", ProviderFix::RequirePkce },
});

} // namespace

int main(int argc, char **argv)
{
    if (argc == 2 && std::string_view(argv[1]) == "--list") {
        for (const auto &[name, fix] : kFixes)
            std::printf("%.*s\n", static_cast<int>(name.size()), name.data());
        return 0;
    }
    const auto found = argc == 5 ? std::find_if(kFixes.begin(), kFixes.end(),
                                                [&](const auto &known) { return known.first == argv[1]; })
                                 : kFixes.end();
    if (found == kFixes.end()) {
        std::fputs("lanyard_hints: give --list, or FIX ISSUER CLIENT DETAIL\n", stderr);
        return 2;
    }
    std::puts(Doctor::providerFix(found->second, argv[2], argv[3], argv[4]).c_str());
    return 0;
}
