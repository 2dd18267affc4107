// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/session/desk.h"

#include <QTest>

using namespace std::chrono_literals;
using Core::ErrorCode;
using Session::IdTokenLease;
using Session::LoginPolicy;
using Session::SessionInfo;
using Support::Desk;

// Who may open a browser, and what happens to those who wait for it.
class tst_SessionLogin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLoginIsStoredAndReady()
    {
        Desk desk;
        QSignalSpy started(desk.manager.get(), &Session::SessionManager::loginStarted);
        auto future = desk.manager->logIn(desk.request, {});
        QTRY_COMPARE(desk.browser.opened.size(), 1);
        QCOMPARE(started.count(), 1);
        QCOMPARE(desk.manager->pendingLoginUrl(desk.id()), desk.browser.opened.first());
        desk.provider->finishLogin();
        const auto info = Desk::now<SessionInfo>(future);
        QVERIFY_RESULT(info);
        QCOMPARE(info->state, Session::SessionState::Ready);
        QCOMPARE(info->username, QStringLiteral("alice@example.test"));
        QCOMPARE(info->groups, QStringList { QStringLiteral("dev") });
        QCOMPARE(desk.store.token(desk.id()), desk.provider->validRefreshToken);
        QVERIFY(desk.manager->pendingLoginUrl(desk.id()).isEmpty());
        QVERIFY_RESULT(desk.token());
    }

    void callersWithATerminalShareOneBrowser()
    {
        Desk desk;
        std::vector<QtSupport::FutureResult<IdTokenLease>> waiting;
        for (int i = 0; i < 50; ++i)
            waiting.push_back(desk.manager->freshToken(desk.request, Desk::withTerminal()));
        QTRY_COMPARE(desk.browser.opened.size(), 1);
        desk.provider->finishLogin();
        for (auto &future : waiting)
            QVERIFY_RESULT(Desk::now<IdTokenLease>(future));
        QCOMPARE(desk.provider->logins, 1);
    }

    void aBackgroundCallerNeverOpensABrowser()
    {
        Desk desk;
        QSignalSpy attention(desk.manager.get(), &Session::SessionManager::attentionNeeded);
        for (int i = 0; i < 100; ++i) {
            QCOMPARE_ERROR(desk.token(), ErrorCode::LoginRequired);
            desk.clock.advance(1s);
        }
        QCOMPARE(desk.provider->logins, 0);
        QVERIFY(desk.browser.opened.isEmpty());
        QCOMPARE(attention.count(), 2); // once a minute
    }

    void aRefusalAnswersAllWaitersAndIsRememberedForAMinute()
    {
        Desk desk;
        auto one = desk.manager->freshToken(desk.request, Desk::withTerminal());
        auto other = desk.manager->freshToken(desk.request, Desk::withTerminal());
        QTRY_COMPARE(desk.browser.opened.size(), 1);
        desk.provider->failLogin({ ErrorCode::LoginRefused, "you refused", {}, {} });
        QCOMPARE_ERROR(Desk::now<IdTokenLease>(one), ErrorCode::LoginRequired);
        QCOMPARE_ERROR(Desk::now<IdTokenLease>(other), ErrorCode::LoginRequired);
        desk.clock.advance(30s);
        const auto later = desk.token(Desk::withTerminal());
        QCOMPARE_ERROR(later, ErrorCode::LoginRequired);
        QVERIFY(QString::fromStdString(later.error().message).contains(QStringLiteral("you refused")));
        QCOMPARE(desk.browser.opened.size(), 1);
        desk.clock.advance(31s);
        auto again = desk.manager->freshToken(desk.request, Desk::withTerminal());
        QTRY_COMPARE(desk.browser.opened.size(), 2);
        desk.provider->finishLogin();
        QVERIFY_RESULT(Desk::now<IdTokenLease>(again));
    }

    void aPersonMayTryAgainAtOnce()
    {
        Desk desk;
        auto future = desk.manager->logIn(desk.request, {});
        QTRY_COMPARE(desk.browser.opened.size(), 1);
        desk.provider->failLogin({ ErrorCode::LoginRefused, "you refused", {}, {} });
        QCOMPARE_ERROR(Desk::now<SessionInfo>(future), ErrorCode::LoginRefused);
        future = desk.manager->logIn(desk.request, {});
        QTRY_COMPARE(desk.browser.opened.size(), 2);
        desk.provider->finishLogin();
        QVERIFY_RESULT(Desk::now<SessionInfo>(future));
    }

    void aCanceledLoginAnswersAll()
    {
        Desk desk;
        auto login = desk.manager->logIn(desk.request, {});
        QTRY_COMPARE(desk.browser.opened.size(), 1);
        auto token = desk.manager->freshToken(desk.request, Desk::withTerminal());
        desk.manager->cancelLogin(desk.id());
        QCOMPARE_ERROR(Desk::now<SessionInfo>(login), ErrorCode::Canceled);
        QVERIFY(!Desk::now<IdTokenLease>(token));
    }

    void withoutABrowserKubectlIsAnsweredAtOnce()
    {
        Desk desk;
        desk.browser.error = Core::Error { ErrorCode::BrowserFailed, "no browser could be opened", {}, {} };
        const auto token = desk.token(Desk::withTerminal());
        QCOMPARE_ERROR(token, ErrorCode::LoginRequired);
        QVERIFY(QString::fromStdString(token.error().message).contains(QStringLiteral("no browser")));
    }

    void withoutABrowserALoginWaitsForThePersonToOpenTheAddress()
    {
        Desk desk;
        desk.browser.error = Core::Error { ErrorCode::BrowserFailed, "no browser could be opened", {}, {} };
        QSignalSpy asked(desk.manager.get(), &Session::SessionManager::browserAsked);
        auto future = desk.manager->logIn(desk.request, {});
        QTRY_COMPARE(asked.count(), 1);
        QVERIFY(!asked.first().at(1).toString().isEmpty());
        QVERIFY(!future.isFinished());
        desk.provider->finishLogin();
        QVERIFY_RESULT(Desk::now<SessionInfo>(future));
    }

    void aSessionInTheKeychainNeedsNoBrowser()
    {
        Desk desk;
        desk.signedInEarlier();
        QVERIFY_RESULT(Desk::now<SessionInfo>(desk.manager->logIn(desk.request, {})));
        QCOMPARE(desk.provider->logins, 0);
    }

    void aForcedLoginAsksThePersonAnyway()
    {
        Desk desk;
        desk.signedInEarlier();
        QVERIFY_RESULT(desk.token());
        Session::LoginOptions options;
        options.force = true;
        auto future = desk.manager->logIn(desk.request, options);
        QTRY_COMPARE(desk.browser.opened.size(), 1);
        desk.provider->finishLogin();
        QVERIFY_RESULT(Desk::now<SessionInfo>(future));
        QCOMPARE(desk.store.token(desk.id()), desk.provider->validRefreshToken);
    }

    void aFailedLoginKeepsTheOldSession()
    {
        Desk desk;
        desk.signedInEarlier();
        QVERIFY_RESULT(desk.token());
        const std::string before = desk.store.token(desk.id());
        Session::LoginOptions options;
        options.force = true;
        auto future = desk.manager->logIn(desk.request, options);
        QTRY_COMPARE(desk.browser.opened.size(), 1);
        desk.provider->failLogin({ ErrorCode::TokenNonce, "the nonce is wrong", {}, {} });
        QCOMPARE_ERROR(Desk::now<SessionInfo>(future), ErrorCode::TokenNonce);
        QCOMPARE(desk.store.token(desk.id()), before);
        QVERIFY_RESULT(desk.token(Desk::options(LoginPolicy::Never)));
    }

    void aLockedKeychainDoesNotSendAPersonToTheBrowser()
    {
        Desk desk;
        desk.signedInEarlier();
        desk.store.readError = Core::Error { ErrorCode::KeychainLocked, "the keychain is locked", "unlock it", {} };
        QCOMPARE_ERROR(Desk::now<SessionInfo>(desk.manager->logIn(desk.request, {})), ErrorCode::KeychainLocked);
        QCOMPARE(desk.provider->logins, 0);
    }

    void aLoginIsUsableWhenTheKeychainTakesNothing()
    {
        Desk desk;
        desk.store.writeError = Core::Error { ErrorCode::KeychainMissing, "there is no keychain", {}, {} };
        auto future = desk.manager->logIn(desk.request, {});
        QTRY_COMPARE(desk.browser.opened.size(), 1);
        desk.provider->finishLogin();
        const auto info = Desk::now<SessionInfo>(future);
        QVERIFY_RESULT(info);
        QCOMPARE(info->storage, Keychain::StoreKind::Memory);
        QVERIFY_RESULT(desk.token());
    }
};

QTEST_GUILESS_MAIN(tst_SessionLogin)
#include "tst_sessionlogin.moc"
