// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/ports.h"

#include <QObject>

namespace Ui {

//! ProviderPort by OpenID Connect discovery.
class ProviderAdapter final : public QObject, public ProviderPort
{
    Q_OBJECT

public:
    using QObject::QObject;
    [[nodiscard]] QtSupport::FutureResult<Oidc::ProviderMetadata> discover(const QString &issuer,
                                                                           const QByteArray &caPem) override;
};

} // namespace Ui
