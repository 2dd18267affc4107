// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/ports.h"

namespace Ui {

//! ApiServerPort: takes a token from the session manager and asks. A token goes only to a server whose
//! certificate was verified.
class ApiServerAdapter final : public QObject, public ApiServerPort
{
    Q_OBJECT

public:
    explicit ApiServerAdapter(Session::SessionManager &manager, QObject *parent = nullptr);

    [[nodiscard]] Core::Result<QByteArray> readCaFile(const QString &file) const override;
    [[nodiscard]] QtSupport::FutureResult<ServerCertificate> probe(const QUrl &server) override;
    [[nodiscard]] QtSupport::FutureResult<Kubernetes::UserInfo> whoAmI(const Kubeconfig::Cluster &cluster,
                                                                       const Session::SessionRequest &as) override;
    [[nodiscard]] QtSupport::FutureResult<QStringList> namespaces(const Kubeconfig::Cluster &cluster,
                                                                  const Session::SessionRequest &as) override;

private:
    Session::SessionManager &m_manager;
};

//! How a cluster entry is reached. Refused when it turns verification off; its CA file is read.
[[nodiscard]] Core::Result<Kubernetes::ApiServer> apiServerOf(const Kubeconfig::Cluster &cluster);

} // namespace Ui
