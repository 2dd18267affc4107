// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/atomicfile.h"
#include "app/demo/demoenvironment.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"
#include "tests/support/kubectl.h"
#include "tests/support/missing.h"
#include "tests/support/resulttest.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Demo;
using QtSupport::toQString;

namespace {

struct Outcome
{
    int status = -1;
    QString output, errors;
};

} // namespace

//! The demo with the real kubectl.
class tst_DemoEnvironment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_environment.reset(); }

    void writesAKubeconfigForThisUserOnly();
    void kubeconfigNamesThePlugin();
    void describesItself();
    void saysWhyItCannotStart();
    void kubectlTellsWhoIAm();
    void kubectlListsPods();
    void kubectlIsForbiddenElsewhere();
    void kubectlIsUnauthorizedWithoutAGoodToken();
    void kubectlAsksWhatItMay();
    void kubectlCallsTheExecEntry();

private:
    Outcome run(QStringList arguments);
    QString token(const char *user)
    {
        return toQString(m_environment->demoIssuer().idTokenFor(*findUser(m_users, user)));
    }
    void start(EnvironmentOptions options = {});

    QTemporaryDir m_folder;
    std::vector<DemoUser> m_users = demoUsers();
    Core::SystemClock m_clock;
    std::unique_ptr<DemoEnvironment> m_environment;
};

#define REQUIRE_KUBECTL()                                                                          \
    do {                                                                                           \
        if (Support::findKubectl().isEmpty())                                                      \
            SKIP_OR_FAIL("no kubectl: set KUBECTL");                                               \
    } while (false)

void tst_DemoEnvironment::start(EnvironmentOptions options)
{
    options.folder = QtSupport::toStdString(m_folder.path() + u"/demo"_s);
    m_environment = std::make_unique<DemoEnvironment>(std::move(options), m_clock);
    QVERIFY_RESULT(m_environment->start());
}

void tst_DemoEnvironment::init()
{
    start();
}

// The servers live on this thread: kubectl is waited for with the event loop running.
Outcome tst_DemoEnvironment::run(QStringList arguments)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"KUBECONFIG"_s, toQString(m_environment->kubeconfig().string()));
    environment.insert(u"KUBERC"_s, u"off"_s);
    process.setProcessEnvironment(environment);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(Support::findKubectl(), arguments << u"--request-timeout=10s"_s);
    if (!QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 30'000)) {
        process.kill();
        process.waitForFinished(5000);
        return {};
    }
    return { process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
             QString::fromUtf8(process.readAllStandardError()) };
}

void tst_DemoEnvironment::writesAKubeconfigForThisUserOnly()
{
    struct stat info = {};
    QCOMPARE(stat(m_environment->kubeconfig().c_str(), &info), 0);
    QCOMPARE(info.st_mode & 0777U, 0600U);
    const auto text = Core::readFile(m_environment->kubeconfig(), 65536);
    QVERIFY_RESULT(text);
    QVERIFY(toQString(*text).contains(QString::fromLatin1(m_environment->caPem().toBase64())));
    QVERIFY2(!toQString(*text).contains(u"PRIVATE"_s), "no key is written");
}

void tst_DemoEnvironment::kubeconfigNamesThePlugin()
{
    EnvironmentOptions options;
    options.kubectlLanyard = "/opt/with \"quotes\" and : colons/kubectl-lanyard";
    start(std::move(options));
    const QString text = toQString(*Core::readFile(m_environment->kubeconfig(), 65536));
    QVERIFY(text.contains(u"command: \"/opt/with \\\"quotes\\\" and : colons/kubectl-lanyard\""_s));
    QVERIFY(text.contains(u"interactiveMode: Never"_s));
    QVERIFY(text.contains(u"--oidc-issuer-url="_s + m_environment->issuer()));
    QVERIFY(text.contains(u"--oidc-extra-scope=groups"_s));
    QVERIFY(!text.contains(u"--oidc-extra-scope=openid"_s));
}

void tst_DemoEnvironment::describesItself()
{
    const auto json = Core::parseJson(m_environment->describe());
    QVERIFY_RESULT(json);
    QCOMPARE(Core::jsonString(*json, "issuer"), QtSupport::toStdString(m_environment->issuer()));
    QCOMPARE(Core::jsonString(*json, "kubeconfig"), m_environment->kubeconfig().string());
    QCOMPARE(Core::jsonStrings(*json, "scopes").front(), std::string("openid"));
}

