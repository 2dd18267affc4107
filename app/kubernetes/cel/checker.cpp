// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubernetes/cel/checker.h"

#include <algorithm>
#include <array>

namespace Kubernetes::Cel {

using Kind = Problem::Kind;
using Node = Expression;

namespace {

constexpr std::array kTypeNames{ "bool",      "double", "int",  "list", "map",
                                 "null_type", "string", "type", "uint" };

class Checker
{
public:
    Checker(std::string_view source, const std::string &variable, const Type &type)
        : m_source(source)
    {
        m_scope.emplace_back(variable, type);
    }

    Outcome<Type> check(const Node &node)
    {
        switch (node.kind) {
        case Node::Kind::Literal:
            return literal(node.literal);
        case Node::Kind::Name:
            return name(node);
        case Node::Kind::Select:
            return select(node);
        case Node::Kind::Has: {
            const auto selected = select(node);
            return selected ? Outcome<Type>(kBool) : selected;
        }
        case Node::Kind::Call:
            return call(node);
        case Node::Kind::ListLiteral:
            return list(node);
        case Node::Kind::MapLiteral:
            return map(node);
        case Node::Kind::Macro:
            return macro(node);
        }
        return Type{};
    }

private:
    static inline const Type kBool{ Type::Kind::Bool, {}, {} };
    static inline const Type kString{ Type::Kind::String, {}, {} };

    tl::unexpected<Problem> refuse(const Node &node, const std::string &message) const
    {
        return compileProblem(m_source, node.position, message);
    }

    static Type literal(const Value &value)
    {
        static constexpr std::array kKinds{
            Type::Kind::Null, Type::Kind::Bool,   Type::Kind::Int,
            Type::Kind::Uint, Type::Kind::Double, Type::Kind::String
        };
        return { kKinds[std::min(value.data.index(), kKinds.size() - 1)], {}, {} };
    }

    Outcome<Type> name(const Node &node) const
    {
        for (auto entry = m_scope.rbegin(); entry != m_scope.rend(); ++entry) {
            if (entry->first == node.text)
                return entry->second;
        }
        if (std::find(kTypeNames.begin(), kTypeNames.end(), node.text) != kTypeNames.end())
            return Type{ Type::Kind::TypeOfType, {}, {} };
        if (isKnownToServer(node.text))
            return problem(Kind::NotEvaluated, "the expression uses " + node.text);
        return refuse(node, "undeclared reference to '" + node.text + "' (in container '')");
    }

    Outcome<Type> select(const Node &node)
    {
        const auto operand = check(*node.children[0]);
        return operand ? memberOf(node, *operand, node.text) : operand;
    }

    Outcome<Type> memberOf(const Node &node, const Type &operand, const std::string &member) const
    {
        switch (operand.kind) {
        case Type::Kind::Dyn:
        case Type::Kind::Any:
            return Type{};
        case Type::Kind::Map:
            return operand.parameters[1];
        case Type::Kind::Optional: {
            const auto inner = memberOf(node, operand.parameters[0], member);
            return inner ? Outcome<Type>(Type::optionalOf(*inner)) : inner;
        }
        case Type::Kind::User:
            if (member == "username" || member == "uid")
                return kString;
            if (member == "groups")
                return Type::listOf(kString);
            if (member == "extra")
                return Type::mapOf(kString, Type::listOf(kString));
            return refuse(node, "undefined field '" + member + "'");
        default:
            return refuse(node,
                          "type '" + typeText(operand) + "' does not support field selection");
        }
    }

    // A call such as sets.contains(a, b): cel-go resolves the qualified name before a receiver.
    static std::string qualifiedName(const Node &node)
    {
        if (node.isMember && node.children[0]->kind == Node::Kind::Name)
            return node.children[0]->text + '.' + node.text;
        return {};
    }

    bool isVariable(const std::string &text) const
    {
        return std::any_of(m_scope.begin(), m_scope.end(),
                           [&text](const auto &entry) { return entry.first == text; });
    }

    Outcome<Type> call(const Node &node)
    {
        if (node.text == "_?._") {
            const auto operand = check(*node.children[0]);
            if (!operand)
                return operand;
            const auto member =
                    memberOf(node, *operand, *node.children[1]->literal.as<std::string>());
            if (!member || member->kind == Type::Kind::Optional)
                return member;
            return Type::optionalOf(*member);
        }
        const std::string qualified = qualifiedName(node);
        if (!qualified.empty() && !isVariable(node.children[0]->text)) {
            if (!overloadsOf(qualified).empty())
                return resolve(node, qualified, 1);
            if (isKnownToServer(node.children[0]->text))
                return problem(Kind::NotEvaluated, "the expression uses " + qualified + "()");
        }
        if (node.isMember) {
            if (const auto receiver = check(*node.children[0]); !receiver)
                return receiver;
        }
        if (overloadsOf(node.text).empty()) {
            if (isKnownToServer(node.text))
                return problem(Kind::NotEvaluated, "the expression uses " + node.text + "()");
            return refuse(node, "undeclared reference to '" + node.text + "' (in container '')");
        }
        return resolve(node, node.text, 0);
    }

