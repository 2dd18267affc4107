// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubernetes/cel/strings.h"

#include <algorithm>
#include <map>
#include <set>

namespace Kubernetes::Cel {

using Kind = Problem::Kind;
using Arguments = std::vector<Value>;

namespace {

tl::unexpected<Problem> runtimeError(std::string message)
{
    return problem(Kind::Runtime, std::move(message));
}

// The arguments of a call by type; false when one does not fit.
struct Texts
{
    std::vector<std::u32string> texts;
    std::int64_t number = 0;
    bool hasNumber = false;
};

std::optional<Texts> readTexts(const Arguments &in)
{
    Texts result;
    for (const Value &value : in) {
        if (const auto *text = value.as<std::string>()) {
            result.texts.push_back(decodeUtf8(*text));
        } else if (const auto *number = value.as<std::int64_t>()) {
            result.number = *number;
            result.hasNumber = true;
        } else {
            return std::nullopt;
        }
    }
    return result;
}

Value text(std::u32string_view value)
{
    return { encodeUtf8(value) };
}

std::u32string ascii(std::u32string value, char32_t from, char32_t to, std::int32_t shift)
{
    for (char32_t &c : value) {
        if (c >= from && c <= to)
            c = static_cast<char32_t>(static_cast<std::int32_t>(c) + shift);
    }
    return value;
}

bool isSpace(char32_t c) // Unicode White_Space
{
    return (c >= 9 && c <= 13) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680
            || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F
            || c == 0x205F || c == 0x3000;
}

std::u32string trimmed(std::u32string value)
{
    const auto first = std::find_if_not(value.begin(), value.end(), isSpace);
    const auto last =
            std::find_if_not(value.rbegin(), std::make_reverse_iterator(first), isSpace).base();
    return std::u32string(first, last);
}

Value goTexts(std::vector<Value> parts)
{
    Value list = Value::ofList(std::move(parts));
    list.isGoTexts = true;
    return list;
}

Value split(const Texts &in)
{
    const std::u32string &whole = in.texts[0], &separator = in.texts[1];
    const std::int64_t limit = in.hasNumber ? in.number : -1;
    std::vector<Value> parts;
    if (limit == 0)
        return goTexts({});
    std::size_t at = 0;
    const auto isLast = [&] {
        return limit > 0 && static_cast<std::int64_t>(parts.size()) == limit - 1;
    };
    while (!isLast()) {
        if (separator.empty()) {
            if (at + 1 >= whole.size())
                break;
            parts.push_back(text(std::u32string_view(whole).substr(at, 1)));
            ++at;
            continue;
        }
        const std::size_t found = whole.find(separator, at);
        if (found == std::u32string::npos)
            break;
        parts.push_back(text(std::u32string_view(whole).substr(at, found - at)));
        at = found + separator.size();
    }
    if (!separator.empty() || at < whole.size())
        parts.push_back(text(std::u32string_view(whole).substr(at)));
    return goTexts(std::move(parts));
}

Outcome<Value> join(const Arguments &in)
{
    const auto *list = in[0].as<List>();
    const auto *separator = in.size() > 1 ? in[1].as<std::string>() : nullptr;
    std::string joined;
    for (std::size_t i = 0; i < (*list)->size(); ++i) {
        const auto *item = (**list)[i].as<std::string>();
        if (!item)
            return problem(Kind::NotEvaluated, "the expression joins a list that is not of texts");
        joined += (i > 0 && separator ? *separator : std::string()) + *item;
    }
    return Value{ joined };
}

Outcome<Value> replace(const Texts &in)
{
    const std::u32string &whole = in.texts[0], &from = in.texts[1], &to = in.texts[2];
    if (from.empty())
        return problem(Kind::NotEvaluated, "the expression replaces an empty text");
    std::int64_t left = in.hasNumber ? in.number : -1;
    std::u32string result;
    std::size_t at = 0;
    for (std::size_t found = whole.find(from); found != std::u32string::npos && left != 0;
         found = whole.find(from, at), --left) {
        result += whole.substr(at, found - at) + to;
        at = found + from.size();
    }
    return text(result + whole.substr(at));
}

Outcome<Value> substring(const Arguments &in)
{
    const auto *whole = in[0].as<std::string>();
    const auto *start = in[1].as<std::int64_t>();
    const auto *end = in.size() > 2 ? in[2].as<std::int64_t>() : nullptr;
    const std::u32string points = decodeUtf8(*whole);
    const auto size = static_cast<std::int64_t>(points.size());
    const std::int64_t stop = end ? *end : size;
    if (end && *start > stop)
        return runtimeError("invalid substring range. start: " + std::to_string(*start)
                            + ", end: " + std::to_string(stop));
    for (const std::int64_t limit : { *start, stop }) {
        if (limit < 0 || limit > size)
            return runtimeError("index out of range: " + std::to_string(limit));
    }
    return text(std::u32string_view(points).substr(static_cast<std::size_t>(*start),
                                                   static_cast<std::size_t>(stop - *start)));
}

Outcome<Value> charAt(const Texts &in)
{
    const auto size = static_cast<std::int64_t>(in.texts[0].size());
    if (in.number < 0 || in.number > size)
        return runtimeError("index out of range: " + std::to_string(in.number));
    return text(std::u32string_view(in.texts[0]).substr(static_cast<std::size_t>(in.number), 1));
}

Outcome<Value> indexOf(const std::string &function, const Arguments &in)
{
    const bool isLast = function == "lastIndexOf";
    if (const auto *list = in[0].as<List>()) {
        std::int64_t found = -1;
        for (std::size_t i = 0; i < (*list)->size() && (isLast || found < 0); ++i) {
            if (equals((**list)[i], in[1]))
                found = static_cast<std::int64_t>(i);
        }
        return Value{ found };
    }
    const auto texts = readTexts(in);
    if (!texts || texts->texts.size() != 2)
        return runtimeError("no such overload");
    if (texts->hasNumber)
        return problem(Kind::NotEvaluated, "the expression uses " + function + "() with an offset");
    const std::size_t found =
            isLast ? texts->texts[0].rfind(texts->texts[1]) : texts->texts[0].find(texts->texts[1]);
    return Value{ found == std::u32string::npos ? std::int64_t(-1)
                                                : static_cast<std::int64_t>(found) };
}

// t: text, i: int, l: list, a: anything; what the runtime accepts, whatever the checker said.
const std::multimap<std::string, std::string_view> kSignatures{
    { "contains", "tt" },    { "startsWith", "tt" },   { "endsWith", "tt" },
    { "lowerAscii", "t" },   { "upperAscii", "t" },    { "trim", "t" },
    { "split", "tt" },       { "split", "tti" },       { "join", "l" },
    { "join", "lt" },        { "replace", "ttt" },     { "replace", "ttti" },
    { "substring", "ti" },   { "substring", "tii" },   { "charAt", "ti" },
    { "indexOf", "tt" },     { "indexOf", "tti" },     { "indexOf", "la" },
    { "lastIndexOf", "tt" }, { "lastIndexOf", "tti" }, { "lastIndexOf", "la" },
};
// Of the standard library: cel-go does not name them when no overload fits.
const std::set<std::string> kStandardNames{ "contains", "startsWith", "endsWith" };

bool fitsSignature(const std::string &function, const Arguments &arguments)
{
    const auto fits = [&arguments](std::string_view signature) {
        if (signature.size() != arguments.size())
            return false;
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            const Value &value = arguments[i];
            const bool isFit = signature[i] == 'a'
                    || (signature[i] == 't' && value.as<std::string>())
                    || (signature[i] == 'i' && value.as<std::int64_t>())
                    || (signature[i] == 'l' && value.as<List>());
            if (!isFit)
                return false;
        }
        return true;
    };
    const auto [first, last] = kSignatures.equal_range(function);
    return std::any_of(first, last, [&](const auto &entry) { return fits(entry.second); });
}

std::string typesOf(const Arguments &arguments)
{
    std::string text;
    for (const Value &value : arguments)
        text += (text.empty() ? "(" : ", ") + value.typeName();
    return text + ')';
}

Outcome<Value> callOnTexts(const std::string &function, const Texts &in)
{
    const std::u32string &whole = in.texts[0];
    if (function == "lowerAscii")
        return text(ascii(whole, U'A', U'Z', 32));
    if (function == "upperAscii")
        return text(ascii(whole, U'a', U'z', -32));
    if (function == "trim")
        return text(trimmed(whole));
    if (function == "charAt")
        return charAt(in);
    if (in.texts.size() < 2)
        return runtimeError("no such overload");
    if (function == "contains")
        return Value{ whole.find(in.texts[1]) != std::u32string::npos };
    if (function == "startsWith")
        return Value{ whole.starts_with(in.texts[1]) };
    if (function == "endsWith")
        return Value{ whole.ends_with(in.texts[1]) };
    if (function == "split")
        return split(in);
    if (function == "replace" && in.texts.size() == 3)
        return replace(in);
    return problem(Kind::NotEvaluated, "the expression uses " + function + "()");
}

} // namespace

