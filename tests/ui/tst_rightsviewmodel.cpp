// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/ui/fakes.h"
#include "ui/rights/rightsviewmodel.h"

#include <QSignalSpy>
#include <QTest>

using Access = Ui::AccessAnswer::State;
using Rules = Ui::RulesAnswer::State;

class tst_RightsViewModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void listsTheRulesOfANamespace();
    void equalRulesStandThereOnce();
    void asksForDefaultWithoutANamespace();
    void saysWhatCannotBeListed();
    void saysWhyThereAreNoRules();
    void namesTheBindingThatGrants();
    void showsOtherReasonsAsTheyAre();
    void asksWithTheRightGroupAndScope_data();
    void asksWithTheRightGroupAndScope();
    void refusesWhatIsNoQuestion_data();
    void refusesWhatIsNoQuestion();
    void saysWhichSubjectIsMissing();
    void bindingsThatMayNotBeReadAreNotGuessed();
    void aFailureSaysWhatToDo();
    void withoutASignInNothingIsAsked();
    void anotherContextForgetsTheAnswers();
    void lateAnswersAreDropped();

private:
    void refuse();

    std::unique_ptr<Fakes::World> m_world;
    std::unique_ptr<Ui::RightsViewModel> m_model;
    bool m_hasTarget = true;
};

void tst_RightsViewModel::init()
{
    m_model.reset();
    m_world = std::make_unique<Fakes::World>();
    m_hasTarget = true;
    m_model = std::make_unique<Ui::RightsViewModel>(m_world->rights, m_world->clock, [this]() -> std::optional<Ui::AskTarget> {
        if (!m_hasTarget)
            return std::nullopt;
        Ui::AskTarget target;
        target.cluster.name = "prod-eu";
        return target;
    });
    m_model->setContext(u"prod-eu"_s, u"payments"_s);
    m_model->setCanAsk(true);
}

void tst_RightsViewModel::listsTheRulesOfANamespace()
{
    m_model->askRules(u" payments "_s);
    QCOMPARE(m_model->rulesAnswer().state, Rules::Asking);
    m_world->rights.reviews.answer(Fakes::sampleRules());
    QCOMPARE(m_world->rights.asked, QStringList { u"rules prod-eu payments"_s });
    QCOMPARE(m_model->rulesAnswer().state, Rules::Answered);
    const auto &rows = m_model->rules()->rows();
    const auto scale = std::find_if(rows.begin(), rows.end(), [](const auto &row) { return row.resources == u"deployments/scale"_s; });
    QVERIFY(scale != rows.end());
    QCOMPARE(scale->verbs, u"patch, update"_s);
    QCOMPARE(scale->groups, u"apps"_s);
    QCOMPARE(scale->names, u"checkout, ledger"_s);
    const auto pods = std::find_if(rows.begin(), rows.end(), [](const auto &row) { return row.resources.contains(u"pods"_s); });
    QCOMPARE(pods->groups, u"core"_s);
}

void tst_RightsViewModel::equalRulesStandThereOnce()
{
    m_world->rights.reviews.automatic = Fakes::sampleRules();
    m_model->askRules(u"payments"_s);
    QCOMPARE(m_model->rules()->rowCount(), 5); // one of the six is there twice
}

void tst_RightsViewModel::asksForDefaultWithoutANamespace()
{
    m_model->askRules({});
    QCOMPARE(m_world->rights.asked, QStringList { u"rules prod-eu default"_s });
}

void tst_RightsViewModel::saysWhatCannotBeListed()
{
    m_world->rights.reviews.automatic = Fakes::sampleRules();
    m_model->askRules(u"payments"_s);
    QVERIFY(m_model->rulesAnswer().isIncomplete);
    QVERIFY(m_model->rulesAnswer().whyIncomplete.contains(u"webhook"_s));
}

void tst_RightsViewModel::saysWhyThereAreNoRules()
{
    m_world->rights.reviews.automatic = Fakes::sampleRules();
    m_model->askRules(u"payments"_s);
    m_world->rights.reviews.automatic.reset();
    m_model->askRules(u"payments"_s);
    m_world->rights.reviews.answer(Core::fail(Core::ErrorCode::ApiUnreachable, "connection refused", "is it running?"));
    QCOMPARE(m_model->rulesAnswer().state, Rules::Failed);
    QVERIFY(m_model->rulesAnswer().problem.why.contains(u"refused"_s));
    QCOMPARE(m_model->rules()->rowCount(), 0); // the old ones would be a lie
}

