// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/demo/tokensigner.h"
#include "app/doctor/keycloakhints.h"
#include "app/doctor/rbac.h"
#include "app/doctor/tokenjudge.h"
#include "app/kubernetes/apiserverconfiguration.h"
#include "doctortest.h"
#include "tests/support/fakeclock.h"
#include "tests/support/resulttest.h"

using namespace DoctorTest;
using Core::Json;
using Doctor::CheckResult;
using Doctor::TokenView;

namespace {

constexpr std::int64_t kNow = 1767225600; // where FakeClock starts
const std::string kIssuer = "https://id.example.org/realms/demo";
const std::string kFlags = "--oidc-issuer-url=" + kIssuer + " --oidc-client-id=kubernetes";

Json claims(const Json &patch = {})
{
    Json result = { { "iss", kIssuer },
                    { "sub", "u-1" },
                    { "aud", "kubernetes" },
                    { "exp", kNow + 300 },
                    { "iat", kNow },
                    { "typ", "ID" },
                    { "email", "jane@example.org" },
                    { "email_verified", true },
                    { "preferred_username", "jane" },
                    { "groups", { "dev" } } };
    if (patch.is_object())
        result.merge_patch(patch);
    return result;
}

std::string structured(const std::string &mappings, const std::string &issuer = {}, const std::string &rules = {})
{
    return "apiVersion: apiserver.config.k8s.io/v1\nkind: AuthenticationConfiguration\njwt:\n- issuer:\n    url: "
            + kIssuer + "\n" + (issuer.empty() ? "    audiences: [kubernetes]\n" : issuer) + "  claimMappings:\n"
            + mappings + rules;
}

const std::string kByEmail =
        "    username: {claim: email, prefix: \"\"}\n    groups: {claim: groups, prefix: \"oidc:\"}\n";

} // namespace

class tst_TokenJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void findsWhatTheApiServerRefuses_data();
    void findsWhatTheApiServerRefuses();
    void saysTheServersOwnLogMessage_data();
    void saysTheServersOwnLogMessage();
    void staysSilentOnHealthySetUps_data();
    void staysSilentOnHealthySetUps();
    void tellsAnAudienceThatIsNull();
    void findsGroupsThatOnlyTheAccessTokenHas();
    void verifiesSignatures();
    void refusesWhatIsNoToken();
    void knowsNothingForSureWithoutConfiguration();
    void predictsNameAndGroups_data();
    void predictsNameAndGroups();
    void marksTheFirstDifferentCharacter();
    void readsBindingsOfAllDocuments();
    void knowsThePlaceInKeycloak();
    void knowsThePlaceInOtherConsoles_data();
    void knowsThePlaceInOtherConsoles();

private:
    CheckResult judged(const std::string &token, const std::string &configuration) const;

    std::optional<Demo::TokenSigner> m_signer, m_other, m_sameName, m_elliptic;
    Jose::JsonWebKeySet m_keys;
    Support::FakeClock m_clock;
};

void tst_TokenJudge::initTestCase()
{
    const auto make = [](Jose::SignatureAlgorithm algorithm, const char *id) {
        return *Demo::TokenSigner::generate(algorithm, id);
    };
    m_signer = make(Jose::SignatureAlgorithm::RS256, "k1");
    m_sameName = make(Jose::SignatureAlgorithm::RS256, "k1");
    m_other = make(Jose::SignatureAlgorithm::RS256, "k2");
    m_elliptic = make(Jose::SignatureAlgorithm::ES256, "e1");
    const Json keys = { { "keys", { m_signer->publicJwk(), m_elliptic->publicJwk() } } };
    m_keys = *Jose::JsonWebKeySet::parse(Core::dumpJson(keys));
}

CheckResult tst_TokenJudge::judged(const std::string &token, const std::string &configuration) const
{
    CheckResult result;
    std::optional<Kubernetes::AuthenticationSettings> settings;
    if (!configuration.empty()) {
        auto read = Kubernetes::readApiServerConfiguration(configuration, "config");
        if (!read)
            qFatal("%s", read.error().message.c_str());
        settings = std::move(*read);
    }
    const TokenView view = TokenView::of(token);
    const Doctor::Case given{ view, settings ? &*settings : nullptr, kIssuer, "kubernetes", m_clock.now(), false };
    judgeToken(given, { &m_keys, { "k1", "e1" }, {} }, result);
    return result;
}

