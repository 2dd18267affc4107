// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/keychain/keychainservice.h"

namespace Keychain {

KeychainService::~KeychainService() = default;

} // namespace Keychain
