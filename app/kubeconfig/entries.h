// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubeconfig/editor.h"
#include "app/kubeconfig/kubeconfig.h"
#include "app/kubeconfig/value.h"

//! Entries of our types as the values that are written.
namespace Kubeconfig {

[[nodiscard]] Value valueOf(const ExecConfig &exec);
[[nodiscard]] Value valueOf(const Cluster &cluster);
[[nodiscard]] Value valueOf(const Context &context);

//! Sets the exec entry of a user; see KubeconfigStore::setExec().
[[nodiscard]] Core::Result<> setExecKeyByKey(Editor &editor, std::string_view user,
                                             const ExecConfig &exec);

} // namespace Kubeconfig
