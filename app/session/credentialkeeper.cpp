// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/session/credentialkeeper.h"

namespace Session {

using Core::ErrorCode;
using Keychain::Credential;
using QtSupport::FutureResult;
using Done = std::monostate;

CredentialKeeper::CredentialKeeper(Keychain::CredentialStore &store, const Core::Clock &clock,
                                   const SessionKey &key, QObject *parent)
    : QObject(parent), m_store(store), m_clock(clock), m_storageKey(key.storageKey())
{
    m_held.issuer = key.issuer;
    m_held.clientId = key.clientId;
}

Credential CredentialKeeper::copy() const
{
    return { m_held.generation, m_held.issuer, m_held.clientId, m_held.subject, m_held.refreshToken.clone() };
}

FutureResult<Done> CredentialKeeper::load()
{
    if (isHeld())
        return QtSupport::ready<Done>(Done());
    return QtSupport::andThen<bool>(reload(), this, [this](bool) {
        if (m_isRejected)
            return QtSupport::readyError<Done>({ ErrorCode::InvalidGrant,
                                                 "the provider does not accept the stored session any more",
                                                 "sign in again", {} });
        return QtSupport::ready<Done>(Done());
    });
}

FutureResult<bool> CredentialKeeper::reload()
{
    return QtSupport::andThen<Credential>(m_store.read(m_storageKey), this, [this](Credential stored) {
        // The name of the entry is a hash of both; a swapped entry would send a token to a stranger.
        if (stored.issuer != m_held.issuer || stored.clientId != m_held.clientId)
            return QtSupport::readyError<bool>({ ErrorCode::KeychainCorrupt,
                                                 "the keychain entry belongs to another provider or client",
                                                 "sign in again", {} });
        const bool isSame = stored.refreshToken.equals(m_held.refreshToken.reveal());
        if (!isSame && (!m_problem || m_isRejected || stored.generation > m_held.generation)) {
            m_held = std::move(stored);
            m_isRejected = false;
            m_problem.reset();
            return QtSupport::ready<bool>(true);
        }
        return QtSupport::ready<bool>(false);
    });
}

FutureResult<Done> CredentialKeeper::keep(Core::Secret refreshToken, const QString &subject)
{
    m_held.refreshToken = std::move(refreshToken);
    m_isRejected = false;
    m_held.subject = subject;
    ++m_held.generation;
    return write(OnConflict::ReadAndRepeat);
}

FutureResult<Done> CredentialKeeper::write(OnConflict onConflict)
{
    auto promise = std::make_shared<QtSupport::Promise<Done>>();
    auto future = promise->future();
    QtSupport::onFinished<Done>(
            m_store.write(m_storageKey, copy()), this, [this, promise, onConflict](Core::Result<Done> result) {
                if (result || result.error().code != ErrorCode::Conflict || onConflict == OnConflict::GiveUp) {
                    written(result);
                    promise->finish(std::move(result));
                    return;
                }
                // Another host with the same home was faster. Ours came later: number it after theirs.
                QtSupport::onFinished<Credential>(
                        m_store.read(m_storageKey), this, [this, promise](Core::Result<Credential> stored) {
                            if (stored)
                                m_held.generation = std::max(m_held.generation, stored->generation + 1);
                            QtSupport::onFinished<Done>(write(OnConflict::GiveUp), this,
                                                        [promise](Core::Result<Done> last) {
                                                            promise->finish(std::move(last));
                                                        });
                        });
            });
    return future;
}

void CredentialKeeper::written(const Core::Result<Done> &result)
{
    const bool wasUnsaved = isUnsaved();
    if (result) {
        m_problem.reset();
        m_failures = 0;
    } else {
        m_problem = result.error();
        m_retryAt = m_clock.steadyNow() + retryDelay(++m_failures + 2, 0.5);
    }
    if (wasUnsaved != isUnsaved())
        Q_EMIT changed();
}

FutureResult<Done> CredentialKeeper::remove()
{
    m_held.refreshToken = Core::Secret();
    m_held.subject.clear();
    m_isRejected = false;
    m_problem.reset();
    return m_store.remove(m_storageKey);
}

void CredentialKeeper::forget()
{
    if (!isUnsaved() && m_store.kind() == Keychain::StoreKind::Keychain)
        m_held.refreshToken = Core::Secret();
}

Keychain::StoreKind CredentialKeeper::storage() const
{
    return isUnsaved() ? Keychain::StoreKind::Memory : m_store.kind();
}

std::optional<Steady> CredentialKeeper::retryAt() const
{
    if (!isUnsaved())
        return std::nullopt;
    return m_retryAt;
}

void CredentialKeeper::retry()
{
    if (!isUnsaved() || m_clock.steadyNow() < m_retryAt)
        return;
    m_retryAt = m_clock.steadyNow() + std::chrono::seconds(60); // while this one is under way
    const auto ignored = write(OnConflict::ReadAndRepeat);
    Q_UNUSED(ignored)
}

} // namespace Session
