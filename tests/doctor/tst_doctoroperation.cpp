// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/doctoroperation.h"
#include "doctortest.h"
#include "tests/session/desk.h"

#include <QElapsedTimer>
#include <QTcpServer>

using namespace DoctorTest;
using namespace std::chrono_literals;
using Core::Json;
using Doctor::Report;

class tst_DoctorOperation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void judgesTheSessionsToken();
    void saysThatNobodyIsSignedIn();
    void findsARefreshTokenThatIsRefused();
    void endsWhileTheProviderHangs();
    void cancelingShowsWhatIsThere();
    void cancelingBeforeTheChecksAnswersAtOnce();
    void endsWithinTenSecondsByDefault();
    void answersTheAgentsRequest();
    void refusesRequestsOfTheWrongShape();

private:
    Report examine(const Doctor::DoctorOperation::Deadlines &deadlines = { 2s, 5s });
    void writeKubeconfig(const QString &issuer);
    void signedInEarlier();

    std::unique_ptr<Home> m_home;
    std::unique_ptr<Support::Desk> m_desk;
};

void tst_DoctorOperation::init()
{
    m_home = std::make_unique<Home>();
    m_desk = std::make_unique<Support::Desk>();
    writeKubeconfig(u"https://127.0.0.1:1"_s);
}

void tst_DoctorOperation::writeKubeconfig(const QString &issuer)
{
    m_desk->request.client.issuer = issuer;
    m_home->write(u"config"_s,
                  "current-context: dev\nclusters:\n- name: c\n  cluster:\n    server: https://127.0.0.1:1\nusers:\n- name: u\n"
                  "  user:\n    exec:\n      apiVersion: client.authentication.k8s.io/v1\n      command: kubectl-lanyard\n"
                  "      interactiveMode: Never\n      args: [get-token, --oidc-client-id=kubernetes, --oidc-issuer-url="
                          + issuer.toUtf8() + "]\ncontexts:\n- name: dev\n  context: {cluster: c, user: u}\n");
}

void tst_DoctorOperation::signedInEarlier()
{
    m_desk->provider->validRefreshToken = "rt-0";
    const auto written = m_desk->store.write(
            m_desk->id(), { 1, m_desk->request.client.issuer, m_desk->request.client.clientId, u"alice"_s, Core::Secret("rt-0") });
    QVERIFY(written.isFinished());
}

Report tst_DoctorOperation::examine(const Doctor::DoctorOperation::Deadlines &deadlines)
{
    Doctor::DoctorOperation operation(*m_desk->manager, m_desk->store, m_desk->clock, deadlines);
    Doctor::Request request;
    request.kubeconfig = m_home->text(u"config"_s);
    auto future = operation.examine(request);
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 15'000))
        qFatal("the doctor did not end");
    return *QtSupport::moveResult<Report>(future);
}

void tst_DoctorOperation::judgesTheSessionsToken()
{
    signedInEarlier();
    const Report report = examine();
    // The faked provider's tokens are none, which only who looked at one can know.
    QVERIFY(find(report.findings, "not-a-jwt"));
    QCOMPARE(m_desk->browser.opened.size(), 0);
}

void tst_DoctorOperation::saysThatNobodyIsSignedIn()
{
    const Report report = examine();
    QCOMPARE(report.verdict, Doctor::Verdict::Unknown);
    QVERIFY(std::any_of(report.notChecked.begin(), report.notChecked.end(), [](const auto &entry) {
        return entry.id == "audience-mismatch" && entry.why.find("nobody is signed in") != std::string::npos;
    }));
    QCOMPARE(m_desk->browser.opened.size(), 0);
}

void tst_DoctorOperation::findsARefreshTokenThatIsRefused()
{
    signedInEarlier();
    m_desk->provider->refreshError = Core::Error { Core::ErrorCode::InvalidGrant, "not accepted any more", "sign in again", {} };
    QVERIFY(find(examine().findings, "refresh-rejected"));
}

