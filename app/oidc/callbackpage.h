// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <QByteArray>

namespace Oidc {

enum class CallbackPage {
    Authenticated,
    NotCompleted,
};

//! The whole HTTP answer. Static bytes: nothing of the request comes back, no script, no outside
//! resource, not stored, no referrer (the address of the page holds the code).
[[nodiscard]] QByteArray callbackAnswer(CallbackPage page);
//! The answer to somebody else's request: a status and nothing more.
[[nodiscard]] QByteArray refusalAnswer(int httpStatus);

} // namespace Oidc
