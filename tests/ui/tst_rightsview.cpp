// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/ui/fakes.h"
#include "ui/claims/mappingview.h"
#include "ui/rights/answercard.h"
#include "ui/rights/rightsview.h"
#include "ui/widgets/codebox.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

namespace {

struct Opened
{
    Opened()
    {
        model.setContext(u"prod-eu"_s, u"payments"_s);
        model.setCanAsk(true);
        view.resize(600, 420);
        view.show();
        view.activateWindow();
    }

    Fakes::World world;
    Ui::RightsViewModel model { world.rights, world.clock, [] { return std::optional(Ui::AskTarget()); } };
    Ui::RightsView view { model };
};

QStringList texts(const QWidget &widget)
{
    QStringList list;
    for (const QLabel *label : widget.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&widget))
            list.append(label->text());
    }
    return list;
}

} // namespace

//! The tab "What may I do", and the drawing of the Claims tab.
class tst_RightsView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_it = std::make_unique<Opened>();
        QVERIFY(QTest::qWaitForWindowActive(&m_it->view));
    }
    void cleanup() { m_it.reset(); }

    void asksByKeyboardAlone();
    void namesTheBinding();
    void offersTheMissingBinding();
    void searchesTheRules();
    void asksNothingWithoutASignIn();
    void everyFieldHasAName();
    void drawsTheMapping();
    void offersToAskForTheMapping();

private:
    std::unique_ptr<Opened> m_it;
};

void tst_RightsView::asksByKeyboardAlone()
{
    auto *resource = m_it->view.findChild<QLineEdit *>(u"resource"_s);
    resource->setFocus();
    QTest::keyClicks(resource, u"deploy"_s);
    QTest::keyClick(resource, Qt::Key_Return);
    QCOMPARE(m_it->world.rights.asked, QStringList { u"list|apps|deployments|||payments"_s });
}

void tst_RightsView::namesTheBinding()
{
    m_it->world.rights.answers.automatic = Kubernetes::AccessReview {
        true, u"RBAC: allowed by RoleBinding \"dev/payments\" of Role \"reader\" to Group \"oidc:dev\""_s
    };
    m_it->model.ask({ u"list"_s, u"pods"_s, {}, u"payments"_s });
    const QString said = texts(m_it->view).join(u'\n');
    QVERIFY2(said.contains(u"Yes: you may list pods"_s), qPrintable(said));
    QVERIFY2(said.contains(u"RoleBinding “payments/dev” gives Role “reader” to Group “oidc:dev”"_s), qPrintable(said));
    QVERIFY(!m_it->view.findChild<Ui::CodeBox *>()->isVisible());
    QVERIFY(m_it->view.findChild<Ui::AnswerCard *>()->accessibleName().contains(u"Yes"_s));
}

void tst_RightsView::offersTheMissingBinding()
{
    m_it->world.rights.answers.automatic = Kubernetes::AccessReview {};
    m_it->world.rights.identities.automatic = Fakes::sampleUser();
    m_it->world.rights.objects.automatic = Fakes::sampleBindings();
    m_it->model.ask({ u"patch"_s, u"deploy"_s, u"checkout"_s, u"payments"_s });
    const QString said = texts(m_it->view).join(u'\n');
    QVERIFY2(said.contains(u"No: you may not patch"_s), qPrintable(said));
    QVERIFY2(said.contains(u"names Group “security-developer”"_s), qPrintable(said));
    auto *box = m_it->view.findChild<Ui::CodeBox *>();
    QVERIFY(box->isVisibleTo(&m_it->view));
    QVERIFY(box->toPlainText().contains(u"oidc:security-developer"_s));
    auto *subject = m_it->view.findChild<Ui::AnswerCard *>()->findChild<QComboBox *>();
    subject->setCurrentIndex(2);
    QVERIFY(box->toPlainText().contains(u"kind: User"_s));
    m_it->view.findChild<QPushButton *>(u"copyYaml"_s)->click();
    QCOMPARE(QApplication::clipboard()->text(), m_it->model.yamlFor(2));
}

