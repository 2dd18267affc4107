// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/keychain/createstore.h"
#include "app/keychain/keychainstore.h"
#include "app/keychain/qtkeychainaccess.h"
#include "app/keychain/secretservice.h"
#include "tests/keychain/privatekeyring.h"
#include "tests/keychain/storetest.h"

#include <qt6keychain/keychain.h>

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>

using Core::ErrorCode;
using namespace Keychain;
using Support::await;
using Support::credential;

namespace {

// The real keychain and service, with something that happens just before the n-th request.
class DisturbedKeychain final : public RawKeychain
{
public:
    using Disturb = std::function<void(int request)>;
    explicit DisturbedKeychain(Disturb disturb)
        : m_disturb(std::move(disturb))
    {
    }
    void read(const QString &key, Done done) override
    {
        m_disturb(++m_count);
        m_real.read(key, std::move(done));
    }
    void write(const QString &key, const Core::Secret &bytes, Done done) override
    {
        m_disturb(++m_count);
        m_real.write(key, bytes, std::move(done));
    }
    void remove(const QString &key, Done done) override
    {
        m_disturb(++m_count);
        m_real.remove(key, std::move(done));
    }

private:
    QtKeychainAccess m_real;
    Disturb m_disturb;
    int m_count = 0;
};

// The longest time for which the event loop did not run.
class Heartbeat : public QObject
{
public:
    Heartbeat()
    {
        m_time.start();
        connect(&m_timer, &QTimer::timeout, this,
                [this] { m_longest = qMax(m_longest, m_time.restart()); });
        m_timer.start(10);
    }
    [[nodiscard]] qint64 longest() const { return qMax(m_longest, m_time.elapsed()); }

private:
    QTimer m_timer;
    QElapsedTimer m_time;
    qint64 m_longest = 0;
};

std::unique_ptr<KeychainStore> makeStore(DisturbedKeychain::Disturb disturb = [](int) {})
{
    return std::make_unique<KeychainStore>(
            std::make_unique<DisturbedKeychain>(std::move(disturb)),
            std::make_unique<SecretService>(Core::processEnvironment()));
}

} // namespace

// Against a real gnome-keyring on a private bus.
class tst_SecretService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void conforms();
    void isChosen();
    void keepsEntriesOverARestart();
    void tellsLockedFromNotFound();
    void tellsMissingFromNotFound();
    void answersInTimeWhenFrozenBefore();
    void answersInTimeWhenFrozenDuring();
    void losesNothingWhenKilledInAnyPhase_data();
    void losesNothingWhenKilledInAnyPhase();
    void findsACorruptValue();
    void readsBinaryAlsoBesideAText();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    Support::PrivateKeyring m_keyring;
};

void tst_SecretService::initTestCase()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY_RESULT(m_keyring.startBus(m_dir->path()));
}

void tst_SecretService::init()
{
    if (!m_keyring.isRunning())
        QVERIFY_RESULT(m_keyring.startDaemon());
}

void tst_SecretService::cleanup()
{
    if (!QTest::currentTestFailed())
        return;
    m_keyring.thaw();
    m_keyring.kill();
}

void tst_SecretService::conforms()
{
    const auto store = makeStore();
    Support::checkConformance(*store);
}

void tst_SecretService::isChosen()
{
    const auto store = await(createStore(Core::processEnvironment()));
    QVERIFY_RESULT(store);
    QCOMPARE((*store)->kind(), StoreKind::Keychain);
    QVERIFY_RESULT(await((*store)->write(u"chosen"_s, credential(1, "RT"))));
    QVERIFY(isSame(*await((*store)->read(u"chosen"_s)), credential(1, "RT")));
}

void tst_SecretService::keepsEntriesOverARestart()
{
    const auto store = makeStore();
    QVERIFY_RESULT(await(store->write(u"kept"_s, credential(1, "RT-1"))));
    QVERIFY_RESULT(await(store->write(u"kept"_s, credential(2, "RT-2"))));
    m_keyring.kill();
    QVERIFY_RESULT(m_keyring.startDaemon());
    const auto read = await(store->read(u"kept"_s));
    QVERIFY_RESULT(read);
    QVERIFY(isSame(*read, credential(2, "RT-2")));
}

