// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/secret.h"

#include <cstring>

namespace Core {

Secret::Secret(Secret &&other) noexcept : m_bytes(other.m_bytes)
{
    // A moved-from short string keeps its bytes in the small buffer; copy, then wipe the source.
    wipe(other.m_bytes);
}

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        wipe(m_bytes);
        m_bytes = other.m_bytes;
        wipe(other.m_bytes);
    }
    return *this;
}

bool Secret::equals(std::string_view other) const
{
    return constantTimeEquals(m_bytes, other);
}

void Secret::wipe(std::string &bytes)
{
    // explicit_bzero() is the one memset the compiler may not remove. The capacity counts, not the
    // size: a string that shrank still holds its old tail.
    bytes.resize(bytes.capacity());
    explicit_bzero(bytes.data(), bytes.size());
    bytes.clear();
}

bool constantTimeEquals(std::string_view a, std::string_view b)
{
    if (a.size() != b.size())
        return false;
    unsigned difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        difference |= static_cast<unsigned>(static_cast<unsigned char>(a[i]))
                ^ static_cast<unsigned>(static_cast<unsigned char>(b[i]));
    return difference == 0;
}

} // namespace Core
