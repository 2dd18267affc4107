// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/agent/requests.h"

#include "app/qtsupport/httpclient.h"
#include "app/qtsupport/strings.h"

namespace Agent {

using Core::ErrorCode;
using Core::fail;
using Core::Json;
using Core::Result;
using QtSupport::toQString;

namespace {

constexpr std::size_t kMaxText = 2048;
constexpr std::size_t kMaxPem = 200 * 1024;
constexpr std::size_t kMaxItems = 100;

Core::Error badField(std::string_view name)
{
    return { ErrorCode::Usage, "the request's \"" + std::string(name) + "\" is too long or of the wrong type",
             "see: kubectl-lanyard get-token --help", {} };
}

// A text that may be missing.
Result<QString> text(const Json &object, std::string_view name, std::size_t maxBytes = kMaxText)
{
    const auto found = object.find(name);
    if (found == object.end() || found->is_null())
        return QString();
    const auto *value = found->get_ptr<const std::string *>();
    if (!value || value->size() > maxBytes || value->find('\0') != std::string::npos)
        return fail(badField(name));
    return toQString(*value);
}

Result<QStringList> texts(const Json &object, std::string_view name)
{
    const auto found = object.find(name);
    if (found == object.end() || found->is_null())
        return QStringList();
    if (!found->is_array() || found->size() > kMaxItems)
        return fail(badField(name));
    QStringList list;
    for (const Json &entry : *found) {
        const auto *value = entry.get_ptr<const std::string *>();
        if (!value || value->empty() || value->size() > kMaxText)
            return fail(badField(name));
        list.append(toQString(*value));
    }
    return list;
}

Result<QMap<QString, QString>> map(const Json &object, std::string_view name, std::size_t maxBytes)
{
    const auto found = object.find(name);
    if (found == object.end() || found->is_null())
        return QMap<QString, QString>();
    if (!found->is_object() || found->size() > kMaxItems)
        return fail(badField(name));
    QMap<QString, QString> result;
    for (const auto &[key, entry] : found->items()) {
        const auto *value = entry.get_ptr<const std::string *>();
        if (!value || key.size() > 256 || value->size() > maxBytes || value->find('\0') != std::string::npos)
            return fail(badField(name));
        result.insert(toQString(key), toQString(*value));
    }
    return result;
}

Result<std::chrono::seconds> seconds(const Json &object, std::string_view name, std::chrono::seconds fallback,
                                     std::chrono::seconds most)
{
    if (!object.contains(name))
        return fallback;
    const auto value = Core::jsonInteger(object, name);
    if (!value || *value < 0)
        return fail(badField(name));
    return std::min(std::chrono::seconds(*value), most);
}

Result<QList<quint16>> ports(const Json &object)
{
    const auto found = object.find("listenPorts");
    if (found == object.end())
        return QList<quint16> { 0 };
    if (!found->is_array() || found->empty() || found->size() > 16)
        return fail(badField("listenPorts"));
    QList<quint16> list;
    for (const Json &entry : *found) {
        const auto port = entry.is_number_integer() ? entry.get<std::int64_t>() : -1;
        if (port < 0 || port > 65535)
            return fail(badField("listenPorts"));
        list.append(static_cast<quint16>(port));
    }
    return list;
}

Result<Session::BrowserRequest> browser(const Json &parameters)
{
    Session::BrowserRequest request;
    const auto found = parameters.find("browser");
    if (found == parameters.end() || found->is_null())
        return request;
    if (!found->is_object())
        return fail(badField("browser"));
    const auto command = text(*found, "command", 4096);
    const auto environment = map(*found, "environment", 32 * 1024);
    if (!command || !environment)
        return fail(command ? environment.error() : command.error());
    request.command = *command;
    request.environment = *environment;
    request.isWanted = Core::jsonBool(*found, "open", true);
    return request;
}

Result<Session::LoginPolicy> loginPolicy(const Json &parameters)
{
    const auto name = text(parameters, "login");
    if (!name)
        return fail(name.error());
    if (name->isEmpty() || *name == QLatin1String("auto"))
        return Session::LoginPolicy::Auto;
    if (*name == QLatin1String("browser"))
        return Session::LoginPolicy::Browser;
    if (*name == QLatin1String("notify"))
        return Session::LoginPolicy::Notify;
    if (*name == QLatin1String("never"))
        return Session::LoginPolicy::Never;
    return fail(ErrorCode::Usage, "--login knows auto, browser, notify and never");
}

Result<Oidc::ClientConfig> clientConfig(const Json &parameters)
{
    Oidc::ClientConfig client;
    const auto issuer = text(parameters, "issuer");
    const auto clientId = text(parameters, "clientId");
    const auto secret = text(parameters, "clientSecret");
    const auto scopes = texts(parameters, "scopes");
    const auto trusted = texts(parameters, "trustedAudiences");
    const auto pem = text(parameters, "caPem", kMaxPem);
    const auto host = text(parameters, "redirectHost", 256);
    const auto path = text(parameters, "redirectPath");
    const auto extra = map(parameters, "extraParams", kMaxText);
    const auto listenPorts = ports(parameters);
    const auto timeout = seconds(parameters, "loginTimeoutSeconds", std::chrono::minutes(5), std::chrono::hours(1));
    for (const Core::Error *error : { issuer ? nullptr : &issuer.error(), clientId ? nullptr : &clientId.error(),
                                      secret ? nullptr : &secret.error(), scopes ? nullptr : &scopes.error(),
                                      trusted ? nullptr : &trusted.error(), pem ? nullptr : &pem.error(), host ? nullptr : &host.error(),
                                      path ? nullptr : &path.error(), extra ? nullptr : &extra.error(),
                                      listenPorts ? nullptr : &listenPorts.error(),
                                      timeout ? nullptr : &timeout.error() }) {
        if (error)
            return fail(*error);
    }
    client.issuer = *issuer;
    client.clientId = *clientId;
    client.clientSecret = *secret;
    client.scopes = *scopes;
    client.trustedAudiences = *trusted;
    client.caPem = pem->toUtf8();
    client.listenPorts = *listenPorts;
    client.authRequestExtraParams = *extra;
    client.loginTimeout = *timeout;
    if (!host->isEmpty())
        client.redirectHost = *host;
    if (parameters.contains("redirectPath"))
        client.redirectPath = *path; // empty is one: "http://localhost:8000" has no slash
    return client;
}

} // namespace

Result<Session::SessionRequest> sessionRequest(const Json &parameters)
{
    auto client = clientConfig(parameters);
    const auto account = text(parameters, "account", 512);
    if (!client || !account)
        return fail(client ? account.error() : client.error());
    if (client->issuer.isEmpty())
        return fail(ErrorCode::Usage, "no issuer is given", "add --oidc-issuer-url");
    if (client->clientId.isEmpty())
        return fail(ErrorCode::Usage, "no client is given", "add --oidc-client-id");
    if (auto allowed = QtSupport::HttpClient::checkUrl(QUrl(client->issuer, QUrl::StrictMode)); !allowed)
        return fail(ErrorCode::IssuerNotHttps,
                    "the issuer must be an https address: " + allowed.error().message, allowed.error().fix);
    static const QStringList hosts { QStringLiteral("127.0.0.1"), QStringLiteral("::1"), QStringLiteral("localhost") };
    if (!hosts.contains(client->redirectHost))
        return fail(ErrorCode::Usage, "the redirect address must be on this machine",
                    "use 127.0.0.1, ::1 or localhost in --oidc-redirect-url");
    if (!client->redirectPath.isEmpty() && !client->redirectPath.startsWith(QLatin1Char('/')))
        return fail(badField("redirectPath"));
    if (!client->scopes.contains(QStringLiteral("openid")))
        client->scopes.append(QStringLiteral("openid"));
    return Session::SessionRequest { std::move(*client), *account };
}

Result<Session::TokenOptions> tokenOptions(const Json &parameters, const Audit::Requester &requester)
{
    const auto policy = loginPolicy(parameters);
    auto wanted = browser(parameters);
    const auto life = seconds(parameters, "minimumLifeSeconds", std::chrono::seconds(60), std::chrono::hours(1));
    if (!policy)
        return fail(policy.error());
    if (!wanted)
        return fail(wanted.error());
    if (!life)
        return fail(life.error());
    Session::TokenOptions options;
    options.minimumLife = *life;
    options.forceRefresh = Core::jsonBool(parameters, "forceRefresh", false);
    options.login = *policy;
    options.browser = std::move(*wanted);
    options.requester = requester;
    return options;
}

Result<Session::LoginOptions> loginOptions(const Json &parameters, const Audit::Requester &requester)
{
    auto wanted = browser(parameters);
    if (!wanted)
        return fail(wanted.error());
    const auto way = text(parameters, "way", 16);
    if (!way || (!way->isEmpty() && *way != QLatin1String("browser") && *way != QLatin1String("device")))
        return fail(badField("way"));
    return Session::LoginOptions { Core::jsonBool(parameters, "force", false), std::move(*wanted), requester,
                                   *way == QLatin1String("device") ? Session::LoginWay::Device
                                                                   : Session::LoginWay::Browser };
}

Result<QString> sessionId(const Json &parameters)
{
    if (const auto given = Core::jsonString(parameters, "session")) {
        const bool isHex = given->find_first_not_of("0123456789abcdef") == std::string::npos;
        if (given->size() != 32 || !isHex)
            return fail(badField("session"));
        return toQString(*given);
    }
    const auto request = sessionRequest(parameters);
    if (!request)
        return fail(request.error());
    return request->key().id();
}

Result<std::optional<Kubernetes::ApiServer>> apiServer(const Json &parameters)
{
    const auto found = parameters.find("server");
    if (found == parameters.end() || found->is_null())
        return std::optional<Kubernetes::ApiServer>();
    if (!found->is_object())
        return fail(badField("server"));
    const auto url = text(*found, "url");
    const auto pem = text(*found, "caPem", kMaxPem);
    const auto name = text(*found, "tlsServerName", 256);
    if (!url || !pem || !name)
        return fail(badField("server"));
    return std::optional(Kubernetes::ApiServer { QUrl(*url, QUrl::StrictMode), pem->toUtf8(), *name });
}

} // namespace Agent
