// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <string>
#include <string_view>

namespace Core {

//! Bytes that must not be seen: a token, a client secret, a PKCE verifier, a code.
//!
//! Wiped when it dies or is overwritten. Not printable, not comparable with text by accident, not
//! copied silently: copies are made with clone(), so that each one is visible in review.
class Secret
{
public:
    Secret() = default;
    explicit Secret(std::string bytes) : m_bytes(std::move(bytes)) { }
    ~Secret() { wipe(m_bytes); }

    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret &&other) noexcept;
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;

    [[nodiscard]] Secret clone() const { return Secret(m_bytes); }
    [[nodiscard]] bool isEmpty() const { return m_bytes.empty(); }
    //! The bytes themselves, valid while this object lives. Each call is a place to look at in review.
    [[nodiscard]] std::string_view reveal() const { return m_bytes; }
    //! Constant time in the contents (not in the length).
    [[nodiscard]] bool equals(std::string_view other) const;

    //! Overwrites \a bytes so that the compiler cannot drop it, then empties it.
    static void wipe(std::string &bytes);

private:
    std::string m_bytes;
};

//! Constant-time comparison for values that are secret until used, such as `state`.
[[nodiscard]] bool constantTimeEquals(std::string_view a, std::string_view b);

} // namespace Core
