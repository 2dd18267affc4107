// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubernetes/cel/expression.h"
#include "app/kubernetes/cel/type.h"

#include <functional>
#include <memory>
#include <string>

//! The Common Expression Language as far as token rules use it: an honest subset. What is outside
//! of it is NotEvaluated, never a guess. Compared with kube-apiserver 1.34 expression by expression
//! (tests/kubernetes/data).
namespace Kubernetes::Cel {

//! True or false for "\a pattern is found in \a text" by RE2's rules; nothing if that is not
//! certain.
using RegexMatcher =
        std::function<std::optional<bool>(const std::string &pattern, const std::string &text)>;

//! What an expression is about.
enum class Subject {
    Claims, //!< `claims`: map(string, any)
    User, //!< `user`: username, uid, groups, extra
};

//! A compiled expression. Copies share the tree.
class Program
{
public:
    //! \a matcher evaluates matches(); without one that function is NotEvaluated.
    [[nodiscard]] static Outcome<Program> compile(const std::string &source, Subject subject,
                                                  RegexMatcher matcher = {});

    [[nodiscard]] const std::string &source() const { return m_source; }
    [[nodiscard]] const Type &type() const { return m_type; }
    //! kube-apiserver demands exactly bool of a rule; `any` is not enough.
    [[nodiscard]] bool isBool() const { return m_type.kind == Type::Kind::Bool; }
    [[nodiscard]] bool selects(std::string_view member) const;

    //! \a subject: the claims, or a user as {"username", "uid", "groups", "extra"}.
    [[nodiscard]] Outcome<Value> evaluate(const Core::Json &subject) const;

private:
    std::string m_source, m_variable;
    Type m_type;
    RegexMatcher m_matcher;
    std::shared_ptr<const Expression> m_expression;
};

} // namespace Kubernetes::Cel