void tst_RightsView::searchesTheRules()
{
    m_it->world.rights.reviews.automatic = Fakes::sampleRules();
    m_it->view.findChild<QPushButton *>(u"listRules"_s)->click();
    QCOMPARE(m_it->world.rights.asked, QStringList { u"rules  payments"_s });
    auto *table = m_it->view.findChild<QTableView *>();
    QVERIFY(table->isVisibleTo(&m_it->view));
    const int all = table->model()->rowCount();
    for (QLineEdit *line : m_it->view.findChildren<QLineEdit *>()) {
        if (line->accessibleName() == u"Search the rules"_s)
            line->setText(u"SCALE"_s);
    }
    QCOMPARE(table->model()->rowCount(), 1);
    QVERIFY(all > 1);
    QVERIFY(texts(m_it->view).join(u'\n').contains(u"Not complete"_s));
}

void tst_RightsView::asksNothingWithoutASignIn()
{
    m_it->model.setCanAsk(false);
    QVERIFY(!m_it->view.findChild<QPushButton *>(u"askAccess"_s)->isEnabled());
    auto *resource = m_it->view.findChild<QLineEdit *>(u"resource"_s);
    resource->setText(u"pods"_s);
    QTest::keyClick(resource, Qt::Key_Return);
    QVERIFY(m_it->world.rights.asked.isEmpty());
    QVERIFY(texts(m_it->view).join(u'\n').contains(u"Sign in first"_s));
}

void tst_RightsView::everyFieldHasAName()
{
    for (const QWidget *widget : m_it->view.findChildren<QWidget *>()) {
        const bool isField = (qobject_cast<const QLineEdit *>(widget) && !qobject_cast<QComboBox *>(widget->parentWidget()))
                || qobject_cast<const QComboBox *>(widget) || qobject_cast<const QTableView *>(widget)
                || qobject_cast<const QPlainTextEdit *>(widget);
        QVERIFY2(!isField || !widget->accessibleName().isEmpty(), widget->metaObject()->className());
    }
}

void tst_RightsView::drawsTheMapping()
{
    Ui::MappingView view;
    const Core::Json claims = { { "email", "sm01@example.test" }, { "groups", { "ADMIN", "security-developer", "lost" } } };
    view.setMapping(Kubernetes::inferMapping(claims, Fakes::sampleUser()), Ui::ServerAnswer::State::Answered, true);
    view.show();
    const QStringList said = texts(view);
    for (const QString &text : { u"email"_s, u"sm01@example.test"_s, u"groups"_s, u"oidc:ADMIN"_s, u"system:authenticated"_s,
                                 u"not at the API server"_s, u"of no claim as it is"_s })
        QVERIFY2(said.contains(text), qPrintable(text));
    QStringList arrows;
    for (const Ui::MappingArrow *arrow : view.findChildren<Ui::MappingArrow *>())
        arrows.append(arrow->accessibleName());
    QCOMPARE(arrows.size(), 4);
    QVERIFY(arrows[1].contains(u"oidc:"_s));
    QVERIFY(arrows[3].contains(u"not taken over"_s));
    QVERIFY(!view.grab().isNull());
}

void tst_RightsView::offersToAskForTheMapping()
{
    Ui::MappingView view;
    view.setMapping({}, Ui::ServerAnswer::State::NotAsked, true);
    view.show();
    QSignalSpy asked(&view, &Ui::MappingView::askChosen);
    auto *ask = view.findChild<QPushButton *>();
    QVERIFY(ask->isVisible() && ask->isEnabled());
    ask->click();
    QCOMPARE(asked.count(), 1);
    view.setMapping({}, Ui::ServerAnswer::State::NotAsked, false);
    QVERIFY(!ask->isEnabled());
    view.setMapping({}, Ui::ServerAnswer::State::Asking, true);
    QVERIFY(!ask->isVisible());
}

QTEST_MAIN(tst_RightsView)
#include "tst_rightsview.moc"
