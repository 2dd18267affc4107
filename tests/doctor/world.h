// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/demo/demoapiserver.h"
#include "app/demo/demoissuer.h"
#include "app/demo/httpserver.h"
#include "app/demo/tlsidentity.h"
#include "app/demo/tokensigner.h"
#include "app/doctor/doctor.h"
#include "app/doctor/gather.h"
#include "app/doctor/standardchecks.h"
#include "doctortest.h"
#include <QUrlQuery>

namespace DoctorTest {

using Core::Json;
using Demo::HttpReply;
using Demo::HttpRequest;
using Demo::HttpServer;
using Demo::TlsIdentity;
using Doctor::Report;
using Doctor::Situation;
using Doctor::Verdict;
using namespace std::chrono_literals;


inline HttpReply json(const Json &body, int status = 200)
{
    return { status, "application/json", QByteArray::fromStdString(Core::dumpJson(body)), {} };
}

inline HttpReply page(const QByteArray &text, int status)
{
    return { status, "text/html", text, {} };
}

// A provider and an API server on loopback that say what a test wants.
class World
{
public:
    Core::SystemClock clock;
    Home home;
    // Keys take longer to make than everything else here, and no test needs its own.
    const Demo::TokenSigner &signer = sharedSigner();
    const TlsIdentity &identity = sharedIdentity();

    QStringList scopes{ QStringLiteral("openid") };
    std::string issuerPath = "/realms/demo";
    Json discoveryPatch = Json::object();
    QByteArray signInPage; //!< empty: goes back with login_required
    int signInStatus = 400;
    std::string signInError = "login_required";
    std::string tokenError = "invalid_grant";
    std::function<HttpReply(const HttpRequest &)> api; //!< empty: accepts the token
    bool givesProviderCa = true, givesApiCa = true;
    QByteArray extraUser, execExtra, server;
    std::string apiServerConfig, rbac;
    bool consents = false;
    QList<QPair<QByteArray, QByteArray>> apiHeaders, providerHeaders;

    explicit World(const TlsIdentity *provider = nullptr)
        : m_provider([this](const HttpRequest &request) {
              HttpReply reply = answer(request);
              reply.headers += providerHeaders;
              return reply;
          })
        , m_api([this](const HttpRequest &request) {
            HttpReply reply = api ? api(request) : accept(request);
            reply.headers += apiHeaders;
            return reply;
        })
    {
        m_provider.setTls(provider ? *provider : identity);
        m_api.setTls(identity);
        if (!m_provider.listen() || !m_api.listen())
            qFatal("no server");
    }

    std::string issuer() const { return "https://127.0.0.1:" + std::to_string(m_provider.port()) + issuerPath; }

    std::string token(const Json &patch = Json::object()) const
    {
        const auto now = std::chrono::duration_cast<std::chrono::seconds>(clock.now().time_since_epoch()).count();
        Json claims = { { "iss", issuer() },        { "sub", "u-1" },
                        { "aud", "kubernetes" },    { "iat", now },
                        { "exp", now + 300 },       { "email", "jane@example.org" },
                        { "email_verified", true }, { "groups", { "security-developer" } } };
        claims.merge_patch(patch);
        return signer.sign(claims);
    }

    std::string flags(const std::string &more = {}) const
    {
        return "--oidc-issuer-url=" + issuer() + "\n--oidc-client-id=kubernetes\n--oidc-ca-file=/etc/ca.crt\n" + more;
    }

    QByteArray kubeconfig() const
    {
        const QByteArray target = server.isEmpty() ? "https://127.0.0.1:" + QByteArray::number(m_api.port()) : server;
        return "apiVersion: v1\nkind: Config\ncurrent-context: dev\nclusters:\n- name: c\n  cluster:\n    server: "
                + target
                + (givesApiCa ? "\n    certificate-authority-data: " + identity.caPem().toBase64() : QByteArray())
                + "\nusers:\n- name: u\n  user:\n" + extraUser
                + "    exec:\n      apiVersion: client.authentication.k8s.io/v1\n      command: /bin/sh\n      "
                  "interactiveMode: Never\n      args: []\n"
                + "contexts:\n- name: dev\n  context:\n    cluster: c\n    user: u\n";
    }

