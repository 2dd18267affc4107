// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubernetes/jwtauthenticator.h"

#include <string>

namespace Kubernetes {

//! kube-apiserver's own check of one JWT authenticator (apiserver/pkg/apis/apiserver/validation):
//! adds its messages to `problems`, compiles the expressions, and adds to `notEvaluated` those that
//! are outside of our CEL. \a path: "jwt[0]", or empty for flags.
void validateAuthenticator(JwtAuthenticator &jwt, const std::string &path,
                           AuthenticationSettings &settings);

//! field.Error: `PATH: Invalid value: "VALUE": DETAIL`
[[nodiscard]] std::string invalidValue(const std::string &path, const std::string &value,
                                       const std::string &detail);
[[nodiscard]] std::string requiredValue(const std::string &path, const std::string &detail);
[[nodiscard]] std::string duplicateValue(const std::string &path, const std::string &value);

} // namespace Kubernetes
