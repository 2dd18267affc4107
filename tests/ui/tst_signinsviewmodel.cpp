// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/ui/fakes.h"
#include "ui/signins/signinsviewmodel.h"

#include <QSignalSpy>
#include <QTest>

using Ui::SignInsViewModel;

class tst_SignInsViewModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_sessions = std::make_unique<Fakes::Sessions>();
        m_contexts = std::make_unique<Ui::ContextListModel>();
        m_known = Fakes::sampleSession(m_clock);
        m_sessions->put(m_known);
        m_model = std::make_unique<SignInsViewModel>(*m_sessions, *m_contexts, m_clock);
    }
    void cleanup()
    {
        m_model.reset();
        m_contexts.reset();
        m_sessions.reset();
    }

    void oneRowASession()
    {
        QCOMPARE(m_model->rowCount(), 1);
        const Ui::SignInRow &row = m_model->rows().first();
        QCOMPARE(row.title, u"sm01@example.test"_s);
        QCOMPARE(row.line, u"Signed in · 7 min left"_s);
        QCOMPARE(row.storage, u"Keychain"_s);
    }

    void aNewSessionAppearsAndARemovedOneGoes()
    {
        Fakes::Sessions::Known other = m_known;
        other.info.id = u"other"_s;
        m_sessions->put(other);
        QCOMPARE(m_model->rowCount(), 2);
        m_sessions->all.erase(u"other"_s);
        Q_EMIT m_sessions->sessionRemoved(u"other"_s);
        QCOMPARE(m_model->rowCount(), 1);
    }

    void tellsWhichContextsUseIt()
    {
        QList<Ui::ContextEntry> entries;
        for (int i = 0; i < 5; ++i) {
            Ui::ContextEntry entry;
            entry.name = u"c%1"_s.arg(i);
            entry.sessionId = m_known.info.id;
            entries.append(entry);
        }
        m_contexts->setEntries(entries);
        QVERIFY(m_model->rows().first().contexts.startsWith(u"c0, c1, c2"_s));
        QVERIFY(m_model->rows().first().contexts.contains(u'2')); // and 2 more
    }

    void aFailedRefreshIsToldAndRepeatedOnDemand()
    {
        m_sessions->refreshes.automatic = Core::Result<Session::SessionInfo>(
                Core::fail(Core::ErrorCode::NetworkUnreachable, "no route to login.example.com", "check the VPN"));
        m_model->refresh(m_known.info.id);
        QTRY_VERIFY(m_model->message());
        QCOMPARE(m_model->message()->remedy, Ui::Remedy::Retry);
        m_sessions->refreshes.automatic = m_known.info;
        m_model->resolve(Ui::Remedy::Retry);
        QCOMPARE(m_sessions->refreshed.size(), 2);
        QVERIFY(!m_model->message());
    }

    void signingOutSaysWhetherTheProviderForgot_data()
    {
        QTest::addColumn<bool>("revoked");
        QTest::newRow("revoked") << true;
        QTest::newRow("not revoked") << false;
    }

    void signingOutSaysWhetherTheProviderForgot()
    {
        QFETCH(bool, revoked);
        Session::LogoutOutcome outcome;
        outcome.revoked = revoked;
        outcome.endSessionUrl = QUrl(u"https://login.example.com/logout"_s);
        m_sessions->logouts.automatic = outcome;
        QSignalSpy offered(m_model.get(), &SignInsViewModel::endSessionOffered);
        m_model->signOut(m_known.info.id);
        QTRY_VERIFY(m_model->message());
        QCOMPARE(m_model->message()->severity, revoked ? Ui::Severity::Success : Ui::Severity::Warning);
        QCOMPARE(offered.count(), 1);
    }

    void aCanceledSignInIsNoMessage()
    {
        m_model->signIn(m_known.info.id);
        m_model->cancel(m_known.info.id);
        QCoreApplication::processEvents();
        QVERIFY(!m_model->message());
    }

    void aProblemOfTheSessionIsShown()
    {
        m_known.info.problem = Core::Error { Core::ErrorCode::KeychainFailed, "the keychain refused to write", {}, {} };
        m_known.info.storage = Keychain::StoreKind::Memory;
        m_sessions->put(m_known);
        QCOMPARE(m_model->rows().first().problem, u"the keychain refused to write"_s);
        QCOMPARE(m_model->rows().first().storage, u"Memory, until Lanyard ends"_s);
    }

private:
    Support::FakeClock m_clock;
    Fakes::Sessions::Known m_known;
    std::unique_ptr<Fakes::Sessions> m_sessions;
    std::unique_ptr<Ui::ContextListModel> m_contexts;
    std::unique_ptr<SignInsViewModel> m_model;
};

QTEST_GUILESS_MAIN(tst_SignInsViewModel)
#include "tst_signinsviewmodel.moc"
