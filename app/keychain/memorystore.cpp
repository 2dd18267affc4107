// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/keychain/memorystore.h"

#include "app/keychain/credentialcodec.h"

namespace Keychain {

using Core::ErrorCode;

Core::Result<> checkReplaces(const Credential &stored, const Credential &next)
{
    if (isSame(stored, next))
        return Core::fail(ErrorCode::NothingToDo, "this credential is stored already");
    if (next.generation > stored.generation)
        return {};
    return Core::fail(ErrorCode::Conflict, "the keychain holds a newer credential",
                      "try again; the newer one is used",
                      "stored generation " + std::to_string(stored.generation) + ", offered "
                              + std::to_string(next.generation));
}

Core::Error notFoundError()
{
    return { ErrorCode::NotFound, "there is no credential for this session", "sign in", {} };
}

QtSupport::FutureResult<StoreState> MemoryStore::state()
{
    return QtSupport::ready<StoreState>(StoreState::Ready);
}

QtSupport::FutureResult<Credential> MemoryStore::read(const QString &key)
{
    const auto found = m_entries.find(key);
    if (found == m_entries.end())
        return QtSupport::readyError<Credential>(notFoundError());
    return QtSupport::ready<Credential>(clone(found->second));
}

QtSupport::FutureResult<std::monostate> MemoryStore::write(const QString &key,
                                                           Credential credential)
{
    // The same refusals as a real keychain: what works here must work there.
    if (const auto encoded = encode(credential); !encoded)
        return QtSupport::readyError<std::monostate>(encoded.error());
    const auto found = m_entries.find(key);
    if (found != m_entries.end()) {
        const Core::Result<> allowed = checkReplaces(found->second, credential);
        if (!allowed && allowed.error().code != ErrorCode::NothingToDo)
            return QtSupport::readyError<std::monostate>(allowed.error());
    }
    m_entries.insert_or_assign(key, std::move(credential));
    return QtSupport::ready<std::monostate>(std::monostate());
}

QtSupport::FutureResult<std::monostate> MemoryStore::remove(const QString &key)
{
    m_entries.erase(key);
    return QtSupport::ready<std::monostate>(std::monostate());
}

} // namespace Keychain