void tst_DemoEnvironment::saysWhyItCannotStart()
{
    EnvironmentOptions options;
    options.folder = QtSupport::toStdString(m_folder.path() + u"/second"_s);
    options.apiServerPort = static_cast<quint16>(m_environment->apiServerUrl().port());
    DemoEnvironment second(options, m_clock);
    QCOMPARE_ERROR(second.start(), Core::ErrorCode::NetworkUnreachable);
}

void tst_DemoEnvironment::kubectlTellsWhoIAm()
{
    REQUIRE_KUBECTL();
    const Outcome outcome =
            run({ u"auth"_s, u"whoami"_s, u"-o"_s, u"json"_s, u"--token"_s, token("sm01") });
    QVERIFY2(outcome.status == 0, qPrintable(outcome.errors));
    const auto json = Core::parseJson(QtSupport::toStdString(outcome.output));
    QVERIFY_RESULT(json);
    const Core::Json &info = (*json)["status"]["userInfo"];
    QCOMPARE(Core::jsonString(info, "username"), "sm01@example.test");
    QCOMPARE(Core::jsonStrings(info, "groups"),
             (std::vector<std::string>{ "oidc:ADMIN", "oidc:security-developer",
                                        "system:authenticated" }));
}

void tst_DemoEnvironment::kubectlListsPods()
{
    REQUIRE_KUBECTL();
    const Outcome table = run({ u"get"_s, u"pods"_s, u"--token"_s, token("sm01") });
    QVERIFY2(table.status == 0, qPrintable(table.errors));
    QVERIFY(table.output.contains(u"vault-0"_s));
    QVERIFY(table.output.contains(u"RESTARTS"_s));
    const Outcome names =
            run({ u"get"_s, u"pods"_s, u"-A"_s, u"-o"_s, u"name"_s, u"--token"_s, token("ops03") });
    QCOMPARE(names.output.count(u"pod/"_s), 5);
}

void tst_DemoEnvironment::kubectlIsForbiddenElsewhere()
{
    REQUIRE_KUBECTL();
    const Outcome outcome =
            run({ u"get"_s, u"pods"_s, u"-n"_s, u"payments"_s, u"--token"_s, token("sm01") });
    QCOMPARE(outcome.status, 1);
    QVERIFY(outcome.errors.contains(
            u"Error from server (Forbidden): pods is forbidden: User \"sm01@example.test\""_s));
}

void tst_DemoEnvironment::kubectlIsUnauthorizedWithoutAGoodToken()
{
    REQUIRE_KUBECTL();
    const Outcome outcome = run({ u"get"_s, u"pods"_s, u"--token"_s, token("new05") });
    QCOMPARE(outcome.status, 1);
    QVERIFY(outcome.errors.contains(u"You must be logged in to the server"_s));
}

void tst_DemoEnvironment::kubectlAsksWhatItMay()
{
    REQUIRE_KUBECTL();
    const auto can = [this](const QString &verb) {
        return run({ u"auth"_s, u"can-i"_s, verb, u"pods"_s, u"--token"_s, token("sm01") })
                .output.trimmed();
    };
    QCOMPARE(can(u"list"_s), u"yes"_s);
    QCOMPARE(can(u"delete"_s), u"no"_s);
}

void tst_DemoEnvironment::kubectlCallsTheExecEntry()
{
    REQUIRE_KUBECTL();
    const QString plugin = m_folder.path() + u"/plugin"_s;
    EnvironmentOptions options;
    options.kubectlLanyard = QtSupport::toStdString(plugin);
    start(std::move(options));
    const QString script =
            u"#!/bin/sh\necho "
            u"'{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\","
            "\"status\":{\"token\":\""_s
            + token("sm01") + u"\"}}'\n"_s;
    QVERIFY_RESULT(Core::replaceFile(QtSupport::toStdString(plugin), QtSupport::toStdString(script),
                                     { 0700 }));
    const Outcome outcome = run({ u"get"_s, u"pods"_s, u"-o"_s, u"name"_s });
    QVERIFY2(outcome.status == 0, qPrintable(outcome.errors));
    QVERIFY(outcome.output.contains(u"pod/vault-0"_s));
}

QTEST_GUILESS_MAIN(tst_DemoEnvironment)
#include "tst_demoenvironment.moc"
