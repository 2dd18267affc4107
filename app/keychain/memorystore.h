// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/keychain/credentialstore.h"

#include <map>

namespace Keychain {

//! Keeps credentials in this process and nowhere else: they end with it. For machines without a
//! keychain service (SSH, containers) and for tests. Never a file instead: a refresh token is not
//! written in clear.
class MemoryStore final : public CredentialStore
{
    Q_OBJECT

public:
    using CredentialStore::CredentialStore;

    [[nodiscard]] StoreKind kind() const override { return StoreKind::Memory; }
    [[nodiscard]] QtSupport::FutureResult<StoreState> state() override;
    [[nodiscard]] QtSupport::FutureResult<Credential> read(const QString &key) override;
    [[nodiscard]] QtSupport::FutureResult<std::monostate> write(const QString &key,
                                                                Credential credential) override;
    [[nodiscard]] QtSupport::FutureResult<std::monostate> remove(const QString &key) override;

private:
    std::map<QString, Credential> m_entries;
};

//! The rule both stores share: may \a next take the place of \a stored? NothingToDo when it is the
//! same credential; Conflict when the stored one is newer, or as new but another.
[[nodiscard]] Core::Result<> checkReplaces(const Credential &stored, const Credential &next);

//! "no such entry", as every store says it.
[[nodiscard]] Core::Error notFoundError();

} // namespace Keychain
