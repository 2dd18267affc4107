// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/editor.h"

#include "app/core/text.h"
#include "app/kubeconfig/scalar.h"

#include <algorithm>
#include <unordered_set>

namespace Kubeconfig {

using Core::ErrorCode;
using Core::fail;
using Core::Result;

namespace {

bool isNull(const Node &node)
{
    return node.isScalar() && scalarType(node) == ScalarType::Null;
}

bool isBlockCollection(const Node &node)
{
    return (node.isMapping() || node.isSequence()) && node.style == Style::Block;
}

bool isCollection(const Value &value)
{
    return (value.kind == Value::Kind::Map && !value.members.empty())
            || (value.kind == Value::Kind::List && !value.items.empty());
}

const Node *lastChild(const Node &node)
{
    const Node *last = node.first;
    while (last && last->next)
        last = last->next;
    return last;
}

// The first pair of that name, which a later one may override.
const Node *firstOwnKey(const Node &mapping, std::string_view name)
{
    for (const Node *key = mapping.first; key; key = key->next->next) {
        if (key->resolved()->isScalar() && key->resolved()->value == name)
            return key;
    }
    return nullptr;
}

// The last own pair of that name, which wins among own ones.
const Node *ownKey(const Node &mapping, std::string_view name)
{
    const Node *found = nullptr;
    for (const Entry &entry : entries(mapping)) {
        if (entry.key == name && entry.own)
            found = entry.keyNode;
    }
    return found;
}

} // namespace

Editor::Editor(Document document, Sharing sharing)
    : m_document(std::move(document))
    , m_sharing(sharing)
{
}

Result<> Editor::apply(std::vector<Edit> edits, std::vector<Intent> intents)
{
    auto after = verifiedEdit(m_document, edits, intents);
    if (!after)
        return fail(after.error());
    if (!m_original)
        m_original = std::move(m_document).takeBytes();
    m_document = std::move(after->document);
    m_view = std::move(after->view);
    return {};
}

Result<FileView> Editor::view()
{
    if (!m_view) {
        auto view = FileView::read(m_document);
        if (!view)
            return view;
        m_view = std::move(*view);
    }
    return *m_view;
}

std::pair<std::string, std::string> Editor::takeOriginalAndBytes() &&
{
    std::string bytes = std::move(m_document).takeBytes();
    std::string original = m_original ? std::move(*m_original) : bytes;
    return { std::move(original), std::move(bytes) };
}

BlockLayout Editor::layout() const
{
    BlockLayout layout{ 0, m_document.eol() };
    for (const Section section : kSections) {
        const Entry entry = find(m_document.root(), sectionKey(section));
        if (!entry.own || !entry.own->isSequence() || entry.own->isFlow() || !entry.own->first)
            continue;
        layout.dashIndent = m_document.column(m_document.contentStart(*entry.own))
                - std::min(m_document.column(entry.keyNode->start),
                           m_document.column(m_document.contentStart(*entry.own)));
        break;
    }
    return layout;
}

FlowStyle Editor::flowStyle(const Node &collection) const
{
    // A file is JSON if the first key around is in double quotes.
    for (const Node *node = &collection; node; node = node->parent) {
        if (node->isMapping() && node->first)
            return node->first->style == Style::DoubleQuoted ? FlowStyle::Json : FlowStyle::Yaml;
    }
    return FlowStyle::Yaml;
}

Result<> Editor::checkUnshared(const Node &node) const
{
    for (const Node *at = &node; at; at = at->parent) {
        if (at->aliases > 0)
            return fail(ErrorCode::Refused,
                        m_document.where(at->start)
                                + ": the value is used in several places (a YAML anchor), so that "
                                  "changing it would change the others, too",
                        "run it again with --expand-aliases to give this entry its own copy");
    }
    return {};
}

Edit Editor::lines(std::size_t at, std::string text) const
{
    const std::string_view bytes = m_document.bytes();
    const std::string_view eol = m_document.eol();
    // A last line without line end keeps being one.
    if (at > m_document.bomLength() && bytes[at - 1] != '\n') {
        text.insert(0, eol);
        text.resize(text.size() - eol.size());
    }
    return Edit{ at, at, std::move(text) };
}

Result<NamedItem> Editor::itemNamed(Section section, std::string_view name)
{
    const auto all = view();
    if (!all)
        return fail(all.error());
    const NamedItem *item = all->item(section, name);
    if (!item)
        return fail(ErrorCode::NotFound,
                    "there is no " + std::string(bodyKey(section)) + " " + quotedName(name) + " in "
                            + m_document.name());
    return *item;
}

Result<> Editor::setCurrentContext(std::string_view context)
{
    const Node *root = m_document.root();
    if (!root || isNull(*root))
        return startFile("current-context", Value::ofText(context));
    return setKey(*root, "current-context", Value::ofText(context));
}

Result<> Editor::startFile(std::string_view key, const Value &value)
{
    Value root = Value::ofMap({ { "apiVersion", Value::ofText("v1") },
                                { "kind", Value::ofText("Config") },
                                { std::string(key), value } });
    const Node *old = m_document.root();
    if (old && old->end > old->start)
        return fail(ErrorCode::Refused, m_document.name() + " holds only " + quotedName(old->value),
                    "empty the file first");
    const std::string text = blockMembers(root, 0, layout());
    return apply({ lines(m_document.contentEnd(), text) },
                 { Intent{ Intent::Kind::ReplaceRoot, nullptr, {}, root } });
}

Result<> Editor::setKey(const Node &mapping, std::string_view key, const Value &value)
{
    const Node *known = ownKey(mapping, key);
    if (!known)
        return insertKey(mapping, key, value);
    const Node &old = *known->next;
    if (sameMeaning(value, old))
        return {};
    if (const auto fine = checkUnshared(old); !fine)
        return fine;
    std::vector<Edit> edits;
    replaceValue(edits, *known, old, value);
    return apply(std::move(edits),
                 { Intent{ Intent::Kind::SetKey, &mapping, std::string(key), value } });
}

void Editor::replaceValue(std::vector<Edit> &edits, const Node &key, const Node &old,
                          const Value &value) const
{
    const bool inFlow = key.parent->isFlow();
    const std::size_t start = old.hasProperties && old.tag == Tag::None && old.isScalar()
            ? m_document.contentStart(old)
            : old.start;
    const std::string_view space = old.end == old.start ? " " : "";
    if (inFlow || (!isCollection(value) && !isBlockCollection(old))) {
        const std::string text = inFlow && value.kind != Value::Kind::Text
                ? flowText(value, flowStyle(*key.parent))
                : value.kind == Value::Kind::Text
                ? (inFlow ? (flowStyle(*key.parent) == FlowStyle::Json ? doubleQuoted(value.text)
                                     : old.style == Style::SingleQuoted
                                     ? scalarTextLike(value.text, old.style)
                                     : flowText(value, FlowStyle::Yaml))
                          : scalarTextLike(value.text, old.style))
                : flowText(value, FlowStyle::Yaml);
        edits.push_back(Edit{ start, old.end, std::string(space) + text });
        return;
    }
    const std::size_t colon = afterColon(key);
    const std::size_t column = m_document.column(key.start);
    std::string text;
    if (value.kind == Value::Kind::Map) {
        text = blockMembers(value, column + 2, layout());
    } else {
        for (const Value &item : value.items)
            text += blockItem(item, column + layout().dashIndent, layout());
    }
    if (isBlockCollection(old)) {
        // The line of the key and its comment stay.
        const std::size_t first = m_document.lineStart(m_document.contentStart(old));
        if (!isCollection(value))
            edits.push_back(Edit{ colon, colon, " " + flowText(value, FlowStyle::Yaml) });
        if (old.hasProperties)
            edits.push_back(Edit{ old.start, m_document.contentStart(*old.first), {} });
        const std::size_t end = m_document.lineEnd(old.end);
        if (end == m_document.bytes().size() && m_document.bytes()[end - 1] != '\n'
            && text.ends_with(m_document.eol()))
            text.resize(text.size() - m_document.eol().size());
        edits.push_back(Edit{ first, end, isCollection(value) ? text : std::string() });
        return;
    }
    edits.push_back(Edit{ std::min(colon, start), old.end, {} });
    edits.push_back(lines(m_document.lineEnd(old.end), std::move(text)));
}

Result<> Editor::insertKey(const Node &mapping, std::string_view key, const Value &value)
{
    // kubectl takes an item without any text (`- # later`) for an entry without a name.
    if (!mapping.isMapping())
        return fail(ErrorCode::Refused,
                    m_document.where(mapping.start) + ": the entry is empty and was not changed",
                    "remove that item, or write the entry by hand");
    if (const auto fine = checkUnshared(mapping); !fine)
        return fine;
    const std::vector<Intent> intents = { Intent{ Intent::Kind::SetKey, &mapping, std::string(key),
                                                  value } };
    if (mapping.isFlow()) {
        const FlowStyle style = flowStyle(mapping);
        std::string text = keyText(key, style) + ": " + flowText(value, style);
        const Node *last = lastChild(mapping);
        if (last)
            return apply({ Edit{ last->end, last->end, ", " + text } }, intents);
        // `{}` under a block key may as well grow into a block.
        const std::size_t brace = m_document.contentStart(mapping);
        if (mapping.parent && mapping.parent->isMapping() && !mapping.parent->isFlow()
            && m_document.text(mapping) == "{}") {
            const Node *parentKey = mapping.parent->first;
            while (parentKey->next != &mapping)
                parentKey = parentKey->next->next;
            std::vector<Edit> edits;
            replaceValue(edits, *parentKey, mapping, Value::ofMap({ { std::string(key), value } }));
            return apply(std::move(edits), intents);
        }
        return apply({ Edit{ brace + 1, brace + 1, std::move(text) } }, intents);
    }
    const std::size_t column = m_document.column(mapping.first->start);
    const std::string text =
            blockMembers(Value::ofMap({ { std::string(key), value } }), column, layout());
    return apply({ lines(m_document.lineEnd(mapping.end), text) }, intents);
}

Result<> Editor::removeOwnKey(const Node &mapping, const Node &key)
{
    if (const auto fine = checkUnshared(*key.next); !fine)
        return fine;
    // A key that a later one of the same name overrides means nothing: no intent.
    std::vector<Intent> intents;
    for (const Entry &entry : entries(mapping)) {
        if (entry.keyNode == &key)
            intents.push_back(
                    Intent{ Intent::Kind::RemoveKey, &mapping, std::string(entry.key), {} });
    }
    const Node &value = *key.next;
    const Node *before = nullptr;
    for (const Node *child = mapping.first; child != &key; child = child->next)
        before = child;
    if (mapping.isFlow()) {
        if (before)
            return apply({ Edit{ before->end, value.end, {} } }, intents);
        return apply({ Edit{ key.start, value.next ? value.next->start : value.end, {} } },
                     intents);
    }
    const std::size_t lineStart = m_document.lineStart(key.start);
    const std::size_t lineEnd = m_document.lineEnd(value.end);
    if (mapping.count == 2 && mapping.parent && mapping.parent->isMapping()) {
        const Node *parentKey = mapping.parent->first;
        while (parentKey->next != &mapping)
            parentKey = parentKey->next->next;
        std::vector<Edit> edits = { Edit{ afterColon(*parentKey), afterColon(*parentKey), " {}" },
                                    Edit{ lineStart, lineEnd, {} } };
        return apply(std::move(edits), intents);
    }
    const std::string_view lead = m_document.bytes().substr(lineStart, key.start - lineStart);
    if (lead.find_first_not_of(' ') == std::string_view::npos)
        return apply({ Edit{ lineStart, lineEnd, {} } }, intents);
    // The first key stands on the line of the dash: the next key moves up, unless a comment is
    // between.
    if (!value.next)
        return fail(ErrorCode::Refused,
                    m_document.where(key.start) + ": nothing else is in this entry");
    const std::string_view between =
            m_document.bytes().substr(value.end, value.next->start - value.end);
    if (between.find('#') == std::string_view::npos)
        return apply({ Edit{ key.start, value.next->start, {} } }, intents);
    const std::size_t dash = m_document.bytes().rfind('-', key.start);
    return apply({ Edit{ dash + 1, value.end, {} } }, intents);
}

Result<> Editor::set(Section section, std::string_view name, const Keys &keys, const Value &value)
{
    for (int round = 0; round < kMaxDepth; ++round) {
        const auto item = itemNamed(section, name);
        if (!item)
            return fail(item.error());
        const Node *at = item->item->resolved();
        std::vector<const Node *> way = { item->item };
        Keys all = { std::string(bodyKey(section)) };
        all.insert(all.end(), keys.begin(), keys.end());
        std::size_t depth = 0;
        for (; depth + 1 < all.size(); ++depth) {
            const Entry entry = find(at, all[depth]);
            if (!entry.value || !entry.value->isMapping())
                break;
            way.push_back(entry.own ? entry.own : entry.value);
            at = entry.value;
        }
        const auto copied = unshareOnce(way);
        if (!copied)
            return fail(copied.error());
        if (*copied)
            continue;
        // Mappings that are missing on the way are made around the value.
        Value wrapped = value;
        for (std::size_t i = all.size() - 1; i > depth; --i)
            wrapped = Value::ofMap({ { all[i], wrapped } });
        return setKey(*at, all[depth], wrapped);
    }
    return fail(ErrorCode::Refused, m_document.name() + ": too many aliases in one another");
}

Result<bool> Editor::unshareOnce(const std::vector<const Node *> &way)
{
    if (m_sharing == Sharing::Refuse)
        return false;
    for (const Node *node : way) {
        if (!node->isAlias())
            continue;
        // The alias becomes a copy of its source's meaning, in flow style: one span, no
        // indentation.
        const Node *parent = node->parent;
        const Value copy = Value::ofNode(*node);
        const Edit edit{ node->start, node->end, flowText(copy, flowStyle(*parent)) };
        const auto done = apply({ edit }, {});
        if (!done)
            return fail(done.error());
        return true;
    }
    return false;
}

Result<> Editor::remove(Section section, std::string_view name, const Keys &keys)
{
    for (int round = 0; round < kMaxDepth; ++round) {
        const auto item = itemNamed(section, name);
        if (!item)
            return fail(item.error());
        const Node *at = item->body;
        std::vector<const Node *> way = { item->item };
        if (const Entry body = find(item->item->resolved(), bodyKey(section)); body.own)
            way.push_back(body.own);
        for (std::size_t i = 0; i + 1 < keys.size() && at; ++i) {
            const Entry entry = find(at, keys[i]);
            at = entry.value && entry.value->isMapping() ? entry.value : nullptr;
            if (at)
                way.push_back(entry.own ? entry.own : entry.value);
        }
        const Entry entry = find(at, keys.back());
        if (!entry.value)
            return {};
        const auto copied = unshareOnce(way);
        if (!copied)
            return fail(copied.error());
        if (*copied)
            continue;
        if (!entry.own)
            return fail(ErrorCode::Refused,
                        m_document.where(entry.value->start) + ": \"" + keys.back()
                                + "\" comes from a YAML merge (<<) and cannot be removed here",
                        "replace the << by the keys that you want to keep");
        const Node *first = firstOwnKey(*at, keys.back());
        const bool last = first == entry.keyNode;
        if (const auto done = removeOwnKey(*at, *first); !done || last)
            return done;
    }
    return fail(ErrorCode::Refused, m_document.name() + ": too many aliases in one another");
}

Result<> Editor::rename(Section section, std::string_view name, std::string_view newName)
{
    const auto item = itemNamed(section, name);
    if (!item)
        return fail(item.error());
    return setKey(*item->item->resolved(), "name", Value::ofText(newName));
}

Result<> Editor::append(Section section, std::string_view name, const Value &body)
{
    const Value item = Value::ofMap(
            { { "name", Value::ofText(name) }, { std::string(bodyKey(section)), body } });
    const Node *root = m_document.root();
    const std::string key(sectionKey(section));
    if (!root || isNull(*root))
        return startFile(key, Value::ofList({ item }));
    const Entry entry = find(root, key);
    if (entry.value && entry.value->isSequence() && entry.value->first) {
        if (!entry.own || entry.own->isAlias())
            return checkUnshared(*entry.value);
        return appendTo(*entry.value, item);
    }
    return setKey(*root, key, Value::ofList({ item }));
}

Result<> Editor::appendTo(const Node &list, const Value &item)
{
    if (const auto fine = checkUnshared(list); !fine)
        return fine;
    const std::vector<Intent> intents = { Intent{ Intent::Kind::AppendItem, &list, {}, item } };
    const Node *last = lastChild(list);
    if (list.isFlow())
        return apply({ Edit{ last->end, last->end, ", " + flowText(item, flowStyle(list)) } },
                     intents);
    const std::size_t column = m_document.column(m_document.contentStart(list));
    std::size_t at = m_document.lineEnd(last->end);
    // Comments that are indented deeper than the dashes belong to the item above.
    const std::string_view bytes = m_document.bytes();
    while (at < m_document.contentEnd()) {
        const std::size_t first = bytes.find_first_not_of(' ', at);
        if (first == std::string_view::npos || bytes[first] != '#' || first - at <= column)
            break;
        at = m_document.lineEnd(first);
    }
    return apply({ lines(at, blockItem(item, column, layout())) }, intents);
}

std::size_t Editor::afterColon(const Node &key) const
{
    const std::size_t colon = m_document.bytes().find(':', key.end);
    return colon == std::string_view::npos ? key.end : colon + 1;
}

// Dashes are no events of libyaml. Between two items only blanks, comments and the dash can stand.
std::size_t Editor::dashOf(const Node &item, const Node *before) const
{
    const std::string_view bytes = m_document.bytes();
    std::size_t at = before ? before->end : m_document.contentStart(*item.parent);
    while (at < item.start && bytes[at] != '-')
        at = bytes[at] == '#' ? m_document.lineEnd(at) : at + 1;
    return at;
}

Edit Editor::removalOf(const Node &item, const Node *before) const
{
    const std::size_t dash = dashOf(item, before);
    std::size_t start = m_document.lineStart(dash);
    const std::string_view bytes = m_document.bytes();
    const std::size_t floor = before ? m_document.lineEnd(before->end) : start;
    // Comment lines directly above, at the dash's column, speak of this item.
    while (start > floor) {
        const std::size_t above = m_document.lineStart(start - 1);
        const std::size_t first = bytes.find_first_not_of(' ', above);
        if (above < floor || bytes[first] != '#' || first - above != m_document.column(dash))
            break;
        start = above;
    }
    return Edit{ start, m_document.lineEnd(item.end), {} };
}

Result<> Editor::removeItem(Section section, std::string_view name)
{
    return removeItems(section, { std::string(name) });
}

Result<> Editor::removeItems(Section section, const std::vector<std::string> &names)
{
    const auto all = view();
    if (!all)
        return fail(all.error());
    std::unordered_set<const Node *> gone;
    const Node *list = nullptr;
    for (const std::string &name : names) {
        const NamedItem *item = all->item(section, name);
        if (!item)
            return itemNamed(section, name).map([](const NamedItem &) {});
        if (const auto fine = checkUnshared(*item->item); !fine)
            return fine;
        list = item->item->parent;
        gone.insert(item->item);
    }
    if (!list)
        return {};
    std::vector<Intent> intents;
    for (const Node *node : gone)
        intents.push_back(Intent{ Intent::Kind::RemoveItem, node, {}, {} });
    return apply(list->isFlow() ? flowRemovals(*list, gone) : blockRemovals(*list, gone),
                 std::move(intents));
}

std::vector<Edit> Editor::blockRemovals(const Node &list,
                                        const std::unordered_set<const Node *> &gone) const
{
    std::vector<Edit> edits;
    const Node *before = nullptr;
    for (const Node *child = list.first; child; before = child, child = child->next) {
        if (gone.contains(child))
            edits.push_back(removalOf(*child, before));
    }
    if (list.count == gone.size() && list.parent && list.parent->isMapping()) {
        const Node *key = list.parent->first;
        while (key->next != &list)
            key = key->next->next;
        edits.push_back(Edit{ afterColon(*key), afterColon(*key), " []" });
    }
    return edits;
}

// Neighbours that go are cut together: the comma between two belongs to both.
std::vector<Edit> Editor::flowRemovals(const Node &list,
                                       const std::unordered_set<const Node *> &gone) const
{
    std::vector<Edit> edits;
    const Node *kept = nullptr;
    for (const Node *child = list.first; child; child = child->next) {
        if (!gone.contains(child)) {
            kept = child;
            continue;
        }
        const Node *first = child;
        while (child->next && gone.contains(child->next))
            child = child->next;
        edits.push_back(
                kept ? Edit{ kept->end, child->end, {} }
                     : Edit{ first->start, child->next ? child->next->start : child->end, {} });
    }
    return edits;
}

} // namespace Kubeconfig
