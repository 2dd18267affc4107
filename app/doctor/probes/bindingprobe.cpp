// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/probes/bindingprobe.h"

#include "app/core/text.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

namespace Doctor {

using QtSupport::HttpResponse;
using As = ApiServerProbe::As;

namespace {

constexpr Core::JsonLimits kLimits{ 8 * 1024 * 1024, 32, 500'000 };

QString path(const QString &rest)
{
    return "/apis/rbac.authorization.k8s.io/v1/"_L1 + rest + "?limit=500"_L1;
}

// Adds what the server listed; returns why that is not all.
std::string take(RbacObjects &objects, const Core::Result<HttpResponse> &answer, std::string_view what)
{
    if (!answer)
        return answer.error().message;
    if (answer->status == 401)
        return "the API server refuses the token";
    if (answer->status != 200)
        return "you may not list " + std::string(what) + " (--rbac FILE hands them in)";
    const auto list = Core::parseJson(QtSupport::view(answer->body), kLimits);
    if (!list || !list->is_object())
        return "the API server's list of " + std::string(what) + " cannot be read";
    addRbacObject(objects, *list);
    const auto metadata = list->find("metadata");
    const bool isCut =
            metadata != list->end() && !Core::jsonString(*metadata, "continue").value_or(std::string()).empty();
    return isCut ? "there are more " + std::string(what) + " than the first 500, which were read" : std::string();
}

} // namespace

BindingProbe::BindingProbe(std::shared_ptr<ApiServerProbe> apiServer, const std::string &nameSpace, QObject *parent)
    : QObject(parent)
    , m_apiServer(std::move(apiServer))
    // It becomes a part of an address.
    , m_nameSpace(Core::isDnsLabel(nameSpace) ? QtSupport::toQString(nameSpace) : u"default"_s)
    , m_facts([this] { return ask(); })
{
}

BindingProbe::~BindingProbe() = default;

QtSupport::FutureResult<BindingFacts> BindingProbe::ask()
{
    auto promise = std::make_shared<QtSupport::Promise<BindingFacts>>();
    auto future = promise->future();
    whenBoth<HttpResponse, HttpResponse>(
            m_apiServer->read(path(u"clusterrolebindings"_s), As::Bearer),
            m_apiServer->read(path(u"rolebindings"_s), As::Bearer), this,
            [this, promise](const Core::Result<HttpResponse> &cluster, const Core::Result<HttpResponse> &all) {
                auto found = std::make_shared<BindingFacts>();
                found->whyNotCluster = take(found->objects, cluster, "clusterrolebindings");
                found->whyNotNamespaced = take(found->objects, all, "rolebindings of all namespaces");
                if (!all || all->status != 403) {
                    promise->finish(std::move(*found));
                    return;
                }
                QtSupport::onFinished<HttpResponse>(
                        m_apiServer->read(path("namespaces/"_L1 + m_nameSpace + "/rolebindings"_L1), As::Bearer),
                        this, [this, promise, found](const Core::Result<HttpResponse> &own) {
                            if (take(found->objects, own, "rolebindings").empty())
                                found->whyNotNamespaced = "you may list the rolebindings of namespace \""
                                        + QtSupport::toStdString(m_nameSpace) + "\" only (--rbac FILE hands them in)";
                            promise->finish(std::move(*found));
                        });
            });
    return future;
}

} // namespace Doctor
