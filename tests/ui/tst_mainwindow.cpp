// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/ui/fakes.h"
#include "ui/mainwindow.h"
#include "ui/widgets/diffview.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTabBar>
#include <QTest>

using Step = Ui::AddClusterViewModel::Step;
using Ui::MainWindow;

namespace {

struct Opened
{
    Opened()
    {
        world.kubeconfig.loads.automatic = Fakes::sampleConfig();
        world.kubeconfig.plans.automatic = Fakes::samplePlan(u"Switch to context staging"_s);
        world.kubeconfig.commits.automatic = Core::Result<std::monostate>();
        world.apiServer.identities.automatic = Fakes::sampleUser();
        world.apiServer.nameSpaces.automatic = QStringList { u"security"_s };
        Ui::ServerCertificate trusted;
        trusted.trustedBySystem = true;
        world.apiServer.probes.automatic = trusted;
        world.provider.answers.automatic = Oidc::ProviderMetadata();
    }
    void open()
    {
        clusters.reload();
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTRY_VERIFY(clusters.phase() != Ui::ClustersViewModel::Phase::Loading);
    }
    int page() const { return window.findChild<QStackedWidget *>()->currentIndex(); }

    Fakes::World world;
    Ui::ClustersViewModel clusters { { world.kubeconfig, world.sessions, world.apiServer, world.preferences,
                                       world.clock } };
    Ui::SignInsViewModel signIns { world.sessions, *clusters.contexts(), world.clock };
    Ui::DoctorViewModel doctor { world.doctor, *clusters.contexts(), world.clock };
    Ui::RightsViewModel rights { world.rights, world.clock, [this] { return clusters.askTarget(); } };
    Ui::ActivityModel activity;
    Ui::AddClusterViewModel addCluster { { world.kubeconfig, world.sessions, world.apiServer, world.provider,
                                           world.clock, u"/usr/bin/kubectl-lanyard"_s,
                                           std::chrono::milliseconds(10) } };
    MainWindow window { { clusters, signIns, doctor, rights, activity, addCluster, world.preferences, world.kubeconfig.files(), {} } };
};

void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QWidget *target = QApplication::focusWidget();
    QVERIFY2(target != nullptr, "nothing has the focus");
    QTest::keyClick(target, key, modifiers);
}

void type(const QString &text)
{
    QWidget *target = QApplication::focusWidget();
    QVERIFY2(qobject_cast<QLineEdit *>(target), "no field has the focus");
    QTest::keyClicks(target, text);
}

} // namespace

class tst_MainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_it = std::make_unique<Opened>(); }
    void cleanup() { m_it.reset(); }

    void searchingAndSwitchingNeedsNoMouse();
    void escapeInTheReviewWritesNothing();
    void aFailureShowsABarWithAWayOut();
    void addsAClusterByKeyboardAlone();
    void leavingAddClusterWritesNothing();
    void withoutAContextItWelcomes();
    void tenThousandContextsStayQuick();
    void everythingHasAnAccessibleName();
    void fitsIntoASmallWindow();
    void closingKeepsItInTheTray();
    void closingWithoutATrayQuits();
    void rightToLeftDoesNotBreak();

private:
    std::unique_ptr<Opened> m_it;
};

void tst_MainWindow::searchingAndSwitchingNeedsNoMouse()
{
    m_it->open();
    press(Qt::Key_F, Qt::ControlModifier);
    type(u"stag"_s);
    QTRY_COMPARE(m_it->clusters.selected(), u"staging"_s);
    press(Qt::Key_Return);
    Ui::DiffDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = m_it->window.findChild<Ui::DiffDialog *>()) != nullptr);
    QVERIFY(dialog->findChild<Ui::DiffView *>()->toPlainText().contains(u"+current-context: staging"_s));
    QVERIFY(m_it->world.kubeconfig.committed.isEmpty());
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_COMPARE(m_it->world.kubeconfig.committed.size(), 1);
    QCOMPARE(m_it->world.kubeconfig.planned, QStringList { u"switch staging"_s });
}