void tst_SecretService::tellsLockedFromNotFound()
{
    const auto store = makeStore();
    QVERIFY_RESULT(await(store->write(u"locked"_s, credential(1, "RT"))));
    m_keyring.lock();
    QCOMPARE(*await(store->state()), StoreState::Locked);
    for (const QString &key : { u"locked"_s, u"not there"_s }) {
        QCOMPARE_ERROR(await(store->read(key)), ErrorCode::KeychainLocked);
        QCOMPARE_ERROR(await(store->write(key, credential(2, "RT"))), ErrorCode::KeychainLocked);
        QCOMPARE_ERROR(await(store->remove(key)), ErrorCode::KeychainLocked);
    }
    // The keychain is still the place where tokens belong.
    QCOMPARE((*await(createStore(Core::processEnvironment())))->kind(), StoreKind::Keychain);
    m_keyring.unlock();
    QCOMPARE(*await(store->unlock()), StoreState::Ready);
    QVERIFY(isSame(*await(store->read(u"locked"_s)), credential(1, "RT")));
    QCOMPARE_ERROR(await(store->read(u"not there"_s)), ErrorCode::NotFound);
}

void tst_SecretService::tellsMissingFromNotFound()
{
    const auto store = makeStore();
    QVERIFY_RESULT(await(store->write(u"missing"_s, credential(1, "RT"))));
    m_keyring.kill();
    QCOMPARE(*await(store->state()), StoreState::Missing);
    QCOMPARE_ERROR(await(store->read(u"missing"_s)), ErrorCode::KeychainMissing);
    QCOMPARE_ERROR(await(store->write(u"missing"_s, credential(2, "RT"))),
                   ErrorCode::KeychainMissing);
    QCOMPARE_ERROR(await(store->remove(u"missing"_s)), ErrorCode::KeychainMissing);
    QCOMPARE((*await(createStore(Core::processEnvironment())))->kind(), StoreKind::Memory);
    QVERIFY_RESULT(m_keyring.startDaemon());
    QVERIFY(isSame(*await(store->read(u"missing"_s)), credential(1, "RT")));
}

void tst_SecretService::answersInTimeWhenFrozenBefore()
{
    const auto store = makeStore();
    QVERIFY_RESULT(await(store->write(u"frozen"_s, credential(1, "RT"))));
    m_keyring.freeze();
    Heartbeat heartbeat;
    QElapsedTimer time;
    time.start();
    QCOMPARE_ERROR(await(store->read(u"frozen"_s)), ErrorCode::KeychainBusy);
    QVERIFY2(time.elapsed() < 3000, qPrintable(QString::number(time.elapsed())));
    QCOMPARE(*await(store->state()), StoreState::Busy);
    QVERIFY2(heartbeat.longest() < 500, qPrintable(QString::number(heartbeat.longest())));
    // A keychain that is slow at this moment is not replaced by memory.
    QCOMPARE((*await(createStore(Core::processEnvironment())))->kind(), StoreKind::Keychain);
    m_keyring.thaw();
    QVERIFY(isSame(*await(store->read(u"frozen"_s)), credential(1, "RT")));
}

void tst_SecretService::answersInTimeWhenFrozenDuring()
{
    QVERIFY_RESULT(await(makeStore()->write(u"frozen"_s, credential(2, "RT-2"))));
    const auto store = makeStore([this](int request) {
        if (request == 1)
            m_keyring.freeze();
    });
    Heartbeat heartbeat;
    QElapsedTimer time;
    time.start();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"is not answered"_s));
    QCOMPARE_ERROR(await(store->read(u"frozen"_s)), ErrorCode::KeychainBusy);
    QVERIFY2(time.elapsed() >= 2900 && time.elapsed() < 3800,
             qPrintable(QString::number(time.elapsed())));
    QVERIFY(store->read(u"frozen"_s).isFinished());
    QVERIFY2(heartbeat.longest() < 500, qPrintable(QString::number(heartbeat.longest())));
    m_keyring.thaw();
    QTRY_COMPARE_WITH_TIMEOUT(*await(store->state()), StoreState::Ready, 10'000);
    QVERIFY(isSame(*await(store->read(u"frozen"_s)), credential(2, "RT-2")));
}

