// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/adapters/apiserveradapter.h"

#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"
#include "ui/adapters/askas.h"
#include "ui/adapters/serverprobe.h"
#include "ui/adapters/sessionsadapter.h"

namespace Ui {

using QtSupport::toQString;

Core::Result<Kubernetes::ApiServer> apiServerOf(const Kubeconfig::Cluster &cluster)
{
    if (cluster.insecureSkipTlsVerify) {
        return Core::fail(Core::ErrorCode::Refused,
                          "the cluster entry turns the check of the server's certificate off, so no token is sent there",
                          "give the entry a certificate-authority and remove insecure-skip-tls-verify");
    }
    if (!cluster.proxyUrl.empty()) {
        return Core::fail(Core::ErrorCode::ApiUnreachable, "the cluster is reached through a proxy of its own",
                          "ask with: kubectl auth whoami");
    }
    Kubernetes::ApiServer server;
    server.url = QUrl(toQString(cluster.server), QUrl::StrictMode);
    server.tlsServerName = toQString(cluster.tlsServerName);
    if (!cluster.certificateAuthorityData.empty()) {
        server.caPem = QByteArray::fromBase64(QtSupport::toByteArray(cluster.certificateAuthorityData));
    } else if (!cluster.certificateAuthority.empty()) {
        // client-go: relative to the folder of the file the entry stands in.
        const std::filesystem::path file = cluster.file.parent_path() / cluster.certificateAuthority;
        Core::Result<QByteArray> pem = readCaBundle(toQString(file.string()));
        if (!pem)
            return Core::fail(pem.error());
        server.caPem = std::move(*pem);
    }
    return server;
}

ApiServerAdapter::ApiServerAdapter(Session::SessionManager &manager, QObject *parent)
    : QObject(parent)
    , m_manager(manager)
{
}

Core::Result<QByteArray> ApiServerAdapter::readCaFile(const QString &file) const
{
    return readCaBundle(file);
}

QtSupport::FutureResult<ServerCertificate> ApiServerAdapter::probe(const QUrl &server)
{
    return probeServer(server, this);
}

QtSupport::FutureResult<Kubernetes::UserInfo> ApiServerAdapter::whoAmI(const Kubeconfig::Cluster &cluster,
                                                                       const Session::SessionRequest &as)
{
    return askAs<Kubernetes::UserInfo>(m_manager, this, cluster, as,
                                       [](Kubernetes::ReviewClient &client, const Core::Secret &token) {
                                           return client.selfSubjectReview(token);
                                       });
}

QtSupport::FutureResult<QStringList> ApiServerAdapter::namespaces(const Kubeconfig::Cluster &cluster,
                                                                  const Session::SessionRequest &as)
{
    return askAs<QStringList>(m_manager, this, cluster, as,
                              [](Kubernetes::ReviewClient &client, const Core::Secret &token) {
                                  return client.namespaces(token);
                              });
}

} // namespace Ui
