// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/ipc/startagent.h"

#include "tests/support/resulttest.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

class tst_StartAgent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void programIsDetached();
    void callersPipeIsLetGo();
    void saysWhatCannotBeStarted();
};

// What the started program saw of its surroundings.
void tst_StartAgent::programIsDetached()
{
    QTemporaryDir dir;
    const QString out = dir.filePath(QStringLiteral("seen"));
    const int leaked = ::open("/dev/null", O_RDONLY); // without O_CLOEXEC, like a careless caller's
    QVERIFY(leaked > 2);
    const std::string script = "{ ls -l /proc/$$/fd; cut -d' ' -f6 /proc/$$/stat; echo $$; pwd; } > '"
            + out.toStdString() + ".new' 2>&1; mv '" + out.toStdString() + ".new' '" + out.toStdString() + "'";
    QVERIFY_RESULT(Ipc::startDetached("/bin/sh", { "-c", script }));
    QTRY_VERIFY(QFile::exists(out));
    ::close(leaked);
    QFile file(out);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    int descriptors = 0;
    for (const QString &line : lines) {
        if (!line.contains(QLatin1String("->")))
            continue;
        ++descriptors;
        // 0, 1, 2 on /dev/null or, for the shell's own redirections and saved copies, our output file.
        QVERIFY2(line.contains(QLatin1String("/dev/null")) || line.contains(out), qPrintable(line));
    }
    QVERIFY(descriptors >= 3);
    const QString session = lines.at(lines.size() - 3);
    QVERIFY(session.toInt() > 1);
    QVERIFY(session.toInt() != ::getsid(0));
    QCOMPARE(lines.last(), QStringLiteral("/"));
}

// kubectl reads the plugin's stdout until the last holder closes it.
void tst_StartAgent::callersPipeIsLetGo()
{
    int pipe[2] = {};
    QCOMPARE(::pipe(pipe), 0);
    QElapsedTimer timer;
    timer.start();
    QVERIFY_RESULT(Ipc::startDetached("/bin/sleep", { "3" }));
    ::close(pipe[1]);
    char byte = 0;
    QCOMPARE(::read(pipe[0], &byte, 1), 0); // end of file at once, not when sleep ends
    QVERIFY(timer.elapsed() < 2500);
    ::close(pipe[0]);
}

void tst_StartAgent::saysWhatCannotBeStarted()
{
    const auto started = Ipc::startDetached("/nowhere/lanyard-agent", {});
    QCOMPARE_ERROR(started, Core::ErrorCode::AgentUnavailable);
    QVERIFY(QString::fromStdString(started.error().message).contains(QLatin1String("/nowhere/lanyard-agent")));
}

QTEST_GUILESS_MAIN(tst_StartAgent)
#include "tst_startagent.moc"
