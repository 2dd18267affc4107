// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/keychain/rawkeychain.h"

namespace Keychain {

//! QtKeychain, in binary mode only: a text and a binary item under one key are two items, and a
//! read prefers the text one (measured). Service "org.lanyard"; the key carries the name again
//! because Windows ignores the service.
//!
//! A job is never deleted by us, whatever happens: QtKeychain's callbacks use it when the service
//! answers late (use after free under valgrind). It deletes itself when it has finished.
class QtKeychainAccess final : public RawKeychain
{
public:
    void read(const QString &key, Done done) override;
    void write(const QString &key, const Core::Secret &bytes, Done done) override;
    void remove(const QString &key, Done done) override;
};

} // namespace Keychain
