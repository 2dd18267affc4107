// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubernetes/apiserverconfiguration.h"
#include "app/kubernetes/oidcflags.h"
#include "app/kubernetes/tokenauthenticator.h"
#include "app/qtsupport/strings.h"
#include "tests/support/resulttest.h"

#include <QFile>
#include <QTest>

using namespace Kubernetes;
using namespace std::chrono_literals;
using Core::Json;
using Verdict = TokenEvaluation::Verdict;

namespace {

QList<QByteArray> measuredLines()
{
    QFile file(QStringLiteral(LANYARD_SOURCE_DIR "/tests/kubernetes/data/tokens.jsonl"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split('\n') : QList<QByteArray>();
}

const std::chrono::system_clock::time_point kNow{ 1795500000s }; // 2026-11-24

Json userJson(const TokenUser &user)
{
    return { { "username", user.username },
             { "uid", user.uid },
             { "groups", user.groups },
             { "extra", user.extra } };
}

Json healthyClaims()
{
    return { { "iss", "https://idp.example" },
             { "aud", "kubernetes" },
             { "exp", 4102444800 },
             { "sub", "u1" },
             { "email", "sm01@example.test" },
             { "email_verified", true },
             { "groups", { "dev", "ops" } } };
}

} // namespace

class tst_TokenAuthenticator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void agreesWithTheApiServer_data();
    void agreesWithTheApiServer();
    void reportsEveryFailingStepInOrder();
    void appliesFlags_data();
    void appliesFlags();
    void neverAcceptsAnUncheckedSignature();
    void refusesAWrongSignature();
    void readsCompactTokens_data();
    void readsCompactTokens();
    void leavesDistributedGroupsOpen();
    void theArticleFailsWithAllItsTraps();

private:
    static TokenEvaluation evaluate(const std::string &flags, const Json &claims,
                                    const std::string &algorithm = "RS256")
    {
        const AuthenticationSettings settings =
                OidcFlags::fromText(
                        "--oidc-issuer-url=https://idp.example --oidc-client-id=kubernetes "
                        + flags)
                        .settings();
        return TokenAuthenticator(settings.jwt.at(0))
                .evaluate(TokenFacts::fromClaims(claims, algorithm), kNow);
    }

    std::map<std::string, AuthenticationSettings> m_configurations;
    Json m_claims;
};

// tests/kubernetes/data/tokens.jsonl: the first line holds configurations and the claims of a
// healthy token; each of the others what is changed in it, and what the authenticator of apiserver
// 0.34.4 made of it.
void tst_TokenAuthenticator::initTestCase()
{
    const QList<QByteArray> lines = measuredLines();
    QVERIFY2(lines.size() > 150, "the measured tokens are missing");
    const auto head = Core::parseJson(QtSupport::view(lines.first()));
    QVERIFY_RESULT(head);
    m_claims = (*head)["claims"];
    for (const auto &[name, yaml] : (*head)["configurations"].items()) {
        const auto settings = readApiServerConfiguration(yaml.get<std::string>(), name);
        QVERIFY_RESULT(settings);
        QVERIFY2(settings->problems.empty(),
                 settings->problems.empty() ? ""
                                            : (name + ": " + settings->problems.front()).c_str());
        QVERIFY2(settings->notEvaluated.empty(), name.c_str());
        m_configurations.emplace(name, *settings);
    }
}

void tst_TokenAuthenticator::agreesWithTheApiServer_data()
{
    QTest::addColumn<QByteArray>("row");
    const QList<QByteArray> lines = measuredLines();
    for (qsizetype i = 1; i < lines.size(); ++i) {
        if (const auto row = Core::parseJson(QtSupport::view(lines[i])))
            QTest::newRow(Core::jsonString(*row, "name").value_or("?").c_str()) << lines[i];
    }
}

void tst_TokenAuthenticator::agreesWithTheApiServer()
{
    QFETCH(QByteArray, row);
    const auto expected = Core::parseJson(QtSupport::view(row));
    QVERIFY_RESULT(expected);
    JwtAuthenticator authenticator =
            m_configurations.at(*Core::jsonString(*expected, "config")).jwt.front();
    if (expected->contains("algs"))
        authenticator.signingAlgorithms = Core::jsonStrings(*expected, "algs");
    Json claims = m_claims;
    for (const std::string &name : Core::jsonStrings(*expected, "without"))
        claims.erase(name);
    for (const auto &[name, value] : (*expected)["changes"].items())
        claims[name] = value;
    const TokenFacts token =
            TokenFacts::fromClaims(claims, Core::jsonString(*expected, "alg").value_or("RS256"));
    const TokenEvaluation evaluation = TokenAuthenticator(authenticator).evaluate(token, kNow);
    QVERIFY2(evaluation.notEvaluated.empty(),
             evaluation.notEvaluated.empty() ? "" : evaluation.notEvaluated.front().c_str());
    if (!expected->contains("error")) {
        QVERIFY2(evaluation.failures.empty(),
                 evaluation.failures.empty() ? "" : evaluation.failures.front().serverLog.c_str());
        QCOMPARE(evaluation.verdict, Verdict::Accepted);
        QCOMPARE_JSON(userJson(evaluation.user), (*expected)["user"]);
        return;
    }
    QCOMPARE(evaluation.verdict, Verdict::Rejected);
    std::string log = *Core::jsonString(*expected, "error");
    std::string ours = evaluation.failures.at(0).serverLog;
    if (log.find("current time") != std::string::npos) { // the measured clock is another
        log = log.substr(log.find("before the nbf"));
        ours = ours.substr(ours.find("before the nbf"));
    }
    QCOMPARE(QString::fromStdString(ours), QString::fromStdString(log));
}

void tst_TokenAuthenticator::reportsEveryFailingStepInOrder()
{
    Json claims = healthyClaims();
    claims["aud"] = "k8s";
    claims["exp"] = 5;
    claims["email_verified"] = false;
    claims["groups"] = 7;
    const TokenEvaluation evaluation = evaluate(
            "--oidc-username-claim=email --oidc-groups-claim=groups --oidc-required-claim=hd=x",
            claims, "ES256");
    std::vector<TokenStep> steps;
    for (const TokenFailure &failure : evaluation.failures)
        steps.push_back(failure.step);
    const std::vector<TokenStep> expected{ TokenStep::Audience,  TokenStep::Expiry,
                                           TokenStep::Algorithm, TokenStep::EmailVerified,
                                           TokenStep::Groups,    TokenStep::RequiredClaims };
    QVERIFY(steps == expected);
}

void tst_TokenAuthenticator::appliesFlags_data()
{
    QTest::addColumn<QByteArray>("flags");
    QTest::addColumn<QByteArray>("username");
    QTest::addColumn<QByteArray>("groups");
    QTest::newRow("defaults: sub with the issuer's prefix, no groups")
            << QByteArray() << QByteArray("https://idp.example#u1") << QByteArray("[]");
    QTest::newRow("email has no default prefix")
            << QByteArray("--oidc-username-claim=email") << QByteArray("sm01@example.test")
            << QByteArray("[]");
    QTest::newRow("dash: no prefix")
            << QByteArray("--oidc-username-prefix=-") << QByteArray("u1") << QByteArray("[]");
    QTest::newRow("a prefix") << QByteArray("--oidc-username-prefix=oidc:") << QByteArray("oidc:u1")
                              << QByteArray("[]");
    QTest::newRow("a prefix for email")
            << QByteArray("--oidc-username-claim=email --oidc-username-prefix=o:")
            << QByteArray("o:sm01@example.test") << QByteArray("[]");
    QTest::newRow("an empty prefix is none given")
            << QByteArray("--oidc-username-prefix=") << QByteArray("https://idp.example#u1")
            << QByteArray("[]");
    QTest::newRow("groups") << QByteArray("--oidc-groups-claim=groups")
                            << QByteArray("https://idp.example#u1")
                            << QByteArray("[\"dev\",\"ops\"]");
    QTest::newRow("groups with prefix")
            << QByteArray("--oidc-groups-claim=groups --oidc-groups-prefix=oidc:")
            << QByteArray("https://idp.example#u1") << QByteArray("[\"oidc:dev\",\"oidc:ops\"]");
    QTest::newRow("a dash is a groups prefix like any other")
            << QByteArray("--oidc-groups-claim=groups --oidc-groups-prefix=-")
            << QByteArray("https://idp.example#u1") << QByteArray("[\"-dev\",\"-ops\"]");
    QTest::newRow("no way into nested claims")
            << QByteArray("--oidc-groups-claim=realm_access.roles")
            << QByteArray("https://idp.example#u1") << QByteArray("[]");
    QTest::newRow("the last one wins")
            << QByteArray("--oidc-username-prefix=a: --oidc-username-prefix=b:")
            << QByteArray("b:u1") << QByteArray("[]");
}

void tst_TokenAuthenticator::appliesFlags()
{
    QFETCH(QByteArray, flags);
    QFETCH(QByteArray, username);
    QFETCH(QByteArray, groups);
    const TokenEvaluation evaluation = evaluate(flags.toStdString(), healthyClaims());
    QCOMPARE(evaluation.verdict, Verdict::Accepted);
    QCOMPARE(QByteArray::fromStdString(evaluation.user.username), username);
    QCOMPARE(QByteArray::fromStdString(Core::dumpJson(Json(evaluation.user.groups))), groups);
}

void tst_TokenAuthenticator::neverAcceptsAnUncheckedSignature()
{
    const AuthenticationSettings settings =
            OidcFlags::fromText("--oidc-issuer-url=https://idp.example --oidc-client-id=kubernetes")
                    .settings();
    const TokenFacts token =
            TokenFacts::fromClaims(healthyClaims(), "RS256", SignatureVerdict::NotChecked);
    const TokenEvaluation evaluation =
            TokenAuthenticator(settings.jwt.front()).evaluate(token, kNow);
    QCOMPARE(evaluation.verdict, Verdict::Unknown);
    QVERIFY(!evaluation.notEvaluated.empty());
}

void tst_TokenAuthenticator::refusesAWrongSignature()
{
    const AuthenticationSettings settings =
            OidcFlags::fromText("--oidc-issuer-url=https://idp.example --oidc-client-id=kubernetes")
                    .settings();
    const TokenFacts token =
            TokenFacts::fromClaims(healthyClaims(), "RS256", SignatureVerdict::Invalid);
    const TokenEvaluation evaluation =
            TokenAuthenticator(settings.jwt.front()).evaluate(token, kNow);
    QCOMPARE(evaluation.verdict, Verdict::Rejected);
    QCOMPARE(evaluation.failures.front().serverLog,
             std::string("oidc: verify token: failed to verify signature: failed to verify id "
                         "token signature"));
}

void tst_TokenAuthenticator::readsCompactTokens_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<bool>("isJwt");
    const auto part = [](const char *json) {
        return QByteArray(json).toBase64(QByteArray::Base64UrlEncoding
                                         | QByteArray::OmitTrailingEquals);
    };
    const QByteArray header = part(R"({"alg":"ES256","kid":"k"})"),
                     payload = part(R"({"iss":"i"})");
    QTest::newRow("a token") << header + '.' + payload + ".c2ln" << true;
    QTest::newRow("without signature") << header + '.' + payload + '.' << true;
    QTest::newRow("two parts") << header + '.' + payload << false;
    QTest::newRow("five parts") << header + "....." << false;
    QTest::newRow("opaque") << QByteArray("abcdef") << false;
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("payload no base64url") << header + ".a+b/." << false;
    QTest::newRow("payload no JSON") << header + '.' + part("hello") + '.' << false;
    QTest::newRow("payload a list") << header + '.' + part("[]") + '.' << false;
    QTest::newRow("a name twice") << header + '.' + part(R"({"iss":"a","iss":"b"})") + '.' << false;
}

