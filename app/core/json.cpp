// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/json.h"

#include "app/core/text.h"

#include <optional>
#include <cstdint>
#include <limits>

namespace Core {

namespace {

// Builds the tree event by event, so that a limit stops the reading at once.
class StrictSax final : public nlohmann::json_sax<Json>
{
public:
    StrictSax(Json &root, const JsonLimits &limits) : m_root(root), m_limits(limits) { }

    std::string problem;

    bool null() override { return add(nullptr); }
    bool boolean(bool value) override { return add(value); }
    bool number_integer(number_integer_t value) override { return add(value); }
    bool number_unsigned(number_unsigned_t value) override { return add(value); }
    bool number_float(number_float_t value, const string_t &) override { return add(value); }
    bool string(string_t &value) override { return add(std::move(value)); }
    bool binary(binary_t &) override { return refuse("binary data"); }

    bool start_object(std::size_t) override { return open(Json::object()); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool key(string_t &name) override
    {
        if (m_stack.back()->contains(name))
            return refuse("a duplicate name");
        m_key = std::move(name);
        return true;
    }

    bool parse_error(std::size_t position, const std::string &, const nlohmann::detail::exception &) override
    {
        // The library's own message quotes the input, which may be a secret.
        return refuse("a syntax error at byte " + std::to_string(position));
    }

private:
    bool refuse(std::string what)
    {
        if (problem.empty())
            problem = std::move(what);
        return false;
    }

    Json *insert(Json value)
    {
        if (m_stack.empty()) {
            m_root = std::move(value);
            return &m_root;
        }
        Json &parent = *m_stack.back();
        if (parent.is_array()) {
            parent.push_back(std::move(value));
            return &parent.back();
        }
        return &(parent[m_key] = std::move(value));
    }

    bool add(Json value)
    {
        if (++m_values > m_limits.maxValues)
            return refuse("more than " + std::to_string(m_limits.maxValues) + " values");
        insert(std::move(value));
        return true;
    }

    bool open(Json value)
    {
        if (++m_values > m_limits.maxValues)
            return refuse("more than " + std::to_string(m_limits.maxValues) + " values");
        if (m_stack.size() >= static_cast<std::size_t>(m_limits.maxDepth))
            return refuse("more than " + std::to_string(m_limits.maxDepth) + " levels");
        m_stack.push_back(insert(std::move(value)));
        return true;
    }

    bool close()
    {
        m_stack.pop_back();
        return true;
    }

    Json &m_root;
    const JsonLimits &m_limits;
    std::vector<Json *> m_stack; // pointers stay valid: a parent does not grow while a child is open
    std::string m_key;
    std::size_t m_values = 0;
};

} // namespace

Result<Json> parseJson(std::string_view text, const JsonLimits &limits)
{
    if (text.size() > limits.maxBytes)
        return fail(ErrorCode::TooLarge,
                    "the JSON text is larger than " + std::to_string(limits.maxBytes) + " bytes");
    // The library skips a byte order mark; RFC 8259 section 8.1 forbids sending one.
    if (text.starts_with("\xEF\xBB\xBF"))
        return fail(ErrorCode::Parse, "the JSON text begins with a byte order mark");
    if (!isValidUtf8(text))
        return fail(ErrorCode::Parse, "the JSON text is not valid UTF-8");
    // JSON has no place for a NUL byte. The library takes one for the end of the text and would ignore
    // whatever follows it.
    if (text.find('\0') != std::string_view::npos)
        return fail(ErrorCode::Parse, "the JSON text has a NUL byte");
    Json root;
    StrictSax sax(root, limits);
    if (!Json::sax_parse(text.begin(), text.end(), &sax))
        return fail(ErrorCode::Parse,
                    "the JSON text has " + (sax.problem.empty() ? "a syntax error" : sax.problem));
    return root;
}

std::optional<std::string> jsonString(const Json &object, std::string_view key)
{
    if (!object.is_object())
        return std::nullopt;
    const auto it = object.find(key);
    if (it == object.end() || !it->is_string())
        return std::nullopt;
    return it->get<std::string>();
}

bool jsonBool(const Json &object, std::string_view key, bool fallback)
{
    if (!object.is_object())
        return fallback;
    const auto it = object.find(key);
    return it != object.end() && it->is_boolean() ? it->get<bool>() : fallback;
}

std::optional<std::int64_t> jsonInteger(const Json &object, std::string_view key)
{
    if (!object.is_object())
        return std::nullopt;
    const auto it = object.find(key);
    if (it == object.end() || !it->is_number_integer())
        return std::nullopt;
    if (it->is_number_unsigned()
        && it->get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        return std::nullopt;
    return it->get<std::int64_t>();
}

std::vector<std::string> jsonStrings(const Json &object, std::string_view key)
{
    std::vector<std::string> out;
    if (!object.is_object())
        return out;
    const auto it = object.find(key);
    if (it == object.end() || !it->is_array())
        return out;
    for (const Json &value : *it) {
        if (value.is_string())
            out.push_back(value.get<std::string>());
    }
    return out;
}

std::string dumpJson(const Json &value, int indent)
{
    return value.dump(indent, ' ', false, Json::error_handler_t::replace);
}

} // namespace Core
