// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/ui/fakes.h"
#include "ui/tray/traymodel.h"

#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace std::chrono_literals;
using Ui::TrayEntry;
using Ui::TrayModel;
using Ui::TrayState;
using State = Session::SessionState;

class tst_TrayModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_sessions = std::make_unique<Fakes::Sessions>();
        m_contexts = std::make_unique<Ui::ContextListModel>();
        m_model = std::make_unique<TrayModel>(*m_contexts, *m_sessions, m_clock);
    }
    void cleanup()
    {
        m_model.reset();
        m_contexts.reset();
        m_sessions.reset();
    }

    void isUsefulWithoutAnything()
    {
        QCOMPARE(m_model->state(), TrayState::Idle);
        QCOMPARE(kinds().last(), TrayEntry::Kind::Quit);
        QCOMPARE(m_model->entries().first().kind, TrayEntry::Kind::Title);
    }

    void theCurrentContextComesFirstWithItsNamespace()
    {
        fill(3);
        QCOMPARE(m_model->entries().first().text, u"c1 · namespace payments"_s);
        QVERIFY(m_model->toolTip().contains(u"c1"_s));
        int checked = 0;
        for (const TrayEntry &entry : m_model->entries())
            checked += entry.checked ? 1 : 0;
        QCOMPARE(checked, 1);
    }

    void manyContextsAreCut()
    {
        fill(40);
        QCOMPARE(kinds().count(TrayEntry::Kind::Context), TrayModel::maxContexts);
        QCOMPARE(kinds().count(TrayEntry::Kind::MoreContexts), 1);
        QSignalSpy more(m_model.get(), &TrayModel::moreContextsChosen);
        m_model->activate(m_model->entries()[kinds().indexOf(TrayEntry::Kind::MoreContexts)]);
        QCOMPARE(more.count(), 1);
    }

    void anAmpersandIsNoMnemonic()
    {
        Ui::ContextEntry entry;
        entry.name = u"a&b"_s;
        entry.isCurrent = true;
        m_contexts->setEntries({ entry });
        QCOMPARE(m_model->entries().first().text, u"a&&b · namespace default"_s);
        QVERIFY(m_model->toolTip().contains(u"a&b"_s));
    }

    void minutesFollowTheClock()
    {
        m_sessions->put(Fakes::sampleSession(m_clock));
        QVERIFY(textOf(TrayEntry::Kind::Session).endsWith(u"7 min left"_s));
        m_clock.advance(4min);
        m_model->rebuild();
        QVERIFY(textOf(TrayEntry::Kind::Session).endsWith(u"3 min left"_s));
    }

    void theIconTellsWhatMattersMost_data()
    {
        QTest::addColumn<QList<int>>("states");
        QTest::addColumn<int>("expected");
        const auto row = [](const char *name, const QList<State> &states, TrayState expected) {
            QList<int> numbers;
            for (const State state : states)
                numbers.append(static_cast<int>(state));
            QTest::newRow(name) << numbers << static_cast<int>(expected);
        };
        row("none", {}, TrayState::Idle);
        row("ready", { State::Ready }, TrayState::SignedIn);
        row("one of two needs you", { State::Ready, State::LoginNeeded }, TrayState::NeedsYou);
        row("waiting for the browser", { State::SigningIn }, TrayState::NeedsYou);
        row("refreshing", { State::Ready, State::Refreshing }, TrayState::Refreshing);
        row("offline", { State::Offline, State::Ready }, TrayState::Offline);
        row("locked before all", { State::LoginNeeded, State::Locked }, TrayState::Locked);
    }

    void theIconTellsWhatMattersMost()
    {
        QFETCH(QList<int>, states);
        QFETCH(int, expected);
        for (qsizetype i = 0; i < states.size(); ++i) {
            auto known = Fakes::sampleSession(m_clock);
            known.info.id = QString::number(i);
            known.info.state = static_cast<State>(states[i]);
            m_sessions->put(known);
        }
        QCOMPARE(static_cast<int>(m_model->state()), expected);
    }

    void refreshesWhatCanBeRefreshed()
    {
        m_sessions->put(Fakes::sampleSession(m_clock));
        auto other = Fakes::sampleSession(m_clock);
        other.info.id = u"other"_s;
        other.info.refreshable = false;
        m_sessions->put(other);
        m_model->activate({ TrayEntry::Kind::RefreshNow, {}, {}, false, true });
        QCOMPARE(m_sessions->refreshed, QStringList { Fakes::sampleSession(m_clock).info.id });
    }

    void offersToSignInWhereItIsNeeded()
    {
        auto known = Fakes::sampleSession(m_clock);
        known.info.state = State::LoginNeeded;
        m_sessions->put(known);
        QSignalSpy chosen(m_model.get(), &TrayModel::signInChosen);
        m_model->activate(m_model->entries()[kinds().indexOf(TrayEntry::Kind::SignIn)]);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.first().first().toString(), known.info.id);
    }

    void everyStateHasAnIconOfItsOwn()
    {
        QSet<QString> names;
        for (const TrayState state : { TrayState::Idle, TrayState::SignedIn, TrayState::NeedsYou,
                                       TrayState::Refreshing, TrayState::Offline, TrayState::Locked })
            names.insert(TrayModel::iconName(state));
        QCOMPARE(names.size(), 6);
    }

    void doesNotRebuildTheMenuForNothing()
    {
        fill(3);
        QSignalSpy changed(m_model.get(), &TrayModel::changed);
        m_model->rebuild();
        QCOMPARE(changed.count(), 0); // an open menu would be torn away
    }

private:
    void fill(int count)
    {
        QList<Ui::ContextEntry> entries;
        for (int i = 0; i < count; ++i) {
            Ui::ContextEntry entry;
            entry.name = u"c%1"_s.arg(i);
            entry.nameSpace = u"payments"_s;
            entry.isCurrent = i == 1;
            entries.append(entry);
        }
        m_contexts->setEntries(entries);
    }
    QList<TrayEntry::Kind> kinds() const
    {
        QList<TrayEntry::Kind> list;
        for (const TrayEntry &entry : m_model->entries())
            list.append(entry.kind);
        return list;
    }
    QString textOf(TrayEntry::Kind kind) const { return m_model->entries()[kinds().indexOf(kind)].text; }

    Support::FakeClock m_clock;
    std::unique_ptr<Fakes::Sessions> m_sessions;
    std::unique_ptr<Ui::ContextListModel> m_contexts;
    std::unique_ptr<TrayModel> m_model;
};

QTEST_GUILESS_MAIN(tst_TrayModel)
#include "tst_traymodel.moc"
