// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/audit/auditlog.h"

#include "app/audit/eventname.h"
#include "app/core/atomicfile.h"
#include "app/core/descriptor.h"
#include "app/core/json.h"
#include "app/core/paths.h"
#include "app/core/timestamp.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <QLoggingCategory>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Audit {

using Core::ErrorCode;
using Core::fail;

namespace {

Q_LOGGING_CATEGORY(lcAudit, "lanyard.audit", QtInfoMsg)

constexpr off_t kMaxBytes = 4 * 1024 * 1024;
// Foreign text (a path, an error) must not fill the log; 8 such fields stay far below a page of
// disk.
constexpr qsizetype kMaxField = 1024;

std::string field(const QString &text)
{
    return QtSupport::toStdString(text.size() > kMaxField ? text.left(kMaxField) + u'…' : text);
}

// ASCII only: everything that could steer a terminal or turn text around is escaped, and lossless,
// because people read this file with cat and grep.
std::string toLine(const Event &event, std::chrono::system_clock::time_point time)
{
    const Core::Json json = { { "time", Core::toRfc3339(time) },
                              { "event", std::string(eventName(event.kind)) },
                              { "issuer", field(event.issuer) },
                              { "clientId", field(event.clientId) },
                              { "account", field(event.account) },
                              { "pid", event.requester.pid },
                              { "program", field(event.requester.program) },
                              { "terminal", field(event.requester.terminal) },
                              { "subject", field(event.subject) },
                              { "outcome", field(event.outcome) },
                              { "reason", field(event.reason) } };
    return json.dump(-1, ' ', true, Core::Json::error_handler_t::replace) + '\n';
}

int openLog(const std::filesystem::path &file)
{
    // No symlink: the log of one user must not be led into another file. Readable for the look at
    // its end.
    return ::open(file.c_str(),
                  O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY,
                  0600);
}

Core::Result<> checkOurs(int fd, const std::filesystem::path &file, struct stat &info)
{
    if (::fstat(fd, &info) != 0)
        return fail(Core::fileError("cannot write", file, errno));
    if (!S_ISREG(info.st_mode) || info.st_uid != ::geteuid())
        return fail(ErrorCode::Refused, "the audit log is not a file of yours",
                    "remove it, Lanyard makes it anew");
    return {};
}

// After a crash or a full disk the last line may be cut: begin a new one, so that only that one is
// lost.
bool endsInsideLine(int fd, off_t size)
{
    char last = '\n';
    return size > 0 && ::pread(fd, &last, 1, size - 1) == 1 && last != '\n';
}

Core::Result<> appendLine(const std::filesystem::path &file, const std::string &line,
                          bool mayRotate)
{
    const Core::Descriptor fd(openLog(file));
    if (!fd.isOpen())
        return fail(Core::fileError("cannot write", file, errno));
    struct stat info = {};
    if (const Core::Result<> ours = checkOurs(fd.get(), file, info); !ours)
        return ours;
    if (mayRotate && info.st_size + static_cast<off_t>(line.size()) > kMaxBytes) {
        const std::filesystem::path old = file.string() + ".1";
        if (std::rename(file.c_str(), old.c_str()) != 0)
            return fail(Core::fileError("cannot rotate", file, errno));
        return appendLine(file, line, false);
    }
    const std::string bytes = endsInsideLine(fd.get(), info.st_size) ? '\n' + line : line;
    // One write(2) per line: with O_APPEND two processes' lines don't mix.
    const ssize_t written = ::write(fd.get(), bytes.data(), bytes.size());
    if (written < 0)
        return fail(Core::fileError("cannot write", file, errno));
    if (static_cast<std::size_t>(written) < bytes.size())
        return fail(Core::fileError("cannot write", file, ENOSPC));
    return {};
}

} // namespace

AuditLog::AuditLog(const std::filesystem::path &file, const Core::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_file(file)
    , m_clock(clock)
{
}

AuditLog::~AuditLog() = default;

void AuditLog::append(const Event &event)
{
    const std::string line = toLine(event, m_clock.now());
    Core::Result<> written = Core::makePrivateDirectory(m_file.parent_path());
    if (written)
        written = appendLine(m_file, line, true);
    if (!written) {
        if (!std::exchange(m_saidFailure, true))
            qCWarning(lcAudit).noquote() << "the audit log is not written:"
                                         << QtSupport::toQString(Core::toLine(written.error()));
        return;
    }
    Q_EMIT appended(QtSupport::toByteArray(std::string_view(line).substr(0, line.size() - 1)));
}

} // namespace Audit
