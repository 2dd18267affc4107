// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/text.h"
#include "app/doctor/checks/networkcheck.h"
#include "app/doctor/keycloakhints.h"
#include "app/doctor/situation.h"
#include "app/doctor/wording.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <QHostAddress>

#include <algorithm>
#include <array>

namespace Doctor {

using Core::ErrorCode;
using QtSupport::toStdString;

namespace {

constexpr auto kIds = std::to_array<std::string_view>({
        "issuer-unreachable",
        "issuer-not-https",
        "issuer-mismatch",
        "discovery-invalid",
        "pkce-not-advertised",
});

bool isLoopback(const QUrl &url)
{
    return url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback();
}

// The API server demands https even on loopback; only our own demo lives without.
void checkScheme(const std::string &issuer, CheckResult &result)
{
    const QUrl url(QtSupport::toQString(issuer));
    if (url.scheme() == "https"_L1)
        return;
    const bool isDemo = url.scheme() == "http"_L1 && isLoopback(url);
    result.add({ "issuer-not-https",
                 isDemo ? Severity::Info : Severity::Error,
                 isDemo ? "the issuer is on plain http on this machine: fine for a trial, but kube-apiserver takes "
                          "https only"
                        : "the issuer must be an https address: neither Lanyard nor kube-apiserver takes another",
                 "issuer " + inQuotes(issuer),
                 "--oidc-issuer-url=https://…",
                 {} });
}

std::string seenFromServer(std::string_view what)
{
    return "oidc authenticator: initializing plugin: " + std::string(what);
}

void explainFailure(const ProviderFacts &facts, const std::string &issuer, CheckResult &result)
{
    const Core::Error &error = facts.metadata.error();
    const std::string host = toStdString(QUrl(QtSupport::toQString(issuer)).host());
    switch (error.code) {
    case ErrorCode::IssuerMismatch:
        result.add({ "issuer-mismatch", Severity::Error,
                     "the provider calls itself otherwise than configured, and the API server compares byte by byte",
                     bothSides("configured", issuer, "provider", facts.issuer),
                     "--oidc-issuer-url=" + Core::singleLine(facts.issuer, 300) + " (here and at the API server)",
                     seenFromServer("oidc: issuer did not match the issuer returned by provider, expected \""
                                    + Core::singleLine(issuer, 300) + "\" got \"" + Core::singleLine(facts.issuer, 300)
                                    + '"') });
        return;
    case ErrorCode::TlsUntrusted:
    case ErrorCode::TlsFailed:
        // The certificates have a check of their own.
        result.skip({ "issuer-unreachable", "issuer-mismatch", "discovery-invalid", "pkce-not-advertised" },
                    error.message);
        return;
    case ErrorCode::IssuerNotHttps:
        result.skip({ "issuer-unreachable", "issuer-mismatch", "discovery-invalid", "pkce-not-advertised" },
                    "the issuer is not on https");
        return;
    case ErrorCode::NetworkUnreachable:
    case ErrorCode::Timeout:
        result.add({ "issuer-unreachable",
                     Severity::Error,
                     "the provider does not answer from here: " + error.message,
                     "issuer " + inQuotes(issuer),
                     error.fix,
                     {} });
        break;
    default:
        result.add({ "discovery-invalid", Severity::Error,
                     "the provider's discovery document is of no use: " + error.message,
                     issuer + "/.well-known/openid-configuration", error.fix,
                     seenFromServer("failed to query provider " + inQuotes(issuer)) });
    }
    const std::string why = error.code == ErrorCode::Timeout ? host + " did not answer in time"
                                                             : "the provider's discovery document could not be read";
    for (const std::string_view id : { "issuer-mismatch", "discovery-invalid", "pkce-not-advertised" }) {
        if (!result.has(id))
            result.skip(id, why);
    }
}

void checkPkce(const Situation &situation, const ProviderFacts &facts, const std::string &issuer, CheckResult &result)
{
    if (facts.metadata->codeChallengeMethods.contains("S256"_L1))
        return;
    const bool isSilent = facts.metadata->codeChallengeMethods.isEmpty();
    result.add({ "pkce-not-advertised",
                 isSilent ? Severity::Info : Severity::Warning,
                 isSilent ? "the provider does not say whether it checks PKCE; Lanyard sends it in any case"
                          : "the provider does not offer PKCE with S256, so a stolen code could be used",
                 "code_challenge_methods_supported: " + toStdString(facts.metadata->codeChallengeMethods.join(u", ")),
                 providerFix(ProviderFix::RequirePkce, issuer, toStdString(situation.client.clientId)),
                 {} });
}

} // namespace

std::span<const std::string_view> DiscoveryCheck::ids() const
{
    return kIds;
}

FutureCheckResult DiscoveryCheck::run(const Situation &situation)
{
    auto promise = std::make_shared<QtSupport::Promise<CheckResult>>();
    auto future = promise->future();
    using Answer = std::shared_ptr<const ProviderFacts>;
    QtSupport::onFinished<Answer>(m_network.provider->facts(), this,
                                  [this, promise, &situation](const Core::Result<Answer> &answer) {
                                      CheckResult result;
                                      const std::string issuer = toStdString(m_network.provider->issuer());
                                      if (!answer) {
                                          result.skip(kIds, answer.error().message);
                                      } else {
                                          checkScheme(issuer, result);
                                          if ((*answer)->metadata)
                                              checkPkce(situation, **answer, issuer, result);
                                          else
                                              explainFailure(**answer, issuer, result);
                                      }
                                      promise->finish(std::move(result));
                                  });
    return future;
}

} // namespace Doctor
