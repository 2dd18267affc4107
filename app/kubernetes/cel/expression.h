// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/result.h"
#include "app/kubernetes/cel/value.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace Kubernetes::Cel {

//! Why an expression has no value.
struct Problem
{
    enum class Kind {
        Compile, //!< the server refuses to start with it
        Runtime, //!< evaluation ends with this error
        NotEvaluated, //!< we do not know what the server does: nothing is claimed
    };
    Kind kind = Kind::NotEvaluated;
    std::string message; //!< Compile and Runtime: in the server's words
    bool operator==(const Problem &) const = default;
};

template<typename T> using Outcome = tl::expected<T, Problem>;

[[nodiscard]] inline tl::unexpected<Problem> problem(Problem::Kind kind, std::string message)
{
    return tl::unexpected<Problem>(Problem{ kind, std::move(message) });
}

//! A node of the syntax tree; operators are calls named as in cel-go ("_+_", "_[_]", "_?._").
struct Expression
{
    enum class Kind {
        Literal,
        Name,
        Select, //!< child 0, member `text`
        Has, //!< has(child 0 . text)
        Call, //!< children; with isMember the first one is the receiver
        ListLiteral,
        MapLiteral, //!< key, value, key, value…
        Macro, //!< all, exists, exists_one, filter, map: range, body[, transform]; `variable`
    };
    Kind kind = Kind::Literal;
    std::string text;
    std::string variable;
    bool isMember = false;
    Value literal;
    std::vector<std::unique_ptr<Expression>> children;
    std::size_t position = 0; //!< byte offset, where cel-go's messages point at
    int depth = 1;
};
using ExpressionPtr = std::unique_ptr<Expression>;

//! `ERROR: <input>:LINE:COLUMN: MESSAGE`, columns in code points.
[[nodiscard]] tl::unexpected<Problem> compileProblem(std::string_view source, std::size_t position,
                                                     const std::string &message);

[[nodiscard]] Outcome<ExpressionPtr> parseExpression(std::string_view source);

//! True if `OPERAND.member` or `OPERAND.?member` occurs anywhere.
[[nodiscard]] bool selects(const Expression &expression, std::string_view operand,
                           std::string_view member);

} // namespace Kubernetes::Cel
