// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/error.h"

#include "app/core/text.h"

#include <utility>

namespace Core {

namespace {

using enum ErrorCode;

constexpr std::pair<ErrorCode, std::string_view> kNames[] = {
        { Internal, "internal" },
        { Usage, "usage" },
        { Canceled, "canceled" },
        { Timeout, "timeout" },
        { Io, "io" },
        { NotFound, "not-found" },
        { PermissionDenied, "permission-denied" },
        { ReadOnly, "read-only" },
        { DiskFull, "disk-full" },
        { TooLarge, "too-large" },
        { Parse, "parse" },
        { FileLocked, "file-locked" },
        { StaleLock, "stale-lock" },
        { Conflict, "conflict" },
        { Refused, "refused" },
        { NothingToDo, "nothing-to-do" },
        { NetworkUnreachable, "network-unreachable" },
        { TlsUntrusted, "tls-untrusted" },
        { TlsFailed, "tls-failed" },
        { HttpStatus, "http-status" },
        { RedirectRefused, "redirect-refused" },
        { BadAnswer, "bad-answer" },
        { IssuerNotHttps, "issuer-not-https" },
        { IssuerMismatch, "issuer-mismatch" },
        { DiscoveryInvalid, "discovery-invalid" },
        { LoginRequired, "login-required" },
        { LoginRefused, "login-refused" },
        { LoginTimeout, "login-timeout" },
        { BrowserFailed, "browser-failed" },
        { ClientUnknown, "client-unknown" },
        { RedirectUriRejected, "redirect-uri-rejected" },
        { ScopeRejected, "scope-rejected" },
        { InvalidGrant, "invalid-grant" },
        { TokenEndpoint, "token-endpoint" },
        { TokenMalformed, "token-malformed" },
        { TokenAlgorithm, "token-algorithm" },
        { TokenSignature, "token-signature" },
        { TokenKeyUnknown, "token-key-unknown" },
        { TokenIssuer, "token-issuer" },
        { TokenAudience, "token-audience" },
        { TokenExpired, "token-expired" },
        { TokenNotYetValid, "token-not-yet-valid" },
        { TokenNonce, "token-nonce" },
        { TokenHash, "token-hash" },
        { TokenClaims, "token-claims" },
        { TokenSubject, "token-subject" },
        { KeychainMissing, "keychain-missing" },
        { KeychainLocked, "keychain-locked" },
        { KeychainBusy, "keychain-busy" },
        { KeychainFailed, "keychain-failed" },
        { KeychainCorrupt, "keychain-corrupt" },
        { AgentUnavailable, "agent-unavailable" },
        { AgentProtocol, "agent-protocol" },
        { PeerRefused, "peer-refused" },
        { ApiUnreachable, "api-unreachable" },
        { ApiUnauthorized, "api-unauthorized" },
        { ApiForbidden, "api-forbidden" },
};

} // namespace

std::string_view errorCodeName(ErrorCode code)
{
    for (const auto &[known, name] : kNames) {
        if (known == code)
            return name;
    }
    return "internal";
}

ErrorCode errorCodeFromName(std::string_view name)
{
    for (const auto &[code, known] : kNames) {
        if (known == name)
            return code;
    }
    return Internal;
}

int exitCode(ErrorCode code)
{
    switch (code) {
    case Usage:
        return 2;
    case LoginRequired:
    case LoginRefused:
    case LoginTimeout:
        return 3;
    case Refused:
    case PeerRefused:
        return 4;
    case NotFound:
    case NothingToDo:
        return 5;
    default:
        return 1;
    }
}

std::string toLine(const Error &error)
{
    std::string line = error.message;
    if (!error.fix.empty())
        line += " (" + error.fix + ")";
    return singleLine(line);
}

} // namespace Core
