// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/support/fakeclock.h"
#include "tests/support/resulttest.h"
#include "world.h"

#include <QElapsedTimer>
#include <QTcpServer>

using namespace DoctorTest;

class tst_NetworkChecks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysSilentOnAHealthySetUp();
    void findsAllTrapsOfTheArticle();
    void findsWhatTheProviderGetsWrong_data();
    void findsWhatTheProviderGetsWrong();
    void findsCertificatesThatDoNotFit_data();
    void findsCertificatesThatDoNotFit();
    void findsWhatTheApiServerAnswers_data();
    void findsWhatTheApiServerAnswers();
    void comparesTheClocks_data();
    void comparesTheClocks();
    void findsAnIssuerThatCannotBeAsked();
    void tellsTokensOfAShortLife();
    void tellsAConfigurationThatIsOfNoUse();
    void judgesATokenThatStandsInTheKubeconfig();
    void looksForTheProviderAsTheServerDoes_data();
    void looksForTheProviderAsTheServerDoes();
    void saysWhyNothingIsAskedForOtherCredentials_data();
    void saysWhyNothingIsAskedForOtherCredentials();
    void tellsASessionThatEnded();
    void endsWhileTheProviderHangs();
    void namesNoSecret();
    void isContentWithTheDemo();
};

void tst_NetworkChecks::staysSilentOnAHealthySetUp()
{
    World world;
    world.rbac = "kind: RoleBinding\nmetadata: {name: a, namespace: ns}\nroleRef: {kind: Role, name: r}\nsubjects:\n- "
                 "{kind: Group, name: \"oidc:security-developer\"}\n";
    for (const bool isGiven : { false, true }) {
        world.apiServerConfig = isGiven
                ? world.flags("--oidc-username-claim=email\n--oidc-groups-claim=groups\n--oidc-groups-prefix=oidc:\n")
                : "";
        const Report report = world.examine(world.token());
        QCOMPARE(worrying(report), QStringList());
        QCOMPARE(report.verdict, Verdict::Accepts);
        for (const std::string_view id : Doctor::allIds()) {
            const auto inList = [id](const auto &entry) { return entry.id == id; };
            const bool isChecked = std::find(report.checked.begin(), report.checked.end(), id) != report.checked.end();
            const bool isSkipped = std::any_of(report.notChecked.begin(), report.notChecked.end(), inList);
            QVERIFY2(isChecked != isSkipped, std::string(id).c_str());
        }
    }
}

// kubelogin's arguments, the server's flags and the claims as the article has them.
void tst_NetworkChecks::findsAllTrapsOfTheArticle()
{
    World world;
    world.execExtra = ", --oidc-username-claim=email, --oidc-groups-claim=groups";
    world.apiServerConfig = "--oidc-issuer-url=" + world.issuer()
            + "\n--oidc-client-id=kubernetes\n--oidc-username-claim=email\n--oidc-groups-claim=groups\n--oidc-groups-"
              "prefix=oidc:\n";
    world.rbac = "kind: RoleBinding\nmetadata: {name: dev, namespace: security}\nroleRef: {kind: Role, name: "
                 "r}\nsubjects:\n- {kind: Group, name: security-developer}\n";
    world.discoveryPatch = { { "scopes_supported", { "openid", "offline_access" } } };
    world.api = [](const HttpRequest &) { return json({ { "kind", "Status" }, { "code", 401 } }, 401); };
    const auto token = world.token({ { "aud", "k8s" },
                                     { "email_verified", false },
                                     { "groups", nullptr },
                                     { "realm_access", { { "roles", { "security-developer" } } } } });
    const Report report = world.examine(token);
    QCOMPARE(report.verdict, Verdict::Rejects);
    for (const char *id : { "exec-unknown-flag", "audience-mismatch", "email-not-verified", "groups-in-realm-access",
                            "offline-access-missing", "issuer-tls-untrusted", "api-rejected-token" })
        QVERIFY2(find(report.findings, id), id);
    QVERIFY(report.because.find("audience-mismatch") != std::string::npos);
    QCOMPARE(incomplete(report.findings), QString());

    // Once the first two are mended, the binding is next.
    world.api = nullptr;
    const Report next = world.examine(world.token());
    QVERIFY(find(report.findings, "groups-prefix-mismatch")); // already told with the first
    QCOMPARE(next.verdict, Verdict::Accepts);
    const auto *mismatch = find(next.findings, "groups-prefix-mismatch");
    QVERIFY(mismatch);
    QVERIFY(mismatch->fix.find("oidc:security-developer") != std::string::npos);
}

