// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubernetes/cel/program.h"

#include "app/kubernetes/cel/checker.h"
#include "app/kubernetes/cel/functions.h"

#include <algorithm>

namespace Kubernetes::Cel {

using Kind = Problem::Kind;
using Node = Expression;

namespace {

constexpr int kMaxSteps = 1'000'000; // the server has a cost limit of its own

class Evaluator
{
public:
    Evaluator(const std::string &variable, Value subject, const RegexMatcher &matcher)
        : m_matcher(matcher)
    {
        m_scope.emplace_back(variable, std::move(subject));
    }

    Outcome<Value> evaluate(const Node &node)
    {
        if (++m_steps > kMaxSteps)
            return problem(Kind::NotEvaluated,
                           "the expression takes too long to be evaluated here");
        switch (node.kind) {
        case Node::Kind::Literal:
            return node.literal;
        case Node::Kind::Name:
            return name(node);
        case Node::Kind::Select:
            return select(node);
        case Node::Kind::Has:
            return has(node);
        case Node::Kind::Call:
            return call(node);
        case Node::Kind::ListLiteral:
            return list(node);
        case Node::Kind::MapLiteral:
            return map(node);
        case Node::Kind::Macro:
            return macro(node);
        }
        return Value{};
    }

private:
    Outcome<Value> name(const Node &node) const
    {
        for (auto entry = m_scope.rbegin(); entry != m_scope.rend(); ++entry) {
            if (entry->first == node.text)
                return entry->second;
        }
        return Value{ TypeName{ node.text } };
    }

    Outcome<Value> select(const Node &node)
    {
        const auto operand = evaluate(*node.children[0]);
        return operand ? index(*operand, Value{ node.text }) : operand;
    }

    Outcome<Value> has(const Node &node)
    {
        const auto operand = evaluate(*node.children[0]);
        if (!operand)
            return operand;
        if (const auto *root = operand->as<Root>())
            return Value{ findMember(root->members, Value{ node.text }) != nullptr };
        if (const auto *members = operand->as<Map>())
            return Value{ findMember(*members, Value{ node.text }) != nullptr };
        if (operand->as<Optional>() || operand->as<List>() || operand->isNull())
            return problem(Kind::NotEvaluated,
                           "the expression uses has() on a " + operand->typeName());
        return Value{ false };
    }

    // RFC-like logic of CEL: an error on one side counts only if the other side does not decide.
    Outcome<Value> logic(const Node &node, bool deciding)
    {
        const auto left = evaluate(*node.children[0]);
        if (left && left->as<bool>() && *left->as<bool>() == deciding)
            return left;
        if (!left && left.error().kind == Kind::NotEvaluated)
            return left;
        const auto right = evaluate(*node.children[1]);
        if (right && right->as<bool>() && *right->as<bool>() == deciding)
            return right;
        if (!right && right.error().kind == Kind::NotEvaluated)
            return right;
        if (!left)
            return left;
        if (!right)
            return right;
        if (!left->as<bool>() || !right->as<bool>())
            return problem(Kind::Runtime, "no such overload");
        return Value{ !deciding };
    }

    Outcome<Value> call(const Node &node)
    {
        if (node.text == "_&&_" || node.text == "_||_")
            return logic(node, node.text == "_||_");
        if (node.text == "_?_:_") {
            const auto condition = evaluate(*node.children[0]);
            if (!condition)
                return condition;
            if (!condition->as<bool>())
                return problem(Kind::Runtime, "no such overload");
            return evaluate(*node.children[*condition->as<bool>() ? 1 : 2]);
        }
        std::string function = node.text;
        std::size_t first = 0;
        if (node.isMember && node.children[0]->kind == Node::Kind::Name
            && !isVariable(node.children[0]->text)) {
            function = node.children[0]->text + '.' + node.text;
            first = 1;
        }
        std::vector<Value> arguments;
        for (std::size_t i = first; i < node.children.size(); ++i) {
            auto argument = evaluate(*node.children[i]);
            if (!argument)
                return argument;
            arguments.push_back(std::move(*argument));
        }
        return callFunction(function, arguments, m_matcher);
    }

    bool isVariable(const std::string &text) const
    {
        for (const auto &[variable, value] : m_scope) {
            if (variable == text)
                return true;
        }
        return false;
    }

    Outcome<Value> list(const Node &node)
    {
        std::vector<Value> items;
        for (const ExpressionPtr &child : node.children) {
            auto item = evaluate(*child);
            if (!item)
                return item;
            items.push_back(std::move(*item));
        }
        return Value::ofList(std::move(items));
    }

    Outcome<Value> map(const Node &node)
    {
        std::vector<std::pair<Value, Value>> members;
        for (std::size_t i = 0; i + 1 < node.children.size(); i += 2) {
            auto key = evaluate(*node.children[i]);
            if (!key)
                return key;
            auto value = evaluate(*node.children[i + 1]);
            if (!value)
                return value;
            bool isKnown = false;
            for (auto &[name, current] : members) { // the last one wins
                if (!equals(name, *key))
                    continue;
                current = *value;
                isKnown = true;
            }
            if (!isKnown)
                members.emplace_back(std::move(*key), std::move(*value));
        }
        return Value::ofMap(std::move(members));
    }