void tst_MainWindow::escapeInTheReviewWritesNothing()
{
    m_it->open();
    m_it->clusters.useContext(u"staging"_s);
    Ui::DiffDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = m_it->window.findChild<Ui::DiffDialog *>()) != nullptr);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(m_it->window.findChild<Ui::DiffDialog *>() == nullptr);
    QVERIFY(m_it->world.kubeconfig.committed.isEmpty());
}

void tst_MainWindow::aFailureShowsABarWithAWayOut()
{
    m_it->world.preferences.value.confirmSwitch = false;
    m_it->world.kubeconfig.commits.automatic = Core::Result<std::monostate>(
            Core::fail(Core::ErrorCode::StaleLock, "config.lock is there", "remove it if no kubectl runs"));
    m_it->open();
    m_it->clusters.useContext(u"staging"_s);
    QPushButton *remedy = nullptr;
    const auto find = [this, &remedy] {
        for (QPushButton *button : m_it->window.findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text() == Ui::remedyText(Ui::Remedy::BreakLock))
                remedy = button;
        }
        return remedy != nullptr;
    };
    QTRY_VERIFY(find());
    m_it->world.kubeconfig.commits.automatic = Core::Result<std::monostate>();
    remedy->click();
    QTRY_VERIFY(m_it->world.kubeconfig.brokeLock);
    QTRY_COMPARE(m_it->clusters.message()->severity, Ui::Severity::Success);
}

void tst_MainWindow::addsAClusterByKeyboardAlone()
{
    m_it->open();
    press(Qt::Key_N, Qt::ControlModifier);
    QTRY_COMPARE(m_it->page(), static_cast<int>(MainWindow::AddClusterIndex));
    type(u"api.lab.example.com:6443"_s);
    QTRY_VERIFY(m_it->addCluster.canGoOn());
    press(Qt::Key_Return);
    QCOMPARE(m_it->addCluster.step(), Step::Provider);
    type(Fakes::issuer);
    press(Qt::Key_Tab);
    type(u"kubernetes"_s);
    QTRY_VERIFY(m_it->addCluster.canGoOn());
    press(Qt::Key_Return);
    QCOMPARE(m_it->addCluster.step(), Step::SignIn);

    const auto known = Fakes::sampleSession(m_it->world.clock);
    press(Qt::Key_Return); // on "Sign in with your browser"
    QVERIFY(m_it->addCluster.isSigningIn());
    m_it->world.sessions.put(known);
    m_it->world.sessions.startLogin(known.info.id, QUrl(u"https://login.example.com/auth?state=1"_s));
    m_it->world.sessions.put(known);
    m_it->world.sessions.logins.answer(known.info);
    QTRY_COMPARE(m_it->addCluster.step(), Step::Identity);
    press(Qt::Key_Return);
    QTRY_COMPARE(m_it->addCluster.step(), Step::Review);
    QTRY_VERIFY(m_it->addCluster.canGoOn());
    QVERIFY(m_it->world.kubeconfig.committed.isEmpty());
    press(Qt::Key_Return);
    QTRY_COMPARE(m_it->addCluster.step(), Step::Done);
    QCOMPARE(m_it->world.kubeconfig.committed.size(), 1);
    press(Qt::Key_Return);
    QTRY_COMPARE(m_it->page(), static_cast<int>(MainWindow::ClustersIndex));
}

void tst_MainWindow::leavingAddClusterWritesNothing()
{
    m_it->open();
    m_it->window.addCluster();
    press(Qt::Key_Escape);
    QTRY_COMPARE(m_it->page(), static_cast<int>(MainWindow::ClustersIndex));
    QVERIFY(m_it->world.kubeconfig.committed.isEmpty());
}

void tst_MainWindow::withoutAContextItWelcomes()
{
    m_it->world.kubeconfig.loads.automatic = Kubeconfig::Config();
    m_it->open();
    QTRY_COMPARE(m_it->page(), static_cast<int>(MainWindow::WelcomeIndex));
    m_it->world.kubeconfig.loads.automatic = Fakes::sampleConfig();
    m_it->clusters.reload();
    QTRY_COMPARE(m_it->page(), static_cast<int>(MainWindow::ClustersIndex));
}

