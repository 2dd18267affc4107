// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/keychain/credentialstore.h"
#include "app/keychain/keychainservice.h"
#include "app/keychain/rawkeychain.h"

#include <chrono>
#include <deque>
#include <functional>
#include <memory>

namespace Keychain {

//! The rules over a keychain that may lock, lie, hang or die.
//!
//!   call ─► queue (one at a time, deadline from the call on)
//!             │
//!             ▼
//!   read     service ready? ─► read KEY ─► decode ─► damaged: KEY.previous
//!                                       └► "not found": service still ready? ─► NotFound
//!   write    service ready? ─► read KEY ─► may it be replaced? ─► old value to KEY.previous
//!                           ─► write KEY ─► read KEY ─► equal? ─► done
//!   remove   service ready? ─► remove KEY.previous ─► remove KEY ─► read KEY ─► gone? ─► done
//!
//! - The generation before is kept beside the entry as KEY.previous until the next rotation, an
//! entry
//!   of its own: a torn or lost write of one cannot take the other along. At every instant one of
//!   the two is whole. KEY.previous goes first on removal, so that it cannot bring a session back.
//! - A request that outlives its deadline is abandoned, not deleted (QtKeychainAccess). Until it
//! ends,
//!   every call answers KeychainBusy at once: the library has one queue, nothing would get through.
class KeychainStore final : public CredentialStore
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kDeadline{ 3000 };

    KeychainStore(std::unique_ptr<RawKeychain> keychain, std::unique_ptr<KeychainService> service,
                  std::chrono::milliseconds deadline = kDeadline, QObject *parent = nullptr);
    ~KeychainStore() override;

    [[nodiscard]] StoreKind kind() const override { return StoreKind::Keychain; }
    [[nodiscard]] QtSupport::FutureResult<StoreState> state() override;
    [[nodiscard]] QtSupport::FutureResult<StoreState> unlock() override;
    [[nodiscard]] QtSupport::FutureResult<Credential> read(const QString &key) override;
    [[nodiscard]] QtSupport::FutureResult<std::monostate> write(const QString &key,
                                                                Credential credential) override;
    [[nodiscard]] QtSupport::FutureResult<std::monostate> remove(const QString &key) override;

private:
    using Nothing = std::monostate;
    // One call of ours in the queue; over when its promise was answered, by the work or the
    // deadline.
    struct Call
    {
        std::function<void()> start;
        std::function<void(const Core::Error &)> fail;
        bool isOver = false;
    };
    using CallPtr = std::shared_ptr<Call>;
    template<typename T> using Work = std::function<QtSupport::FutureResult<T>(CallPtr)>;
    // What stands in the keychain before a write.
    struct Stored
    {
        bool isThere = false;
        Core::Secret bytes;
    };

    template<typename T> QtSupport::FutureResult<T> enqueue(Work<T> work);
    void startNext();
    void finish(const CallPtr &call);
    void onDeadline(const CallPtr &call);

    QtSupport::FutureResult<Core::Secret> readRaw(const CallPtr &call, const QString &key);
    QtSupport::FutureResult<Nothing> writeRaw(const CallPtr &call, const QString &key,
                                              const Core::Secret &bytes);
    QtSupport::FutureResult<Nothing> removeRaw(const CallPtr &call, const QString &key);
    RawKeychain::Done receive(const CallPtr &call, std::function<void(RawAnswer)> handler);

    QtSupport::FutureResult<Stored> readStored(const CallPtr &call, const QString &key);
    QtSupport::FutureResult<Credential> readChecked(const CallPtr &call, const QString &key);
    QtSupport::FutureResult<Credential> readPrevious(const CallPtr &call, const QString &key,
                                                     Core::Error why);
    QtSupport::FutureResult<Nothing> replace(const CallPtr &call, const QString &key,
                                             const Credential &credential, const Stored &old);
    QtSupport::FutureResult<Nothing> writeAndCompare(const CallPtr &call, const QString &key,
                                                     std::shared_ptr<Core::Secret> bytes);
    QtSupport::FutureResult<Nothing> verifyGone(const CallPtr &call, const QString &key);

    std::unique_ptr<RawKeychain> m_keychain;
    std::unique_ptr<KeychainService> m_service;
    std::chrono::milliseconds m_deadline;
    std::deque<CallPtr> m_queue;
    CallPtr m_running;
    bool m_requestPending = false; // a request to m_keychain has not answered
};

} // namespace Keychain
