// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/qtsupport/async.h"
#include "tests/support/await.h"
#include "tests/support/resulttest.h"

#include <QTest>

using Core::ErrorCode;
using QtSupport::FutureResult;

namespace {

// What TokenSet is like: it can be moved, not copied.
using MoveOnly = std::unique_ptr<int>;

} // namespace

class tst_Async : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deliversAMoveOnlyValue();
    void finishesOnce();
    void saysCanceledWhenThePromiseDies();
    void survivesThePromiseDyingAfterItsResultWasTaken();
    void survivesItsOwnerDyingInTheContinuation();
    void doesNotCallADeadContext();
    void chainsSteps();
    void skipsStepsAfterAnError();
    void endsAChainWhoseContextDied();
    void isReadyAtOnce();
};

void tst_Async::deliversAMoveOnlyValue()
{
    auto promise = std::make_shared<QtSupport::Promise<MoveOnly>>();
    int seen = 0;
    QtSupport::onFinished<MoveOnly>(promise->future(), this, [&seen](Core::Result<MoveOnly> value) { seen = **value; });
    promise->finish(std::make_unique<int>(7));
    QTRY_COMPARE(seen, 7);
}

void tst_Async::finishesOnce()
{
    QtSupport::Promise<int> promise;
    promise.finish(1);
    promise.finish(2);
    promise.fail({ ErrorCode::Io, "late", {}, {} });
    const auto result = Support::await(promise.future());
    QVERIFY_RESULT(result);
    QCOMPARE(*result, 1);
}

void tst_Async::saysCanceledWhenThePromiseDies()
{
    FutureResult<int> future;
    {
        QtSupport::Promise<int> promise;
        future = promise.future();
    }
    QCOMPARE_ERROR(Support::await(future), ErrorCode::Canceled);
}

// takeResult() of 6.4 made QPromise's destructor run the continuation a second time.
void tst_Async::survivesThePromiseDyingAfterItsResultWasTaken()
{
    int calls = 0;
    {
        QtSupport::Promise<MoveOnly> promise;
        QtSupport::onFinished<MoveOnly>(promise.future(), this, [&calls](Core::Result<MoveOnly>) { ++calls; });
        promise.finish(std::make_unique<int>(7));
        QTRY_COMPARE(calls, 1);
    }
    QCOMPARE(calls, 1);
}

void tst_Async::survivesItsOwnerDyingInTheContinuation()
{
    struct Owner
    {
        QtSupport::Promise<int> promise;
    };
    auto *owner = new Owner;
    int calls = 0;
    QtSupport::onFinished<int>(owner->promise.future(), this, [&](Core::Result<int>) {
        ++calls;
        delete owner;
    });
    owner->promise.finish(1);
    QTRY_COMPARE(calls, 1);
}

void tst_Async::doesNotCallADeadContext()
{
    QtSupport::Promise<int> promise;
    int calls = 0;
    auto context = std::make_unique<QObject>();
    QtSupport::onFinished<int>(promise.future(), context.get(), [&calls](Core::Result<int>) { ++calls; });
    context.reset();
    promise.finish(1);
    QCoreApplication::processEvents();
    QCOMPARE(calls, 0);
}

void tst_Async::chainsSteps()
{
    QtSupport::Promise<int> promise;
    auto chain = QtSupport::andThen<int>(promise.future(), this, [](int value) {
        return QtSupport::ready<std::string>(std::to_string(value + 1));
    });
    promise.finish(41);
    const auto result = Support::await(chain);
    QVERIFY_RESULT(result);
    QCOMPARE(*result, std::string("42"));
}

void tst_Async::skipsStepsAfterAnError()
{
    bool called = false;
    auto chain = QtSupport::andThen<int>(QtSupport::readyError<int>({ ErrorCode::DiskFull, "full", {}, {} }), this,
                                         [&called](int) {
                                             called = true;
                                             return QtSupport::ready<int>(1);
                                         });
    QCOMPARE_ERROR(Support::await(chain), ErrorCode::DiskFull);
    QVERIFY(!called);
}

void tst_Async::endsAChainWhoseContextDied()
{
    QtSupport::Promise<int> promise;
    auto context = std::make_unique<QObject>();
    auto chain = QtSupport::andThen<int>(promise.future(), context.get(), [](int) { return QtSupport::ready<int>(1); });
    context.reset();
    promise.finish(1);
    QCOMPARE_ERROR(Support::await(chain), ErrorCode::Canceled);
}

void tst_Async::isReadyAtOnce()
{
    QVERIFY(QtSupport::ready<int>(1).isFinished());
    QVERIFY(QtSupport::readyError<int>({ ErrorCode::Io, "x", {}, {} }).isFinished());
}

QTEST_GUILESS_MAIN(tst_Async)
#include "tst_async.moc"
