// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/mainwindow.h"

#include "app/qtsupport/compat.h"
#include "ui/activity/activitypage.h"
#include "ui/addcluster/addclusterpage.h"
#include "ui/clusters/clusterspage.h"
#include "ui/doctor/doctorpage.h"
#include "ui/import/importdrop.h"
#include "ui/settings/settingspage.h"
#include "ui/signins/signinspage.h"
#include "ui/theme.h"
#include "ui/widgets/sidebar.h"
#include "ui/widgets/welcomepage.h"

#include <QBoxLayout>
#include <QCloseEvent>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>

namespace Ui {

MainWindow::MainWindow(const Parts &parts, QWidget *parent)
    : QMainWindow(parent)
    , m_parts(parts)
    , m_sideBar(new SideBar(this))
    , m_pages(new QStackedWidget(this))
{
    setWindowTitle(u"Lanyard"_s);
    setWindowIcon(Theme::icon(u"lanyard"_s));
    auto *central = new QWidget(this);
    auto *row = new QHBoxLayout(central);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_sideBar);
    row->addWidget(m_pages, 1);
    setCentralWidget(central);
    buildPages();
    addShortcuts();
    setMinimumSize(640, 420);
    resize(960, 640);
    if (!m_parts.stateFile.isEmpty()) {
        const QSettings state(m_parts.stateFile, QSettings::IniFormat);
        restoreGeometry(state.value("geometry"_L1).toByteArray());
    }
    syncWelcome();
}

MainWindow::~MainWindow()
{
    if (!m_parts.stateFile.isEmpty())
        QSettings(m_parts.stateFile, QSettings::IniFormat).setValue("geometry"_L1, saveGeometry());
}

void MainWindow::buildPages()
{
    m_sideBar->addPage(u"clusters"_s, tr("Clusters"));
    m_sideBar->addPage(u"signins"_s, tr("Sign-ins"));
    m_sideBar->addPage(u"doctor"_s, tr("Doctor"));
    m_sideBar->addPage(u"activity"_s, tr("Activity"));
    m_sideBar->addPage(u"settings"_s, tr("Settings"));
    m_clusters = new ClustersPage(m_parts.clusters, m_parts.rights, m_parts.preferences, m_pages);
    auto *add = new AddClusterPage(m_parts.addCluster, m_pages);
    auto *welcome = new WelcomePage(m_pages);
    m_pages->addWidget(m_clusters);
    m_pages->addWidget(new SignInsPage(m_parts.signIns, m_pages));
    m_pages->addWidget(new DoctorPage(m_parts.doctor, m_pages));
    m_pages->addWidget(new ActivityPage(m_parts.activity, m_pages));
    m_pages->addWidget(new SettingsPage(m_parts.preferences, m_parts.kubeconfigFiles, m_pages));
    m_pages->addWidget(add);
    m_pages->addWidget(welcome);

    connect(m_sideBar, &SideBar::pageChosen, this, [this](int page) { showPage(static_cast<Page>(page)); });
    connect(m_sideBar, &SideBar::addClusterChosen, this, &MainWindow::addCluster);
    connect(welcome, &WelcomePage::addClusterChosen, this, &MainWindow::addCluster);
    connect(welcome, &WelcomePage::importChosen, m_clusters, &ClustersPage::chooseImport);
    connect(welcome, &WelcomePage::demoChosen, this, &MainWindow::demoChosen);
    connect(add, &AddClusterPage::left, this, [this] {
        m_parts.addCluster.cancelSignIn();
        showPage(ClustersIndex);
    });
    connect(&m_parts.addCluster, &AddClusterViewModel::added, this, [this](const QString &context) {
        m_parts.clusters.reload();
        m_parts.clusters.select(context);
        showPage(ClustersIndex);
    });
    auto *drop = new ImportDrop(this);
    connect(drop, &ImportDrop::fileDropped, m_clusters, &ClustersPage::importFile);
    connect(drop, &ImportDrop::textDropped, m_clusters,
            [this](const QByteArray &text) { m_clusters->importText(text, tr("dropped text")); });
    connect(&m_parts.clusters, &ClustersViewModel::phaseChanged, this, &MainWindow::syncWelcome);
    connect(&m_parts.clusters, &ClustersViewModel::detailChanged, &m_parts.doctor,
            [this] { m_parts.doctor.suggestContext(m_parts.clusters.selected()); });
}

void MainWindow::addShortcuts()
{
    for (int page = ClustersIndex; page <= SettingsIndex; ++page) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + page)), this);
        connect(shortcut, &QShortcut::activated, this, [this, page] { showPage(static_cast<Page>(page)); });
    }
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, this, &MainWindow::searchContexts);
    connect(new QShortcut(QKeySequence::Refresh, this), &QShortcut::activated, &m_parts.clusters,
            &ClustersViewModel::reload);
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q), this), &QShortcut::activated, this,
            &MainWindow::quitChosen);
}

void MainWindow::showPage(Page page)
{
    if (page == ClustersIndex && m_parts.clusters.phase() == ClustersViewModel::Phase::Empty)
        page = WelcomeIndex;
    m_pages->setCurrentIndex(page);
    m_sideBar->setCurrent(page <= SettingsIndex ? page : page == WelcomeIndex ? ClustersIndex : -1);
}

void MainWindow::addCluster()
{
    m_parts.addCluster.start();
    showPage(AddClusterIndex);
}

void MainWindow::searchContexts()
{
    showPage(ClustersIndex);
    m_clusters->focusSearch();
}

void MainWindow::bringToFront()
{
    show();
    setWindowState(windowState() & ~Qt::WindowMinimized);
    raise();
    activateWindow();
}

void MainWindow::syncWelcome()
{
    const int now = m_pages->currentIndex();
    if (now == ClustersIndex || now == WelcomeIndex)
        showPage(ClustersIndex);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_hasTray && m_parts.preferences.preferences().closeToTray) {
        hide();
        event->ignore(); // the agent goes on in the tray
        return;
    }
    event->accept();
    Q_EMIT quitChosen();
}

} // namespace Ui
