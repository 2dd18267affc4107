// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/descriptorbuffer.h"

#include <cerrno>
#include <unistd.h>

namespace Cli {

bool writeAll(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t n = ::write(descriptor, bytes.data(), bytes.size());
        if (n > 0)
            bytes.remove_prefix(static_cast<std::size_t>(n));
        else if (n == 0 || errno != EINTR)
            return false;
    }
    return true;
}

DescriptorBuffer::DescriptorBuffer(int descriptor) : m_descriptor(descriptor)
{
    setp(m_out.data(), m_out.data() + m_out.size());
}

DescriptorBuffer::~DescriptorBuffer()
{
    DescriptorBuffer::sync();
}

DescriptorBuffer::int_type DescriptorBuffer::underflow()
{
    ssize_t n = 0;
    do {
        n = ::read(m_descriptor, m_in.data(), m_in.size());
    } while (n < 0 && errno == EINTR);
    if (n <= 0)
        return traits_type::eof();
    setg(m_in.data(), m_in.data(), m_in.data() + n);
    return traits_type::to_int_type(m_in.front());
}

DescriptorBuffer::int_type DescriptorBuffer::overflow(int_type c)
{
    if (DescriptorBuffer::sync() != 0)
        return traits_type::eof();
    if (!traits_type::eq_int_type(c, traits_type::eof()))
        return sputc(traits_type::to_char_type(c));
    return traits_type::not_eof(c);
}

int DescriptorBuffer::sync()
{
    const bool isWritten = writeAll(m_descriptor, { pbase(), static_cast<std::size_t>(pptr() - pbase()) });
    setp(m_out.data(), m_out.data() + m_out.size());
    return isWritten ? 0 : -1;
}

} // namespace Cli
