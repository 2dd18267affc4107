// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubernetes/tokenauthenticator.h"

namespace Kubernetes {

//! The second half of kube-apiserver's AuthenticateToken: from claims to a user, then the rules.
//! Adds to \a result what fails, what is not evaluated, and the user.
void mapClaims(const JwtAuthenticator &authenticator, const Core::Json &claims,
               TokenEvaluation &result);

} // namespace Kubernetes
