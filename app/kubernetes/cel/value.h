// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/json.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace Kubernetes::Cel {

struct Value;
using List = std::shared_ptr<const std::vector<Value>>;
using Map = std::shared_ptr<const std::vector<std::pair<Value, Value>>>;

//! Null pointer: optional.none().
struct Optional
{
    std::shared_ptr<const Value> value;
};

//! `claims` or `user` itself: kube-apiserver hands it to CEL as a lazy map, which can select and
//! index and nothing else.
struct Root
{
    Map members;
};

struct TypeName
{
    std::string name;
};

//! A value of the Common Expression Language; the empty state is null.
struct Value
{
    std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string, List, Map,
                 Optional, Root, TypeName>
            data;
    //! A list that split() made: a []string in Go, which kube-apiserver does not take for groups or
    //! extra values (convertCELValueToStringList knows []any and []ref.Val only; measured).
    bool isGoTexts = false;

    //! As kube-apiserver decodes claims: every number is a double.
    [[nodiscard]] static Value ofJson(const Core::Json &json);
    [[nodiscard]] static Value ofList(std::vector<Value> items);
    [[nodiscard]] static Value ofMap(std::vector<std::pair<Value, Value>> members);

    template<typename T> [[nodiscard]] const T *as() const { return std::get_if<T>(&data); }
    [[nodiscard]] bool isNull() const { return std::holds_alternative<std::monostate>(data); }
    [[nodiscard]] bool isNumber() const
    {
        return as<std::int64_t>() || as<std::uint64_t>() || as<double>();
    }
    //! "string", "list", "null_type", …
    [[nodiscard]] std::string typeName() const;
};

//! CEL's runtime equality: numbers compare across types, everything else by type and value.
[[nodiscard]] bool equals(const Value &a, const Value &b);
//! -1, 0, 1; nothing if they have no order (among them NaN).
[[nodiscard]] std::optional<int> compare(const Value &a, const Value &b);
//! The member of a map; null if there is none.
[[nodiscard]] const Value *findMember(const Map &map, const Value &key);

//! Go's strconv.FormatFloat(…, 'g', -1, 64): 12345678 becomes "1.2345678e+07".
[[nodiscard]] std::string formatDouble(double number);

} // namespace Kubernetes::Cel
