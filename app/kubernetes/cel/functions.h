// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubernetes/cel/expression.h"
#include "app/kubernetes/cel/program.h"

#include <vector>

namespace Kubernetes::Cel {

//! Calls a function with evaluated arguments (the receiver first). Not the lazy ones: `&&`, `||`,
//! `?:`.
[[nodiscard]] Outcome<Value> callFunction(const std::string &function,
                                          const std::vector<Value> &arguments,
                                          const RegexMatcher &matcher);

//! `operand.member` or `operand[key]`.
[[nodiscard]] Outcome<Value> index(const Value &operand, const Value &key);
//! `operand.?member` or `operand[?key]`: an optional.
[[nodiscard]] Outcome<Value> optionalIndex(const Value &operand, const Value &key);

} // namespace Kubernetes::Cel
