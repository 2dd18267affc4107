// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/base64.h"
#include "app/cli/flags.h"
#include "app/cli/sessionflags.h"
#include "tests/support/resulttest.h"

#include <QTemporaryFile>
#include <QTest>

using Cli::Flavor;
using Cli::SessionFlags;
using Core::ErrorCode;
using Core::Json;

using Words = std::vector<std::string>;

// The flags of kubelogin's get-token, by pflag's rules.
class tst_GetTokenFlags : public QObject
{
    Q_OBJECT

    static Core::Environment none()
    {
        return [](std::string_view) { return std::optional<std::string>(); };
    }
    static Core::Result<Json> parameters(Words words, Flavor flavor = Flavor::Lanyard, const Core::Environment &environment = none())
    {
        words.insert(words.begin(), { "--oidc-issuer-url=https://idp.example.test", "--oidc-client-id", "kubernetes" });
        const auto flags = SessionFlags::parse(words, flavor);
        return flags ? flags->parameters(environment) : Core::fail(flags.error());
    }

private Q_SLOTS:
    void bothFormsOfAFlagAreTheSame()
    {
        const auto flags = SessionFlags::parse(Words { "--oidc-issuer-url", "https://a", "--oidc-client-id=b=c", "--force-refresh",
                                                       "--skip-open-browser=false" }, Flavor::Lanyard);
        QVERIFY_RESULT(flags);
        QCOMPARE(flags->issuer, std::string("https://a"));
        QCOMPARE(flags->clientId, std::string("b=c"));
        QVERIFY(flags->forceRefresh);
        QVERIFY(!flags->skipOpenBrowser);
    }

    void scopesAreCsvAndOpenidComesLast()
    {
        const auto json = parameters({ "--oidc-extra-scope=email,profile", "--oidc-extra-scope", "groups", "--oidc-extra-scope=openid" });
        QVERIFY_RESULT(json);
        QCOMPARE(json->at("scopes").get<Words>(), (Words { "email", "profile", "groups", "openid" }));
    }

