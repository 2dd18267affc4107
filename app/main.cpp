// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
// lanyard: the desktop app. Builds every object and hands them over by constructor.
#include "app/agent/agentruntime.h"
#include "app/agent/processhardening.h"
#include "app/core/paths.h"
#include "app/demo/demoenvironment.h"
#include "app/ipc/agentclient.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"
#include "ui/adapters/apiserveradapter.h"
#include "ui/adapters/doctoradapter.h"
#include "ui/adapters/kubeconfigadapter.h"
#include "ui/adapters/preferencesadapter.h"
#include "ui/adapters/provideradapter.h"
#include "ui/adapters/rightsadapter.h"
#include "ui/adapters/sessionsadapter.h"
#include "ui/clusters/kubeconfigwatcher.h"
#include "ui/mainwindow.h"
#include "ui/resources.h"
#include "ui/style.h"
#include "ui/tray/trayicon.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDesktopServices>
#include <QFileInfo>
#include <QLibraryInfo>
#include <QMessageBox>
#include <QProcess>
#include <QStandardPaths>
#include <QTranslator>

#include <cstdio>

namespace {

using namespace std::chrono_literals;
using QtSupport::toQString;
using QtSupport::toStdString;

struct Options
{
    bool background = false;
    bool demo = false;
    std::optional<std::string> kubeconfig;
};

Options parseOptions(const QApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate("main", "Signs you in to Kubernetes and keeps you signed in."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption background(u"background"_s, QCoreApplication::translate("main", "Start in the tray, without a window."));
    const QCommandLineOption demo(u"demo"_s,
                                  QCoreApplication::translate("main", "Start an identity provider and a small Kubernetes on this computer."));
    const QCommandLineOption kubeconfig(u"kubeconfig"_s, QCoreApplication::translate("main", "Use this kubeconfig file alone."), u"FILE"_s);
    parser.addOptions({ background, demo, kubeconfig });
    parser.process(application);
    Options options;
    options.background = parser.isSet(background);
    options.demo = parser.isSet(demo);
    if (parser.isSet(kubeconfig))
        options.kubeconfig = toStdString(parser.value(kubeconfig));
    return options;
}

int fail(const Core::Error &error, const Options &options)
{
    std::fprintf(stderr, "lanyard: %s\n", Core::toLine(error).c_str());
    if (!options.background)
        QMessageBox::critical(nullptr, u"Lanyard"_s, toQString(error.message) + u"\n\n"_s + toQString(error.fix));
    return Core::exitCode(error.code);
}

//! True if a desktop app runs already; its window comes to the front. An agent without a window says
//! that it does not know the request, and then hands over.
bool raisedOther(const Core::Paths &paths, const Options &options)
{
    auto other = Ipc::AgentClient::connect(paths.agentSocket(), 500ms);
    if (!other)
        return false;
    if (!options.background)
        return other->call("show", Core::Json::object(), 2s).has_value();
    const auto status = other->call("status", Core::Json::object(), 2s);
    return status && Core::jsonString(*status, "kind") == "lanyard";
}

//! kubectl needs the whole path: it does not look beside the kubeconfig.
QString pluginPath()
{
    const QFileInfo sibling(QCoreApplication::applicationDirPath() + u"/kubectl-lanyard"_s);
    return sibling.isExecutable() ? sibling.absoluteFilePath() : QStandardPaths::findExecutable(u"kubectl-lanyard"_s);
}

//! The window with everything behind it. Made when the agent is ready.
class Desktop final : public QObject
{
public:
    Desktop(Agent::AgentRuntime &runtime, const Core::Environment &environment,
            const std::optional<std::string> &kubeconfig, QObject *parent)
        : QObject(parent)
        , m_runtime(runtime)
        , m_sessions(runtime.sessions(), environment)
        , m_kubeconfig(Kubeconfig::LoadingRules::fromEnvironment(environment, kubeconfig),
                       { runtime.paths().state(), Core::protectedContextsFile(runtime.paths()) }, runtime.audit())
        , m_apiServer(runtime.sessions())
        , m_rightsAdapter(runtime.sessions(), m_clock)
        , m_doctorOperation(runtime.sessions(), runtime.store(), m_clock)
        , m_doctorAdapter(m_doctorOperation, environment, kubeconfig)
        , m_preferences(runtime.settings(), runtime.paths().state() / "namespaces.json")
        , m_clusters({ m_kubeconfig, m_sessions, m_apiServer, m_preferences, m_clock })
        , m_signIns(m_sessions, *m_clusters.contexts(), m_clock)
        , m_rights(m_rightsAdapter, m_clock, [this] { return m_clusters.askTarget(); })
        , m_doctor(m_doctorAdapter, *m_clusters.contexts(), m_clock)
        , m_addCluster({ m_kubeconfig, m_sessions, m_apiServer, m_provider, m_clock, pluginPath() })
        , m_trayModel(*m_clusters.contexts(), m_sessions, m_clock)
        , m_window({ m_clusters, m_signIns, m_doctor, m_rights, m_activity, m_addCluster, m_preferences, m_kubeconfig.files(),
                     toQString((runtime.paths().state() / "window.ini").string()) })
    {
        if (QSystemTrayIcon::isSystemTrayAvailable())
            m_tray = std::make_unique<Ui::TrayIcon>(m_trayModel);
        m_window.setHasTray(m_tray != nullptr);
        m_activity.setLines(Ui::lastLines(toQString(runtime.audit().file().string())));
        // The marks, too: the command line sets them as well.
        m_watcher.setFiles(m_kubeconfig.files()
                           << toQString(Core::protectedContextsFile(runtime.paths()).string()));
        connectAgent();
        connectTray();
        connect(&m_window, &Ui::MainWindow::quitChosen, &m_runtime, &Agent::AgentRuntime::stop);
        connect(&m_window, &Ui::MainWindow::demoChosen, this, [] {
            // The demo takes the agent over from this process, which then ends.
            QProcess::startDetached(QCoreApplication::applicationFilePath(), { u"--demo"_s });
        });
        m_clusters.reload();
    }

    void show() { m_window.bringToFront(); }

private:
    void connectAgent()
    {
        connect(&m_runtime.audit(), &Audit::AuditLog::appended, &m_activity, &Ui::ActivityModel::append);
        connect(&m_runtime, &Agent::AgentRuntime::reloaded, &m_clusters, &Ui::ClustersViewModel::reload);
        connect(&m_watcher, &Ui::KubeconfigWatcher::changed, &m_clusters, &Ui::ClustersViewModel::reload);
        connect(&m_signIns, &Ui::SignInsViewModel::endSessionOffered, this,
                [](const QUrl &url) { QDesktopServices::openUrl(url); });
        m_runtime.service().addOperation("show", [this](const Core::Json &, const Ipc::Peer &) {
            m_window.bringToFront();
            return QtSupport::ready<Core::Json>(Core::Json::object());
        });
    }

    void connectTray()
    {
        connect(&m_trayModel, &Ui::TrayModel::openChosen, &m_window, &Ui::MainWindow::bringToFront);
        connect(&m_trayModel, &Ui::TrayModel::quitChosen, &m_runtime, &Agent::AgentRuntime::stop);
        connect(&m_trayModel, &Ui::TrayModel::signInChosen, &m_signIns, &Ui::SignInsViewModel::signIn);
        connect(&m_trayModel, &Ui::TrayModel::moreContextsChosen, &m_window, [this] {
            m_window.bringToFront();
            m_window.searchContexts();
        });
        connect(&m_trayModel, &Ui::TrayModel::contextChosen, &m_clusters, &Ui::ClustersViewModel::useContext);
        // A question needs the window; so does a failure that nobody would see.
        connect(&m_clusters, &Ui::ClustersViewModel::confirmationNeeded, &m_window, &Ui::MainWindow::bringToFront);
        connect(&m_clusters, &Ui::ClustersViewModel::messageChanged, &m_window, [this] {
            const auto &message = m_clusters.message();
            if (m_tray && !m_window.isVisible() && message && message->severity == Ui::Severity::Error)
                m_tray->notify(message->title, message->why);
        });
        if (!m_tray)
            return;
        connect(&m_sessions, &Ui::SessionsPort::attentionNeeded, this, [this](const QString &id, const QString &reason) {
            m_attention = id;
            m_tray->notify(Ui::describe({ Core::ErrorCode::LoginRequired, {}, {}, {} }).title, Ui::printable(reason));
        });
        connect(m_tray.get(), &Ui::TrayIcon::notificationClicked, this, [this] {
            m_window.bringToFront();
            m_window.showPage(Ui::MainWindow::SignInsIndex);
            if (!m_attention.isEmpty())
                m_signIns.signIn(std::exchange(m_attention, QString()));
        });
    }

    Agent::AgentRuntime &m_runtime;
    Core::SystemClock m_clock;
    Ui::SessionsAdapter m_sessions;
    Ui::KubeconfigAdapter m_kubeconfig;
    Ui::ApiServerAdapter m_apiServer;
    Ui::RightsAdapter m_rightsAdapter;
    Doctor::DoctorOperation m_doctorOperation;
    Ui::DoctorAdapter m_doctorAdapter;
    Ui::ProviderAdapter m_provider;
    Ui::PreferencesAdapter m_preferences;
    Ui::KubeconfigWatcher m_watcher;
    Ui::ClustersViewModel m_clusters;
    Ui::SignInsViewModel m_signIns;
    Ui::RightsViewModel m_rights;
    Ui::DoctorViewModel m_doctor;
    Ui::ActivityModel m_activity;
    Ui::AddClusterViewModel m_addCluster;
    Ui::TrayModel m_trayModel;
    Ui::MainWindow m_window;
    std::unique_ptr<Ui::TrayIcon> m_tray;
    QString m_attention;
};

void loadTranslations(QApplication &application)
{
    Ui::initResources();
    const QLocale locale;
    for (const auto &[name, folder] : { std::pair(u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)),
                                        std::pair(u"lanyard"_s, u":/i18n"_s) }) {
        auto *translator = new QTranslator(&application);
        if (translator->load(locale, name, u"_"_s, folder))
            QApplication::installTranslator(translator);
    }
}

Core::Result<> startDemo(std::unique_ptr<Demo::DemoEnvironment> &demo, const Core::Paths &paths,
                         const Core::Clock &clock, Options &options)
{
    Demo::EnvironmentOptions wanted;
    wanted.folder = paths.state() / "demo";
    wanted.kubectlLanyard = toStdString(pluginPath());
    demo = std::make_unique<Demo::DemoEnvironment>(std::move(wanted), clock);
    if (auto started = demo->start(); !started)
        return started;
    options.kubeconfig = demo->kubeconfig().string();
    std::printf("KUBECONFIG=%s kubectl get pods\n", demo->kubeconfig().c_str());
    std::fflush(stdout);
    return {};
}

} // namespace