    Outcome<Value> macro(const Node &node)
    {
        const auto range = evaluate(*node.children[0]);
        if (!range)
            return range;
        std::vector<Value> items;
        if (const auto *values = range->as<List>()) {
            items = **values;
        } else if (const auto *members = range->as<Map>()) {
            if ((*members)->size() > 1 && (node.text == "map" || node.text == "filter"))
                return problem(Kind::NotEvaluated, "the expression depends on the order of a map");
            for (const auto &[key, value] : **members)
                items.push_back(key);
        } else if (range->as<Root>()) {
            return problem(Kind::NotEvaluated, "the expression uses all claims at once");
        } else {
            return problem(Kind::Runtime,
                           "got '" + goTypeName(*range) + "', expected iterable type");
        }
        m_scope.emplace_back(node.variable, Value{});
        auto result = overItems(node, items);
        m_scope.pop_back();
        return result;
    }

    static std::string goTypeName(const Value &value)
    {
        std::string name = value.isNull() ? "null" : value.typeName();
        name[0] = static_cast<char>(name[0] - 'a' + 'A');
        return "types." + name;
    }

    Outcome<Value> overItems(const Node &node, const std::vector<Value> &items)
    {
        if (node.text == "all" || node.text == "exists")
            return quantifier(node, items, node.text == "exists");
        std::vector<Value> results;
        std::int64_t count = 0;
        const bool isMap = node.text == "map" && node.children.size() == 2;
        for (const Value &item : items) {
            m_scope.back().second = item;
            auto body = evaluate(*node.children[1]);
            if (!body)
                return body;
            if (isMap) {
                results.push_back(std::move(*body));
                continue;
            }
            if (!body->as<bool>())
                return problem(Kind::Runtime, "no such overload");
            if (!*body->as<bool>())
                continue;
            ++count;
            auto result =
                    node.children.size() == 3 ? evaluate(*node.children[2]) : Outcome<Value>(item);
            if (!result)
                return result;
            results.push_back(std::move(*result));
        }
        if (node.text == "exists_one")
            return Value{ count == 1 };
        return Value::ofList(std::move(results));
    }

    Outcome<Value> quantifier(const Node &node, const std::vector<Value> &items, bool deciding)
    {
        std::optional<Problem> firstError;
        for (const Value &item : items) {
            m_scope.back().second = item;
            const auto body = evaluate(*node.children[1]);
            if (body && body->as<bool>()) {
                if (*body->as<bool>() == deciding)
                    return body;
                continue;
            }
            if (!body && body.error().kind == Kind::NotEvaluated)
                return body;
            if (!firstError)
                firstError = body ? Problem{ Kind::Runtime, "no such overload" } : body.error();
        }
        if (firstError)
            return tl::unexpected<Problem>(*firstError);
        return Value{ !deciding };
    }

    const RegexMatcher &m_matcher;
    std::vector<std::pair<std::string, Value>> m_scope;
    int m_steps = 0;
};

// cel-go folds calls with constant arguments when the program is made: an error there is one at
// start-up.
Outcome<void> foldConstants(const Expression &node, const RegexMatcher &matcher)
{
    for (const ExpressionPtr &child : node.children) {
        if (const auto folded = foldConstants(*child, matcher); !folded)
            return folded;
    }
    const bool isIndex =
            node.kind == Node::Kind::Call && (node.text == "_[_]" || node.text == "_[?_]");
    if (isIndex && node.children[1]->kind == Node::Kind::Literal
        && node.children[1]->literal.isNull())
        return problem(Kind::Compile,
                       "program instantiation failed: invalid qualifier type: types.Null");
    static constexpr std::string_view kConversions[] = { "int", "uint", "double", "bool",
                                                         "string" };
    const bool isConversion = std::find(std::begin(kConversions), std::end(kConversions), node.text)
            != std::end(kConversions);
    if (node.kind != Node::Kind::Call || node.isMember || !isConversion || node.children.size() != 1
        || node.children[0]->kind != Node::Kind::Literal)
        return {};
    const auto value = callFunction(node.text, { node.children[0]->literal }, matcher);
    if (value || value.error().kind != Kind::Runtime)
        return {};
    return problem(Kind::Compile, "program instantiation failed: " + value.error().message);
}

} // namespace

Outcome<Program> Program::compile(const std::string &source, Subject subject, RegexMatcher matcher)
{
    Program program;
    program.m_source = source;
    program.m_variable = subject == Subject::Claims ? "claims" : "user";
    program.m_matcher = std::move(matcher);
    auto expression = parseExpression(source);
    if (!expression)
        return tl::unexpected<Problem>(expression.error());
    program.m_expression = std::move(*expression);
    const Type variableType = subject == Subject::User
            ? Type{ Type::Kind::User, {}, {} }
            : Type::mapOf({ Type::Kind::String, {}, {} }, { Type::Kind::Any, {}, {} });
    const auto type = checkType(*program.m_expression, source, program.m_variable, variableType);
    if (!type)
        return tl::unexpected<Problem>(type.error());
    program.m_type = *type;
    if (const auto folded = foldConstants(*program.m_expression, program.m_matcher); !folded)
        return tl::unexpected<Problem>(folded.error());
    return program;
}

bool Program::selects(std::string_view member) const
{
    return Cel::selects(*m_expression, m_variable, member);
}

Outcome<Value> Program::evaluate(const Core::Json &subject) const
{
    const Value value = Value::ofJson(subject);
    const auto *members = value.as<Map>();
    if (!members)
        return problem(Kind::NotEvaluated, "the claims are not an object");
    return Evaluator(m_variable, Value{ Root{ *members } }, m_matcher).evaluate(*m_expression);
}

} // namespace Kubernetes::Cel
