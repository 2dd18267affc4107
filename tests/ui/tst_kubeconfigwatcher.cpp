// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/qtsupport/compat.h"
#include "ui/clusters/kubeconfigwatcher.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

class tst_KubeconfigWatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(u"config"_s);
        write(m_file, "one");
        m_watcher = std::make_unique<Ui::KubeconfigWatcher>();
        m_watcher->setFiles({ m_file });
        m_changed = std::make_unique<QSignalSpy>(m_watcher.get(), &Ui::KubeconfigWatcher::changed);
    }
    void cleanup()
    {
        m_changed.reset();
        m_watcher.reset();
    }

    void noticesAWriteInPlace()
    {
        write(m_file, "changed");
        QTRY_COMPARE(m_changed->count(), 1);
    }

    void noticesAReplacementAgainAndAgain()
    {
        for (int round = 1; round <= 3; ++round) {
            replace("replaced " + QByteArray(round, 'x'));
            QTRY_COMPARE(m_changed->count(), round);
        }
    }

    void noticesAFileThatAppearsAndGoes()
    {
        QVERIFY(QFile::remove(m_file));
        QTRY_COMPARE(m_changed->count(), 1);
        write(m_file, "back");
        QTRY_COMPARE(m_changed->count(), 2);
    }

    void manyWritesAreOneChange()
    {
        for (int i = 0; i < 50; ++i)
            write(m_file, QByteArray(i + 10, 'x'));
        QTRY_COMPARE(m_changed->count(), 1);
    }

    void anotherFileInTheFolderIsNoChange()
    {
        write(m_folder->filePath(u"cache"_s), "x");
        write(m_file, "a real change");
        QTRY_COMPARE(m_changed->count(), 1); // one, not two: the first was ignored
    }

    void waitsWhileKubectlHasEmptiedTheFile()
    {
        const QString lock = m_file + u".lock"_s;
        write(lock, {});
        write(m_file, {});
        QSignalSpy settled(m_watcher.get(), &Ui::KubeconfigWatcher::changed);
        // Long enough for the change to have been told, were the lock not looked at.
        QVERIFY(!settled.wait(600));
        write(m_file, "whole again");
        QVERIFY(QFile::remove(lock));
        QTRY_COMPARE(settled.count(), 1);
    }

private:
    static void write(const QString &name, const QByteArray &bytes)
    {
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(bytes);
    }
    void replace(const QByteArray &bytes)
    {
        write(m_file + u".tmp"_s, bytes);
        QVERIFY(::rename(qPrintable(QString(m_file + u".tmp"_s)), qPrintable(m_file)) == 0);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
    std::unique_ptr<Ui::KubeconfigWatcher> m_watcher;
    std::unique_ptr<QSignalSpy> m_changed;
};

QTEST_GUILESS_MAIN(tst_KubeconfigWatcher)
#include "tst_kubeconfigwatcher.moc"