void tst_NetworkChecks::findsWhatTheProviderGetsWrong_data()
{
    using Change = std::function<void(World &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, Change change, const QStringList &expected) {
        QTest::newRow(name) << change << expected;
    };
    row("another issuer",
        [](World &w) {
            w.discoveryPatch = { { "issuer", w.issuer() + "/" } };
        },
        { u"error:issuer-mismatch"_s });
    row("no token endpoint",
        [](World &w) {
            w.discoveryPatch = { { "token_endpoint", nullptr } };
        },
        { u"error:discovery-invalid"_s });
    row("an endpoint that is a script",
        [](World &w) {
            w.discoveryPatch = { { "authorization_endpoint", "javascript:alert(1)" } };
        },
        { u"error:discovery-invalid"_s });
    row("PKCE without S256",
        [](World &w) {
            w.discoveryPatch = { { "code_challenge_methods_supported", { "plain" } } };
        },
        { u"warning:pkce-not-advertised"_s });
    row("a client that it does not know", [](World &w) { w.signInPage = "<p>Client not found.</p>"; },
        { u"error:client-unknown"_s });
    row("a wrong client secret", [](World &w) { w.tokenError = "invalid_client"; }, { u"error:client-unknown"_s });
    row("an address that is not registered", [](World &w) { w.signInPage = "<p>Invalid parameter: redirect_uri</p>"; },
        { u"error:redirect-uri-rejected"_s });
    row("a scope that it does not know", [](World &w) { w.signInError = "invalid_scope"; },
        { u"error:scope-rejected"_s });
    row("a login page in spite of prompt=none",
        [](World &w) {
            w.signInPage = "<form>Sign in</form>";
            w.signInStatus = 200;
        },
        {});
}

void tst_NetworkChecks::findsWhatTheProviderGetsWrong()
{
    QFETCH(std::function<void(World &)>, change);
    QFETCH(QStringList, expected);
    World world;
    change(world);
    const Report report = world.examine(world.token());
    if (worrying(report) != expected)
        qInfo("%s", toText(report).c_str());
    QCOMPARE(worrying(report), expected);
    QCOMPARE(incomplete(report.findings), QString());
}

void tst_NetworkChecks::findsCertificatesThatDoNotFit_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("the provider's authority is unknown")
            << QStringLiteral("provider") << QStringList{ u"error:issuer-tls-untrusted"_s };
    QTest::newRow("the provider has another name")
            << QStringLiteral("name") << QStringList{ u"error:issuer-tls-hostname"_s };
    QTest::newRow("the provider's certificate ended")
            << QStringLiteral("expired") << QStringList{ u"error:issuer-tls-expired"_s };
    QTest::newRow("the API server's authority is unknown")
            << QStringLiteral("api") << QStringList{ u"error:api-tls-untrusted"_s };
    QTest::newRow("the API server has another name")
            << QStringLiteral("api-name") << QStringList{ u"error:api-tls-hostname"_s };
    QTest::newRow("nobody checks the API server")
            << QStringLiteral("insecure") << QStringList{ u"warning:insecure-skip-tls-verify"_s };
}

void tst_NetworkChecks::findsCertificatesThatDoNotFit()
{
    QFETCH(QString, kind);
    QFETCH(QStringList, expected);
    Support::FakeClock longAgo; // a day in January, long over
    const auto elsewhere = *TlsIdentity::create({ QStringLiteral("other.example.org") }, Core::SystemClock());
    const auto expired = *TlsIdentity::create({ QStringLiteral("127.0.0.1") }, longAgo);
    const TlsIdentity *provider = kind == QLatin1String("name") ? &elsewhere
            : kind == QLatin1String("expired")                  ? &expired
                                                                : nullptr;
    World world(provider);
    world.givesProviderCa = kind != QLatin1String("provider");
    world.givesApiCa = kind != QLatin1String("api") && kind != QLatin1String("insecure");
    if (kind == QLatin1String("insecure"))
        world.server =
                world.kubeconfig().split('\n').value(6).trimmed().mid(8) + "\n    insecure-skip-tls-verify: true";
    if (kind == QLatin1String("api-name"))
        world.server =
                world.kubeconfig().split('\n').value(6).trimmed().mid(8) + "\n    tls-server-name: other.example.org";
    if (provider) { // trusted, so that only the one fault is left
        world.givesProviderCa = false;
        world.execExtra = ", --certificate-authority-data=" + provider->caPem().toBase64();
    }
    const Report report = world.examine(world.token());
    if (worrying(report) != expected)
        qInfo("%s", toText(report).c_str());
    QCOMPARE(worrying(report), expected);
    QCOMPARE(incomplete(report.findings), QString());
}