std::u32string decodeUtf8(const std::string &text)
{
    std::u32string result;
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i]);
        const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        char32_t point = length == 1 ? first : first & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length && i + k < text.size(); ++k)
            point = point << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
        result += point;
        i += length;
    }
    return result;
}

std::string encodeUtf8(std::u32string_view text)
{
    std::string out;
    const auto byte = [&out](char32_t bits) {
        out += static_cast<char>(static_cast<unsigned char>(bits));
    };
    for (const char32_t c : text) {
        if (c < 0x80) {
            byte(c);
            continue;
        }
        if (c < 0x800) {
            byte(0xC0 | c >> 6);
        } else if (c < 0x10000) {
            byte(0xE0 | c >> 12);
            byte(0x80 | (c >> 6 & 0x3F));
        } else {
            byte(0xF0 | c >> 18);
            byte(0x80 | (c >> 12 & 0x3F));
            byte(0x80 | (c >> 6 & 0x3F));
        }
        byte(0x80 | (c & 0x3F));
    }
    return out;
}

Outcome<Value> callStringFunction(const std::string &function, const Arguments &arguments)
{
    if (!fitsSignature(function, arguments))
        return runtimeError("no such overload"
                            + (kStandardNames.contains(function)
                                       ? std::string()
                                       : ": " + function + typesOf(arguments)));
    if (function == "join")
        return join(arguments);
    if (function == "substring")
        return substring(arguments);
    if (function == "indexOf" || function == "lastIndexOf")
        return indexOf(function, arguments);
    const auto texts = readTexts(arguments);
    if (!texts || texts->texts.empty())
        return runtimeError("no such overload");
    return callOnTexts(function, *texts);
}

} // namespace Kubernetes::Cel
