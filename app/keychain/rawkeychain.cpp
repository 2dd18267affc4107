// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/keychain/rawkeychain.h"

namespace Keychain {

RawKeychain::~RawKeychain() = default;

} // namespace Keychain
