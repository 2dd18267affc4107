// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QString>

namespace Support {

// The google package's `kubectl` is a dispatcher that asks the cluster; the real ones lie beside
// it.
inline QString findKubectl()
{
    const QString set = qEnvironmentVariable("KUBECTL");
    if (!set.isEmpty())
        return set;
    const QString cache = qEnvironmentVariable("LANYARD_LAB_CACHE");
    QStringList folders;
    if (!cache.isEmpty()) {
        for (const QFileInfo &info :
             QDir(cache).entryInfoList({ QStringLiteral("kubernetes-*") }, QDir::Dirs))
            folders << info.filePath();
    }
    for (const QString &folder : folders) {
        if (QFile::exists(folder + QStringLiteral("/kubectl")))
            return folder + QStringLiteral("/kubectl");
    }
    const QString found = QStandardPaths::findExecutable(QStringLiteral("kubectl"));
    const QFileInfo real(QFileInfo(found).canonicalFilePath());
    const QStringList beside =
            real.dir().entryList({ QStringLiteral("kubectl.1.*") }, QDir::Files, QDir::Name);
    return beside.isEmpty() ? found : real.dir().filePath(beside.last());
}

} // namespace Support
