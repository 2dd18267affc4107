// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/doctor/check.h"
#include "app/qtsupport/compat.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <string>

namespace DoctorTest {

//! "error:audience-mismatch", … in the doctor's order, so that a row of a table can say all that is expected.
inline QStringList summary(std::vector<Doctor::Finding> findings)
{
    std::stable_sort(findings.begin(), findings.end(),
                     [](const auto &a, const auto &b) { return Doctor::orderOf(a.id) < Doctor::orderOf(b.id); });
    QStringList list;
    for (const auto &finding : findings)
        list << QString::fromStdString(std::string(Doctor::severityName(finding.severity)) + ':' + finding.id);
    return list;
}

inline const Doctor::Finding *find(const std::vector<Doctor::Finding> &findings, std::string_view id)
{
    const auto found =
            std::find_if(findings.begin(), findings.end(), [id](const auto &finding) { return finding.id == id; });
    return found == findings.end() ? nullptr : &*found;
}

//! Every finding must say what, with what evidence, and the way out.
inline QString incomplete(const std::vector<Doctor::Finding> &findings)
{
    for (const auto &finding : findings) {
        if (Doctor::orderOf(finding.id) == Doctor::allIds().size() || finding.title.empty() || finding.fix.empty())
            return QString::fromStdString(finding.id + ": " + finding.title);
    }
    return {};
}

//! A home with files in it.
class Home
{
public:
    QString path(const QString &name) const { return m_dir.filePath(name); }
    QString write(const QString &name, const QByteArray &bytes,
                  QFile::Permissions permissions = QFile::ReadOwner | QFile::WriteOwner) const
    {
        const QString file = path(name);
        QDir().mkpath(file.left(file.lastIndexOf(QLatin1Char('/'))));
        QFile::remove(file); // it may be there and read-only
        QFile target(file);
        if (!target.open(QIODevice::WriteOnly) || target.write(bytes) != bytes.size())
            qFatal("cannot write a test file");
        target.close();
        target.setPermissions(permissions);
        return file;
    }
    std::string text(const QString &name) const { return path(name).toStdString(); }

private:
    QTemporaryDir m_dir;
};

} // namespace DoctorTest
