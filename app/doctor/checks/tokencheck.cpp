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

using Facts = std::shared_ptr<const ProviderFacts>;
using Tls = std::shared_ptr<const TlsFacts>;

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

// `discoveryURL` and `certificateAuthority` are in the file, so what the server will find can be seen.
void judgeServersView(const Kubernetes::JwtAuthenticator &jwt, const TokenCheck::Seen &seen, CheckResult &result)
{
    const std::string place = jwt.discoveryUrl.empty() ? jwt.issuerUrl : jwt.discoveryUrl;
    const std::string log = "oidc authenticator: initializing plugin: ";
    if (seen.serverTls && (*seen.serverTls)->has(TlsFault::Untrusted) && !jwt.certificateAuthority.empty()) {
        result.predicted = false;
        result.add({ "issuer-tls-untrusted", Severity::Error,
                     "the certificateAuthority of the API server's configuration did not sign the provider's "
                     "certificate, so the API server cannot fetch the provider's keys and refuses every token",
                     place + ": " + (*seen.serverTls)->chainText(),
                     "issuer:\n  certificateAuthority: |\n    (the PEM text of the authority that signed it)",
                     log + "tls: failed to verify certificate: x509: certificate signed by unknown authority",
                     (*seen.serverTls)->authorityPem().toStdString() });
        return;
    }
    if (jwt.discoveryUrl.empty() || !seen.serverFacts)
        return; // the provider's check says what is wrong at the well-known place
    const ProviderFacts &facts = **seen.serverFacts;
    if (!facts.issuer.empty() && facts.issuer != jwt.issuerUrl) {
        result.predicted = false;
        result.add({ "issuer-mismatch",
                     Severity::Error,
                     "the document at discoveryURL names another issuer than issuer.url, and the API server compares "
                     "byte by byte",
                     bothSides("API server", jwt.issuerUrl, "document", facts.issuer) + "; " + place,
                     "issuer:\n  url: " + Core::singleLine(facts.issuer, 300),
                     log + "oidc: issuer did not match the issuer returned by provider, expected "
                             + inQuotes(jwt.issuerUrl) + " got " + inQuotes(facts.issuer) });
    } else if (facts.issuer.empty() && !facts.metadata
               && facts.metadata.error().code == Core::ErrorCode::DiscoveryInvalid) {
        result.predicted = false;
        result.add({ "discovery-invalid",
                     Severity::Error,
                     "there is no discovery document at the API server's discoveryURL, so it refuses every token",
                     place + ": " + facts.metadata.error().message,
                     "issuer:\n  discoveryURL: " + Core::singleLine(jwt.issuerUrl, 300)
                             + "/.well-known/openid-configuration, or leave discoveryURL out",
                     log + "404 Not Found" });
    }
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
    auto &provider = *m_network.provider;
    auto *ofServer = m_network.providerOfServer.get();
    const Core::Error nowhere{ Core::ErrorCode::NotFound, "the API server looks where everybody does", {}, {} };
    auto serverFacts = ofServer ? ofServer->facts() : QtSupport::readyError<Facts>(nowhere);
    auto serverTls = ofServer ? ofServer->tls() : QtSupport::readyError<Tls>(nowhere);
    auto seen = std::make_shared<Seen>();
    whenBoth<Facts, Tls>(provider.facts(), provider.tls(), this,
                         [this, seen, promise, &situation, serverFacts = std::move(serverFacts),
                          serverTls = std::move(serverTls), result = std::move(result)](
                                 const Core::Result<Facts> &facts, const Core::Result<Tls> &tls) mutable {
                             seen->facts = facts;
                             seen->tls = tls;
                             whenBoth<Facts, Tls>(std::move(serverFacts), std::move(serverTls), this,
                                                  [this, seen, promise, &situation, result = std::move(result)](
                                                          const Core::Result<Facts> &facts,
                                                          const Core::Result<Tls> &tls) mutable {
                                                      seen->serverFacts = facts;
                                                      seen->serverTls = tls;
                                                      judge(situation, *seen, result);
                                                      promise->finish(std::move(result));
                                                  });
                         });
    return future;
}

void TokenCheck::judge(const Situation &situation, const Seen &seen, CheckResult &result) const
{
    const TokenView token = TokenView::of(situation.token.compact->reveal());
    const Case given{ token,
                      situation.server ? &*situation.server : nullptr,
                      toStdString(situation.client.issuer),
                      toStdString(situation.client.clientId),
                      m_clock.now(),
                      situation.credential == CredentialKind::Exec,
                      situation.token.accessClaims.is_object() ? &situation.token.accessClaims : nullptr };
    // The server's keys are those that it finds at its discoveryURL.
    const bool hasServersKeys = seen.serverFacts && (*seen.serverFacts)->keys;
    judgeToken(given, keysOf(hasServersKeys ? seen.serverFacts : seen.facts), result);
    if (m_network.providerOfServer && given.jwt())
        judgeServersView(*given.jwt(), seen, result);
    else
        judgeServersTrust(seen.tls, situation, result);
}

} // namespace Doctor
