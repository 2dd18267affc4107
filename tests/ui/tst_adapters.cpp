// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/demo/demoenvironment.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"
#include "tests/support/fakeclock.h"
#include "tests/support/resulttest.h"
#include "ui/adapters/apiserveradapter.h"
#include "ui/adapters/kubeconfigadapter.h"
#include "ui/adapters/preferencesadapter.h"
#include "ui/adapters/provideradapter.h"
#include "ui/adapters/serverprobe.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using Core::ErrorCode;

namespace {

template<typename T>
Core::Result<T> wait(QtSupport::FutureResult<T> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 15'000) || future.resultCount() == 0)
        return Core::fail(ErrorCode::Timeout, "the answer did not come");
    return future.takeResult();
}

constexpr const char *config = "apiVersion: v1\nkind: Config\n# my clusters\ncurrent-context: a\ncontexts:\n"
                               "- name: a\n  context:\n    cluster: c\n    user: u\n"
                               "- name: b\n  context:\n    cluster: c\n    user: u\n"
                               "clusters:\n- name: c\n  cluster:\n    server: https://127.0.0.1:1\n"
                               "users:\n- name: u\n  user: {}\n";

} // namespace

class tst_Adapters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(u"config"_s);
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(config);
    }

    void switchesAndLeavesAuditLine();
    void aWriteInBetweenIsAConflict();
    void aClusterWithoutVerificationGetsNoToken();
    void authoritiesOfAClusterAreFound();
    void looksAtTheCertificateOfAServer();
    void tellsWhyAServerCannotBeLookedAt();
    void discoversTheDemoProvider();
    void preferencesLiveInTheSettingsFile();

private:
    [[nodiscard]] std::filesystem::path path(const char *name) const
    {
        return std::filesystem::path(QtSupport::toStdString(m_folder->path())) / name;
    }
    [[nodiscard]] QByteArray contents() const
    {
        QFile file(m_file);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    Support::FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

void tst_Adapters::switchesAndLeavesAuditLine()
{
    Audit::AuditLog audit(path("audit.jsonl"), m_clock);
    QSignalSpy lines(&audit, &Audit::AuditLog::appended);
    const auto rules = Kubeconfig::LoadingRules::fromEnvironment([](auto) { return std::nullopt; },
                                                                 QtSupport::toStdString(m_file));
    Ui::KubeconfigAdapter adapter(rules, {}, audit);
    QCOMPARE(adapter.files(), QStringList { m_file });
    const auto loaded = wait(adapter.load());
    QVERIFY_RESULT(loaded);
    QCOMPARE(loaded->contexts.size(), 2U);
    const auto planned = wait(adapter.plan(Ui::SwitchContext { u"b"_s }));
    QVERIFY_RESULT(planned);
    QVERIFY(planned->diff.contains(u"+current-context: b"_s));
    QCOMPARE(contents(), QByteArray(config)); // planning writes nothing
    QVERIFY_RESULT(wait(adapter.commit(planned->plan, Kubeconfig::StaleLock::Report)));
    QCOMPARE(contents(), QByteArray(config).replace("current-context: a", "current-context: b"));
    QCOMPARE(lines.count(), 1);
    QVERIFY(lines.first().first().toByteArray().contains("kubeconfig-written"));
    QCOMPARE_ERROR(wait(adapter.plan(Ui::SwitchContext { u"missing"_s })), ErrorCode::NotFound);
}

void tst_Adapters::aWriteInBetweenIsAConflict()
{
    Audit::AuditLog audit(path("audit.jsonl"), m_clock);
    const auto rules = Kubeconfig::LoadingRules::fromEnvironment([](auto) { return std::nullopt; },
                                                                 QtSupport::toStdString(m_file));
    Ui::KubeconfigAdapter adapter(rules, {}, audit);
    const auto planned = wait(adapter.plan(Ui::SwitchContext { u"b"_s }));
    QVERIFY_RESULT(planned);
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::Append));
    file.write("# somebody else\n");
    file.close();
    const QByteArray theirs = contents();
    QCOMPARE_ERROR(wait(adapter.commit(planned->plan, Kubeconfig::StaleLock::Report)), ErrorCode::Conflict);
    QCOMPARE(contents(), theirs);
}

