// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubernetes/reviewclient.h"

#include "app/core/json.h"
#include "app/core/text.h"
#include "app/kubernetes/apianswer.h"
#include "app/qtsupport/certificates.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/httpclient.h"
#include "app/qtsupport/strings.h"

#include <array>

namespace Kubernetes {

using Core::ErrorCode;
using Core::Json;
using Core::Result;
using QtSupport::FutureResult;
using QtSupport::HttpResponse;
using QtSupport::toQString;
using QtSupport::toStdString;

namespace {

// A rules review of a person with many bindings has some hundred kilobytes.
constexpr QtSupport::HttpLimits kLimits{ std::chrono::seconds(10), std::chrono::seconds(10),
                                         8 * 1024 * 1024 };
constexpr std::array kReviewVersions{ "v1", "v1beta1", "v1alpha1" };

Json attributesJson(const ResourceAttributes &attributes)
{
    Json json = Json::object();
    const auto set = [&json](const char *key, const QString &value) {
        if (!value.isEmpty())
            json[key] = toStdString(value);
    };
    set("namespace", attributes.nameSpace);
    set("verb", attributes.verb);
    set("group", attributes.group);
    set("resource", attributes.resource);
    set("subresource", attributes.subresource);
    set("name", attributes.name);
    return json;
}

} // namespace

class ReviewClient::Private
{
public:
    Private(ReviewClient *owner, const ApiServer &server)
        : q(owner)
        , server(server)
    {
    }

    // Parsing the authority can fail, which a constructor cannot say: the first call does.
    Result<> ensureHttp();
    FutureResult<HttpResponse> post(const QString &path, const Json &body,
                                    const Core::Secret &token);
    FutureResult<HttpResponse> get(const QString &path, const Core::Secret &token);
    FutureResult<UserInfo> selfSubjectReview(std::shared_ptr<const Core::Secret> token,
                                             std::size_t version);
    FutureResult<UserInfo> userFromForbidden(const Core::Secret &token);
    QUrl urlOf(const QString &path) const;

    ReviewClient *q;
    ApiServer server;
    std::unique_ptr<QtSupport::HttpClient> http;
};

Result<> ReviewClient::Private::ensureHttp()
{
    if (http)
        return {};
    if (server.url.scheme() != "https"_L1)
        return Core::fail(
                ErrorCode::Refused, "the API server's address does not begin with https://",
                "change `server` of the cluster: kubectl sends no token over http either");
    QList<QSslCertificate> authorities;
    if (!server.caPem.isEmpty()) {
        auto parsed = QtSupport::parseCaBundle(server.caPem);
        if (!parsed)
            return Core::fail(parsed.error());
        authorities = std::move(*parsed);
    }
    http = std::make_unique<QtSupport::HttpClient>(authorities);
    if (!server.tlsServerName.isEmpty())
        http->setPeerVerifyName(server.tlsServerName);
    return {};
}

// The server may live under a path (Rancher: https://host/k8s/clusters/c-1).
QUrl ReviewClient::Private::urlOf(const QString &path) const
{
    QUrl url = server.url.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment
                                   | QUrl::StripTrailingSlash);
    const QStringList parts = path.split(u'?');
    QString base = url.path();
    if (base == "/"_L1)
        base.clear();
    url.setPath(base + parts.first());
    url.setQuery(parts.value(1));
    return url;
}

FutureResult<HttpResponse> ReviewClient::Private::post(const QString &path, const Json &body,
                                                       const Core::Secret &token)
{
    if (const auto ready = ensureHttp(); !ready)
        return QtSupport::readyError<HttpResponse>(ready.error());
    return http->post(urlOf(path), "application/json", Core::Secret(Core::dumpJson(body)), &token,
                      kLimits);
}

FutureResult<HttpResponse> ReviewClient::Private::get(const QString &path,
                                                      const Core::Secret &token)
{
    if (const auto ready = ensureHttp(); !ready)
        return QtSupport::readyError<HttpResponse>(ready.error());
    return http->getWithBearer(urlOf(path), token, kLimits);
}

