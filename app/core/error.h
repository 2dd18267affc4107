// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <string>
#include <string_view>

namespace Core {

//! The one list of what can go wrong. Exit codes (exitCode()), doctor advice and translations derive
//! from it, each in one place. The names are part of the contract: `-o json` prints them.
enum class ErrorCode {
    Internal, //!< a bug of ours
    Usage, //!< the command line or a setting makes no sense
    Canceled, //!< the person or the caller gave up
    Timeout, //!< a deadline passed

    // files
    Io,
    NotFound,
    PermissionDenied,
    ReadOnly,
    DiskFull,
    TooLarge, //!< over one of our caps
    Parse, //!< not well-formed, or not what client-go would accept
    FileLocked, //!< kubectl's `.lock` is held
    StaleLock, //!< kubectl's `.lock` is there, and old
    Conflict, //!< the file changed since it was shown, or a name is taken
    Refused, //!< a safety rule forbids it
    NothingToDo,

    // network
    NetworkUnreachable,
    TlsUntrusted, //!< the chain does not end in a trusted CA
    TlsFailed, //!< hostname, expiry, handshake
    HttpStatus, //!< an answer with a status that we cannot use
    RedirectRefused, //!< a redirect where none may be followed
    BadAnswer, //!< an answer that is not what the protocol says

    // provider and sign-in
    IssuerNotHttps,
    IssuerMismatch, //!< discovery says another issuer than configured
    DiscoveryInvalid,
    LoginRequired, //!< a person must sign in
    LoginRefused, //!< access_denied: the person or the provider said no
    LoginTimeout, //!< nobody finished the login in the browser
    BrowserFailed, //!< no browser could be started
    ClientUnknown,
    RedirectUriRejected,
    ScopeRejected,
    InvalidGrant, //!< the refresh token (or code) is not accepted any more
    TokenEndpoint, //!< any other OAuth error of the token endpoint

    // ID token
    TokenMalformed,
    TokenAlgorithm,
    TokenSignature,
    TokenKeyUnknown,
    TokenIssuer,
    TokenAudience,
    TokenExpired,
    TokenNotYetValid,
    TokenNonce,
    TokenHash, //!< at_hash
    TokenClaims, //!< a required claim is missing or has the wrong type
    TokenSubject, //!< a refreshed token is about somebody else

    // keychain
    KeychainMissing, //!< no keychain service on this machine
    KeychainLocked,
    KeychainBusy, //!< did not answer in time
    KeychainFailed,
    KeychainCorrupt, //!< an entry of ours does not carry its own hash

    // agent
    AgentUnavailable,
    AgentProtocol,
    PeerRefused, //!< the other end of the socket is not the same user

    // API server
    ApiUnreachable,
    ApiUnauthorized,
    ApiForbidden,
};

//! Why something failed.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    //! For people: one plain English sentence without a full stop, what failed and why. Never a secret.
    std::string message;
    //! For people: the way out ("run …", "add …"); may be empty when there is none.
    std::string fix;
    //! For logs only: addresses, numbers, library messages. Never a secret.
    std::string detail;

    bool operator==(const Error &) const = default;
};

//! The stable kebab-case name of a code, e.g. "login-required".
[[nodiscard]] std::string_view errorCodeName(ErrorCode code);

//! The code with that name; Internal for an unknown one (a newer agent may know more than we do).
[[nodiscard]] ErrorCode errorCodeFromName(std::string_view name);

//! Exit status of the command line (cli.md): 1 failed, 2 usage, 3 a person must sign in, 4 refused by
//! a safety rule, 5 nothing to do or not found.
[[nodiscard]] int exitCode(ErrorCode code);

//! "MESSAGE (FIX)" on one line, safe for a terminal.
[[nodiscard]] std::string toLine(const Error &error);

} // namespace Core
