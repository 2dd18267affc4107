// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubernetes/apiserverconfiguration.h"
#include "app/kubernetes/gotext.h"
#include "app/kubernetes/oidcflags.h"
#include "app/qtsupport/strings.h"
#include "tests/support/resulttest.h"

#include <QFile>
#include <QTest>

using namespace Kubernetes;
using Core::ErrorCode;
using Core::Json;

namespace {

// Every reader must find the same in it.
constexpr char kFlags[] = "--oidc-issuer-url=https://idp.example/realms/demo "
                          "--oidc-client-id=kubernetes --oidc-username-claim=email "
                          "--oidc-username-prefix=- --oidc-groups-claim=groups "
                          "--oidc-groups-prefix=oidc: --oidc-ca-file=/etc/ca.pem";

QString firstOf(const std::vector<std::string> &problems)
{
    return problems.empty() ? QString() : QString::fromStdString(problems.front());
}

} // namespace

class tst_ApiServerConfiguration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void validatesAsTheApiServer_data();
    void validatesAsTheApiServer();
    void readsEveryForm_data();
    void readsEveryForm();
    void tellsWhatFlagsTheServerRefuses_data();
    void tellsWhatFlagsTheServerRefuses();
    void readsFlagText_data();
    void readsFlagText();
    void readsSeveralAuthenticators();
    void saysWhichExpressionsItDoesNotEvaluate();
    void tellsWhatItCannotUse_data();
    void tellsWhatItCannotUse();
    void survivesHostileFiles_data();
    void survivesHostileFiles();
    void printsAsGo();
};

