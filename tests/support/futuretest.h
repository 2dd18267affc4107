// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/qtsupport/async.h"

#include <QTest>

namespace Support {

//! Runs the event loop until \a future is there, at most 15 s; a Timeout error otherwise.
template<typename T> [[nodiscard]] Core::Result<T> awaited(QtSupport::FutureResult<T> future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 15'000))
        return Core::fail(Core::ErrorCode::Timeout, "the test waited for 15 s in vain");
    if (future.resultCount() == 0)
        return Core::fail(Core::ErrorCode::Canceled, "the future was canceled");
    return future.takeResult();
}

} // namespace Support
