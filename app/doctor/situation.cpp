// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/situation.h"

namespace Doctor {

std::string Caller::variable(std::string_view name) const
{
    const auto found = environment.find(name);
    return found == environment.end() ? std::string() : found->second;
}

CredentialKind effectiveCredential(const Kubeconfig::User &user)
{
    // A client certificate belongs to the connection and a token to the request: with both, the
    // API server takes the certificate's name first (its authenticators are asked in that order).
    if (user.hasClientCertificate)
        return CredentialKind::ClientCertificate;
    if (user.hasToken)
        return CredentialKind::Token;
    if (user.hasTokenFile)
        return CredentialKind::TokenFile;
    if (user.hasBasicAuth)
        return CredentialKind::BasicAuth;
    if (!user.authProvider.empty())
        return CredentialKind::AuthProvider;
    return user.exec ? CredentialKind::Exec : CredentialKind::None;
}

std::string_view credentialName(CredentialKind kind)
{
    switch (kind) {
    case CredentialKind::Token:
        return "`token`";
    case CredentialKind::TokenFile:
        return "`tokenFile`";
    case CredentialKind::ClientCertificate:
        return "`client-certificate`";
    case CredentialKind::BasicAuth:
        return "`username` and `password`";
    case CredentialKind::AuthProvider:
        return "`auth-provider`";
    case CredentialKind::Exec:
        return "`exec`";
    case CredentialKind::None:
        break;
    }
    return "no credential";
}

} // namespace Doctor
