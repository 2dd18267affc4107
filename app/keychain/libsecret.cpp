// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/keychain/libsecret.h"

#include "app/qtsupport/compat.h"

#include <QLibrary>

namespace Keychain {

void forgetLibsecretSession()
{
    // By name, as QtKeychain itself does: it hides the library, and there may be none.
    QLibrary library(u"secret-1"_s, 0);
    using Disconnect = void (*)();
    if (const auto disconnect =
                reinterpret_cast<Disconnect>(library.resolve("secret_service_disconnect")))
        disconnect();
}

} // namespace Keychain
