// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <string>
#include <string_view>

namespace Core {

//! Makes foreign text (a name from a kubeconfig, an error_description, a path) safe to print on a
//! terminal, log or label: C0, C1, DEL, bidirectional controls and invalid UTF-8 become U+FFFD,
//! line breaks and tabs become a space, anything after \a maxBytes is cut with "…".
[[nodiscard]] std::string singleLine(std::string_view text, std::size_t maxBytes = 2000);

//! Foreign text for a log that may quote what it was sent: every word that could be a token or a code (20 or
//! more characters of the alphabets of base64, base64url and JWS in a row) becomes "[…]".
[[nodiscard]] std::string withoutTokens(std::string_view text);

//! True if \a text is well-formed UTF-8 (no overlong forms, surrogates or values over U+10FFFF).
[[nodiscard]] bool isValidUtf8(std::string_view text);

//! True if \a text is a label of RFC 1123, as Kubernetes asks of the name of a namespace: 1 to 63 small letters,
//! digits and dashes, no dash at either end.
[[nodiscard]] bool isDnsLabel(std::string_view text);

//! `a/b` quoted for a POSIX shell, only where needed.
[[nodiscard]] std::string shellQuoted(std::string_view word);

} // namespace Core
