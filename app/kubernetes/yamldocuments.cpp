// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubernetes/yamldocuments.h"

#include "app/kubeconfig/document.h"
#include "app/kubeconfig/value.h"
#include "app/kubernetes/gotext.h"

#include <charconv>
#include <set>

namespace Kubernetes {

using Core::Json;
using Kubeconfig::Node;
using Kubeconfig::Value;

namespace {

constexpr std::size_t kMaxBytes = 4 * 1024 * 1024;
constexpr std::size_t kMaxDocuments = 1000;

Json number(const std::string &text)
{
    std::int64_t whole = 0;
    double real = 0;
    const char *end = text.data() + text.size();
    if (const auto read = std::from_chars(text.data(), end, whole);
        read.ec == std::errc() && read.ptr == end)
        return whole;
    if (const auto read = std::from_chars(text.data(), end, real);
        read.ec == std::errc() && read.ptr == end)
        return real;
    return 0; // 0x1f, 1_000: which number it is plays no role here
}

Json jsonOf(const Value &value)
{
    switch (value.kind) {
    case Value::Kind::Null:
        return nullptr;
    case Value::Kind::Boolean:
        return value.text == "true";
    case Value::Kind::Number:
        return number(value.text);
    case Value::Kind::Text:
        return value.text;
    case Value::Kind::List: {
        Json list = Json::array();
        for (const Value &item : value.items)
            list.push_back(jsonOf(item));
        return list;
    }
    case Value::Kind::Map:
        break;
    }
    Json map = Json::object();
    for (const auto &[key, member] : value.members)
        map[key] = jsonOf(member);
    return map;
}

void findDuplicates(const Kubeconfig::Document &document, const Node &node,
                    std::vector<std::string> &found)
{
    std::set<std::string_view> keys;
    std::size_t at = 0;
    for (const Node *child = node.first; child; child = child->next, ++at) {
        const bool isKey = node.isMapping() && at % 2 == 0;
        if (isKey && child->isScalar() && child->value != "<<" && !keys.insert(child->value).second)
            found.push_back("line " + std::to_string(document.position(child->start).line)
                            + ": key " + goQuoted(child->value) + " already set in map");
        if (!isKey && !child->isAlias())
            findDuplicates(document, *child, found);
    }
}

// Where the next document begins in \a rest; its size if there is none.
std::size_t nextDocument(std::string_view rest, std::size_t contentEnd)
{
    std::size_t at = contentEnd;
    while (at < rest.size()) {
        const std::size_t lineEnd = std::min(rest.find('\n', at), rest.size());
        const std::string_view line = rest.substr(at, lineEnd - at);
        if (line.starts_with("---") && at > 0)
            return at;
        at = lineEnd + 1;
    }
    return rest.size();
}

} // namespace

Core::Result<std::vector<YamlDocument>> yamlDocuments(const std::string &text,
                                                      std::string_view name)
{
    if (text.size() > kMaxBytes)
        return Core::fail(Core::ErrorCode::TooLarge, std::string(name) + " is larger than 4 MiB");
    std::vector<YamlDocument> documents;
    std::string rest = text;
    while (documents.size() < kMaxDocuments) {
        const auto document =
                Kubeconfig::Document::parse(rest, name, Kubeconfig::Document::Reader::Strict);
        if (!document)
            return Core::fail(document.error());
        if (const Node *root = document->root(); root && root->resolved()) {
            YamlDocument read{ jsonOf(Value::ofNode(*root->resolved())), {} };
            findDuplicates(*document, *root->resolved(), read.duplicateKeys);
            if (!read.tree.is_null())
                documents.push_back(std::move(read));
        }
        const std::size_t next = nextDocument(rest, document->contentEnd());
        if (next >= rest.size())
            return documents;
        rest.erase(0, next == 0 ? 1 : next);
    }
    return Core::fail(Core::ErrorCode::TooLarge,
                      std::string(name) + " has too many YAML documents");
}

} // namespace Kubernetes
