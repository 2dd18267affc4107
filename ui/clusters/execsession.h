// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubeconfig/kubeconfig.h"
#include "app/session/sessionmanager.h"

#include <QString>

#include <optional>

namespace Ui {

//! The sign-in that an exec entry describes, if its command is ours or kubelogin's. Reads flags as
//! kubectl-lanyard does (kubelogin's names); executes nothing. CA files are not read
//! here, only named: \a caFile gets the first one.
struct ExecSignIn
{
    Session::SessionRequest request;
    QString caFile;
};
[[nodiscard]] std::optional<ExecSignIn> signInOf(const Kubeconfig::ExecConfig &exec);

//! The exec entry that makes kubectl use the sign-in \a request. \a command is the absolute path of
//! kubectl-lanyard: kubectl does not look beside the kubeconfig for it. Flags that equal kubectl-lanyard's
//! defaults are left out.
[[nodiscard]] Kubeconfig::ExecConfig execEntryFor(const Session::SessionRequest &request,
                                                  const QString &caFile, const QString &command);

} // namespace Ui