void tst_RightsViewModel::namesTheBindingThatGrants()
{
    m_model->ask({ u"List"_s, u" pods"_s, {}, u"payments"_s });
    QCOMPARE(m_model->answer().state, Access::Asking);
    m_world->rights.answers.answer(Kubernetes::AccessReview {
            true, u"RBAC: allowed by RoleBinding \"dev/payments\" of Role \"reader\" to Group \"oidc:dev\""_s });
    QCOMPARE(m_model->answer().state, Access::Yes);
    QVERIFY(m_model->answer().grant);
    QCOMPARE(m_model->answer().grant->binding, u"dev"_s);
    QCOMPARE(m_model->answer().grant->subject, u"oidc:dev"_s);
    QVERIFY(m_model->answer().what.contains(u"list pods"_s));
    QVERIFY(m_model->yamlFor(0).isEmpty());
    QCOMPARE(m_world->rights.asked.size(), 1); // nobody asks for bindings then
}

void tst_RightsViewModel::showsOtherReasonsAsTheyAre()
{
    m_world->rights.answers.automatic = Kubernetes::AccessReview { true, u"allowed\nby a webhook"_s };
    m_model->ask({ u"get"_s, u"pods"_s, {}, u"payments"_s });
    QVERIFY(!m_model->answer().grant);
    QCOMPARE(m_model->answer().reason, u"allowed by a webhook"_s);
}

void tst_RightsViewModel::asksWithTheRightGroupAndScope_data()
{
    QTest::addColumn<QString>("resource");
    QTest::addColumn<QString>("asked"); // verb|group|resource|subresource|name|namespace
    QTest::addColumn<QString>("note");
    QTest::newRow("core") << u"pods"_s << u"get||pods||n|payments"_s << QString();
    QTest::newRow("short name") << u"deploy"_s << u"get|apps|deployments||n|payments"_s << QString();
    QTest::newRow("subresource") << u"pods/log"_s << u"get||pods|log|n|payments"_s << QString();
    QTest::newRow("of the cluster") << u"nodes"_s << u"get||nodes||n|"_s << u"the namespace does not count"_s;
    QTest::newRow("unknown") << u"widgets"_s << u"get||widgets||n|payments"_s << u"core group"_s;
    QTest::newRow("custom") << u"widgets.example.com"_s << u"get|example.com|widgets||n|payments"_s << QString();
}

void tst_RightsViewModel::asksWithTheRightGroupAndScope()
{
    QFETCH(QString, resource);
    QFETCH(QString, note);
    m_model->ask({ u"get"_s, resource, u" n "_s, u"payments"_s });
    QCOMPARE(m_world->rights.asked.size(), 1);
    QTEST(m_world->rights.asked.first(), "asked");
    QCOMPARE(m_model->answer().note.isEmpty(), note.isEmpty());
    QVERIFY2(m_model->answer().note.contains(note), qPrintable(m_model->answer().note));
}

void tst_RightsViewModel::refusesWhatIsNoQuestion_data()
{
    QTest::addColumn<QString>("verb");
    QTest::addColumn<QString>("resource");
    QTest::newRow("no verb") << QString() << u"pods"_s;
    QTest::newRow("two verbs") << u"get list"_s << u"pods"_s;
    QTest::newRow("no resource") << u"get"_s << QString();
    QTest::newRow("no such form") << u"get"_s << u"pods services"_s;
}

void tst_RightsViewModel::refusesWhatIsNoQuestion()
{
    QFETCH(QString, verb);
    QFETCH(QString, resource);
    m_model->ask({ verb, resource, {}, u"payments"_s });
    QCOMPARE(m_model->answer().state, Access::Failed);
    QVERIFY(!m_model->answer().problem.why.isEmpty() && !m_model->answer().problem.fix.isEmpty());
    QVERIFY(m_world->rights.asked.isEmpty());
}

void tst_RightsViewModel::refuse()
{
    m_world->rights.answers.automatic = Kubernetes::AccessReview {};
    m_model->ask({ u"patch"_s, u"deploy"_s, u"checkout"_s, u"payments"_s });
}

