// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/secret.h"

#include <QString>

#include <functional>
#include <string>

namespace Keychain {

//! What the machine's keychain answered to one request.
struct RawAnswer
{
    enum class Status {
        Done,
        NotFound, //!< or locked and not said: libsecret tells no difference
        Denied,
        NoService,
        Failed,
    };
    Status status = Status::Failed;
    Core::Secret bytes; //!< of a read that is Done
    std::string detail; //!< the library's words
};

//! One request to the machine's keychain, without rules. It may answer never: whoever calls it must
//! not wait without a deadline, and must not start a second one before the first has answered.
class RawKeychain
{
public:
    using Done = std::function<void(RawAnswer)>;
    virtual ~RawKeychain();
    virtual void read(const QString &key, Done done) = 0;
    virtual void write(const QString &key, const Core::Secret &bytes, Done done) = 0;
    virtual void remove(const QString &key, Done done) = 0;
};

} // namespace Keychain
