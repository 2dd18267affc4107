// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/doctor/rbac.h"
#include "app/kubernetes/reviewclient.h"
#include "app/kubeconfig/kubeconfig.h"
#include "app/session/sessionmanager.h"

namespace Ui {

//! A cluster, and as whom it is asked.
struct AskTarget
{
    Kubeconfig::Cluster cluster;
    Session::SessionRequest as;
};

//! What an API server allows, asked as the person of a session. No token passes through here.
class RightsPort
{
public:
    virtual ~RightsPort();

    [[nodiscard]] virtual QtSupport::FutureResult<Kubernetes::UserInfo> whoAmI(const AskTarget &target) = 0;
    [[nodiscard]] virtual QtSupport::FutureResult<Kubernetes::RulesReview> rules(const AskTarget &target,
                                                                                 const QString &nameSpace) = 0;
    [[nodiscard]] virtual QtSupport::FutureResult<Kubernetes::AccessReview>
    mayI(const AskTarget &target, const Kubernetes::ResourceAttributes &what) = 0;
    //! The bindings that the person may read: of the namespace and of the cluster. ApiForbidden if none.
    [[nodiscard]] virtual QtSupport::FutureResult<Doctor::RbacObjects> bindings(const AskTarget &target,
                                                                                const QString &nameSpace) = 0;
};

} // namespace Ui
