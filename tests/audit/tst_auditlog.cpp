// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/audit/auditlog.h"
#include "app/audit/eventname.h"
#include "app/audit/readevents.h"
#include "app/core/atomicfile.h"
#include "app/core/json.h"
#include "app/core/paths.h"
#include "app/qtsupport/compat.h"
#include "tests/support/fakeclock.h"
#include "tests/support/resulttest.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

using namespace Audit;
namespace fs = std::filesystem;

class tst_AuditLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void writesOneLinePerEvent();
    void hasNoFieldForASecret();
    void knowsTheNameOfEveryKind();
    void isPrivate();
    void escapesWhatSteersATerminal();
    void cutsLongFields();
    void rotatesAndKeepsOne();
    void startsANewLineAfterATornOne();
    void saysAFailureOnce_data();
    void saysAFailureOnce();
    void goesOnWhenTheFolderComesBack();
    void refusesASymlink();
    void readsBackWhatWasWritten();
    void readsTheNewestLast();
    void readsOverDamage();
    void readsNothingWhereNothingIs();
    void saysWhyItCannotRead();

private:
    [[nodiscard]] std::string contents() const { return *Core::readFile(m_file, 64 * 1024 * 1024); }
    [[nodiscard]] static Event event(const QString &subject)
    {
        Event event;
        event.kind = EventKind::TokenHandedOut;
        event.issuer = u"https://issuer.example.test"_s;
        event.clientId = u"lanyard"_s;
        event.account = u"sm01@example.test"_s;
        event.requester = { 4711, u"/usr/bin/kubectl"_s, u"pts/3"_s };
        event.subject = subject;
        event.outcome = u"ok"_s;
        event.reason = u"none"_s;
        return event;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    fs::path m_file;
    Support::FakeClock m_clock;
};

void tst_AuditLog::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_file = fs::path(m_dir->path().toStdString()) / "state" / "audit.jsonl";
}

void tst_AuditLog::writesOneLinePerEvent()
{
    AuditLog log(m_file, m_clock);
    QSignalSpy appended(&log, &AuditLog::appended);
    log.append(event(u"dev"_s));
    log.append(event(u"prod"_s));
    const std::string text = contents();
    QCOMPARE(std::count(text.begin(), text.end(), '\n'), 2);
    QCOMPARE(text.back(), '\n');
    QCOMPARE(appended.size(), 2);
    const auto first = Core::parseJson(text.substr(0, text.find('\n')));
    QVERIFY_RESULT(first);
    QCOMPARE(appended.at(0).at(0).toByteArray().toStdString(), text.substr(0, text.find('\n')));
    QCOMPARE(*Core::jsonString(*first, "time"), std::string("2026-01-01T00:00:00Z"));
    QCOMPARE(*Core::jsonString(*first, "event"), std::string("token-handed-out"));
    QCOMPARE(*Core::jsonString(*first, "issuer"), std::string("https://issuer.example.test"));
    QCOMPARE(*Core::jsonString(*first, "account"), std::string("sm01@example.test"));
    QCOMPARE(*Core::jsonInteger(*first, "pid"), 4711);
    QCOMPARE(*Core::jsonString(*first, "program"), std::string("/usr/bin/kubectl"));
    QCOMPARE(*Core::jsonString(*first, "terminal"), std::string("pts/3"));
    QCOMPARE(*Core::jsonString(*first, "subject"), std::string("dev"));
}

// Whoever adds a field must decide that it can hold no token, and say so here.
void tst_AuditLog::hasNoFieldForASecret()
{
    AuditLog log(m_file, m_clock);
    log.append(event(u"dev"_s));
    const auto json = Core::parseJson(contents());
    QVERIFY_RESULT(json);
    QStringList names;
    for (const auto &member : json->items())
        names += QString::fromStdString(member.key());
    names.sort();
    QCOMPARE(names.join(u' '),
             u"account clientId event issuer outcome pid program reason subject terminal time"_s);
}

void tst_AuditLog::knowsTheNameOfEveryKind()
{
    QSet<QByteArray> names;
    for (int i = int(EventKind::SignedIn); i <= int(EventKind::AgentStopped); ++i) {
        const auto kind = static_cast<EventKind>(i);
        const std::string_view name = eventName(kind);
        QVERIFY(name != "unknown");
        QVERIFY(eventFromName(name) == kind);
        names += QByteArray(name.data(), qsizetype(name.size()));
    }
    QCOMPARE(names.size(), int(EventKind::AgentStopped) + 1);
    QVERIFY(!eventFromName("no-such-event"));
}

