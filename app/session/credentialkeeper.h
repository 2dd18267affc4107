// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/clock.h"
#include "app/keychain/credentialstore.h"
#include "app/session/refreshpolicy.h"
#include "app/session/sessionkey.h"

#include <QObject>

#include <optional>

namespace Session {

//! The refresh token of one session: in memory, and in the store. A token that the store does not
//! take is kept in memory and offered again, because the provider has forgotten its predecessor.
class CredentialKeeper final : public QObject
{
    Q_OBJECT

public:
    CredentialKeeper(Keychain::CredentialStore &store, const Core::Clock &clock, const SessionKey &key,
                     QObject *parent = nullptr);

    //! A token is in memory, and the provider has not refused it.
    [[nodiscard]] bool isHeld() const { return !m_held.refreshToken.isEmpty() && !m_isRejected; }
    [[nodiscard]] const Core::Secret &refreshToken() const { return m_held.refreshToken; }
    //! Whose token it is; empty if that was never known.
    [[nodiscard]] QString subject() const { return m_held.subject; }

    //! Reads the store unless a token is held already. NotFound: surely nobody is signed in;
    //! InvalidGrant: the store still has the token that was refused.
    [[nodiscard]] QtSupport::FutureResult<std::monostate> load();
    //! Reads the store again: true if another token is there than the held one, which it replaces.
    [[nodiscard]] QtSupport::FutureResult<bool> reload();
    //! The provider said invalid_grant. Nothing is deleted: another machine may have a newer token on
    //! its way to the store.
    void markRejected() { m_isRejected = true; }
    //! Takes over a new token and writes it. The future is always answered; an error means that the
    //! token is in memory only.
    [[nodiscard]] QtSupport::FutureResult<std::monostate> keep(Core::Secret refreshToken, const QString &subject);
    //! Forgets the token here and in the store.
    [[nodiscard]] QtSupport::FutureResult<std::monostate> remove();
    //! Drops it from memory if the store has it.
    void forget();

    [[nodiscard]] Keychain::StoreKind storage() const;
    [[nodiscard]] bool isUnsaved() const { return m_problem.has_value(); }
    //! Why the store did not take the token.
    [[nodiscard]] const std::optional<Core::Error> &problem() const { return m_problem; }
    [[nodiscard]] std::optional<Steady> retryAt() const;
    void retry();

Q_SIGNALS:
    //! storage() or problem() is another one now.
    void changed();

private:
    enum class OnConflict { ReadAndRepeat, GiveUp };
    [[nodiscard]] Keychain::Credential copy() const;
    [[nodiscard]] QtSupport::FutureResult<std::monostate> write(OnConflict onConflict);
    void written(const Core::Result<std::monostate> &result);

    Keychain::CredentialStore &m_store;
    const Core::Clock &m_clock;
    QString m_storageKey;
    Keychain::Credential m_held;
    bool m_isRejected = false;
    std::optional<Core::Error> m_problem;
    int m_failures = 0;
    Steady m_retryAt;
};

} // namespace Session
