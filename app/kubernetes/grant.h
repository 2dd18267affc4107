// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/result.h"
#include "app/kubernetes/reviewclient.h"

#include <QString>

#include <optional>

namespace Kubernetes {

//! Which binding of which role to which subject lets somebody do something.
struct Grant
{
    QString bindingKind, binding, nameSpace; //!< "RoleBinding", "dev", "security"
    QString roleKind, role;
    QString subjectKind, subject;
    bool operator==(const Grant &) const = default;
};

//! Reads the `reason` of an access review (rbac.go: `RBAC: allowed by RoleBinding "dev/security" of Role
//! "r" to Group "oidc:dev"`). Nothing if another authorizer answered, or in other words.
[[nodiscard]] std::optional<Grant> grantOf(const QString &reason);

//! A resource as people write it for kubectl: TYPE[.GROUP][/SUBRESOURCE], short names of built-in
//! types too. kubectl asks the server's discovery; we know the built-in types.
struct ResourceName
{
    QString group, resource, subresource;
    bool isNamespaced = true;
    bool isKnown = false; //!< false: group and scope are as written, not looked up
    //! "deployments.apps/scale"
    [[nodiscard]] QString shown() const;
    bool operator==(const ResourceName &) const = default;
};
[[nodiscard]] Core::Result<ResourceName> parseResource(const QString &text);
//! Names to complete while somebody types.
[[nodiscard]] QStringList knownResources();

struct Subject
{
    QString kind, name; //!< "Group", "oidc:dev"
    bool operator==(const Subject &) const = default;
};

//! The smallest Role and RoleBinding that allow \a what to \a subject; of the cluster where \a what has
//! no namespace. YAML to paste into `kubectl apply -f -`.
[[nodiscard]] QString grantYaml(const ResourceAttributes &what, const Subject &subject);
//! Whom a binding could name, the usual choice first: groups of the provider, then the user.
[[nodiscard]] QList<Subject> bindableSubjects(const UserInfo &user);

} // namespace Kubernetes