void tst_MainWindow::tenThousandContextsStayQuick()
{
    m_it->world.kubeconfig.loads.automatic = Fakes::largeConfig(10'000);
    m_it->open();
    m_it->window.searchContexts();
    QElapsedTimer timer;
    timer.start();
    type(u"cluster-9999"_s); // twelve searches
    const qint64 elapsed = timer.elapsed();
    QTRY_COMPARE(m_it->clusters.selected(), u"cluster-9999"_s);
    QVERIFY2(elapsed < 3000, qPrintable(QString::number(elapsed) + u" ms"_s));
}

void tst_MainWindow::everythingHasAnAccessibleName()
{
    m_it->world.sessions.put(Fakes::sampleSession(m_it->world.clock));
    m_it->open();
    for (QWidget *widget : m_it->window.findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith(u"qt_"_s))
            continue;
        const auto *button = qobject_cast<QAbstractButton *>(widget);
        const bool needsName = button || qobject_cast<QLineEdit *>(widget) || qobject_cast<QAbstractItemView *>(widget)
                || qobject_cast<QComboBox *>(widget) || qobject_cast<QPlainTextEdit *>(widget);
        // A field inside a combo box is named by the box; a table's corner by the table.
        if (!needsName || qobject_cast<QComboBox *>(widget->parentWidget())
            || qobject_cast<QAbstractItemView *>(widget->parentWidget())
            || qobject_cast<QLineEdit *>(widget->parentWidget()) || qobject_cast<QTabBar *>(widget->parentWidget())
            || widget->inherits("QComboBoxListView"))
            continue;
        const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty())
                || widget->objectName() == u"next"_s // gets its text with the step
                || widget->objectName() == u"remedy"_s; // with the message
        QVERIFY2(named, qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u" in "_s
                                   + QString::fromLatin1(widget->parentWidget()->metaObject()->className())));
    }
}

void tst_MainWindow::fitsIntoASmallWindow()
{
    m_it->world.sessions.put(Fakes::sampleSession(m_it->world.clock));
    m_it->open();
    m_it->window.resize(720, 480);
    for (int page = 0; page <= MainWindow::WelcomeIndex; ++page) {
        m_it->window.showPage(static_cast<MainWindow::Page>(page));
        QCoreApplication::processEvents();
        QVERIFY2(m_it->window.width() <= 720 && m_it->window.height() <= 480,
                 qPrintable(u"page %1 wants %2×%3"_s.arg(page).arg(m_it->window.width()).arg(m_it->window.height())));
        QVERIFY2(m_it->window.minimumSizeHint().width() <= 720,
                 qPrintable(u"page %1 wants at least %2"_s.arg(page).arg(m_it->window.minimumSizeHint().width())));
    }
}

void tst_MainWindow::closingKeepsItInTheTray()
{
    m_it->open();
    m_it->window.setHasTray(true);
    QSignalSpy quit(&m_it->window, &MainWindow::quitChosen);
    m_it->window.close();
    QVERIFY(!m_it->window.isVisible());
    QCOMPARE(quit.count(), 0);
    m_it->window.bringToFront();
    QVERIFY(m_it->window.isVisible());
}

void tst_MainWindow::closingWithoutATrayQuits()
{
    m_it->open();
    QSignalSpy quit(&m_it->window, &MainWindow::quitChosen);
    m_it->window.close();
    QCOMPARE(quit.count(), 1);
}

void tst_MainWindow::rightToLeftDoesNotBreak()
{
    QApplication::setLayoutDirection(Qt::RightToLeft);
    m_it->open();
    const QPixmap picture = m_it->window.grab();
    QApplication::setLayoutDirection(Qt::LeftToRight);
    QVERIFY(!picture.isNull());
    const QWidget *addButton = m_it->window.findChild<QPushButton *>(u"addCluster"_s);
    QVERIFY(addButton->mapTo(&m_it->window, QPoint()).x() > m_it->window.width() / 2);
}

QTEST_MAIN(tst_MainWindow)
#include "tst_mainwindow.moc"
