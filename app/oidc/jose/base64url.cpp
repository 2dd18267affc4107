// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/oidc/jose/jws.h"

#include <array>
#include <cstdint>

namespace Jose {

namespace {

constexpr std::string_view kAlphabet
        = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::uint8_t kNone = 0xFF;

constexpr std::array<std::uint8_t, 256> reverseAlphabet()
{
    std::array<std::uint8_t, 256> table {};
    table.fill(kNone);
    for (std::size_t i = 0; i < kAlphabet.size(); ++i)
        table[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
    return table;
}

constexpr auto kValues = reverseAlphabet();

auto malformed(std::string why)
{
    return Core::fail(Core::ErrorCode::TokenMalformed, "the base64url text " + std::move(why));
}

} // namespace

Core::Result<std::string> decodeBase64Url(std::string_view text)
{
    if (text.size() % 4 == 1)
        return malformed("has an impossible length");
    std::string out;
    out.reserve(text.size() / 4 * 3 + 2);
    std::uint32_t buffer = 0;
    unsigned bits = 0;
    for (const char c : text) {
        const std::uint8_t value = kValues[static_cast<unsigned char>(c)];
        if (value == kNone)
            return malformed("has a character that is not base64url");
        buffer = ((buffer << 6) | value) & 0xFFFF;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out += static_cast<char>((buffer >> bits) & 0xFF);
        }
    }
    // What is left over carries no data. If it is not zero, several texts stand for the same bytes,
    // and a token could be altered without its signature telling (Wycheproof JWS 374).
    if ((buffer & ((1U << bits) - 1)) != 0)
        return malformed("is not in its canonical form");
    return out;
}

std::string encodeBase64Url(std::string_view bytes)
{
    std::string out;
    out.reserve((bytes.size() * 4 + 2) / 3);
    std::uint32_t buffer = 0;
    unsigned bits = 0;
    for (const char c : bytes) {
        buffer = ((buffer << 8) | static_cast<unsigned char>(c)) & 0xFFFF;
        bits += 8;
        while (bits >= 6) {
            bits -= 6;
            out += kAlphabet[(buffer >> bits) & 0x3F];
        }
    }
    if (bits > 0)
        out += kAlphabet[(buffer << (6 - bits)) & 0x3F];
    return out;
}

} // namespace Jose
