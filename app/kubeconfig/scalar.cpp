// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/scalar.h"

#include "app/core/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

// What go-yaml v2 makes of a plain scalar (resolve.go in sigs.k8s.io/yaml/goyaml.v2): YAML 1.1
// words, numbers as Go's strconv reads them. `2024-01-01` stays text there, and so do `12:30` and
// `1.2.3`.

namespace Kubeconfig {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isOneOf(std::string_view text, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), text) != words.end();
}

// strconv.ParseInt(text, 0, 64) or ParseUint; underscores are gone already.
bool isGoInteger(std::string_view text)
{
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+'))
        text.remove_prefix(1);
    int base = 10;
    if (text.size() > 1 && text[0] == '0') {
        const char kind = static_cast<char>(text[1] | 0x20);
        base = kind == 'x' ? 16 : kind == 'b' ? 2 : 8;
        text.remove_prefix(kind == 'x' || kind == 'b' || kind == 'o' ? 2 : 1);
    }
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    constexpr std::uint64_t kMostNegative = std::uint64_t(1) << 63;
    return !text.empty() && error == std::errc() && end == text.data() + text.size()
            && (!negative || value <= kMostNegative);
}

// ^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$
bool looksLikeFloat(std::string_view text)
{
    std::size_t at = 0;
    const auto digits = [&] {
        const std::size_t start = at;
        while (at < text.size() && isDigit(text[at]))
            ++at;
        return at - start;
    };
    if (at < text.size() && (text[at] == '-' || text[at] == '+'))
        ++at;
    const std::size_t whole = digits();
    if (at < text.size() && text[at] == '.') {
        ++at;
        if (digits() == 0 && whole == 0)
            return false;
    } else if (whole == 0) {
        return false;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '-' || text[at] == '+'))
            ++at;
        if (digits() == 0)
            return false;
    }
    return at == text.size();
}

// strconv.ParseFloat fails on a value out of range; the text is a string then.
bool isGoFloat(const std::string &text)
{
    if (!looksLikeFloat(text))
        return false;
    double value = 0;
    const char *first = text.data() + (text.starts_with('+') ? 1 : 0);
    const auto [end, error] = std::from_chars(first, text.data() + text.size(), value);
    if (error == std::errc::result_out_of_range) {
        // Too small becomes zero in Go, too large is an error.
        return std::strtod(text.c_str(), nullptr) < 1 && std::strtod(text.c_str(), nullptr) > -1;
    }
    return error == std::errc();
}

ScalarType numberType(std::string_view text)
{
    // Every sixth certificate begins with a digit: no copy of one to find out that it is text.
    if (text.find_first_not_of("0123456789abcdefABCDEFxXoO_.+-") != std::string_view::npos)
        return ScalarType::String;
    std::string plain(text);
    std::erase(plain, '_');
    if (isGoInteger(plain))
        return ScalarType::Integer;
    return isGoFloat(plain) ? ScalarType::Float : ScalarType::String;
}

} // namespace

ScalarType plainScalarType(std::string_view text)
{
    if (text.empty())
        return ScalarType::Null;
    const char first = text.front();
    if (isDigit(first) || first == '+' || first == '-' || first == '.') {
        if (isOneOf(text,
                    { ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF",
                      "-.inf", "-.Inf", "-.INF" }))
            return ScalarType::Float;
        if (text.size() > 1 && text[1] == '-') // `--flag`: half of the arguments in a kubeconfig
            return ScalarType::String;
        if (first == '.')
            return isGoFloat(std::string(text)) ? ScalarType::Float : ScalarType::String;
        return numberType(text);
    }
    if (text.size() > 5 || std::string_view("yYnNtTfFoO~").find(first) == std::string_view::npos)
        return ScalarType::String;
    if (isOneOf(text, { "~", "null", "Null", "NULL" }))
        return ScalarType::Null;
    if (isOneOf(text,
                { "y", "Y", "yes", "Yes", "YES", "true",  "True",  "TRUE",  "on",  "On",  "ON",
                  "n", "N", "no",  "No",  "NO",  "false", "False", "FALSE", "off", "Off", "OFF" }))
        return ScalarType::Boolean;
    return ScalarType::String;
}

ScalarType scalarType(const Node &scalar)
{
    switch (scalar.tag) {
    case Tag::String:
    case Tag::Unsupported:
    case Tag::Other:
        return ScalarType::String;
    case Tag::Null:
        return ScalarType::Null;
    case Tag::Boolean:
        return ScalarType::Boolean;
    case Tag::Integer:
        return ScalarType::Integer;
    case Tag::Float:
        return ScalarType::Float;
    case Tag::None:
        break;
    }
    return scalar.style == Style::Plain ? plainScalarType(scalar.value) : ScalarType::String;
}

bool isPlainSafe(std::string_view text)
{
    constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    constexpr std::string_view kRest =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
            "_./@+-=";
    if (text.empty() || text.size() > 512)
        return false;
    const bool starts = kLetters.find(text.front()) != std::string_view::npos || text.front() == '_'
            || text.front() == '/';
    // `--flag=value`, the usual argument of an exec entry
    const bool option = text.size() > 2 && text.starts_with("--")
            && kLetters.find(text[2]) != std::string_view::npos;
    if (!starts && !option)
        return false;
    for (std::size_t i = 1; i < text.size(); ++i) {
        const bool colon = text[i] == ':' && i + 1 < text.size() && text[i + 1] != ':';
        if (!colon && kRest.find(text[i]) == std::string_view::npos)
            return false;
    }
    return plainScalarType(text) == ScalarType::String;
}

std::string doubleQuoted(std::string_view text)
{
    // Only escapes that YAML and JSON share: a flow file stays JSON.
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string out = "\"";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += text[i];
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (c < 0x20 || c == 0x7F) {
            out += "\\u00";
            out += kHex[c >> 4];
            out += kHex[c & 0xF];
        } else if (c == 0xC2 && i + 1 < text.size()
                   && static_cast<unsigned char>(text[i + 1]) < 0xA0) {
            const auto control = static_cast<unsigned char>(text[++i]); // C1, among them NEL
            out += "\\u00";
            out += kHex[control >> 4];
            out += kHex[control & 0xF];
        } else if (text.substr(i, 3) == "\xE2\x80\xA8" || text.substr(i, 3) == "\xE2\x80\xA9") {
            out += text.substr(i, 3) == "\xE2\x80\xA8" ? "\\u2028" : "\\u2029";
            i += 2;
        } else if (text.substr(i, 3) == "\xEF\xBB\xBF") {
            out += "\\ufeff";
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out + '"';
}

std::string scalarText(std::string_view text)
{
    return isPlainSafe(text) ? std::string(text) : doubleQuoted(text);
}

std::string scalarTextLike(std::string_view text, Style style)
{
    if (style == Style::SingleQuoted && text.find_first_of("'\n\r\t") == std::string_view::npos
        && doubleQuoted(text).find('\\') == std::string::npos)
        return "'" + std::string(text) + "'";
    if (style == Style::DoubleQuoted || style == Style::SingleQuoted)
        return doubleQuoted(text);
    return scalarText(text);
}

std::string quotedName(std::string_view name)
{
    return "\"" + Core::singleLine(name, 120) + "\"";
}

} // namespace Kubeconfig
