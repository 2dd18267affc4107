// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/agent/requester.h"

#include "app/qtsupport/strings.h"

#include <array>
#include <fcntl.h>
#include <unistd.h>

namespace Agent {

namespace {

struct ProcessStatus
{
    qint64 parent = 0;
    unsigned terminal = 0; // device number
};

// /proc/PID/stat: "PID (NAME) STATE PPID PGRP SESSION TTY_NR …"; the name may hold anything, ')' too.
ProcessStatus readStatus(qint64 pid)
{
    ProcessStatus status;
    const QByteArray path = "/proc/" + QByteArray::number(pid) + "/stat";
    const int fd = ::open(path.constData(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return status;
    std::array<char, 1024> buffer; // NOLINT: filled by read()
    const ssize_t size = ::read(fd, buffer.data(), buffer.size());
    ::close(fd);
    if (size <= 0)
        return status;
    const QByteArray text(buffer.data(), static_cast<qsizetype>(size));
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    if (fields.size() < 5)
        return status;
    status.parent = fields.at(1).toLongLong();
    status.terminal = static_cast<unsigned>(fields.at(4).toInt());
    return status;
}

// Device numbers of Linux (Documentation/admin-guide/devices.txt): 4 = consoles, 136…143 = pts.
QString terminalName(unsigned device)
{
    const unsigned major = (device >> 8) & 0xFFF;
    const unsigned minor = (device & 0xFF) | ((device >> 12) & 0xFFF00);
    if (device == 0)
        return {};
    if (major >= 136 && major <= 143)
        return QStringLiteral("pts/%1").arg((major - 136) * 256 + minor);
    if (major == 4)
        return minor < 64 ? QStringLiteral("tty%1").arg(minor) : QStringLiteral("ttyS%1").arg(minor - 64);
    return QStringLiteral("tty:%1:%2").arg(major).arg(minor);
}

QString programOf(qint64 pid)
{
    const QByteArray path = "/proc/" + QByteArray::number(pid) + "/exe";
    std::array<char, 4096> target; // NOLINT: filled by readlink()
    const ssize_t size = ::readlink(path.constData(), target.data(), target.size());
    return size > 0 ? QString::fromLocal8Bit(target.data(), static_cast<qsizetype>(size)) : QString();
}

} // namespace

Audit::Requester findRequester(qint64 pid)
{
    if (pid <= 0)
        return {};
    const ProcessStatus status = readStatus(pid);
    Audit::Requester requester;
    requester.pid = status.parent;
    requester.terminal = terminalName(status.terminal);
    if (status.parent > 0)
        requester.program = programOf(status.parent);
    return requester;
}

} // namespace Agent
