// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <array>
#include <streambuf>
#include <string_view>

namespace Cli {

//! Writes all of \a bytes, over interruptions and short writes. False when the other end is gone or full.
[[nodiscard]] bool writeAll(int descriptor, std::string_view bytes);

//! A stream's buffer over a file descriptor that somebody else owns.
class DescriptorBuffer final : public std::streambuf
{
public:
    explicit DescriptorBuffer(int descriptor);
    ~DescriptorBuffer() override;
    DescriptorBuffer(const DescriptorBuffer &) = delete;
    DescriptorBuffer &operator=(const DescriptorBuffer &) = delete;

protected:
    int_type underflow() override;
    int_type overflow(int_type c) override;
    int sync() override;

private:
    int m_descriptor;
    std::array<char, 8192> m_in, m_out; // NOLINT: filled before they are read
};

} // namespace Cli
