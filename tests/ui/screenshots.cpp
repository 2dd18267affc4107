// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
// screenshots FOLDER: renders every page with sample data, light and dark. Run it with
// QT_QPA_PLATFORM=offscreen and QT_SCALE_FACTOR=1 or 2. For looking at, not a test.
#include "tests/ui/fakes.h"
#include "ui/clusters/clusterspage.h"
#include "ui/clusters/entrydialogs.h"
#include "ui/entries/entriesdialog.h"
#include "ui/export/exportdialog.h"
#include "ui/history/historydialog.h"
#include "ui/import/importdialog.h"
#include "ui/mainwindow.h"
#include "ui/resources.h"
#include "ui/style.h"
#include "ui/theme.h"
#include "ui/tray/traymodel.h"
#include "ui/widgets/diffview.h"

#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>
#include <QTabWidget>
#include <QThread>
#include <QToolButton>
#include <QTranslator>

#include <cstdio>

namespace {

using Ui::MainWindow;

class Studio
{
public:
    Studio(QString folder, QString suffix)
        : m_folder(std::move(folder))
        , m_suffix(std::move(suffix))
    {
        m_world.clock.setWallClock(std::chrono::system_clock::now());
        m_world.kubeconfig.loads.automatic = Fakes::sampleConfig();
        m_world.kubeconfig.plans.automatic = Fakes::samplePlan(QStringLiteral("Switch to context staging"));
        m_world.kubeconfig.commits.automatic = Core::Result<std::monostate>();
        m_world.apiServer.identities.automatic = Fakes::sampleUser();
        m_world.apiServer.nameSpaces.automatic = QStringList { u"default"_s, u"payments"_s, u"security"_s };
        m_world.sessions.put(Fakes::sampleSession(m_world.clock));
        Fakes::Sessions::Known other = Fakes::sampleSession(m_world.clock);
        other.info.id = u"other"_s;
        other.info.issuer = u"https://example.okta.com/oauth2/default"_s;
        other.info.username = u"jane@example.com"_s;
        other.info.state = Session::SessionState::LoginNeeded;
        other.info.refreshable = false;
        m_world.sessions.put(other);
    }

    void shootAll()
    {
        clustersPages();
        messages();
        otherPages();
        doctorPage();
        addCluster();
        dialogs();
        leftovers();
        groups();
        welcome();
        trayIcons();
    }

private:
    void settle()
    {
        for (int i = 0; i < 5; ++i)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    }
    void shoot(QWidget &widget, const char *name)
    {
        settle();
        const QString file = m_folder + u'/' + QLatin1String(name) + m_suffix + u".png"_s;
        if (!widget.grab().save(file))
            std::fprintf(stderr, "cannot write %s\n", qPrintable(file));
    }

    void clustersPages()
    {
        m_clusters.reload();
        m_window.show();
        settle();
        m_clusters.askApiServer();
        shoot(m_window, "01-identity");
        auto *tabs = m_window.findChild<QTabWidget *>();
        tabs->setCurrentIndex(1);
        shoot(m_window, "02-claims");
        tabs->setCurrentIndex(3);
        shoot(m_window, "03-entry");
        rightsTab(tabs);
        tabs->setCurrentIndex(0);
        m_clusters.select(u"staging"_s);
        shoot(m_window, "04-other-context");
        m_window.resize(720, 480);
        shoot(m_window, "05-small");
        m_window.resize(960, 640);
    }

    void rightsTab(QTabWidget *tabs)
    {
        tabs->setCurrentIndex(2);
        shoot(m_window, "40-rights");
        m_world.rights.reviews.automatic = Fakes::sampleRules();
        m_rights.askRules(u"payments"_s);
        Kubernetes::AccessReview yes { true,
                                       u"RBAC: allowed by RoleBinding \"dev/payments\" of Role \"reader\" to Group \"oidc:ADMIN\""_s };
        m_world.rights.answers.automatic = yes;
        m_rights.ask({ u"list"_s, u"pods"_s, {}, u"payments"_s });
        shoot(m_window, "41-rights-yes");
        m_world.rights.answers.automatic = Kubernetes::AccessReview {};
        m_world.rights.identities.automatic = Fakes::sampleUser();
        m_world.rights.objects.automatic = Fakes::sampleBindings();
        m_rights.ask({ u"patch"_s, u"deploy"_s, u"checkout"_s, u"payments"_s });
        shoot(m_window, "42-rights-no");
        m_window.resize(720, 480);
        shoot(m_window, "43-rights-small");
        m_window.resize(960, 640);
    }

