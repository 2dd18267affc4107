// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/value.h"

#include "app/kubeconfig/scalar.h"

#include <algorithm>

namespace Kubeconfig {

namespace {

Value::Kind kindOf(const Node &node)
{
    if (node.isMapping())
        return Value::Kind::Map;
    if (node.isSequence())
        return Value::Kind::List;
    switch (scalarType(node)) {
    case ScalarType::Null:
        return Value::Kind::Null;
    case ScalarType::Boolean:
        return Value::Kind::Boolean;
    case ScalarType::Integer:
    case ScalarType::Float:
        return Value::Kind::Number;
    case ScalarType::String:
        break;
    }
    return Value::Kind::Text;
}

bool isTrue(std::string_view text)
{
    return text.starts_with('y') || text.starts_with('Y') || text.starts_with('t')
            || text.starts_with('T') || text == "on" || text == "On" || text == "ON";
}

std::string scalarMeaning(const Node &node, Value::Kind kind)
{
    if (kind == Value::Kind::Boolean)
        return isTrue(node.value) ? "true" : "false";
    return kind == Value::Kind::Null ? std::string() : std::string(node.value);
}

} // namespace

Value Value::ofText(std::string_view text)
{
    Value value;
    value.kind = Kind::Text;
    value.text = text;
    return value;
}

Value Value::ofBoolean(bool boolean)
{
    Value value;
    value.kind = Kind::Boolean;
    value.text = boolean ? "true" : "false";
    return value;
}

Value Value::ofList(std::vector<Value> items)
{
    Value value;
    value.kind = Kind::List;
    value.items = std::move(items);
    return value;
}

Value Value::ofTexts(const std::vector<std::string> &texts)
{
    std::vector<Value> items;
    for (const std::string &text : texts)
        items.push_back(ofText(text));
    return ofList(std::move(items));
}

Value Value::ofMap(std::vector<Member> members)
{
    Value value;
    value.kind = Kind::Map;
    value.members = std::move(members);
    return value;
}

Value Value::ofNode(const Node &alias)
{
    const Node &node = *alias.resolved();
    Value value;
    value.kind = kindOf(node);
    if (node.isMapping()) {
        for (const Entry &entry : entries(node))
            value.members.emplace_back(entry.key, ofNode(*entry.value));
    } else if (node.isSequence()) {
        for (const Node *child = node.first; child; child = child->next)
            value.items.push_back(ofNode(*child));
    } else {
        value.text = scalarMeaning(node, value.kind);
    }
    return value;
}

const Value *Value::member(std::string_view key) const
{
    const auto found = std::find_if(members.begin(), members.end(),
                                    [&](const Member &member) { return member.first == key; });
    return found == members.end() ? nullptr : &found->second;
}

void Value::setMember(std::string_view key, Value value)
{
    for (Member &member : members) {
        if (member.first == key) {
            member.second = std::move(value);
            return;
        }
    }
    members.emplace_back(key, std::move(value));
}

void Value::removeMember(std::string_view key)
{
    std::erase_if(members, [&](const Member &member) { return member.first == key; });
}

bool sameMeaning(const Value &a, const Value &b)
{
    if (a.kind != b.kind || a.text != b.text || a.items.size() != b.items.size()
        || a.members.size() != b.members.size())
        return false;
    for (std::size_t i = 0; i < a.items.size(); ++i) {
        if (!sameMeaning(a.items[i], b.items[i]))
            return false;
    }
    return std::all_of(a.members.begin(), a.members.end(), [&](const Value::Member &member) {
        const Value *other = b.member(member.first);
        return other && sameMeaning(member.second, *other);
    });
}

bool sameMeaning(const Value &value, const Node &node)
{
    return sameMeaning(value, Value::ofNode(node));
}

std::string keyText(std::string_view key, FlowStyle style)
{
    return style == FlowStyle::Json ? doubleQuoted(key) : scalarText(key);
}

std::string flowText(const Value &value, FlowStyle style)
{
    std::string out;
    switch (value.kind) {
    case Value::Kind::Null:
        return "null";
    case Value::Kind::Boolean:
    case Value::Kind::Number:
        return value.text;
    case Value::Kind::Text:
        // Older readers take a ':' inside a plain flow scalar for a separator.
        if (style == FlowStyle::Yaml && value.text.find(':') == std::string::npos)
            return scalarText(value.text);
        return doubleQuoted(value.text);
    case Value::Kind::List:
        for (const Value &item : value.items)
            out += (out.empty() ? "" : ", ") + flowText(item, style);
        return "[" + out + "]";
    case Value::Kind::Map:
        for (const auto &[key, member] : value.members)
            out += (out.empty() ? "" : ", ") + keyText(key, style) + ": " + flowText(member, style);
        return "{" + out + "}";
    }
    return out;
}

namespace {

std::string blockScalar(const Value &value)
{
    return value.kind == Value::Kind::Text ? scalarText(value.text)
                                           : flowText(value, FlowStyle::Yaml);
}

bool isBlockMap(const Value &value)
{
    return value.kind == Value::Kind::Map && !value.members.empty();
}

bool isBlockList(const Value &value)
{
    return value.kind == Value::Kind::List && !value.items.empty();
}

} // namespace

std::string blockItem(const Value &item, std::size_t column, const BlockLayout &layout)
{
    const std::string indent(column, ' ');
    if (!isBlockMap(item))
        return indent + "- " + blockScalar(item) + std::string(layout.eol);
    std::string lines = blockMembers(item, column + 2, layout);
    lines[column] = '-';
    return lines;
}

std::string blockMembers(const Value &map, std::size_t column, const BlockLayout &layout)
{
    const std::string indent(column, ' ');
    std::string out;
    for (const auto &[key, value] : map.members) {
        out += indent + keyText(key) + ":";
        if (isBlockMap(value)) {
            out += std::string(layout.eol) + blockMembers(value, column + 2, layout);
        } else if (isBlockList(value)) {
            out += layout.eol;
            for (const Value &item : value.items)
                out += blockItem(item, column + layout.dashIndent, layout);
        } else {
            out += " " + blockScalar(value) + std::string(layout.eol);
        }
    }
    return out;
}

} // namespace Kubeconfig