void tst_NetworkChecks::findsWhatTheApiServerAnswers_data()
{
    using Api = std::function<HttpReply(const HttpRequest &)>;
    QTest::addColumn<Api>("api");
    QTest::addColumn<QStringList>("expected");
    QTest::addColumn<Verdict>("verdict");
    const auto status = [](int code, const char *message) {
        return [=](const HttpRequest &) {
            return json({ { "kind", "Status" }, { "message", message }, { "code", code } }, code);
        };
    };
    QTest::newRow("401") << Api(status(401, "Unauthorized")) << QStringList{ u"error:api-rejected-token"_s }
                         << Verdict::Rejects;
    QTest::newRow("anonymous") << Api(status(403, "forbidden: User \"system:anonymous\" cannot create resource"))
                               << QStringList{ u"error:api-anonymous"_s } << Verdict::Rejects;
    QTest::newRow("known but forbidden") << Api(status(403, "forbidden: User \"jane\" cannot create resource"))
                                         << QStringList() << Verdict::Accepts;
    QTest::newRow("a web page") << Api([](const HttpRequest &) { return page("<html>", 200); })
                                << QStringList{ u"error:api-unreachable"_s } << Verdict::Unknown;
}

void tst_NetworkChecks::findsWhatTheApiServerAnswers()
{
    QFETCH(std::function<HttpReply(const HttpRequest &)>, api);
    QFETCH(QStringList, expected);
    QFETCH(Verdict, verdict);
    World world;
    world.api = api;
    const Report report = world.examine(world.token());
    if (worrying(report) != expected)
        qInfo("%s", toText(report).c_str());
    QCOMPARE(worrying(report), expected);
    QCOMPARE(report.verdict, verdict);
}

void tst_NetworkChecks::comparesTheClocks_data()
{
    QTest::addColumn<int>("providerAhead");
    QTest::addColumn<int>("apiAhead");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("the same") << 0 << 0 << QStringList();
    QTest::newRow("half a minute here") << 30 << 30 << QStringList { u"warning:client-clock"_s };
    QTest::newRow("ten minutes here") << 600 << 600 << QStringList { u"error:client-clock"_s };
    QTest::newRow("ten minutes behind here") << -600 << -600 << QStringList { u"error:client-clock"_s };
    QTest::newRow("half a minute at the API server") << 0 << 30 << QStringList { u"warning:clock-skew"_s };
    QTest::newRow("ten minutes at the provider") << 600 << 0 << QStringList { u"error:clock-skew"_s };
}

