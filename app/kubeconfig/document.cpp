// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/document.h"

#include "app/core/text.h"
#include "app/kubeconfig/treebuilder.h"

#include <cstring>
#include <unordered_map>

namespace Kubeconfig {

using Core::ErrorCode;
using Core::fail;
using Core::Result;

namespace {

constexpr std::string_view kUtf8Bom = "\xEF\xBB\xBF";

void appendUtf8(std::string &out, std::uint32_t c)
{
    const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | (c >> 6));
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3F));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    }
}

// \a text without its BOM. An odd byte or a lone surrogate makes it malformed.
Result<std::string> fromUtf16(std::string_view text, bool bigEndian, std::string_view name)
{
    const auto malformed = [&] {
        return fail(ErrorCode::Parse, std::string(name) + ": malformed UTF-16",
                    "save the file as UTF-8");
    };
    if (text.size() % 2 != 0)
        return malformed();
    const auto unit = [&](std::size_t i) {
        const auto a = static_cast<unsigned char>(text[i]);
        const auto b = static_cast<unsigned char>(text[i + 1]);
        return static_cast<std::uint32_t>(bigEndian ? a << 8 | b : b << 8 | a);
    };
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); i += 2) {
        std::uint32_t c = unit(i);
        if (c >= 0xD800 && c < 0xE000) {
            if (c >= 0xDC00 || i + 4 > text.size())
                return malformed();
            const std::uint32_t low = unit(i + 2);
            if (low < 0xDC00 || low >= 0xE000)
                return malformed();
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        }
        appendUtf8(out, c);
    }
    return out;
}

} // namespace

Document::Document(std::unique_ptr<Storage> storage)
    : m_storage(std::move(storage))
{
}
Document::Document(Document &&) noexcept = default;
Document &Document::operator=(Document &&) noexcept = default;
Document::~Document() = default;

Result<Document> Document::parse(std::string bytes, std::string_view name, Reader reader)
{
    auto storage = std::make_unique<Storage>();
    storage->name = Core::singleLine(name, 400);
    if (bytes.size() > kMaxFileBytes)
        return fail(ErrorCode::TooLarge, storage->name + " is larger than 64 MiB");
    const bool littleEndian = bytes.starts_with("\xFF\xFE");
    if (littleEndian || bytes.starts_with("\xFE\xFF")) {
        auto converted = fromUtf16(std::string_view(bytes).substr(2), !littleEndian, storage->name);
        if (!converted)
            return fail(converted.error());
        bytes = std::move(*converted);
        storage->utf16 = true;
    }
    storage->bytes = std::move(bytes);
    if (storage->bytes.starts_with(kUtf8Bom))
        storage->bom = kUtf8Bom.size();
    if (reader == Reader::Fast && readBlockStyle(*storage))
        return Document(std::move(storage));
    storage->tree.clear();
    if (const auto read = readWithLibyaml(*storage); !read)
        return fail(read.error());
    return Document(std::move(storage));
}

std::string_view Document::bytes() const
{
    return m_storage->bytes;
}

std::string Document::takeBytes() &&
{
    return std::move(m_storage->bytes);
}

const std::string &Document::name() const
{
    return m_storage->name;
}

const Node *Document::root() const
{
    return m_storage->tree.root();
}

bool Document::isUtf16() const
{
    return m_storage->utf16;
}

std::size_t Document::bomLength() const
{
    return m_storage->bom;
}

std::size_t Document::contentEnd() const
{
    return m_storage->contentEnd;
}

bool Document::readByLibyaml() const
{
    return m_storage->libyaml;
}

std::string_view Document::eol() const
{
    const std::size_t feed = m_storage->bytes.find('\n');
    return feed != std::string::npos && feed > 0 && m_storage->bytes[feed - 1] == '\r' ? "\r\n"
                                                                                       : "\n";
}

Position positionIn(std::string_view bytes, std::size_t bom, std::size_t offset)
{
    Position position;
    std::size_t lineStart = bom;
    for (std::size_t i = bom; i < offset; ++i) {
        const bool feed = bytes[i] == '\n';
        const bool lone = bytes[i] == '\r' && (i + 1 >= bytes.size() || bytes[i + 1] != '\n');
        if (feed || lone) {
            ++position.line;
            lineStart = i + 1;
        }
    }
    for (std::size_t i = lineStart; i < offset; ++i) {
        if ((static_cast<unsigned char>(bytes[i]) & 0xC0) != 0x80)
            ++position.column;
    }
    return position;
}

std::string describePosition(const Document::Storage &storage, std::size_t offset)
{
    const Position at = positionIn(storage.bytes, storage.bom, offset);
    return storage.name + ": line " + std::to_string(at.line) + ", column "
            + std::to_string(at.column);
}

Position Document::position(std::size_t offset) const
{
    return positionIn(m_storage->bytes, m_storage->bom, std::min(offset, m_storage->bytes.size()));
}

std::string Document::where(std::size_t offset) const
{
    return describePosition(*m_storage, std::min(offset, m_storage->bytes.size()));
}

// Anchors, tags, blanks, comments and line ends come before the content.
std::size_t Document::contentStart(const Node &node) const
{
    std::size_t at = node.start;
    if (!node.hasProperties)
        return at;
    const std::string_view text = bytes();
    while (at < node.end) {
        const char c = text[at];
        if (c == '&' || c == '!')
            at = text.find_first_of(" \t\r\n", at);
        else if (c == '#')
            at = text.find_first_of("\r\n", at);
        else if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
            ++at;
        else
            return at;
        if (at == std::string_view::npos)
            return node.end;
    }
    return node.end;
}

