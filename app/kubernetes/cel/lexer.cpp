// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubernetes/cel/lexer.h"

#include "app/core/text.h"
#include "app/kubernetes/cel/strings.h"

#include <algorithm>

namespace Kubernetes::Cel {

using Kind = Problem::Kind;

namespace {

constexpr std::size_t kMaxTokens = 5000;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isNameStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

int hexValue(char c)
{
    if (isDigit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

class Lexer
{
public:
    explicit Lexer(std::string_view source)
        : m_source(source)
    {
    }

    Outcome<std::vector<Token>> run()
    {
        while (true) {
            skipBlanks();
            if (m_at >= m_source.size())
                break;
            if (const auto read = token(); !read)
                return tl::unexpected<Problem>(read.error());
            if (m_tokens.size() > kMaxTokens)
                return problem(Kind::NotEvaluated,
                               "the expression is too long to be evaluated here");
        }
        m_tokens.push_back({ Token::Kind::End, {}, m_source.size() });
        return std::move(m_tokens);
    }

private:
    char at(std::size_t offset) const
    {
        return m_at + offset < m_source.size() ? m_source[m_at + offset] : '\0';
    }

    tl::unexpected<Problem> syntaxError() const
    {
        return compileProblem(m_source, m_at, "Syntax error: token recognition error");
    }

    void skipBlanks()
    {
        while (m_at < m_source.size()) {
            const char c = m_source[m_at];
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f')
                ++m_at;
            else if (c == '/' && at(1) == '/')
                m_at = std::min(m_source.find('\n', m_at), m_source.size());
            else
                return;
        }
    }

    void add(Token::Kind kind, std::size_t length)
    {
        m_tokens.push_back({ kind, std::string(m_source.substr(m_at, length)), m_at });
        m_at += length;
    }

    Outcome<void> token()
    {
        const char c = m_source[m_at];
        if (isDigit(c) || (c == '.' && isDigit(at(1))))
            return number();
        if (c == '"' || c == '\'')
            return text(0, false);
        if ((c == 'r' || c == 'R') && (at(1) == '"' || at(1) == '\''))
            return text(1, true);
        if ((c == 'b' || c == 'B')
            && (at(1) == '"' || at(1) == '\'' || at(1) == 'r' || at(1) == 'R') && at(1) != '\0'
            && isBytes())
            return problem(Kind::NotEvaluated, "the expression uses bytes");
        if (isNameStart(c)) {
            std::size_t length = 1;
            while (isNameStart(at(length)) || isDigit(at(length)))
                ++length;
            add(Token::Kind::Identifier, length);
            return {};
        }
        if (c == '`')
            return problem(Kind::NotEvaluated, "the expression uses a name in backticks");
        for (const std::string_view symbol : { "==", "!=", "<=", ">=", "&&", "||" }) {
            if (m_source.substr(m_at).starts_with(symbol)) {
                add(Token::Kind::Symbol, 2);
                return {};
            }
        }
        if (std::string_view("()[]{}.,:?+-*/%!<>").find(c) == std::string_view::npos)
            return syntaxError();
        add(Token::Kind::Symbol, 1);
        return {};
    }

    // b'…', br'…'; not a name that begins with b.
    bool isBytes() const { return at(1) == '"' || at(1) == '\'' || at(2) == '"' || at(2) == '\''; }

    std::size_t digits(std::size_t offset) const
    {
        while (isDigit(at(offset)))
            ++offset;
        return offset;
    }

    Outcome<void> number()
    {
        if (at(0) == '0' && (at(1) == 'x' || at(1) == 'X') && hexValue(at(2)) >= 0) {
            std::size_t length = 2;
            while (hexValue(at(length)) >= 0)
                ++length;
            return whole(length);
        }
        std::size_t length = digits(0);
        bool isDouble = false;
        if (at(length) == '.' && isDigit(at(length + 1))) {
            isDouble = true;
            length = digits(length + 1);
        }
        if (at(length) == 'e' || at(length) == 'E') {
            const std::size_t sign = at(length + 1) == '+' || at(length + 1) == '-' ? 1 : 0;
            if (isDigit(at(length + 1 + sign))) {
                isDouble = true;
                length = digits(length + 1 + sign);
            }
        }
        if (!isDouble)
            return whole(length);
        add(Token::Kind::Double, length);
        return {};
    }

    Outcome<void> whole(std::size_t length)
    {
        if (at(length) != 'u' && at(length) != 'U') {
            add(Token::Kind::Integer, length);
            return {};
        }
        add(Token::Kind::Unsigned, length);
        ++m_at;
        return {};
    }

    Outcome<void> text(std::size_t prefix, bool isRaw)
    {
        const std::size_t start = m_at;
        m_at += prefix;
        const char quote = m_source[m_at];
        const bool isTriple = at(1) == quote && at(2) == quote;
        const std::string closing(isTriple ? 3 : 1, quote);
        m_at += closing.size();
        std::string decoded;
        while (!m_source.substr(m_at).starts_with(closing)) {
            if (m_at >= m_source.size()
                || (!isTriple && (m_source[m_at] == '\n' || m_source[m_at] == '\r'))) {
                m_at = start;
                return syntaxError();
            }
            if (m_source[m_at] == '\\' && !isRaw) {
                if (!escape(decoded)) {
                    m_at = start;
                    return syntaxError();
                }
            } else {
                decoded += m_source[m_at++];
            }
        }
        m_at += closing.size();
        m_tokens.push_back({ Token::Kind::Text, std::move(decoded), start });
        return {};
    }

    bool escape(std::string &out)
    {
        static constexpr std::string_view kFrom = "abfnrtv\\?\"'`", kTo = "\a\b\f\n\r\t\v\\?\"'`";
        const char c = at(1);
        if (const std::size_t simple = kFrom.find(c);
            simple != std::string_view::npos && c != '\0') {
            out += kTo[simple];
            m_at += 2;
            return true;
        }
        if (c >= '0' && c <= '3')
            return code(out, 1, 3, 8);
        if (c == 'x' || c == 'X')
            return code(out, 2, 2, 16);
        if (c == 'u')
            return code(out, 2, 4, 16);
        return c == 'U' && code(out, 2, 8, 16);
    }

    bool code(std::string &out, std::size_t skip, std::size_t count, int base)
    {
        char32_t value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const int digit = hexValue(at(skip + i));
            if (digit < 0 || digit >= base)
                return false;
            value = value * static_cast<char32_t>(base) + static_cast<char32_t>(digit);
        }
        if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
            return false;
        out += encodeUtf8(std::u32string(1, value));
        m_at += skip + count;
        return true;
    }

    std::string_view m_source;
    std::size_t m_at = 0;
    std::vector<Token> m_tokens;
};

} // namespace

tl::unexpected<Problem> compileProblem(std::string_view source, std::size_t position,
                                       const std::string &message)
{
    std::size_t line = 1, column = 1;
    for (std::size_t i = 0; i < position && i < source.size(); ++i) {
        if (source[i] == '\n') {
            ++line;
            column = 1;
        } else if ((static_cast<unsigned char>(source[i]) & 0xC0U) != 0x80U) {
            ++column;
        }
    }
    return problem(Kind::Compile,
                   "compilation failed: ERROR: <input>:" + std::to_string(line) + ':'
                           + std::to_string(column) + ": " + message);
}

Outcome<std::vector<Token>> tokenize(std::string_view source)
{
    constexpr std::size_t kMaxBytes = 64 * 1024;
    if (source.size() > kMaxBytes || !Core::isValidUtf8(source))
        return problem(Kind::NotEvaluated, "the expression is too long or not UTF-8");
    return Lexer(source).run();
}

} // namespace Kubernetes::Cel
