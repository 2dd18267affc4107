// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
//
// An answer of the token endpoint: the first byte chooses status and content type, the rest is the body. No
// error quotes the body, because it may hold a token.
#include "app/oidc/tokenclient.h"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

constexpr std::array kStatus { 200, 400, 401, 429, 500, 302, 0, 201 };
constexpr std::array kContentType { "application/json", "application/json; charset=utf-8", "text/html", "" };
constexpr std::string_view kCanary = "canary-refresh-token-0123456789";

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return 0;
    const int status = kStatus[data[0] % kStatus.size()];
    const QByteArray type(kContentType[(data[0] / kStatus.size()) % kContentType.size()]);
    const QByteArray body(reinterpret_cast<const char *>(data + 1), static_cast<qsizetype>(size - 1));
    const auto tokens = Oidc::parseTokenResponse(status, type, body);
    if (!tokens) {
        const auto &error = tokens.error();
        require(!error.message.empty());
        for (const std::string *text : { &error.message, &error.fix, &error.detail })
            require(text->find(kCanary) == std::string::npos);
        return 0;
    }
    require(status == 200);
    require(!tokens->accessToken.isEmpty() || !tokens->idToken.isEmpty());
    require(!tokens->expiresIn || tokens->expiresIn->count() >= 0);
    return 0;
}
