// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubeconfig/document.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace Kubeconfig {

//! What a node means, free of how it is written: for new entries, and for what an edit is to result
//! in.
struct Value
{
    enum class Kind {
        Null,
        Boolean,
        Number, //!< \a text as in the file; never computed with
        Text,
        List,
        Map,
    };
    using Member = std::pair<std::string, Value>;

    Kind kind = Kind::Null;
    std::string text; //!< Text, Number; "true" or "false" for Boolean
    std::vector<Value> items;
    std::vector<Member> members;

    [[nodiscard]] static Value ofText(std::string_view text);
    [[nodiscard]] static Value ofBoolean(bool value);
    [[nodiscard]] static Value ofList(std::vector<Value> items);
    [[nodiscard]] static Value ofTexts(const std::vector<std::string> &texts);
    [[nodiscard]] static Value ofMap(std::vector<Member> members);
    //! Aliases and merges expanded, duplicate keys resolved.
    [[nodiscard]] static Value ofNode(const Node &node);

    [[nodiscard]] const Value *member(std::string_view key) const;
    void setMember(std::string_view key, Value value);
    void removeMember(std::string_view key);

    bool operator==(const Value &other) const = default;
};

//! Both mean the same to kubectl; the order of map members does not count.
[[nodiscard]] bool sameMeaning(const Value &a, const Value &b);
[[nodiscard]] bool sameMeaning(const Value &value, const Node &node);

//! How the lists and lines of a file look.
struct BlockLayout
{
    std::size_t dashIndent = 0; //!< columns from a key to the dashes of its list
    std::string_view eol = "\n";
};

//! The members of a map as block lines at \a column, each with its line end.
[[nodiscard]] std::string blockMembers(const Value &map, std::size_t column,
                                       const BlockLayout &layout);
//! One list item as block lines, its dash at \a column.
[[nodiscard]] std::string blockItem(const Value &item, std::size_t column,
                                    const BlockLayout &layout);

enum class FlowStyle {
    Json,
    Yaml, //!< keys without quotes where that is safe
};
[[nodiscard]] std::string flowText(const Value &value, FlowStyle style);

//! The text of a key, quoted where needed.
[[nodiscard]] std::string keyText(std::string_view key, FlowStyle style = FlowStyle::Yaml);

} // namespace Kubeconfig
