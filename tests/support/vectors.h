// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "tests/support/missing.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QString>

namespace Support {

//! The folder with the published test data: `$LANYARD_VECTORS`, else `../shared/vectors` beside the
//! source tree; empty if it is not there.
inline QString vectorsFolder()
{
    const QString set = qEnvironmentVariable("LANYARD_VECTORS");
    const QString folder = set.isEmpty()
            ? QDir(QStringLiteral(LANYARD_SOURCE_DIR)).absoluteFilePath(QStringLiteral("../shared/vectors"))
            : set;
    return QDir(folder).exists() ? QDir::cleanPath(folder) : QString();
}

inline QByteArray readVector(const QString &relative)
{
    QFile file(vectorsFolder() + QLatin1Char('/') + relative);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace Support

//! At the start of a test that needs the published data.
#define LANYARD_REQUIRE_VECTORS()                                                                   \
    do {                                                                                            \
        if (Support::vectorsFolder().isEmpty())                                                     \
            SKIP_OR_FAIL("no published test data: set LANYARD_VECTORS");                            \
    } while (false)