std::string_view Document::text(const Node &node) const
{
    return bytes().substr(node.start, node.end - node.start);
}

std::size_t Document::lineStart(std::size_t offset) const
{
    const std::string_view text = bytes();
    while (offset > m_storage->bom && text[offset - 1] != '\n')
        --offset;
    return offset;
}

std::size_t Document::lineEnd(std::size_t offset) const
{
    const std::size_t feed = bytes().find('\n', offset);
    return feed == std::string_view::npos ? bytes().size() : feed + 1;
}

std::size_t Document::column(std::size_t offset) const
{
    return offset - lineStart(offset);
}

namespace {

std::string_view keyText(const Node &key)
{
    if (key.tag == Tag::None && (key.style != Style::Plain || key.value.size() > 5))
        return key.value; // no boolean has more letters
    switch (scalarType(key)) {
    case ScalarType::Boolean:
        // kubectl turns the key into JSON: `n:` becomes "false".
        return std::string_view("yYtT").find(key.value.front()) != std::string_view::npos
                        || key.value == "on" || key.value == "On" || key.value == "ON"
                ? "true"
                : "false";
    default:
        return key.value;
    }
}

bool isMergeKey(const Node &key)
{
    return key.isScalar() && key.value == "<<" && key.style == Style::Plain && key.tag == Tag::None;
}

class EntryCollector
{
public:
    explicit EntryCollector(Entries &entries)
        : m_entries(entries)
    {
    }

    void collect(const Node &mapping, bool own)
    {
        for (const Node *key = mapping.first; key; key = key->next->next) {
            const Node *value = key->next;
            if (isMergeKey(*key->resolved()))
                merge(*value);
            else if (key->resolved()->isScalar())
                set(Entry{ keyText(*key->resolved()), key, value->resolved(),
                           own ? value : nullptr });
        }
    }

private:
    void merge(const Node &value)
    {
        const Node *source = value.resolved();
        if (source->isMapping()) {
            collect(*source, false);
        } else if (source->isSequence()) {
            // The first of the list is to win, so the last is applied first.
            std::vector<const Node *> all;
            for (const Node *item = source->first; item; item = item->next)
                all.push_back(item->resolved());
            for (auto item = all.rbegin(); item != all.rend(); ++item) {
                if ((*item)->isMapping())
                    collect(**item, false);
            }
        }
    }

    void set(const Entry &entry)
    {
        // Mappings are small, but for hostile ones an index is needed.
        if (m_entries.size() > 32 && m_index.empty()) {
            for (std::size_t i = 0; i < m_entries.size(); ++i)
                m_index.emplace(m_entries[i].key, i);
        }
        if (!m_index.empty()) {
            const auto [found, added] = m_index.emplace(entry.key, m_entries.size());
            if (added)
                m_entries.add(entry);
            else
                m_entries.at(found->second) = entry;
            return;
        }
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            if (m_entries[i].key == entry.key) {
                m_entries.at(i) = entry;
                return;
            }
        }
        m_entries.add(entry);
    }

    Entries &m_entries;
    std::unordered_map<std::string_view, std::size_t> m_index;
};

} // namespace

void Entries::grow(const Entry &entry)
{
    if (m_many.empty())
        m_many.assign(m_few.begin(), m_few.end());
    m_many.push_back(entry);
}

Entries entries(const Node &mapping)
{
    Entries found;
    EntryCollector(found).collect(mapping, true);
    return found;
}

Entry find(const Node *mapping, std::string_view key)
{
    if (!mapping || !mapping->isMapping())
        return {};
    Entry found;
    for (const Node *name = mapping->first; name; name = name->next->next) {
        const Node *text = name->resolved();
        if (isMergeKey(*text)) {
            // What a merge brings depends on the order: let the whole list decide.
            for (const Entry &entry : entries(*mapping)) {
                if (entry.key == key)
                    return entry;
            }
            return {};
        }
        if (text->isScalar() && keyText(*text) == key)
            found = Entry{ key, name, name->next->resolved(), name->next };
    }
    return found;
}

std::vector<std::string_view> comments(const Document &document)
{
    std::vector<std::string_view> found;
    const std::string_view text = document.bytes();
    std::size_t at = document.bomLength();
    const auto scanGap = [&](std::size_t end) {
        while (at < end) {
            const std::size_t hash = text.substr(0, end).find('#', at);
            if (hash == std::string_view::npos)
                break;
            const bool begins = hash == document.bomLength()
                    || std::string_view(" \t\r\n").find(text[hash - 1]) != std::string_view::npos;
            if (!begins) {
                at = hash + 1;
                continue;
            }
            const std::size_t stop = std::min(text.find_first_of("\r\n", hash), text.size());
            found.push_back(text.substr(hash, stop - hash));
            at = stop;
        }
    };
    const auto walk = [&](const auto &self, const Node *node) -> void {
        for (; node; node = node->next) {
            if (node->first) {
                self(self, node->first);
            } else {
                scanGap(node->start);
                at = std::max<std::size_t>(at, node->end);
            }
        }
    };
    walk(walk, document.root());
    scanGap(document.contentEnd());
    return found;
}

} // namespace Kubeconfig