void tst_AuditLog::isPrivate()
{
    const mode_t before = ::umask(0);
    AuditLog(m_file, m_clock).append(event(u"dev"_s));
    ::umask(before);
    struct stat info = {};
    QCOMPARE(::stat(m_file.c_str(), &info), 0);
    QCOMPARE(info.st_mode & 07777U, 0600U);
    QCOMPARE(::stat(m_file.parent_path().c_str(), &info), 0);
    QCOMPARE(info.st_mode & 07777U, 0700U);
}

void tst_AuditLog::escapesWhatSteersATerminal()
{
    AuditLog log(m_file, m_clock);
    const QString hostile = u"a\u001b[2J\r\n\u0007\u007f\u009b31m\u202eb\u0000c"_s + QChar(0xD800);
    log.append(event(hostile));
    const std::string text = contents();
    QCOMPARE(std::count(text.begin(), text.end(), '\n'), 1);
    for (const char c : text.substr(0, text.size() - 1))
        QVERIFY2(c >= 0x20 && c < 0x7f, qPrintable(QString::number(c)));
    const auto events = readEvents(m_file, 10);
    QVERIFY_RESULT(events);
    QCOMPARE(events->size(), std::size_t(1));
    QCOMPARE(events->front().event.subject, QString(hostile).replace(QChar(0xD800), u'?'));
}

void tst_AuditLog::cutsLongFields()
{
    AuditLog log(m_file, m_clock);
    Event huge = event(QString(1'000'000, u'x'));
    huge.reason = QString(1'000'000, u'€');
    log.append(huge);
    QVERIFY(contents().size() < 20'000);
    QCOMPARE(readEvents(m_file, 1)->size(), std::size_t(1));
}

void tst_AuditLog::rotatesAndKeepsOne()
{
    AuditLog log(m_file, m_clock);
    log.append(event(u"first"_s));
    const std::size_t line = contents().size();
    // Filled by hand with whole lines up to the brim: only the edge is of interest.
    const std::string filler = contents();
    std::string full;
    while (full.size() + line <= 4 * 1024 * 1024)
        full += filler;
    QVERIFY_RESULT(Core::replaceFile(m_file, full));
    QVERIFY_RESULT(Core::replaceFile(fs::path(m_file.string() + ".1"), "older\n"));
    log.append(event(u"after"_s));
    QVERIFY(contents().size() < 2 * line);
    QCOMPARE(fs::file_size(m_file.string() + ".1"), full.size());
    QVERIFY(!fs::exists(m_file.string() + ".2"));
    const auto events = readEvents(m_file, 5);
    QVERIFY_RESULT(events);
    QCOMPARE(events->size(), std::size_t(5));
    QCOMPARE(events->back().event.subject, u"after"_s);
    QCOMPARE(events->front().event.subject, u"first"_s);
}

void tst_AuditLog::startsANewLineAfterATornOne()
{
    AuditLog log(m_file, m_clock);
    log.append(event(u"first"_s));
    const std::string whole = contents();
    QVERIFY_RESULT(Core::replaceFile(m_file, whole + whole.substr(0, 20)));
    log.append(event(u"second"_s));
    const auto events = readEvents(m_file, 10);
    QVERIFY_RESULT(events);
    QCOMPARE(events->size(), std::size_t(2));
    QCOMPARE(events->back().event.subject, u"second"_s);
}

void tst_AuditLog::saysAFailureOnce_data()
{
    QTest::addColumn<QString>("obstacle");
    QTest::newRow("a file where the folder should be") << u"file"_s;
    QTest::newRow("a folder where the file should be") << u"folder"_s;
    QTest::newRow("a folder that others may enter") << u"open"_s;
    QTest::newRow("a pipe") << u"pipe"_s;
}

void tst_AuditLog::saysAFailureOnce()
{
    QFETCH(QString, obstacle);
    if (obstacle == u"file"_s) {
        QVERIFY_RESULT(Core::replaceFile(m_file.parent_path(), "x"));
    } else {
        fs::create_directories(m_file.parent_path());
        fs::permissions(m_file.parent_path(),
                        obstacle == u"open"_s ? fs::perms(0755) : fs::perms(0700));
        if (obstacle == u"folder"_s)
            fs::create_directory(m_file);
        if (obstacle == u"pipe"_s)
            QCOMPARE(::mkfifo(m_file.c_str(), 0600), 0);
    }
    AuditLog log(m_file, m_clock);
    QSignalSpy appended(&log, &AuditLog::appended);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"the audit log is not written"_s));
    QTest::failOnWarning(
            QRegularExpression(u"not written"_s)); // the second one would be one too many
    for (int i = 0; i < 3; ++i)
        log.append(event(u"dev"_s));
    QCOMPARE(appended.size(), 0);
}