    Outcome<Type> resolve(const Node &node, const std::string &function, std::size_t firstArgument)
    {
        std::vector<Type> arguments;
        for (std::size_t i = firstArgument; i < node.children.size(); ++i) {
            auto argument = check(*node.children[i]);
            if (!argument)
                return argument;
            const bool isLogic = function == "_&&_" || function == "_||_";
            if (isLogic && argument->kind != Type::Kind::Bool && !argument->isDynamic())
                return refuse(*node.children[i],
                              "expected type 'bool' but found '" + typeText(*argument) + '\'');
            arguments.push_back(std::move(*argument));
        }
        const bool isMember = node.isMember && firstArgument == 0;
        std::optional<Type> result;
        for (const Overload &overload : overloadsOf(function)) {
            Bindings bindings;
            if (overload.isMember != isMember || !matches(overload, arguments, bindings))
                continue;
            const Type found = substituted(overload.result, bindings);
            result = result && *result != found ? Type{}
                                                : found; // several: it depends on the values
        }
        if (!result)
            return refuse(node,
                          "found no matching overload for '" + function + "' applied to '"
                                  + shown(arguments, isMember) + '\'');
        return regexIsValid(node, function)
                ? Outcome<Type>(*result)
                : refuse(*node.children.back(), "invalid matches argument");
    }

    // Only the plainest mistake is told from here; the pattern itself is the matcher's business.
    static bool regexIsValid(const Node &node, const std::string &function)
    {
        const auto *pattern =
                node.children.empty() ? nullptr : node.children.back()->literal.as<std::string>();
        if (function != "matches" || node.children.back()->kind != Node::Kind::Literal || !pattern)
            return true;
        return *pattern != "(" && *pattern != "[" && *pattern != "*" && *pattern != "+"
                && *pattern != "?";
    }

    static bool matches(const Overload &overload, const std::vector<Type> &arguments,
                        Bindings &bindings)
    {
        if (overload.arguments.size() != arguments.size())
            return false;
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            if (!isAssignable(overload.arguments[i], arguments[i], bindings))
                return false;
        }
        return true;
    }

    static std::string shown(const std::vector<Type> &arguments, bool isMember)
    {
        std::string text;
        for (std::size_t i = isMember ? 1 : 0; i < arguments.size(); ++i)
            text += (text.empty() ? "" : ", ") + typeText(arguments[i]);
        return (isMember ? typeText(arguments[0]) + ".(" : "(") + text + ')';
    }

    // kube-apiserver demands that all elements have the type of the first one, with `any` a type of
    // its own.
    Outcome<Type> common(const Node &node, std::size_t start, std::size_t step)
    {
        std::optional<Type> type;
        for (std::size_t i = start; i < node.children.size(); i += step) {
            auto item = check(*node.children[i]);
            if (!item)
                return item;
            Bindings bindings;
            const bool isSameKind = !type || item->kind == type->kind;
            if (!isSameKind || (type && !isAssignable(*type, *item, bindings)))
                return refuse(*node.children[i],
                              "expected type '" + typeText(*type) + "' but found '"
                                      + typeText(*item) + '\'');
            if (type && *type != *item) // [[], [1]] is fine, [[1], [dyn(1)]] is not
                return problem(Kind::NotEvaluated,
                               "the expression has a list of lists of several types");
            type = std::move(*item);
        }
        return type.value_or(Type{});
    }

    Outcome<Type> list(const Node &node)
    {
        const auto item = common(node, 0, 1);
        return item ? Outcome<Type>(Type::listOf(*item)) : item;
    }

    Outcome<Type> map(const Node &node)
    {
        const auto key = common(node, 0, 2);
        if (!key)
            return key;
        const auto value = common(node, 1, 2);
        return value ? Outcome<Type>(Type::mapOf(*key, *value)) : value;
    }

    Outcome<Type> macro(const Node &node)
    {
        const auto range = check(*node.children[0]);
        if (!range)
            return range;
        Type item;
        if (range->kind == Type::Kind::List || range->kind == Type::Kind::Map)
            item = range->parameters[0];
        else if (range->kind != Type::Kind::Dyn)
            return refuse(*node.children[0],
                          "expression of type '" + typeText(*range)
                                  + "' cannot be range of a comprehension (must be list, map, or "
                                    "dynamic)");
        m_scope.emplace_back(node.variable, item);
        const auto result = macroBody(node, item);
        m_scope.pop_back();
        return result;
    }

    Outcome<Type> macroBody(const Node &node, const Type &item)
    {
        const auto body = check(*node.children[1]);
        if (!body)
            return body;
        const bool isMap = node.text == "map";
        const bool isFiltered = isMap && node.children.size() == 3;
        const auto result = isFiltered ? check(*node.children[2])
                : isMap                ? body
                                       : Outcome<Type>(item);
        if (!result)
            return result;
        const bool isBool = body->kind == Type::Kind::Bool || body->isDynamic();
        if ((!isMap || isFiltered) && !isBool) {
            if (node.text == "all" || node.text == "exists")
                return refuse(*node.children[1],
                              "expected type 'bool' but found '" + typeText(*body) + '\'');
            const std::string accumulator =
                    node.text == "exists_one" ? "int" : typeText(Type::listOf(*result));
            return refuse(node,
                          "found no matching overload for '_?_:_' applied to '(" + typeText(*body)
                                  + ", " + accumulator + ", " + accumulator + ")'");
        }
        return isMap || node.text == "filter" ? Type::listOf(*result) : kBool;
    }

    std::string_view m_source;
    std::vector<std::pair<std::string, Type>> m_scope;
};

} // namespace

Outcome<Type> checkType(const Expression &expression, std::string_view source,
                        const std::string &variable, const Type &variableType)
{
    return Checker(source, variable, variableType).check(expression);
}

} // namespace Kubernetes::Cel