// A version that the server does not know is answered with 404.
FutureResult<UserInfo>
ReviewClient::Private::selfSubjectReview(std::shared_ptr<const Core::Secret> token,
                                         std::size_t version)
{
    if (version == kReviewVersions.size())
        return userFromForbidden(*token);
    const std::string apiVersion = std::string("authentication.k8s.io/") + kReviewVersions[version];
    auto answer = post(u"/apis/"_s + toQString(apiVersion) + u"/selfsubjectreviews"_s,
                       { { "apiVersion", apiVersion }, { "kind", "SelfSubjectReview" } }, *token);
    return QtSupport::andThen<HttpResponse>(
            std::move(answer), q,
            [this, token, version](const HttpResponse &response) -> FutureResult<UserInfo> {
                if (response.status == 404)
                    return selfSubjectReview(token, version + 1);
                const auto object = apiObject(response);
                if (!object)
                    return QtSupport::readyError<UserInfo>(object.error());
                return QtSupport::ready<UserInfo>(userInfoOf(*object));
            });
}

// Before 1.26 no call tells the name, but every refusal does, and nobody may read this.
FutureResult<UserInfo> ReviewClient::Private::userFromForbidden(const Core::Secret &token)
{
    return QtSupport::andThen<HttpResponse>(
            get(u"/api/v1/namespaces/kube-system/secrets/lanyard-who-am-i"_s, token), q,
            [](const HttpResponse &response) {
                const auto object = apiObject(response);
                if (object || object.error().code != ErrorCode::ApiForbidden)
                    return QtSupport::readyError<UserInfo>(
                            object || object.error().code == ErrorCode::HttpStatus
                                    ? Core::Error{ ErrorCode::BadAnswer,
                                                   "this API server has no call that tells who you "
                                                   "are",
                                                   "Kubernetes 1.26 and newer have one",
                                                   {} }
                                    : object.error());
                return QtSupport::ready<UserInfo>(userOfForbidden(response.body));
            });
}

ReviewClient::ReviewClient(const ApiServer &server, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, server))
{
}

ReviewClient::~ReviewClient() = default;

FutureResult<UserInfo> ReviewClient::selfSubjectReview(const Core::Secret &token)
{
    return d->selfSubjectReview(std::make_shared<const Core::Secret>(token.clone()), 0);
}

FutureResult<AccessReview>
ReviewClient::selfSubjectAccessReview(const Core::Secret &token,
                                      const ResourceAttributes &attributes)
{
    const Json body = { { "apiVersion", "authorization.k8s.io/v1" },
                        { "kind", "SelfSubjectAccessReview" },
                        { "spec", { { "resourceAttributes", attributesJson(attributes) } } } };
    return QtSupport::andThen<HttpResponse>(
            d->post(u"/apis/authorization.k8s.io/v1/selfsubjectaccessreviews"_s, body, token), this,
            [](const HttpResponse &response) {
                const auto object = apiObject(response);
                return object ? QtSupport::ready<AccessReview>(accessReviewOf(*object))
                              : QtSupport::readyError<AccessReview>(object.error());
            });
}

FutureResult<RulesReview> ReviewClient::selfSubjectRulesReview(const Core::Secret &token,
                                                               const QString &nameSpace)
{
    const Json body = { { "apiVersion", "authorization.k8s.io/v1" },
                        { "kind", "SelfSubjectRulesReview" },
                        { "spec", { { "namespace", toStdString(nameSpace) } } } };
    return QtSupport::andThen<HttpResponse>(
            d->post(u"/apis/authorization.k8s.io/v1/selfsubjectrulesreviews"_s, body, token), this,
            [](const HttpResponse &response) {
                const auto object = apiObject(response);
                return object ? QtSupport::ready<RulesReview>(rulesReviewOf(*object))
                              : QtSupport::readyError<RulesReview>(object.error());
            });
}

FutureResult<QStringList> ReviewClient::namespaces(const Core::Secret &token)
{
    return QtSupport::andThen<HttpResponse>(
            d->get(u"/api/v1/namespaces?limit=5000"_s, token), this,
            [](const HttpResponse &response) {
                const auto object = apiObject(response);
                return object ? QtSupport::ready<QStringList>(namesOf(*object))
                              : QtSupport::readyError<QStringList>(object.error());
            });
}

} // namespace Kubernetes
