// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/keychain/keychainstore.h"
#include "tests/keychain/storetest.h"

#include <QElapsedTimer>
#include <QLoggingCategory>

using Core::ErrorCode;
using namespace Keychain;
using Support::await;
using Support::credential;
using Status = RawAnswer::Status;

class tst_KeychainStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsTheGenerationBefore();
    void writesNothingWhenNothingChanged();
    void readsThePreviousWhenTheEntryIsDamaged();
    void saysDamagedWhenBothAre();
    void replacesADamagedEntryAndKeepsThePrevious();
    void removesThePreviousFirst();
    void findsAWriteThatWasNotKept();
    void findsARemovalThatDidNotHappen();
    void mapsAnswers_data();
    void mapsAnswers();
    void asksNothingOfAServiceThatIsNotReady_data();
    void asksNothingOfAServiceThatIsNotReady();
    void doesNotBelieveNotFoundWhenLockedMeanwhile();
    void takesAnEmptyAnswerForAFailure();
    void givesUpAtTheDeadlineAndFailsFastUntilTheAnswer();
    void answersAllWaitersWhenOneHangs();
    void writesNothingMoreAfterGivingUp();
    void goesOnWhenTheServiceHangs();
    void survivesAnAnswerAfterItsEnd();
    void servesManyAtOnceInOrder();
    void losesNothingWhenKilledInAnyPhase_data();
    void losesNothingWhenKilledInAnyPhase();
    void unlocks();

private:
    std::unique_ptr<KeychainStore>
    makeStore(std::chrono::milliseconds deadline = KeychainStore::kDeadline)
    {
        return std::make_unique<KeychainStore>(std::make_unique<Support::FakeKeychain>(m_keychain),
                                               std::make_unique<Support::FakeService>(m_service),
                                               deadline);
    }
    void put(const QString &key, std::uint64_t generation, const std::string &token)
    {
        m_keychain->items[key] = std::string(encode(credential(generation, token))->reveal());
    }

    std::shared_ptr<Support::FakeKeychain::State> m_keychain;
    std::shared_ptr<Support::FakeService::State> m_service;
};

void tst_KeychainStore::init()
{
    m_keychain = std::make_shared<Support::FakeKeychain::State>();
    m_service = std::make_shared<Support::FakeService::State>();
}

void tst_KeychainStore::keepsTheGenerationBefore()
{
    const auto store = makeStore();
    for (const std::uint64_t generation : { 1U, 2U, 3U })
        QVERIFY_RESULT(await(
                store->write(u"k"_s, credential(generation, "RT-" + std::to_string(generation)))));
    QCOMPARE(m_keychain->items.size(), std::size_t(2));
    QVERIFY(isSame(*decode(m_keychain->items[u"k"_s]), credential(3, "RT-3")));
    QVERIFY(isSame(*decode(m_keychain->items[u"k.previous"_s]), credential(2, "RT-2")));
}

void tst_KeychainStore::writesNothingWhenNothingChanged()
{
    put(u"k"_s, 4, "RT");
    const auto store = makeStore();
    QVERIFY_RESULT(await(store->write(u"k"_s, credential(4, "RT"))));
    QCOMPARE(m_keychain->log, QStringList{ u"read k"_s });
}

void tst_KeychainStore::readsThePreviousWhenTheEntryIsDamaged()
{
    put(u"k.previous"_s, 3, "RT-3");
    m_keychain->items[u"k"_s] = "{\"v\":1,";
    const auto store = makeStore();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"an entry is damaged"_s));
    const auto read = await(store->read(u"k"_s));
    QVERIFY_RESULT(read);
    QVERIFY(isSame(*read, credential(3, "RT-3")));
}

