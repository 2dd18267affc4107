// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/qtsupport/async.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace Doctor {

//! One question to the network whose answer several checks need: asked when the first one comes,
//! answered to all.
template<typename T> class Shared
{
public:
    using Answer = std::shared_ptr<const T>;
    using Future = QtSupport::FutureResult<Answer>;

    explicit Shared(std::function<QtSupport::FutureResult<T>()> ask)
        : m_ask(std::move(ask))
    {
    }

    //! \a context lives as long as this.
    [[nodiscard]] Future get(QObject *context)
    {
        if (m_answer)
            return QtSupport::ready<Answer>(*m_answer);
        m_waiters.push_back(std::make_shared<QtSupport::Promise<Answer>>());
        auto future = m_waiters.back()->future();
        if (m_ask) {
            QtSupport::onFinished<T>(std::exchange(m_ask, nullptr)(), context, [this](Core::Result<T> result) {
                m_answer = result ? Core::Result<Answer>(std::make_shared<const T>(std::move(*result)))
                                  : Core::Result<Answer>(Core::fail(result.error()));
                for (const auto &waiter : std::exchange(m_waiters, {}))
                    waiter->finish(*m_answer);
            });
        }
        return future;
    }

private:
    std::function<QtSupport::FutureResult<T>()> m_ask;
    std::optional<Core::Result<Answer>> m_answer;
    std::vector<std::shared_ptr<QtSupport::Promise<Answer>>> m_waiters;
};

//! Waits for both futures, whatever they hold, then calls \a then(first, second) with their results.
template<typename A, typename B, typename Then>
void whenBoth(QtSupport::FutureResult<A> first, QtSupport::FutureResult<B> second, QObject *context, Then then)
{
    QtSupport::onFinished<A>(std::move(first), context,
                             [second = std::move(second), context, then = std::move(then)](Core::Result<A> a) mutable {
                                 QtSupport::onFinished<B>(std::move(second), context,
                                                          [a = std::move(a), then = std::move(then)](
                                                                  Core::Result<B> b) mutable { then(a, b); });
                             });
}

} // namespace Doctor
