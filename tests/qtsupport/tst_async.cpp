// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/qtsupport/async.h"
#include "tests/support/resulttest.h"

#include <QTest>
#include <QThread>

#include <memory>

using Core::ErrorCode;
using QtSupport::FutureResult;
using QtSupport::Promise;

using MoveOnly = std::unique_ptr<int>;

class tst_Async : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPromiseThatDiesLaterDoesNotAnswerTwice();
    void aMoveOnlyResultArrives();
    void anAbandonedPromiseAnswersCanceled();
    void aStepIsSkippedAfterAnError();
    void aDeadContextAnswersCanceled();
    void aWorkersResultArrivesOnTheContextsThread();
};

void tst_Async::aPromiseThatDiesLaterDoesNotAnswerTwice()
{
    auto promise = std::make_unique<Promise<int>>();
    int answers = 0;
    QtSupport::onFinished<int>(promise->future(), this, [&](const Core::Result<int> &result) {
        QVERIFY_RESULT(result);
        QCOMPARE(*result, 7);
        ++answers;
    });
    promise->finish(7);
    QTRY_COMPARE(answers, 1);
    promise.reset();
    QCoreApplication::processEvents();
    QCOMPARE(answers, 1);
}

void tst_Async::aMoveOnlyResultArrives()
{
    Promise<MoveOnly> promise;
    int seen = 0;
    auto doubled = QtSupport::andThen<MoveOnly>(promise.future(), this, [&](MoveOnly value) {
        seen = *value;
        return QtSupport::ready<MoveOnly>(std::make_unique<int>(*value * 2));
    });
    int last = 0;
    QtSupport::onFinished<MoveOnly>(std::move(doubled), this, [&](const Core::Result<MoveOnly> &result) {
        QVERIFY_RESULT(result);
        last = **result;
    });
    promise.finish(std::make_unique<int>(21));
    QTRY_COMPARE(last, 42);
    QCOMPARE(seen, 21);
}

void tst_Async::anAbandonedPromiseAnswersCanceled()
{
    FutureResult<int> future = Promise<int>().future();
    QVERIFY(future.isFinished());
    QCOMPARE_ERROR(future.result(), ErrorCode::Canceled);
}

void tst_Async::aStepIsSkippedAfterAnError()
{
    bool called = false;
    auto last = QtSupport::andThen<int>(
            QtSupport::readyError<int>({ ErrorCode::Timeout, "too late", {}, {} }), this, [&](int) {
                called = true;
                return QtSupport::ready<int>(1);
            });
    QTRY_VERIFY(last.isFinished());
    QCOMPARE_ERROR(last.result(), ErrorCode::Timeout);
    QVERIFY(!called);
}

void tst_Async::aDeadContextAnswersCanceled()
{
    auto context = std::make_unique<QObject>();
    auto promise = std::make_unique<Promise<int>>();
    auto last = QtSupport::andThen<int>(promise->future(), context.get(),
                                        [](int value) { return QtSupport::ready<int>(value); });
    context.reset();
    promise->finish(1);
    promise.reset();
    QTRY_VERIFY(last.isFinished());
    QCOMPARE_ERROR(last.result(), ErrorCode::Canceled);
}

void tst_Async::aWorkersResultArrivesOnTheContextsThread()
{
    Promise<int> promise;
    QThread *where = nullptr;
    QtSupport::onFinished<int>(promise.future(), this,
                               [&](const Core::Result<int> &) { where = QThread::currentThread(); });
    const std::unique_ptr<QThread> worker(QThread::create([&] { promise.finish(1); }));
    worker->start();
    QTRY_VERIFY(where);
    QCOMPARE(where, thread());
    QVERIFY(worker->wait(5000));
}

QTEST_GUILESS_MAIN(tst_Async)
#include "tst_async.moc"
