// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/json.h"
#include "app/kubernetes/reviewclient.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace Kubernetes {

//! One value on its way: from a claim, with a prefix, to a name at the API server.
struct MappedValue
{
    QStringList claims; //!< several if their values are the same; empty: of no claim
    QString value;
    QString prefix;
    QString result; //!< empty: the API server does not have it
    bool operator==(const MappedValue &) const = default;
};

//! How the API server seems to make its names, worked out from one token and one answer. An
//! inference: an expression of an AuthenticationConfiguration may do something else for other people.
struct InferredMapping
{
    MappedValue username;
    QList<MappedValue> groups; //!< in the token's order, then those of no claim
    bool operator==(const InferredMapping &) const = default;
};

[[nodiscard]] InferredMapping inferMapping(const Core::Json &claims, const UserInfo &user);

} // namespace Kubernetes
