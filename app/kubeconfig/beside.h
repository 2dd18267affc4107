// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <cstddef>
#include <future>
#include <utility>

namespace Kubeconfig {

//! From here on a text is large: a thread costs less than what it saves.
inline constexpr std::size_t kLargeBytes = 1024U * 1024;

//! \a work for a text of \a bytes, on another core while the caller goes on. Small work, and work
//! that gets no thread, is done when its answer is asked for. What it refers to must outlive the
//! future, whose destructor waits.
template<typename Work> [[nodiscard]] auto beside(std::size_t bytes, Work work)
{
    const std::launch how = bytes > kLargeBytes ? std::launch::async | std::launch::deferred
                                                : std::launch::deferred;
    return std::async(how, std::move(work));
}

} // namespace Kubeconfig
