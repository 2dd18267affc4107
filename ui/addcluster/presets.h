// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace Ui {

//! A kind of identity provider, to spare the person the form of its issuer address.
struct ProviderPreset
{
    QString id;
    QString name;
    QString issuerExample; //!< shown as the field's placeholder
    QStringList scopes;
    QString note; //!< where to find the values
};

[[nodiscard]] QList<ProviderPreset> providerPresets();

} // namespace Ui
