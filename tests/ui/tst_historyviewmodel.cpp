// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/ui/fakes.h"
#include "ui/history/historyviewmodel.h"

#include <QSignalSpy>
#include <QTest>

using Ui::HistoryModel;
using Ui::HistoryViewModel;

class tst_HistoryViewModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<Fakes::World>();
        m_world->kubeconfig.histories.automatic = Fakes::sampleHistory();
        m_world->kubeconfig.diffs.automatic = u"-old\n+new\n"_s;
        m_model = std::make_unique<HistoryViewModel>(m_world->kubeconfig, m_world->preferences);
    }
    void cleanup()
    {
        m_model.reset();
        m_world.reset();
    }

    void showsTheNewestWithItsLines();
    void onlyWhatStillStandsCanBeUndone();
    void undoShowsItsOwnDiffFirst();
    void aConflictIsToldAndChangesNothing();
    void hostileSummariesAreHarmless();
    void anEmptyHistoryHasNothingToUndo();

private:
    void load()
    {
        m_model->reload();
        QTRY_VERIFY(m_model->isLoaded());
    }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return m_model->items()->index(row, column).data().toString();
    }
    std::unique_ptr<Fakes::World> m_world;
    std::unique_ptr<HistoryViewModel> m_model;
};

void tst_HistoryViewModel::showsTheNewestWithItsLines()
{
    load();
    QCOMPARE(m_model->selected(), 4U);
    QTRY_COMPARE(m_model->diff(), u"-old\n+new\n"_s);
    QCOMPARE(m_world->kubeconfig.diffed, QList<int> { 4 });
    QCOMPARE(cell(0, HistoryModel::WhatColumn), u"Switch to context staging"_s);
    QCOMPARE(cell(0, HistoryModel::FileColumn), u"config"_s);
    QVERIFY(!cell(0, HistoryModel::TimeColumn).isEmpty());
    QCOMPARE(cell(2, HistoryModel::WhatColumn), u"Delete context old (undone)"_s);
}

void tst_HistoryViewModel::onlyWhatStillStandsCanBeUndone()
{
    load();
    QVERIFY(m_model->canUndo());
    m_model->select(1); // an undo is a write, too
    QVERIFY(m_model->canUndo());
    m_model->select(2);
    QVERIFY(!m_model->canUndo());
    QVERIFY(!m_model->obstacle().isEmpty());
    m_model->select(3); // took a refresh token out
    QVERIFY(!m_model->canUndo());
    m_model->undo();
    QVERIFY(m_world->kubeconfig.edits.empty());
}

void tst_HistoryViewModel::undoShowsItsOwnDiffFirst()
{
    load();
    QSignalSpy asked(m_model.get(), &HistoryViewModel::confirmationNeeded);
    QSignalSpy undone(m_model.get(), &HistoryViewModel::undone);
    m_world->preferences.value.confirmSwitch = false; // is for plain switches alone
    m_world->kubeconfig.plans.automatic = Fakes::samplePlan(u"Undo: Switch to context staging"_s);
    m_world->kubeconfig.commits.automatic = Core::Result<std::monostate>();
    m_model->undo();
    QTRY_COMPARE(asked.count(), 1);
    QVERIFY(m_world->kubeconfig.edits.back() == Ui::KubeconfigEdit(Ui::UndoChange { 4 }));
    QVERIFY(m_world->kubeconfig.committed.isEmpty());
    m_model->confirm();
    QTRY_COMPARE(undone.count(), 1);
    QCOMPARE(m_world->kubeconfig.histories.count, 2);
}

void tst_HistoryViewModel::aConflictIsToldAndChangesNothing()
{
    load();
    m_world->kubeconfig.plans.automatic = Core::Result<Ui::Planned>(
            Core::fail(Core::ErrorCode::Conflict, "the same place was changed again", "undo the later change first"));
    m_model->undo();
    QTRY_VERIFY(m_model->message());
    QCOMPARE(m_model->message()->severity, Ui::Severity::Error);
    QCOMPARE(m_model->message()->fix, u"undo the later change first"_s);
    QVERIFY(m_world->kubeconfig.committed.isEmpty());
}

void tst_HistoryViewModel::hostileSummariesAreHarmless()
{
    auto items = Fakes::sampleHistory();
    items[0].summary = u"Rename \x1b[2J <img src=x> \u202egpj"_s;
    items[0].files = { u"/tmp/<b>x</b>"_s };
    m_world->kubeconfig.histories.automatic = items;
    load();
    const QString shown = cell(0, HistoryModel::WhatColumn);
    QVERIFY(!shown.contains(u'\x1b') && !shown.contains(QChar(0x202e)));
    const QString tip = m_model->items()->index(0, 0).data(Qt::ToolTipRole).toString();
    QVERIFY2(tip.contains(u"&lt;b&gt;"_s), qPrintable(tip)); // a tool tip would be rich text
}

void tst_HistoryViewModel::anEmptyHistoryHasNothingToUndo()
{
    m_world->kubeconfig.histories.automatic = QList<Ui::HistoryItem>();
    load();
    QVERIFY(!m_model->canUndo());
    QCOMPARE(m_model->selected(), 0U);
}

QTEST_GUILESS_MAIN(tst_HistoryViewModel)
#include "tst_historyviewmodel.moc"
