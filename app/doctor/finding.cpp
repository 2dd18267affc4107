// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/finding.h"

#include <algorithm>
#include <array>

namespace Doctor {

namespace {

constexpr std::array kIds = std::to_array<std::string_view>({
        // the file
        "kubeconfig-unreadable",
        "kubeconfig-duplicate-name",
        "kubeconfig-unquoted-scalar",
        "kubeconfig-key-case",
        "kubeconfig-shadowed-entry",
        "kubeconfig-stale-lock",
        "kubeconfig-permissions",
        "context-missing-cluster",
        "context-missing-user",
        "namespace-invalid",
        // the entry
        "exec-on-http-server",
        "exec-bypassed-by-credentials",
        "exec-api-version",
        "exec-interactive-mode-missing",
        "exec-command-not-found",
        "exec-not-allowed-by-kuberc",
        "exec-unknown-flag",
        "auth-provider-legacy",
        // the connection to the API server
        "api-tls-untrusted",
        "api-tls-hostname",
        "api-tls-expired",
        "insecure-skip-tls-verify",
        "api-unreachable",
        "api-anonymous",
        // the API server: start, then the order of oidc.go
        "api-config-invalid",
        "not-a-jwt",
        "access-token-used",
        "issuer-claim-mismatch",
        "issuer-not-https",
        "issuer-unreachable",
        "issuer-tls-untrusted",
        "issuer-tls-hostname",
        "issuer-tls-expired",
        "discovery-invalid",
        "issuer-mismatch",
        "claims-unreadable",
        "audience-mismatch",
        "token-expired",
        "not-yet-valid",
        "signing-algorithm",
        "signing-key-unknown",
        "signature-invalid",
        "groups-distributed",
        "username-claim-missing",
        "username-claim-type",
        "email-not-verified",
        "email-verified-type",
        "groups-claim-type",
        "claim-mapping-failed",
        "required-claim-mismatch",
        "cel-rule-failed",
        "cel-not-evaluated",
        "token-too-large",
        "api-rejected-token",
        "clock-skew",
        // accepted, but seen as somebody else than meant
        "groups-claim-missing",
        "groups-in-realm-access",
        "groups-only-in-access-token",
        "groups-full-path",
        "username-prefix-default",
        "groups-prefix-doubled",
        "groups-prefix-mismatch",
        "username-claim-vs-binding",
        "rbac-no-permissions",
        // sign-in
        "client-unknown",
        "redirect-uri-rejected",
        "scope-rejected",
        "refresh-rejected",
        "pkce-not-advertised",
        "offline-access-missing",
        "lifetime-short",
        // risk
        "groups-prefix-empty",
        "anonymous-access",
        "cluster-admin-equivalent",
        "cluster-admin-widely-bound",
        "lookalike-binding",
        // this machine
        "keychain-missing",
        "keychain-locked",
        "agent-not-running",
        "client-clock",
});

constexpr std::array kAuthentication = std::to_array<std::string_view>({
        "api-config-invalid",      "not-a-jwt",           "access-token-used",
        "issuer-claim-mismatch",   "issuer-not-https",    "issuer-tls-untrusted",
        "issuer-tls-hostname",     "issuer-tls-expired",  "discovery-invalid",
        "issuer-mismatch",         "claims-unreadable",   "audience-mismatch",
        "token-expired",           "not-yet-valid",       "signing-algorithm",
        "signing-key-unknown",     "signature-invalid",   "groups-distributed",
        "username-claim-missing",  "username-claim-type", "email-not-verified",
        "email-verified-type",     "groups-claim-type",   "claim-mapping-failed",
        "required-claim-mismatch", "cel-rule-failed",     "api-rejected-token",
});

} // namespace

std::string_view severityName(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return "error";
    case Severity::Warning:
        return "warning";
    case Severity::Info:
        break;
    }
    return "info";
}

std::span<const std::string_view> allIds()
{
    return kIds;
}

std::size_t orderOf(std::string_view id)
{
    return static_cast<std::size_t>(std::find(kIds.begin(), kIds.end(), id) - kIds.begin());
}

bool isAuthenticationFault(std::string_view id)
{
    return std::find(kAuthentication.begin(), kAuthentication.end(), id) != kAuthentication.end();
}

} // namespace Doctor