// tests/kubernetes/data/configs.jsonl: AuthenticationConfigurations and what apiserver 0.34.4 says
// to them.
void tst_ApiServerConfiguration::validatesAsTheApiServer_data()
{
    QTest::addColumn<QByteArray>("row");
    QFile file(QStringLiteral(LANYARD_SOURCE_DIR "/tests/kubernetes/data/configs.jsonl"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (const auto row = Core::parseJson(QtSupport::view(line)))
            QTest::newRow(Core::jsonString(*row, "name").value_or("?").c_str()) << line;
    }
}

void tst_ApiServerConfiguration::validatesAsTheApiServer()
{
    QFETCH(QByteArray, row);
    const auto expected = Core::parseJson(QtSupport::view(row));
    QVERIFY_RESULT(expected);
    const auto settings =
            readApiServerConfiguration(*Core::jsonString(*expected, "yaml"), "the file");
    QVERIFY_RESULT(settings);
    // Words that come from a parser generator or from the build, and line breaks, are not compared.
    const auto comparable = [](const std::vector<std::string> &problems) {
        QStringList list;
        for (const std::string &problem : problems) {
            QString text = QString::fromStdString(problem).replace(QStringLiteral("\n  "),
                                                                   QStringLiteral(" "));
            list << text.section(QStringLiteral("Syntax error"), 0, 0)
                            .section(QStringLiteral(" in scheme"), 0, 0);
        }
        return list;
    };
    QCOMPARE(comparable(settings->problems), comparable(Core::jsonStrings(*expected, "problems")));
    QVERIFY2(settings->notEvaluated.empty(), qPrintable(firstOf(settings->notEvaluated)));
}

void tst_ApiServerConfiguration::readsEveryForm_data()
{
    QTest::addColumn<QByteArray>("text");
    QByteArray lines(kFlags);
    QTest::newRow("one line") << lines;
    QTest::newRow("with the program") << "kube-apiserver --v=2 " + lines;
    QTest::newRow("one a line") << QByteArray(lines).replace(" --", "\n--");
    QTest::newRow("continued lines") << QByteArray(lines).replace(" --", " \\\n  --");
    QTest::newRow("values apart")
            << QByteArray(lines).replace("=https", " https").replace("=kubernetes", " kubernetes");
    QTest::newRow("quoted, with comments") << "# ours\n"
                    + QByteArray(lines)
                              .replace("=oidc:", "='oidc:'")
                              .replace("=email", "=\"email\"")
                    + " # end\n";
    // Quoted: a plain "- --oidc-groups-prefix=oidc:" is a mapping in YAML, and no kubelet takes it.
    const QByteArray items =
            "    - \"" + QByteArray(lines).replace(" --", "\"\n    - \"--") + "\"\n";
    QTest::newRow("list items") << items;
    QTest::newRow("static pod")
            << "apiVersion: v1\nkind: Pod\nmetadata: {name: kube-apiserver}\nspec:\n  "
               "containers:\n  - name: kube-apiserver\n    command:\n"
               "    - kube-apiserver\n"
                    + items;
    QTest::newRow("static pod, args, beside another container")
            << "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: proxy\n    command: "
               "[proxy, --oidc-client-id=other, --oidc-issuer-url=https://other]\n"
               "  - name: kube-apiserver\n    command: [kube-apiserver]\n    args:\n"
                    + items;
    QTest::newRow("hosted control plane")
            << "kind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n      - name: "
               "kube-apiserver\n        command:\n"
                    + QByteArray(items).replace("    - ", "        - ");
    QByteArray map, list;
    for (const QByteArray &flag : lines.split(' ')) {
        const qsizetype equals = flag.indexOf('=');
        map += "    " + flag.mid(2, equals - 2) + ": \"" + flag.mid(equals + 1) + "\"\n";
        list += "  - name: " + flag.mid(2, equals - 2) + "\n    value: \"" + flag.mid(equals + 1)
                + "\"\n";
    }
    const QByteArray v3 = "apiVersion: kubeadm.k8s.io/v1beta3\nkind: "
                          "ClusterConfiguration\napiServer:\n  extraArgs:\n"
            + map;
    QTest::newRow("kubeadm v1beta3") << v3;
    QTest::newRow("kubeadm v1beta4") << "apiVersion: kubeadm.k8s.io/v1beta4\nkind: "
                                        "ClusterConfiguration\napiServer:\n  extraArgs:\n"
                    + list;
    QTest::newRow("kubeadm after another document")
            << "apiVersion: kubeadm.k8s.io/v1beta3\nkind: InitConfiguration\n---\n" + v3;
    QTest::newRow("kubeadm's ConfigMap")
            << "apiVersion: v1\nkind: ConfigMap\ndata:\n  ClusterConfiguration: |\n    "
                    + QByteArray(v3).replace("\n", "\n    ");
    QTest::newRow("k3s") << "write-kubeconfig-mode: '0644'\nkube-apiserver-arg:\n"
                    + QByteArray(items).replace("\"--", "\"");
    QTest::newRow("JSON") << "{\"kind\":\"Pod\",\"spec\":{\"containers\":[{\"name\":\"kube-"
                             "apiserver\",\"command\":[\""
                    + QByteArray(lines).replace(" ", "\",\"") + "\"]}]}}";
}

void tst_ApiServerConfiguration::readsEveryForm()
{
    QFETCH(QByteArray, text);
    const auto settings = readApiServerConfiguration(text.toStdString(), "the file");
    QVERIFY_RESULT(settings);
    QVERIFY2(settings->problems.empty(), qPrintable(firstOf(settings->problems)));
    QCOMPARE(settings->jwt.size(), std::size_t(1));
    const JwtAuthenticator &jwt = settings->jwt.front();
    QCOMPARE(jwt.issuerUrl, std::string("https://idp.example/realms/demo"));
    QCOMPARE(jwt.audiences, std::vector<std::string>{ "kubernetes" });
    QCOMPARE(jwt.signingAlgorithms, std::vector<std::string>{ "RS256" });
    QCOMPARE(jwt.username.claim, std::string("email"));
    QCOMPARE(jwt.username.prefixText(), std::string());
    QVERIFY(settings->isUsernamePrefixGiven);
    QCOMPARE(jwt.groups.claim, std::string("groups"));
    QCOMPARE(jwt.groups.prefixText(), std::string("oidc:"));
    QCOMPARE(settings->caFile, std::string("/etc/ca.pem"));
    QVERIFY(settings->forIssuer("https://idp.example/realms/demo") == &jwt);
    QVERIFY(!settings->forIssuer("https://idp.example/realms/demo/"));
}

void tst_ApiServerConfiguration::tellsWhatFlagsTheServerRefuses_data()
{
    QTest::addColumn<QByteArray>("flags");
    QTest::addColumn<QByteArray>("problem");
    const QByteArray together = "oidc-issuer-url and oidc-client-id must be specified together "
                                "when any oidc-* flags are set";
    QTest::newRow("no client") << QByteArray("--oidc-issuer-url=https://a") << together;
    QTest::newRow("no issuer") << QByteArray("--oidc-client-id=k") << together;
    QTest::newRow("only a claim") << QByteArray("--oidc-username-claim=email") << together;
    QTest::newRow("http")
            << QByteArray("--oidc-issuer-url=http://a --oidc-client-id=k")
            << QByteArray("issuer.url: Invalid value: \"http://a\": URL scheme must be https");
    QTest::newRow("a query") << QByteArray("--oidc-issuer-url=https://a?b=c --oidc-client-id=k")
                             << QByteArray("issuer.url: Invalid value: \"https://a?b=c\": URL must "
                                           "not contain a query");
    QTest::newRow("algorithm") << QByteArray(
            "--oidc-issuer-url=https://a --oidc-client-id=k --oidc-signing-algs=RS256,HS256")
                               << QByteArray("oidc: unsupported signing alg: \"HS256\"");
    QTest::newRow("both ways") << QByteArray(
            "--oidc-issuer-url=https://a --oidc-client-id=k --authentication-config=/etc/a.yaml")
                               << QByteArray("authentication-config file and oidc-* flags are "
                                             "mutually exclusive");
    QTest::newRow("both ways, and incomplete")
            << QByteArray("--oidc-client-id=k --authentication-config=/etc/a.yaml")
            << QByteArray("authentication-config file and oidc-* flags are mutually exclusive");
    QTest::newRow("required claim")
            << QByteArray("--oidc-issuer-url=https://a --oidc-client-id=k "
                          "--oidc-required-claim=tenant")
            << QByteArray("invalid argument \"tenant\" for \"--oidc-required-claim\" flag: "
                          "malformed pair, expect string=string");
    QTest::newRow("empty username claim")
            << QByteArray("--oidc-issuer-url=https://a --oidc-client-id=k --oidc-username-claim=")
            << QByteArray(
                       "claimMappings.username: Required value: claim or expression is required");
}

void tst_ApiServerConfiguration::tellsWhatFlagsTheServerRefuses()
{
    QFETCH(QByteArray, flags);
    QFETCH(QByteArray, problem);
    const AuthenticationSettings settings = OidcFlags::fromText(flags.toStdString()).settings();
    QCOMPARE(firstOf(settings.problems).toUtf8(), problem);
    QCOMPARE(settings.problems.size(), std::size_t(1));
}

void tst_ApiServerConfiguration::readsFlagText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("clientId");
    QTest::newRow("a space in quotes") << QByteArray("--oidc-client-id='a b'") << QByteArray("a b");
    QTest::newRow("quotes inside") << QByteArray("--oidc-client-id=a\"b\"c") << QByteArray("abc");
    QTest::newRow("a hash inside") << QByteArray("--oidc-client-id=a#b") << QByteArray("a#b");
    QTest::newRow("commented out")
            << QByteArray("# --oidc-client-id=old\n--oidc-client-id=new") << QByteArray("new");
    QTest::newRow("Windows lines")
            << QByteArray("--oidc-client-id=a \\\r\n --oidc-ca-file=b\r\n") << QByteArray("a");
    QTest::newRow("an equals sign in the value")
            << QByteArray("--oidc-client-id=a=b") << QByteArray("a=b");
    QTest::newRow("an open quote") << QByteArray("--oidc-client-id='a b") << QByteArray("a b");
}

