// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/tokenjudge.h"
#include "app/kubernetes/apiserverconfiguration.h"
#include "tests/support/fakeclock.h"
#include "tests/support/resulttest.h"
#include "world.h"

#include <map>
#include <set>
#include <utime.h>

using namespace DoctorTest;
using Doctor::Finding;
using Doctor::TokenView;
using Findings = std::vector<Finding>;

// The list of ids is a contract: each of them must be found when its fault is really there.
class tst_EveryId : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isFoundWhenItsFaultIsThere_data();
    void isFoundWhenItsFaultIsThere();
    void isTheOnlyOneOfItsName();

private:
    using Change = std::function<void(World &)>;
    void addTokens();
    void addStructured();
    void addFiles();
    void addEntries();
    void addProviders();
    void addApiServers();
    void addRights();
    void addMachine();

    // Before the model of the API server alone.
    void token(const char *id, const std::string &patch, const std::string &flags = {});
    // The whole doctor; the session holds a token with these claims.
    void world(const char *id, Change change, const std::string &patch = "{}");
    // With a kubeconfig where one text is replaced by another.
    void file(const char *id, const QByteArray &from, const QByteArray &to);

    std::map<std::string, std::function<Findings()>> m_faults;
};

namespace {

const std::string kIssuer = "https://id.example.org/realms/demo";
const std::string kFlags = "--oidc-issuer-url=" + kIssuer + " --oidc-client-id=kubernetes ";
const std::string kGroups = "--oidc-groups-claim=groups --oidc-groups-prefix=oidc: ";
const std::string kByEmail = "--oidc-username-claim=email ";

HttpReply status(int code, const char *message)
{
    return json({ { "kind", "Status" }, { "message", message }, { "code", code } }, code);
}

std::string structured(const std::string &more)
{
    return "apiVersion: apiserver.config.k8s.io/v1\nkind: AuthenticationConfiguration\njwt:\n- issuer:\n    url: "
            + kIssuer + "\n    audiences: [kubernetes]\n  claimMappings:\n    username: {claim: sub, prefix: \"x:\"}\n"
            + more;
}

// A kubeconfig of the shape that World writes, as a file of its own.
Findings examineKubeconfig(const World &world, const QByteArray &text)
{
    Doctor::Request request;
    request.kubeconfig = world.home.write(u"other"_s, text).toStdString();
    request.caller.environment = { { "HOME", world.home.text(u"home"_s) }, { "PATH", world.home.text(u"bin"_s) } };
    auto facts = std::make_shared<Situation>(gatherFiles(request));
    Doctor::Doctor doctor(Doctor::standardChecks(*facts, world.clock), 8s);
    auto future = doctor.run(facts);
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 15'000))
        qFatal("the doctor did not end");
    return QtSupport::moveResult<Report>(future)->findings;
}

QList<QPair<QByteArray, QByteArray>> dateHeader(int ahead)
{
    const auto date = QDateTime::currentDateTimeUtc().addSecs(ahead);
    return { { "Date", QLocale::c().toString(date, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1() } };
}

std::string binding(const char *kind, const std::string &metadata, const std::string &role, const std::string &subject)
{
    return std::string("kind: ") + kind + "\nmetadata: " + metadata + "\nroleRef: {kind: ClusterRole, name: " + role
            + "}\nsubjects:\n- " + subject + "\n";
}

} // namespace

void tst_EveryId::token(const char *id, const std::string &patch, const std::string &flags)
{
    m_faults[id] = [patch, flags] {
        const World world;
        const Support::FakeClock clock;
        const auto now = std::chrono::duration_cast<std::chrono::seconds>(clock.now().time_since_epoch()).count();
        Json claims = { { "iss", kIssuer },     { "sub", "u-1" },           { "aud", "kubernetes" },
                        { "exp", now + 300 },   { "typ", "ID" },            { "email", "jane@example.org" },
                        { "groups", { "dev" } } };
        claims.merge_patch(*Core::parseJson(patch));
        const auto settings = Kubernetes::readApiServerConfiguration(
                flags.starts_with("apiVersion") ? flags : kFlags + flags, "flags");
        if (!settings)
            qFatal("%s", settings.error().message.c_str());
        const auto keys = Jose::JsonWebKeySet::parse(Core::dumpJson(world.signer.publicJwks()));
        const TokenView view = TokenView::of(world.signer.sign(claims));
        Doctor::CheckResult result;
        judgeToken({ view, &*settings, kIssuer, "kubernetes", clock.now(), false }, { &*keys, { "k1" }, {} }, result);
        return result.findings;
    };
}

void tst_EveryId::world(const char *id, Change change, const std::string &patch)
{
    m_faults[id] = [change = std::move(change), patch] {
        World world;
        change(world);
        return world.examine(world.token(*Core::parseJson(patch))).findings;
    };
}

void tst_EveryId::file(const char *id, const QByteArray &from, const QByteArray &to)
{
    m_faults[id] = [from, to] {
        World world;
        world.server = "https://127.0.0.1:1";
        world.home.write(u"bin/kubectl-lanyard"_s, "#!/bin/sh\n", QFile::ReadOwner | QFile::ExeOwner);
        const QByteArray text = world.kubeconfig().replace("command: /bin/sh", "command: kubectl-lanyard");
        if (!text.contains(from))
            qFatal("nothing to replace");
        return examineKubeconfig(world, QByteArray(text).replace(from, to));
    };
}

void tst_EveryId::addTokens()
{
    token("issuer-claim-mismatch", R"({"iss":"https://else.example.org"})");
    token("claims-unreadable", R"({"exp":"soon"})");
    token("audience-mismatch", R"({"aud":"k8s"})");
    token("token-expired", R"({"exp":1})");
    token("not-yet-valid", R"({"nbf":4102444800})");
    token("groups-distributed", R"({"groups":null,"_claim_names":{"groups":"s"}})", kGroups);
    token("username-claim-missing", "{}", "--oidc-username-claim=upn");
    token("username-claim-type", R"({"upn":7})", "--oidc-username-claim=upn");
    token("email-not-verified", R"({"email_verified":false})", kByEmail);
    token("email-verified-type", R"({"email_verified":"true"})", kByEmail);
    token("groups-claim-type", R"({"groups":[1]})", kGroups);
    token("required-claim-mismatch", "{}", "--oidc-required-claim=tenant=acme");
    token("access-token-used", R"({"typ":"Bearer"})");
    token("groups-claim-missing", R"({"groups":null})", kGroups);
    token("groups-in-realm-access", R"({"groups":null,"realm_access":{"roles":["a"]}})", kGroups);
    token("groups-full-path", R"({"groups":["/dev"]})", kGroups);
    token("token-too-large", R"({"padding":")" + std::string(9000, 'x') + "\"}");
    m_faults["not-a-jwt"] = [] { return World().examine("opaque").findings; };
    m_faults["signing-algorithm"] = [] {
        World world;
        world.apiServerConfig = world.flags();
        const auto signer = *Demo::TokenSigner::generate(Jose::SignatureAlgorithm::ES256, "e1");
        return world.examine(signer.sign(TokenView::of(world.token()).facts.claims)).findings;
    };
    m_faults["signing-key-unknown"] = [] {
        const World world;
        const auto signer = *Demo::TokenSigner::generate(Jose::SignatureAlgorithm::RS256, "gone");
        return world.examine(signer.sign(TokenView::of(world.token()).facts.claims)).findings;
    };
    m_faults["signature-invalid"] = [] {
        const World world;
        std::string token = world.token();
        const std::size_t signature = token.rfind('.') + 1;
        token[signature] = token[signature] == 'A' ? 'B' : 'A';
        return world.examine(token).findings;
    };
    m_faults["groups-only-in-access-token"] = [] {
        World world;
        world.apiServerConfig = world.flags("--oidc-groups-claim=groups\n--oidc-groups-prefix=oidc:\n");
        auto facts = world.situation(world.token({ { "groups", nullptr } }));
        facts->token.accessClaims = { { "groups", { "dev" } } };
        Doctor::Doctor doctor(Doctor::standardChecks(*facts, world.clock), 8s);
        auto future = doctor.run(facts);
        if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 15'000))
            qFatal("the doctor did not end");
        return QtSupport::moveResult<Report>(future)->findings;
    };
}

void tst_EveryId::addStructured()
{
    token("claim-mapping-failed", "{}", structured("    uid: {claim: nobody}\n"));
    token("cel-rule-failed", "{}",
          structured("  claimValidationRules:\n  - {expression: claims.sub == 'x', message: m}\n"));
    token("cel-not-evaluated", "{}",
          structured("  claimValidationRules:\n  - {expression: quantity('1').isInteger(), message: m}\n"));
    world("api-config-invalid", [](World &w) { w.apiServerConfig = "--oidc-client-id=kubernetes"; });
}

void tst_EveryId::addFiles()
{
    file("kubeconfig-unreadable", "apiVersion: v1", "apiVersion: [");
    file("kubeconfig-duplicate-name", "contexts:\n", "contexts:\n- name: dev\n  context: {cluster: c, user: u}\n");
    file("kubeconfig-unquoted-scalar", "    user: u\n", "    user: u\n    namespace: 123\n");
    file("kubeconfig-key-case", "current-context", "Current-Context");
    file("context-missing-cluster", "    cluster: c\n", "    cluster: d\n");
    file("context-missing-user", "    user: u\n", "    user: v\n");
    file("namespace-invalid", "    user: u\n", "    user: u\n    namespace: My_Space\n");
    m_faults["kubeconfig-shadowed-entry"] = [] {
        World world;
        const QString second = world.home.write(u"second"_s, "users:\n- name: u\n  user: {token: abc}\n");
        Doctor::Request request;
        request.caller.environment["KUBECONFIG"] =
                (world.home.write(u"first"_s, world.kubeconfig()) + QLatin1Char(':') + second).toStdString();
        const Situation facts = gatherFiles(request);
        return Doctor::standardChecks(facts, world.clock).checks.front()->run(facts).result()->findings;
    };
    m_faults["kubeconfig-stale-lock"] = [] {
        World world;
        const utimbuf old{ 1'000'000, 1'000'000 };
        if (::utime(qPrintable(world.home.write(u"other.lock"_s, "")), &old) != 0)
            qFatal("utime");
        return examineKubeconfig(world, world.kubeconfig());
    };
    m_faults["kubeconfig-permissions"] = [] {
        World world;
        Doctor::Request request;
        request.kubeconfig = world.home.write(u"open"_s, world.kubeconfig(), QFile::ReadOwner | QFile::ReadOther)
                                     .toStdString();
        const Situation facts = gatherFiles(request);
        return Doctor::standardChecks(facts, world.clock).checks.front()->run(facts).result()->findings;
    };
}

void tst_EveryId::addEntries()
{
    file("exec-on-http-server", "server: https://", "server: http://");
    file("exec-bypassed-by-credentials", "  user:\n    exec:", "  user:\n    token: abc\n    exec:");
    file("exec-api-version", "k8s.io/v1\n", "k8s.io/v1alpha1\n");
    file("exec-interactive-mode-missing", "      interactiveMode: Never\n", "");
    file("exec-command-not-found", "command: kubectl-lanyard", "command: no-such-program");
    file("exec-unknown-flag", "args: []", "args: [get-token, --oidc-isuer-url=x]");
    file("auth-provider-legacy", "  user:\n    exec:", "  user:\n    auth-provider: {name: gcp}\n    exec:");
    world("exec-not-allowed-by-kuberc", [](World &w) {
        w.home.write(u"home/.kube/kuberc"_s,
                     "apiVersion: kubectl.config.k8s.io/v1beta1\nkind: Preference\ncredentialPluginPolicy: DenyAll\n");
    });
}

void tst_EveryId::addProviders()
{
    const auto certificate = [this](const char *id, const QString &name, bool isOld, bool isTrusted) {
        m_faults[id] = [=] {
            const Core::SystemClock today;
            const Support::FakeClock longAgo;
            const auto identity =
                    *TlsIdentity::create({ name }, isOld ? static_cast<const Core::Clock &>(longAgo) : today);
            World world(&identity);
            world.givesProviderCa = false;
            if (isTrusted)
                world.execExtra = ", --certificate-authority-data=" + identity.caPem().toBase64();
            return world.examine(world.token()).findings;
        };
    };
    certificate("issuer-tls-untrusted", u"127.0.0.1"_s, false, false);
    certificate("issuer-tls-hostname", u"other.example.org"_s, false, true);
    certificate("issuer-tls-expired", u"127.0.0.1"_s, true, true);
    world("issuer-not-https", [](World &w) { w.execExtra = ", --oidc-issuer-url=http://id.example.org"; });
    world("issuer-unreachable", [](World &w) { w.execExtra = ", --oidc-issuer-url=https://127.0.0.1:1"; });
    world("discovery-invalid", [](World &w) { w.discoveryPatch = { { "token_endpoint", nullptr } }; });
    world("issuer-mismatch", [](World &w) { w.discoveryPatch = { { "issuer", w.issuer() + "/" } }; });
    world("pkce-not-advertised",
          [](World &w) { w.discoveryPatch = { { "code_challenge_methods_supported", { "plain" } } }; });
    world("client-unknown", [](World &w) { w.signInPage = "<p>Client not found.</p>"; });
    world("redirect-uri-rejected", [](World &w) { w.signInPage = "<p>Invalid parameter: redirect_uri</p>"; });
    world("scope-rejected", [](World &w) { w.signInError = "invalid_scope"; });
    world("offline-access-missing",
          [](World &w) { w.discoveryPatch = { { "scopes_supported", { "openid", "offline_access" } } }; });
    const auto soon = std::chrono::duration_cast<std::chrono::seconds>(
                              std::chrono::system_clock::now().time_since_epoch())
                              .count()
            + 50;
    world("lifetime-short", [](World &) {}, "{\"exp\":" + std::to_string(soon) + "}");
    m_faults["refresh-rejected"] = [] {
        World world;
        auto facts = world.situation({});
        facts->session = { true, false, true, Core::Error{ Core::ErrorCode::InvalidGrant, "refused", "sign in", {} } };
        facts->token.whyNone = "nobody is signed in";
        Doctor::Doctor doctor(Doctor::standardChecks(*facts, world.clock), 8s);
        auto future = doctor.run(facts);
        if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 15'000))
            qFatal("the doctor did not end");
        return QtSupport::moveResult<Report>(future)->findings;
    };
}

void tst_EveryId::addApiServers()
{
    const auto certificate = [this](const char *id, const QString &name, bool isOld, bool isTrusted) {
        m_faults[id] = [=] {
            const Core::SystemClock today;
            const Support::FakeClock longAgo;
            const auto identity =
                    *TlsIdentity::create({ name }, isOld ? static_cast<const Core::Clock &>(longAgo) : today);
            HttpServer server([](const HttpRequest &) { return status(401, "Unauthorized"); });
            server.setTls(identity);
            if (!server.listen())
                qFatal("no server");
            World world;
            world.givesApiCa = false;
            world.server = "https://127.0.0.1:" + QByteArray::number(server.port());
            if (isTrusted)
                world.server += "\n    certificate-authority-data: " + identity.caPem().toBase64();
            return world.examine(world.token()).findings;
        };
    };
    certificate("api-tls-untrusted", u"127.0.0.1"_s, false, false);
    certificate("api-tls-hostname", u"other.example.org"_s, false, true);
    certificate("api-tls-expired", u"127.0.0.1"_s, true, true);
    world("insecure-skip-tls-verify", [](World &w) {
        w.givesApiCa = false;
        w.server = w.kubeconfig().split('\n').value(6).trimmed().mid(8) + "\n    insecure-skip-tls-verify: true";
    });
    world("api-unreachable", [](World &w) { w.server = "https://127.0.0.1:1"; });
    world("api-anonymous", [](World &w) {
        w.api = [](const HttpRequest &) { return status(403, "forbidden: User \"system:anonymous\" cannot create"); };
    });
    world("api-rejected-token",
          [](World &w) { w.api = [](const HttpRequest &) { return status(401, "Unauthorized"); }; });
    world("clock-skew", [](World &w) {
        w.apiHeaders = dateHeader(0);
        w.providerHeaders = dateHeader(600);
    });
    world("client-clock", [](World &w) { w.apiHeaders = w.providerHeaders = dateHeader(600); });
}

void tst_EveryId::addRights()
{
    const auto predicted = [this](const char *id, const std::string &flags, const std::string &subject,
                                  const std::string &patch = "{}") {
        world(
                id,
                [=](World &w) {
                    w.server = "https://127.0.0.1:1";
                    w.apiServerConfig = w.flags(flags);
                    w.rbac = binding("RoleBinding", "{name: a, namespace: ns}", "view", subject);
                },
                patch);
    };
    predicted("username-prefix-default", "", "{kind: User, name: u-1}");
    predicted("groups-prefix-doubled", kByEmail + kGroups, "{kind: Group, name: x}", R"({"groups":["oidc:dev"]})");
    predicted("groups-prefix-mismatch", kByEmail + kGroups, "{kind: Group, name: security-developer}");
    predicted("username-claim-vs-binding", kByEmail, "{kind: User, name: u-1}");
    predicted("rbac-no-permissions", kByEmail, "{kind: User, name: john}");
    predicted("groups-prefix-empty", kByEmail + "--oidc-groups-claim=groups", "{kind: Group, name: x}");
    const auto risky = [this](const char *id, const char *name, const char *role, const char *subject) {
        world(id, [=](World &w) { w.rbac = binding("ClusterRoleBinding", name, role, subject); });
    };
    risky("anonymous-access", "{name: open}", "view", "{kind: Group, name: \"system:unauthenticated\"}");
    risky("cluster-admin-widely-bound", "{name: admins}", "cluster-admin", "{kind: Group, name: everyone}");
    risky("lookalike-binding", "{name: \"system:controller:kube-controller\"}", "view", "{kind: User, name: x}");
    world("cluster-admin-equivalent", [](World &w) {
        w.api = [&w](const HttpRequest &request) {
            if (!request.path.endsWith("/selfsubjectaccessreviews"))
                return w.accept(request);
            return json({ { "kind", "SelfSubjectAccessReview" }, { "status", { { "allowed", true } } } }, 201);
        };
    });
}

void tst_EveryId::addMachine()
{
    const auto machine = [this](const char *id, Doctor::KeychainState keychain, bool agentWasRunning) {
        m_faults[id] = [=] {
            const World world;
            auto facts = world.situation({});
            facts->keychain = keychain;
            facts->caller.agentWasRunning = agentWasRunning;
            Findings findings;
            for (const auto &check : Doctor::standardChecks(*facts, world.clock).checks) {
                if (check->ids().front() == "keychain-missing")
                    findings = check->run(*facts).result()->findings;
            }
            return findings;
        };
    };
    machine("keychain-missing", Doctor::KeychainState::Missing, true);
    machine("keychain-locked", Doctor::KeychainState::Locked, true);
    machine("agent-not-running", Doctor::KeychainState::Ready, false);
}

void tst_EveryId::initTestCase()
{
    addTokens();
    addStructured();
    addFiles();
    addEntries();
    addProviders();
    addApiServers();
    addRights();
    addMachine();
}

void tst_EveryId::isFoundWhenItsFaultIsThere_data()
{
    QTest::addColumn<std::string>("id");
    for (const std::string_view id : Doctor::allIds())
        QTest::newRow(std::string(id).c_str()) << std::string(id);
}

void tst_EveryId::isFoundWhenItsFaultIsThere()
{
    QFETCH(std::string, id);
    const auto fault = m_faults.find(id);
    QVERIFY2(fault != m_faults.end(), "no row of this test provokes it");
    const Findings findings = fault->second();
    QVERIFY2(find(findings, id), qPrintable(summary(findings).join(u", "_s)));
    QCOMPARE(incomplete(findings), QString());
}

void tst_EveryId::isTheOnlyOneOfItsName()
{
    const auto ids = Doctor::allIds();
    QCOMPARE(ids.size(), std::size_t(80)); // the contract's number: a new id comes with its row here
    QCOMPARE(std::set<std::string_view>(ids.begin(), ids.end()).size(), ids.size());
    for (const auto &[id, fault] : m_faults)
        QVERIFY2(Doctor::orderOf(id) < ids.size(), id.c_str());
}

QTEST_GUILESS_MAIN(tst_EveryId)
#include "tst_everyid.moc"
