// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/doctor.h"
#include "app/doctor/situation.h"
#include "app/doctor/wording.h"
#include "doctortest.h"

#include <QSignalSpy>

#include <array>
#include <functional>
#include <set>

using namespace DoctorTest;
using Doctor::CheckResult;
using Doctor::Report;
using Doctor::Severity;
using Doctor::Verdict;
using namespace std::chrono_literals;

namespace {

// A check that answers as told, or never.
class FakeCheck final : public Doctor::Check
{
public:
    FakeCheck(std::vector<std::string_view> ids, std::function<Doctor::FutureCheckResult()> answer)
        : m_ids(std::move(ids))
        , m_answer(std::move(answer))
    {
    }
    std::string_view name() const override { return "fake"; }
    std::span<const std::string_view> ids() const override { return m_ids; }
    Doctor::FutureCheckResult run(const Doctor::Situation &) override { return m_answer(); }

private:
    std::vector<std::string_view> m_ids;
    std::function<Doctor::FutureCheckResult()> m_answer;
};

Doctor::Finding finding(std::string id, Severity severity = Severity::Error)
{
    return { std::move(id), severity, "title", "evidence", "fix", "log" };
}

Report runAll(std::vector<std::unique_ptr<Doctor::Check>> checks, std::chrono::milliseconds deadline = 5s)
{
    Doctor::Doctor doctor({ {}, std::move(checks) }, deadline);
    auto future = doctor.run(std::make_shared<Doctor::Situation>());
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 10'000))
        qFatal("the doctor did not end");
    return *QtSupport::moveResult<Report>(future);
}

Report reportOf(const CheckResult &result, std::vector<std::string_view> ids = { "audience-mismatch", "token-expired" })
{
    std::vector<std::unique_ptr<Doctor::Check>> checks;
    checks.push_back(
            std::make_unique<FakeCheck>(std::move(ids), [result] { return QtSupport::ready<CheckResult>(result); }));
    return runAll(std::move(checks));
}

} // namespace

class tst_Doctor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsWhenACheckHangs();
    void endsAtOnceWhenCanceled();
    void readsBothSidesBack_data();
    void readsBothSidesBack();
    void readsNamesWithQuotesBack();
    void leavesOtherEvidenceAlone();
    void reportsWhyACheckFailed();
    void sortsByTheServersOrder();
    void takesTheLiveAnswerOverAPrediction();
    void decidesByPrediction();
    void decidesNothingWithoutKnowing();
    void tellsProgress();
    void writesTheContractsShape();
    void writesTextForPeople();
    void namesEveryIdOnce();
};

void tst_Doctor::endsWhenACheckHangs()
{
    auto never = std::make_shared<QtSupport::Promise<CheckResult>>();
    std::vector<std::unique_ptr<Doctor::Check>> checks;
    checks.push_back(std::make_unique<FakeCheck>(std::vector<std::string_view>{ "issuer-mismatch" },
                                                 [never] { return never->future(); }));
    checks.push_back(std::make_unique<FakeCheck>(std::vector<std::string_view>{ "token-expired" }, [] {
        return QtSupport::ready<CheckResult>(CheckResult{ { finding("token-expired") }, {}, {}, {} });
    }));
    const Report report = runAll(std::move(checks), 50ms);
    QCOMPARE(report.notChecked.size(), std::size_t(1));
    QCOMPARE(report.notChecked.front().id, std::string("issuer-mismatch"));
    QVERIFY(report.notChecked.front().why.find("no answer within") != std::string::npos);
    QCOMPARE(report.findings.size(), std::size_t(1));
}