void tst_DoctorOperation::endsWhileTheProviderHangs()
{
    QTcpServer silent; // takes connections and says nothing
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    writeKubeconfig(u"https://127.0.0.1:%1"_s.arg(silent.serverPort()));
    signedInEarlier();
    m_desk->provider->isHeld = true;
    QElapsedTimer timer;
    timer.start();
    const Report report = examine({ 200ms, 500ms });
    QVERIFY2(timer.elapsed() < 5000, "it took too long");
    QVERIFY(find(report.findings, "exec-command-not-found")); // what is known is shown
    QVERIFY(std::any_of(report.notChecked.begin(), report.notChecked.end(),
                        [](const auto &entry) { return entry.id == "discovery-invalid" && !entry.why.empty(); }));
    m_desk->provider->release();
}

void tst_DoctorOperation::cancelingShowsWhatIsThere()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    writeKubeconfig(u"https://127.0.0.1:%1"_s.arg(silent.serverPort()));
    Doctor::DoctorOperation operation(*m_desk->manager, m_desk->store, m_desk->clock, { 2s, 60s });
    int finished = 0;
    connect(&operation, &Doctor::DoctorOperation::checkFinished, this, [&finished] { ++finished; });
    Doctor::Request request;
    request.kubeconfig = m_home->text(u"config"_s);
    auto future = operation.examine(request);
    QTRY_VERIFY_WITH_TIMEOUT(finished >= 3, 15'000); // those that ask nobody
    QVERIFY(!future.isFinished());
    operation.cancel();
    QVERIFY(future.isFinished());
    const Report report = *QtSupport::moveResult<Report>(future);
    QVERIFY(find(report.findings, "exec-command-not-found"));
    QVERIFY(std::any_of(report.notChecked.begin(), report.notChecked.end(), [](const auto &entry) {
        return entry.id == "discovery-invalid" && entry.why.find("ended before") != std::string::npos;
    }));
    operation.cancel(); // nothing is left to end
}

void tst_DoctorOperation::cancelingBeforeTheChecksAnswersAtOnce()
{
    Doctor::DoctorOperation operation(*m_desk->manager, m_desk->store, m_desk->clock, { 2s, 5s });
    int started = 0;
    connect(&operation, &Doctor::DoctorOperation::checkStarted, this, [&started] { ++started; });
    Doctor::Request request;
    request.kubeconfig = m_home->text(u"config"_s);
    auto future = operation.examine(request);
    operation.cancel();
    QVERIFY(future.isFinished());
    QCOMPARE_ERROR(QtSupport::moveResult<Report>(future), Core::ErrorCode::Canceled);
    auto second = operation.examine(request); // and the next one goes its way
    QTRY_VERIFY_WITH_TIMEOUT(second.isFinished(), 15'000);
    QVERIFY(QtSupport::moveResult<Report>(second).has_value());
    QVERIFY(started > 0);
}

void tst_DoctorOperation::endsWithinTenSecondsByDefault()
{
    const Doctor::DoctorOperation::Deadlines deadlines;
    QVERIFY(deadlines.session + deadlines.checks <= 9s + 500ms); // files and the rest have half a second
}

void tst_DoctorOperation::answersTheAgentsRequest()
{
    signedInEarlier();
    Doctor::DoctorOperation operation(*m_desk->manager, m_desk->store, m_desk->clock, { 2s, 5s });
    auto future = operation.handle({ { "kubeconfig", m_home->text(u"config"_s) },
                                     { "environment", { { "PATH", "/nowhere" }, { "HOME", "/nowhere" } } },
                                     { "agentWasRunning", false } });
    QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 15'000);
    const auto answer = QtSupport::moveResult<Json>(future);
    QVERIFY_RESULT(answer);
    QVERIFY(answer->contains("verdict") && answer->contains("findings") && answer->contains("checked"));
    QVERIFY(Core::jsonString(*answer, "text").value_or("").find("agent-not-running") != std::string::npos);
}

void tst_DoctorOperation::refusesRequestsOfTheWrongShape()
{
    Doctor::DoctorOperation operation(*m_desk->manager, m_desk->store, m_desk->clock);
    for (const Json &parameters : { Json { { "context", 7 } }, Json { { "rbac", std::string("a\0b", 3) } } }) {
        auto future = operation.handle(parameters);
        QVERIFY(future.isFinished());
        QCOMPARE_ERROR(QtSupport::moveResult<Json>(future), Core::ErrorCode::Usage);
    }
}

QTEST_GUILESS_MAIN(tst_DoctorOperation)
#include "tst_doctoroperation.moc"
