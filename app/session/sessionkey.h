// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <QString>
#include <QStringList>

namespace Session {

//! What makes two sign-ins the same session. The order of scopes does not matter, what they are does:
//! a token with fewer scopes would have other claims.
struct SessionKey
{
    QString issuer;
    QString clientId;
    QStringList scopes;
    QString account; //!< empty = the default account; else what `--account` or `--session` said

    //! 32 hexadecimal digits of SHA-256 over the length-prefixed fields: unambiguous, and no personal
    //! data where it is seen (keychain, audit log, socket).
    [[nodiscard]] QString id() const;
    //! Key in the CredentialStore.
    [[nodiscard]] QString storageKey() const { return id(); }
    bool operator==(const SessionKey &) const = default;
};

} // namespace Session
