// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/demo/reviewbody.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace Demo {

using Core::ErrorCode;
using Core::Json;

namespace {

constexpr std::string_view kMagic("k8s\0", 4);

// The length-delimited fields of one protobuf message, the last of each number; others are skipped.
using Fields = std::map<std::uint64_t, std::string_view>;

std::optional<std::uint64_t> takeVarint(std::string_view &bytes)
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
        value |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
        if ((byte & 0x80U) == 0)
            return value;
    }
    return std::nullopt;
}

bool skipField(std::string_view &bytes, std::uint64_t wireType)
{
    if (wireType == 0)
        return takeVarint(bytes).has_value();
    const std::size_t size = wireType == 1 ? 8 : wireType == 5 ? 4 : 0;
    if (size == 0 || bytes.size() < size)
        return false;
    bytes.remove_prefix(size);
    return true;
}

std::optional<Fields> parseMessage(std::string_view bytes)
{
    constexpr std::uint64_t kLengthDelimited = 2;
    Fields fields;
    while (!bytes.empty()) {
        const auto tag = takeVarint(bytes);
        if (!tag)
            return std::nullopt;
        if ((*tag & 7U) != kLengthDelimited) {
            if (!skipField(bytes, *tag & 7U))
                return std::nullopt;
            continue;
        }
        const auto size = takeVarint(bytes);
        if (!size || *size > bytes.size())
            return std::nullopt;
        fields[*tag >> 3] = bytes.substr(0, *size);
        bytes.remove_prefix(*size);
    }
    return fields;
}

std::optional<Fields> parseField(const Fields &message, std::uint64_t number)
{
    const auto found = message.find(number);
    return found == message.end() ? Fields() : parseMessage(found->second);
}

// The named text fields of a message; empty ones are left out, as in JSON.
Json texts(const Fields &message,
           std::initializer_list<std::pair<std::uint64_t, const char *>> names)
{
    Json object = Json::object();
    for (const auto &[number, name] : names) {
        const auto found = message.find(number);
        if (found != message.end() && !found->second.empty())
            object[name] = std::string(found->second);
    }
    return object;
}

std::optional<Json> specOf(const std::string &kind, const Fields &review)
{
    const auto spec = parseField(review, 2);
    if (!spec)
        return std::nullopt;
    if (kind == "SelfSubjectRulesReview")
        return texts(*spec, { { 1, "namespace" } });
    Json result = Json::object();
    const auto resource = parseField(*spec, 1);
    const auto path = parseField(*spec, 2);
    if (!resource || !path)
        return std::nullopt;
    if (spec->contains(1))
        result["resourceAttributes"] = texts(*resource,
                                             { { 1, "namespace" },
                                               { 2, "verb" },
                                               { 3, "group" },
                                               { 4, "version" },
                                               { 5, "resource" },
                                               { 6, "subresource" },
                                               { 7, "name" } });
    if (spec->contains(2))
        result["nonResourceAttributes"] = texts(*path, { { 1, "path" }, { 2, "verb" } });
    return result;
}

Core::Result<Json> parseProtobuf(std::string_view body)
{
    const auto failed = [] {
        return Core::fail(ErrorCode::Parse, "the body is no protobuf message that the demo knows");
    };
    const auto envelope = parseMessage(body);
    const auto type = envelope ? parseField(*envelope, 1) : std::nullopt;
    const auto review = envelope ? parseField(*envelope, 2) : std::nullopt;
    if (!type || !review)
        return failed();
    Json result = texts(*type, { { 1, "apiVersion" }, { 2, "kind" } });
    const std::string kind = Core::jsonString(result, "kind").value_or(std::string());
    if (kind != "SelfSubjectReview") {
        const auto spec = specOf(kind, *review);
        if (!spec)
            return failed();
        result["spec"] = *spec;
    }
    return result;
}

} // namespace

Core::Result<Json> parseReviewBody(std::string_view body)
{
    if (body.starts_with(kMagic))
        return parseProtobuf(body.substr(kMagic.size()));
    auto json = Core::parseJson(body);
    if (json && !json->is_object())
        return Core::fail(ErrorCode::Parse, "the body is not a JSON object");
    return json;
}

} // namespace Demo