void tst_ApiServerConfiguration::readsFlagText()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, clientId);
    const auto settings =
            OidcFlags::fromText("--oidc-issuer-url=https://a\n" + text.toStdString()).settings();
    QCOMPARE(settings.jwt.size(), std::size_t(1));
    QCOMPARE(QByteArray::fromStdString(settings.jwt.front().audiences.front()), clientId);
}

void tst_ApiServerConfiguration::readsSeveralAuthenticators()
{
    const auto settings = readApiServerConfiguration(
            "apiVersion: apiserver.config.k8s.io/v1beta1\nkind: "
            "AuthenticationConfiguration\nanonymous: {enabled: false}\njwt:\n"
            "- issuer: {url: https://a, audiences: [x, z], audienceMatchPolicy: MatchAny}\n"
            "  claimMappings: {username: {claim: sub, prefix: 'a:'}}\n"
            "- issuer: {url: https://b, audiences: [z]}\n"
            "  claimValidationRules: [{claim: hd, requiredValue: e}, {expression: 'true', message: "
            "m}]\n"
            "  claimMappings: {username: {expression: claims.sub}, extra: [{key: example.org/t, "
            "valueExpression: claims.t}]}\n"
            "  userValidationRules: [{expression: 'true'}]\n",
            "the file");
    QVERIFY_RESULT(settings);
    QVERIFY2(settings->problems.empty(), qPrintable(firstOf(settings->problems)));
    QCOMPARE(settings->anonymousEnabled, std::optional(false));
    const JwtAuthenticator *second = settings->forIssuer("https://b");
    QVERIFY(second);
    QCOMPARE(second->signingAlgorithms.size(), std::size_t(9));
    QCOMPARE(second->requiredClaims.at("hd"), std::string("e"));
    QCOMPARE(second->claimRules.at(0).index, std::size_t(1));
    QVERIFY(second->claimRules[0].program && second->userRules.at(0).program
            && second->extra.at(0).program && second->username.program);
}

