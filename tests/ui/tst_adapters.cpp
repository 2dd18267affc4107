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
    void typedNamespacesAreRemembered();
    void theHistoryShowsAndTakesBack();
    void anImportIsReviewedAndWritten();
    void anExportIsPrivateAndNeverReplacesAFile();
    void clustersAndUsersGoTogetherAndComeBack();
    void marksAreThoseOfTheCommandLine();

private:
    [[nodiscard]] std::filesystem::path path(const char *name) const
    {
        return std::filesystem::path(QtSupport::toStdString(m_folder->path())) / name;
    }
    [[nodiscard]] Kubeconfig::LoadingRules rules() const
    {
        return Kubeconfig::LoadingRules::fromEnvironment([](auto) { return std::nullopt; },
                                                         QtSupport::toStdString(m_file));
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
    Ui::PreferencesAdapter preferences(store, path("namespaces.json"));
    QSignalSpy changed(&preferences, &Ui::PreferencesPort::preferencesChanged);
    QVERIFY(preferences.preferences().confirmSwitch);
    const Ui::Preferences unusual { false, false, Ui::Grouping::Server };
    preferences.setPreferences(unusual);
    QCOMPARE(changed.count(), 1);
    Settings::SettingsStore again(path("settings.json"));
    QVERIFY_RESULT(again.load());
    QCOMPARE(Ui::PreferencesAdapter(again, path("namespaces.json")).preferences(), unusual);
}

void tst_Adapters::typedNamespacesAreRemembered()
{
    Settings::SettingsStore store(path("settings.json"));
    Ui::PreferencesAdapter preferences(store, path("state") / "namespaces.json");
    QVERIFY(preferences.rememberedNamespaces(u"prod"_s).isEmpty());
    for (int i = 0; i < 30; ++i)
        preferences.rememberNamespace(u"prod"_s, u"n%1"_s.arg(i));
    preferences.rememberNamespace(u"prod"_s, u"n12"_s);
    const Ui::PreferencesAdapter again(store, path("state") / "namespaces.json");
    const QStringList names = again.rememberedNamespaces(u"prod"_s);
    QCOMPARE(names.size(), 20);
    QCOMPARE(names.mid(0, 2), QStringList({ u"n12"_s, u"n29"_s }));
    QVERIFY(again.rememberedNamespaces(u"other"_s).isEmpty());
}

void tst_Adapters::theHistoryShowsAndTakesBack()
{
    Audit::AuditLog audit(path("audit.jsonl"), m_clock);
    Ui::KubeconfigAdapter adapter(rules(), { path("state"), {} }, audit);
    const auto planned = wait(adapter.plan(Ui::SwitchContext { u"b"_s }));
    QVERIFY_RESULT(planned);
    QVERIFY_RESULT(wait(adapter.commit(planned->plan, Kubeconfig::StaleLock::Report)));
    const auto items = wait(adapter.history());
    QVERIFY_RESULT(items);
    QCOMPARE(items->size(), 1);
    QCOMPARE(items->first().summary, u"Switch to context b"_s);
    QCOMPARE(items->first().files, QStringList { m_file });
    QVERIFY(items->first().canUndo && !items->first().undone);
    const auto diff = wait(adapter.historyDiff(items->first().id));
    QVERIFY_RESULT(diff);
    QVERIFY2(diff->contains(u"\n-current-context: a\n+current-context: b\n"_s), qPrintable(*diff));
    QVERIFY(!diff->contains(u"@@ -"_s)); // the numbers would be those of another day
    const auto back = wait(adapter.plan(Ui::UndoChange { items->first().id }));
    QVERIFY_RESULT(back);
    QVERIFY_RESULT(wait(adapter.commit(back->plan, Kubeconfig::StaleLock::Report)));
    QCOMPARE(contents(), QByteArray(config));
    QCOMPARE_ERROR(wait(adapter.historyDiff(999)), ErrorCode::NotFound);
}