int main(int argc, char **argv)
{
    Agent::hardenProcess();
    QApplication application(argc, argv);
    QApplication::setStyle(new Ui::Style);
    QApplication::setApplicationName(u"lanyard"_s);
    QApplication::setApplicationDisplayName(u"Lanyard"_s);
    QApplication::setApplicationVersion(QStringLiteral(LANYARD_VERSION));
    QApplication::setDesktopFileName(u"lanyard"_s);
    QApplication::setQuitOnLastWindowClosed(false);
    loadTranslations(application);
    Options options = parseOptions(application);

    const Core::Environment environment = Core::processEnvironment();
    const Core::Paths paths(environment);
    const Core::SystemClock clock;
    if (!options.demo && !options.kubeconfig && raisedOther(paths, options))
        return 0;
    Agent::AgentRuntime runtime({ environment, u"lanyard"_s, QApplication::applicationVersion(),
                                  Keychain::StorePreference::Automatic });
    if (const auto listening = runtime.takeOver(); !listening)
        return fail(listening.error(), options);
    std::unique_ptr<Demo::DemoEnvironment> demo;
    if (options.demo) {
        if (const auto started = startDemo(demo, paths, clock, options); !started)
            return fail(started.error(), options);
    }
    QObject::connect(&runtime, &Agent::AgentRuntime::ended, &application, &QApplication::quit);
    runtime.handleSignals();
    std::unique_ptr<Desktop> desktop;
    QtSupport::onFinished<std::monostate>(
            runtime.start(), &application, [&](const Core::Result<std::monostate> &started) {
                if (!started) {
                    QApplication::exit(fail(started.error(), options));
                    return;
                }
                desktop = std::make_unique<Desktop>(runtime, environment, options.kubeconfig, nullptr);
                if (!options.background)
                    desktop->show();
            });
    return QApplication::exec();
}
