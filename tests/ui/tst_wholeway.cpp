// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
// The window's view models on everything real but the browser and the keychain: a provider and an API
// server on loopback, a kubeconfig on disk.
#include "app/demo/demoenvironment.h"
#include "app/keychain/memorystore.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"
#include "tests/support/resulttest.h"
#include "tests/ui/person.h"
#include "ui/adapters/apiserveradapter.h"
#include "ui/adapters/kubeconfigadapter.h"
#include "ui/adapters/provideradapter.h"
#include "ui/adapters/sessionsadapter.h"
#include "ui/addcluster/addclusterviewmodel.h"
#include "ui/signins/signinsviewmodel.h"

#include <QTemporaryDir>
#include <QTest>

using Step = Ui::AddClusterViewModel::Step;

class tst_WholeWay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsAClusterSignsInAndProvesIt();
};

void tst_WholeWay::addsAClusterSignsInAndProvesIt()
{
    QTemporaryDir folder;
    const std::filesystem::path root = QtSupport::toStdString(folder.path());
    Core::SystemClock clock;
    Demo::EnvironmentOptions options;
    options.folder = root / "demo";
    Demo::DemoEnvironment demo(options, clock);
    QVERIFY_RESULT(demo.start());
    QFile ca(folder.filePath(u"ca.crt"_s));
    QVERIFY(ca.open(QIODevice::WriteOnly));
    ca.write(demo.caPem());
    ca.close();

    Keychain::MemoryStore store;
    Support::Person person;
    Audit::AuditLog audit(root / "audit.jsonl", clock);
    Session::SessionManager manager({ store, person, audit, clock });
    const QString config = folder.filePath(u"config"_s);
    // By the variable and not by --kubeconfig: as for kubectl, a file that is named there must exist.
    const auto rules = Kubeconfig::LoadingRules::fromEnvironment(
            [&config](std::string_view name) -> std::optional<std::string> {
                return name == "KUBECONFIG" ? std::optional(QtSupport::toStdString(config)) : std::nullopt;
            });
    Ui::SessionsAdapter sessions(manager, [](auto) { return std::nullopt; });
    Ui::KubeconfigAdapter kubeconfig(rules, {}, audit);
    Ui::ApiServerAdapter apiServer(manager);
    Ui::ProviderAdapter provider;
    Ui::AddClusterViewModel model({ kubeconfig, sessions, apiServer, provider, clock, u"/usr/bin/kubectl-lanyard"_s,
                                    std::chrono::milliseconds(1) });

    auto fields = model.fields();
    fields.server = demo.apiServerUrl().toString();
    model.setFields(fields);
    model.loadServerCa(ca.fileName());
    QTRY_VERIFY(model.canGoOn());
    model.next();
    fields = model.fields();
    fields.issuer = demo.issuer();
    fields.clientId = demo.clientId();
    fields.scopes = demo.scopes().join(u' ');
    model.setFields(fields);
    QTRY_VERIFY_WITH_TIMEOUT(model.canGoOn(), 15'000);
    model.next();
    QCOMPARE(model.step(), Step::SignIn);
    model.signIn();
    QTRY_COMPARE_WITH_TIMEOUT(model.step(), Step::Identity, 20'000);
    QCOMPARE(person.opened, 1);
    QTRY_COMPARE_WITH_TIMEOUT(model.answer().state, Ui::ServerAnswer::State::Answered, 15'000);
    QCOMPARE(model.answer().who.username, u"sm01@example.test"_s);
    QVERIFY(model.answer().who.groups.contains(u"oidc:security-developer"_s));
    model.next();
    QTRY_VERIFY_WITH_TIMEOUT(model.canGoOn(), 15'000);
    QVERIFY2(!QFile::exists(config), "written before the person agreed");
    model.next();
    QTRY_COMPARE_WITH_TIMEOUT(model.step(), Step::Done, 15'000);

    const auto written = Kubeconfig::KubeconfigStore(rules, {}).load();
    QVERIFY_RESULT(written);
    QCOMPARE(QtSupport::toQString(written->currentContext), model.fields().name);
    QTRY_COMPARE_WITH_TIMEOUT(model.answer().state, Ui::ServerAnswer::State::Answered, 15'000);
    QCOMPARE(person.opened, 1); // one sign-in is enough

    // What was written leads back to this very session.
    const auto described = Ui::signInOf(*written->users.front().exec);
    QVERIFY(described);
    QVERIFY(sessions.session(sessions.idOf(described->request)));
    QFile log(folder.filePath(u"audit.jsonl"_s));
    QVERIFY(log.open(QIODevice::ReadOnly));
    const QByteArray lines = log.readAll();
    QVERIFY(lines.contains("signed-in") && lines.contains("kubeconfig-written"));
    QVERIFY2(!lines.contains("eyJ"), "a token stands in the audit log");
}

QTEST_GUILESS_MAIN(tst_WholeWay)
#include "tst_wholeway.moc"
