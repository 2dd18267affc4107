// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubernetes/cel/expression.h"

#include <string>
#include <vector>

namespace Kubernetes::Cel {

//! Code points; CEL counts in them.
[[nodiscard]] std::u32string decodeUtf8(const std::string &text);
[[nodiscard]] std::string encodeUtf8(std::u32string_view text);

//! The members of texts: contains, split, join, … (ext.Strings version 2), and indexOf of lists.
[[nodiscard]] Outcome<Value> callStringFunction(const std::string &function,
                                                const std::vector<Value> &arguments);

} // namespace Kubernetes::Cel
