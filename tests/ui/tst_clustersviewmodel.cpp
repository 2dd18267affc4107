// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/ui/fakes.h"
#include "ui/clusters/clustersviewmodel.h"

#include <QSignalSpy>
#include <QTest>

using namespace std::chrono_literals;
using Ui::ClustersViewModel;

class tst_ClustersViewModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<Fakes::World>();
        m_world->kubeconfig.loads.automatic = Fakes::sampleConfig();
        m_model = std::make_unique<ClustersViewModel>(
                ClustersViewModel::Dependencies { m_world->kubeconfig, m_world->sessions, m_world->apiServer,
                                                  m_world->preferences, m_world->clock });
    }
    void cleanup()
    {
        m_model.reset();
        m_world.reset();
    }

    void showsAllContextsSortedWithTheCurrentOneSelected();
    void aFileWithoutContextsMeansWelcome();
    void aBrokenFileIsToldAndKeepsWhatWasShown();
    void anOlderLoadThatEndsLateIsDropped();
    void adoptsOnlyTheSessionOfTheCurrentContext();
    void switchingAsksFirstAndWritesWhenConfirmed();
    void discardingWritesNothing();
    void switchesAtOnceWhenThePreferenceSaysSo();
    void anEmptyPlanSaysThatThereIsNothingToChange();
    void aStaleLockIsBrokenOnlyWhenThePersonChoosesIt();
    void retryAfterAConflictPlansAgain();
    void sessionAndMinutesFollowTheClock();
    void aSignInThatWaitsShowsItsAddressAndCanBeCanceled();
    void aRefusedSignInOffersToSignInAgain();
    void asksTheApiServerOnlyOnDemand();
    void aServerThatSaysNoIsShownAsFailed();
    void hostileNamesAreHarmlessOnTheScreen();
    void searchesTenThousandContextsQuickly();

private:
    void load()
    {
        m_model->reload();
        QTRY_VERIFY(m_model->phase() != ClustersViewModel::Phase::Loading);
    }

    std::unique_ptr<Fakes::World> m_world;
    std::unique_ptr<ClustersViewModel> m_model;
};

void tst_ClustersViewModel::showsAllContextsSortedWithTheCurrentOneSelected()
{
    load();
    QCOMPARE(m_model->phase(), ClustersViewModel::Phase::Ready);
    QStringList names;
    for (const Ui::ContextEntry &entry : m_model->contexts()->entries())
        names.append(entry.name);
    QCOMPARE(names, QStringList({ u"build-farm"_s, u"kind-local"_s, u"prod-eu"_s, u"prod-us"_s, u"staging"_s }));
    QCOMPARE(m_model->selected(), u"prod-eu"_s);
    QVERIFY(m_model->detail());
    QVERIFY(m_model->detail()->entry.isCurrent);
    QCOMPARE(m_model->detail()->entry.nameSpace, u"payments"_s);
    QCOMPARE(m_model->contexts()->find(u"build-farm"_s)->auth, Ui::AuthKind::Token);
    QCOMPARE(m_model->contexts()->find(u"kind-local"_s)->auth, Ui::AuthKind::Certificate);
    QCOMPARE(m_model->contexts()->find(u"prod-us"_s)->auth, Ui::AuthKind::SignIn);
}

void tst_ClustersViewModel::aFileWithoutContextsMeansWelcome()
{
    m_world->kubeconfig.loads.automatic = Kubeconfig::Config();
    load();
    QCOMPARE(m_model->phase(), ClustersViewModel::Phase::Empty);
    QVERIFY(!m_model->detail());
}

void tst_ClustersViewModel::aBrokenFileIsToldAndKeepsWhatWasShown()
{
    load();
    m_world->kubeconfig.loads.automatic = Core::Result<Kubeconfig::Config>(
            Core::fail(Core::ErrorCode::Parse, "line 3 of config is indented wrongly", "mend line 3"));
    m_model->reload();
    QTRY_VERIFY(m_model->message());
    QCOMPARE(m_model->message()->severity, Ui::Severity::Error);
    QCOMPARE(m_model->message()->why, u"line 3 of config is indented wrongly"_s);
    QCOMPARE(m_model->message()->fix, u"mend line 3"_s);
    QCOMPARE(m_model->phase(), ClustersViewModel::Phase::Ready);
    QCOMPARE(m_model->contexts()->rowCount(), 5);
}

