// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QString>

namespace Support {

//! The real kubectl: $KUBECTL, else the one that the lab of tests/e2e built (the test fixture "kubectl"), else that
//! of PATH; empty if there is none.
inline QString findKubectl()
{
    const QString set = qEnvironmentVariable("KUBECTL");
    if (!set.isEmpty())
        return set;
    const QDir cache(qEnvironmentVariable("LANYARD_LAB_CACHE")); // tests/support/isolated sets it
    for (const QFileInfo &built : cache.entryInfoList({ QStringLiteral("kubernetes-*") }, QDir::Dirs)) {
        const QString kubectl = built.filePath() + QStringLiteral("/kubectl");
        if (QFile::exists(kubectl))
            return kubectl;
    }
    // The google package's `kubectl` is a dispatcher that asks the cluster; the real ones lie beside it.
    const QString found = QStandardPaths::findExecutable(QStringLiteral("kubectl"));
    const QFileInfo real(QFileInfo(found).canonicalFilePath());
    const QStringList beside = real.dir().entryList({ QStringLiteral("kubectl.1.*") }, QDir::Files, QDir::Name);
    return beside.isEmpty() ? found : real.dir().filePath(beside.last());
}

} // namespace Support
