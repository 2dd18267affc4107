// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <QLoggingCategory>

//! One category per module; default level info. No message may hold a secret: what is logged are
//! addresses, codes and numbers.
namespace QtSupport {

Q_DECLARE_LOGGING_CATEGORY(lcHttp)
Q_DECLARE_LOGGING_CATEGORY(lcOidc)
Q_DECLARE_LOGGING_CATEGORY(lcKeychain)
Q_DECLARE_LOGGING_CATEGORY(lcKubernetes)
Q_DECLARE_LOGGING_CATEGORY(lcSession)
Q_DECLARE_LOGGING_CATEGORY(lcAgent)
Q_DECLARE_LOGGING_CATEGORY(lcUi)

//! Qt's own OAuth categories print state and token answers on 6.4 (measured): off for good, before
//! the first request, whatever QT_LOGGING_RULES says.
void silenceSecretLogging();

} // namespace QtSupport
