// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/result.h"
#include "app/kubernetes/jwtauthenticator.h"

#include <string>
#include <string_view>

namespace Kubernetes {

//! Reads what an admin hands over: flags as text, a kube-apiserver static-pod manifest, a kubeadm
//! ClusterConfiguration (v1beta3 map, v1beta4 list; also inside its ConfigMap), or an
//! AuthenticationConfiguration. NotFound if nothing about tokens is in it; Parse if it is not YAML.
//! What the *server* would refuse is no error here but in `problems`.
[[nodiscard]] Core::Result<AuthenticationSettings>
readApiServerConfiguration(const std::string &text, std::string_view name);

} // namespace Kubernetes
