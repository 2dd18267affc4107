// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/clusters/kubeconfigwatcher.h"

#include "app/qtsupport/compat.h"

#include <QDateTime>
#include <QFileInfo>

#include <algorithm>

namespace Ui {

using namespace std::chrono_literals;

namespace {
//! A lock that stays is somebody else's trouble; after this many rounds the file is read as it is.
constexpr int maxWaits = 25;
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

void KubeconfigWatcher::watchAgain()
{
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    QStringList wanted;
    for (const QString &file : m_files) {
        const QFileInfo info(file);
        if (info.exists())
            wanted.append(info.absoluteFilePath());
        // A link's target is replaced in its own folder.
        for (const QString &folder : { info.absolutePath(), QFileInfo(info.canonicalFilePath()).absolutePath() }) {
            if (QFileInfo::exists(folder))
                wanted.append(folder);
        }
    }
    wanted.removeDuplicates();
    wanted.erase(std::remove_if(wanted.begin(), wanted.end(),
                                [&watched](const QString &path) { return watched.contains(path); }),
                 wanted.end());
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
        const QFileInfo info(file);
        prints.append(info.exists() ? QByteArray::number(info.size()) + '/'
                                      + QByteArray::number(info.lastModified().toMSecsSinceEpoch())
                                    : QByteArray());
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