    void csvFollowsTheRules_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArrayList>("fields");
        QTest::newRow("one") << QByteArray("a") << QByteArrayList { "a" };
        QTest::newRow("two") << QByteArray("a,b") << QByteArrayList { "a", "b" };
        QTest::newRow("an empty one") << QByteArray("a,,b") << QByteArrayList { "a", "", "b" };
        QTest::newRow("quoted") << QByteArray("\"a,b\",c") << QByteArrayList { "a,b", "c" };
        QTest::newRow("a quote") << QByteArray("\"a\"\"b\"") << QByteArrayList { "a\"b" };
        QTest::newRow("nothing") << QByteArray("") << QByteArrayList {};
    }
    void csvFollowsTheRules()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArrayList, fields);
        const auto split = Cli::splitCsv(line.toStdString());
        QVERIFY_RESULT(split);
        QByteArrayList got;
        for (const std::string &field : *split)
            got.append(QByteArray::fromStdString(field));
        QCOMPARE(got, fields);
    }
    void brokenCsvIsRefused()
    {
        QVERIFY(!Cli::splitCsv("\"a"));
        QVERIFY(!Cli::splitCsv("\"a\"b"));
    }

    void ourDefaultIsTheAddressLiteralAndKubeloginsIsItsOwn()
    {
        const auto ours = parameters({});
        QVERIFY_RESULT(ours);
        QCOMPARE(ours->at("redirectHost").get<std::string>(), std::string("127.0.0.1"));
        QCOMPARE(ours->at("redirectPath").get<std::string>(), std::string("/"));
        QCOMPARE(ours->at("listenPorts").get<std::vector<int>>(), (std::vector<int> { 0 }));
        const auto theirs = parameters({}, Flavor::Kubelogin);
        QVERIFY_RESULT(theirs);
        QCOMPARE(theirs->at("redirectHost").get<std::string>(), std::string("localhost"));
        QCOMPARE(theirs->at("redirectPath").get<std::string>(), std::string());
        QCOMPARE(theirs->at("listenPorts").get<std::vector<int>>(), (std::vector<int> { 8000, 18000 }));
    }

    void trustsOneAudienceUnlessToldOtherwise()
    {
        const auto ours = parameters({});
        QVERIFY_RESULT(ours);
        QVERIFY(!ours->contains("trustedAudiences"));
        const auto told = parameters({ "--oidc-trusted-audience=kubernetes,account", "--oidc-trusted-audience", "x" });
        QVERIFY_RESULT(told);
        QVERIFY((told->at("trustedAudiences") == Json { "kubernetes", "account", "x" }));
        // kubelogin looks for its client among the audiences, no more: an entry made for it goes on working.
        const auto theirs = parameters({}, Flavor::Kubelogin);
        QVERIFY_RESULT(theirs);
        QVERIFY((theirs->at("trustedAudiences") == Json { "*" }));
    }

    void readsRedirectUrls_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("host"); // empty: refused
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("port");
        QTest::newRow("all") << QByteArray("http://localhost:8000/cb") << QByteArray("localhost") << QByteArray("/cb") << 8000;
        QTest::newRow("no port") << QByteArray("http://127.0.0.1/cb") << QByteArray("127.0.0.1") << QByteArray("/cb") << 0;
        QTest::newRow("IPv6") << QByteArray("http://[::1]:99/") << QByteArray("::1") << QByteArray("/") << 99;
        QTest::newRow("IPv6 without port") << QByteArray("http://[::1]/") << QByteArray("::1") << QByteArray("/") << 0;
        QTest::newRow("no path") << QByteArray("http://localhost:8000") << QByteArray("localhost") << QByteArray("") << 8000;
        QTest::newRow("https") << QByteArray("https://localhost/") << QByteArray() << QByteArray() << 0;
        QTest::newRow("elsewhere") << QByteArray("http://evil.example.test/") << QByteArray() << QByteArray() << 0;
        QTest::newRow("user") << QByteArray("http://localhost@evil.example.test/") << QByteArray() << QByteArray() << 0;
        QTest::newRow("port too large") << QByteArray("http://localhost:65536/") << QByteArray() << QByteArray() << 0;
    }
    void readsRedirectUrls()
    {
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, host);
        QFETCH(QByteArray, path);
        QFETCH(int, port);
        const auto json = parameters({ "--oidc-redirect-url", url.toStdString() });
        if (host.isEmpty()) {
            QCOMPARE_ERROR(json, ErrorCode::Usage);
            return;
        }
        QVERIFY_RESULT(json);
        QCOMPARE(QByteArray::fromStdString(json->at("redirectHost").get<std::string>()), host);
        QCOMPARE(QByteArray::fromStdString(json->at("redirectPath").get<std::string>()), path);
        QCOMPARE(json->at("listenPorts").at(0).get<int>(), port);
    }

    void flagsOfOldEntriesAreSwallowed()
    {
        const auto flags = SessionFlags::parse(
                Words { "-v1", "-v", "2", "--v=3", "--token-cache-dir=~/x", "--token-cache-storage", "keyring", "--oidc-use-pkce",
                        "--oidc-pkce-method=S256", "--logtostderr", "--stderrthreshold=2", "--tls-renegotiation-once",
                        "--insecure-skip-tls-verify=false" }, Flavor::Kubelogin);
        QVERIFY_RESULT(flags);
        QVERIFY(flags->warnings.empty());
        QVERIFY(flags->positional.empty());
    }

    void flagsOfTheApiServerAreTakenWithAWarning()
    {
        const auto flags = SessionFlags::parse(Words { "--oidc-username-claim=email", "--oidc-groups-claim", "groups", "--listen-port=9000" },
                                               Flavor::Lanyard);
        QVERIFY_RESULT(flags);
        QCOMPARE(flags->warnings.size(), std::size_t(3));
        QCOMPARE(flags->listenAddresses, Words { "127.0.0.1:9000" });
    }

    void refusesWhatCannotBeDone_data()
    {
        QTest::addColumn<QByteArrayList>("words");
        QTest::newRow("unknown") << QByteArrayList { "--no-such-flag" };
        QTest::newRow("password") << QByteArrayList { "--username=a" };
        QTest::newRow("password grant") << QByteArrayList { "--grant-type=password" };
        QTest::newRow("client credentials") << QByteArrayList { "--grant-type", "client-credentials" };
        QTest::newRow("unknown grant") << QByteArrayList { "--grant-type=x" };
        QTest::newRow("no checking") << QByteArrayList { "--insecure-skip-tls-verify" };
        QTest::newRow("access token") << QByteArrayList { "--oidc-use-access-token=true" };
        QTest::newRow("no value") << QByteArrayList { "--oidc-issuer-url" };
        QTest::newRow("a boolean that is none") << QByteArrayList { "--force-refresh=maybe" };
        QTest::newRow("a number that is none") << QByteArrayList { "--authentication-timeout-sec=1m" };
        QTest::newRow("a time out of range") << QByteArrayList { "--authentication-timeout-sec=0" };
        QTest::newRow("login") << QByteArrayList { "--login=always" };
        QTest::newRow("output") << QByteArrayList { "-o", "yaml" };
        QTest::newRow("a pair that is none") << QByteArrayList { "--oidc-auth-request-extra-params=a" };
    }
    void refusesWhatCannotBeDone()
    {
        QFETCH(QByteArrayList, words);
        Words arguments;
        for (const QByteArray &word : words)
            arguments.push_back(word.toStdString());
        QCOMPARE_ERROR(SessionFlags::parse(arguments, Flavor::Lanyard), ErrorCode::Usage);
    }

    void theDeviceGrantHasTwoNames_data()
    {
        QTest::addColumn<QByteArray>("word");
        QTest::newRow("ours") << QByteArray("--device");
        QTest::newRow("kubelogin's") << QByteArray("--grant-type=device-code");
    }
    void theDeviceGrantHasTwoNames()
    {
        QFETCH(QByteArray, word);
        const auto json = parameters({ word.toStdString() });
        QVERIFY_RESULT(json);
        QCOMPARE(json->at("way").get<std::string>(), std::string("device"));
        QVERIFY(!json->at("browser").at("open").get<bool>()); // none opens here, whatever the policy says
        const auto browser = parameters({ "--grant-type=authcode" });
        QVERIFY_RESULT(browser);
        QVERIFY(!browser->contains("way"));
    }

    void extraParametersAreSent()
    {
        const auto json = parameters({ "--oidc-auth-request-extra-params=a=1,b=2=3", "--max-auth-age=15m", "--acr-values=gold" });
        QVERIFY_RESULT(json);
        QVERIFY((json->at("extraParams") == Json { { "a", "1" }, { "b", "2=3" }, { "max_age", "900" }, { "acr_values", "gold" } }));
    }

    void authoritiesTravelAsBytes()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write("-----BEGIN CERTIFICATE-----\n");
        file.flush();
        const auto json = parameters({ "--certificate-authority", file.fileName().toStdString(), "--certificate-authority-data=YWJj" });
        QVERIFY_RESULT(json);
        QCOMPARE(json->at("caPem").get<std::string>(), std::string("-----BEGIN CERTIFICATE-----\n\nabc\n"));
    }
    void anAuthorityFileThatIsMissingIsNamed()
    {
        const auto json = parameters({ "--certificate-authority=/nonexistent/ca.crt" });
        QVERIFY(!json);
        QVERIFY(QString::fromStdString(json.error().message).contains(QStringLiteral("/nonexistent/ca.crt")));
    }

    void theBrowserIsTheFlagThenTheVariable()
    {
        const Core::Environment environment = [](std::string_view name) -> std::optional<std::string> {
            if (name == "BROWSER")
                return "/bin/sh:/bin/other";
            return name == "DISPLAY" ? std::optional<std::string>(":5") : std::nullopt;
        };
        const auto variable = parameters({}, Flavor::Lanyard, environment);
        QVERIFY_RESULT(variable);
        QCOMPARE(variable->at("browser").at("command").get<std::string>(), std::string("/bin/sh"));
        QCOMPARE(variable->at("browser").at("environment").at("DISPLAY").get<std::string>(), std::string(":5"));
        const auto flag = parameters({ "--browser-command=/usr/bin/env" }, Flavor::Lanyard, environment);
        QCOMPARE(flag->at("browser").at("command").get<std::string>(), std::string("/usr/bin/env"));
    }

    void issuerAndClientAreNeeded()
    {
        QCOMPARE_ERROR(SessionFlags::parse(Words {}, Flavor::Lanyard)->parameters(none()), ErrorCode::Usage);
    }

    void base64_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("ok");
        QTest::newRow("padded") << QByteArray("YQ==") << true;
        QTest::newRow("not padded") << QByteArray("YQ") << true;
        QTest::newRow("lines") << QByteArray("Y\nQ==\n") << true;
        QTest::newRow("one character") << QByteArray("Y") << false;
        QTest::newRow("foreign") << QByteArray("Y*==") << false;
    }
    void base64()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, ok);
        const auto bytes = Cli::decodeBase64(text.toStdString());
        QCOMPARE(bytes.has_value(), ok);
        if (ok)
            QCOMPARE(*bytes, std::string("a"));
    }
};

QTEST_GUILESS_MAIN(tst_GetTokenFlags)
#include "tst_gettokenflags.moc"