void tst_TokenJudge::findsWhatTheApiServerRefuses_data()
{
    QTest::addColumn<std::string>("patch");
    QTest::addColumn<std::string>("configuration");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const char *patch, const std::string &more, const QStringList &expected) {
        QTest::newRow(name) << std::string(patch) << (more.starts_with("apiVersion") ? more : kFlags + " " + more)
                            << expected;
    };
    row("another audience", R"({"aud":"k8s"})", "", { u"error:audience-mismatch"_s });
    row("no audience", R"({"aud":null})", "", { u"error:audience-mismatch"_s });
    row("one of several audiences", R"({"aud":["a","kubernetes"]})", "", {});
    row("an audience that is a number", R"({"aud":7})", "", { u"error:claims-unreadable"_s });
    row("a slash at the issuer's end", R"({"iss":"https://id.example.org/realms/demo/"})", "",
        { u"error:issuer-claim-mismatch"_s });
    row("http instead of https", R"({"iss":"http://id.example.org/realms/demo"})", "",
        { u"error:issuer-claim-mismatch"_s });
    row("expired a second ago", R"({"exp":1767225599})", "", { u"error:token-expired"_s });
    row("expires this second", R"({"exp":1767225600})", "", {});
    row("no expiry", R"({"exp":null})", "", { u"error:token-expired"_s });
    row("text in exp", R"({"exp":"soon"})", "", { u"error:claims-unreadable"_s });
    row("a number as text in exp", R"({"exp":"1767225900"})", "", {});
    row("nbf 30 s ahead", R"({"nbf":1767225630})", "", {});
    row("nbf 61 s ahead", R"({"nbf":1767225661})", "", { u"error:not-yet-valid"_s });
    row("no user name claim", R"({"sub":null})", "", { u"error:username-claim-missing"_s });
    row("a user name that is a number", R"({"uid":7})", "--oidc-username-claim=uid",
        { u"error:username-claim-type"_s });
    row("an e-mail not verified", R"({"email_verified":false})", "--oidc-username-claim=email",
        { u"error:email-not-verified"_s });
    row("an e-mail verified with null stays there", R"({"email_verified":false})",
        "--oidc-username-claim=preferred_username --oidc-username-prefix=-", {});
    row("verified as a text", R"({"email_verified":"true"})", "--oidc-username-claim=email",
        { u"error:email-verified-type"_s });
    row("nothing said on verification", R"({"email_verified":null})", "--oidc-username-claim=email", {});
    row("groups that are numbers", R"({"groups":[1,2]})",
        "--oidc-groups-claim=groups --oidc-groups-prefix=oidc:", { u"error:groups-claim-type"_s });
    row("one group as a text", R"({"groups":"dev"})", "--oidc-groups-claim=groups --oidc-groups-prefix=oidc:", {});
    row("no groups", R"({"groups":null})",
        "--oidc-groups-claim=groups --oidc-groups-prefix=oidc:", { u"warning:groups-claim-missing"_s });
    row("roles out of reach", R"({"groups":null,"realm_access":{"roles":["dev"]}})",
        "--oidc-groups-claim=groups --oidc-groups-prefix=oidc:", { u"warning:groups-in-realm-access"_s });
    row("a path to the roles", R"({"realm_access":{"roles":["dev"]}})",
        "--oidc-groups-claim=realm_access.roles --oidc-groups-prefix=oidc:", { u"warning:groups-in-realm-access"_s });
    row("groups with a path", R"({"groups":["/dev"]})",
        "--oidc-groups-claim=groups --oidc-groups-prefix=oidc:", { u"info:groups-full-path"_s });
    row("groups elsewhere",
        R"({"groups":null,"_claim_names":{"groups":"src"},"_claim_sources":{"src":{"endpoint":"https://graph.example.org"}}})",
        "--oidc-groups-claim=groups --oidc-groups-prefix=oidc:",
        { u"warning:groups-distributed"_s, u"warning:groups-claim-missing"_s });
    row("groups nowhere", R"({"groups":null,"_claim_names":{"groups":"src"}})",
        "--oidc-groups-claim=groups --oidc-groups-prefix=oidc:",
        { u"error:groups-distributed"_s, u"warning:groups-claim-missing"_s });
    row("a required claim that is not there", "{}", "--oidc-required-claim=tenant=acme",
        { u"error:required-claim-mismatch"_s });
    row("a required claim of another value", R"({"tenant":"other"})", "--oidc-required-claim=tenant=acme",
        { u"error:required-claim-mismatch"_s });
    row("a required claim that is a list", R"({"tenant":["acme"]})", "--oidc-required-claim=tenant=acme",
        { u"error:required-claim-mismatch"_s });
    row("an access token", R"({"typ":"Bearer","aud":"account"})", "",
        { u"error:access-token-used"_s, u"error:audience-mismatch"_s });
    row("an access token that fits", R"({"typ":"Bearer"})", "", { u"warning:access-token-used"_s });
    row("no uid", "{}", structured(kByEmail + "    uid: {claim: nobody}\n"), { u"error:claim-mapping-failed"_s });
    row("a rule on a claim", R"({"hd":"x"})",
        structured(kByEmail, {}, "  claimValidationRules:\n  - claim: hd\n    requiredValue: example.org\n"),
        { u"error:required-claim-mismatch"_s });
    row("CEL", "{}", structured("    username: {expression: claims.sub}\n"), {});
    row("CEL on a claim that is not there", "{}", structured("    username: {expression: claims.upn}\n"),
        { u"error:username-claim-missing"_s });
    row("CEL that gives no text", "{}", structured("    username: {expression: claims.groups}\n"),
        { u"error:username-claim-type"_s });
    row("CEL rule on claims", R"({"hd":"x"})",
        structured(kByEmail, {},
                   "  claimValidationRules:\n  - expression: claims.hd == 'example.org'\n    message: wrong domain\n"),
        { u"error:cel-rule-failed"_s });
    row("CEL rule on the user", R"({"groups":["x"]})",
        structured("    username: {claim: email, prefix: \"\"}\n    groups: {claim: groups, prefix: \"system:\"}\n", {},
                   "  userValidationRules:\n  - expression: \"!user.groups.exists(g, g.startsWith('system:'))\"\n    "
                   "message: reserved\n"),
        { u"error:cel-rule-failed"_s });
    row("CEL for an extra attribute", "{}",
        structured(kByEmail + "    extra:\n    - key: example.org/tenant\n      valueExpression: claims.tenant\n"),
        { u"error:claim-mapping-failed"_s });
    row("CEL that we do not know", "{}",
        structured(kByEmail, {},
                   "  claimValidationRules:\n  - expression: quantity('1').isInteger()\n    message: m\n"),
        { u"info:cel-not-evaluated"_s });
    row("several audiences, none fits", R"({"aud":"x"})",
        structured(kByEmail, "    audiences: [b, a]\n    audienceMatchPolicy: MatchAny\n"),
        { u"error:audience-mismatch"_s });
    row("all traps of the article",
        R"({"aud":"k8s","email_verified":false,"groups":null,"realm_access":{"roles":["security-developer"]}})",
        "--oidc-username-claim=email --oidc-groups-claim=groups --oidc-groups-prefix=oidc:",
        { u"error:audience-mismatch"_s, u"error:email-not-verified"_s, u"warning:groups-in-realm-access"_s });
}

