// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
// The grammar of the CEL specification (langdef.md, "Syntax"), without message construction.
#include "app/kubernetes/cel/lexer.h"

#include <algorithm>
#include <charconv>

namespace Kubernetes::Cel {

using Kind = Problem::Kind;

namespace {

constexpr int kMaxDepth = 200; // of cel-go: 250, counted otherwise
constexpr int kMaxNesting = 40; // of our own stack

struct Operator
{
    std::string_view symbol, function;
    int level;
};
// From loosest to tightest; all of them are left-associative.
constexpr Operator kOperators[] = {
    { "||", "_||_", 0 }, { "&&", "_&&_", 1 }, { "<", "_<_", 2 },   { "<=", "_<=_", 2 },
    { ">", "_>_", 2 },   { ">=", "_>=_", 2 }, { "==", "_==_", 2 }, { "!=", "_!=_", 2 },
    { "in", "@in", 2 },  { "+", "_+_", 3 },   { "-", "_-_", 3 },   { "*", "_*_", 4 },
    { "/", "_/_", 4 },   { "%", "_%_", 4 },
};
constexpr int kLevels = 5;
constexpr std::string_view kReserved[] = { "as",      "break",  "const",    "continue",  "else",
                                           "false",   "for",    "function", "if",        "import",
                                           "in",      "let",    "loop",     "namespace", "null",
                                           "package", "return", "true",     "var",       "void",
                                           "while" };

bool isReserved(std::string_view name)
{
    return std::find(std::begin(kReserved), std::end(kReserved), name) != std::end(kReserved);
}

class Parser
{
public:
    Parser(std::string_view source, std::vector<Token> tokens)
        : m_source(source)
        , m_tokens(std::move(tokens))
    {
    }

    Outcome<ExpressionPtr> run()
    {
        auto whole = expression();
        if (whole && peek().kind != Token::Kind::End)
            return syntaxError();
        return whole;
    }

private:
    const Token &peek() const { return m_tokens[m_at]; }
    bool isSymbol(std::string_view symbol) const
    {
        return peek().text == symbol
                && (peek().kind == Token::Kind::Symbol
                    || (symbol == "in" && peek().kind == Token::Kind::Identifier));
    }
    bool take(std::string_view symbol)
    {
        if (!isSymbol(symbol))
            return false;
        ++m_at;
        return true;
    }
    tl::unexpected<Problem> syntaxError() const
    {
        return compileProblem(
                m_source, peek().position,
                "Syntax error: unexpected "
                        + (peek().kind == Token::Kind::End ? "end" : '\'' + peek().text + '\''));
    }

    static Outcome<ExpressionPtr> finished(ExpressionPtr node)
    {
        for (const ExpressionPtr &child : node->children)
            node->depth = std::max(node->depth, child->depth + 1);
        if (node->depth > kMaxDepth)
            return problem(Kind::NotEvaluated,
                           "the expression is nested too deeply to be evaluated here");
        return node;
    }

    static ExpressionPtr make(Expression::Kind kind, std::string text, std::size_t position)
    {
        auto node = std::make_unique<Expression>();
        node->kind = kind;
        node->text = std::move(text);
        node->position = position;
        return node;
    }

    template<typename... Children>
    static Outcome<ExpressionPtr> call(std::string_view function, std::size_t position,
                                       Children... children)
    {
        ExpressionPtr node = make(Expression::Kind::Call, std::string(function), position);
        (node->children.push_back(std::move(children)), ...);
        return finished(std::move(node));
    }

    Outcome<ExpressionPtr> expression()
    {
        if (++m_nesting > kMaxNesting)
            return problem(Kind::NotEvaluated,
                           "the expression is nested too deeply to be evaluated here");
        auto condition = binary(0);
        if (condition && isSymbol("?")) {
            const std::size_t position = peek().position;
            ++m_at;
            auto yes = binary(0);
            if (!yes)
                return yes;
            if (!take(":"))
                return syntaxError();
            auto no = expression();
            if (!no)
                return no;
            condition =
                    call("_?_:_", position, std::move(*condition), std::move(*yes), std::move(*no));
        }
        --m_nesting;
        return condition;
    }

    Outcome<ExpressionPtr> binary(int level)
    {
        if (level == kLevels)
            return unary();
        auto left = binary(level + 1);
        while (left) {
            const auto *found = std::find_if(
                    std::begin(kOperators), std::end(kOperators), [&](const Operator &candidate) {
                        return candidate.level == level && isSymbol(candidate.symbol);
                    });
            if (found == std::end(kOperators))
                return left;
            const std::size_t position = peek().position;
            ++m_at;
            auto right = binary(level + 1);
            if (!right)
                return right;
            left = call(found->function, position, std::move(*left), std::move(*right));
        }
        return left;
    }