    void messages()
    {
        m_world.kubeconfig.commits.automatic =
                Core::Result<std::monostate>(Core::fail(Core::ErrorCode::StaleLock,
                                                        "/home/jane/.kube/config.lock is there since two hours",
                                                        "if no kubectl is running, let Lanyard remove it"));
        m_world.preferences.value.confirmSwitch = false;
        m_clusters.useContext(u"staging"_s);
        shoot(m_window, "06-error");
        m_clusters.dismissMessage();
        m_world.kubeconfig.commits.automatic = Core::Result<std::monostate>();
        m_world.sessions.startLogin(Fakes::sessionId(Fakes::issuer, u"kubernetes"_s),
                                    QUrl(Fakes::issuer + u"/protocol/openid-connect/auth?client_id=kubernetes&state=x"_s));
        m_clusters.select(u"prod-us"_s);
        shoot(m_window, "07-waiting");
        m_world.sessions.put(Fakes::sampleSession(m_world.clock));
    }

    void otherPages()
    {
        m_window.showPage(MainWindow::SignInsIndex);
        shoot(m_window, "08-signins");
        m_activity.setLines({
                R"({"time":"2026-11-24T08:01:10Z","event":"agent-started","program":"/usr/bin/lanyard","outcome":"ok"})",
                R"({"time":"2026-11-24T08:02:31Z","event":"signed-in","account":"sm01@example.test","program":"/usr/bin/lanyard","outcome":"ok"})",
                R"({"time":"2026-11-24T08:02:40Z","event":"token-handed-out","account":"sm01@example.test","program":"/usr/bin/kubectl","terminal":"pts/3","outcome":"ok"})",
                R"({"time":"2026-11-24T08:05:02Z","event":"refreshed","account":"sm01@example.test","outcome":"ok"})",
                R"({"time":"2026-11-24T08:06:12Z","event":"token-handed-out","account":"sm01@example.test","program":"/usr/local/bin/k9s","terminal":"pts/4","outcome":"ok"})",
                R"({"time":"2026-11-24T08:09:55Z","event":"refresh-failed","account":"sm01@example.test","outcome":"network-unreachable","reason":"login.example.com did not answer in 10 s"})",
                R"({"time":"2026-11-24T08:10:20Z","event":"kubeconfig-written","subject":"/home/jane/.kube/config","program":"/usr/bin/lanyard","outcome":"ok"})",
        });
        m_window.showPage(MainWindow::ActivityIndex);
        shoot(m_window, "09-activity");
        m_window.showPage(MainWindow::SettingsIndex);
        shoot(m_window, "10-settings");
    }

    void doctorPage()
    {
        m_clusters.select(u"prod-eu"_s);
        m_window.showPage(MainWindow::DoctorIndex);
        shoot(m_window, "30-doctor");
        m_doctor.examine();
        for (const char *name : { "The kubeconfig", "The exec entry", "This machine", "Certificates", "The provider",
                                  "The sign-in", "The token", "The clocks", "The API server's answer",
                                  "What you may do", "Risky rights" })
            Q_EMIT m_world.doctor.checkStarted(QLatin1String(name));
        const Doctor::Report report = Fakes::sampleReport();
        Q_EMIT m_world.doctor.checkFinished(u"The kubeconfig"_s, {});
        Q_EMIT m_world.doctor.checkFinished(u"The exec entry"_s, {});
        Q_EMIT m_world.doctor.checkFinished(u"Certificates"_s, { { report.findings[0] }, {}, {}, {} });
        Q_EMIT m_world.doctor.checkFinished(u"Risky rights"_s, { {}, report.notChecked, {}, {} });
        Q_EMIT m_world.doctor.checkFinished(u"The sign-in"_s, { { report.findings[3] }, {}, {}, {} });
        Q_EMIT m_world.doctor.checkFinished(u"What you may do"_s, { { report.findings[2] }, report.notChecked, {}, {} });
        shoot(m_window, "31-doctor-running");
        m_world.doctor.reports.answer(report);
        shoot(m_window, "32-doctor-done");
        scrollTo(0.45);
        shoot(m_window, "33-doctor-sides");
        m_window.findChild<QToolButton *>(u"notChecked"_s)->setChecked(true);
        settle();
        scrollTo(1.0);
        shoot(m_window, "34-doctor-end");
        m_window.findChild<QToolButton *>(u"moreToGoBy"_s)->setChecked(true);
        m_window.resize(720, 480);
        scrollTo(0);
        shoot(m_window, "35-doctor-small");
        m_window.findChild<QToolButton *>(u"moreToGoBy"_s)->setChecked(false);
        m_window.resize(960, 640);
    }