void tst_Doctor::endsAtOnceWhenCanceled()
{
    QtSupport::Promise<CheckResult> never;
    CheckResult found;
    found.add(finding("token-expired"));
    std::vector<std::unique_ptr<Doctor::Check>> checks;
    checks.push_back(std::make_unique<FakeCheck>(std::vector<std::string_view> { "token-expired" },
                                                 [found] { return QtSupport::ready<CheckResult>(found); }));
    checks.push_back(std::make_unique<FakeCheck>(std::vector<std::string_view> { "discovery-invalid" },
                                                 [&never] { return never.future(); }));
    Doctor::Doctor doctor({ {}, std::move(checks) }, 60s);
    auto future = doctor.run(std::make_shared<Doctor::Situation>());
    QCoreApplication::processEvents();
    QVERIFY(!future.isFinished());
    doctor.cancel();
    QVERIFY(future.isFinished());
    const Report report = *QtSupport::moveResult<Report>(future);
    QVERIFY(find(report.findings, "token-expired")); // what is known stays
    QCOMPARE(report.notChecked.size(), 1U);
    QCOMPARE(report.notChecked.front().id, std::string("discovery-invalid"));
    QVERIFY(report.notChecked.front().why.find("ended before") != std::string::npos);
}

void tst_Doctor::readsBothSidesBack_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::addColumn<int>("difference");
    QTest::newRow("a slash at the end") << u"https://a/demo"_s << u"https://a/demo/"_s << 14;
    QTest::newRow("in the middle") << u"kubernetes"_s << u"kubelogin"_s << 4;
    QTest::newRow("at once") << u"k8s"_s << u"account"_s << 0;
    QTest::newRow("one is empty") << QString() << u"kubernetes"_s << 0;
    QTest::newRow("a comma inside") << u"a, b"_s << u"a, c"_s << 3;
    QTest::newRow("inside of a character") << u"gr\u00fc"_s << u"gr\u00f6"_s << 2;
}

void tst_Doctor::readsBothSidesBack()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    QFETCH(int, difference);
    const std::string text = Doctor::bothSides("token aud", one.toStdString(), "API server", other.toStdString());
    const auto sides = Doctor::sidesOf(text + "; all: token \"x\"");
    QVERIFY(sides);
    const Doctor::Sides expected { "token aud",        one.toStdString(),      "API server",
                                   other.toStdString(), "all: token \"x\"", static_cast<std::size_t>(difference) };
    QVERIFY(*sides == expected);
}

void tst_Doctor::readsNamesWithQuotesBack()
{
    const auto sides = Doctor::sidesOf(Doctor::bothSides("API server", "oidc:dev", "RoleBinding \"ns/dev\" names", "dev"));
    QVERIFY(sides);
    QCOMPARE(sides->otherName, std::string("RoleBinding \"ns/dev\" names"));
    QCOMPARE(sides->other, std::string("dev"));
    QVERIFY(sides->rest.empty());
}

void tst_Doctor::leavesOtherEvidenceAlone()
{
    for (const std::string &text :
         { std::string(), std::string("exp = 12"), Doctor::bothSides("a", "same", "b", "same"),
           Doctor::bothSides("a", "quote\" inside", "b", "other"),
           Doctor::bothSides("a", "x\", b \"y", "c", "other"), Doctor::bothSides("a", "x", "b", "y \"z"), std::string("groups \"a\", \"b\" and 3 more"),
           std::string(" \"x\", b \"y\" (they differ from character 1 on)"), std::string("a \"x\", b \"y") })
        QVERIFY2(!Doctor::sidesOf(text), text.c_str());
}

void tst_Doctor::reportsWhyACheckFailed()
{
    std::vector<std::unique_ptr<Doctor::Check>> checks;
    checks.push_back(std::make_unique<FakeCheck>(std::vector<std::string_view>{ "token-expired" }, [] {
        return QtSupport::readyError<CheckResult>({ Core::ErrorCode::Internal, "it broke", {}, {} });
    }));
    const Report report = runAll(std::move(checks));
    QCOMPARE(report.notChecked, (std::vector<Doctor::NotChecked>{ { "token-expired", "it broke" } }));
    QVERIFY(report.checked.empty());
}

void tst_Doctor::sortsByTheServersOrder()
{
    CheckResult result;
    for (const char *id : { "email-not-verified", "groups-claim-missing", "token-expired", "audience-mismatch" })
        result.add(finding(id, std::string_view(id) == "groups-claim-missing" ? Severity::Warning : Severity::Error));
    result.predicted = false;
    const Report report = reportOf(result);
    QStringList order;
    for (const auto &entry : report.findings)
        order << QString::fromStdString(entry.id);
    QCOMPARE(order.join(u' '), u"audience-mismatch token-expired email-not-verified groups-claim-missing"_s);
    QVERIFY(report.because.find("audience-mismatch") != std::string::npos);
}