    Outcome<ExpressionPtr> unary()
    {
        for (const std::string_view symbol : { "!", "-" }) {
            if (!isSymbol(symbol))
                continue;
            const std::size_t position = peek().position;
            int count = 0;
            while (take(symbol))
                ++count;
            const bool isNumber =
                    peek().kind == Token::Kind::Integer || peek().kind == Token::Kind::Double;
            if (symbol == "-" && isNumber) { // the sign belongs to the number: -9223372036854775808
                m_isNegative = true;
                --count;
            }
            auto operand = member();
            for (; operand && count % 2 == 1;
                 --count) // an even number of signs is none, as in cel-go
                operand = call(symbol == "!" ? "!_" : "-_", position, std::move(*operand));
            return operand;
        }
        return member();
    }

    Outcome<ExpressionPtr> member()
    {
        auto node = primary();
        while (node) {
            if (isSymbol("."))
                node = selection(std::move(*node));
            else if (isSymbol("["))
                node = index(std::move(*node));
            else if (isSymbol("{") && (*node)->kind != Expression::Kind::Literal)
                return problem(Kind::NotEvaluated, "the expression makes a message");
            else
                return node;
        }
        return node;
    }

    Outcome<ExpressionPtr> selection(ExpressionPtr operand)
    {
        const std::size_t position = peek().position;
        ++m_at;
        const bool isOptional = take("?");
        const Token name = peek();
        if (name.kind != Token::Kind::Identifier || name.text == "in" || name.text == "true"
            || name.text == "false" || name.text == "null")
            return syntaxError();
        ++m_at;
        if (isOptional) {
            ExpressionPtr key = make(Expression::Kind::Literal, {}, name.position);
            key->literal = Value{ name.text };
            return call("_?._", position, std::move(operand), std::move(key));
        }
        if (isSymbol("("))
            return arguments(name.text, std::move(operand));
        ExpressionPtr node = make(Expression::Kind::Select, name.text, position);
        node->children.push_back(std::move(operand));
        return finished(std::move(node));
    }

    Outcome<ExpressionPtr> index(ExpressionPtr operand)
    {
        const std::size_t position = peek().position;
        ++m_at;
        const bool isOptional = take("?");
        auto key = expression();
        if (!key)
            return key;
        if (!take("]"))
            return syntaxError();
        return call(isOptional ? "_[?_]" : "_[_]", position, std::move(operand), std::move(*key));
    }

    Outcome<ExpressionPtr> arguments(const std::string &function, ExpressionPtr receiver)
    {
        ExpressionPtr node = make(Expression::Kind::Call, function, peek().position);
        node->isMember = receiver != nullptr;
        if (receiver)
            node->children.push_back(std::move(receiver));
        ++m_at; // "("
        while (!take(")")) {
            const std::size_t before = node->children.size() - (node->isMember ? 1 : 0);
            if (before > 0 && !take(","))
                return syntaxError();
            auto argument = expression();
            if (!argument)
                return argument;
            node->children.push_back(std::move(*argument));
        }
        return macro(std::move(node));
    }

    Outcome<ExpressionPtr> macro(ExpressionPtr node)
    {
        const std::string &name = node->text;
        const std::size_t count = node->children.size();
        if (!node->isMember && name == "has" && count == 1)
            return has(std::move(node));
        const bool isComprehension = name == "all" || name == "exists" || name == "exists_one"
                || name == "map" || name == "filter";
        if (!node->isMember || !isComprehension || (count != 3 && (count != 4 || name == "filter")))
            return finished(std::move(node));
        if (count == 4 && name != "map")
            return problem(Kind::NotEvaluated,
                           "the expression uses " + name + "() with two variables");
        const Expression &variable = *node->children[1];
        if (variable.kind != Expression::Kind::Name)
            return compileProblem(m_source, variable.position,
                                  name == "map" || name == "filter"
                                          ? "argument is not an identifier"
                                          : "argument must be a simple name");
        node->kind = Expression::Kind::Macro;
        node->variable = variable.text;
        node->children.erase(node->children.begin() + 1);
        return finished(std::move(node));
    }

    Outcome<ExpressionPtr> has(ExpressionPtr node)
    {
        ExpressionPtr argument = std::move(node->children.front());
        if (argument->kind == Expression::Kind::Call && argument->text == "_?._")
            return problem(Kind::NotEvaluated, "the expression uses has() with an optional member");
        if (argument->kind != Expression::Kind::Select)
            return compileProblem(m_source, argument->position, "invalid argument to has() macro");
        argument->kind = Expression::Kind::Has;
        argument->position = node->position;
        return argument;
    }

    Outcome<ExpressionPtr> primary()
    {
        const Token token = peek();
        switch (token.kind) {
        case Token::Kind::Integer:
        case Token::Kind::Unsigned:
        case Token::Kind::Double:
            ++m_at;
            return number(token);
        case Token::Kind::Text: {
            ++m_at;
            ExpressionPtr node = make(Expression::Kind::Literal, {}, token.position);
            node->literal = Value{ token.text };
            return node;
        }
        case Token::Kind::Identifier:
            return name(token);
        case Token::Kind::Symbol:
            if (token.text == "(")
                return parenthesis();
            if (token.text == "[")
                return list(token);
            if (token.text == "{")
                return map(token);
            if (token.text == ".")
                return problem(Kind::NotEvaluated, "the expression uses a name with a leading dot");
            return syntaxError();
        case Token::Kind::End:
            break;
        }
        return syntaxError();
    }

