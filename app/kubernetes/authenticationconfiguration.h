// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubernetes/jwtauthenticator.h"
#include "app/kubernetes/yamldocuments.h"

namespace Kubernetes {

//! An AuthenticationConfiguration (v1alpha1, v1beta1, v1): decoded as strictly as the server does,
//! then validated.
[[nodiscard]] AuthenticationSettings readAuthenticationConfiguration(const YamlDocument &document);

} // namespace Kubernetes