void tst_Doctor::takesTheLiveAnswerOverAPrediction()
{
    CheckResult result;
    result.add(finding("audience-mismatch"));
    result.predicted = false;
    result.accepted = true;
    const Report report = reportOf(result);
    QCOMPARE(report.verdict, Verdict::Accepts);
    QCOMPARE(report.findings.front().severity, Severity::Warning); // shown, but it is not so
    QVERIFY(report.findings.front().evidence.find("accepted") != std::string::npos);
    QVERIFY(!report.hasErrors());

    result.predicted = true;
    result.accepted = false;
    result.add(finding("api-rejected-token"));
    const Report contradicted = reportOf(result);
    QCOMPARE(contradicted.verdict, Verdict::Rejects);
    QVERIFY(find(contradicted.findings, "api-rejected-token")->evidence.find("another one") != std::string::npos);
}

void tst_Doctor::decidesByPrediction()
{
    CheckResult result;
    result.predicted = true;
    QCOMPARE(reportOf(result).verdict, Verdict::Accepts);
    result.predicted = false;
    result.add(finding("audience-mismatch"));
    QCOMPARE(reportOf(result).verdict, Verdict::Rejects);
}

void tst_Doctor::decidesNothingWithoutKnowing()
{
    CheckResult result;
    QCOMPARE(reportOf(result).verdict, Verdict::Unknown);
    result.add(finding("audience-mismatch"));
    QCOMPARE(reportOf(result).verdict, Verdict::Unknown);
    result.add(finding("token-expired")); // no configuration forgives that
    QCOMPARE(reportOf(result).verdict, Verdict::Rejects);
}

void tst_Doctor::tellsProgress()
{
    std::vector<std::unique_ptr<Doctor::Check>> checks;
    checks.push_back(std::make_unique<FakeCheck>(std::vector<std::string_view>{ "token-expired" },
                                                 [] { return QtSupport::ready<CheckResult>(CheckResult{}); }));
    Doctor::Doctor doctor({ {}, std::move(checks) });
    QSignalSpy started(&doctor, &Doctor::Doctor::checkStarted);
    QSignalSpy finished(&doctor, &Doctor::Doctor::checkFinished);
    auto future = doctor.run(std::make_shared<Doctor::Situation>());
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(started.count(), 1);
    QCOMPARE(finished.count(), 1);
}

void tst_Doctor::writesTheContractsShape()
{
    CheckResult result;
    result.add(finding("audience-mismatch"));
    result.skip("token-expired", "no token");
    result.predicted = false;
    const Core::Json json = toJson(reportOf(result));
    QCOMPARE(
            QString::fromStdString(Core::dumpJson(json)),
            QStringLiteral(
                    R"({"checked":["audience-mismatch"],"findings":[{"evidence":"evidence","fix":"fix","id":"audience-mismatch","serverLog":"log","severity":"error","title":"title"}],"notChecked":[{"id":"token-expired","why":"no token"}],"verdict":"rejects"})"));
}

void tst_Doctor::writesTextForPeople()
{
    CheckResult result;
    result.add({ "audience-mismatch", Severity::Error, "the \033[31mtitle", "seen", "line 1\nline 2", "the log" });
    result.skip("token-expired", "no token");
    const std::string text = toText(reportOf(result));
    QVERIFY(text.find('\033') == std::string::npos);
    QVERIFY(text.find("line 1\n") != std::string::npos && text.find("line 2\n") != std::string::npos);
    QVERIFY(text.find("no token: token-expired") != std::string::npos);
    QVERIFY(text.find("1 checked, 1 not checked") != std::string::npos);
}

void tst_Doctor::namesEveryIdOnce()
{
    const auto ids = Doctor::allIds();
    QCOMPARE(std::set<std::string_view>(ids.begin(), ids.end()).size(), ids.size());
    QCOMPARE(ids.size(), std::size_t(80));
}

QTEST_GUILESS_MAIN(tst_Doctor)
#include "tst_doctor.moc"
