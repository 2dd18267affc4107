// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/standardchecks.h"

#include "app/doctor/checks/authorizationcheck.h"
#include "app/doctor/checks/execcheck.h"
#include "app/doctor/checks/kubeconfigcheck.h"
#include "app/doctor/checks/machinecheck.h"
#include "app/doctor/checks/networkcheck.h"
#include "app/doctor/checks/riskcheck.h"
#include "app/doctor/checks/signincheck.h"
#include "app/doctor/checks/tokencheck.h"
#include "app/doctor/situation.h"
#include "app/qtsupport/strings.h"

namespace Doctor {

namespace {

std::string whyNothingIsAsked(CredentialKind kind)
{
    switch (kind) {
    case CredentialKind::ClientCertificate:
        return "kubectl signs in with a client certificate, so no token is sent, and Lanyard does not use its key";
    case CredentialKind::BasicAuth:
        return "kubectl sends a user name and a password, which no API server takes since Kubernetes 1.19";
    case CredentialKind::AuthProvider:
        return "kubectl uses the old auth-provider, whose tokens Lanyard does not read";
    default:
        return "the user entry holds no credential";
    }
}

// Where the API server looks for the provider, if an AuthenticationConfiguration says where.
std::shared_ptr<ProviderProbe> providerOfServer(const Kubernetes::JwtAuthenticator &jwt, const Core::Clock &clock)
{
    if (jwt.discoveryUrl.empty() && jwt.certificateAuthority.empty())
        return nullptr;
    auto probe = std::make_shared<ProviderProbe>(QtSupport::toQString(jwt.issuerUrl),
                                                 QtSupport::toByteArray(jwt.certificateAuthority), clock);
    if (const QUrl url(QtSupport::toQString(jwt.discoveryUrl), QUrl::StrictMode); url.scheme() == QLatin1String("https"))
        probe->setDiscoveryUrl(url);
    return probe;
}

// Of the entry; without one, that of the configuration that was handed in. Never of the token alone:
// whoever made it would choose whom we ask.
Network networkFor(const Situation &situation, const Core::Clock &clock)
{
    QString issuer = situation.client.issuer;
    QByteArray pem = situation.client.caPem;
    const Kubernetes::JwtAuthenticator *jwt = nullptr;
    if (situation.server && situation.server->problems.empty() && !situation.server->jwt.empty()) {
        jwt = situation.server->forIssuer(QtSupport::toStdString(issuer));
        if (issuer.isEmpty())
            jwt = &situation.server->jwt.front();
    }
    auto ofServer = jwt ? providerOfServer(*jwt, clock) : nullptr;
    if (issuer.isEmpty() && situation.server && !situation.server->jwt.empty()) {
        issuer = QtSupport::toQString(situation.server->jwt.front().issuerUrl);
        pem = QtSupport::toByteArray(situation.server->jwt.front().certificateAuthority);
    }
    ApiServerProbe::Target target{ situation.apiServer, situation.token.compact, situation.apiServerProblem,
                                   situation.cluster && situation.cluster->insecureSkipTlsVerify };
    const bool sendsToken = situation.credential == CredentialKind::Exec
            || situation.credential == CredentialKind::Token || situation.credential == CredentialKind::TokenFile;
    if (!sendsToken) {
        target.token = nullptr;
        if (!target.problem && situation.user)
            target.problem = { Core::ErrorCode::NotFound, whyNothingIsAsked(situation.credential), {}, {} };
    }
    auto provider = std::make_shared<ProviderProbe>(issuer, pem, clock);
    if (situation.client.issuer.isEmpty() && ofServer) // nobody else looks for it
        provider = ofServer;
    auto apiServer = std::make_shared<ApiServerProbe>(std::move(target), clock);
    auto bindings = std::make_shared<BindingProbe>(
            apiServer, situation.context ? situation.context->nameSpace : std::string());
    return { std::move(provider), std::move(apiServer), std::move(bindings), std::move(ofServer) };
}

} // namespace

CheckSet standardChecks(const Situation &situation, const Core::Clock &clock)
{
    const Network network = networkFor(situation, clock);
    std::vector<std::unique_ptr<Check>> checks;
    checks.push_back(std::make_unique<KubeconfigCheck>());
    checks.push_back(std::make_unique<ExecCheck>());
    checks.push_back(std::make_unique<MachineCheck>());
    checks.push_back(std::make_unique<TlsCheck>(network));
    checks.push_back(std::make_unique<DiscoveryCheck>(network));
    checks.push_back(std::make_unique<SignInCheck>(network));
    checks.push_back(std::make_unique<TokenCheck>(network, clock));
    checks.push_back(std::make_unique<ClockCheck>(network));
    checks.push_back(std::make_unique<AnswerCheck>(network));
    checks.push_back(std::make_unique<AuthorizationCheck>(network, clock));
    checks.push_back(std::make_unique<RiskCheck>(network));
    return { std::make_shared<Network>(network), std::move(checks) };
}

} // namespace Doctor
