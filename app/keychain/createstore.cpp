// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/keychain/createstore.h"

#include "app/keychain/keychainstore.h"
#include "app/keychain/memorystore.h"
#include "app/keychain/qtkeychainaccess.h"
#include "app/keychain/secretservice.h"
#include "app/qtsupport/logging.h"

namespace Keychain {

using StorePtr = std::unique_ptr<CredentialStore>;

QtSupport::FutureResult<StorePtr> createStore(const Core::Environment &environment,
                                              StorePreference preference)
{
    if (preference == StorePreference::Memory)
        return QtSupport::ready<StorePtr>(std::make_unique<MemoryStore>());
    auto promise = std::make_shared<QtSupport::Promise<StorePtr>>();
    auto future = promise->future();
    auto service = std::make_unique<SecretService>(environment);
    SecretService *asked = service.get();
    auto store = std::make_shared<std::unique_ptr<KeychainStore>>(std::make_unique<KeychainStore>(
            std::make_unique<QtKeychainAccess>(), std::move(service)));
    QtSupport::onFinished<std::monostate>(
            asked->checkReady(), store->get(),
            [promise, store](const Core::Result<std::monostate> &ready) {
                if (ready || ready.error().code != Core::ErrorCode::KeychainMissing) {
                    promise->finish(StorePtr(std::move(*store)));
                    return;
                }
                qCInfo(QtSupport::lcKeychain).noquote()
                        << "sign-ins are kept in memory only:"
                        << QString::fromStdString(Core::toLine(ready.error()));
                promise->finish(StorePtr(std::make_unique<MemoryStore>()));
                // We are called from inside the service that goes with the store.
                store->release()->deleteLater();
            });
    return future;
}

} // namespace Keychain