void tst_TokenJudge::findsWhatTheApiServerRefuses()
{
    QFETCH(std::string, patch);
    QFETCH(std::string, configuration);
    QFETCH(QStringList, expected);
    const CheckResult result = judged(m_signer->sign(claims(*Core::parseJson(patch))), configuration);
    QCOMPARE(summary(result.findings), expected);
    QCOMPARE(incomplete(result.findings), QString());
}

// kube-apiserver reads it as one empty audience, so nothing is unreadable and still nothing fits.
void tst_TokenJudge::tellsAnAudienceThatIsNull()
{
    Json withNull = claims();
    withNull["aud"] = nullptr;
    const CheckResult result = judged(m_signer->sign(withNull), kFlags);
    QCOMPARE(summary(result.findings), QStringList{ u"error:audience-mismatch"_s });
    QCOMPARE(QString::fromStdString(result.findings.front().serverLog),
             uR"(oidc: verify token: oidc: expected audience "kubernetes" got [""])"_s);
}

void tst_TokenJudge::findsGroupsThatOnlyTheAccessTokenHas()
{
    const auto settings = Kubernetes::readApiServerConfiguration(
            kFlags + " --oidc-groups-claim=groups --oidc-groups-prefix=oidc:", "config");
    QVERIFY_RESULT(settings);
    const auto look = [&](const Json &idToken, const Json *access) {
        const TokenView view = TokenView::of(m_signer->sign(claims(idToken)));
        CheckResult result;
        judgeToken({ view, &*settings, kIssuer, "kubernetes", m_clock.now(), true, access }, { &m_keys, { "k1" }, {} },
                   result);
        return result;
    };
    const Json none = { { "groups", nullptr } };
    const Json access = { { "groups", { "very-secret-group" } }, { "typ", "Bearer" } };
    const CheckResult found = look(none, &access);
    QCOMPARE(summary(found.findings), QStringList{ u"warning:groups-only-in-access-token"_s });
    QVERIFY(found.findings.front().evidence.find("very-secret-group") == std::string::npos); // compared, not shown
    QVERIFY(found.findings.front().fix.find("id.token.claim") != std::string::npos);
    QCOMPARE(summary(look(Json::object(), &access).findings), QStringList());
    const Json empty = Json::object();
    QCOMPARE(summary(look(none, &empty).findings), QStringList{ u"warning:groups-claim-missing"_s });
    QCOMPARE(summary(look(none, nullptr).findings), QStringList{ u"warning:groups-claim-missing"_s });
    const auto isOpen = [](const CheckResult &result) {
        return std::any_of(result.notChecked.begin(), result.notChecked.end(),
                           [](const auto &entry) { return entry.id == "groups-only-in-access-token"; });
    };
    QVERIFY(isOpen(look(none, nullptr)));
    QVERIFY(!isOpen(look(none, &access)));
}

