// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/secret.h"
#include "app/qtsupport/async.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <memory>

namespace Kubernetes {

//! How to reach an API server, as a kubeconfig cluster entry says.
struct ApiServer
{
    QUrl url;
    QByteArray caPem; //!< empty = the system's authorities
    QString tlsServerName;
};

//! Who the API server says you are (authentication.k8s.io UserInfo).
struct UserInfo
{
    QString username;
    QString uid;
    QStringList groups;
    QMap<QString, QStringList> extra;
    bool operator==(const UserInfo &) const = default;
};

//! One SelfSubjectAccessReview answer.
struct AccessReview
{
    bool allowed = false;
    QString reason; //!< names the binding when allowed by RBAC; empty when denied
};

struct ResourceAttributes
{
    QString verb, group, resource, subresource, name, nameSpace;
};

//! A rule of SelfSubjectRulesReview.
struct ResourceRule
{
    QStringList verbs, apiGroups, resources, resourceNames;
};

struct RulesReview
{
    QList<ResourceRule> resourceRules;
    bool incomplete = false;
    QString evaluationError;
};

//! Asks one API server as the bearer of a token. Every call has a deadline of 10 s.
//! Errors: ApiUnauthorized (401), ApiForbidden (403; message says as whom), ApiUnreachable, Tls….
class ReviewClient : public QObject
{
    Q_OBJECT

public:
    explicit ReviewClient(const ApiServer &server, QObject *parent = nullptr);
    ~ReviewClient() override;

    //! Tries authentication.k8s.io/v1, then v1beta1, then v1alpha1 (servers 1.28, 1.27, 1.26); on
    //! older ones the username is read from a 403's message.
    [[nodiscard]] QtSupport::FutureResult<UserInfo> selfSubjectReview(const Core::Secret &token);
    [[nodiscard]] QtSupport::FutureResult<AccessReview>
    selfSubjectAccessReview(const Core::Secret &token, const ResourceAttributes &attributes);
    [[nodiscard]] QtSupport::FutureResult<RulesReview>
    selfSubjectRulesReview(const Core::Secret &token, const QString &nameSpace);
    //! Names of the namespaces, if the bearer may list them.
    [[nodiscard]] QtSupport::FutureResult<QStringList> namespaces(const Core::Secret &token);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Kubernetes
