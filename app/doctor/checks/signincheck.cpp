// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/checks/signincheck.h"

#include "app/core/text.h"
#include "app/doctor/checks/networkcheck.h"
#include "app/doctor/keycloakhints.h"
#include "app/doctor/probes/signinprobe.h"
#include "app/doctor/situation.h"
#include "app/doctor/tokenview.h"
#include "app/doctor/wording.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <array>

namespace Doctor {

using Core::ErrorCode;
using QtSupport::toStdString;

namespace {

constexpr auto kIds = std::to_array<std::string_view>({
        "client-unknown",
        "redirect-uri-rejected",
        "scope-rejected",
        "offline-access-missing",
        "refresh-rejected",
        "lifetime-short",
});
constexpr std::span<const std::string_view> kAsked = std::span(kIds).first(3);

std::string fixAt(const Situation &situation, ProviderFix fix, std::string_view detail = {})
{
    return providerFix(fix, toStdString(situation.client.issuer), toStdString(situation.client.clientId), detail);
}

void judgeOffline(const Situation &situation, const ProviderFacts *facts, CheckResult &result)
{
    if (situation.client.scopes.contains("offline_access"_L1))
        return;
    const bool lastsNot = situation.session.exists && !situation.session.isRefreshable;
    const bool isOffered = facts && facts->metadata && facts->metadata->scopesSupported.contains("offline_access"_L1);
    if (!lastsNot && !isOffered && facts && facts->metadata && !facts->metadata->scopesSupported.isEmpty())
        return; // the provider has no such scope
    result.add({ "offline-access-missing",
                 lastsNot ? Severity::Warning : Severity::Info,
                 lastsNot ? "the provider gave no refresh token, so you must sign in again whenever the ID token ends"
                          : "without the scope offline_access the sign-in ends with the provider's browser session",
                 "scopes " + inQuotes(toStdString(situation.client.scopes.join(u' '))),
                 "add --oidc-extra-scope=offline_access to exec.args (with Keycloak 26.1 and newer, single sign-on to "
                 "other applications is then not shared)\n"
                         + fixAt(situation, ProviderFix::AllowOfflineAccess),
                 {} });
}

void judgeRefresh(const Situation &situation, CheckResult &result)
{
    const auto &session = situation.session;
    if (!session.exists) {
        result.skip("refresh-rejected", "there is no session: nobody has signed in");
        return;
    }
    if (session.problem && session.problem->code == ErrorCode::InvalidGrant)
        result.add({ "refresh-rejected",
                     Severity::Error,
                     "the provider does not accept the refresh token any more: the session ended, was revoked, or "
                     "another program used the token",
                     session.problem->message,
                     "sign in again: kubectl lanyard login. If it comes back: raise SSO Session Idle and Max "
                     "(Keycloak: Realm settings > Sessions), and let no two programs share one sign-in",
                     {} });
}

void judgeLifetime(const Situation &situation, CheckResult &result)
{
    const auto token = situation.token.compact ? TokenView::of(situation.token.compact->reveal()) : TokenView();
    const auto from = token.seconds("iat"), until = token.seconds("exp");
    if (!from || !until) {
        result.skip("lifetime-short", "there is no token to look at");
        return;
    }
    // A provider set to a minute may stamp 59 seconds (Keycloak, measured: exp is taken before iat).
    constexpr double kAllowance = 5;
    const double life = *until - *from;
    if (life >= 120)
        return;
    result.add(
            { "lifetime-short",
              life < 60 - kAllowance ? Severity::Warning : Severity::Info,
              life < 60 - kAllowance
                      ? "ID tokens live for less than a minute, so nearly every call of kubectl waits for the provider"
                      : "ID tokens live for less than two minutes, so they are fetched often",
              "exp - iat = " + std::to_string(static_cast<long long>(life)) + " s",
              fixAt(situation, ProviderFix::LongerLife),
              {} });
}

void judgeSignIn(const Situation &situation, const SignInFacts &facts, CheckResult &result)
{
    const std::string client = toStdString(situation.client.clientId);
    switch (facts.outcome) {
    case SignInFacts::Outcome::Accepted:
        return;
    case SignInFacts::Outcome::ClientUnknown:
        if (!result.has("client-unknown"))
            result.add({ "client-unknown",
                         Severity::Error,
                         "the provider does not know this client, or does not let it sign people in",
                         "client " + inQuotes(client) + ", the provider says " + inQuotes(facts.said),
                         fixAt(situation, ProviderFix::RegisterClient),
                         {} });
        result.skip({ "redirect-uri-rejected", "scope-rejected" }, "the provider does not know the client");
        return;
    case SignInFacts::Outcome::RedirectRejected:
        result.add({ "redirect-uri-rejected",
                     Severity::Error,
                     "the provider does not go back to the address that the sign-in listens on: it is not registered "
                     "for the client",
                     "redirect URI " + inQuotes(facts.redirectUri) + ", client " + inQuotes(client),
                     fixAt(situation, ProviderFix::RegisterRedirectUri,
                           situation.client.listenPorts.value(0) == 0 ? "http://127.0.0.1/*" : facts.redirectUri),
                     {} });
        result.skip("scope-rejected", "the provider refuses the redirect URI first");
        return;
    case SignInFacts::Outcome::ScopeRejected:
        result.add({ "scope-rejected",
                     Severity::Error,
                     "the provider does not know or allow a requested scope",
                     "scopes " + inQuotes(facts.scopes) + ", the provider says " + inQuotes(facts.said),
                     facts.scopes.find("offline_access") != std::string::npos
                             ? fixAt(situation, ProviderFix::AllowOfflineAccess)
                             : "take it out of --oidc-extra-scope, or:\n"
                                     + fixAt(situation, ProviderFix::AllowScope,
                                             toStdString(situation.client.scopes.value(0))),
                     {} });
        return;
    case SignInFacts::Outcome::Unclear:
        break;
    }
    result.skip(kAsked, "the provider's answer to a trial sign-in is not clear: " + facts.said);
}

} // namespace

std::span<const std::string_view> SignInCheck::ids() const
{
    return kIds;
}

FutureCheckResult SignInCheck::run(const Situation &situation)
{
    auto promise = std::make_shared<QtSupport::Promise<CheckResult>>();
    auto future = promise->future();
    CheckResult result;
    judgeRefresh(situation, result);
    judgeLifetime(situation, result);
    if (!situation.exec || situation.client.issuer.isEmpty() || situation.client.clientId.isEmpty()) {
        result.skip(kAsked, "the context does not sign in by OpenID Connect");
        result.skip("offline-access-missing", "the context does not sign in by OpenID Connect");
        promise->finish(std::move(result));
        return future;
    }
    using Facts = std::shared_ptr<const ProviderFacts>;
    QtSupport::onFinished<Facts>(
            m_network.provider->facts(), this,
            [this, promise, &situation, result](const Core::Result<Facts> &facts) mutable {
                judgeOffline(situation, facts ? facts->get() : nullptr, result);
                if (facts && (*facts)->metadata) {
                    ask(situation, **facts, std::move(result), promise);
                    return;
                }
                result.skip(kAsked,
                            "the provider could not be asked: "
                                    + (facts ? (*facts)->metadata.error().message : facts.error().message));
                promise->finish(std::move(result));
            });
    return future;
}

void SignInCheck::ask(const Situation &situation, const ProviderFacts &facts, CheckResult result,
                      const Outcome &promise)
{
    auto &http = m_network.provider->http();
    whenBoth<SignInFacts, std::optional<Core::Error>>(
            probeSignIn(http, *facts.metadata, situation.client), probeClient(http, *facts.metadata, situation.client),
            this,
            [promise, &situation,
             result = std::move(result)](const Core::Result<SignInFacts> &signIn,
                                         const Core::Result<std::optional<Core::Error>> &client) mutable {
                if (client && *client)
                    result.add({ "client-unknown",
                                 Severity::Error,
                                 "the provider does not know this client, or its secret is wrong or missing",
                                 "client " + inQuotes(toStdString(situation.client.clientId))
                                         + (situation.client.clientSecret.isEmpty() ? ", no client secret"
                                                                                    : ", with a client secret"),
                                 fixAt(situation, ProviderFix::RegisterClient),
                                 {} });
                if (signIn)
                    judgeSignIn(situation, *signIn, result);
                else
                    result.skip(kAsked, "the provider could not be asked: " + signIn.error().message);
                promise->finish(std::move(result));
            });
}

} // namespace Doctor
