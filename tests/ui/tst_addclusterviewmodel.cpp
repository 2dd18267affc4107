// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/ui/fakes.h"
#include "ui/addcluster/addclusterviewmodel.h"

#include <QSignalSpy>
#include <QTest>

using Ui::AddClusterViewModel;
using Step = AddClusterViewModel::Step;
using CheckState = AddClusterViewModel::Check::State;

class tst_AddClusterViewModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<Fakes::World>();
        Ui::ServerCertificate trusted;
        trusted.trustedBySystem = true;
        m_world->apiServer.probes.automatic = trusted;
        m_world->provider.answers.automatic = Oidc::ProviderMetadata();
        m_world->apiServer.identities.automatic = Fakes::sampleUser();
        m_world->kubeconfig.plans.automatic = Fakes::samplePlan(u"Add lab"_s);
        m_model = std::make_unique<AddClusterViewModel>(AddClusterViewModel::Dependencies {
                m_world->kubeconfig, m_world->sessions, m_world->apiServer, m_world->provider, m_world->clock,
                u"/usr/bin/kubectl-lanyard"_s, std::chrono::milliseconds(10) });
    }
    void cleanup()
    {
        m_model.reset();
        m_world.reset();
    }

    void goesTheWholeWay();
    void refusesServerAddresses_data();
    void refusesServerAddresses();
    void anUnknownAuthorityNeedsTheLookOfAPerson();
    void aFileWithoutCertificatesIsRefused();
    void aProviderThatCannotBeReachedStopsTheStep();
    void answersAboutOlderWordsAreDropped();
    void aSignInThatIsThereAlreadyIsUsed();
    void anotherIssuerForgetsTheSignIn();
    void cancelingTheBrowserKeepsTheWords();
    void aFailedSignInIsToldAndCanBeRepeated();
    void aNameThatIsTakenIsToldBeforeTheWrite();
    void aWriteThatFailsLosesNothing();
    void startsAfresh();

private:
    void enterServer(const QString &server = u"https://api.lab.example.com:6443"_s)
    {
        auto fields = m_model->fields();
        fields.server = server;
        m_model->setFields(fields);
    }
    void enterProvider()
    {
        auto fields = m_model->fields();
        fields.issuer = Fakes::issuer;
        fields.clientId = u"kubernetes"_s;
        m_model->setFields(fields);
    }
    void goToSignIn()
    {
        enterServer();
        QTRY_VERIFY(m_model->canGoOn());
        m_model->next();
        enterProvider();
        QTRY_VERIFY(m_model->canGoOn());
        m_model->next();
        QCOMPARE(m_model->step(), Step::SignIn);
    }
    void goToReview()
    {
        goToSignIn();
        signInNow();
        QTRY_COMPARE(m_model->step(), Step::Identity);
        m_model->next();
        QCOMPARE(m_model->step(), Step::Review);
    }
    void signInNow()
    {
        const auto known = Fakes::sampleSession(m_world->clock);
        m_world->sessions.put(known);
        m_world->sessions.logins.automatic = known.info;
        m_model->signIn();
    }

    std::unique_ptr<Fakes::World> m_world;
    std::unique_ptr<AddClusterViewModel> m_model;
};

void tst_AddClusterViewModel::goesTheWholeWay()
{
    QVERIFY(!m_model->canGoOn());
    goToReview();
    QVERIFY(!m_model->claims().isEmpty());
    QCOMPARE(m_model->fields().name, u"api.lab"_s); // suggested
    QTRY_VERIFY(m_model->canGoOn());
    QVERIFY(m_world->kubeconfig.committed.isEmpty());

    const Kubeconfig::NewEntry &entry = m_world->kubeconfig.entries.back();
    QCOMPARE(entry.cluster.server, std::string("https://api.lab.example.com:6443"));
    QCOMPARE(entry.exec.command, std::string("/usr/bin/kubectl-lanyard"));
    QCOMPARE(entry.exec.apiVersion, std::string("client.authentication.k8s.io/v1"));
    QCOMPARE(entry.exec.interactiveMode, std::string("Never"));
    QCOMPARE(entry.context.user, entry.userName);
    QVERIFY(entry.makeCurrent);
    // kubectl must come to the very sign-in that was made here.
    const auto described = Ui::signInOf(entry.exec);
    QVERIFY(described);
    QCOMPARE(m_world->sessions.idOf(described->request), Fakes::sampleSession(m_world->clock).info.id);

    m_world->kubeconfig.commits.automatic = Core::Result<std::monostate>();
    m_model->next();
    QTRY_COMPARE(m_model->step(), Step::Done);
    QCOMPARE(m_world->kubeconfig.committed.size(), 1);
    QTRY_COMPARE(m_model->answer().state, Ui::ServerAnswer::State::Answered);
    QSignalSpy added(m_model.get(), &AddClusterViewModel::added);
    m_model->next();
    QCOMPARE(added.count(), 1);
}