void tst_TokenJudge::saysTheServersOwnLogMessage_data()
{
    QTest::addColumn<std::string>("patch");
    QTest::addColumn<std::string>("configuration");
    QTest::addColumn<std::string>("log");
    const auto row = [](const char *name, const char *patch, const std::string &more, const char *log) {
        QTest::newRow(name) << std::string(patch) << (more.starts_with("apiVersion") ? more : kFlags + " " + more)
                            << std::string(log);
    };
    row("issuer", R"({"iss":"https://else"})", "", "invalid bearer token");
    row("audience", R"({"aud":["k8s"]})", "",
        R"(oidc: verify token: oidc: expected audience "kubernetes" got ["k8s"])");
    row("no audience", R"({"aud":null})", "", R"(oidc: verify token: oidc: expected audience "kubernetes" got [])");
    row("audiences", R"({"aud":"x"})",
        structured(kByEmail, "    audiences: [kubernetes, k8s]\n    audienceMatchPolicy: MatchAny\n"),
        R"(oidc: verify token: oidc: expected audience in ["k8s" "kubernetes"] got ["x"])");
    row("expired", R"({"exp":1767225500})", "",
        "oidc: verify token: oidc: token is expired (Token Expiry: 2025-12-31 23:58:20 +0000 UTC)");
    row("no expiry", R"({"exp":null})", "",
        "oidc: verify token: oidc: token is expired (Token Expiry: 0001-01-01 00:00:00 +0000 UTC)");
    row("user name", "{}", "--oidc-username-claim=upn", R"(oidc: parse username claims "upn": claim not present)");
    row("e-mail", R"({"email_verified":false})", "--oidc-username-claim=email", "oidc: email not verified");
    row("e-mail as text", R"({"email_verified":"true"})", "--oidc-username-claim=email",
        "oidc: parse 'email_verified' claim: json: cannot unmarshal string into Go value of type bool");
    row("required", "{}", "--oidc-required-claim=tenant=acme", "oidc: required claim tenant not present in ID token");
    row("required value", R"({"tenant":"other"})", "--oidc-required-claim=tenant=acme",
        "oidc: required claim tenant value does not match. Got = other, want = acme");
    row("uid", "{}", structured(kByEmail + "    uid: {claim: nobody}\n"),
        R"(oidc: parse uid claim "nobody": claim not present)");
}

void tst_TokenJudge::saysTheServersOwnLogMessage()
{
    QFETCH(std::string, patch);
    QFETCH(std::string, configuration);
    QFETCH(std::string, log);
    const CheckResult result = judged(m_signer->sign(claims(*Core::parseJson(patch))), configuration);
    QCOMPARE(result.findings.size(), std::size_t(1));
    QCOMPARE(QString::fromStdString(result.findings.front().serverLog), QString::fromStdString(log));
}

void tst_TokenJudge::staysSilentOnHealthySetUps_data()
{
    QTest::addColumn<std::string>("patch");
    QTest::addColumn<std::string>("configuration");
    const auto row = [](const char *name, const std::string &configuration, const char *patch = "{}") {
        QTest::newRow(name) << std::string(patch) << configuration;
    };
    const std::string groups = " --oidc-groups-claim=groups --oidc-groups-prefix=oidc:";
    row("Keycloak, subject", kFlags);
    row("Keycloak, groups", kFlags + groups);
    row("Keycloak, e-mail", kFlags + " --oidc-username-claim=email" + groups);
    row("Keycloak, e-mail with a prefix",
        kFlags + " --oidc-username-claim=email --oidc-username-prefix=oidc:" + groups);
    row("Keycloak, user name", kFlags + " --oidc-username-claim=preferred_username --oidc-username-prefix=-" + groups);
    row("Keycloak, own CA", kFlags + " --oidc-ca-file=/etc/ca.crt" + groups);
    row("Keycloak, required claim", kFlags + " --oidc-required-claim=azp=kubernetes", R"({"azp":"kubernetes"})");
    row("Keycloak, two audiences", kFlags + groups, R"({"aud":["account","kubernetes"]})");
    row("Keycloak, roles as groups", kFlags + groups, R"({"realm_access":{"roles":["x"]}})");
    row("Keycloak, more algorithms", kFlags + " --oidc-signing-algs=RS256,ES256" + groups);
    row("flags on lines",
        "--oidc-issuer-url=" + kIssuer
                + "\n--oidc-client-id=kubernetes\n--oidc-groups-claim=groups\n--oidc-groups-prefix=oidc:\n");
    row("static pod",
        "kind: Pod\nspec:\n  containers:\n  - command:\n    - kube-apiserver\n    - --oidc-issuer-url=" + kIssuer
                + "\n    - --oidc-client-id=kubernetes\n");
    row("kubeadm v1beta3",
        "kind: ClusterConfiguration\napiServer:\n  extraArgs:\n    oidc-issuer-url: " + kIssuer
                + "\n    oidc-client-id: kubernetes\n");
    row("kubeadm v1beta4",
        "kind: ClusterConfiguration\napiServer:\n  extraArgs:\n  - name: oidc-issuer-url\n    value: " + kIssuer
                + "\n  - name: oidc-client-id\n    value: kubernetes\n");
    row("structured, e-mail", structured(kByEmail));
    row("structured, subject", structured("    username: {claim: sub, prefix: \"kc:\"}\n"));
    row("structured, two audiences",
        structured(kByEmail, "    audiences: [kubernetes, k8s]\n    audienceMatchPolicy: MatchAny\n"));
    row("structured, uid", structured(kByEmail + "    uid: {claim: sub}\n"));
    row("structured, rule",
        structured(kByEmail, {}, "  claimValidationRules:\n  - claim: hd\n    requiredValue: example.org\n"),
        R"({"hd":"example.org"})");
    row("structured v1beta1",
        QByteArray::fromStdString(structured(kByEmail)).replace("k8s.io/v1", "k8s.io/v1beta1").toStdString());
    row("second provider, no typ", kFlags + groups, R"({"typ":null,"realm_access":null,"amr":["pwd"],"tid":"t"})");
    row("second provider, e-mail without verification", kFlags + " --oidc-username-claim=email" + groups,
        R"({"typ":null,"email_verified":null})");
}

void tst_TokenJudge::staysSilentOnHealthySetUps()
{
    QFETCH(std::string, patch);
    QFETCH(std::string, configuration);
    QCOMPARE(summary(judged(m_signer->sign(claims(*Core::parseJson(patch))), configuration).findings), QStringList());
    QCOMPARE(judged(m_signer->sign(claims(*Core::parseJson(patch))), configuration).predicted, std::optional(true));
    const auto settings = Kubernetes::readApiServerConfiguration(configuration, "config");
    QVERIFY_RESULT(settings);
    QCOMPARE(settings->problems, std::vector<std::string>());
}

void tst_TokenJudge::verifiesSignatures()
{
    QCOMPARE(summary(judged(m_other->sign(claims()), kFlags).findings), QStringList{ u"error:signing-key-unknown"_s });
    QCOMPARE(summary(judged(m_sameName->sign(claims()), kFlags).findings), QStringList{ u"error:signature-invalid"_s });
    QCOMPARE(summary(judged(m_elliptic->sign(claims()), kFlags).findings), QStringList{ u"error:signing-algorithm"_s });
    QCOMPARE(summary(judged(m_elliptic->sign(claims()), kFlags + " --oidc-signing-algs=RS256,ES256").findings),
             QStringList());
    QCOMPARE(summary(judged(m_elliptic->sign(claims()), structured(kByEmail)).findings), QStringList());
    const CheckResult all = judged(m_sameName->sign(claims()), kFlags);
    const std::string signature = m_sameName->sign(claims()).substr(m_sameName->sign(claims()).rfind('.') + 1);
    for (const auto &finding : all.findings)
        QVERIFY((finding.title + finding.evidence + finding.fix + finding.serverLog).find(signature)
                == std::string::npos);
}

void tst_TokenJudge::refusesWhatIsNoToken()
{
    for (const std::string &text : { std::string("opaque"), std::string("a.b"), std::string("a.b.c"), std::string(),
                                     m_signer->signRaw(R"({"alg":"RS256","kid":"k1"})", "[1]") }) {
        const CheckResult result = judged(text, kFlags);
        QCOMPARE(summary(result.findings), QStringList{ u"error:not-a-jwt"_s });
        QCOMPARE(result.findings.front().serverLog, std::string("invalid bearer token"));
    }
    Json many = Json::array();
    for (int i = 0; i < 600; ++i)
        many.push_back("group-number-" + std::to_string(i));
    QCOMPARE(summary(judged(m_signer->sign(claims({ { "groups", many } })), kFlags).findings),
             QStringList{ u"warning:token-too-large"_s });
}

void tst_TokenJudge::knowsNothingForSureWithoutConfiguration()
{
    const CheckResult result = judged(m_signer->sign(claims({ { "aud", "x" }, { "email_verified", false } })), {});
    QCOMPARE(summary(result.findings), QStringList{ u"info:email-not-verified"_s });
    const auto isSkipped = [&](std::string_view id) {
        return std::any_of(result.notChecked.begin(), result.notChecked.end(),
                           [id](const auto &entry) { return entry.id == id && !entry.why.empty(); });
    };
    QVERIFY(isSkipped("audience-mismatch"));
    QVERIFY(isSkipped("username-claim-missing"));
    QVERIFY(isSkipped("groups-claim-missing"));
    QCOMPARE(summary(judged(m_signer->sign(claims({ { "exp", kNow - 1 } })), {}).findings),
             QStringList{ u"error:token-expired"_s });
}

void tst_TokenJudge::predictsNameAndGroups_data()
{
    QTest::addColumn<std::string>("configuration");
    QTest::addColumn<std::string>("username");
    QTest::addColumn<std::string>("group");
    QTest::newRow("defaults") << kFlags << kIssuer + "#u-1" << std::string();
    QTest::newRow("e-mail has no prefix")
            << kFlags + " --oidc-username-claim=email" << std::string("jane@example.org") << std::string();
    QTest::newRow("- means none") << kFlags + " --oidc-username-prefix=-" << std::string("u-1") << std::string();
    QTest::newRow("- is a prefix for groups")
            << kFlags + " --oidc-groups-claim=groups --oidc-groups-prefix=-" << kIssuer + "#u-1" << std::string("-dev");
    QTest::newRow("prefixes") << kFlags
                    + " --oidc-username-prefix=oidc: --oidc-groups-claim=groups --oidc-groups-prefix=oidc:"
                              << std::string("oidc:u-1") << std::string("oidc:dev");
    QTest::newRow("structured") << structured(kByEmail) << std::string("jane@example.org") << std::string("oidc:dev");
}

void tst_TokenJudge::predictsNameAndGroups()
{
    QFETCH(std::string, configuration);
    QFETCH(std::string, username);
    QFETCH(std::string, group);
    const auto settings = Kubernetes::readApiServerConfiguration(configuration, "config");
    QVERIFY_RESULT(settings);
    const auto token = TokenView::of(m_signer->sign(claims()));
    const auto user = Doctor::predictUser({ token, &*settings, kIssuer, "kubernetes", m_clock.now(), false });
    QCOMPARE(user.username, username);
    QCOMPARE(user.groups, group.empty() ? std::vector<std::string>() : std::vector<std::string>{ group });
}

void tst_TokenJudge::marksTheFirstDifferentCharacter()
{
    const CheckResult slash = judged(m_signer->sign(claims({ { "iss", kIssuer + "/" } })), kFlags);
    QVERIFY(slash.findings.front().evidence.find("slash at the end") != std::string::npos);
    const CheckResult realm =
            judged(m_signer->sign(claims({ { "iss", "https://id.example.org/realms/prod" } })), kFlags);
    QVERIFY2(realm.findings.front().evidence.find("from character 31 on") != std::string::npos,
             realm.findings.front().evidence.c_str());
}

void tst_TokenJudge::readsBindingsOfAllDocuments()
{
    const auto rbac = Doctor::readRbac(
            "# first\n---\nkind: Role\nmetadata: {name: r}\n---\nkind: RoleBinding\nmetadata: {name: a, namespace: "
            "ns}\nroleRef: {kind: Role, name: r}\nsubjects:\n- {kind: Group, name: dev}\n"
            "---\n---\nkind: List\nitems:\n- kind: ClusterRoleBinding\n  metadata: {name: b}\n  roleRef: {kind: "
            "ClusterRole, name: cluster-admin}\n  subjects: [{kind: User, name: x}]\n",
            "rbac.yaml");
    QVERIFY_RESULT(rbac);
    QCOMPARE(rbac->bindings.size(), std::size_t(2));
    QCOMPARE(rbac->bindings[0].shown(), std::string("RoleBinding \"ns/a\""));
    QVERIFY(rbac->isAllPowerful(rbac->bindings[1]));
    QVERIFY(!Doctor::readRbac("a: [", "x"));
}

void tst_TokenJudge::knowsThePlaceInKeycloak()
{
    using Doctor::ProviderFix;
    for (int i = 0; i <= static_cast<int>(ProviderFix::RequirePkce); ++i) {
        const auto fix = static_cast<ProviderFix>(i);
        const std::string keycloak = Doctor::providerFix(fix, kIssuer, "kubernetes", "groups");
        QVERIFY2(keycloak.find("Keycloak: ") == 0 && keycloak.find("kcadm.sh") != std::string::npos, keycloak.c_str());
        QVERIFY(!Doctor::providerFix(fix, "https://login.example.org", "k", "d").empty());
    }
    const std::string hostile = Doctor::providerFix(ProviderFix::AddAudience, kIssuer, "a'; rm -rf ~; '", "b' c");
    QVERIFY2(hostile.find("-q clientId=a'; rm") == std::string::npos
                     && hostile.find("audience\"=b' ") == std::string::npos,
             hostile.c_str());
}

void tst_TokenJudge::knowsThePlaceInOtherConsoles_data()
{
    QTest::addColumn<QByteArray>("issuer");
    QTest::addColumn<int>("fix");
    QTest::addColumn<QByteArray>("place");
    const auto rows = [](const char *provider, const char *issuer,
                         std::initializer_list<std::pair<Doctor::ProviderFix, const char *>> places) {
        for (const auto &[fix, place] : places)
            QTest::addRow("%s %d", provider, static_cast<int>(fix)) << QByteArray(issuer) << static_cast<int>(fix)
                                                                    << QByteArray(place);
    };
    using Doctor::ProviderFix;
    const char *const authentikScopes = "authentik: Applications > Providers > (the provider) > Advanced protocol "
                                        "settings > Scopes; mappings are under Customization > Property Mappings. ";
    rows("authentik", "https://a.example.org/application/o/k8s/",
         { { ProviderFix::AddGroupsMapper, authentikScopes },
           { ProviderFix::AllowOfflineAccess, authentikScopes },
           { ProviderFix::AddClaim, authentikScopes },
           { ProviderFix::BooleanEmailVerified, authentikScopes },
           { ProviderFix::GroupsWithoutPrefix, authentikScopes },
           { ProviderFix::SignRs256,
             "authentik: Applications > Providers > (the provider) > Protocol settings > Signing Key" },
           { ProviderFix::RegisterRedirectUri, "authentik: Applications > Providers > (the provider). " },
           { ProviderFix::AddAudience, "authentik: Applications > Providers > (the provider). " },
           { ProviderFix::VerifyEmail, "mark the e-mail" } });
    const char *const oktaClaims = "Okta: Security > API > Authorization Servers > (the server) > Claims and Scopes. ";
    const char *const oktaClient = "Okta: Applications > Applications > (the application) > General. ";
    rows("Okta", "https://dev-1.okta.com/oauth2/default",
         { { ProviderFix::AddGroupsMapper, oktaClaims },
           { ProviderFix::GroupsIntoIdToken, oktaClaims },
           { ProviderFix::FewerGroups, oktaClaims },
           { ProviderFix::RegisterClient, oktaClient },
           { ProviderFix::RegisterRedirectUri, oktaClient },
           { ProviderFix::RequirePkce, oktaClient },
           { ProviderFix::VerifyEmail, "mark the e-mail" } });
    const char *const descope =
            "Descope: Applications > (the federated application) > OIDC; claims are under JWT Templates. ";
    rows("Descope", "https://api.descope.com/P2abc",
         { { ProviderFix::AddGroupsMapper, descope },
           { ProviderFix::RegisterRedirectUri, descope },
           { ProviderFix::VerifyEmail, "mark the e-mail" } });
    rows("another", "https://login.example.org",
         { { ProviderFix::AddGroupsMapper, "put the groups as a list of texts into the claim" },
           { ProviderFix::RegisterRedirectUri, "register the redirect URI" } });
    // The address of somebody else's server may hold the name anywhere but at the end of the host.
    rows("not Okta", "https://dev-1.okta.com.example.org", { { ProviderFix::RegisterClient, "register the client" } });
    rows("not Descope", "https://example.org/x.descope.com", { { ProviderFix::RegisterClient, "register the client" } });
}

void tst_TokenJudge::knowsThePlaceInOtherConsoles()
{
    QFETCH(QByteArray, issuer);
    QFETCH(int, fix);
    QFETCH(QByteArray, place);
    const std::string told = Doctor::providerFix(static_cast<Doctor::ProviderFix>(fix), issuer.toStdString(), "k", "d");
    QVERIFY2(told.starts_with(place.toStdString()), told.c_str());
    QVERIFY2(told.find("kcadm.sh") == std::string::npos, told.c_str());
}

QTEST_GUILESS_MAIN(tst_TokenJudge)
#include "tst_tokenjudge.moc"
