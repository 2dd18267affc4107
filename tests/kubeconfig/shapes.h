// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <cstdint>
#include <string>
#include <vector>

//! Kubeconfigs in all the ways in which people, clouds and tools write them.
namespace Shapes {

struct Shape
{
    std::string name;
    std::string bytes;
    bool kubectlReads = true; //!< what client-go says
    bool weRead = true; //!< differs only where the reason is told in \a note
    std::string note = {};
};

//! Written by hand, with the traps of the format.
[[nodiscard]] std::vector<Shape> handWritten();

//! The same three contexts (one, two, three), two clusters and users, written differently:
//! indentation, quotes, order, flow, comments, line ends, unknown fields.
[[nodiscard]] Shape generated(std::uint32_t seed);

} // namespace Shapes