void tst_TokenAuthenticator::readsCompactTokens()
{
    QFETCH(QByteArray, token);
    QFETCH(bool, isJwt);
    const TokenFacts facts =
            TokenFacts::fromCompact(QtSupport::view(token), SignatureVerdict::Valid);
    QCOMPARE(facts.isJwt, isJwt);
    if (isJwt)
        QCOMPARE(facts.algorithm, std::string("ES256"));
}

void tst_TokenAuthenticator::leavesDistributedGroupsOpen()
{
    Json claims = healthyClaims();
    claims.erase("groups");
    claims["_claim_names"] = { { "groups", "src1" } };
    claims["_claim_sources"] = { { "src1", { { "endpoint", "https://graph.example/groups" } } } };
    QCOMPARE(evaluate("--oidc-groups-claim=groups", claims).verdict, Verdict::Unknown);
    QCOMPARE(evaluate("", claims).verdict, Verdict::Accepted);
}

void tst_TokenAuthenticator::theArticleFailsWithAllItsTraps()
{
    Json claims = healthyClaims();
    claims["aud"] = "k8s";
    claims["email_verified"] = false;
    claims.erase("groups");
    claims["realm_access"] = { { "roles", { "security-developer" } } };
    const std::string flags = "--oidc-username-claim=email --oidc-username-prefix=- "
                              "--oidc-groups-claim=groups --oidc-groups-prefix=oidc:";
    const TokenEvaluation broken = evaluate(flags, claims);
    QCOMPARE(broken.failures.size(), std::size_t(2));
    QCOMPARE(broken.failures[0].serverLog,
             std::string(
                     "oidc: verify token: oidc: expected audience \"kubernetes\" got [\"k8s\"]"));
    QCOMPARE(broken.failures[1].serverLog, std::string("oidc: email not verified"));
    claims["aud"] = "kubernetes";
    claims["email_verified"] = true;
    const TokenEvaluation mended = evaluate(flags, claims);
    QCOMPARE(mended.verdict, Verdict::Accepted);
    QVERIFY2(mended.user.groups.empty(), "the roles are where flags cannot reach");
}

QTEST_GUILESS_MAIN(tst_TokenAuthenticator)
#include "tst_tokenauthenticator.moc"