void tst_KeychainStore::saysDamagedWhenBothAre()
{
    m_keychain->items[u"k"_s] = "x";
    const auto store = makeStore();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"an entry is damaged"_s));
    QCOMPARE_ERROR(await(store->read(u"k"_s)), ErrorCode::KeychainCorrupt);
    m_keychain->items[u"k.previous"_s] = "y";
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"an entry is damaged"_s));
    QCOMPARE_ERROR(await(store->read(u"k"_s)), ErrorCode::KeychainCorrupt);
}

void tst_KeychainStore::replacesADamagedEntryAndKeepsThePrevious()
{
    put(u"k.previous"_s, 3, "RT-3");
    m_keychain->items[u"k"_s] = "x";
    const auto store = makeStore();
    QVERIFY_RESULT(await(store->write(u"k"_s, credential(4, "RT-4"))));
    QVERIFY(isSame(*decode(m_keychain->items[u"k"_s]), credential(4, "RT-4")));
    QVERIFY(isSame(*decode(m_keychain->items[u"k.previous"_s]), credential(3, "RT-3")));
}

void tst_KeychainStore::removesThePreviousFirst()
{
    put(u"k.previous"_s, 3, "RT-3");
    put(u"k"_s, 4, "RT-4");
    const auto store = makeStore();
    QVERIFY_RESULT(await(store->remove(u"k"_s)));
    QVERIFY(m_keychain->items.empty());
    QCOMPARE(m_keychain->log.mid(0, 2), (QStringList{ u"remove k.previous"_s, u"remove k"_s }));
}

void tst_KeychainStore::findsAWriteThatWasNotKept()
{
    const auto store = makeStore();
    m_keychain->forgetsWrites = true;
    QCOMPARE_ERROR(await(store->write(u"k"_s, credential(1, "RT"))), ErrorCode::KeychainFailed);
    put(u"k"_s, 1, "RT-1");
    QCOMPARE_ERROR(await(store->write(u"k"_s, credential(2, "RT-2"))), ErrorCode::KeychainFailed);
    QVERIFY(isSame(*await(store->read(u"k"_s)), credential(1, "RT-1")));
}

void tst_KeychainStore::findsARemovalThatDidNotHappen()
{
    put(u"k"_s, 1, "RT-1");
    const auto store = makeStore();
    m_keychain->forgetsRemovals = true;
    QCOMPARE_ERROR(await(store->remove(u"k"_s)), ErrorCode::KeychainFailed);
}

void tst_KeychainStore::mapsAnswers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("read");
    QTest::addColumn<int>("write");
    const auto row = [](const char *name, Status status, ErrorCode read, ErrorCode write) {
        QTest::newRow(name) << int(status) << int(read) << int(write);
    };
    row("not found", Status::NotFound, ErrorCode::NotFound, ErrorCode::KeychainFailed);
    row("denied", Status::Denied, ErrorCode::KeychainLocked, ErrorCode::KeychainLocked);
    row("no service", Status::NoService, ErrorCode::KeychainMissing, ErrorCode::KeychainMissing);
    row("failed", Status::Failed, ErrorCode::KeychainFailed, ErrorCode::KeychainFailed);
}

void tst_KeychainStore::mapsAnswers()
{
    QFETCH(int, status);
    QFETCH(int, read);
    QFETCH(int, write);
    const auto store = makeStore();
    m_keychain->status = static_cast<Status>(status);
    QCOMPARE_ERROR(await(store->read(u"k"_s)), static_cast<ErrorCode>(read));
    QCOMPARE_ERROR(await(store->write(u"k"_s, credential(1, "RT"))), static_cast<ErrorCode>(write));
    if (m_keychain->status != Status::NotFound)
        QCOMPARE_ERROR(await(store->remove(u"k"_s)), static_cast<ErrorCode>(write));
}

void tst_KeychainStore::asksNothingOfAServiceThatIsNotReady_data()
{
    QTest::addColumn<int>("problem");
    QTest::addColumn<int>("state");
    QTest::newRow("locked") << int(ErrorCode::KeychainLocked) << int(StoreState::Locked);
    QTest::newRow("busy") << int(ErrorCode::KeychainBusy) << int(StoreState::Busy);
    QTest::newRow("missing") << int(ErrorCode::KeychainMissing) << int(StoreState::Missing);
}

