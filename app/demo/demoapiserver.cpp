// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/demo/demoapiserver.h"

#include "app/core/timestamp.h"
#include "app/demo/democluster.h"
#include "app/demo/reviewbody.h"
#include "app/oidc/jose/idtokenverifier.h"
#include "app/oidc/jose/jsonwebkey.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <algorithm>

namespace Demo {

using Core::Json;
using QtSupport::toByteArray;
using QtSupport::view;

namespace {

HttpReply jsonReply(const Json &json, int status = 200)
{
    return { status,
             "application/json",
             toByteArray(Core::dumpJson(json)),
             { { "Cache-Control", "no-cache, private" } } };
}

HttpReply statusReply(int code, std::string_view reason, const std::string &message,
                      const Json &details = {})
{
    Json status = { { "kind", "Status" },    { "apiVersion", "v1" }, { "metadata", Json::object() },
                    { "status", "Failure" }, { "message", message }, { "reason", reason },
                    { "code", code } };
    if (!details.is_null())
        status["details"] = details;
    return jsonReply(status, code);
}

HttpReply forbidden(const ApiUser &user, const ApiAction &action)
{
    Json details = { { "kind", action.resource } };
    if (!action.name.empty())
        details["name"] = action.name;
    if (!action.group.empty())
        details["group"] = action.group;
    return statusReply(403, "Forbidden", forbiddenMessage(user, action), details);
}

HttpReply forbiddenPath(const ApiUser &user, std::string_view verb, const QByteArray &path)
{
    const std::string address = path.toStdString();
    return statusReply(403, "Forbidden",
                       "forbidden: User \"" + user.name + "\" cannot " + std::string(verb)
                               + " path \"" + address + "\"",
                       Json::object());
}

HttpReply notFound()
{
    return statusReply(404, "NotFound", "the server could not find the requested resource",
                       Json::object());
}

// What an address of the core group names: [namespaces/NS/]RESOURCE[/NAME].
std::optional<ApiAction> parseAddress(const QByteArray &path)
{
    static constexpr char kPrefix[] = "/api/v1/";
    if (!path.startsWith(kPrefix))
        return std::nullopt;
    QList<QByteArray> parts = path.mid(static_cast<qsizetype>(sizeof kPrefix) - 1).split('/');
    ApiAction action;
    if (parts.size() >= 3 && parts[0] == "namespaces") {
        action.nameSpace = parts[1].toStdString();
        parts.remove(0, 2);
    }
    if (parts.isEmpty() || parts.size() > 2 || !findResourceKind(view(parts[0])))
        return std::nullopt;
    action.resource = parts[0].toStdString();
    action.name = parts.value(1).toStdString();
    action.verb = action.name.empty() ? "list" : "get";
    if (action.resource == "namespaces" && !action.name.empty())
        action.nameSpace = action.name; // RBAC sees a namespace as being in itself
    return action;
}

const std::vector<std::string> &readablePaths()
{
    static const std::vector<std::string> paths{ "/api",   "/apis",   "/healthz",
                                                 "/livez", "/readyz", "/version" };
    return paths;
}

Json pathReview(const Json &spec)
{
    const Json attributes = spec.is_object() ? spec.value("nonResourceAttributes", Json()) : Json();
    if (!attributes.is_object())
        return { { "allowed", false } };
    const auto &paths = readablePaths();
    const bool isKnown = std::find(paths.begin(), paths.end(),
                                   Core::jsonString(attributes, "path").value_or(std::string()))
            != paths.end();
    if (!isKnown || Core::jsonString(attributes, "verb") != "get")
        return { { "allowed", false } };
    return { { "allowed", true },
             { "reason",
               "RBAC: allowed by ClusterRoleBinding \"system:discovery\" of ClusterRole "
               "\"system:discovery\" "
               "to Group \"system:authenticated\"" } };
}

Json strings(const std::vector<std::string> &list)
{
    return Json(list);
}

} // namespace

DemoApiServer::DemoApiServer(ApiServerOptions options, const TlsIdentity &identity,
                             const Core::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_identity(identity)
    , m_clock(clock)
    , m_started(clock.now())
    , m_server([this](const HttpRequest &request) { return handle(request); })
{
    m_server.setTls(m_identity);
}

DemoApiServer::~DemoApiServer() = default;

Core::Result<> DemoApiServer::start()
{
    return m_server.listen(m_options.port);
}

QUrl DemoApiServer::url() const
{
    return QUrl(QString::fromLatin1(m_server.origin()));
}

// kube-apiserver: a token that is refused is 401; without one the caller is anonymous. "Bearer" may
// be written in any case, but with two spaces the header is not seen as a token at all.
std::optional<ApiUser> DemoApiServer::authenticate(const HttpRequest &request) const
{
    const ApiUser anonymous{ "system:anonymous", { "system:unauthenticated" }, {} };
    const QByteArray header = request.header("Authorization");
    const qsizetype space = header.indexOf(' ');
    if (space < 0 || header.left(space).toLower() != "bearer")
        return anonymous;
    const QByteArray token = header.mid(space + 1);
    if (token.isEmpty() || token.startsWith(' '))
        return anonymous;
    return userOf(view(token));
}

std::optional<ApiUser> DemoApiServer::userOf(std::string_view token) const
{
    const auto keys = Jose::JsonWebKeySet::parse(Core::dumpJson(m_options.jwks()));
    if (!keys)
        return std::nullopt;
    Jose::IdTokenExpectation expected;
    expected.issuer = m_options.issuer;
    expected.clientId = m_options.clientId;
    const auto verified = Jose::IdTokenVerifier(m_clock).verify(token, *keys, expected);
    // No leeway on exp: kube-apiserver has none, and the demo must not be kinder.
    if (!verified || verified->expiresAt <= m_clock.now())
        return std::nullopt;
    const auto email = Core::jsonString(verified->claims, "email");
    if (!email
        || (verified->claims.contains("email_verified")
            && !Core::jsonBool(verified->claims, "email_verified", false)))
        return std::nullopt;
    ApiUser user{ *email, {}, {} };
    for (const std::string &group : Core::jsonStrings(verified->claims, "groups"))
        user.groups.push_back(m_options.groupsPrefix + group);
    user.groups.emplace_back("system:authenticated");
    if (const auto id = Core::jsonString(verified->claims, "jti"))
        user.credentialId = "JTI=" + *id;
    return user;
}

HttpReply DemoApiServer::handle(const HttpRequest &request)
{
    const auto user = authenticate(request);
    if (!user)
        return statusReply(401, "Unauthorized", "Unauthorized");
    if (request.method == "POST")
        return review(request, *user);
    if (request.method != "GET" && request.method != "HEAD")
        return statusReply(405, "MethodNotAllowed", "the demo cluster can only be read",
                           Json::object());
    if (auto answer = discovery(request, *user))
        return std::move(*answer);
    return resource(request, *user);
}

std::optional<HttpReply> DemoApiServer::discovery(const HttpRequest &request,
                                                  const ApiUser &user) const
{
    const QByteArray &path = request.path;
    if (path == "/healthz" || path == "/livez" || path == "/readyz")
        return HttpReply{ 200, "text/plain; charset=utf-8", "ok", {} };
    if (path == "/version")
        return jsonReply(serverVersion());
    std::optional<Json> document;
    if (path == "/api")
        document = apiVersions();
    else if (path == "/apis")
        document = apiGroups();
    else if (path == "/api/v1")
        document = apiResources("v1");
    else if (path.startsWith("/apis/"))
        document = apiResources(view(path.mid(6)));
    if (!document)
        return std::nullopt;
    if (user.isAnonymous())
        return forbiddenPath(user, "get", path);
    return jsonReply(*document);
}

HttpReply DemoApiServer::resource(const HttpRequest &request, const ApiUser &user) const
{
    const auto action = parseAddress(request.path);
    if (!action)
        return user.isAnonymous() ? forbiddenPath(user, "get", request.path) : notFound();
    if (!m_options.rbac.decide(user, *action).allowed)
        return forbidden(user, *action);
    if (!formValue(parseForm(request.query), u"watch"_s).isEmpty())
        return statusReply(405, "MethodNotAllowed",
                           "the demo cluster never changes: there is nothing to watch",
                           Json::object());
    const ResourceKind &kind = *findResourceKind(action->resource);
    std::vector<Json> objects = objectsOf(
            action->resource, kind.isNamespaced ? action->nameSpace : std::string(), m_started);
    const bool wantsTable = request.header("Accept").contains("as=Table");
    if (action->name.empty())
        return jsonReply(wantsTable ? tableOf(kind, objects, m_clock.now())
                                    : listOf(kind, std::move(objects)));
    const auto found = std::find_if(objects.begin(), objects.end(), [&](const Json &object) {
        return Core::jsonString(object["metadata"], "name") == action->name;
    });
    if (found == objects.end())
        return statusReply(404, "NotFound",
                           action->resource + " \"" + action->name + "\" not found",
                           { { "name", action->name }, { "kind", action->resource } });
    return jsonReply(wantsTable ? tableOf(kind, { *found }, m_clock.now()) : *found);
}

HttpReply DemoApiServer::review(const HttpRequest &request, const ApiUser &user) const
{
    static constexpr std::string_view kAuthentication = "authentication.k8s.io";
    static constexpr std::string_view kAuthorization = "authorization.k8s.io";
    const QList<QByteArray> parts = request.path.split('/'); // "", apis, GROUP, v1, RESOURCE
    if (parts.size() != 5 || parts[1] != "apis" || parts[3] != "v1")
        return user.isAnonymous() ? forbiddenPath(user, "post", request.path) : notFound();
    const ApiAction action{ "create", parts[2].toStdString(), parts[4].toStdString(), {}, {} };
    if (!m_options.rbac.decide(user, action).allowed)
        return user.isAnonymous() || action.group == kAuthentication
                        || action.group == kAuthorization
                ? forbidden(user, action)
                : notFound();
    const auto body = parseReviewBody(view(request.body));
    if (!body)
        return statusReply(400, "BadRequest", body.error().message, Json::object());
    Json answer = *body;
    answer["metadata"] = { { "creationTimestamp", Core::toRfc3339(m_clock.now()) } };
    answer["apiVersion"] = action.group + "/v1";
    const Json spec = body->value("spec", Json::object());
    if (action.resource == "selfsubjectreviews") {
        Json info = { { "username", user.name }, { "groups", strings(user.groups) } };
        if (!user.credentialId.empty())
            info["extra"] = { { "authentication.kubernetes.io/credential-id",
                                Json::array({ user.credentialId }) } };
        answer["status"] = { { "userInfo", info } };
    } else if (action.resource == "selfsubjectaccessreviews") {
        answer["status"] = accessReview(user, spec);
    } else {
        const auto nameSpace = Core::jsonString(spec, "namespace");
        if (!nameSpace || nameSpace->empty())
            return statusReply(400, "BadRequest", "no namespace on request", Json::object());
        answer["status"] = rulesReview(user, *nameSpace);
    }
    return jsonReply(answer, 201);
}

Json DemoApiServer::accessReview(const ApiUser &user, const Json &spec) const
{
    const Json attributes = spec.is_object() ? spec.value("resourceAttributes", Json()) : Json();
    if (!attributes.is_object())
        return pathReview(spec);
    const auto value = [&](const char *key) {
        return Core::jsonString(attributes, key).value_or(std::string());
    };
    const ApiDecision decision =
            m_options.rbac.decide(user,
                                  { value("verb"), value("group"), value("resource"), value("name"),
                                    value("namespace") });
    if (!decision.allowed)
        return { { "allowed", false } };
    return { { "allowed", true }, { "reason", decision.reason } };
}

Json DemoApiServer::rulesReview(const ApiUser &user, std::string_view nameSpace) const
{
    Json resourceRules = Json::array();
    for (const ApiRule &rule : m_options.rbac.rulesFor(user, nameSpace))
        resourceRules.push_back({ { "verbs", strings(rule.verbs) },
                                  { "apiGroups", strings(rule.apiGroups) },
                                  { "resources", strings(rule.resources) } });
    const Json readable = { { "verbs", Json::array({ "get" }) },
                            { "nonResourceURLs", strings(readablePaths()) } };
    return { { "resourceRules", resourceRules },
             { "nonResourceRules", Json::array({ readable }) },
             { "incomplete", false } };
}

} // namespace Demo