void tst_SecretService::losesNothingWhenKilledInAnyPhase_data()
{
    QTest::addColumn<int>("request");
    for (int request = 1; request <= 4; ++request)
        QTest::addRow("request %d", request) << request;
}

void tst_SecretService::losesNothingWhenKilledInAnyPhase()
{
    QFETCH(int, request);
    const QString key = u"killed-%1"_s.arg(request);
    QVERIFY_RESULT(await(makeStore()->write(key, credential(1, "RT-1"))));
    const auto store = makeStore([this, request](int now) {
        if (now == request)
            m_keyring.kill();
    });
    QElapsedTimer time;
    time.start();
    const auto written = await(store->write(key, credential(2, "RT-2")));
    QVERIFY2(!written, "the test killed nothing");
    QVERIFY(written.error().code != ErrorCode::NotFound);
    QVERIFY2(time.elapsed() < 3800, qPrintable(QString::number(time.elapsed())));
    QVERIFY_RESULT(m_keyring.startDaemon());
    QTRY_COMPARE_WITH_TIMEOUT(*await(store->state()), StoreState::Ready, 10'000);
    const auto read = await(store->read(key));
    QVERIFY_RESULT(read);
    QVERIFY(isSame(*read, request < 4 ? credential(1, "RT-1") : credential(2, "RT-2")));
    QVERIFY_RESULT(await(store->write(key, credential(2, "RT-2"))));
    QVERIFY(isSame(*await(store->read(key)), credential(2, "RT-2")));
}

void tst_SecretService::findsACorruptValue()
{
    auto *job = new QKeychain::WritePasswordJob(u"org.lanyard"_s);
    job->setKey(u"org.lanyard:corrupt"_s);
    job->setBinaryData("{\"v\":1,\"gen\":1");
    QSignalSpy finished(job, &QKeychain::Job::finished);
    job->start();
    QVERIFY(finished.wait(5000));
    const auto store = makeStore();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"an entry is damaged"_s));
    QCOMPARE_ERROR(await(store->read(u"corrupt"_s)), ErrorCode::KeychainCorrupt);
    QVERIFY_RESULT(await(store->write(u"corrupt"_s, credential(5, "RT-5"))));
    QVERIFY(isSame(*await(store->read(u"corrupt"_s)), credential(5, "RT-5")));
}

// Somebody's text item under our key is read before our binary one: it is found, and never
// believed.
void tst_SecretService::readsBinaryAlsoBesideAText()
{
    const auto store = makeStore();
    QVERIFY_RESULT(await(store->write(u"both"_s, credential(1, "RT-1"))));
    auto *job = new QKeychain::WritePasswordJob(u"org.lanyard"_s);
    job->setKey(u"org.lanyard:both"_s);
    job->setTextData(u"a text"_s);
    QSignalSpy finished(job, &QKeychain::Job::finished);
    job->start();
    QVERIFY(finished.wait(5000));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"an entry is damaged"_s));
    QCOMPARE_ERROR(await(store->read(u"both"_s)), ErrorCode::KeychainCorrupt);
    QVERIFY_RESULT(await(store->remove(u"both"_s)));
    QCOMPARE_ERROR(await(store->read(u"both"_s)), ErrorCode::NotFound);
}

int main(int argc, char **argv)
{
    const QString missing = Support::PrivateKeyring::whatIsMissing();
    if (!missing.isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(missing));
        return qEnvironmentVariable("CI") == u"true"_s ? 1 : 77;
    }
    QCoreApplication application(argc, argv);
    tst_SecretService test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_secretservice.moc"
