// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/agent/processhardening.h"

#include "app/qtsupport/logging.h"

#include <QtGlobal>

#include <csignal>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace Agent {

void hardenProcess()
{
    const rlimit none = { 0, 0 };
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    ::umask(077);
    std::signal(SIGPIPE, SIG_IGN);
    qunsetenv("QT_NO_GLIB");
    QtSupport::silenceSecretLogging();
}

} // namespace Agent
