// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/json.h"
#include "app/core/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace Doctor {

struct RbacSubject
{
    std::string kind, name, nameSpace; //!< "User", "Group", "ServiceAccount"
};

//! RoleBinding or ClusterRoleBinding.
struct RbacBinding
{
    bool isCluster = false;
    std::string name, nameSpace;
    bool isBuiltIn = false; //!< labelled kubernetes.io/bootstrapping=rbac-defaults
    std::string roleKind, roleName;
    std::vector<RbacSubject> subjects;

    //! `RoleBinding "security/dev"`
    [[nodiscard]] std::string shown() const;
};

//! Roles that allow everything, by name (ClusterRole).
struct RbacObjects
{
    std::vector<RbacBinding> bindings;
    std::vector<std::string> allPowerfulRoles{ "cluster-admin" };

    [[nodiscard]] bool isAllPowerful(const RbacBinding &binding) const;
};

//! `oidc:dev` and `dev`, `/dev` and `dev`: the same subject, written otherwise.
[[nodiscard]] bool isSameButPrefix(const std::string &one, const std::string &other);

//! Role, RoleBinding, ClusterRole, ClusterRoleBinding manifests; lists of them, too. Other kinds are
//! passed over.
[[nodiscard]] Core::Result<RbacObjects> readRbac(const std::string &text, std::string_view name);
//! The same of an answer of the API server: a list, whose items carry no kind of their own.
void addRbacObject(RbacObjects &objects, const Core::Json &object, std::string_view kindOfItems = {});

} // namespace Doctor