void tst_AuditLog::goesOnWhenTheFolderComesBack()
{
    QVERIFY_RESULT(Core::replaceFile(m_file.parent_path(), "x"));
    AuditLog log(m_file, m_clock);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"the audit log is not written"_s));
    log.append(event(u"lost"_s));
    fs::remove(m_file.parent_path());
    log.append(event(u"kept"_s));
    QCOMPARE(readEvents(m_file, 10)->size(), std::size_t(1));
    fs::remove_all(m_file.parent_path());
    log.append(event(u"kept again"_s));
    QCOMPARE(readEvents(m_file, 10)->size(), std::size_t(1));
}

void tst_AuditLog::refusesASymlink()
{
    QVERIFY_RESULT(Core::makePrivateDirectory(m_file.parent_path()));
    const fs::path victim = m_file.parent_path() / "victim";
    QVERIFY_RESULT(Core::replaceFile(victim, "precious\n"));
    fs::create_symlink(victim, m_file);
    AuditLog log(m_file, m_clock);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"the audit log is not written"_s));
    log.append(event(u"dev"_s));
    QCOMPARE(*Core::readFile(victim, 100), std::string("precious\n"));
}

void tst_AuditLog::readsBackWhatWasWritten()
{
    AuditLog log(m_file, m_clock);
    Event written = event(u"/home/dev/.kube/config"_s);
    written.kind = EventKind::SignInFailed;
    written.outcome = u"login-timeout"_s;
    written.reason = u"nobody finished the login – ünicode"_s;
    log.append(written);
    const auto events = readEvents(m_file, 10);
    QVERIFY_RESULT(events);
    QCOMPARE(events->size(), std::size_t(1));
    const Event &read = events->front().event;
    QVERIFY(events->front().time == m_clock.now());
    QVERIFY(read.kind == written.kind);
    QCOMPARE(read.issuer, written.issuer);
    QCOMPARE(read.clientId, written.clientId);
    QCOMPARE(read.account, written.account);
    QVERIFY(read.requester == written.requester);
    QCOMPARE(read.subject, written.subject);
    QCOMPARE(read.outcome, written.outcome);
    QCOMPARE(read.reason, written.reason);
}

void tst_AuditLog::readsTheNewestLast()
{
    AuditLog log(m_file, m_clock);
    for (int i = 0; i < 20; ++i) {
        log.append(event(QString::number(i)));
        m_clock.advance(std::chrono::seconds(1));
    }
    const auto events = readEvents(m_file, 3);
    QVERIFY_RESULT(events);
    QCOMPARE(events->size(), std::size_t(3));
    QCOMPARE(events->at(0).event.subject, u"17"_s);
    QCOMPARE(events->at(2).event.subject, u"19"_s);
    QVERIFY(readEvents(m_file, 0)->empty());
}

void tst_AuditLog::readsOverDamage()
{
    AuditLog log(m_file, m_clock);
    log.append(event(u"good"_s));
    const std::string good = contents();
    const std::string damaged =
            "\n{}\n[]\nnull\n{\"time\":\"2026-01-01T00:00:00Z\",\"event\":\"from-the-future\"}\n"
            + std::string("\0\xff\xfe\n", 4) + std::string(300'000, '[') + "\n" + good
            + good.substr(0, 30);
    QVERIFY_RESULT(Core::replaceFile(m_file, damaged));
    const auto events = readEvents(m_file, 10);
    QVERIFY_RESULT(events);
    QCOMPARE(events->size(), std::size_t(1));
    QCOMPARE(events->front().event.subject, u"good"_s);
}

void tst_AuditLog::readsNothingWhereNothingIs()
{
    const auto events = readEvents(m_file, 10);
    QVERIFY_RESULT(events);
    QVERIFY(events->empty());
}

void tst_AuditLog::saysWhyItCannotRead()
{
    QVERIFY_RESULT(Core::makePrivateDirectory(m_file.parent_path()));
    std::ofstream(m_file).close();
    fs::resize_file(m_file, 9 * 1024 * 1024);
    QCOMPARE_ERROR(readEvents(m_file, 10), Core::ErrorCode::TooLarge);
    fs::remove(m_file);
    fs::create_directory(m_file);
    QCOMPARE_ERROR(readEvents(m_file, 10), Core::ErrorCode::Io);
}

QTEST_GUILESS_MAIN(tst_AuditLog)
#include "tst_auditlog.moc"
