// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/qtsupport/async.h"

#include <QCoreApplication>
#include <QEvent>
#include <QEventLoop>
#include <QTimer>

#include <chrono>

namespace Support {

//! Runs the event loop until \a future is finished; Timeout if it is not within \a deadline.
template<typename T>
[[nodiscard]] Core::Result<T> await(QtSupport::FutureResult<T> future,
                                    std::chrono::milliseconds deadline = std::chrono::seconds(20))
{
    // Not QTest::qWaitFor(): it sleeps 10 ms between two looks, and an exchange needs dozens.
    QTimer timer;
    timer.setSingleShot(true);
    timer.start(deadline);
    while (!future.isFinished() && timer.isActive())
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    if (!future.isFinished())
        return Core::fail(Core::ErrorCode::Timeout, "the test's future did not finish");
    if (future.resultCount() == 0)
        return Core::fail(Core::ErrorCode::Canceled, "the test's future was canceled");
    return QtSupport::moveResult<T>(future);
}

} // namespace Support
