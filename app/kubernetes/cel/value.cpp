// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubernetes/cel/value.h"

#include <array>
#include <charconv>
#include <cmath>

namespace Kubernetes::Cel {

using Core::Json;

Value Value::ofList(std::vector<Value> items)
{
    return { std::make_shared<const std::vector<Value>>(std::move(items)) };
}

Value Value::ofMap(std::vector<std::pair<Value, Value>> members)
{
    return { std::make_shared<const std::vector<std::pair<Value, Value>>>(std::move(members)) };
}

Value Value::ofJson(const Json &json)
{
    if (json.is_boolean())
        return { json.get<bool>() };
    if (json.is_number())
        return { json.get<double>() };
    if (json.is_string())
        return { json.get<std::string>() };
    if (json.is_array()) {
        std::vector<Value> items;
        for (const Json &item : json)
            items.push_back(ofJson(item));
        return ofList(std::move(items));
    }
    if (json.is_object()) {
        std::vector<std::pair<Value, Value>> members;
        for (const auto &[key, member] : json.items())
            members.emplace_back(Value{ key }, ofJson(member));
        return ofMap(std::move(members));
    }
    return {};
}

std::string Value::typeName() const
{
    static constexpr std::array kNames{ "null_type",     "bool",   "int",  "uint",
                                        "double",        "string", "list", "map",
                                        "optional_type", "map",    "type" };
    return kNames[data.index()];
}

namespace {

std::optional<int> order(double a, double b)
{
    if (std::isnan(a) || std::isnan(b))
        return std::nullopt;
    return a < b ? -1 : a > b ? 1 : 0;
}

template<typename T> int order(const T &a, const T &b)
{
    return a < b ? -1 : b < a ? 1 : 0;
}

// Whole numbers exactly, so that 2^63 and its neighbours stay apart.
std::optional<int> orderWithDouble(double number, const Value &whole)
{
    if (const auto *integer = whole.as<std::int64_t>()) {
        if (number < -9223372036854775808.0)
            return -1;
        if (number >= 9223372036854775808.0)
            return 1;
        return order(number, static_cast<double>(*integer));
    }
    const auto *natural = whole.as<std::uint64_t>();
    if (number < 0)
        return -1;
    if (number >= 18446744073709551616.0)
        return 1;
    return order(number, static_cast<double>(*natural));
}

std::optional<int> compareNumbers(const Value &a, const Value &b)
{
    const auto *x = a.as<double>();
    const auto *y = b.as<double>();
    if (x && y)
        return order(*x, *y);
    if (x)
        return orderWithDouble(*x, b);
    if (y) {
        const auto reversed = orderWithDouble(*y, a);
        return reversed ? std::optional(-*reversed) : std::nullopt;
    }
    const auto *i = a.as<std::int64_t>();
    const auto *j = b.as<std::int64_t>();
    if (i && j)
        return order(*i, *j);
    if (i)
        return *i < 0 ? -1 : order(static_cast<std::uint64_t>(*i), *b.as<std::uint64_t>());
    if (j)
        return *j < 0 ? 1 : order(*a.as<std::uint64_t>(), static_cast<std::uint64_t>(*j));
    return order(*a.as<std::uint64_t>(), *b.as<std::uint64_t>());
}

bool equalLists(const List &a, const List &b)
{
    if (a->size() != b->size())
        return false;
    for (std::size_t i = 0; i < a->size(); ++i) {
        if (!equals((*a)[i], (*b)[i]))
            return false;
    }
    return true;
}

bool equalMaps(const Map &a, const Map &b)
{
    if (a->size() != b->size())
        return false;
    for (const auto &[key, value] : *a) {
        const Value *other = findMember(b, key);
        if (!other || !equals(value, *other))
            return false;
    }
    return true;
}

} // namespace

bool equals(const Value &a, const Value &b)
{
    if (a.isNumber() && b.isNumber())
        return compareNumbers(a, b) == 0;
    if (a.data.index() != b.data.index())
        return false;
    if (const auto *list = a.as<List>())
        return equalLists(*list, *b.as<List>());
    if (const auto *map = a.as<Map>())
        return equalMaps(*map, *b.as<Map>());
    if (const auto *boolean = a.as<bool>())
        return *boolean == *b.as<bool>();
    if (const auto *text = a.as<std::string>())
        return *text == *b.as<std::string>();
    if (const auto *type = a.as<TypeName>())
        return type->name == b.as<TypeName>()->name;
    if (const auto *optional = a.as<Optional>()) {
        const auto *other = b.as<Optional>();
        return optional->value && other->value ? equals(*optional->value, *other->value)
                                               : optional->value == other->value;
    }
    return a.isNull();
}

std::optional<int> compare(const Value &a, const Value &b)
{
    if (a.isNumber() && b.isNumber())
        return compareNumbers(a, b);
    if (a.as<std::string>() && b.as<std::string>())
        return order(*a.as<std::string>(), *b.as<std::string>());
    if (a.as<bool>() && b.as<bool>())
        return order(*a.as<bool>(), *b.as<bool>());
    return std::nullopt;
}

const Value *findMember(const Map &map, const Value &key)
{
    for (const auto &[name, value] : *map) {
        if (equals(name, key))
            return &value;
    }
    return nullptr;
}

std::string formatDouble(double number)
{
    if (std::isnan(number))
        return "NaN";
    if (std::isinf(number))
        return number < 0 ? "-Inf" : "+Inf";
    std::array<char, 64> buffer{};
    const auto scientific = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
                                          std::chars_format::scientific);
    const std::string text(buffer.data(), scientific.ptr);
    const std::size_t mark = text.find('e');
    const int exponent = std::stoi(text.substr(mark + 1));
    if (exponent >= -4 && exponent < 6) {
        const auto fixed = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
                                         std::chars_format::fixed);
        return std::string(buffer.data(), fixed.ptr);
    }
    return text;
}

} // namespace Kubernetes::Cel