    void scrollTo(double where)
    {
        settle();
        for (QScrollArea *area : m_window.findChildren<QScrollArea *>()) {
            if (area->isVisible())
                area->verticalScrollBar()->setValue(static_cast<int>(area->verticalScrollBar()->maximum() * where));
        }
    }

    void addCluster()
    {
        using Step = Ui::AddClusterViewModel::Step;
        m_window.addCluster();
        shoot(m_window, "11-add-server");
        Ui::ServerCertificate trusted;
        trusted.trustedBySystem = true;
        m_world.apiServer.probes.automatic = trusted;
        Ui::AddClusterViewModel::Fields fields = m_addCluster.fields();
        fields.server = u"https://api.lab.example.com:6443"_s;
        m_addCluster.setFields(fields);
        waitFor([this] { return m_addCluster.canGoOn(); });
        shoot(m_window, "12-add-server-good");
        m_addCluster.next();
        Oidc::ProviderMetadata metadata;
        metadata.codeChallengeMethods = { u"S256"_s };
        metadata.scopesSupported = { u"openid"_s, u"offline_access"_s };
        m_world.provider.answers.automatic = metadata;
        fields.issuer = u"https://keycloak.lab.example.com/realms/lab"_s;
        fields.clientId = u"kubernetes"_s;
        fields.presetId = u"keycloak"_s;
        m_addCluster.setFields(fields);
        waitFor([this] { return m_addCluster.canGoOn(); });
        shoot(m_window, "13-add-provider");
        m_addCluster.next();
        shoot(m_window, "14-add-signin");
        const QString id = Fakes::sessionId(fields.issuer, fields.clientId);
        m_addCluster.signIn();
        Fakes::Sessions::Known known = Fakes::sampleSession(m_world.clock);
        known.info.id = id;
        m_world.sessions.put(known);
        m_world.sessions.startLogin(id, QUrl(fields.issuer + u"/protocol/openid-connect/auth?client_id=kubernetes&state=Yx"_s));
        shoot(m_window, "15-add-waiting");
        known.info.state = Session::SessionState::Ready;
        m_world.sessions.put(known);
        m_world.sessions.logins.answer(known.info);
        waitFor([this] { return m_addCluster.step() == Step::Identity; });
        shoot(m_window, "16-add-identity");
        m_addCluster.next();
        waitFor([this] { return m_addCluster.canGoOn(); });
        shoot(m_window, "17-add-review");
        m_addCluster.next();
        waitFor([this] { return m_addCluster.step() == Step::Done; });
        shoot(m_window, "18-add-done");
        m_world.sessions.all.erase(id);
    }

    void dialogs()
    {
        Ui::Planned planned = Fakes::samplePlan(u"Switch to context staging"_s);
        planned.isPlainSwitch = true;
        Ui::DiffDialog dialog(planned);
        dialog.show();
        shoot(dialog, "19-diff");
        planned.guarded = { u"prod-eu"_s };
        Ui::DiffDialog guarded(planned);
        guarded.show();
        shoot(guarded, "22-protected");
        m_world.kubeconfig.histories.automatic = Fakes::sampleHistory();
        m_world.kubeconfig.diffs.automatic = Fakes::samplePlan({}).diff;
        Ui::HistoryDialog history(m_clusters.createHistory());
        history.show();
        shoot(history, "23-history");
        Ui::DeleteDialog remove({ u"staging"_s, u"kind-local"_s });
        remove.show();
        shoot(remove, "24-delete");
        Ui::ExportDialog exporting(m_clusters.createExport(u"prod-eu"_s));
        exporting.findChild<QCheckBox *>()->click();
        exporting.show();
        shoot(exporting, "25-export");
        Ui::NameDialog name({ u"Rename context"_s, u"&New name"_s, u"&Review…"_s, u"prod-eu"_s, u"staging"_s, { u"staging"_s } });
        name.show();
        shoot(name, "26-name");
        m_world.kubeconfig.reviews.automatic = Fakes::sampleReview();
        Ui::ImportDialog import(m_clusters.createImport());
        import.model().openText("x", u"/home/jane/Downloads/new-cluster.yaml"_s);
        import.show();
        shoot(import, "27-import");
        import.model().setConflicts(Kubeconfig::Conflicts::Rename);
        import.findChild<QTabWidget *>()->setCurrentIndex(1);
        shoot(import, "28-import-entries");
    }

