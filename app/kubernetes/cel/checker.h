// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubernetes/cel/expression.h"
#include "app/kubernetes/cel/type.h"

namespace Kubernetes::Cel {

//! The static type of an expression over one variable, or why cel-go's checker refuses it.
[[nodiscard]] Outcome<Type> checkType(const Expression &expression, std::string_view source,
                                      const std::string &variable, const Type &variableType);

} // namespace Kubernetes::Cel