void tst_ApiServerConfiguration::saysWhichExpressionsItDoesNotEvaluate()
{
    const auto settings = readApiServerConfiguration(
            "apiVersion: apiserver.config.k8s.io/v1\nkind: AuthenticationConfiguration\njwt:\n"
            "- issuer: {url: https://a, audiences: [x]}\n"
            "  claimMappings: {username: {claim: sub, prefix: ''}}\n"
            "  claimValidationRules: [{expression: "
            "'quantity(claims.q).isGreaterThan(quantity(\"1\"))'}]\n",
            "the file");
    QVERIFY_RESULT(settings);
    QVERIFY(settings->problems.empty());
    QCOMPARE(settings->notEvaluated.size(), std::size_t(1));
    QVERIFY(QString::fromStdString(settings->notEvaluated.front())
                    .contains(QStringLiteral("quantity()")));
}

void tst_ApiServerConfiguration::tellsWhatItCannotUse_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("code");
    QTest::newRow("nothing") << QByteArray() << int(ErrorCode::NotFound);
    QTest::newRow("another kind") << QByteArray("kind: Service\n") << int(ErrorCode::NotFound);
    QTest::newRow("prose") << QByteArray("hello world") << int(ErrorCode::NotFound);
    QTest::newRow("a pod without flags")
            << QByteArray("kind: Pod\nspec:\n  containers:\n  - command: [kube-apiserver]\n")
            << int(ErrorCode::NotFound);
    QTest::newRow("the name of a file")
            << QByteArray("kube-apiserver --authentication-config=/etc/auth.yaml")
            << int(ErrorCode::NotFound);
    QTest::newRow("no YAML") << QByteArray("a: [") << int(ErrorCode::Parse);
    QTest::newRow("tabs") << QByteArray("a:\n\tb: c") << int(ErrorCode::Parse);
}

