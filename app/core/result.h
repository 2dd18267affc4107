// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/error.h"

#include <tl/expected.hpp>

namespace Core {

//! A value or the reason why there is none. Test it, then use `*r` or `r->`; never `.value()`, it throws.
template<typename T = void>
using Result = tl::expected<T, Error>;

//! `return fail(ErrorCode::Timeout, "the provider did not answer in 10 s", "try again");`
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message,
                                                std::string fix = {}, std::string detail = {})
{
    return tl::unexpected<Error>(
            Error { code, std::move(message), std::move(fix), std::move(detail) });
}

//! Passes an error on: `return fail(result.error());`
[[nodiscard]] inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace Core
