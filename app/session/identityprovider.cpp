// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/session/identityprovider.h"

namespace Session {

LoginAttempt::~LoginAttempt() = default;
IdentityProvider::~IdentityProvider() = default;

} // namespace Session
