// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/demo/grantstore.h"
#include "tests/support/fakeclock.h"
#include "tests/support/resulttest.h"

#include <QSet>
#include <QTest>

using namespace Demo;
using namespace std::chrono_literals;
using Core::ErrorCode;

class tst_GrantStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void codeWorksOnce();
    void codeThatIsUsedTwiceEndsItsSession();
    void codeExpires();
    void refreshTokenRotates();
    void oldRefreshTokenEndsTheSession();
    void refreshTokenExpires();
    void refreshTokenOfAnotherClientIsRefusedAndKept();
    void revocationEndsTheSessionOnly();
    void makesDifferentTokens();

private:
    static Grant grantOf(const char *client = "kubernetes")
    {
        Grant grant;
        grant.username = "sm01";
        grant.clientId = client;
        return grant;
    }
    Support::FakeClock m_clock;
};

void tst_GrantStore::codeWorksOnce()
{
    GrantStore store(m_clock, {});
    const std::string code = store.issueCode(grantOf());
    const auto grant = store.redeemCode(code);
    QVERIFY_RESULT(grant);
    QCOMPARE(grant->username, std::string("sm01"));
    QVERIFY(!grant->sessionId.empty());
    QCOMPARE_ERROR(store.redeemCode(code), ErrorCode::InvalidGrant);
    QCOMPARE_ERROR(store.redeemCode("unknown"), ErrorCode::InvalidGrant);
}

void tst_GrantStore::codeThatIsUsedTwiceEndsItsSession()
{
    GrantStore store(m_clock, {});
    const std::string code = store.issueCode(grantOf());
    const std::string refresh = store.issueRefreshToken(*store.redeemCode(code));
    QVERIFY(!store.redeemCode(code));
    QCOMPARE_ERROR(store.redeemRefreshToken(refresh, "kubernetes"), ErrorCode::InvalidGrant);
}

void tst_GrantStore::codeExpires()
{
    GrantStore store(m_clock, {});
    const std::string code = store.issueCode(grantOf());
    m_clock.advance(60s);
    QCOMPARE_ERROR(store.redeemCode(code), ErrorCode::InvalidGrant);
}

void tst_GrantStore::refreshTokenRotates()
{
    GrantStore store(m_clock, {});
    std::string token = store.issueRefreshToken(*store.redeemCode(store.issueCode(grantOf())));
    for (int i = 0; i < 3; ++i) {
        const auto grant = store.redeemRefreshToken(token, "kubernetes");
        QVERIFY_RESULT(grant);
        token = store.issueRefreshToken(*grant);
        QCOMPARE(store.sessionCount(), std::size_t(1));
    }
}

void tst_GrantStore::oldRefreshTokenEndsTheSession()
{
    GrantStore store(m_clock, {});
    const std::string first =
            store.issueRefreshToken(*store.redeemCode(store.issueCode(grantOf())));
    const std::string second =
            store.issueRefreshToken(*store.redeemRefreshToken(first, "kubernetes"));
    QCOMPARE_ERROR(store.redeemRefreshToken(first, "kubernetes"), ErrorCode::InvalidGrant);
    QCOMPARE_ERROR(store.redeemRefreshToken(second, "kubernetes"), ErrorCode::InvalidGrant);
    QCOMPARE(store.sessionCount(), std::size_t(0));
}

void tst_GrantStore::refreshTokenExpires()
{
    GrantStore store(m_clock, { 60s, 100s });
    const std::string token =
            store.issueRefreshToken(*store.redeemCode(store.issueCode(grantOf())));
    m_clock.advance(100s);
    QCOMPARE_ERROR(store.redeemRefreshToken(token, "kubernetes"), ErrorCode::InvalidGrant);
}

void tst_GrantStore::refreshTokenOfAnotherClientIsRefusedAndKept()
{
    GrantStore store(m_clock, {});
    const std::string token =
            store.issueRefreshToken(*store.redeemCode(store.issueCode(grantOf("other"))));
    QCOMPARE_ERROR(store.redeemRefreshToken(token, "kubernetes"), ErrorCode::InvalidGrant);
    QVERIFY_RESULT(store.redeemRefreshToken(token, "other"));
}

void tst_GrantStore::revocationEndsTheSessionOnly()
{
    GrantStore store(m_clock, {});
    const std::string mine = store.issueRefreshToken(*store.redeemCode(store.issueCode(grantOf())));
    const std::string other =
            store.issueRefreshToken(*store.redeemCode(store.issueCode(grantOf())));
    store.revoke("unknown");
    store.revoke(mine);
    QVERIFY(!store.redeemRefreshToken(mine, "kubernetes"));
    QVERIFY_RESULT(store.redeemRefreshToken(other, "kubernetes"));
}

void tst_GrantStore::makesDifferentTokens()
{
    QSet<QString> seen;
    for (int i = 0; i < 200; ++i) {
        const QString token = QString::fromStdString(randomToken());
        QCOMPARE(token.size(), 43);
        seen.insert(token);
    }
    QCOMPARE(seen.size(), 200);
}

QTEST_GUILESS_MAIN(tst_GrantStore)
#include "tst_grantstore.moc"
