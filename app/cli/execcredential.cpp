// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/execcredential.h"

#include <algorithm>

namespace Cli {

// Tokens are base64url and dots; anything else is escaped, so that what we print is JSON whatever
// the agent said.
static void appendString(std::string &line, std::string_view text)
{
    static constexpr std::string_view kHex = "0123456789abcdef";
    const auto isPlain = [](char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; };
    if (std::all_of(text.begin(), text.end(), isPlain)) {
        line.append(1, '"').append(text).append(1, '"');
        return;
    }
    line += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            line += '\\';
            line += c;
        } else if (byte < 0x20 || byte >= 0x7F) {
            line += "\\u00";
            line += kHex[byte >> 4];
            line += kHex[byte & 0xF];
        } else {
            line += c;
        }
    }
    line += '"';
}

std::string execCredential(std::string_view apiVersion, std::string_view token, std::string_view expirationTimestamp)
{
    std::string line;
    line.reserve(token.size() + 256);
    line += R"({"kind":"ExecCredential","apiVersion":)";
    appendString(line, apiVersion);
    line += R"(,"spec":{"interactive":false},"status":{"expirationTimestamp":)";
    appendString(line, expirationTimestamp);
    line += R"(,"token":)";
    appendString(line, token);
    line += "}}\n";
    return line;
}

} // namespace Cli