void tst_ClustersViewModel::anOlderLoadThatEndsLateIsDropped()
{
    m_world->kubeconfig.loads.automatic.reset();
    m_model->reload();
    m_model->reload();
    const auto older = m_world->kubeconfig.loads.open.at(0);
    m_world->kubeconfig.loads.open.at(1)->finish(Fakes::sampleConfig());
    QTRY_COMPARE(m_model->contexts()->rowCount(), 5);
    older->finish(Kubeconfig::Config());
    QTRY_VERIFY(!m_model->isBusy());
    QCOMPARE(m_model->contexts()->rowCount(), 5);
}

void tst_ClustersViewModel::adoptsOnlyTheSessionOfTheCurrentContext()
{
    Kubeconfig::Config config = Fakes::sampleConfig();
    Kubeconfig::User other = config.users.front();
    other.name = "other";
    other.exec->args[2] = "--oidc-client-id=other";
    config.users.push_back(other);
    config.contexts[1].user = "other";
    m_world->kubeconfig.loads.automatic = config;
    load();
    QCOMPARE(m_world->sessions.adopted, QStringList { Fakes::sessionId(Fakes::issuer, u"kubernetes"_s) });
}

void tst_ClustersViewModel::switchingAsksFirstAndWritesWhenConfirmed()
{
    load();
    m_world->kubeconfig.plans.automatic = Fakes::samplePlan(u"Switch to context staging"_s);
    QSignalSpy asked(m_model.get(), &ClustersViewModel::confirmationNeeded);
    m_model->useContext(u"staging"_s);
    QTRY_COMPARE(asked.count(), 1);
    QCOMPARE(m_world->kubeconfig.planned, QStringList { u"switch staging"_s });
    QVERIFY(m_world->kubeconfig.committed.isEmpty());

    const int loads = m_world->kubeconfig.loads.count;
    m_world->kubeconfig.commits.automatic = Core::Result<std::monostate>();
    m_model->confirm();
    QTRY_VERIFY(m_model->message());
    QCOMPARE(m_model->message()->severity, Ui::Severity::Success);
    QCOMPARE(m_world->kubeconfig.committed, QStringList { u"Switch to context staging"_s });
    QCOMPARE(m_world->kubeconfig.loads.count, loads + 1); // the page shows what the file says now
}

void tst_ClustersViewModel::discardingWritesNothing()
{
    load();
    m_world->kubeconfig.plans.automatic = Fakes::samplePlan(u"x"_s);
    QSignalSpy asked(m_model.get(), &ClustersViewModel::confirmationNeeded);
    m_model->useContext(u"staging"_s);
    QTRY_COMPARE(asked.count(), 1);
    m_model->discard();
    m_model->confirm(); // a late click
    QVERIFY(m_world->kubeconfig.committed.isEmpty());
}

void tst_ClustersViewModel::switchesAtOnceWhenThePreferenceSaysSo()
{
    load();
    m_world->preferences.value.confirmSwitch = false;
    m_world->kubeconfig.plans.automatic = Fakes::samplePlan(u"Set namespace to security"_s);
    m_world->kubeconfig.commits.automatic = Core::Result<std::monostate>();
    QSignalSpy asked(m_model.get(), &ClustersViewModel::confirmationNeeded);
    m_model->setNamespace(u"prod-eu"_s, u"security"_s);
    QTRY_COMPARE(m_world->kubeconfig.committed.size(), 1);
    QCOMPARE(m_world->kubeconfig.planned, QStringList { u"namespace prod-eu security"_s });
    QCOMPARE(asked.count(), 0);
}

