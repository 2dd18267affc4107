// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <map>
#include <string>
#include <vector>

namespace Kubernetes::Cel {

//! A static type as cel-go's checker has them.
struct Type
{
    enum class Kind {
        Dyn,
        Any,
        Null,
        Bool,
        Int,
        Uint,
        Double,
        String,
        List,
        Map,
        Optional,
        TypeOfType,
        User,
        Parameter
    };
    Kind kind = Kind::Dyn;
    std::vector<Type> parameters; //!< List 1, Map 2, Optional 1
    std::string name; //!< Parameter

    [[nodiscard]] static Type listOf(Type item) { return { Kind::List, { std::move(item) }, {} }; }
    [[nodiscard]] static Type mapOf(Type key, Type value)
    {
        return { Kind::Map, { std::move(key), std::move(value) }, {} };
    }
    [[nodiscard]] static Type optionalOf(Type value)
    {
        return { Kind::Optional, { std::move(value) }, {} };
    }
    [[nodiscard]] static Type parameter(std::string name)
    {
        return { Kind::Parameter, {}, std::move(name) };
    }
    [[nodiscard]] bool isDynamic() const { return kind == Kind::Dyn || kind == Kind::Any; }
    bool operator==(const Type &) const = default;
};

//! As cel-go's messages name it: "list(string)", "any".
[[nodiscard]] std::string typeText(const Type &type);

using Bindings = std::map<std::string, Type>;

//! Whether a value of \a actual may stand where \a wanted is asked for; binds type parameters.
[[nodiscard]] bool isAssignable(const Type &wanted, const Type &actual, Bindings &bindings);
//! With parameters replaced; free ones become dyn.
[[nodiscard]] Type substituted(const Type &type, const Bindings &bindings);

//! One signature of a function.
struct Overload
{
    std::vector<Type> arguments; //!< the receiver first, if it is a member
    Type result;
    bool isMember = false;
};

//! The overloads that we know; empty for a function that we don't evaluate.
[[nodiscard]] const std::vector<Overload> &overloadsOf(const std::string &function);
//! True if kube-apiserver 1.34 has a function or namespace of that name.
[[nodiscard]] bool isKnownToServer(const std::string &name);

} // namespace Kubernetes::Cel
