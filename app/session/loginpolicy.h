// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

namespace Session {

//! Who may open a browser (`--login`).
enum class LoginPolicy {
    Auto, //!< a caller with a terminal: browser; without one: notify
    Browser,
    Notify, //!< only tell the person (attentionNeeded); the caller gets LoginRequired at once
    Never,
};

//! How a person signs in.
enum class LoginWay {
    Browser, //!< of this machine, which is sent back to us
    Device, //!< any browser anywhere, where a code is typed (RFC 8628): for machines without one
};

} // namespace Session