void tst_ApiServerConfiguration::tellsWhatItCannotUse()
{
    QFETCH(QByteArray, text);
    QFETCH(int, code);
    QCOMPARE_ERROR(readApiServerConfiguration(text.toStdString(), "the file"), ErrorCode(code));
}

void tst_ApiServerConfiguration::survivesHostileFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray head =
            "apiVersion: apiserver.config.k8s.io/v1\nkind: AuthenticationConfiguration\njwt:\n";
    QTest::newRow("deep") << "kind: Pod\nspec: " + QByteArray(5000, '[');
    QTest::newRow("an alias bomb") << QByteArray(
            "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c "
            "[*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,"
            "*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f "
            "[*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: [*f,*f,*f,*f,*f,*f,*f,*f,*f,*f]\nkind: Pod\n");
    QTest::newRow("too large") << QByteArray(5 * 1024 * 1024, '#');
    QTest::newRow("many documents") << QByteArray("---\na: b\n").repeated(20'000);
    QTest::newRow("nothing but marks") << QByteArray("---\n").repeated(3000);
    QTest::newRow("a root of another kind") << QByteArray("- a\n- b\n");
    QTest::newRow("a text as root") << QByteArray("'kind: Pod'\n");
    QTest::newRow("containers as text") << QByteArray("kind: Pod\nspec: {containers: hello}\n");
    QTest::newRow("containers of texts")
            << QByteArray("kind: Pod\nspec: {containers: [hello, 5, null]}\n");
    QTest::newRow("args of numbers")
            << QByteArray("kind: Pod\nspec: {containers: [{command: [1, null, {a: b}]}]}\n");
    QTest::newRow("extraArgs of texts") << QByteArray(
            "kind: ClusterConfiguration\napiServer: {extraArgs: [a, 5, {name: 5}]}\n");
    QTest::newRow("ConfigMap in ConfigMap")
            << QByteArray("kind: ConfigMap\ndata:\n  a: |\n    kind: ConfigMap\n    data: {b: "
                          "'kind: ConfigMap'}\n");
    QTest::newRow("entries as texts") << head + "- hello\n- 5\n- null\n";
    QTest::newRow("members of wrong kinds") << head
                    + "- {issuer: 5, claimMappings: [], claimValidationRules: {}, "
                      "userValidationRules: x}\n";
    QTest::newRow("too many entries")
            << head + QByteArray("- {issuer: {url: https://a}}\n").repeated(65);
    QTest::newRow("an extra that is a text") << head
                    + "- {issuer: {url: https://a, audiences: [a]}, claimMappings: {extra: "
                      "hello}}\n";
    QTest::newRow("bytes") << QByteArray::fromHex("00ff00fe80810a");
}

void tst_ApiServerConfiguration::survivesHostileFiles()
{
    QFETCH(QByteArray, text);
    const auto settings = readApiServerConfiguration(text.toStdString(), "the file");
    QVERIFY(!settings || !settings->problems.empty());
}

void tst_ApiServerConfiguration::printsAsGo()
{
    QCOMPARE(goQuoted(std::string_view("a\"b\\c\n\t\x01\x7f")),
             std::string("\"a\\\"b\\\\c\\n\\t\\x01\\x7f\""));
    QCOMPARE(goQuoted(std::vector<std::string>{ "a", "b c" }), std::string("[\"a\" \"b c\"]"));
    QCOMPARE(goQuoted(std::vector<std::string>{}), std::string("[]"));
    QCOMPARE(goTime(0), std::string("1970-01-01 00:00:00 +0000 UTC"));
    QCOMPARE(goTime(-1), std::string("1969-12-31 23:59:59 +0000 UTC"));
    QCOMPARE(goTime(kGoZeroTime), std::string("0001-01-01 00:00:00 +0000 UTC"));
    QCOMPARE(goTime(4102444800), std::string("2100-01-01 00:00:00 +0000 UTC"));
}

QTEST_GUILESS_MAIN(tst_ApiServerConfiguration)
#include "tst_apiserverconfiguration.moc"
