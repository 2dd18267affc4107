// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

namespace Agent {

//! Before anything secret is in memory: no core dumps and no tracing by other processes of the same
//! user (PR_SET_DUMPABLE, RLIMIT_CORE), files for the owner only (umask 077), Qt's own OAuth logging
//! off, GLib's event loop on (QtKeychain's answers come through it: with QT_NO_GLIB a job never ends).
//! Call first in main().
void hardenProcess();

} // namespace Agent
