// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/paths.h"
#include "app/keychain/credentialstore.h"

#include <memory>

namespace Keychain {

//! What a setting or flag says about where to keep refresh tokens.
enum class StorePreference {
    Automatic, //!< the keychain if this machine has one
    Memory, //!< never the keychain
};

//! The store for the life of this process. The keychain, if there is one: also when it is locked or
//! slow at this moment, because a sign-in that is kept there must not look gone (a slow KWallet at
//! start once made other programs' secrets "vanish" into a second store). Only where there is none,
//! memory; kind() says it openly. Never fails, answers within 3 s, blocks nothing.
[[nodiscard]] QtSupport::FutureResult<std::unique_ptr<CredentialStore>>
createStore(const Core::Environment &environment,
            StorePreference preference = StorePreference::Automatic);

} // namespace Keychain
