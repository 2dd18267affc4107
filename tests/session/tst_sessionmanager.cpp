// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/session/desk.h"

#include <QTest>

using namespace std::chrono_literals;
using Core::ErrorCode;
using Session::IdTokenLease;
using Session::LoginPolicy;
using Session::SessionState;
using Support::Desk;

// Refreshing: one at a time, stored before it is used, nothing lost when it fails.
class tst_SessionManager : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manyCallersMakeOneRefresh_data()
    {
        QTest::addColumn<int>("callers");
        QTest::newRow("200") << 200;
        QTest::newRow("1000") << 1000;
    }
    void manyCallersMakeOneRefresh()
    {
        QFETCH(int, callers);
        Desk desk;
        desk.signedInEarlier();
        QVERIFY_RESULT(desk.token());
        desk.clock.advance(1h); // expired
        desk.provider->refreshes = 0;
        desk.provider->isHeld = true;
        std::vector<QtSupport::FutureResult<IdTokenLease>> waiting;
        for (int i = 0; i < callers; ++i)
            waiting.push_back(desk.manager->freshToken(desk.request, Desk::options(LoginPolicy::Never)));
        desk.provider->release();
        for (auto &future : waiting) {
            const auto lease = Desk::now<IdTokenLease>(future);
            QVERIFY_RESULT(lease);
            QVERIFY(lease->idToken.equals("id-token-2"));
        }
        QCOMPARE(desk.provider->refreshes, 1);
    }

    void aTokenWithLifeLeftIsServedWithoutTheProvider()
    {
        Desk desk;
        desk.signedInEarlier();
        QVERIFY_RESULT(desk.token());
        desk.clock.advance(60s);
        const auto lease = desk.token();
        QVERIFY_RESULT(lease);
        QVERIFY(lease->idToken.equals("id-token-1"));
        QVERIFY(lease->expiresAt < desk.clock.now() + 240s);
        QVERIFY(lease->expiresAt > desk.clock.now());
        QCOMPARE(desk.provider->refreshes, 1);
        QCOMPARE(desk.store.reads, 1);
    }

    void theRotatedTokenIsStoredBeforeTheIdTokenIsHandedOut()
    {
        Desk desk;
        desk.signedInEarlier();
        desk.store.isHeld = true;
        auto future = desk.manager->freshToken(desk.request, Desk::options());
        QCoreApplication::processEvents();
        QCOMPARE(desk.store.writes, 1);
        QVERIFY(!future.isFinished());
        desk.store.release();
        QVERIFY_RESULT(Desk::now<IdTokenLease>(future));
        QCOMPARE(desk.store.token(desk.id()), desk.provider->validRefreshToken);
    }

    void aKeychainThatTakesNothingKeepsTheTokenInMemoryAndSaysSo()
    {
        Desk desk;
        desk.signedInEarlier();
        desk.store.writeError = Core::Error { ErrorCode::KeychainBusy, "the keychain did not answer", {}, {} };
        QVERIFY_RESULT(desk.token());
        const auto info = desk.manager->session(desk.id());
        QCOMPARE(info->storage, Keychain::StoreKind::Memory);
        QVERIFY(info->problem.has_value());
        QCOMPARE(info->problem->code, ErrorCode::KeychainBusy);
        QVERIFY(desk.manager->hasUnsavedSecrets());
        // It is offered again, and the session works on with the token in memory meanwhile.
        desk.store.writeError.reset();
        desk.clock.advance(61s);
        desk.manager->wake();
        QCOMPARE(desk.store.token(desk.id()), desk.provider->validRefreshToken);
        QVERIFY(!desk.manager->hasUnsavedSecrets());
        desk.clock.advance(1h);
        QVERIFY_RESULT(desk.token());
    }

    void invalidGrantReadsTheStoreAgainAndUsesANewerToken()
    {
        Desk desk;
        desk.signedInEarlier();
        QVERIFY_RESULT(desk.token());
        // Another machine with the same home rotates: ours is used up, the newer one is in the store.
        desk.provider->validRefreshToken = "rt-other";
        desk.store.put(desk.id(), "rt-other", 50);
        desk.clock.advance(1h);
        desk.provider->refreshes = 0;
        QVERIFY_RESULT(desk.token(Desk::options(LoginPolicy::Never)));
        QCOMPARE(desk.provider->refreshes, 2);
        QCOMPARE(desk.store.token(desk.id()), desk.provider->validRefreshToken);
    }

    void invalidGrantDeletesNothingAndIsNotRepeated()
    {
        Desk desk;
        desk.signedInEarlier();
        desk.provider->validRefreshToken = "revoked elsewhere";
        QCOMPARE_ERROR(desk.token(Desk::options(LoginPolicy::Never)), ErrorCode::LoginRequired);
        QCOMPARE(desk.store.token(desk.id()), std::string("rt-0"));
        QCOMPARE(desk.store.removals, 0);
        QCOMPARE(desk.manager->session(desk.id())->state, SessionState::LoginNeeded);
        for (int i = 0; i < 5; ++i) {
            desk.clock.advance(61s);
            QCOMPARE_ERROR(desk.token(Desk::options(LoginPolicy::Never)), ErrorCode::LoginRequired);
        }
        QCOMPARE(desk.provider->refreshes, 1); // a refused token is never sent twice
        // The other machine signs in again: no need to ask the person here.
        desk.provider->validRefreshToken = "rt-new";
        desk.store.put(desk.id(), "rt-new", 60);
        desk.clock.advance(61s);
        QVERIFY_RESULT(desk.token(Desk::options(LoginPolicy::Never)));
    }

    void withoutNetworkALivingTokenIsStillServed()
    {
        Desk desk;
        desk.signedInEarlier();
        QVERIFY_RESULT(desk.token());
        desk.provider->refreshError = Core::Error { ErrorCode::NetworkUnreachable, "nobody answers", {}, {} };
        desk.clock.advance(270s); // 30 s left: less than anybody should get, more than nothing
        const auto lease = desk.token();
        QVERIFY_RESULT(lease);
        QVERIFY(lease->expiresAt > desk.clock.now());
        QCOMPARE(desk.manager->session(desk.id())->state, SessionState::Offline);
        desk.clock.advance(60s);
        QCOMPARE_ERROR(desk.token(), ErrorCode::NetworkUnreachable);
        QCOMPARE(desk.store.token(desk.id()), std::string("rt-1"));
        // And back: the same refresh token works.
        desk.provider->refreshError.reset();
        desk.clock.advance(2s);
        QVERIFY_RESULT(desk.token());
        QCOMPARE(desk.manager->session(desk.id())->state, SessionState::Ready);
    }

    void aStormOfCallersWhileOfflineIsNoStormAtTheProvider()
    {
        Desk desk;
        desk.signedInEarlier();
        desk.provider->refreshError = Core::Error { ErrorCode::Timeout, "no answer", {}, {} };
        for (int i = 0; i < 100; ++i)
            QCOMPARE_ERROR(desk.token(), ErrorCode::Timeout);
        QCOMPARE(desk.provider->refreshes, 1);
    }

    void refreshesAheadOfExpiry()
    {
        Desk desk;
        desk.signedInEarlier();
        desk.manager->adopt(desk.request);
        desk.clock.advance(1s);
        desk.manager->wake();
        QTRY_COMPARE(desk.provider->refreshes, 1);
        for (int i = 0; i < 60; ++i) { // ten minutes with tokens of five, a call every 10 s
            desk.clock.advance(10s);
            desk.manager->wake();
            auto future = desk.manager->freshToken(desk.request, Desk::options(LoginPolicy::Never));
            QVERIFY(future.isFinished()); // nobody ever waits
        }
        QVERIFY(desk.provider->refreshes >= 3);
        QVERIFY(desk.provider->refreshes <= 5);
    }

    void aClockThatIsSetNeitherKillsATokenNorRefreshesInAStorm_data()
    {
        QTest::addColumn<int>("hours");
        for (const int hours : { 1, -1, 24, -24, 87600, -87600 })
            QTest::addRow("%d h", hours) << hours;
    }
    void aClockThatIsSetNeitherKillsATokenNorRefreshesInAStorm()
    {
        QFETCH(int, hours);
        Desk desk;
        desk.signedInEarlier();
        QVERIFY_RESULT(desk.token());
        desk.clock.setWallClock(desk.clock.now() + std::chrono::hours(hours));
        for (int i = 0; i < 20; ++i) {
            desk.manager->wake();
            const auto lease = desk.token();
            QVERIFY_RESULT(lease);
            QVERIFY(lease->expiresAt > desk.clock.now());
        }
        QCOMPARE(desk.provider->refreshes, 1);
    }

    void aWrongClockDoesNotLoseTheRotatedToken()
    {
        Desk desk;
        desk.signedInEarlier();
        desk.provider->clockProblem = Core::Error { ErrorCode::TokenExpired, "the token ended an hour ago", "set the clock", {} };
        for (int i = 0; i < 50; ++i) {
            QCOMPARE_ERROR(desk.token(), ErrorCode::TokenExpired);
            desk.clock.advance(1s);
        }
        QCOMPARE(desk.provider->refreshes, 1);
        QCOMPARE(desk.store.token(desk.id()), desk.provider->validRefreshToken);
    }

    void anotherSubjectIsRefusedAndNothingIsStored()
    {
        Desk desk;
        desk.signedInEarlier();
        QVERIFY_RESULT(desk.token());
        const std::string before = desk.store.token(desk.id());
        desk.provider->subject = "mallory";
        desk.clock.advance(1h);
        QVERIFY(!desk.token(Desk::options(LoginPolicy::Never)));
        QCOMPARE(desk.store.token(desk.id()), before);
        QCOMPARE(desk.manager->session(desk.id())->problem->code, ErrorCode::TokenSubject);
    }

    void anotherSubjectIsRefusedAfterARestartToo()
    {
        Desk desk;
        desk.signedInEarlier(); // the entry says alice
        desk.provider->subject = "mallory";
        QVERIFY(!desk.token(Desk::options(LoginPolicy::Never)));
        QCOMPARE(desk.store.token(desk.id()), std::string("rt-0"));
    }

    void aBadSignatureStoresNothing()
    {
        Desk desk;
        desk.signedInEarlier();
        desk.provider->verifyError = Core::Error { ErrorCode::TokenSignature, "the signature is wrong", {}, {} };
        QCOMPARE_ERROR(desk.token(), ErrorCode::TokenSignature);
        QCOMPARE(desk.store.token(desk.id()), std::string("rt-0"));
    }

    void keysThatCannotBeFetchedDoNotLoseTheRotatedToken()
    {
        Desk desk;
        desk.signedInEarlier();
        desk.provider->verifyError = Core::Error { ErrorCode::NetworkUnreachable, "no keys", {}, {} };
        QCOMPARE_ERROR(desk.token(), ErrorCode::NetworkUnreachable);
        QCOMPARE(desk.store.token(desk.id()), desk.provider->validRefreshToken);
        desk.provider->verifyError.reset();
        desk.clock.advance(2s);
        QVERIFY_RESULT(desk.token());
    }

    void aRefreshWithoutAnIdTokenKeepsTheOldOneAndTheNewRefreshToken()
    {
        Desk desk;
        desk.signedInEarlier();
        QVERIFY_RESULT(desk.token());
        desk.provider->givesIdTokenOnRefresh = false;
        desk.clock.advance(270s);
        QVERIFY_RESULT(desk.token());
        QVERIFY_RESULT(desk.token());
        QCOMPARE(desk.store.token(desk.id()), desk.provider->validRefreshToken);
        QCOMPARE(desk.provider->refreshes, 2);
        desk.clock.advance(60s);
        QCOMPARE_ERROR(desk.token(Desk::options(LoginPolicy::Never)), ErrorCode::LoginRequired);
    }

    void aLockedKeychainIsNotLoggedOut()
    {
        Desk desk;
        desk.signedInEarlier();
        desk.store.readError = Core::Error { ErrorCode::KeychainLocked, "the keychain is locked", "unlock it", {} };
        QCOMPARE_ERROR(desk.token(Desk::withTerminal()), ErrorCode::KeychainLocked);
        QCOMPARE(desk.manager->session(desk.id())->state, SessionState::Locked);
        QCOMPARE(desk.provider->logins, 0);
        QCOMPARE(desk.store.removals, 0);
        desk.store.readError.reset();
        desk.clock.advance(2s);
        QVERIFY_RESULT(desk.token());
    }

    void lockForgetsAndUnlockReadsAgain()
    {
        Desk desk;
        desk.signedInEarlier();
        QVERIFY_RESULT(desk.token());
        desk.manager->lock();
        QCOMPARE_ERROR(desk.token(Desk::withTerminal()), ErrorCode::KeychainLocked);
        QCOMPARE_ERROR(desk.manager->claims(desk.id()), ErrorCode::NotFound);
        QCOMPARE(desk.manager->session(desk.id())->state, SessionState::Locked);
        const int reads = desk.store.reads;
        desk.manager->unlock();
        QVERIFY_RESULT(desk.token());
        QCOMPARE(desk.store.reads, reads + 1);
    }

    void lockDuringARefreshHandsNothingOutAndLosesNothing()
    {
        Desk desk;
        desk.signedInEarlier();
        desk.provider->isHeld = true;
        auto future = desk.manager->freshToken(desk.request, Desk::options());
        desk.manager->lock();
        desk.provider->release();
        QCOMPARE_ERROR(Desk::now<IdTokenLease>(future), ErrorCode::KeychainLocked);
        QCOMPARE(desk.store.token(desk.id()), desk.provider->validRefreshToken);
        desk.manager->unlock();
        QVERIFY_RESULT(desk.token());
    }

    void logOutRevokesThenForgets()
    {
        Desk desk;
        desk.signedInEarlier();
        QVERIFY_RESULT(desk.token());
        QSignalSpy removed(desk.manager.get(), &Session::SessionManager::sessionRemoved);
        const auto outcome = Desk::now<Session::LogoutOutcome>(desk.manager->logOut(desk.id()));
        QVERIFY_RESULT(outcome);
        QVERIFY(outcome->revoked);
        QCOMPARE(desk.store.token(desk.id()), std::string());
        QCOMPARE(removed.count(), 1);
        QVERIFY(desk.manager->sessions().isEmpty());
    }

    void logOutForgetsEvenIfTheProviderIsAway()
    {
        Desk desk;
        desk.signedInEarlier();
        QVERIFY_RESULT(desk.token());
        desk.provider->revokeError = Core::Error { ErrorCode::NetworkUnreachable, "nobody answers", {}, {} };
        const auto outcome = Desk::now<Session::LogoutOutcome>(desk.manager->logOut(desk.id()));
        QVERIFY_RESULT(outcome);
        QVERIFY(!outcome->revoked);
        QCOMPARE(desk.store.token(desk.id()), std::string());
    }

    void logOutDuringARefreshIsNotUndoneByIt()
    {
        Desk desk;
        desk.signedInEarlier();
        desk.provider->isHeld = true;
        auto token = desk.manager->freshToken(desk.request, Desk::options());
        auto out = desk.manager->logOut(desk.id());
        desk.provider->release();
        QVERIFY_RESULT(Desk::now<Session::LogoutOutcome>(out));
        QVERIFY(token.isFinished());
        QCOMPARE(desk.store.token(desk.id()), std::string());
        QCOMPARE(desk.provider->revocations, 1);
    }

    void aForcedRefreshIsSharedAndServesTheOldTokenWhenItFails()
    {
        Desk desk;
        desk.signedInEarlier();
        QVERIFY_RESULT(desk.token());
        Session::TokenOptions forced = Desk::options();
        forced.forceRefresh = true;
        const auto renewed = desk.token(forced);
        QVERIFY_RESULT(renewed);
        QVERIFY(renewed->idToken.equals("id-token-2"));
        desk.provider->refreshError = Core::Error { ErrorCode::Timeout, "no answer", {}, {} };
        const auto old = desk.token(forced);
        QVERIFY_RESULT(old);
        QVERIFY(old->idToken.equals("id-token-2"));
    }

    void aManagerThatDiesAnswersItsWaiters()
    {
        Desk desk;
        desk.signedInEarlier();
        desk.provider->isHeld = true;
        auto future = desk.manager->freshToken(desk.request, Desk::options());
        desk.manager.reset();
        QCOMPARE_ERROR(Desk::now<IdTokenLease>(future), ErrorCode::Canceled);
    }

    void thereIsAnEndToSessions()
    {
        Desk desk;
        for (int i = 0; i < 300; ++i) {
            desk.request.account = QString::number(i);
            desk.manager->adopt(desk.request);
        }
        QCOMPARE(desk.manager->sessions().size(), 256);
        QCOMPARE_ERROR(desk.token(), ErrorCode::TooLarge);
    }
};

QTEST_GUILESS_MAIN(tst_SessionManager)
#include "tst_sessionmanager.moc"
