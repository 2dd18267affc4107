// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/qtsupport/async.h"

#include <QObject>

#include <variant>

namespace Keychain {

//! The service behind the keychain, asked for its state before it is asked for a secret: only it
//! can tell "locked" from "not there".
class KeychainService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~KeychainService() override;
    //! Success when it is there and unlocked; else KeychainMissing, KeychainLocked, KeychainBusy.
    //! Answers within a second,
    //! within three when the service has to be started first; shows no prompt.
    [[nodiscard]] virtual QtSupport::FutureResult<std::monostate> checkReady() = 0;
    //! Shows the desktop's prompt and waits for the person, two minutes at most. Canceled if
    //! dismissed.
    [[nodiscard]] virtual QtSupport::FutureResult<std::monostate> unlock() = 0;
};

} // namespace Keychain