    // As the agent gathers it, with a session that holds \a sessionToken.
    std::shared_ptr<Situation> situation(const std::string &sessionToken) const
    {
        Doctor::Request request;
        request.kubeconfig = home.write(QStringLiteral("config"), exec(kubeconfig())).toStdString();
        request.caller.environment = { { "HOME", home.text(QStringLiteral("home")) },
                                       { "PATH", home.text(QStringLiteral("bin")) } };
        request.caller.consentsToAnonymousProbe = consents;
        home.write(QStringLiteral("bin/kubectl-lanyard"), "#!/bin/sh\n", QFile::ReadOwner | QFile::ExeOwner);
        if (!apiServerConfig.empty())
            request.apiServerConfig =
                    home.write(QStringLiteral("flags"), QByteArray::fromStdString(apiServerConfig)).toStdString();
        if (!rbac.empty())
            request.rbac = home.write(QStringLiteral("rbac"), QByteArray::fromStdString(rbac)).toStdString();
        auto result = std::make_shared<Situation>(gatherFiles(request));
        result->keychain = Doctor::KeychainState::Ready;
        if (!sessionToken.empty() && result->credential == Doctor::CredentialKind::Exec) {
            result->token = { "the session", std::make_shared<Core::Secret>(sessionToken), {} };
            result->session = { true, true, true, {} };
        }
        return result;
    }

    Report examine(const std::string &sessionToken, std::chrono::milliseconds deadline = 8s) const
    {
        const auto facts = situation(sessionToken);
        Doctor::Doctor doctor(Doctor::standardChecks(*facts, clock), deadline);
        auto future = doctor.run(facts);
        if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 15'000))
            qFatal("the doctor did not end");
        return *QtSupport::moveResult<Report>(future);
    }

    HttpReply accept(const HttpRequest &request) const
    {
        if (request.path.endsWith("/selfsubjectreviews"))
            return json({ { "kind", "SelfSubjectReview" },
                          { "status",
                            { { "userInfo",
                                { { "username", "jane@example.org" },
                                  { "groups", { "oidc:security-developer", "system:authenticated" } } } } } } },
                        201);
        if (request.path.endsWith("/selfsubjectaccessreviews"))
            return json({ { "kind", "SelfSubjectAccessReview" }, { "status", { { "allowed", false } } } }, 201);
        if (request.path == "/version")
            return json({ { "gitVersion", "v1.34.0" } });
        return json({ { "kind", "Status" },
                      { "message", "forbidden: User \"jane@example.org\" cannot list" },
                      { "code", 403 } },
                    403);
    }

private:
    static const Demo::TokenSigner &sharedSigner()
    {
        static const auto signer = *Demo::TokenSigner::generate(Jose::SignatureAlgorithm::RS256, "k1");
        return signer;
    }
    static const TlsIdentity &sharedIdentity()
    {
        static const auto identity = *TlsIdentity::create({ QStringLiteral("127.0.0.1"), QStringLiteral("localhost") },
                                                          Core::SystemClock());
        return identity;
    }
    QByteArray exec(QByteArray text) const
    {
        QByteArray args = "[get-token, --oidc-issuer-url=" + QByteArray::fromStdString(issuer())
                + ", --oidc-client-id=kubernetes" + execExtra;
        if (givesProviderCa)
            args += ", --certificate-authority=" + home.write(QStringLiteral("ca.crt"), identity.caPem()).toUtf8();
        return text.replace("command: /bin/sh", "command: kubectl-lanyard").replace("args: []", "args: " + args + "]");
    }

    HttpReply answer(const HttpRequest &request) const
    {
        const std::string base = issuer();
        if (request.path.endsWith("/.well-known/openid-configuration")) {
            Json document = { { "issuer", base },
                              { "authorization_endpoint", base + "/auth" },
                              { "token_endpoint", base + "/token" },
                              { "jwks_uri", base + "/jwks" },
                              { "code_challenge_methods_supported", { "S256" } },
                              { "scopes_supported", { "openid" } } };
            document.merge_patch(discoveryPatch);
            return json(document);
        }
        if (request.path.endsWith("/jwks"))
            return json(signer.publicJwks());
        if (request.path.endsWith("/token"))
            return json({ { "error", tokenError } }, tokenError == "invalid_client" ? 401 : 400);
        if (!request.path.endsWith("/auth"))
            return page("none", 404);
        if (!signInPage.isEmpty())
            return page(signInPage, signInStatus);
        const QUrlQuery query(QString::fromLatin1(request.query));
        const QByteArray back = query.queryItemValue(QStringLiteral("redirect_uri"), QUrl::FullyDecoded).toLatin1();
        return { 302,
                 "text/html",
                 {},
                 { { "Location", back + "?error=" + QByteArray::fromStdString(signInError) + "&state=x" } } };
    }

    HttpServer m_provider, m_api;
};

inline QStringList worrying(const Report &report)
{
    QStringList list;
    for (const QString &entry : summary(report.findings)) {
        if (!entry.startsWith(QLatin1String("info:")))
            list << entry;
    }
    return list;
}


} // namespace DoctorTest
