// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubernetes/cel/expression.h"

namespace Kubernetes::Cel {

struct Token
{
    enum class Kind {
        End,
        Identifier,
        Integer,
        Unsigned,
        Double,
        Text,
        Symbol, //!< one of ( ) [ ] { } . , : ? + - * / % ! == != < <= > >= && ||
    };
    Kind kind = Kind::End;
    std::string text; //!< Text: decoded; others: as written
    std::size_t position = 0;
};

[[nodiscard]] Outcome<std::vector<Token>> tokenize(std::string_view source);

} // namespace Kubernetes::Cel
