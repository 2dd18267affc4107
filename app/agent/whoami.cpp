// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/agent/whoami.h"

#include "app/qtsupport/strings.h"

#include <memory>

namespace Agent {

using Core::Json;
using QtSupport::toStdString;

namespace {

// What kube-apiserver makes of a token with its default flags: the subject, prefixed by the issuer;
// groups only if --oidc-groups-claim is set, which it mostly is, to "groups".
Json inferred(const Json &claims)
{
    return { { "username", Core::jsonString(claims, "iss").value_or("") + "#" + Core::jsonString(claims, "sub").value_or("") },
             { "groups", Core::jsonStrings(claims, "groups") },
             { "source", "inferred" } };
}

Json reviewed(const Kubernetes::UserInfo &user)
{
    Json groups = Json::array();
    for (const QString &group : user.groups)
        groups.push_back(toStdString(group));
    return { { "username", toStdString(user.username) },
             { "groups", std::move(groups) },
             { "source", "self-subject-review" } };
}

} // namespace

QtSupport::FutureResult<Json> describeIdentity(Core::Result<Session::SessionClaims> claims,
                                               const Session::IdTokenLease &lease,
                                               const std::optional<Kubernetes::ApiServer> &server, QObject *context)
{
    if (!claims)
        return QtSupport::readyError<Json>(claims.error());
    Json answer = { { "claims", claims->claims }, { "header", claims->header } };
    if (!server) {
        answer["apiServer"] = inferred(claims->claims);
        return QtSupport::ready<Json>(std::move(answer));
    }
    auto *client = new Kubernetes::ReviewClient(*server, context);
    auto promise = std::make_shared<QtSupport::Promise<Json>>();
    auto future = promise->future();
    QtSupport::onFinished<Kubernetes::UserInfo>(
            client->selfSubjectReview(lease.idToken), client,
            [client, promise, answer = std::move(answer)](const Core::Result<Kubernetes::UserInfo> &user) mutable {
                if (user) {
                    answer["apiServer"] = reviewed(*user);
                } else {
                    answer["apiServer"] = inferred(answer["claims"]);
                    answer["apiServer"]["problem"] = { { "code", Core::errorCodeName(user.error().code) },
                                                       { "message", user.error().message },
                                                       { "fix", user.error().fix } };
                }
                client->deleteLater();
                promise->finish(std::move(answer));
            });
    return future;
}

} // namespace Agent
