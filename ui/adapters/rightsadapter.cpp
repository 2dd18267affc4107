// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/adapters/rightsadapter.h"

#include "app/doctor/probes/apiserverprobe.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"
#include "ui/adapters/askas.h"

#include <QRegularExpression>

namespace Ui {

using Doctor::RbacObjects;
using QtSupport::HttpResponse;

namespace {

constexpr Core::JsonLimits kListLimits{ 8 * 1024 * 1024, 32, 500'000 };

//! Both lists are asked for at once; the last answer finishes.
struct BindingsRun
{
    BindingsRun(Kubernetes::ApiServer server, std::shared_ptr<const Core::Secret> token, const Core::Clock &clock)
        : probe({ std::move(server), std::move(token), {}, false }, clock)
    {
    }

    void take(const Core::Result<HttpResponse> &answer, std::string_view kind)
    {
        const auto list = answer && answer->status == 200 ? Core::parseJson(QtSupport::view(answer->body), kListLimits)
                                                          : Core::fail(Core::ErrorCode::ApiForbidden, "");
        if (list && list->is_object() && list->contains("items") && (*list)["items"].is_array()) {
            isAnyRead = true;
            for (const Core::Json &item : (*list)["items"])
                Doctor::addRbacObject(objects, item, kind);
        }
        if (--open > 0)
            return;
        if (isAnyRead)
            promise.finish(std::move(objects));
        else
            promise.fail({ Core::ErrorCode::ApiForbidden, "you may not list the bindings", "ask an administrator", {} });
    }

    Doctor::ApiServerProbe probe;
    QtSupport::Promise<RbacObjects> promise;
    RbacObjects objects;
    int open = 2;
    bool isAnyRead = false;
};

} // namespace

RightsAdapter::RightsAdapter(Session::SessionManager &manager, const Core::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_manager(manager)
    , m_clock(clock)
{
}

QtSupport::FutureResult<Kubernetes::UserInfo> RightsAdapter::whoAmI(const AskTarget &target)
{
    return askAs<Kubernetes::UserInfo>(m_manager, this, target.cluster, target.as,
                                       [](Kubernetes::ReviewClient &client, const Core::Secret &token) {
                                           return client.selfSubjectReview(token);
                                       });
}

QtSupport::FutureResult<Kubernetes::RulesReview> RightsAdapter::rules(const AskTarget &target, const QString &nameSpace)
{
    return askAs<Kubernetes::RulesReview>(m_manager, this, target.cluster, target.as,
                                          [nameSpace](Kubernetes::ReviewClient &client, const Core::Secret &token) {
                                              return client.selfSubjectRulesReview(token, nameSpace);
                                          });
}

QtSupport::FutureResult<Kubernetes::AccessReview> RightsAdapter::mayI(const AskTarget &target,
                                                                      const Kubernetes::ResourceAttributes &what)
{
    return askAs<Kubernetes::AccessReview>(m_manager, this, target.cluster, target.as,
                                           [what](Kubernetes::ReviewClient &client, const Core::Secret &token) {
                                               return client.selfSubjectAccessReview(token, what);
                                           });
}

QtSupport::FutureResult<RbacObjects> RightsAdapter::bindings(const AskTarget &target, const QString &nameSpace)
{
    Core::Result<Kubernetes::ApiServer> server = apiServerOf(target.cluster);
    if (!server)
        return QtSupport::readyError<RbacObjects>(server.error());
    Session::TokenOptions options;
    options.login = Session::LoginPolicy::Never;
    options.minimumLife = std::chrono::seconds(5);
    const QString group = u"/apis/rbac.authorization.k8s.io/v1"_s;
    // It becomes a part of a path; the API server knows no other names either (RFC 1123 label).
    static const QRegularExpression label(u"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"_s);
    if (!nameSpace.isEmpty() && !label.match(nameSpace).hasMatch())
        return QtSupport::readyError<RbacObjects>(
                { Core::ErrorCode::Usage, "this is no name of a namespace", "lower case letters, digits and -", {} });
    const QString place = nameSpace.isEmpty() ? QString() : u"/namespaces/"_s + nameSpace;
    return QtSupport::andThen<Session::IdTokenLease>(
            m_manager.freshToken(target.as, options), this,
            [this, server = std::move(*server), group, place](Session::IdTokenLease lease) {
                auto run = std::make_shared<BindingsRun>(
                        server, std::make_shared<const Core::Secret>(std::move(lease.idToken)), m_clock);
                auto future = run->promise.future();
                using As = Doctor::ApiServerProbe::As;
                // The run lives until both answers are here; at most 10 s each.
                QtSupport::onFinished<HttpResponse>(
                        run->probe.read(group + place + u"/rolebindings?limit=500"_s, As::Bearer), this,
                        [run](const Core::Result<HttpResponse> &answer) { run->take(answer, "RoleBinding"); });
                QtSupport::onFinished<HttpResponse>(
                        run->probe.read(group + u"/clusterrolebindings?limit=500"_s, As::Bearer), this,
                        [run](const Core::Result<HttpResponse> &answer) { run->take(answer, "ClusterRoleBinding"); });
                return future;
            });
}

} // namespace Ui
