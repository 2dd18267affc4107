// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/checks/networkcheck.h"
#include "app/doctor/situation.h"

#include <array>
#include <cstdlib>

namespace Doctor {

using std::chrono::seconds;

namespace {

constexpr auto kIds = std::to_array<std::string_view>({ "clock-skew", "client-clock" });
// A Date header has whole seconds and an answer may take some on its way.
constexpr seconds kTolerance{ 15 };

std::string signedSeconds(seconds value)
{
    return (value.count() >= 0 ? "+" : "") + std::to_string(value.count()) + " s";
}

seconds distance(seconds value)
{
    return seconds(std::abs(value.count()));
}

void judge(const Skew &provider, const Skew &server, CheckResult &result)
{
    const std::string seen = "compared with this machine: provider "
            + (provider ? signedSeconds(*provider) : std::string("unknown")) + ", API server "
            + (server ? signedSeconds(*server) : std::string("unknown"));
    if (!provider && !server) {
        result.skip(kIds, "neither the provider nor the API server told the time");
        return;
    }
    const bool bothDiffer =
            (!provider || distance(*provider) > kTolerance) && (!server || distance(*server) > kTolerance);
    const bool theyAgree = !provider || !server || distance(*provider - *server) <= kTolerance;
    if (bothDiffer && theyAgree)
        result.add({ "client-clock",
                     distance(provider ? *provider : *server) > seconds(60) ? Severity::Error : Severity::Warning,
                     "the clock of this machine is wrong, so tokens look expired or not yet valid here",
                     seen,
                     "sudo timedatectl set-ntp true",
                     {} });
    if (!provider || !server) {
        result.skip("clock-skew",
                    provider ? "the API server did not tell the time" : "the provider did not tell the time");
        return;
    }
    if (theyAgree)
        return;
    const seconds ahead = *provider - *server;
    result.add({ "clock-skew", distance(ahead) > seconds(60) ? Severity::Error : Severity::Warning,
                 "the clocks of provider and API server differ: the server takes no token after its exp, without any "
                 "leeway, and none whose nbf is more than 60 s ahead",
                 seen,
                 std::string("turn on NTP (timedatectl set-ntp true) on the ")
                         + (distance(*provider) > distance(*server) ? "provider's host" : "API server's host"),
                 ahead.count() < 0 ? "oidc: verify token: oidc: token is expired (Token Expiry: …)"
                                   : "oidc: verify token: oidc: current time … before the nbf (not before) time: …" });
}

} // namespace

std::span<const std::string_view> ClockCheck::ids() const
{
    return kIds;
}

FutureCheckResult ClockCheck::run(const Situation &)
{
    auto promise = std::make_shared<QtSupport::Promise<CheckResult>>();
    auto future = promise->future();
    using Provider = std::shared_ptr<const ProviderFacts>;
    using Server = std::shared_ptr<const Skew>;
    whenBoth<Provider, Server>(m_network.provider->facts(), m_network.apiServer->skew(), this,
                               [promise](const Core::Result<Provider> &provider, const Core::Result<Server> &server) {
                                   CheckResult result;
                                   judge(provider ? (*provider)->skew : Skew(), server ? **server : Skew(), result);
                                   promise->finish(std::move(result));
                               });
    return future;
}

} // namespace Doctor
