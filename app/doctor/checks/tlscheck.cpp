// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/checks/networkcheck.h"
#include "app/doctor/situation.h"
#include "app/doctor/wording.h"
#include "app/qtsupport/strings.h"

#include <array>

namespace Doctor {

using QtSupport::toStdString;
using TlsAnswer = std::shared_ptr<const TlsFacts>;

namespace {

constexpr auto kIds = std::to_array<std::string_view>({
        "issuer-tls-untrusted",
        "issuer-tls-hostname",
        "issuer-tls-expired",
        "api-tls-untrusted",
        "api-tls-hostname",
        "api-tls-expired",
        "insecure-skip-tls-verify",
});

struct Side
{
    std::array<std::string_view, 3> ids; // untrusted, hostname, expired
    std::string who; // "the provider"
    std::string address;
    std::string trustFix;
};

std::string fetchCommand(const QUrl &url)
{
    return "openssl s_client -showcerts -connect " + toStdString(url.host()) + ":" + std::to_string(url.port(443))
            + " </dev/null";
}

void judge(const Side &side, const Core::Result<TlsAnswer> &answer, CheckResult &result)
{
    if (!answer) {
        result.skip(side.ids, answer.error().message);
        return;
    }
    const TlsFacts &facts = **answer;
    if (facts.unreachable) {
        result.skip(side.ids, facts.unreachable->message);
        return;
    }
    const std::string chain = side.address + ": " + facts.chainText();
    if (facts.has(TlsFault::Untrusted))
        result.add({ std::string(side.ids[0]),
                     Severity::Error,
                     "the certificate of " + side.who + " comes from an authority that is not trusted here",
                     facts.textOf(TlsFault::Untrusted) + "; " + chain,
                     side.trustFix,
                     {},
                     facts.authorityPem().toStdString() });
    if (facts.has(TlsFault::Hostname))
        result.add({ std::string(side.ids[1]),
                     Severity::Error,
                     "the certificate of " + side.who + " is for another name",
                     side.address + ": " + facts.textOf(TlsFault::Hostname),
                     "use a name that the certificate holds, or have it issued for this one",
                     {} });
    if (facts.has(TlsFault::Expired))
        result.add({ std::string(side.ids[2]),
                     Severity::Error,
                     "a certificate of " + side.who + " is not valid now",
                     side.address + ": " + facts.textOf(TlsFault::Expired),
                     "renew the certificate; check the clocks if it should be valid",
                     {} });
    // A chain that does not end in a trusted authority is not judged further by the library: that a
    // name fits was then not proved.
    if (facts.has(TlsFault::Other) && facts.problems.size() == 1)
        result.add({ std::string(side.ids[0]),
                     Severity::Error,
                     "the certificate of " + side.who + " is refused",
                     facts.textOf(TlsFault::Other) + "; " + chain,
                     side.trustFix,
                     {} });
}

void checkInsecure(const Situation &situation, CheckResult &result)
{
    if (situation.cluster && situation.cluster->insecureSkipTlsVerify)
        result.add({ "insecure-skip-tls-verify",
                     Severity::Warning,
                     "kubectl does not check the API server's certificate, so whoever is in between gets your token",
                     "cluster " + inQuotes(situation.cluster->name) + " has insecure-skip-tls-verify: true",
                     "remove it and give the authority: kubectl config set-cluster " + inQuotes(situation.cluster->name)
                             + " --certificate-authority=CA.crt --embed-certs",
                     {} });
    if (situation.exec && situation.exec->skipsTlsVerification)
        result.add({ "insecure-skip-tls-verify",
                     Severity::Warning,
                     "the login plugin is told not to check the provider's certificate",
                     "exec.args hold --insecure-skip-tls-verify",
                     "remove it and give the authority: --certificate-authority=CA.crt",
                     {} });
}

} // namespace

std::span<const std::string_view> TlsCheck::ids() const
{
    return kIds;
}

FutureCheckResult TlsCheck::run(const Situation &situation)
{
    auto promise = std::make_shared<QtSupport::Promise<CheckResult>>();
    auto future = promise->future();
    whenBoth<TlsAnswer, TlsAnswer>(
            m_network.provider->tls(), m_network.apiServer->tls(), this,
            [this, promise, &situation](const Core::Result<TlsAnswer> &issuer, const Core::Result<TlsAnswer> &api) {
                CheckResult result;
                const QUrl issuerUrl(m_network.provider->issuer());
                judge({ { "issuer-tls-untrusted", "issuer-tls-hostname", "issuer-tls-expired" },
                        "the provider",
                        toStdString(issuerUrl.host()),
                        "give the authority's certificate: --certificate-authority=CA.crt in exec.args; the API server "
                        "needs the same one in --oidc-ca-file. Fetch the chain with: "
                                + fetchCommand(issuerUrl) },
                      issuer, result);
                const Side apiSide{
                    { "api-tls-untrusted", "api-tls-hostname", "api-tls-expired" },
                    "the API server",
                    toStdString(situation.apiServer.url.host()),
                    "put the cluster's authority into certificate-authority-data of the cluster. Fetch the chain with: "
                            + fetchCommand(situation.apiServer.url)
                };
                if (situation.cluster && situation.cluster->insecureSkipTlsVerify)
                    result.skip(apiSide.ids, "insecure-skip-tls-verify: kubectl does not check the certificate");
                else
                    judge(apiSide, api, result);
                checkInsecure(situation, result);
                promise->finish(std::move(result));
            });
    return future;
}

} // namespace Doctor
