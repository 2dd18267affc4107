// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/atomicfile.h"
#include "app/kubeconfig/history.h"
#include "tests/support/resulttest.h"

#include <QTemporaryDir>
#include <QTest>

#include <random>
#include <sys/stat.h>

using namespace Kubeconfig;
using Core::ErrorCode;
namespace fs = std::filesystem;

class tst_History : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void takesAnyChangeBack();
    void keepsOnlyWhatDiffers();
    void undoesAndGoesFurtherBack();
    void keepsLaterChangesElsewhere();
    void refusesWhenTheSamePlaceChanged();
    void keepsNoRefreshToken();
    void survivesDamagedEntries();
    void forgetsTheOldest();
    void isPrivate();

private:
    fs::path file(const char *name) const
    {
        return m_folder->filePath(QLatin1String(name)).toStdString();
    }
    void changeTo(const std::string &after)
    {
        const auto before = Core::readFile(file("config"), 1 << 20).value_or(std::string());
        Plan plan{ "Change", { FileChange{ file("config"), true, before, after } }, {}, 0, {} };
        QVERIFY_RESULT(Core::replaceFile(file("config"), after));
        QVERIFY_RESULT(record(file("state"), plan));
    }
    void commitUndo(std::uint64_t id = 0)
    {
        const auto plan = planUndo(file("state"), id);
        QVERIFY_RESULT(plan);
        QVERIFY_RESULT(Core::replaceFile(plan->changes.at(0).file, plan->changes.at(0).after));
        QVERIFY_RESULT(record(file("state"), *plan));
    }
    std::string text() const { return Core::readFile(file("config"), 1 << 20).value_or("(none)"); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_History::takesAnyChangeBack()
{
    std::mt19937 random(7);
    for (int round = 0; round < 3000; ++round) {
        std::string before, after;
        const std::size_t lines = random() % 12;
        for (std::size_t i = 0; i < lines; ++i) {
            const std::string line = std::string(1, static_cast<char>('a' + random() % 4)) + "\n";
            before += random() % 4 ? line : "";
            after += random() % 4 ? line : "";
        }
        if (random() % 3 == 0 && !after.empty())
            after.pop_back();
        const auto hunks = hunksBetween(before, after);
        QCOMPARE(hunks.empty(), before == after);
        const auto back = takeBack(after, hunks);
        QVERIFY2(back && *back == before, (before + "---\n" + after).c_str());
    }
}

void tst_History::keepsOnlyWhatDiffers()
{
    std::string before;
    for (int i = 0; i < 50'000; ++i)
        before += "line " + std::to_string(i) + "\n";
    std::string after = before;
    after.replace(after.find("line 20000"), 10, "other");
    after.replace(after.find("line 40000"), 10, "other");
    after += "last\n";
    std::size_t kept = 0;
    for (const Hunk &hunk : hunksBetween(before, after))
        kept += hunk.removed.size() + hunk.inserted.size();
    QVERIFY2(kept < 300, std::to_string(kept).c_str());
}

void tst_History::undoesAndGoesFurtherBack()
{
    changeTo("a\nb\n");
    changeTo("a\nb\nc\n");
    changeTo("x\nb\nc\n");
    commitUndo();
    QCOMPARE(text(), std::string("a\nb\nc\n"));
    commitUndo();
    QCOMPARE(text(), std::string("a\nb\n"));
    commitUndo(4); // the undo of the third change is itself a change
    QCOMPARE_ERROR(planUndo(file("state"), 99), ErrorCode::NotFound);
}

void tst_History::keepsLaterChangesElsewhere()
{
    changeTo("one: 1\ntwo: 2\nthree: 3\nfour: 4\nfive: 5\nsix: 6\n");
    changeTo("one: 1\ntwo: 2\nthree: 3\nfour: 4\nfive: five\nsix: 6\n");
    changeTo("new: 0\none: uno\ntwo: 2\nthree: 3\nfour: 4\nfive: five\nsix: 6\n");
    commitUndo(2);
    QCOMPARE(text(), std::string("new: 0\none: uno\ntwo: 2\nthree: 3\nfour: 4\nfive: 5\nsix: 6\n"));
}

void tst_History::refusesWhenTheSamePlaceChanged()
{
    changeTo("a: 1\n");
    changeTo("a: 2\n");
    changeTo("a: 3\n");
    QCOMPARE_ERROR(planUndo(file("state"), 2), ErrorCode::Conflict);
}

void tst_History::keepsNoRefreshToken()
{
    changeTo("refresh-token: CANARY\nx: y\n");
    changeTo("x: y\n");
    QCOMPARE_ERROR(planUndo(file("state"), 2), ErrorCode::Refused);
    const auto entry = Core::readFile(file("state") / "history/2.json", 1 << 20);
    QVERIFY_RESULT(entry);
    QVERIFY(entry->find("CANARY") == std::string::npos);
}

void tst_History::survivesDamagedEntries()
{
    changeTo("a\n");
    changeTo("b\n");
    QVERIFY_RESULT(Core::replaceFile(file("state") / "history/2.json", "{\"v\":1,\"chan"));
    QVERIFY_RESULT(
            Core::replaceFile(file("state") / "history/3.json", "{\"changes\":[{\"file\":1}]}"));
    QVERIFY_RESULT(Core::replaceFile(file("state") / "previous.json", "[]"));
    QCOMPARE(history(file("state")).size(), std::size_t(1));
    QCOMPARE(recall(file("state"), "context x"), std::string());
    changeTo("c\n");
    QCOMPARE(history(file("state")).front().id, std::uint64_t(4));
}

void tst_History::forgetsTheOldest()
{
    for (int i = 0; i < 205; ++i)
        changeTo(std::to_string(i) + "\n");
    const auto entries = history(file("state"));
    QCOMPARE(entries.size(), std::size_t(200));
    QCOMPARE(entries.front().id, std::uint64_t(205));
}

void tst_History::isPrivate()
{
    changeTo("token: t\n");
    struct stat info = {};
    QCOMPARE(::stat((file("state") / "history").c_str(), &info), 0);
    QCOMPARE(info.st_mode & 07777, mode_t(0700));
    QCOMPARE(::stat((file("state") / "history/1.json").c_str(), &info), 0);
    QCOMPARE(info.st_mode & 07777, mode_t(0600));
}

QTEST_GUILESS_MAIN(tst_History)
#include "tst_history.moc"
