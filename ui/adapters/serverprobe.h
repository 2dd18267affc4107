// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/ports.h"

namespace Ui {

//! Shakes hands with a server to see its certificate; sends nothing. Deadline 10 s.
[[nodiscard]] QtSupport::FutureResult<ServerCertificate> probeServer(const QUrl &server, QObject *parent);

} // namespace Ui
