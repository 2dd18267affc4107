// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubernetes/jwtauthenticator.h"

#include <string>
#include <utility>
#include <vector>

namespace Kubernetes {

//! The --oidc-* flags of kube-apiserver in the order given; the last one of a name wins.
class OidcFlags
{
public:
    using Flag = std::pair<std::string, std::string>; //!< name without dashes, value

    //! Flags as text: one a line or as on a command line; quotes, `\` at a line's end, `#`
    //! comments, `--a=b` and `--a b`.
    [[nodiscard]] static OidcFlags fromText(const std::string &text);
    //! Arguments of a program: `--a=b`, or `--a` followed by its value.
    [[nodiscard]] static OidcFlags fromArguments(const std::vector<std::string> &arguments);
    [[nodiscard]] static OidcFlags fromFlags(std::vector<Flag> flags);

    //! True if any flag about authentication by tokens is there.
    [[nodiscard]] bool isEmpty() const { return m_flags.empty(); }
    //! --authentication-config FILE: the settings are in a file on the server.
    [[nodiscard]] std::string authenticationConfig() const { return last("authentication-config"); }
    [[nodiscard]] bool hasOidcFlags() const;
    //! What the server makes of them, with its reasons not to start.
    [[nodiscard]] AuthenticationSettings settings() const;

private:
    [[nodiscard]] std::string last(std::string_view name, std::string fallback = {}) const;
    [[nodiscard]] std::vector<std::string> all(std::string_view name) const;
    void readRequiredClaims(AuthenticationSettings &settings, JwtAuthenticator &jwt) const;

    std::vector<Flag> m_flags;
};

} // namespace Kubernetes
