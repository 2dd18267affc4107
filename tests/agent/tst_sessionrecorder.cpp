// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/agent/sessionrecorder.h"

#include "app/core/atomicfile.h"
#include "app/core/paths.h"
#include "tests/session/desk.h"

#include <QRegularExpression>
#include <QTest>

#include <sys/stat.h>

using Agent::SessionRecorder;
using Settings::KnownSession;
using Settings::KnownSessions;

// What outlives the agent, besides the keychain.
class tst_SessionRecorder : public QObject
{
    Q_OBJECT

    struct Bench : Support::Desk
    {
        std::filesystem::path file { folder.path().toStdString() + "/state/sessions.json" };
        SessionRecorder recorder { *manager, file };

        Bench() { (void)Core::makePrivateDirectory(file.parent_path()); }
        [[nodiscard]] std::vector<KnownSession> onDisk() const
        {
            return KnownSessions(file).load().value_or(std::vector<KnownSession>());
        }
        [[nodiscard]] std::string text() const { return Core::readFile(file, 1'000'000).value_or(""); }
        //! As an agent before us left it.
        void leave(const KnownSession &session) { QVERIFY_RESULT(KnownSessions(file).save({ session })); }
        [[nodiscard]] KnownSession known() const
        {
            KnownSession session;
            session.id = id();
            session.issuer = request.client.issuer;
            session.clientId = request.client.clientId;
            session.scopes = request.client.scopes;
            session.lastUsername = QStringLiteral("alice@example.test");
            session.lastGroups = { QStringLiteral("dev") };
            session.storage = QStringLiteral("keychain");
            return session;
        }
    };

private Q_SLOTS:
    void writesASessionOnceItIsSignedIn()
    {
        Bench bench;
        bench.signedInEarlier();
        QVERIFY_RESULT(bench.token());
        QVERIFY(bench.onDisk().empty()); // many changes in a row are one write
        bench.recorder.flush();
        const auto sessions = bench.onDisk();
        QCOMPARE(sessions.size(), std::size_t(1));
        QCOMPARE(sessions.front().id, bench.id());
        QCOMPARE(sessions.front().issuer, QStringLiteral("https://idp.example.test"));
        QCOMPARE(sessions.front().lastUsername, QStringLiteral("alice@example.test"));
    }

    void writesByItselfAfterAMoment()
    {
        Bench bench;
        bench.signedInEarlier();
        QVERIFY_RESULT(bench.token());
        QTRY_COMPARE(bench.onDisk().size(), std::size_t(1));
    }

    void theFileHoldsNoSecretAndIsPrivate()
    {
        Bench bench;
        bench.signedInEarlier();
        QVERIFY_RESULT(bench.token());
        bench.recorder.flush();
        const std::string text = bench.text();
        QVERIFY(!text.empty());
        QVERIFY(text.find("rt-") == std::string::npos);
        QVERIFY(text.find("id-token-") == std::string::npos);
        struct stat info = {};
        QCOMPARE(::stat(bench.file.c_str(), &info), 0);
        QCOMPARE(info.st_mode & 07777U, 0600U);
    }

    void whoNeverSignedInIsNotWritten()
    {
        Bench bench;
        QVERIFY(!bench.token(Bench::options(Session::LoginPolicy::Never)));
        bench.recorder.flush();
        QVERIFY(bench.onDisk().empty());
    }

    void aClientWithASecretIsNotWritten()
    {
        Bench bench;
        bench.request.client.clientSecret = QStringLiteral("confidential");
        bench.signedInEarlier();
        QVERIFY_RESULT(bench.token());
        bench.recorder.flush();
        QVERIFY(bench.onDisk().empty());
    }

    void aSessionThatNoKeychainKeepsIsNotWritten()
    {
        Bench bench;
        bench.signedInEarlier();
        bench.store.writeError = Core::Error { Core::ErrorCode::KeychainBusy, "it takes nothing", {}, {} };
        QVERIFY_RESULT(bench.token());
        bench.recorder.flush();
        QVERIFY(bench.onDisk().empty()); // it ends with this process
    }

    void signingOutForgetsItAtOnce()
    {
        Bench bench;
        bench.signedInEarlier();
        QVERIFY_RESULT(bench.token());
        bench.recorder.flush();
        QCOMPARE(bench.onDisk().size(), std::size_t(1));
        QVERIFY_RESULT(Bench::now<Session::LogoutOutcome>(bench.manager->logOut(bench.id())));
        QVERIFY(bench.onDisk().empty()); // without flush(): a crash must not bring it back
    }

    void takesUpTheSessionsOfAnEarlierRun()
    {
        Bench bench;
        bench.leave(bench.known());
        bench.signedInEarlier();
        bench.recorder.restore();
        const auto info = bench.manager->session(bench.id());
        QVERIFY(info.has_value());
        QCOMPARE(info->username, QStringLiteral("alice@example.test")); // before anybody asked the provider
        QCOMPARE(bench.provider->refreshes, 0);
        bench.clock.advance(std::chrono::seconds(1));
        bench.manager->wake();
        QTRY_COMPARE(bench.provider->refreshes, 1); // ahead, without a caller
    }

    void anEntryEditedByHandIsLeftOut()
    {
        Bench bench;
        KnownSession session = bench.known();
        session.issuer = QStringLiteral("https://evil.example.test");
        bench.leave(session);
        bench.recorder.restore();
        QVERIFY(bench.manager->sessions().isEmpty());
    }

    void aBrokenFileIsNoSession()
    {
        Bench bench;
        QVERIFY_RESULT(Core::replaceFile(bench.file, "{\"sessions\":[{"));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("cannot read the known sessions")));
        bench.recorder.restore();
        QVERIFY(bench.manager->sessions().isEmpty());
        bench.signedInEarlier();
        QVERIFY_RESULT(bench.token());
        bench.recorder.flush();
        QCOMPARE(bench.onDisk().size(), std::size_t(1));
    }

    void oneOfTwoStaysWhenTheOtherSignsOut()
    {
        Bench bench;
        KnownSession other = bench.known();
        other.account = QStringLiteral("robot");
        Session::SessionRequest request = bench.request;
        request.account = other.account;
        other.id = request.key().id();
        bench.leave(other);
        bench.signedInEarlier();
        bench.recorder.restore();
        QVERIFY_RESULT(bench.token());
        bench.recorder.flush();
        QCOMPARE(bench.onDisk().size(), std::size_t(2));
        QVERIFY_RESULT(Bench::now<Session::LogoutOutcome>(bench.manager->logOut(bench.id())));
        QCOMPARE(bench.onDisk().size(), std::size_t(1));
        QCOMPARE(bench.onDisk().front().account, QStringLiteral("robot"));
    }

    void aFileThatCannotBeWrittenIsSaid()
    {
        Bench bench;
        std::filesystem::remove_all(bench.file.parent_path());
        QVERIFY_RESULT(Core::replaceFile(bench.file.parent_path(), "a file where the folder should be"));
        bench.signedInEarlier();
        QVERIFY_RESULT(bench.token());
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("cannot write the known sessions")));
        bench.recorder.flush();
    }
};

QTEST_GUILESS_MAIN(tst_SessionRecorder)
#include "tst_sessionrecorder.moc"
