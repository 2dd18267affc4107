// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/result.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace Settings {

//! One blank of an issuer template.
struct IssuerBlank
{
    QString name; //!< "realm" for "{realm}"
    QString label; //!< "Realm"
    QString example;
    QString fallback; //!< used when left empty; empty = must be filled in
    bool operator==(const IssuerBlank &) const = default;
};

//! A kind of identity provider that the Add-cluster page knows: how its issuer is spelled, which
//! scopes bring groups and a refresh token, and where its console shows the values.
struct ProviderPreset
{
    QString id; //!< "keycloak"
    QString name; //!< "Keycloak"
    QString issuerTemplate; //!< "https://{host}/realms/{realm}"
    QList<IssuerBlank> blanks;
    QStringList scopes;
    QString groupsClaim; //!< what kube-apiserver is usually told; empty = unknown
    QString notes; //!< where to find the values, what must be switched on
    bool operator==(const ProviderPreset &) const = default;
};

[[nodiscard]] const QList<ProviderPreset> &providerPresets();

//! The issuer with the blanks filled in, byte for byte as the provider will spell it in `iss`.
//! Usage, naming the blank that is missing or holds what does not belong into an address.
[[nodiscard]] Core::Result<QString> issuerOf(const ProviderPreset &preset,
                                             const QMap<QString, QString> &values);

} // namespace Settings
