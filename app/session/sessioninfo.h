// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/error.h"
#include "app/core/json.h"
#include "app/core/secret.h"
#include "app/keychain/credentialstore.h"

#include <QMetaType>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace Session {

enum class SessionState {
    Ready, //!< a token with life left, or a refresh token that can fetch one
    Refreshing,
    SigningIn, //!< a browser login waits for the person
    LoginNeeded,
    Offline, //!< the provider can't be reached; a token with life left is still served
    Locked, //!< the keychain is locked
};

//! "ready", "refreshing", … as in cli.md.
[[nodiscard]] QString sessionStateName(SessionState state);

//! What may be shown of a session. No secret.
struct SessionInfo
{
    QString id;
    QString issuer;
    QString clientId;
    QStringList scopes;
    QString account;
    //! preferred_username, email or sub of the ID token, or of the last one while there is none; empty
    //! when nobody was seen to sign in.
    QString username;
    QStringList groups; //!< the `groups` claim, of the same token
    std::optional<std::chrono::system_clock::time_point> expiresAt; //!< of the ID token in memory
    bool refreshable = false; //!< a refresh token is held
    Keychain::StoreKind storage = Keychain::StoreKind::Keychain;
    SessionState state = SessionState::LoginNeeded;
    std::optional<Core::Error> problem; //!< why it is not Ready, for people
};

//! True if somebody is signed in, or was, or may be (the keychain is locked, an answer is awaited). False
//! for a session that only was asked for: kubectl tried, and nobody has signed in yet.
[[nodiscard]] bool wasSignedIn(const SessionInfo &info);

//! Who used a session when it was last in use, from an earlier run.
struct LastUser
{
    QString username;
    QStringList groups;
};

//! The decoded ID token of a session, for display.
struct SessionClaims
{
    Core::Json header;
    Core::Json claims;
    Core::Json accessClaims = nullptr; //!< of the access token beside it, not verified; null if it is no JWT
};

//! An ID token to hand out. It was verified and has at least the asked-for life left.
struct IdTokenLease
{
    Core::Secret idToken;
    std::chrono::system_clock::time_point expiresAt;
};

} // namespace Session
