// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/secret.h"
#include "app/qtsupport/async.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <variant>

namespace Keychain {

//! What is kept for one session: the refresh token and the facts that prove whose it is.
struct Credential
{
    std::uint64_t generation =
            0; //!< grows with every rotation; a smaller one never replaces a larger
    QString issuer;
    QString clientId;
    QString subject; //!< `sub` of the ID token it came with
    Core::Secret refreshToken;
};

enum class StoreState {
    Ready,
    Locked, //!< the keychain is there, but locked
    Busy, //!< it did not answer within the deadline
    Missing, //!< there is no keychain service
};

enum class StoreKind {
    Keychain, //!< survives a restart of the agent
    Memory, //!< kept until the agent ends
};

//! Where refresh tokens live. Every call answers within 3 s. The key is opaque, made by
//! Session::SessionKey::storageKey(); it holds no personal data.
//!
//! NotFound means that the entry is surely not there. A locked, missing or silent keychain is
//! KeychainLocked, KeychainMissing, KeychainBusy and never NotFound: "not found" must never log
//! anybody out by mistake.
class CredentialStore : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~CredentialStore() override;

    [[nodiscard]] virtual StoreKind kind() const = 0;
    //! Asks the service now (no prompt is shown).
    [[nodiscard]] virtual QtSupport::FutureResult<StoreState> state() = 0;
    //! Asks the person to unlock, by the desktop's own prompt; the state afterwards, Canceled if
    //! they dismissed it. The one call that waits for a person: up to two minutes. A store without
    //! a lock answers its state.
    [[nodiscard]] virtual QtSupport::FutureResult<StoreState> unlock();
    [[nodiscard]] virtual QtSupport::FutureResult<Credential> read(const QString &key) = 0;
    //! Writes, then reads back and compares; only then is the older generation forgotten. Writing
    //! the same again is a success without a write. Conflict if the stored generation is larger, or
    //! equal but of another token: read, then offer a generation above it.
    [[nodiscard]] virtual QtSupport::FutureResult<std::monostate> write(const QString &key,
                                                                        Credential credential) = 0;
    //! Removing what is not there is a success.
    [[nodiscard]] virtual QtSupport::FutureResult<std::monostate> remove(const QString &key) = 0;
};

} // namespace Keychain