void tst_KeychainStore::asksNothingOfAServiceThatIsNotReady()
{
    QFETCH(int, problem);
    QFETCH(int, state);
    put(u"k"_s, 1, "RT");
    const auto store = makeStore();
    const auto code = static_cast<ErrorCode>(problem);
    m_service->problem = code;
    QCOMPARE(int(*await(store->state())), state);
    QCOMPARE_ERROR(await(store->read(u"k"_s)), code);
    QCOMPARE_ERROR(await(store->write(u"k"_s, credential(2, "RT"))), code);
    QCOMPARE_ERROR(await(store->remove(u"k"_s)), code);
    QCOMPARE(m_keychain->log, QStringList());
    m_service->problem.reset();
    QVERIFY_RESULT(await(store->read(u"k"_s)));
}

void tst_KeychainStore::doesNotBelieveNotFoundWhenLockedMeanwhile()
{
    const auto store = makeStore();
    m_keychain->before = [this](int) { m_service->problem = ErrorCode::KeychainLocked; };
    QCOMPARE_ERROR(await(store->read(u"k"_s)), ErrorCode::KeychainLocked);
    m_service->problem.reset();
    QCOMPARE_ERROR(await(store->write(u"k"_s, credential(1, "RT"))), ErrorCode::KeychainLocked);
    QVERIFY(m_keychain->items.empty());
}

void tst_KeychainStore::takesAnEmptyAnswerForAFailure()
{
    m_keychain->items[u"k"_s] = "";
    const auto store = makeStore();
    QCOMPARE_ERROR(await(store->read(u"k"_s)), ErrorCode::KeychainFailed);
}

void tst_KeychainStore::givesUpAtTheDeadlineAndFailsFastUntilTheAnswer()
{
    put(u"k"_s, 1, "RT");
    const auto store = makeStore(std::chrono::milliseconds(50));
    m_keychain->hangs = true;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"is not answered"_s));
    QElapsedTimer time;
    time.start();
    QCOMPARE_ERROR(await(store->read(u"k"_s)), ErrorCode::KeychainBusy);
    QVERIFY(time.elapsed() >= 50);
    QVERIFY2(time.elapsed() < 1000, qPrintable(QString::number(time.elapsed())));

    // At once: the futures are ready without an event loop.
    const auto read = store->read(u"k"_s);
    QVERIFY(read.isFinished());
    const auto write = store->write(u"k"_s, credential(2, "RT-2"));
    QVERIFY(write.isFinished());
    QVERIFY(store->remove(u"k"_s).isFinished());
    QCOMPARE(*await(store->state()), StoreState::Busy);
    QCOMPARE(m_keychain->log.size(), 1);

    m_keychain->release();
    QCOMPARE(*await(store->state()), StoreState::Ready);
    QVERIFY(isSame(*await(store->read(u"k"_s)), credential(1, "RT")));
}

void tst_KeychainStore::answersAllWaitersWhenOneHangs()
{
    const auto store = makeStore(std::chrono::milliseconds(50));
    m_keychain->hangs = true;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"is not answered"_s));
    std::vector<QtSupport::FutureResult<Credential>> reads;
    for (int i = 0; i < 100; ++i)
        reads.push_back(store->read(u"k"_s));
    for (const auto &read : reads)
        QCOMPARE_ERROR(await(read), ErrorCode::KeychainBusy);
    QCOMPARE(m_keychain->log.size(), 1);
}