void tst_ClustersViewModel::anEmptyPlanSaysThatThereIsNothingToChange()
{
    load();
    m_world->kubeconfig.plans.automatic = Ui::Planned();
    m_model->useContext(u"staging"_s);
    QTRY_VERIFY(m_model->message());
    QCOMPARE(m_model->message()->severity, Ui::Severity::Info);
    QVERIFY(m_world->kubeconfig.committed.isEmpty());
}

void tst_ClustersViewModel::aStaleLockIsBrokenOnlyWhenThePersonChoosesIt()
{
    load();
    m_world->preferences.value.confirmSwitch = false;
    m_world->kubeconfig.plans.automatic = Fakes::samplePlan(u"Switch"_s);
    m_world->kubeconfig.commits.automatic =
            Core::Result<std::monostate>(Core::fail(Core::ErrorCode::StaleLock, "config.lock is there", "remove it"));
    m_model->useContext(u"staging"_s);
    QTRY_VERIFY(m_model->message());
    QCOMPARE(m_model->message()->remedy, Ui::Remedy::BreakLock);
    QVERIFY(!m_world->kubeconfig.brokeLock);

    m_world->kubeconfig.commits.automatic = Core::Result<std::monostate>();
    m_model->resolve(Ui::Remedy::BreakLock);
    QTRY_VERIFY(m_model->message());
    QCOMPARE(m_model->message()->severity, Ui::Severity::Success);
    QVERIFY(m_world->kubeconfig.brokeLock);
}

void tst_ClustersViewModel::retryAfterAConflictPlansAgain()
{
    load();
    m_world->preferences.value.confirmSwitch = false;
    m_world->kubeconfig.plans.automatic = Fakes::samplePlan(u"Switch"_s);
    m_world->kubeconfig.commits.automatic =
            Core::Result<std::monostate>(Core::fail(Core::ErrorCode::Conflict, "the file changed", "try again"));
    m_model->useContext(u"staging"_s);
    QTRY_VERIFY(m_model->message());
    QCOMPARE(m_model->message()->remedy, Ui::Remedy::Retry);
    m_world->kubeconfig.commits.automatic = Core::Result<std::monostate>();
    m_model->resolve(Ui::Remedy::Retry);
    QTRY_COMPARE(m_world->kubeconfig.committed.size(), 2);
    QCOMPARE(m_world->kubeconfig.planned, QStringList({ u"switch staging"_s, u"switch staging"_s }));
}

void tst_ClustersViewModel::sessionAndMinutesFollowTheClock()
{
    load();
    QVERIFY(!m_model->detail()->session);
    m_world->sessions.put(Fakes::sampleSession(m_world->clock));
    QVERIFY(m_model->detail()->session);
    QCOMPARE(m_model->detail()->sessionLine, u"Signed in as sm01@example.test · 7 min left"_s);
    QVERIFY(!m_model->detail()->claims.isEmpty());
    m_world->clock.advance(5min);
    m_model->tick();
    QCOMPARE(m_model->detail()->sessionLine, u"Signed in as sm01@example.test · 2 min left"_s);
    m_world->clock.advance(5min);
    m_model->tick();
    QCOMPARE(m_model->detail()->sessionLine, u"Signed in as sm01@example.test · expired"_s);
}

void tst_ClustersViewModel::aSignInThatWaitsShowsItsAddressAndCanBeCanceled()
{
    load();
    Fakes::Sessions::Known known = Fakes::sampleSession(m_world->clock);
    known.info.state = Session::SessionState::LoginNeeded;
    m_world->sessions.put(known);
    m_model->signIn();
    QCOMPARE(m_world->sessions.loginRequests.size(), 1);
    m_world->sessions.startLogin(known.info.id, QUrl(u"https://login.example.com/auth?x=1"_s));
    QCOMPARE(m_model->detail()->pendingLoginUrl, QUrl(u"https://login.example.com/auth?x=1"_s));
    m_model->cancelSignIn();
    QCOMPARE(m_world->sessions.canceled, QStringList { known.info.id });
    QCoreApplication::processEvents();
    QVERIFY2(!m_model->message(), "who cancels needs no message about it");
}

