// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/qtsupport/compat.h"
#include "ui/clusters/kubeconfigwatcher.h"

#include <QDir>
#include <QElapsedTimer>
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
            replace(m_file, "replaced " + QByteArray(round, 'x'));
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

    void followsALinkWhoseTargetIsReplaced()
    {
        const QString link = linkTo(u"real"_s);
        follow(link);
        replace(m_folder->filePath(u"real/config"_s), "replaced by rename");
        QTRY_COMPARE(m_changed->count(), 1);
        write(m_folder->filePath(u"real/config"_s), "and then in place");
        QTRY_COMPARE(m_changed->count(), 2);
    }

    void followsALinkThatIsTurned()
    {
        const QString link = linkTo(u"one"_s);
        QVERIFY(QDir().mkpath(m_folder->filePath(u"two"_s)));
        const QString other = m_folder->filePath(u"two/config"_s);
        write(other, "of one"); // as long as the first
        follow(link);
        QVERIFY(QFile::remove(link));
        QVERIFY(QFile::link(other, link));
        QTRY_COMPARE(m_changed->count(), 1);
        write(other, "written in place");
        QTRY_COMPARE(m_changed->count(), 2);
    }

    void followsALinkOfALink()
    {
        const QString inner = linkTo(u"one"_s), outer = m_folder->filePath(u"outer/config"_s);
        QVERIFY(QDir().mkpath(m_folder->filePath(u"outer"_s)));
        QVERIFY(QDir().mkpath(m_folder->filePath(u"two"_s)));
        const QString other = m_folder->filePath(u"two/config"_s);
        write(other, "of two");
        QVERIFY(QFile::link(inner, outer));
        follow(outer);
        QVERIFY(QFile::remove(inner));
        QVERIFY(QFile::link(other, inner)); // in a folder that holds neither end
        QTRY_COMPARE(m_changed->count(), 1);
    }

    void noticesAFileInAFolderThatIsMadeLater()
    {
        const QString file = m_folder->filePath(u"home/.kube/config"_s);
        follow(file);
        QVERIFY(QDir().mkpath(m_folder->filePath(u"home/.kube"_s)));
        write(file, "first");
        QTRY_COMPARE(m_changed->count(), 1);
        write(file, "second, longer");
        QTRY_COMPARE(m_changed->count(), 2);
    }

    void noticesAReplacementOfTheSameSize()
    {
        replace(m_file, "two"); // "one" had three bytes as well
        QTRY_COMPARE(m_changed->count(), 1);
    }

    void tellsWithinASecond()
    {
        QElapsedTimer timer;
        timer.start();
        replace(m_file, "soon");
        QTRY_COMPARE(m_changed->count(), 1);
        QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    }

private:
    void follow(const QString &file)
    {
        m_watcher->setFiles({ file });
        m_changed->clear();
    }
    //! A link in a folder of its own to a file in \a folder.
    QString linkTo(const QString &folder)
    {
        const QString target = m_folder->filePath(folder + u"/config"_s), link = m_folder->filePath(u"links/config"_s);
        [[maybe_unused]] const bool made = QDir().mkpath(m_folder->filePath(folder))
                && QDir().mkpath(m_folder->filePath(u"links"_s));
        write(target, "of one");
        return QFile::link(target, link) ? link : QString();
    }
    static void replace(const QString &name, const QByteArray &bytes)
    {
        write(name + u".tmp"_s, bytes);
        QVERIFY(::rename(qPrintable(QString(name + u".tmp"_s)), qPrintable(name)) == 0);
    }
    static void write(const QString &name, const QByteArray &bytes)
    {
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(bytes);
    }
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
    std::unique_ptr<Ui::KubeconfigWatcher> m_watcher;
    std::unique_ptr<QSignalSpy> m_changed;
};

QTEST_GUILESS_MAIN(tst_KubeconfigWatcher)
#include "tst_kubeconfigwatcher.moc"
