// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/result.h"

#include <QFuture>
#include <QPointer>
#include <QPromise>

#include <memory>
#include <type_traits>
#include <utility>

//! Helpers over QFuture<Core::Result<T>>: one value later. Rules (measured on Qt 6.4.2):
//! one `.then` per future (a second silently replaces the first); always with a context object (when
//! it is dead the continuation is not called); a producer always finishes its promise.
namespace QtSupport {

template<typename T>
using FutureResult = QFuture<Core::Result<T>>;

//! A future that is ready now.
template<typename T>
[[nodiscard]] FutureResult<T> ready(Core::Result<T> result)
{
    QPromise<Core::Result<T>> promise;
    promise.start();
    promise.addResult(std::move(result));
    promise.finish();
    return promise.future();
}

template<typename T>
[[nodiscard]] FutureResult<T> readyError(Core::Error error)
{
    return ready<T>(Core::fail(std::move(error)));
}

//! The producing side of a FutureResult. Finishes once: later calls are ignored; dying unfinished
//! finishes with ErrorCode::Canceled, so that no waiter hangs. Move it into a shared_ptr to capture it.
template<typename T>
class Promise
{
public:
    Promise() { m_promise.start(); }
    ~Promise() { fail({ Core::ErrorCode::Canceled, "the operation was abandoned", {}, {} }); }
    Promise(const Promise &) = delete;
    Promise &operator=(const Promise &) = delete;

    [[nodiscard]] FutureResult<T> future() { return m_future; }
    [[nodiscard]] bool isFinished() const { return m_finished; }
    void finish(Core::Result<T> result)
    {
        if (std::exchange(m_finished, true))
            return;
        // The continuation runs inside of finish() and may delete the owner of this Promise: what
        // finish() still touches afterwards is on the stack (measured on 6.4.2: a deadlock).
        auto promise = std::move(m_promise);
        promise.addResult(std::move(result));
        promise.finish();
    }
    void fail(Core::Error error) { finish(Core::fail(std::move(error))); }

private:
    QPromise<Core::Result<T>> m_promise;
    FutureResult<T> m_future = m_promise.future();
    bool m_finished = false;
};

//! Moves the result out of a finished future. Not takeResult(): that one also resets the shared state to
//! "never finished", and a QPromise that dies after it then runs the continuation a second time, which
//! crashes (measured on 6.4.2).
template<typename T>
[[nodiscard]] Core::Result<T> moveResult(const FutureResult<T> &done)
{
    return std::move(const_cast<Core::Result<T> &>(*done.constBegin()));
}

//! Calls the handler once on the context's thread (at once if that is this one), with the Result by
//! value (moved out, so that T may be move-only); never if the context is dead by then or the future
//! itself was canceled.
//!
//! Not future.then(context, handler): Qt 6.4 asserts when the context died before the future finished.
template<typename T, typename Handler>
void onFinished(FutureResult<T> future, QObject *context, Handler handler)
{
    future.then([guard = QPointer<QObject>(context),
                 handler = std::move(handler)](FutureResult<T> done) mutable {
        // Taken out first: what it holds must not outlive this call inside of the future.
        auto deliver = [done, taken = std::move(handler)]() mutable {
            if (done.resultCount() == 0) { // finished empty-handed
                taken(Core::Result<T>(
                        Core::fail(Core::ErrorCode::Canceled, "the operation was canceled")));
                return;
            }
            taken(moveResult<T>(done));
        };
        if (guard)
            QMetaObject::invokeMethod(guard.data(), std::move(deliver));
    });
}

//! Chains a step that itself returns a FutureResult<U>; an error skips it. With a dead context the
//! result is ErrorCode::Canceled.
template<typename T, typename Step>
[[nodiscard]] auto andThen(FutureResult<T> future, QObject *context, Step step)
{
    using Next = std::invoke_result_t<Step, T>; // FutureResult<U>
    using ResultU = std::decay_t<decltype(std::declval<Next>().takeResult())>;
    using U = typename ResultU::value_type;
    auto promise = std::make_shared<Promise<U>>();
    auto result = promise->future();
    onFinished<T>(std::move(future), context,
                  [promise, context, step = std::move(step)](Core::Result<T> value) mutable {
                      if (!value) {
                          promise->fail(std::move(value.error()));
                          return;
                      }
                      onFinished<U>(step(std::move(*value)), context,
                                    [promise](Core::Result<U> last) { promise->finish(std::move(last)); });
                  });
    return result;
}

} // namespace QtSupport
