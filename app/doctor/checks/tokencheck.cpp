// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/checks/tokencheck.h"

#include "app/core/text.h"
#include "app/doctor/checks/networkcheck.h"
#include "app/doctor/situation.h"
#include "app/doctor/tokenjudge.h"
#include "app/doctor/wording.h"
#include "app/qtsupport/strings.h"

#include <array>

namespace Doctor {

using QtSupport::toStdString;

namespace {

constexpr auto kIds = std::to_array<std::string_view>({
        "not-a-jwt",
        "issuer-claim-mismatch",
        "audience-mismatch",
        "token-expired",
        "not-yet-valid",
        "signing-algorithm",
        "signing-key-unknown",
        "signature-invalid",
        "access-token-used",
        "token-too-large",
        "username-claim-missing",
        "username-claim-type",
        "email-not-verified",
        "email-verified-type",
        "groups-claim-missing",
        "groups-claim-type",
        "groups-in-realm-access",
        "groups-only-in-access-token",
        "groups-full-path",
        "groups-distributed",
        "required-claim-mismatch",
        "claim-mapping-failed",
        "claims-unreadable",
        "cel-rule-failed",
        "cel-not-evaluated",
        "api-config-invalid",
});

std::span<const std::string_view> tokenIds()
{
    return std::span(kIds).first(kIds.size() - 1);
}

void judgeConfiguration(const Situation &situation, CheckResult &result)
{
    if (!situation.apiServerConfig) {
        result.skip("api-config-invalid", "the API server's configuration is not known (--api-server-config FILE)");
        return;
    }
    const std::string &path = situation.apiServerConfig->path;
    if (situation.serverProblem)
        result.add({ "api-config-invalid",
                     Severity::Error,
                     "the API server's configuration is of no use: " + situation.serverProblem->message,
                     path,
                     situation.serverProblem->fix.empty() ? "give another file" : situation.serverProblem->fix,
                     {} });
    if (!situation.server)
        return;
    for (const std::string &problem : situation.server->problems)
        result.add({ "api-config-invalid", Severity::Error,
                     "the API server does not start with this configuration, or goes on with the one before",
                     path + ": " + Core::singleLine(problem, 500), "mend it as the message says",
                     Core::singleLine(problem, 1000) });
}

// The server itself sees the provider's certificate, with authorities of its own.
void judgeServersTrust(const Core::Result<std::shared_ptr<const TlsFacts>> &tls, const Situation &situation,
                       CheckResult &result)
{
    const auto &server = situation.server;
    const bool areFlags = server && server->source == Kubernetes::AuthenticationSettings::Source::Flags;
    if (!areFlags || !server->caFile.empty() || !tls || (*tls)->unreachable)
        return;
    if (situation.client.caPem.isEmpty() || !(*tls)->problems.empty())
        return; // a public authority, or a fault that the certificate check tells
    result.add({ "issuer-tls-untrusted", Severity::Warning,
                 "the provider's certificate comes from a private authority, which the API server does not know "
                 "without --oidc-ca-file",
                 (*tls)->chainText() + "; --oidc-ca-file is not set",
                 "--oidc-ca-file=/etc/kubernetes/pki/oidc-ca.crt (a path on the server)",
                 "oidc authenticator: initializing plugin: tls: failed to verify certificate: x509: certificate signed "
                 "by unknown authority",
                 (*tls)->authorityPem().toStdString() });
}

KeyFacts keysOf(const Core::Result<std::shared_ptr<const ProviderFacts>> &facts)
{
    if (!facts)
        return { nullptr, {}, facts.error().message };
    if (!(*facts)->keys)
        return { nullptr, {}, (*facts)->keys.error().message };
    return { &*(*facts)->keys, (*facts)->keyIds, {} };
}

} // namespace

std::span<const std::string_view> TokenCheck::ids() const
{
    return kIds;
}

FutureCheckResult TokenCheck::run(const Situation &situation)
{
    auto promise = std::make_shared<QtSupport::Promise<CheckResult>>();
    auto future = promise->future();
    CheckResult result;
    judgeConfiguration(situation, result);
    if (!situation.token.compact) {
        result.skip(tokenIds(),
                    situation.token.whyNone.empty() ? "there is no token to look at" : situation.token.whyNone);
        if (situation.server && !situation.server->problems.empty())
            result.predicted = false;
        promise->finish(std::move(result));
        return future;
    }
    using Facts = std::shared_ptr<const ProviderFacts>;
    using Tls = std::shared_ptr<const TlsFacts>;
    whenBoth<Facts, Tls>(m_network.provider->facts(), m_network.provider->tls(), this,
                         [this, promise, &situation, result = std::move(result)](const Core::Result<Facts> &facts,
                                                                                 const Core::Result<Tls> &tls) mutable {
                             const TokenView token = TokenView::of(situation.token.compact->reveal());
                             const Case given{ token,
                                               situation.server ? &*situation.server : nullptr,
                                               toStdString(situation.client.issuer),
                                               toStdString(situation.client.clientId),
                                               m_clock.now(),
                                               situation.credential == CredentialKind::Exec,
                                               situation.token.accessClaims.is_object() ? &situation.token.accessClaims
                                                                                        : nullptr };
                             judgeToken(given, keysOf(facts), result);
                             judgeServersTrust(tls, situation, result);
                             promise->finish(std::move(result));
                         });
    return future;
}

} // namespace Doctor
