// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/keychain/createstore.h"
#include "app/keychain/keychainstore.h"
#include "app/keychain/memorystore.h"
#include "app/keychain/secretservice.h"
#include "tests/keychain/storetest.h"

using Core::ErrorCode;
using namespace Keychain;

// The rules that every store keeps, and which store a machine gets. No bus is reachable here.
class tst_CredentialStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void memoryConforms();
    void keychainConforms();
    void memoryForgetsWithItsObject();
    void choosesMemoryWithoutBus();
    void choosesMemoryWhenTold();
    void saysMissingWithoutBus_data();
    void saysMissingWithoutBus();
};

void tst_CredentialStore::memoryConforms()
{
    MemoryStore store;
    QCOMPARE(store.kind(), StoreKind::Memory);
    Support::checkConformance(store);
}

void tst_CredentialStore::keychainConforms()
{
    KeychainStore store(std::make_unique<Support::FakeKeychain>(
                                std::make_shared<Support::FakeKeychain::State>()),
                        std::make_unique<Support::FakeService>(
                                std::make_shared<Support::FakeService::State>()));
    QCOMPARE(store.kind(), StoreKind::Keychain);
    Support::checkConformance(store);
}

void tst_CredentialStore::memoryForgetsWithItsObject()
{
    {
        MemoryStore store;
        QVERIFY_RESULT(Support::await(store.write(u"k"_s, Support::credential(1, "RT"))));
        QCOMPARE(*Support::await(store.unlock()), StoreState::Ready);
    }
    MemoryStore store;
    QCOMPARE_ERROR(Support::await(store.read(u"k"_s)), ErrorCode::NotFound);
}

void tst_CredentialStore::choosesMemoryWithoutBus()
{
    const auto store = Support::await(createStore(Core::processEnvironment()));
    QVERIFY_RESULT(store);
    QCOMPARE((*store)->kind(), StoreKind::Memory);
    QCOMPARE(*Support::await((*store)->state()), StoreState::Ready);
}

void tst_CredentialStore::choosesMemoryWhenTold()
{
    const auto store =
            Support::await(createStore(Core::processEnvironment(), StorePreference::Memory));
    QVERIFY_RESULT(store);
    QCOMPARE((*store)->kind(), StoreKind::Memory);
}

void tst_CredentialStore::saysMissingWithoutBus_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::newRow("no variable") << QByteArray();
    QTest::newRow("nobody listens") << QByteArray("unix:path=/nonexistent/bus");
    QTest::newRow("not an address") << QByteArray("nonsense");
}

void tst_CredentialStore::saysMissingWithoutBus()
{
    QFETCH(QByteArray, address);
    qputenv("DBUS_SESSION_BUS_ADDRESS", address);
    SecretService service(Core::processEnvironment());
    QCOMPARE_ERROR(Support::await(service.checkReady()), ErrorCode::KeychainMissing);
    QCOMPARE_ERROR(Support::await(service.unlock()), ErrorCode::KeychainMissing);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
}

QTEST_GUILESS_MAIN(tst_CredentialStore)
#include "tst_credentialstore.moc"