    void leftovers()
    {
        Kubeconfig::Config config = Fakes::sampleConfig();
        config.contexts.erase(config.contexts.begin() + 2);
        Kubeconfig::User old;
        old.name = "jane-old";
        old.file = "/home/jane/.kube/config";
        config.users.push_back(old);
        m_world.kubeconfig.loads.automatic = config;
        Ui::EntriesDialog entries(m_clusters.createEntries());
        entries.show();
        settle();
        entries.findChild<QTableView *>()->selectAll();
        shoot(entries, "36-unused");
        entries.findChild<QCheckBox *>(u"all"_s)->click();
        entries.findChild<QTableView *>()->selectRow(3);
        shoot(entries, "37-used");
        m_world.kubeconfig.loads.automatic = Kubeconfig::Config();
        Ui::EntriesDialog none(m_clusters.createEntries());
        none.show();
        shoot(none, "38-none-unused");
        m_world.kubeconfig.loads.automatic = Fakes::sampleConfig();
    }

    void groups()
    {
        Kubeconfig::Config config = Fakes::sampleConfig();
        config.contexts[2].file = config.contexts[4].file = "/home/jane/.kube/lab";
        m_world.kubeconfig.loads.automatic = config;
        m_world.kubeconfig.marks.automatic = QSet<QString> { u"prod-eu"_s, u"prod-us"_s };
        m_clusters.reload();
        m_window.showPage(MainWindow::ClustersIndex);
        m_window.findChild<Ui::ClustersPage *>()->setGrouping(Ui::Grouping::File);
        m_clusters.select(u"prod-eu"_s);
        shoot(m_window, "29-groups");
    }

    void welcome()
    {
        m_world.kubeconfig.loads.automatic = Kubeconfig::Config();
        m_window.showPage(MainWindow::ClustersIndex);
        m_clusters.reload();
        shoot(m_window, "20-welcome");
    }

    void trayIcons()
    {
        QPixmap sheet(6 * 80, 120);
        sheet.fill(QApplication::palette().color(QPalette::Window));
        QPainter painter(&sheet);
        int x = 8;
        using Ui::TrayState;
        for (const TrayState state : { TrayState::Idle, TrayState::SignedIn, TrayState::NeedsYou, TrayState::Refreshing,
                                       TrayState::Offline, TrayState::Locked }) {
            const QColor ink = QApplication::palette().color(QPalette::WindowText);
            painter.drawPixmap(x, 8, Ui::Theme::pixmap(Ui::TrayModel::iconName(state), 64, 1, ink));
            painter.drawPixmap(x, 84, Ui::Theme::pixmap(Ui::TrayModel::iconName(state), 22, 1, ink));
            x += 80;
        }
        painter.end();
        sheet.save(m_folder + u"/21-tray"_s + m_suffix + u".png"_s);
    }

    template<typename Condition>
    void waitFor(Condition condition)
    {
        for (int i = 0; i < 500 && !condition(); ++i) {
            QThread::msleep(10);
            QCoreApplication::processEvents();
        }
    }

    QString m_folder, m_suffix;
    Fakes::World m_world;
    Ui::ClustersViewModel m_clusters { { m_world.kubeconfig, m_world.sessions, m_world.apiServer,
                                         m_world.preferences, m_world.clock } };
    Ui::SignInsViewModel m_signIns { m_world.sessions, *m_clusters.contexts(), m_world.clock };
    Ui::DoctorViewModel m_doctor { m_world.doctor, *m_clusters.contexts(), m_world.clock };
    Ui::RightsViewModel m_rights { m_world.rights, m_world.clock, [this] { return m_clusters.askTarget(); } };
    Ui::ActivityModel m_activity;
    Ui::AddClusterViewModel m_addCluster { { m_world.kubeconfig, m_world.sessions, m_world.apiServer,
                                             m_world.provider, m_world.clock, u"/usr/bin/kubectl-lanyard"_s,
                                             std::chrono::milliseconds(10) } };
    MainWindow m_window { { m_clusters, m_signIns, m_doctor, m_rights, m_activity, m_addCluster, m_world.preferences,
                            m_world.kubeconfig.files(), {} } };
};

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QApplication::setStyle(new Ui::Style(u"Fusion"_s));
    QApplication::setApplicationVersion(u"0.1.0"_s);
    if (argc != 2) {
        std::fputs("usage: screenshots FOLDER\n", stderr);
        return 2;
    }
    Ui::initResources();
    QTranslator translator;
    if (translator.load(u":/i18n/lanyard_%1"_s.arg(qEnvironmentVariable("SCREENSHOT_LANGUAGE", u"en"_s))))
        QApplication::installTranslator(&translator);
    const QString folder = QString::fromLocal8Bit(argv[1]);
    QDir().mkpath(folder);
    for (const bool dark : { false, true }) {
        QApplication::setPalette(dark ? Ui::Theme::darkPalette() : Ui::Theme::lightPalette());
        Studio(folder, dark ? u"-dark"_s : u"-light"_s).shootAll();
    }
    return 0;
}
