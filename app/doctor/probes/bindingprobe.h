// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/doctor/probes/apiserverprobe.h"
#include "app/doctor/rbac.h"

namespace Doctor {

//! Bindings as far as the bearer of the token may list them.
struct BindingFacts
{
    RbacObjects objects;
    std::string whyNotCluster; //!< empty: all ClusterRoleBindings are there
    std::string whyNotNamespaced; //!< empty: the RoleBindings of all namespaces are there

    //! Why somebody may be bound and it does not show; empty if everything was read.
    [[nodiscard]] const std::string &gap() const { return whyNotCluster.empty() ? whyNotNamespaced : whyNotCluster; }
};

//! Lists ClusterRoleBindings and RoleBindings: those of all namespaces, or, where that is not allowed,
//! those of the context's. Asked once, for every check that looks at bindings.
class BindingProbe : public QObject
{
    Q_OBJECT

public:
    BindingProbe(std::shared_ptr<ApiServerProbe> apiServer, const std::string &nameSpace, QObject *parent = nullptr);
    ~BindingProbe() override;

    [[nodiscard]] Shared<BindingFacts>::Future facts() { return m_facts.get(this); }

private:
    [[nodiscard]] QtSupport::FutureResult<BindingFacts> ask();

    std::shared_ptr<ApiServerProbe> m_apiServer;
    QString m_nameSpace;
    Shared<BindingFacts> m_facts;
};

} // namespace Doctor
