// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/activity/activitymodel.h"
#include "ui/addcluster/addclusterviewmodel.h"
#include "ui/clusters/clustersviewmodel.h"
#include "ui/doctor/doctorviewmodel.h"
#include "ui/rights/rightsviewmodel.h"
#include "ui/signins/signinsviewmodel.h"

#include <QMainWindow>

class QStackedWidget;

namespace Ui {

class AddClusterPage;
class ClustersPage;
class SideBar;
class WelcomePage;

//! The window: side bar and one page at a time. Holds no logic.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    struct Parts
    {
        ClustersViewModel &clusters;
        SignInsViewModel &signIns;
        DoctorViewModel &doctor;
        RightsViewModel &rights;
        ActivityModel &activity;
        AddClusterViewModel &addCluster;
        PreferencesPort &preferences;
        QStringList kubeconfigFiles;
        QString stateFile; //!< where size and place are remembered; empty: nowhere
    };
    enum Page {
        ClustersIndex,
        SignInsIndex,
        DoctorIndex,
        ActivityIndex,
        SettingsIndex,
        AddClusterIndex,
        WelcomeIndex,
    };

    explicit MainWindow(const Parts &parts, QWidget *parent = nullptr);
    ~MainWindow() override;

    void showPage(Page page);
    //! Opens "Add cluster…" from its first step.
    void addCluster();
    void searchContexts();
    //! Shows and raises, also from the tray.
    void bringToFront();
    //! Without a tray, closing the window ends the program.
    void setHasTray(bool hasTray) { m_hasTray = hasTray; }

Q_SIGNALS:
    void demoChosen();
    void quitChosen();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void buildPages();
    void addShortcuts();
    void syncWelcome();

    Parts m_parts;
    SideBar *m_sideBar;
    QStackedWidget *m_pages;
    ClustersPage *m_clusters = nullptr;
    bool m_hasTray = false;
};

} // namespace Ui
