// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/json.h"
#include "app/core/paths.h"
#include "app/core/result.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace Cli {

//! Whose defaults count.
enum class Flavor {
    Lanyard,
    Kubelogin, //!< called by kubelogin's name: its redirect address, its API version
};

//! The flags of get-token, login, logout and whoami: which session, and how to sign in to it.
//! kubelogin's by name and meaning, plus ours.
class SessionFlags
{
public:
    //! Warnings are for stderr. Refused are what we can't do (a password grant) or won't (no checking
    //! of certificates); accepted with a warning are flags of kube-apiserver that articles show here.
    [[nodiscard]] static Core::Result<SessionFlags> parse(std::span<const std::string> arguments, Flavor flavor);

    std::string issuer, clientId, clientSecret;
    std::vector<std::string> extraScopes;
    std::vector<std::string> trustedAudiences;
    std::vector<std::string> authorityFiles, authorityData;
    std::vector<std::string> listenAddresses;
    std::string redirectUrl;
    std::string browserCommand;
    std::string login = "auto";
    std::string account, session;
    std::string maxAuthAge, acrValues;
    std::map<std::string, std::string> authParameters;
    int timeoutSeconds = 180;
    bool forceRefresh = false, skipOpenBrowser = false, force = false, help = false;
    std::string context, kubeconfig, output;
    bool all = false, localOnly = false;
    bool device = false; //!< by a code on another machine (RFC 8628)
    Flavor flavor = Flavor::Lanyard;
    std::vector<std::string> positional, warnings;

    [[nodiscard]] bool describesSession() const { return !issuer.empty() || !clientId.empty(); }
    //! The parameters of an agent request. Reads the files of certificate authorities, because the
    //! agent has another working folder, and the environment that a browser needs.
    [[nodiscard]] Core::Result<Core::Json> parameters(const Core::Environment &environment) const;
};

//! `~/x` → `HOME/x`; anything else as it is.
[[nodiscard]] std::string expandHome(const std::string &path, const Core::Environment &environment);

} // namespace Cli
