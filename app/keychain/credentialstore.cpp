// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/keychain/credentialstore.h"

namespace Keychain {

CredentialStore::~CredentialStore() = default;

QtSupport::FutureResult<StoreState> CredentialStore::unlock()
{
    return state();
}

} // namespace Keychain