void tst_NetworkChecks::comparesTheClocks()
{
    QFETCH(int, providerAhead);
    QFETCH(int, apiAhead);
    QFETCH(QStringList, expected);
    World world;
    const auto header = [](int ahead) -> QList<QPair<QByteArray, QByteArray>> {
        const auto date = QDateTime::currentDateTimeUtc().addSecs(ahead);
        return { { "Date", QLocale::c().toString(date, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1() } };
    };
    world.apiHeaders = header(apiAhead);
    world.providerHeaders = header(providerAhead);
    QCOMPARE(worrying(world.examine(world.token())), expected);
}

void tst_NetworkChecks::findsAnIssuerThatCannotBeAsked()
{
    World world;
    world.execExtra = ", --oidc-issuer-url=https://127.0.0.1:1";
    QVERIFY(find(world.examine({}).findings, "issuer-unreachable"));
    world.execExtra = ", --oidc-issuer-url=http://id.example.org"; // refused before a packet is sent
    QVERIFY(find(world.examine({}).findings, "issuer-not-https"));
}

void tst_NetworkChecks::tellsTokensOfAShortLife()
{
    World world;
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(world.clock.now().time_since_epoch()).count();
    QCOMPARE(worrying(world.examine(world.token({ { "exp", now + 40 } }))), QStringList { u"warning:lifetime-short"_s });
    for (const int life : { 58, 90 }) { // a minute is told, but it is no fault
        const auto report = world.examine(world.token({ { "exp", now + life } }));
        QVERIFY(find(report.findings, "lifetime-short"));
        QCOMPARE(worrying(report), QStringList());
    }
}

void tst_NetworkChecks::tellsAConfigurationThatIsOfNoUse()
{
    World world;
    world.server = "https://127.0.0.1:1";
    world.apiServerConfig = "--oidc-issuer-url=http://id.example.org --oidc-client-id=kubernetes";
    const Report refused = world.examine(world.token());
    QVERIFY(find(refused.findings, "api-config-invalid"));
    QCOMPARE(refused.verdict, Verdict::Rejects);
    world.apiServerConfig = "--v=2";
    const Report empty = world.examine(world.token());
    QVERIFY(find(empty.findings, "api-config-invalid"));
    QCOMPARE(empty.verdict, Verdict::Unknown);
}

void tst_NetworkChecks::judgesATokenThatStandsInTheKubeconfig()
{
    World world;
    world.apiServerConfig = world.flags();
    world.api = [](const HttpRequest &) { return json({ { "kind", "Status" }, { "code", 401 } }, 401); };
    world.extraUser = "    token: " + QByteArray::fromStdString(world.token({ { "aud", "stale" } })) + "\n";
    const Report report = world.examine(world.token());
    QCOMPARE(worrying(report),
             (QStringList{ u"error:exec-bypassed-by-credentials"_s, u"error:audience-mismatch"_s,
                           u"error:api-rejected-token"_s }));
    QCOMPARE(report.verdict, Verdict::Rejects);
}

void tst_NetworkChecks::looksForTheProviderAsTheServerDoes_data()
{
    QTest::addColumn<QByteArray>("discoveryPath"); // below the issuer; empty: none
    QTest::addColumn<bool>("isRightAuthority");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("the well-known place") << QByteArray() << true << QStringList();
    QTest::newRow("another authority") << QByteArray() << false << QStringList{ u"error:issuer-tls-untrusted"_s };
    QTest::newRow("elsewhere") << QByteArray("/moved/.well-known/openid-configuration") << true << QStringList();
    QTest::newRow("elsewhere, and nothing is there")
            << QByteArray("/nothing") << true << QStringList{ u"error:discovery-invalid"_s };
    QTest::newRow("elsewhere, and it is another one")
            << QByteArray("/other/.well-known/openid-configuration") << true
            << QStringList{ u"error:issuer-mismatch"_s };
}

void tst_NetworkChecks::looksForTheProviderAsTheServerDoes()
{
    QFETCH(QByteArray, discoveryPath);
    QFETCH(bool, isRightAuthority);
    QFETCH(QStringList, expected);
    World world;
    const auto stranger = *TlsIdentity::create({ u"other.example.org"_s }, Core::SystemClock());
    const QByteArray pem = (isRightAuthority ? world.identity : stranger).caPem().trimmed();
    world.server = "https://127.0.0.1:1"; // by prediction
    world.apiServerConfig = "apiVersion: apiserver.config.k8s.io/v1\nkind: AuthenticationConfiguration\njwt:\n- issuer:\n"
                            "    url: "
            + world.issuer() + "\n    audiences: [kubernetes]\n    certificateAuthority: |\n      "
            + QByteArray(pem).replace("\n", "\n      ").toStdString() + "\n"
            + (discoveryPath.isEmpty() ? "" : "    discoveryURL: " + world.issuer() + discoveryPath.toStdString() + "\n")
            + "  claimMappings:\n    username: {claim: email, prefix: \"\"}\n";
    world.otherDocument = { { "issuer", "https://other.example.org" } };
    const Report report = world.examine(world.token());
    QStringList actual = worrying(report);
    actual.removeOne(u"error:api-unreachable"_s);
    QCOMPARE(actual, expected);
    QCOMPARE(report.verdict, expected.isEmpty() ? Verdict::Accepts : Verdict::Rejects);
    QCOMPARE(incomplete(report.findings), QString());
}

void tst_NetworkChecks::saysWhyNothingIsAskedForOtherCredentials_data()
{
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("why");
    QTest::newRow("a client certificate") << QByteArray("    client-certificate-data: YQ==\n    client-key-data: YQ==\n")
                                          << QByteArray("client certificate");
    QTest::newRow("a password") << QByteArray("    username: a\n    password: b\n") << QByteArray("1.19");
    QTest::newRow("an auth-provider") << QByteArray("    auth-provider: {name: oidc}\n") << QByteArray("auth-provider");
}

void tst_NetworkChecks::saysWhyNothingIsAskedForOtherCredentials()
{
    QFETCH(QByteArray, user);
    QFETCH(QByteArray, why);
    World world;
    int requests = 0;
    world.api = [&](const HttpRequest &request) {
        requests += request.header("Authorization").isEmpty() ? 0 : 1;
        return world.accept(request);
    };
    world.extraUser = user;
    const Report report = world.examine(world.token());
    QCOMPARE(report.verdict, Verdict::Unknown);
    QCOMPARE(requests, 0);
    for (const char *id : { "api-rejected-token", "rbac-no-permissions", "cluster-admin-equivalent" })
        QVERIFY2(std::any_of(report.notChecked.begin(), report.notChecked.end(),
                             [&](const auto &entry) { return entry.id == id && !entry.why.empty(); }),
                 id);
    QVERIFY(std::any_of(report.notChecked.begin(), report.notChecked.end(), [&](const auto &entry) {
        return entry.id == "api-rejected-token" && entry.why.find(why.toStdString()) != std::string::npos;
    }));
}

void tst_NetworkChecks::tellsASessionThatEnded()
{
    World world;
    const auto facts = world.situation({});
    facts->session = { true, false, true,
                       Core::Error{ Core::ErrorCode::InvalidGrant,
                                    "the provider does not accept this sign-in any more",
                                    "sign in again",
                                    {} } };
    facts->token.whyNone = "nobody is signed in";
    Doctor::Doctor doctor(Doctor::standardChecks(*facts, world.clock));
    auto future = doctor.run(facts);
    QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 10'000);
    const Report report = *QtSupport::moveResult<Report>(future);
    QVERIFY(find(report.findings, "refresh-rejected"));
    QCOMPARE(report.verdict, Verdict::Unknown);
    QVERIFY(std::any_of(report.notChecked.begin(), report.notChecked.end(), [](const auto &entry) {
        return entry.id == "audience-mismatch" && entry.why == "nobody is signed in";
    }));
}

void tst_NetworkChecks::endsWhileTheProviderHangs()
{
    QTcpServer silent; // takes connections and says nothing
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    World world;
    world.execExtra = ", --oidc-issuer-url=https://127.0.0.1:" + QByteArray::number(silent.serverPort());
    QElapsedTimer timer;
    timer.start();
    const Report report = world.examine(world.token(), 700ms);
    QVERIFY2(timer.elapsed() < 5000, "it took too long");
    QVERIFY(std::any_of(report.notChecked.begin(), report.notChecked.end(),
                        [](const auto &entry) { return entry.id == "issuer-mismatch"; }));
    QCOMPARE(report.verdict, Verdict::Accepts); // what is known is shown
}

void tst_NetworkChecks::namesNoSecret()
{
    World world;
    world.apiServerConfig = world.flags();
    world.api = [](const HttpRequest &) { return json({ { "kind", "Status" }, { "code", 401 } }, 401); };
    const std::string token = world.token({ { "aud", "x" } });
    const std::string text = Core::dumpJson(toJson(world.examine(token))) + toText(world.examine(token));
    QVERIFY(text.find(token.substr(token.rfind('.') + 1)) == std::string::npos);
    QVERIFY(text.find(token.substr(0, 40)) == std::string::npos);
}

void tst_NetworkChecks::isContentWithTheDemo()
{
    World world;
    Demo::DemoIssuer issuer({}, world.clock);
    QVERIFY_RESULT(issuer.start());
    Demo::ApiServerOptions options;
    options.issuer = issuer.issuer();
    options.jwks = [&issuer] { return issuer.jwks(); };
    Demo::DemoApiServer api(std::move(options), world.identity, world.clock);
    QVERIFY_RESULT(api.start());
    world.server = api.url().toEncoded();
    world.givesProviderCa = false;
    world.execExtra = ", --oidc-issuer-url=" + QByteArray::fromStdString(issuer.issuer());
    const Report report = world.examine(issuer.idTokenFor(Demo::demoUsers().front()));
    QCOMPARE(worrying(report), QStringList());
    QCOMPARE(report.verdict, Verdict::Accepts);
}

QTEST_GUILESS_MAIN(tst_NetworkChecks)
#include "tst_networkchecks.moc"