void tst_Adapters::aClusterWithoutVerificationGetsNoToken()
{
    Kubeconfig::Cluster cluster;
    cluster.server = "https://api.example.com";
    cluster.insecureSkipTlsVerify = true;
    QCOMPARE_ERROR(Ui::apiServerOf(cluster), ErrorCode::Refused);
}

void tst_Adapters::authoritiesOfAClusterAreFound()
{
    Kubeconfig::Cluster cluster;
    cluster.server = "https://api.example.com:6443";
    cluster.file = path("config");
    QVERIFY_RESULT(Ui::apiServerOf(cluster));
    QVERIFY(Ui::apiServerOf(cluster)->caPem.isEmpty());
    cluster.certificateAuthority = "ca.crt"; // beside the kubeconfig, as for client-go
    QCOMPARE_ERROR(Ui::apiServerOf(cluster), ErrorCode::NotFound);
    QVERIFY(QFile::copy(QStringLiteral(LANYARD_SOURCE_DIR "/tests/ui/authority.pem"), m_folder->filePath(u"ca.crt"_s)));
    const auto fromFile = Ui::apiServerOf(cluster);
    QVERIFY_RESULT(fromFile);
    QVERIFY(fromFile->caPem.contains("BEGIN CERTIFICATE"));
    cluster.certificateAuthorityData = fromFile->caPem.toBase64().toStdString();
    cluster.certificateAuthority = "gone.crt"; // the data win
    QCOMPARE(Ui::apiServerOf(cluster)->caPem, fromFile->caPem);
}

void tst_Adapters::looksAtTheCertificateOfAServer()
{
    Core::SystemClock clock;
    Demo::EnvironmentOptions options;
    options.folder = path("demo");
    Demo::DemoEnvironment demo(options, clock);
    QVERIFY_RESULT(demo.start());
    QObject parent;
    const auto seen = wait(Ui::probeServer(demo.apiServerUrl(), &parent));
    QVERIFY_RESULT(seen);
    QVERIFY(!seen->trustedBySystem);
    QVERIFY(!seen->leaf.isNull());
}

void tst_Adapters::tellsWhyAServerCannotBeLookedAt()
{
    QObject parent;
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const quint16 port = closed.serverPort();
    closed.close();
    QCOMPARE_ERROR(wait(Ui::probeServer(QUrl(u"https://127.0.0.1:%1"_s.arg(port)), &parent)),
                   ErrorCode::NetworkUnreachable);

    QTcpServer plain;
    connect(&plain, &QTcpServer::newConnection, &plain, [&plain] {
        plain.nextPendingConnection()->write("HTTP/1.0 400 Bad Request\r\n\r\n");
    });
    QVERIFY(plain.listen(QHostAddress::LocalHost));
    QCOMPARE_ERROR(wait(Ui::probeServer(QUrl(u"https://127.0.0.1:%1"_s.arg(plain.serverPort())), &parent)),
                   ErrorCode::TlsFailed);
}

void tst_Adapters::discoversTheDemoProvider()
{
    Core::SystemClock clock;
    Demo::EnvironmentOptions options;
    options.folder = path("demo");
    Demo::DemoEnvironment demo(options, clock);
    QVERIFY_RESULT(demo.start());
    Ui::ProviderAdapter provider;
    const auto found = wait(provider.discover(demo.issuer(), {}));
    QVERIFY_RESULT(found);
    QCOMPARE(found->issuer, demo.issuer());
    QVERIFY(!wait(provider.discover(demo.issuer() + u"/other"_s, {})));
    QVERIFY(!wait(provider.discover(demo.issuer(), "no certificate")));
}

void tst_Adapters::preferencesLiveInTheSettingsFile()
{
    Settings::SettingsStore store(path("settings.json"));
    Ui::PreferencesAdapter preferences(store);
    QSignalSpy changed(&preferences, &Ui::PreferencesPort::preferencesChanged);
    QVERIFY(preferences.preferences().confirmSwitch);
    preferences.setPreferences({ false, false });
    QCOMPARE(changed.count(), 1);
    Settings::SettingsStore again(path("settings.json"));
    QVERIFY_RESULT(again.load());
    QCOMPARE(Ui::PreferencesAdapter(again).preferences(), (Ui::Preferences { false, false }));
}

QTEST_GUILESS_MAIN(tst_Adapters)
#include "tst_adapters.moc"
