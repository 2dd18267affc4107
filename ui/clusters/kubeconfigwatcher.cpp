// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/clusters/kubeconfigwatcher.h"

#include "app/qtsupport/compat.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <sys/stat.h>

namespace Ui {

using namespace std::chrono_literals;

namespace {
//! A lock that stays is somebody else's trouble; after this many rounds the file is read as it is.
constexpr int maxWaits = 25;
//! As many links as Linux follows is no way to keep a kubeconfig; these are enough.
constexpr int maxLinks = 8;
}

KubeconfigWatcher::KubeconfigWatcher(QObject *parent)
    : QObject(parent)
{
    m_debounce.setSingleShot(true);
    m_debounce.setInterval(200ms);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &KubeconfigWatcher::notice);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &KubeconfigWatcher::notice);
    connect(&m_debounce, &QTimer::timeout, this, &KubeconfigWatcher::settle);
}

void KubeconfigWatcher::setFiles(const QStringList &files)
{
    m_files = files;
    if (const QStringList old = m_watcher.files() + m_watcher.directories(); !old.isEmpty())
        m_watcher.removePaths(old);
    watchAgain();
    m_seen = fingerprints();
}

//! What tells of every change of \a file: the file behind all links, and each folder on the way, for
//! links are turned and files are replaced in their folders. A folder that is not there yet is told by
//! the nearest one that is.
QStringList KubeconfigWatcher::placesOf(const QString &file)
{
    QStringList places;
    QString path = QFileInfo(file).absoluteFilePath();
    for (int links = 0; links < maxLinks; ++links) {
        QString folder = QFileInfo(path).absolutePath();
        while (!QFileInfo::exists(folder) && folder != QFileInfo(folder).absolutePath())
            folder = QFileInfo(folder).absolutePath();
        places.append(folder);
        const QFileInfo info(path);
        if (!info.isSymLink())
            break;
        path = info.symLinkTarget();
    }
    // Not by the link's own name: a watch by that name would stay on the file it pointed to at first.
    if (const QString target = QFileInfo(file).canonicalFilePath(); !target.isEmpty()) {
        places.append(target);
        places.append(QFileInfo(target).absolutePath());
    }
    return places;
}

void KubeconfigWatcher::watchAgain()
{
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    QStringList wanted, gone;
    for (const QString &file : m_files)
        wanted += placesOf(file);
    wanted.removeDuplicates();
    for (const QString &path : watched) {
        if (!wanted.removeOne(path))
            gone.append(path);
    }
    if (!gone.isEmpty())
        m_watcher.removePaths(gone);
    if (!wanted.isEmpty())
        m_watcher.addPaths(wanted);
}

void KubeconfigWatcher::notice()
{
    m_waits = 0;
    m_debounce.start();
}

QList<QByteArray> KubeconfigWatcher::fingerprints() const
{
    QList<QByteArray> prints;
    for (const QString &file : m_files) {
        // The inode, too: what replaces a file may have its size and its time.
        struct stat info = {};
        QByteArray print;
        if (::stat(QFile::encodeName(file).constData(), &info) == 0) {
            for (const qint64 part : { static_cast<qint64>(info.st_dev), static_cast<qint64>(info.st_ino),
                                       static_cast<qint64>(info.st_size), static_cast<qint64>(info.st_mtim.tv_sec),
                                       static_cast<qint64>(info.st_mtim.tv_nsec) })
                print += QByteArray::number(part) + '/';
        }
        prints.append(print);
    }
    return prints;
}

bool KubeconfigWatcher::isHalfWritten() const
{
    return std::any_of(m_files.cbegin(), m_files.cend(), [](const QString &file) {
        const QFileInfo info(file);
        return info.exists() && info.size() == 0 && QFileInfo::exists(file + u".lock"_s);
    });
}

void KubeconfigWatcher::settle()
{
    if (isHalfWritten() && ++m_waits < maxWaits) {
        m_debounce.start();
        return;
    }
    watchAgain();
    // The folder also reports kubectl's cache beside the file: only a changed file counts.
    const QList<QByteArray> now = fingerprints();
    if (now == m_seen)
        return;
    m_seen = now;
    Q_EMIT changed();
}

} // namespace Ui
