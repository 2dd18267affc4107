// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/demo/grantstore.h"

#include "app/oidc/jose/jws.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace Demo {

using Core::ErrorCode;

namespace {
constexpr std::size_t kMaxEntries = 5000;
}

std::string randomToken()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    std::string bytes;
    for (const quint32 word : words) {
        for (unsigned shift = 0; shift < 32; shift += 8)
            bytes.push_back(static_cast<char>(static_cast<unsigned char>(word >> shift)));
    }
    return Jose::encodeBase64Url(bytes);
}

std::string GrantStore::keep(Entries &entries, Entry entry)
{
    if (entries.size() >= kMaxEntries) {
        const auto oldest = std::min_element(entries.begin(), entries.end(), [](auto &a, auto &b) {
            return a.second.expiresAt < b.second.expiresAt;
        });
        entries.erase(oldest);
    }
    std::string secret = randomToken();
    entries.emplace(secret, std::move(entry));
    return secret;
}

Core::Result<Grant> GrantStore::redeem(Entries &entries, std::string_view secret)
{
    const auto found = entries.find(secret);
    if (found == entries.end())
        return Core::fail(ErrorCode::InvalidGrant, "unknown, or its session has ended");
    Entry &entry = found->second;
    if (entry.used) {
        const Grant grant = entry.grant;
        endSession(grant.sessionId);
        return Core::fail(ErrorCode::InvalidGrant, "used a second time: the session is ended");
    }
    if (m_clock.now() >= entry.expiresAt)
        return Core::fail(ErrorCode::InvalidGrant, "expired");
    entry.used = true;
    return entry.grant;
}

std::string GrantStore::issueCode(Grant grant)
{
    grant.sessionId = randomToken();
    return keep(m_codes, { std::move(grant), m_clock.now() + m_lifetimes.code });
}

Core::Result<Grant> GrantStore::redeemCode(std::string_view code)
{
    return redeem(m_codes, code);
}

std::string GrantStore::issueRefreshToken(const Grant &grant)
{
    return keep(m_refreshTokens, { grant, m_clock.now() + m_lifetimes.refreshToken });
}

Core::Result<Grant> GrantStore::redeemRefreshToken(std::string_view token,
                                                   std::string_view clientId)
{
    const auto found = m_refreshTokens.find(token);
    if (found != m_refreshTokens.end() && found->second.grant.clientId != clientId)
        return Core::fail(ErrorCode::InvalidGrant, "issued to another client");
    return redeem(m_refreshTokens, token);
}

void GrantStore::revoke(std::string_view token)
{
    const auto found = m_refreshTokens.find(token);
    if (found == m_refreshTokens.end())
        return;
    const std::string sessionId = found->second.grant.sessionId;
    endSession(sessionId);
}

void GrantStore::endSession(std::string_view sessionId)
{
    std::erase_if(m_refreshTokens,
                  [&](const auto &entry) { return entry.second.grant.sessionId == sessionId; });
}

std::size_t GrantStore::sessionCount() const
{
    return static_cast<std::size_t>(
            std::count_if(m_refreshTokens.begin(), m_refreshTokens.end(),
                          [](const auto &entry) { return !entry.second.used; }));
}

} // namespace Demo
