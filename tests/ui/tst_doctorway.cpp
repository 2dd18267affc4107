// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
// The Doctor page and "What may I do" on everything real but the browser and the keychain: a provider
// and an API server on loopback, a kubeconfig on disk.
#include "app/demo/demoenvironment.h"
#include "app/keychain/memorystore.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"
#include "tests/support/resulttest.h"
#include "tests/ui/person.h"
#include "ui/adapters/doctoradapter.h"
#include "ui/adapters/kubeconfigadapter.h"
#include "ui/adapters/preferencesadapter.h"
#include "ui/adapters/rightsadapter.h"
#include "ui/adapters/apiserveradapter.h"
#include "ui/adapters/sessionsadapter.h"
#include "ui/clusters/clustersviewmodel.h"
#include "ui/doctor/doctorviewmodel.h"
#include "ui/rights/rightsviewmodel.h"

#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using Phase = Ui::DoctorViewModel::Phase;
using Ui::AccessAnswer;

namespace {

//! The demo with a kubeconfig whose entry is ours, and the window's view models on it.
struct House
{
    explicit House(const QTemporaryDir &temporary)
        : root(QtSupport::toStdString(temporary.path()))
        , demo({ .folder = root / "demo", .kubectlLanyard = "/usr/bin/kubectl-lanyard" }, clock)
    {
    }

    Core::SystemClock clock;
    std::filesystem::path root;
    Demo::DemoEnvironment demo;
    Keychain::MemoryStore store;
    Support::Person person;
    Audit::AuditLog audit { root / "audit.jsonl", clock };
    Session::SessionManager manager { { store, person, audit, clock } };
};

struct Window
{
    Window(House &house, const std::filesystem::path &kubeconfig,
           const Doctor::DoctorOperation::Deadlines &deadlines = {})
        : settings(house.root / "settings.json")
        , preferences(settings, house.root / "namespaces.json")
        , sessions(house.manager, [](auto) { return std::nullopt; })
        , files(Kubeconfig::LoadingRules::fromEnvironment([](auto) { return std::nullopt; }, kubeconfig.string()), {},
                house.audit)
        , apiServer(house.manager)
        , rightsAdapter(house.manager, house.clock)
        , operation(house.manager, house.store, house.clock, deadlines)
        , doctorAdapter(operation, [](auto) { return std::nullopt; }, kubeconfig.string())
        , clusters({ files, sessions, apiServer, preferences, house.clock })
        , rights(rightsAdapter, house.clock, [this] { return clusters.askTarget(); })
        , doctor(doctorAdapter, *clusters.contexts(), house.clock)
    {
    }

    Settings::SettingsStore settings;
    Ui::PreferencesAdapter preferences;
    Ui::SessionsAdapter sessions;
    Ui::KubeconfigAdapter files;
    Ui::ApiServerAdapter apiServer;
    Ui::RightsAdapter rightsAdapter;
    Doctor::DoctorOperation operation;
    Ui::DoctorAdapter doctorAdapter;
    Ui::ClustersViewModel clusters;
    Ui::RightsViewModel rights;
    Ui::DoctorViewModel doctor;
};

} // namespace

class tst_DoctorWay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void examinesTheDemoAndAsksWhatOneMayDo();
    void endsInTimeWhileTheProviderHangs();
    void savesACertificateForEverybodyToRead();
};

