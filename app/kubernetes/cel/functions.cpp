// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubernetes/cel/functions.h"

#include "app/kubernetes/cel/strings.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <map>

namespace Kubernetes::Cel {

using Kind = Problem::Kind;
using Arguments = std::vector<Value>;
using Function = Outcome<Value> (*)(const Arguments &);

namespace {

tl::unexpected<Problem> runtimeError(std::string message)
{
    return problem(Kind::Runtime, std::move(message));
}

tl::unexpected<Problem> noOverload()
{
    return runtimeError("no such overload");
}

Outcome<Value> addIntegers(std::int64_t a, std::int64_t b)
{
    std::int64_t result = 0;
    return __builtin_add_overflow(a, b, &result) ? Outcome<Value>(runtimeError("integer overflow"))
                                                 : Value{ result };
}

Outcome<Value> integerArithmetic(char operation, std::int64_t a, std::int64_t b)
{
    std::int64_t result = 0;
    const bool isOverflow = b == -1 && a == std::numeric_limits<std::int64_t>::min();
    switch (operation) {
    case '+':
        return addIntegers(a, b);
    case '-':
        return __builtin_sub_overflow(a, b, &result)
                ? Outcome<Value>(runtimeError("integer overflow"))
                : Value{ result };
    case '*':
        return __builtin_mul_overflow(a, b, &result)
                ? Outcome<Value>(runtimeError("integer overflow"))
                : Value{ result };
    default:
        if (b == 0)
            return runtimeError(operation == '/' ? "division by zero" : "modulus by zero");
        if (isOverflow)
            return runtimeError("integer overflow");
        return Value{ operation == '/' ? a / b : a % b };
    }
}

Outcome<Value> unsignedArithmetic(char operation, std::uint64_t a, std::uint64_t b)
{
    std::uint64_t result = 0;
    const auto overflow = [] { return runtimeError("unsigned integer overflow"); };
    switch (operation) {
    case '+':
        return __builtin_add_overflow(a, b, &result) ? Outcome<Value>(overflow()) : Value{ result };
    case '-':
        return __builtin_sub_overflow(a, b, &result) ? Outcome<Value>(overflow()) : Value{ result };
    case '*':
        return __builtin_mul_overflow(a, b, &result) ? Outcome<Value>(overflow()) : Value{ result };
    default:
        if (b == 0)
            return runtimeError(operation == '/' ? "division by zero" : "modulus by zero");
        return Value{ operation == '/' ? a / b : a % b };
    }
}

Outcome<Value> doubleArithmetic(char operation, double a, double b)
{
    switch (operation) {
    case '+':
        return Value{ a + b };
    case '-':
        return Value{ a - b };
    case '*':
        return Value{ a * b };
    case '/':
        return Value{ a / b };
    default:
        return runtimeError("no such overload: _%_");
    }
}

// No conversion between number types: 1 + 1.5 does not compile, and claims.x + 1 has no overload.
template<char operation> Outcome<Value> arithmetic(const Arguments &in)
{
    const Value &a = in[0], &b = in[1];
    if (a.as<std::int64_t>() && b.as<std::int64_t>())
        return integerArithmetic(operation, *a.as<std::int64_t>(), *b.as<std::int64_t>());
    if (a.as<std::uint64_t>() && b.as<std::uint64_t>())
        return unsignedArithmetic(operation, *a.as<std::uint64_t>(), *b.as<std::uint64_t>());
    if (a.as<double>() && b.as<double>())
        return doubleArithmetic(operation, *a.as<double>(), *b.as<double>());
    if (operation == '+' && a.as<std::string>() && b.as<std::string>())
        return Value{ *a.as<std::string>() + *b.as<std::string>() };
    if (operation == '+' && a.as<List>() && b.as<List>()) {
        std::vector<Value> items = **a.as<List>();
        items.insert(items.end(), (*b.as<List>())->begin(), (*b.as<List>())->end());
        return Value::ofList(std::move(items));
    }
    // cel-go names the function only for types that have no such operation at all.
    const bool isOperand = a.as<std::string>()
            || (a.isNumber() && !(operation == '%' && a.as<double>()))
            || (operation == '+' && a.as<List>());
    return isOperand ? noOverload()
                     : runtimeError(std::string("no such overload: _") + operation + '_');
}

template<int wanted, bool orEqual> Outcome<Value> comparison(const Arguments &in)
{
    const bool isNumeric = in[0].isNumber() && in[1].isNumber();
    const bool isOperand = in[0].isNumber() || in[0].as<std::string>() || in[0].as<bool>();
    const auto order = compare(in[0], in[1]);
    if (!isOperand)
        return runtimeError(std::string("no such overload: _") + (wanted < 0 ? '<' : '>')
                            + (orEqual ? "=_" : "_"));
    if (!order)
        return isNumeric ? Outcome<Value>(runtimeError("NaN values cannot be ordered"))
                         : noOverload();
    return Value{ *order == wanted || (orEqual && *order == 0) };
}

Outcome<Value> negate(const Arguments &in)
{
    if (const auto *integer = in[0].as<std::int64_t>())
        return integerArithmetic('-', 0, *integer);
    if (const auto *number = in[0].as<double>())
        return Value{ -*number };
    return in[0].as<std::string>() || in[0].as<bool>() || in[0].as<std::uint64_t>()
            ? noOverload()
            : runtimeError("no such overload: -_");
}

Outcome<Value> contains(const Arguments &in)
{
    if (const auto *list = in[1].as<List>()) {
        for (const Value &item : **list) {
            if (equals(item, in[0]))
                return Value{ true };
        }
        return Value{ false };
    }
    if (const auto *map = in[1].as<Map>())
        return Value{ findMember(*map, in[0]) != nullptr };
    return noOverload();
}

Outcome<Value> size(const Arguments &in)
{
    if (const auto *text = in[0].as<std::string>())
        return Value{ static_cast<std::int64_t>(decodeUtf8(*text).size()) };
    if (const auto *list = in[0].as<List>())
        return Value{ static_cast<std::int64_t>((*list)->size()) };
    if (const auto *map = in[0].as<Map>())
        return Value{ static_cast<std::int64_t>((*map)->size()) };
    return runtimeError("no such overload: size");
}

tl::unexpected<Problem> noConversion(const char *function, const Value &value)
{
    return runtimeError("no such overload: " + std::string(function) + '(' + value.typeName()
                        + ')');
}

template<typename T> Outcome<Value> parsed(const std::string &text, const char *type)
{
    T number{};
    const char *start = text.data(), *end = text.data() + text.size();
    if (text.size() > 1 && text[0] == '+' && text[1] != '-')
        ++start; // Go reads a plus sign
    const auto [stop, error] = std::from_chars(start, end, number);
    if (error != std::errc() || stop != end)
        return runtimeError(std::string("type conversion error from 'string' to '") + type + '\'');
    return Value{ number };
}

Outcome<Value> toInt(const Arguments &in)
{
    const Value &value = in[0];
    if (value.as<std::int64_t>())
        return value;
    if (const auto *natural = value.as<std::uint64_t>())
        return *natural <= std::uint64_t(std::numeric_limits<std::int64_t>::max())
                ? Outcome<Value>(Value{ static_cast<std::int64_t>(*natural) })
                : runtimeError("integer overflow");
    if (const auto *number = value.as<double>())
        return *number > -9223372036854775808.0 && *number < 9223372036854775808.0
                ? Outcome<Value>(Value{ static_cast<std::int64_t>(*number) })
                : runtimeError("integer overflow");
    if (const auto *text = value.as<std::string>())
        return parsed<std::int64_t>(*text, "int");
    return noConversion("int", value);
}

Outcome<Value> toUint(const Arguments &in)
{
    const Value &value = in[0];
    if (value.as<std::uint64_t>())
        return value;
    if (const auto *integer = value.as<std::int64_t>())
        return *integer >= 0 ? Outcome<Value>(Value{ static_cast<std::uint64_t>(*integer) })
                             : runtimeError("unsigned integer overflow");
    if (const auto *number = value.as<double>())
        return *number >= 0 && *number < 18446744073709551616.0
                ? Outcome<Value>(Value{ static_cast<std::uint64_t>(*number) })
                : runtimeError("unsigned integer overflow");
    if (const auto *text = value.as<std::string>())
        return parsed<std::uint64_t>(*text, "uint");
    return noConversion("uint", value);
}

Outcome<Value> toDouble(const Arguments &in)
{
    const Value &value = in[0];
    if (value.as<double>())
        return value;
    if (const auto *integer = value.as<std::int64_t>())
        return Value{ static_cast<double>(*integer) };
    if (const auto *natural = value.as<std::uint64_t>())
        return Value{ static_cast<double>(*natural) };
    if (const auto *text = value.as<std::string>())
        return parsed<double>(*text, "double");
    return noConversion("double", value);
}

Outcome<Value> toText(const Arguments &in)
{
    const Value &value = in[0];
    if (value.as<std::string>())
        return value;
    if (const auto *boolean = value.as<bool>())
        return Value{ std::string(*boolean ? "true" : "false") };
    if (const auto *integer = value.as<std::int64_t>())
        return Value{ std::to_string(*integer) };
    if (const auto *natural = value.as<std::uint64_t>())
        return Value{ std::to_string(*natural) };
    if (const auto *number = value.as<double>())
        return Value{ formatDouble(*number) };
    return noConversion("string", value);
}

Outcome<Value> toBool(const Arguments &in)
{
    if (in[0].as<bool>())
        return in[0];
    const auto *text = in[0].as<std::string>();
    if (!text)
        return noConversion("bool", in[0]);
    for (const std::string_view yes :
         { "1", "t", "T", "true", "TRUE", "True" }) { // Go's strconv.ParseBool
        if (*text == yes)
            return Value{ true };
    }
    for (const std::string_view no : { "0", "f", "F", "false", "FALSE", "False" }) {
        if (*text == no)
            return Value{ false };
    }
    return runtimeError("type conversion error from 'string' to 'bool'");
}

bool hasAll(const List &list, const List &wanted)
{
    for (const Value &item : *wanted) {
        if (!*contains({ item, Value{ list } })->as<bool>())
            return false;
    }
    return true;
}

// 'c'ontains, 'e'quivalent, 'i'ntersects.
template<char operation> Outcome<Value> sets(const Arguments &in)
{
    const auto *a = in[0].as<List>();
    const auto *b = in[1].as<List>();
    if (!a || !b) {
        const char *name = operation == 'c' ? "sets.contains("
                : operation == 'e'          ? "sets.equivalent("
                                            : "sets.intersects(";
        return runtimeError(std::string("no such overload: ") + name + in[0].typeName() + ", "
                            + in[1].typeName() + ')');
    }
    if (operation == 'c')
        return Value{ hasAll(*a, *b) };
    if (operation == 'e')
        return Value{ hasAll(*a, *b) && hasAll(*b, *a) };
    for (const Value &item : **b) {
        if (*contains({ item, in[0] })->as<bool>())
            return Value{ true };
    }
    return Value{ false };
}

Outcome<Value> orValue(const Arguments &in)
{
    const auto *optional = in[0].as<Optional>();
    if (!optional) // measured: claims.x.orValue(…) is claims.x
        return in[0];
    return optional->value ? *optional->value : in[1];
}

Outcome<Value> optionalValue(const Arguments &in)
{
    const auto *optional = in[0].as<Optional>();
    if (!optional)
        return noOverload();
    return optional->value ? Outcome<Value>(*optional->value)
                           : runtimeError("optional.none() dereference");
}

Outcome<Value> hasValue(const Arguments &in)
{
    const auto *optional = in[0].as<Optional>();
    return optional ? Outcome<Value>(Value{ optional->value != nullptr }) : noOverload();
}

const std::map<std::string, Function, std::less<>> kFunctions{
    { "_+_", arithmetic<'+'> },
    { "_-_", arithmetic<'-'> },
    { "_*_", arithmetic<'*'> },
    { "_/_", arithmetic<'/'> },
    { "_%_", arithmetic<'%'> },
    { "_<_", comparison<-1, false> },
    { "_<=_", comparison<-1, true> },
    { "_>_", comparison<1, false> },
    { "_>=_", comparison<1, true> },
    { "_==_", [](const Arguments &in) -> Outcome<Value> { return Value{ equals(in[0], in[1]) }; } },
    { "_!=_",
      [](const Arguments &in) -> Outcome<Value> { return Value{ !equals(in[0], in[1]) }; } },
    { "!_",
      [](const Arguments &in) -> Outcome<Value> {
          return in[0].as<bool>() ? Outcome<Value>(Value{ !*in[0].as<bool>() }) : noOverload();
      } },
    { "-_", negate },
    { "@in", contains },
    { "_[_]", [](const Arguments &in) { return index(in[0], in[1]); } },
    { "_[?_]", [](const Arguments &in) { return optionalIndex(in[0], in[1]); } },
    { "_?._", [](const Arguments &in) { return optionalIndex(in[0], in[1]); } },
    { "size", size },
    { "int", toInt },
    { "uint", toUint },
    { "double", toDouble },
    { "string", toText },
    { "bool", toBool },
    { "dyn", [](const Arguments &in) -> Outcome<Value> { return in[0]; } },
    { "type",
      [](const Arguments &in) -> Outcome<Value> { return Value{ TypeName{ in[0].typeName() } }; } },
    { "sets.contains", sets<'c'> },
    { "sets.equivalent", sets<'e'> },
    { "sets.intersects", sets<'i'> },
    { "orValue", orValue },
    { "value", optionalValue },
    { "hasValue", hasValue },
    { "optional.of",
      [](const Arguments &in) -> Outcome<Value> {
          return Value{ Optional{ std::make_shared<const Value>(in[0]) } };
      } },
    { "optional.none", [](const Arguments &) -> Outcome<Value> { return Value{ Optional{} }; } },
};

Outcome<Value> matchRegex(const Arguments &in, const RegexMatcher &matcher)
{
    const auto *text = in[0].as<std::string>();
    const auto *pattern = in[1].as<std::string>();
    if (!text || !pattern)
        return noOverload();
    const auto found = matcher ? matcher(*pattern, *text) : std::nullopt;
    if (!found)
        return problem(Kind::NotEvaluated,
                       "the expression uses a regular expression that is not evaluated here");
    return Value{ *found };
}

// The position of a list's item; a whole double counts.
Outcome<Value> listItem(const List &list, const Value &key)
{
    std::int64_t at = 0;
    if (const auto *integer = key.as<std::int64_t>())
        at = *integer;
    else if (const auto *natural = key.as<std::uint64_t>(); natural && *natural < (1U << 31))
        at = static_cast<std::int64_t>(*natural);
    else if (const auto *number = key.as<double>();
             number && std::trunc(*number) == *number && std::fabs(*number) < 1e9)
        at = static_cast<std::int64_t>(*number);
    else if (number)
        return runtimeError("unsupported index value " + formatDouble(*number) + " in list");
    else
        return runtimeError("unsupported index type '" + key.typeName() + "' in list");
    if (at < 0 || static_cast<std::size_t>(at) >= list->size())
        return runtimeError("index out of bounds: " + std::to_string(at));
    return (*list)[static_cast<std::size_t>(at)];
}

tl::unexpected<Problem> noSuchKey(const Value &key)
{
    const auto text = toText({ key });
    return runtimeError(
            "no such key: "
            + (text && text->as<std::string>() ? *text->as<std::string>() : key.typeName()));
}

} // namespace

Outcome<Value> index(const Value &operand, const Value &key)
{
    if (const auto *root = operand.as<Root>()) {
        if (!key.as<std::string>()) // the lazy map takes texts only
            return noOverload();
        const Value *found = findMember(root->members, key);
        return found ? Outcome<Value>(*found) : noSuchKey(key);
    }
    if (const auto *map = operand.as<Map>()) {
        const Value *found = findMember(*map, key);
        return found ? Outcome<Value>(*found) : noSuchKey(key);
    }
    if (const auto *list = operand.as<List>())
        return listItem(*list, key);
    if (operand.as<Optional>())
        return optionalIndex(operand, key);
    return noSuchKey(key);
}

Outcome<Value> optionalIndex(const Value &operand, const Value &key)
{
    if (const auto *optional = operand.as<Optional>())
        return optional->value ? optionalIndex(*optional->value, key) : Outcome<Value>(operand);
    const bool isContainer = operand.as<Root>() || operand.as<Map>() || operand.as<List>();
    if (!isContainer)
        return problem(Kind::NotEvaluated,
                       "the expression selects an optional member of a " + operand.typeName());
    const auto found = index(operand, key);
    if (!found && operand.as<List>() && found.error().message.starts_with("unsupported"))
        return found;
    return Value{ Optional{ found ? std::make_shared<const Value>(*found) : nullptr } };
}

Outcome<Value> callFunction(const std::string &function, const Arguments &arguments,
                            const RegexMatcher &matcher)
{
    if (function == "matches")
        return matchRegex(arguments, matcher);
    const bool isAccess = function == "_[_]" || function == "_[?_]" || function == "_?._"
            || function == "dyn" || function == "@in" || function == "size";
    for (const Value &argument : arguments) {
        if (argument.as<Root>() && !isAccess)
            return problem(Kind::NotEvaluated, "the expression uses all claims at once");
    }
    const auto found = kFunctions.find(function);
    if (found != kFunctions.end())
        return found->second(arguments);
    return callStringFunction(function, arguments);
}

} // namespace Kubernetes::Cel