void tst_RightsViewModel::saysWhichSubjectIsMissing()
{
    m_world->rights.identities.automatic = Fakes::sampleUser();
    m_world->rights.objects.automatic = Fakes::sampleBindings();
    refuse();
    QCOMPARE(m_model->answer().state, Access::No);
    QCOMPARE(m_model->answer().nearMisses,
             (QList<Ui::NearMiss> { { u"RoleBinding \"payments/dev\""_s, u"Group"_s, u"security-developer"_s,
                                      u"oidc:security-developer"_s } }));
    QCOMPARE(m_model->answer().subjects.size(), 3); // two groups of the provider, and the user
    // Whom the binding was meant for comes first.
    QVERIFY(m_model->yamlFor(0).contains(u"name: \"oidc:security-developer\""_s));
    QVERIFY(m_model->yamlFor(1).contains(u"name: \"oidc:ADMIN\""_s));
    QVERIFY(m_model->yamlFor(2).contains(u"kind: User"_s));
    QVERIFY(m_model->yamlFor(0).contains(u"resourceNames: [\"checkout\"]"_s));
    QVERIFY(m_model->yamlFor(3).isEmpty() && m_model->yamlFor(-1).isEmpty());
}

void tst_RightsViewModel::bindingsThatMayNotBeReadAreNotGuessed()
{
    m_world->rights.identities.automatic = Fakes::sampleUser();
    m_world->rights.objects.automatic =
            Core::Result<Doctor::RbacObjects>(Core::fail(Core::ErrorCode::ApiForbidden, "you may not list the bindings"));
    refuse();
    QVERIFY(m_model->answer().nearMisses.isEmpty());
    QVERIFY(m_model->answer().note.contains(u"may not read the bindings"_s));
    QVERIFY(!m_model->yamlFor(0).isEmpty());
}

void tst_RightsViewModel::aFailureSaysWhatToDo()
{
    m_model->ask({ u"get"_s, u"pods"_s, {}, {} });
    m_world->rights.answers.answer(Core::fail(Core::ErrorCode::ApiUnauthorized, "the API server said 401", "ask the doctor"));
    QCOMPARE(m_model->answer().state, Access::Failed);
    QVERIFY(m_model->answer().problem.fix.contains(u"doctor"_s));
}

void tst_RightsViewModel::withoutASignInNothingIsAsked()
{
    m_hasTarget = false;
    m_model->ask({ u"get"_s, u"pods"_s, {}, {} });
    QCOMPARE(m_model->answer().state, Access::Failed);
    QCOMPARE(m_model->answer().problem.remedy, Ui::Remedy::SignIn);
    m_model->askRules(u"payments"_s);
    QCOMPARE(m_model->rulesAnswer().state, Rules::Failed);
    QVERIFY(m_world->rights.asked.isEmpty());
}

void tst_RightsViewModel::anotherContextForgetsTheAnswers()
{
    m_world->rights.reviews.automatic = Fakes::sampleRules();
    m_world->rights.answers.automatic = Kubernetes::AccessReview { true, {} };
    m_model->askRules(u"payments"_s);
    m_model->ask({ u"get"_s, u"pods"_s, {}, {} });
    m_model->setContext(u"prod-eu"_s, u"other"_s); // another namespace of the same context
    QCOMPARE(m_model->answer().state, Access::Yes);
    m_model->setContext(u"staging"_s, {});
    QCOMPARE(m_model->answer().state, Access::None);
    QCOMPARE(m_model->rulesAnswer().state, Rules::None);
    QCOMPARE(m_model->rules()->rowCount(), 0);
}

void tst_RightsViewModel::lateAnswersAreDropped()
{
    m_model->askRules(u"payments"_s);
    m_model->ask({ u"get"_s, u"pods"_s, {}, {} });
    m_model->setContext(u"staging"_s, {});
    m_world->rights.reviews.answer(Fakes::sampleRules());
    m_world->rights.answers.answer(Kubernetes::AccessReview { true, {} });
    QCOMPARE(m_model->answer().state, Access::None);
    QCOMPARE(m_model->rules()->rowCount(), 0);
}

QTEST_GUILESS_MAIN(tst_RightsViewModel)
#include "tst_rightsviewmodel.moc"
