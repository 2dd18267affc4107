// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubernetes/apianswer.h"

#include "app/core/text.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

namespace Kubernetes {

using Core::ErrorCode;
using Core::Json;
using Core::Result;
using QtSupport::HttpResponse;
using QtSupport::toQString;
using QtSupport::view;

namespace {

constexpr Core::JsonLimits kJsonLimits{ 8 * 1024 * 1024, 32, 500'000 };

const Json &member(const Json &object, const char *key)
{
    static const Json nothing;
    if (!object.is_object())
        return nothing;
    const auto found = object.find(key);
    return found == object.end() ? nothing : *found;
}

QStringList strings(const Json &object, std::string_view key)
{
    QStringList list;
    for (const std::string &entry : Core::jsonStrings(object, key))
        list << toQString(entry);
    return list;
}

std::string auditId(const HttpResponse &response)
{
    const QByteArray id = response.header("Audit-Id");
    return id.isEmpty() ? std::string() : "Audit-Id " + Core::singleLine(view(id), 100);
}

// The User "…" of a refusal; the name may hold anything but is quoted as Go's %q does.
std::optional<std::string> quotedUser(std::string_view message)
{
    static constexpr std::string_view kMark = "User \"";
    const std::size_t start = message.find(kMark);
    if (start == std::string_view::npos)
        return std::nullopt;
    std::string name;
    for (std::size_t i = start + kMark.size(); i < message.size(); ++i) {
        if (message[i] == '"')
            return name;
        if (message[i] == '\\' && i + 1 < message.size())
            ++i;
        name += message[i];
    }
    return std::nullopt;
}

Core::Error notAnApiServer(const HttpResponse &response)
{
    return { ErrorCode::BadAnswer,
             response.contentType == "text/html"
                     ? "a web page answered instead of an API server: a proxy, an ingress or "
                       "another program is at this address"
                     : "what answered is not a Kubernetes API server",
             "check `server` of the cluster, the proxy settings and the VPN",
             "HTTP " + std::to_string(response.status) + ' '
                     + Core::singleLine(view(response.contentType), 100) };
}

Core::Error forbidden(const HttpResponse &response, const Json &status)
{
    const std::string message =
            Core::jsonString(status, "message").value_or("the API server says: forbidden");
    if (quotedUser(message) == "system:anonymous") {
        return { ErrorCode::ApiForbidden,
                 "the API server got no credentials and sees you as system:anonymous",
                 "check that no proxy strips the Authorization header", auditId(response) };
    }
    return { ErrorCode::ApiForbidden, "the API server says: " + Core::singleLine(message, 1000),
             "ask for a RoleBinding that names you or one of your groups", auditId(response) };
}

} // namespace

Result<Json> apiObject(const HttpResponse &response)
{
    if (response.status == 431 || response.status == 413)
        return Core::fail(ErrorCode::TooLarge,
                          "the token is too large for a proxy before the API server",
                          "filter the groups in the provider's mapper: proxies often allow 8 kB",
                          "HTTP " + std::to_string(response.status));
    auto object = Core::parseJson(view(response.body), kJsonLimits);
    const bool isObject = object && object->is_object() && object->contains("kind");
    if (response.status == 401)
        return Core::fail(ErrorCode::ApiUnauthorized, "the API server does not accept this token",
                          "run `kubectl lanyard doctor`: it knows the server's rules",
                          isObject ? auditId(response) : "HTTP 401 without a Status object");
    if (response.status >= 500)
        return Core::fail(ErrorCode::ApiUnreachable,
                          "the API server, or the proxy before it, answered with HTTP "
                                  + std::to_string(response.status),
                          "try again later", auditId(response));
    if (!isObject)
        return Core::fail(notAnApiServer(response));
    if (response.status == 403)
        return Core::fail(forbidden(response, *object));
    if (response.status != 200 && response.status != 201)
        return Core::fail(
                ErrorCode::HttpStatus,
                "the API server says: "
                        + Core::singleLine(
                                Core::jsonString(*object, "message")
                                        .value_or("HTTP " + std::to_string(response.status)),
                                1000),
                {}, auditId(response));
    return std::move(*object);
}

Result<UserInfo> userOfForbidden(const QByteArray &body)
{
    const auto status = Core::parseJson(view(body));
    const auto name = status
            ? quotedUser(Core::jsonString(*status, "message").value_or(std::string()))
            : std::nullopt;
    if (!name || name->empty())
        return Core::fail(ErrorCode::BadAnswer,
                          "the API server's refusal does not tell who you are");
    UserInfo info;
    info.username = toQString(*name);
    return info;
}

Result<UserInfo> userInfoOf(const Json &review)
{
    const Json &info = member(member(review, "status"), "userInfo");
    const auto username = info.is_object() ? Core::jsonString(info, "username") : std::nullopt;
    if (!username)
        return Core::fail(ErrorCode::BadAnswer, "the API server's SelfSubjectReview names nobody");
    UserInfo result;
    result.username = toQString(*username);
    result.uid = toQString(Core::jsonString(info, "uid").value_or(std::string()));
    result.groups = strings(info, "groups");
    const Json &extra = member(info, "extra");
    if (extra.is_object()) {
        for (const auto &entry : extra.items())
            result.extra[toQString(entry.key())] = strings(extra, entry.key());
    }
    return result;
}

Result<AccessReview> accessReviewOf(const Json &review)
{
    const Json &status = member(review, "status");
    if (!member(status, "allowed").is_boolean())
        return Core::fail(ErrorCode::BadAnswer,
                          "the API server's SelfSubjectAccessReview has no verdict");
    AccessReview result;
    result.allowed = Core::jsonBool(status, "allowed", false);
    result.reason = toQString(Core::jsonString(status, "reason").value_or(std::string()));
    return result;
}

Result<RulesReview> rulesReviewOf(const Json &review)
{
    const Json &status = member(review, "status");
    if (!status.is_object())
        return Core::fail(ErrorCode::BadAnswer,
                          "the API server's SelfSubjectRulesReview has no status");
    RulesReview result;
    result.incomplete = Core::jsonBool(status, "incomplete", false);
    result.evaluationError =
            toQString(Core::jsonString(status, "evaluationError").value_or(std::string()));
    const Json &rules = member(status, "resourceRules");
    if (rules.is_array()) {
        for (const Json &rule : rules) {
            if (rule.is_object())
                result.resourceRules.append({ strings(rule, "verbs"), strings(rule, "apiGroups"),
                                              strings(rule, "resources"),
                                              strings(rule, "resourceNames") });
        }
    }
    return result;
}

Result<QStringList> namesOf(const Json &list)
{
    const Json &items = member(list, "items");
    if (!items.is_array() && !items.is_null()) // an empty Go slice is null
        return Core::fail(ErrorCode::BadAnswer, "the API server's list has no items");
    QStringList names;
    for (const Json &item : items) {
        const Json &meta = member(item, "metadata");
        if (const auto name = meta.is_object() ? Core::jsonString(meta, "name") : std::nullopt)
            names << toQString(*name);
    }
    return names;
}

} // namespace Kubernetes