    Outcome<ExpressionPtr> name(const Token &token)
    {
        ExpressionPtr node = make(Expression::Kind::Literal, {}, token.position);
        if (token.text == "true" || token.text == "false") {
            node->literal = Value{ token.text == "true" };
        } else if (token.text == "null") {
            node->literal = Value{};
        } else if (isReserved(token.text)) {
            return token.text == "in" ? syntaxError()
                                      : compileProblem(m_source, token.position,
                                                       "reserved identifier: " + token.text);
        } else {
            ++m_at;
            if (isSymbol("("))
                return arguments(token.text, nullptr);
            node->kind = Expression::Kind::Name;
            node->text = token.text;
            return node;
        }
        ++m_at;
        return node;
    }

    Outcome<ExpressionPtr> parenthesis()
    {
        ++m_at;
        auto inner = expression();
        if (inner && !take(")"))
            return syntaxError();
        return inner;
    }

    Outcome<ExpressionPtr> number(const Token &token)
    {
        const bool isNegative = std::exchange(m_isNegative, false);
        const bool isHex = token.text.size() > 2 && (token.text[1] == 'x' || token.text[1] == 'X');
        const std::string digits =
                (isNegative ? "-" : "") + (isHex ? token.text.substr(2) : token.text);
        const char *end = digits.data() + digits.size();
        ExpressionPtr node =
                make(Expression::Kind::Literal, {}, token.position - (isNegative ? 1 : 0));
        const auto parse = [&](auto value, const char *what) -> Outcome<ExpressionPtr> {
            std::from_chars_result result{};
            if constexpr (std::is_floating_point_v<decltype(value)>)
                result = std::from_chars(digits.data(), end, value);
            else
                result = std::from_chars(digits.data(), end, value, isHex ? 16 : 10);
            if (result.ec != std::errc() || result.ptr != end)
                return compileProblem(m_source, node->position,
                                      std::string("invalid ") + what + " literal");
            node->literal = Value{ value };
            return std::move(node);
        };
        if (token.kind == Token::Kind::Double)
            return parse(double(), "double");
        return token.kind == Token::Kind::Unsigned ? parse(std::uint64_t(), "uint")
                                                   : parse(std::int64_t(), "int");
    }

    Outcome<ExpressionPtr> list(const Token &token)
    {
        ExpressionPtr node = make(Expression::Kind::ListLiteral, {}, token.position);
        ++m_at;
        while (!take("]")) {
            if (isSymbol("?"))
                return problem(Kind::NotEvaluated, "the expression uses optional elements");
            auto item = expression();
            if (!item)
                return item;
            node->children.push_back(std::move(*item));
            if (!take(",") && !isSymbol("]"))
                return syntaxError();
        }
        return finished(std::move(node));
    }

    Outcome<ExpressionPtr> map(const Token &token)
    {
        ExpressionPtr node = make(Expression::Kind::MapLiteral, {}, token.position);
        ++m_at;
        while (!take("}")) {
            if (isSymbol("?"))
                return problem(Kind::NotEvaluated, "the expression uses optional elements");
            auto key = expression();
            if (!key)
                return key;
            if (!take(":"))
                return syntaxError();
            auto value = expression();
            if (!value)
                return value;
            node->children.push_back(std::move(*key));
            node->children.push_back(std::move(*value));
            if (!take(",") && !isSymbol("}"))
                return syntaxError();
        }
        return finished(std::move(node));
    }

    std::string_view m_source;
    std::vector<Token> m_tokens;
    std::size_t m_at = 0;
    int m_nesting = 0;
    bool m_isNegative = false;
};

} // namespace

Outcome<ExpressionPtr> parseExpression(std::string_view source)
{
    auto tokens = tokenize(source);
    if (!tokens)
        return tl::unexpected<Problem>(tokens.error());
    return Parser(source, std::move(*tokens)).run();
}

bool selects(const Expression &expression, std::string_view operand, std::string_view member)
{
    const auto isOperand = [operand](const Expression &node) {
        return node.kind == Expression::Kind::Name && node.text == operand;
    };
    const bool isSelect =
            expression.kind == Expression::Kind::Select || expression.kind == Expression::Kind::Has;
    if (isSelect && expression.text == member && isOperand(*expression.children[0]))
        return true;
    if (expression.kind == Expression::Kind::Call && expression.text == "_?._"
        && isOperand(*expression.children[0])) {
        const auto *key = expression.children[1]->literal.as<std::string>();
        if (key && *key == member)
            return true;
    }
    return std::any_of(
            expression.children.begin(), expression.children.end(),
            [&](const ExpressionPtr &child) { return selects(*child, operand, member); });
}

} // namespace Kubernetes::Cel