void tst_DoctorWay::examinesTheDemoAndAsksWhatOneMayDo()
{
    QTemporaryDir temporary;
    House house(temporary);
    QVERIFY_RESULT(house.demo.start());
    Window window(house, house.demo.kubeconfig());
    window.clusters.reload();
    QTRY_COMPARE(window.clusters.phase(), Ui::ClustersViewModel::Phase::Ready);
    window.clusters.signIn();
    QTRY_VERIFY_WITH_TIMEOUT(window.clusters.detail()->session
                                     && window.clusters.detail()->session->state == Session::SessionState::Ready,
                             20'000);

    QStringList finished;
    connect(&window.doctorAdapter, &Ui::DoctorPort::checkFinished, this, [&finished](const QString &name) { finished += name; });
    window.doctor.examine();
    QTRY_COMPARE_WITH_TIMEOUT(window.doctor.phase(), Phase::Done, 15'000);
    QVERIFY(finished.size() >= 11);
    QCOMPARE(window.doctor.finishedChecks(), static_cast<int>(finished.size()));
    QVERIFY2(window.doctor.verdict()->title.contains(u"accepts"_s), qPrintable(window.doctor.reportText()));
    QVERIFY2(!window.doctor.reportText().contains(u"eyJ"_s), "a token stands in the report");
    QCOMPARE(house.person.opened, 1); // the doctor opens no browser

    using State = AccessAnswer::State;
    const QString nameSpace = house.demo.nameSpace();
    window.rights.ask({ u"list"_s, u"pods"_s, {}, nameSpace });
    QTRY_COMPARE_WITH_TIMEOUT(window.rights.answer().state, State::Yes, 15'000);
    QVERIFY(window.rights.answer().grant);
    QVERIFY(!window.rights.answer().grant->binding.isEmpty());
    window.rights.ask({ u"delete"_s, u"deploy"_s, {}, nameSpace });
    QTRY_COMPARE_WITH_TIMEOUT(window.rights.answer().state, State::No, 15'000);
    QTRY_VERIFY_WITH_TIMEOUT(!window.rights.answer().note.isEmpty(), 15'000); // the demo lists no bindings
    QVERIFY(window.rights.yamlFor(0).contains(u"oidc:"_s));
    window.rights.askRules(nameSpace);
    QTRY_COMPARE_WITH_TIMEOUT(window.rights.rulesAnswer().state, Ui::RulesAnswer::State::Answered, 15'000);
    QVERIFY(window.rights.rules()->rowCount() >= 2);

    window.clusters.askApiServer();
    QTRY_COMPARE_WITH_TIMEOUT(window.clusters.detail()->answer.state, Ui::ServerAnswer::State::Answered, 15'000);
    QCOMPARE(window.clusters.detail()->mapping.username.claims.value(0), u"email"_s);
    QCOMPARE(window.clusters.detail()->mapping.groups.value(0).prefix, u"oidc:"_s);
}

void tst_DoctorWay::endsInTimeWhileTheProviderHangs()
{
    QTcpServer silent; // takes connections and says nothing
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    QTemporaryDir temporary;
    House house(temporary);
    const QString file = temporary.filePath(u"config"_s);
    QFile config(file);
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("apiVersion: v1\nkind: Config\ncurrent-context: dev\nclusters:\n- name: c\n  cluster:\n    server: "
                 "https://127.0.0.1:1\nusers:\n- name: u\n  user:\n    exec:\n      apiVersion: "
                 "client.authentication.k8s.io/v1\n      command: kubectl-lanyard\n      interactiveMode: Never\n      args: "
                 "[get-token, --oidc-client-id=kubernetes, --oidc-issuer-url=https://127.0.0.1:"
                 + QByteArray::number(silent.serverPort()) + "]\ncontexts:\n- name: dev\n  context: {cluster: c, user: u}\n");
    config.close();
    config.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    Window window(house, QtSupport::toStdString(file)); // with the deadlines that the program has
    QElapsedTimer timer;
    timer.start();
    window.doctor.examine();
    QTRY_VERIFY_WITH_TIMEOUT(window.doctor.findings().size() > 0, 8'000); // before it ends
    QTRY_COMPARE_WITH_TIMEOUT(window.doctor.phase(), Phase::Done, 12'000);
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed()) + u" ms"_s));
    QVERIFY(!window.doctor.findings().isEmpty());
    QVERIFY(!window.doctor.open().isEmpty());
    QVERIFY(window.doctor.reportText().contains(u"no answer within"_s)
            || window.doctor.reportText().contains(u"did not answer"_s));
}

void tst_DoctorWay::savesACertificateForEverybodyToRead()
{
    QTemporaryDir temporary;
    House house(temporary);
    Window window(house, house.root / "config");
    const QString file = temporary.filePath(u"ca.crt"_s);
    QVERIFY_RESULT(window.doctor.savePem("pem\n", file));
    QVERIFY(QFile::permissions(file) & QFile::ReadOther);
    QVERIFY(!window.doctor.savePem("pem\n", temporary.filePath(u"no/such/folder/ca.crt"_s)));
}

QTEST_GUILESS_MAIN(tst_DoctorWay)
#include "tst_doctorway.moc"