void tst_AddClusterViewModel::refusesServerAddresses_data()
{
    QTest::addColumn<QString>("server");
    QTest::newRow("http") << u"http://api.example.com:6443"_s;
    QTest::newRow("no host") << u"https://"_s;
    QTest::newRow("user and password") << u"https://a:b@api.example.com"_s;
    QTest::newRow("words") << u"my cluster"_s;
    QTest::newRow("another scheme") << u"ftp://api.example.com"_s;
}

void tst_AddClusterViewModel::refusesServerAddresses()
{
    QFETCH(QString, server);
    enterServer(server);
    QTRY_COMPARE(m_model->serverCheck().state, CheckState::Bad);
    QVERIFY(!m_model->canGoOn());
    QVERIFY(m_world->apiServer.probed.isEmpty());
}

void tst_AddClusterViewModel::anUnknownAuthorityNeedsTheLookOfAPerson()
{
    // Any self-signed certificate will do for an authority.
    QFile file(QString(QStringLiteral(LANYARD_SOURCE_DIR)) + u"/tests/ui/authority.pem"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    Ui::ServerCertificate seen;
    seen.authority = QSslCertificate(file.readAll());
    QVERIFY(!seen.authority.isNull());
    m_world->apiServer.probes.automatic = seen;
    enterServer();
    QTRY_COMPARE(m_model->serverCheck().state, CheckState::NeedsDecision);
    QVERIFY(!m_model->canGoOn());
    QCOMPARE(m_model->serverCheck().detail.count(u':'), 31); // SHA-256, byte by byte
    m_model->next();
    QCOMPARE(m_model->step(), Step::Server);
    m_model->trustAuthority();
    QVERIFY(m_model->canGoOn());
    QCOMPARE(m_model->fields().serverCaPem, seen.authority.toPem());
    enterServer(u"https://other.example.com"_s);
    QVERIFY2(m_model->fields().serverCaPem.isEmpty(), "another server is another decision");
}

void tst_AddClusterViewModel::aFileWithoutCertificatesIsRefused()
{
    enterServer();
    m_model->loadServerCa(u"/etc/passwd"_s);
    QVERIFY(m_model->message());
    QCOMPARE(m_model->message()->fix, u"choose the ca.crt of the cluster"_s);
    QVERIFY(m_model->fields().serverCaPem.isEmpty());
    m_world->apiServer.caFile = "PEM";
    m_model->loadServerCa(u"/etc/ca.crt"_s);
    QVERIFY(!m_model->message());
    QVERIFY(m_model->canGoOn());
}

void tst_AddClusterViewModel::aProviderThatCannotBeReachedStopsTheStep()
{
    enterServer();
    QTRY_VERIFY(m_model->canGoOn());
    m_model->next();
    m_world->provider.answers.automatic = Core::Result<Oidc::ProviderMetadata>(
            Core::fail(Core::ErrorCode::IssuerMismatch, "it calls itself https://b, not https://a", "use https://b"));
    enterProvider();
    QTRY_COMPARE(m_model->providerCheck().state, CheckState::Bad);
    QVERIFY(m_model->providerCheck().detail.contains(u"Use https://b"_s));
    QVERIFY(!m_model->canGoOn());
}

void tst_AddClusterViewModel::answersAboutOlderWordsAreDropped()
{
    m_world->apiServer.probes.automatic.reset();
    enterServer(u"https://first.example.com"_s);
    QTRY_COMPARE(m_world->apiServer.probes.open.size(), 1U);
    enterServer(u"https://second.example.com"_s);
    Ui::ServerCertificate trusted;
    trusted.trustedBySystem = true;
    m_world->apiServer.probes.answer(trusted); // about the first
    QTRY_COMPARE(m_world->apiServer.probes.open.size(), 1U);
    QVERIFY2(!m_model->canGoOn(), "an answer about another server was taken");
    m_world->apiServer.probes.answer(trusted);
    QTRY_VERIFY(m_model->canGoOn());
}

void tst_AddClusterViewModel::aSignInThatIsThereAlreadyIsUsed()
{
    m_world->sessions.put(Fakes::sampleSession(m_world->clock));
    enterServer();
    QTRY_VERIFY(m_model->canGoOn());
    m_model->next();
    enterProvider();
    QTRY_VERIFY(m_model->canGoOn());
    m_model->next();
    QCOMPARE(m_model->step(), Step::Identity);
    QVERIFY(m_world->sessions.loginRequests.isEmpty());
}

void tst_AddClusterViewModel::anotherIssuerForgetsTheSignIn()
{
    goToReview();
    m_model->back();
    m_model->back();
    QCOMPARE(m_model->step(), Step::Provider);
    auto fields = m_model->fields();
    fields.issuer = u"https://other.example.com"_s;
    m_model->setFields(fields);
    QTRY_VERIFY(m_model->canGoOn());
    m_model->next();
    QCOMPARE(m_model->step(), Step::SignIn);
    QVERIFY(m_model->claims().isEmpty());
}

void tst_AddClusterViewModel::cancelingTheBrowserKeepsTheWords()
{
    goToSignIn();
    m_model->signIn();
    QVERIFY(m_model->isSigningIn());
    m_model->cancelSignIn();
    QVERIFY(!m_model->isSigningIn());
    QCOMPARE(m_world->sessions.canceled.size(), 1);
    QCoreApplication::processEvents();
    QCOMPARE(m_model->step(), Step::SignIn);
    QVERIFY(!m_model->message());
    QCOMPARE(m_model->fields().issuer, Fakes::issuer);
}

void tst_AddClusterViewModel::aFailedSignInIsToldAndCanBeRepeated()
{
    goToSignIn();
    m_world->sessions.logins.automatic = Core::Result<Session::SessionInfo>(
            Core::fail(Core::ErrorCode::LoginTimeout, "nobody finished the sign-in in 5 min", "try again"));
    m_model->signIn();
    QTRY_VERIFY(m_model->message());
    QCOMPARE(m_model->message()->remedy, Ui::Remedy::SignIn);
    QCOMPARE(m_model->step(), Step::SignIn);
    signInNow();
    QTRY_COMPARE(m_model->step(), Step::Identity);
}

void tst_AddClusterViewModel::aNameThatIsTakenIsToldBeforeTheWrite()
{
    m_world->kubeconfig.plans.automatic = Core::Result<Ui::Planned>(
            Core::fail(Core::ErrorCode::Conflict, "there is another context of that name", "choose another name"));
    goToReview();
    QTRY_VERIFY(m_model->message());
    QVERIFY(!m_model->canGoOn());
    m_world->kubeconfig.plans.automatic = Fakes::samplePlan(u"Add lab"_s);
    auto fields = m_model->fields();
    fields.name = u"lab2"_s;
    m_model->setFields(fields);
    QTRY_VERIFY(m_model->canGoOn());
    QCOMPARE(m_world->kubeconfig.entries.back().context.name, std::string("lab2"));
}

void tst_AddClusterViewModel::aWriteThatFailsLosesNothing()
{
    goToReview();
    QTRY_VERIFY(m_model->canGoOn());
    m_world->kubeconfig.commits.automatic = Core::Result<std::monostate>(
            Core::fail(Core::ErrorCode::ReadOnly, "the file is read-only", "make it writable"));
    m_model->next();
    QTRY_VERIFY(m_model->message());
    QCOMPARE(m_model->step(), Step::Review);
    QVERIFY(m_model->canGoOn());
    QCOMPARE(m_model->fields().name, u"api.lab"_s);
}

void tst_AddClusterViewModel::startsAfresh()
{
    goToReview();
    m_model->start();
    QCOMPARE(m_model->step(), Step::Server);
    QCOMPARE(m_model->fields(), AddClusterViewModel::Fields());
    QVERIFY(!m_model->canGoOn());
}

QTEST_GUILESS_MAIN(tst_AddClusterViewModel)
#include "tst_addclusterviewmodel.moc"
