// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubeconfig/kubeconfig.h"

#include <optional>
#include <string>
#include <vector>

namespace Doctor {

//! Which program an exec entry runs, as far as it is known to us.
enum class PluginKind {
    Lanyard, //!< kubectl-lanyard get-token, kubectl lanyard get-token
    Kubelogin, //!< int128/kubelogin: kubelogin get-token, kubectl oidc-login get-token
};

//! The arguments of an exec entry that signs in by OpenID Connect, read as the plugin reads them.
struct ExecArguments
{
    PluginKind kind = PluginKind::Lanyard;
    std::string issuer, clientId, clientSecret, redirectUrl;
    std::vector<std::string> extraScopes;
    std::vector<std::string> authorityFiles, authorityData;
    std::vector<std::string> listenAddresses;
    std::string account;
    bool usesAccessToken = false;
    bool skipsTlsVerification = false;

    struct UnknownFlag
    {
        std::string name; //!< "--oidc-username-claim"
        bool isApiServerFlag = false;
    };
    std::vector<UnknownFlag> unknownFlags;
};

//! Nothing if the entry runs another program: what it does is its own business.
[[nodiscard]] std::optional<ExecArguments> execArguments(const Kubeconfig::ExecConfig &exec);

} // namespace Doctor
