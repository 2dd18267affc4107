// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/sessionverbs.h"
#include "app/core/atomicfile.h"
#include "tests/support/resulttest.h"

#include <QTemporaryDir>
#include <QTest>

#include <sstream>

using Cli::Flavor;
using Cli::SessionFlags;
using Core::ErrorCode;
using Core::Json;

namespace {

constexpr std::string_view kConfig =
        "apiVersion: v1\n"
        "kind: Config\n"
        "current-context: ours\n"
        "contexts:\n"
        "- {name: ours, context: {cluster: c, user: ours}}\n"
        "- {name: plugin, context: {cluster: c, user: plugin}}\n"
        "- {name: kubelogin, context: {cluster: inline, user: kubelogin}}\n"
        "- {name: other, context: {cluster: c, user: aws}}\n"
        "- {name: token, context: {cluster: c, user: token}}\n"
        "- {name: nobody, context: {cluster: nowhere, user: gone}}\n"
        "- {name: \"--all\", context: {cluster: c, user: ours}}\n"
        "clusters:\n"
        "- {name: c, cluster: {server: \"https://api.example.test:6443\", certificate-authority: ca.pem, tls-server-name: api}}\n"
        "- {name: inline, cluster: {server: \"https://inline.example.test\", certificate-authority-data: Y2E=}}\n"
        "users:\n"
        "- name: ours\n"
        "  user:\n"
        "    exec:\n"
        "      apiVersion: client.authentication.k8s.io/v1\n"
        "      command: kubectl-lanyard\n"
        "      args: [get-token, --oidc-issuer-url=https://idp.example.test, --oidc-client-id=a, --account=entry]\n"
        "- name: plugin\n"
        "  user:\n"
        "    exec:\n"
        "      apiVersion: client.authentication.k8s.io/v1\n"
        "      command: kubectl\n"
        "      args: [lanyard, get-token, --oidc-issuer-url=https://idp.example.test, --oidc-client-id=b, --skip-open-browser]\n"
        "- name: kubelogin\n"
        "  user:\n"
        "    exec:\n"
        "      apiVersion: client.authentication.k8s.io/v1beta1\n"
        "      command: kubectl\n"
        "      args: [oidc-login, get-token, --oidc-issuer-url=https://idp.example.test, --oidc-client-id=c, --grant-type=device-code]\n"
        "- name: aws\n"
        "  user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: aws, args: [eks, get-token]}}\n"
        "- name: token\n"
        "  user: {token: abc}\n";

} // namespace