void tst_ClustersViewModel::aRefusedSignInOffersToSignInAgain()
{
    load();
    m_world->sessions.logins.automatic = Core::Result<Session::SessionInfo>(
            Core::fail(Core::ErrorCode::LoginRefused, "the provider said access_denied", "sign in again"));
    m_model->signIn();
    QTRY_VERIFY(m_model->message());
    QCOMPARE(m_model->message()->remedy, Ui::Remedy::SignIn);
    m_model->resolve(Ui::Remedy::SignIn);
    QTRY_COMPARE(m_world->sessions.loginRequests.size(), 2);
}

void tst_ClustersViewModel::asksTheApiServerOnlyOnDemand()
{
    // Selecting a context must send no token: the file may be somebody else's.
    load();
    m_world->sessions.put(Fakes::sampleSession(m_world->clock));
    for (const Ui::ContextEntry &entry : m_model->contexts()->entries())
        m_model->select(entry.name);
    QVERIFY(m_world->apiServer.asked.isEmpty());

    m_model->select(u"prod-us"_s);
    m_world->apiServer.identities.automatic = Fakes::sampleUser();
    m_world->apiServer.nameSpaces.automatic = QStringList { u"security"_s };
    m_model->askApiServer();
    QTRY_COMPARE(m_model->detail()->answer.state, Ui::ServerAnswer::State::Answered);
    QCOMPARE(m_model->detail()->answer.who.username, u"sm01@example.test"_s);
    QCOMPARE(m_world->apiServer.asked, QStringList { u"https://api.prod-us.example.com:6443"_s });
    QTRY_COMPARE(m_model->detail()->namespaces, QStringList { u"security"_s });
}

void tst_ClustersViewModel::aServerThatSaysNoIsShownAsFailed()
{
    load();
    m_world->apiServer.identities.automatic = Core::Result<Kubernetes::UserInfo>(
            Core::fail(Core::ErrorCode::ApiUnauthorized, "the API server answered 401", "check its client ID"));
    m_model->askApiServer();
    QTRY_COMPARE(m_model->detail()->answer.state, Ui::ServerAnswer::State::Failed);
    QCOMPARE(m_model->detail()->answer.problem.why, u"the API server answered 401"_s);
}

void tst_ClustersViewModel::hostileNamesAreHarmlessOnTheScreen()
{
    Kubeconfig::Config config = Fakes::sampleConfig();
    config.contexts[0].name = "evil\x1b[2Jname\n\xe2\x80\xaegpj.exe";
    m_world->kubeconfig.loads.automatic = config;
    load();
    const QAbstractItemModel *contexts = m_model->contexts();
    for (int row = 0; row < contexts->rowCount(); ++row) {
        const QString shown = contexts->index(row, 0).data().toString();
        QVERIFY(!shown.contains(u'\x1b') && !shown.contains(u'\n') && !shown.contains(QChar(0x202e)));
    }
    // The key stays what the file says, or the wrong context would be switched to.
    QVERIFY(m_model->contexts()->find(QtSupport::toQString(config.contexts[0].name)) != nullptr);
}

void tst_ClustersViewModel::searchesTenThousandContextsQuickly()
{
    m_world->kubeconfig.loads.automatic = Fakes::largeConfig(10'000);
    load();
    Ui::ContextFilter filter;
    filter.setSourceModel(m_model->contexts());
    QCOMPARE(filter.rowCount(), 10'005);
    QElapsedTimer timer;
    timer.start();
    filter.setSearch(u"CLUSTER-777 team-b"_s);
    const qint64 elapsed = timer.elapsed();
    QCOMPARE(filter.rowCount(), 6); // 777, 7771, 7773, 7775, 7777, 7779
    QVERIFY2(elapsed < 1000, qPrintable(QString::number(elapsed) + u" ms"_s));
    filter.setSearch(u"no such thing"_s);
    QCOMPARE(filter.rowCount(), 0);
    filter.setSearch({});
    QCOMPARE(filter.rowCount(), 10'005);
}

QTEST_GUILESS_MAIN(tst_ClustersViewModel)
#include "tst_clustersviewmodel.moc"
