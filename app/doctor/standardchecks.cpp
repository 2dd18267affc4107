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

// Of the entry; without one, that of the configuration that was handed in. Never of the token alone:
// whoever made it would choose whom we ask.
Network networkFor(const Situation &situation, const Core::Clock &clock)
{
    QString issuer = situation.client.issuer;
    QByteArray pem = situation.client.caPem;
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
            target.problem = { Core::ErrorCode::NotFound,
                               "kubectl sends " + std::string(credentialName(situation.credential))
                                       + ", which Lanyard does not use",
                               {},
                               {} };
    }
    return { std::make_shared<ProviderProbe>(issuer, pem, clock),
             std::make_shared<ApiServerProbe>(std::move(target), clock) };
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
