// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

//! Says why a cluster says no, before or after it did.
namespace Doctor {

enum class Severity {
    Error, //!< it does not work, or soon will not
    Warning, //!< it works, but not as meant, or at a risk
    Info,
};

//! "error", "warning", "info"
[[nodiscard]] std::string_view severityName(Severity severity);

//! One fault. For people and for `-o json`; no token, signature or other secret in any field.
struct Finding
{
    std::string id; //!< one of allIds()
    Severity severity = Severity::Error;
    std::string title; //!< one sentence: what is wrong and why
    std::string evidence; //!< what was seen, both sides where two differ
    std::string fix; //!< to paste: a flag, YAML, a place in an admin console
    std::string serverLog; //!< what the API server writes into its log; empty if it says nothing
    std::string pem = {}; //!< a certificate to hand to somebody; for the window only
    bool operator==(const Finding &) const = default;
};

struct NotChecked
{
    std::string id, why;
    bool operator==(const NotChecked &) const = default;
};

//! Every id that there is, in the order in which things can go wrong on the way of a request: file,
//! entry, connection, then the API server's own order of verification, then what it allows, then what
//! does not stop a request. The names are part of the contract.
[[nodiscard]] std::span<const std::string_view> allIds();

//! Position in allIds(); unknown ids come last.
[[nodiscard]] std::size_t orderOf(std::string_view id);

//! True for the ids whose fault makes the API server refuse the token itself (401).
[[nodiscard]] bool isAuthenticationFault(std::string_view id);

} // namespace Doctor