// Which sign-in a verb is about: --context, the current context, or the flags themselves.
class tst_SessionVerbs : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::istringstream m_in;
    std::ostringstream m_out, m_err;

    [[nodiscard]] std::string file(const char *name) const { return m_folder.filePath(QLatin1String(name)).toStdString(); }
    [[nodiscard]] Cli::Invocation invocation(std::vector<std::string> arguments = {})
    {
        return { std::move(arguments),
                 [config = file("config")](std::string_view name) {
                     return name == "KUBECONFIG" ? std::optional(config) : std::nullopt;
                 },
                 m_in, m_out, m_err, false };
    }
    Core::Result<SessionFlags> session(std::vector<std::string> arguments)
    {
        auto run = invocation(std::move(arguments));
        const auto flags = Cli::readFlags(run);
        return flags ? Cli::sessionOf(run, *flags) : flags;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY_RESULT(Core::replaceFile(file("config"), kConfig));
        QVERIFY_RESULT(Core::replaceFile(file("ca.pem"), "the CA"));
    }

    void aContextNamesItsSignIn_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("client");
        const auto words = [](const char *text) { return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts); };
        QTest::newRow("the current one") << words("") << QStringLiteral("a");
        QTest::newRow("named") << words("--context plugin") << QStringLiteral("b");
        QTest::newRow("named with =") << words("--context=plugin") << QStringLiteral("b");
        QTest::newRow("kubelogin's entry") << words("--context kubelogin") << QStringLiteral("c");
        QTest::newRow("named like a flag") << words("--context=--all") << QStringLiteral("a");
        QTest::newRow("the last one counts") << words("--context plugin --context kubelogin") << QStringLiteral("c");
        QTest::newRow("flags count more") << words("--context plugin --oidc-issuer-url=https://x --oidc-client-id=d")
                                          << QStringLiteral("d");
    }
    void aContextNamesItsSignIn()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, client);
        std::vector<std::string> list;
        for (const QString &word : arguments)
            list.push_back(word.toStdString());
        const auto found = session(list);
        QVERIFY_RESULT(found);
        QCOMPARE(found->clientId, client.toStdString());
    }

    void theFlavorIsThatOfTheEntry()
    {
        const auto ours = session({ "--context=plugin" });
        QVERIFY_RESULT(ours);
        QVERIFY(ours->flavor == Flavor::Lanyard);
        QVERIFY(ours->skipOpenBrowser);
        const auto theirs = session({ "--context=kubelogin" });
        QVERIFY_RESULT(theirs);
        QVERIFY(theirs->flavor == Flavor::Kubelogin);
        QVERIFY(theirs->device);
    }

    void whatIsSaidCountsMoreThanTheEntry()
    {
        const auto found = session({ "--context=ours", "--account=me", "--device", "--force", "--browser-command=firefox" });
        QVERIFY_RESULT(found);
        QCOMPARE(found->account, std::string("me"));
        QCOMPARE(found->browserCommand, std::string("firefox"));
        QVERIFY(found->device && found->force);
        const auto plain = session({ "--context=ours" });
        QVERIFY_RESULT(plain);
        QCOMPARE(plain->account, std::string("entry"));
        QVERIFY(!plain->device && !plain->force);
    }

    void aContextWithoutASignInIsTold_data()
    {
        QTest::addColumn<QByteArray>("context");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("unknown") << QByteArray("missing") << QByteArray("there is no context \"missing\"");
        QTest::newRow("hostile") << QByteArray("a\x1b[2J") << QByteArray("there is no context");
        QTest::newRow("another plugin") << QByteArray("other") << QByteArray("does not sign in by OpenID Connect");
        QTest::newRow("a token") << QByteArray("token") << QByteArray("has no exec entry");
        QTest::newRow("a user that is gone") << QByteArray("nobody") << QByteArray("has no exec entry");
    }
    void aContextWithoutASignInIsTold()
    {
        QFETCH(QByteArray, context);
        QFETCH(QByteArray, words);
        const auto found = session({ "--context", context.toStdString() });
        QCOMPARE_ERROR(found, ErrorCode::NotFound);
        QVERIFY2(found.error().message.find(words.toStdString()) != std::string::npos, found.error().message.c_str());
        QVERIFY(found.error().message.find('\x1b') == std::string::npos);
        QVERIFY(!found.error().fix.empty());
    }

    void theServerIsThatOfTheContext()
    {
        auto run = invocation({ "--context=ours" });
        const auto flags = Cli::readFlags(run);
        QVERIFY_RESULT(flags);
        const auto server = Cli::serverOf(run, *flags);
        QVERIFY_RESULT(server);
        QVERIFY((*server == Json { { "url", "https://api.example.test:6443" }, { "caPem", "the CA" }, { "tlsServerName", "api" } }));
        auto other = invocation({ "--context=kubelogin" });
        const auto inlined = Cli::serverOf(other, Cli::readFlags(other).value_or(SessionFlags()));
        QVERIFY_RESULT(inlined);
        QCOMPARE(inlined->at("caPem").get<std::string>(), std::string("ca"));
        auto nowhere = invocation({ "--context=nobody" });
        QCOMPARE_ERROR(Cli::serverOf(nowhere, Cli::readFlags(nowhere).value_or(SessionFlags())), ErrorCode::NotFound);
    }

    void aSessionKnowsItsContexts()
    {
        const auto names = Cli::contextsOf(invocation(), {}, { { "issuer", "https://idp.example.test" }, { "clientId", "a" } });
        QCOMPARE(names, (std::vector<std::string> { "ours", "--all" }));
        QVERIFY(Cli::contextsOf(invocation(), {}, { { "issuer", "https://idp.example.test/" }, { "clientId", "a" } }).empty());
    }

    void theDescribedSessionsAreOursAndKubelogins()
    {
        const auto described = Cli::describedSessions(invocation(), {});
        QVERIFY_RESULT(described);
        QCOMPARE(described->size(), std::size_t(3));
        QVERIFY(described->contains("ours") && described->contains("plugin") && described->contains("kubelogin"));
    }

    void anotherFileIsNamedByKubeconfig()
    {
        QVERIFY_RESULT(Core::replaceFile(file("empty"), "apiVersion: v1\nkind: Config\n"));
        QCOMPARE_ERROR(session({ "--kubeconfig", file("empty") }), ErrorCode::NotFound); // no current context
        QVERIFY_RESULT(session({ "--kubeconfig", file("config") }));
    }
};

QTEST_GUILESS_MAIN(tst_SessionVerbs)
#include "tst_sessionverbs.moc"
