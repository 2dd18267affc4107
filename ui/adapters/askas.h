// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/adapters/apiserveradapter.h"

namespace Ui {

//! Gets a token without asking the person, then asks the server with it.
template<typename T, typename Question>
QtSupport::FutureResult<T> askAs(Session::SessionManager &manager, QObject *context, const Kubeconfig::Cluster &cluster,
                                 const Session::SessionRequest &as, Question question)
{
    const Core::Result<Kubernetes::ApiServer> server = apiServerOf(cluster);
    if (!server)
        return QtSupport::readyError<T>(server.error());
    auto client = std::make_shared<Kubernetes::ReviewClient>(*server);
    Session::TokenOptions options;
    options.login = Session::LoginPolicy::Never;
    options.minimumLife = std::chrono::seconds(5);
    auto answer = QtSupport::andThen<Session::IdTokenLease>(
            manager.freshToken(as, options), context, [client, question](const Session::IdTokenLease &lease) {
                return question(*client, lease.idToken);
            });
    // The client lives until its answer is here.
    return QtSupport::andThen<T>(std::move(answer), context, [client](T value) {
        return QtSupport::ready<T>(std::move(value));
    });
}

} // namespace Ui