void tst_KeychainStore::writesNothingMoreAfterGivingUp()
{
    put(u"k"_s, 1, "RT-1");
    const auto store = makeStore(std::chrono::milliseconds(50));
    m_keychain->before = [this](int request) { m_keychain->hangs = request == 2; };
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"is not answered"_s));
    QCOMPARE_ERROR(await(store->write(u"k"_s, credential(2, "RT-2"))), ErrorCode::KeychainBusy);
    m_keychain->release();
    QCoreApplication::processEvents();
    QCOMPARE(m_keychain->log, (QStringList{ u"read k"_s, u"write k.previous"_s }));
    QVERIFY(isSame(*decode(m_keychain->items[u"k"_s]), credential(1, "RT-1")));
    // The caller tries again and succeeds.
    QVERIFY_RESULT(await(store->write(u"k"_s, credential(2, "RT-2"))));
}

void tst_KeychainStore::goesOnWhenTheServiceHangs()
{
    put(u"k"_s, 1, "RT-1");
    const auto store = makeStore(std::chrono::milliseconds(50));
    m_service->hangs = true;
    QCOMPARE_ERROR(await(store->read(u"k"_s)), ErrorCode::KeychainBusy);
    QCOMPARE(m_keychain->log, QStringList());
    m_service->hangs = false;
    QVERIFY_RESULT(await(store->read(u"k"_s)));
}

void tst_KeychainStore::survivesAnAnswerAfterItsEnd()
{
    auto store = makeStore();
    m_keychain->hangs = true;
    const auto read = store->read(u"k"_s);
    const auto write = store->write(u"k"_s, credential(1, "RT"));
    QCOMPARE(m_keychain->held.size(), std::size_t(1));
    store.reset();
    QVERIFY(read.isFinished());
    QVERIFY(write.isFinished());
    m_keychain->release();
    QCOMPARE_ERROR(await(read), ErrorCode::Canceled);
    QCOMPARE_ERROR(await(write), ErrorCode::Canceled);
}

void tst_KeychainStore::servesManyAtOnceInOrder()
{
    const auto store = makeStore();
    std::vector<QtSupport::FutureResult<std::monostate>> writes;
    for (std::uint64_t i = 1; i <= 20; ++i)
        writes.push_back(store->write(u"k"_s, credential(i, "RT-" + std::to_string(i))));
    const auto read = store->read(u"k"_s);
    for (const auto &write : writes)
        QVERIFY_RESULT(await(write));
    QVERIFY(isSame(*await(read), credential(20, "RT-20")));
}

void tst_KeychainStore::losesNothingWhenKilledInAnyPhase_data()
{
    QTest::addColumn<int>("request");
    for (int request = 1; request <= 4; ++request)
        QTest::addRow("request %d", request) << request;
}

// A rotation during which the keychain dies: afterwards the old or the new token is there, whole.
void tst_KeychainStore::losesNothingWhenKilledInAnyPhase()
{
    QFETCH(int, request);
    put(u"k"_s, 1, "RT-1");
    const auto store = makeStore();
    m_keychain->before = [this, request](int now) {
        if (now == request) {
            m_keychain->status = Status::Failed;
            m_service->problem = ErrorCode::KeychainMissing;
        }
    };
    const auto written = await(store->write(u"k"_s, credential(2, "RT-2")));
    QVERIFY2(!written, "the test killed nothing");
    QVERIFY(written.error().code != ErrorCode::NotFound);
    m_keychain->status.reset();
    m_keychain->before = nullptr;
    m_service->problem.reset();
    const auto read = await(store->read(u"k"_s));
    QVERIFY_RESULT(read);
    QVERIFY(isSame(*read, request < 4 ? credential(1, "RT-1") : credential(2, "RT-2")));
    QVERIFY_RESULT(await(store->write(u"k"_s, credential(2, "RT-2"))));
}

void tst_KeychainStore::unlocks()
{
    const auto store = makeStore();
    m_service->problem = ErrorCode::KeychainLocked;
    QCOMPARE(*await(store->state()), StoreState::Locked);
    QCOMPARE(*await(store->unlock()), StoreState::Ready);
}

QTEST_GUILESS_MAIN(tst_KeychainStore)
#include "tst_keychainstore.moc"
