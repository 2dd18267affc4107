// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/result.h"
#include "app/core/secret.h"
#include "app/keychain/credentialstore.h"

#include <string_view>

namespace Keychain {

//! A copy that is visible in review.
[[nodiscard]] Credential clone(const Credential &credential);

//! True if every field is equal (the secret in constant time).
[[nodiscard]] bool isSame(const Credential &a, const Credential &b);

//! The value of an entry: `{"v":1,"gen":N,"iss":…,"cid":…,"sub":…,"rt":…,"sha256":…}`. The hash is
//! over the length-prefixed fields; it finds a torn, cut or mixed-up value, it is no protection
//! against somebody who may write to the keychain. Fails when a field is not text, or is too long.
[[nodiscard]] Core::Result<Core::Secret> encode(const Credential &credential);

//! Reads exactly that; anything else is KeychainCorrupt. No error quotes the value.
[[nodiscard]] Core::Result<Credential> decode(std::string_view value);

} // namespace Keychain