void tst_Adapters::anImportIsReviewedAndWritten()
{
    Audit::AuditLog audit(path("audit.jsonl"), m_clock);
    Ui::KubeconfigAdapter adapter(rules(), {}, audit);
    const QString brought = m_folder->filePath(u"brought"_s), proof = m_folder->filePath(u"proof"_s);
    QFile file(brought);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("clusters:\n- name: c\n  cluster: {server: https://other}\nusers:\n- name: evil\n  user:\n    exec: "
               "{apiVersion: client.authentication.k8s.io/v1, command: touch, args: ['"
               + proof.toUtf8() + "']}\ncontexts:\n- name: new\n  context: {cluster: c, user: evil}\n");
    file.close();
    const auto source = wait(adapter.readImport(brought));
    QVERIFY_RESULT(source);
    QCOMPARE(source->folder, m_folder->path());
    const auto review = wait(adapter.reviewImport(*source));
    QVERIFY_RESULT(review);
    QCOMPARE(review->risks.size(), 1U);
    QVERIFY(review->risks.front().kind == Kubeconfig::Risk::Kind::Command);
    QCOMPARE(review->entries.size(), 3U);
    QVERIFY(review->entries.front().state == Kubeconfig::ImportedEntry::State::Different);
    QCOMPARE_ERROR(wait(adapter.plan(Ui::ImportEntries { *source, Kubeconfig::Conflicts::Fail })), ErrorCode::Conflict);
    const auto planned = wait(adapter.plan(Ui::ImportEntries { *source, Kubeconfig::Conflicts::Rename }));
    QVERIFY_RESULT(planned);
    QVERIFY(planned->diff.contains(u"c-2"_s));
    QCOMPARE(contents(), QByteArray(config));
    QVERIFY(!QFile::exists(proof)); // nothing was run
    QCOMPARE_ERROR(wait(adapter.readImport(m_folder->filePath(u"missing"_s))), ErrorCode::NotFound);
}

void tst_Adapters::anExportIsPrivateAndNeverReplacesAFile()
{
    Audit::AuditLog audit(path("audit.jsonl"), m_clock);
    Ui::KubeconfigAdapter adapter(rules(), {}, audit);
    const QString target = m_folder->filePath(u"out"_s);
    QVERIFY_RESULT(wait(adapter.exportFile({ u"b"_s }, target)));
    QCOMPARE(QFile::permissions(target) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
             QFile::Permissions());
    QFile file(target);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray first = file.readAll();
    QVERIFY(first.contains("current-context: b"));
    QCOMPARE_ERROR(wait(adapter.exportFile({ u"a"_s }, target)), ErrorCode::Conflict);
    QCOMPARE_ERROR(wait(adapter.exportText({ u"missing"_s })), ErrorCode::NotFound);
    const auto text = wait(adapter.exportText({ u"b"_s }));
    QVERIFY_RESULT(text);
    QCOMPARE(*text, first);
}

void tst_Adapters::clustersAndUsersGoTogetherAndComeBack()
{
    Audit::AuditLog audit(path("audit.jsonl"), m_clock);
    const QString state = m_folder->filePath(u"state"_s);
    Ui::KubeconfigAdapter adapter(rules(), { state.toStdString(), {} }, audit);
    const QByteArray before = contents();
    Ui::DeleteEntries edit { { u"c"_s }, { u"u"_s } };
    QCOMPARE_ERROR(wait(adapter.plan(edit)), ErrorCode::Refused); // contexts refer to both
    edit.used = Kubeconfig::UsedEntries::Delete;
    const auto planned = wait(adapter.plan(edit));
    QVERIFY_RESULT(planned);
    QCOMPARE(planned->plan.summary, std::string("Delete cluster c and delete user u"));
    QCOMPARE(planned->plan.warnings.size(), std::size_t(2));
    QVERIFY_RESULT(wait(adapter.commit(planned->plan, Kubeconfig::StaleLock::Report)));
    QVERIFY(!contents().contains("https://127.0.0.1:1"));
    const auto history = wait(adapter.history());
    QVERIFY_RESULT(history);
    QCOMPARE(history->size(), 1); // one change, one way back
    const auto undo = wait(adapter.plan(Ui::UndoChange { history->first().id }));
    QVERIFY_RESULT(undo);
    QVERIFY_RESULT(wait(adapter.commit(undo->plan, Kubeconfig::StaleLock::Report)));
    QCOMPARE(contents(), before);
}

void tst_Adapters::marksAreThoseOfTheCommandLine()
{
    Audit::AuditLog audit(path("audit.jsonl"), m_clock);
    const auto file = path("lanyard") / "protected-contexts";
    Ui::KubeconfigAdapter adapter(rules(), { {}, file }, audit);
    QVERIFY_RESULT(wait(adapter.setProtection(u"prod"_s, Core::Protection::On)));
    QVERIFY_RESULT(Core::setProtection(file, "by hand", Core::Protection::On));
    const auto marks = wait(adapter.protectedContexts());
    QVERIFY_RESULT(marks);
    QCOMPARE(*marks, (QSet<QString> { u"prod"_s, u"by hand"_s }));
}

QTEST_GUILESS_MAIN(tst_Adapters)
#include "tst_adapters.moc"
