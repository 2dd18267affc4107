// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/treebuilder.h"

#include "app/core/text.h"
#include "app/kubeconfig/beside.h"

#include <array>
#include <cstring>

// libyaml needs 390 ms for 19.5 MB (10,000 contexts) because it copies every byte several times and
// allocates every scalar. What kubectl, the clouds and people write is nearly always one subset of
// YAML: one `key: value` a line, one-line plain or simply quoted scalars, `- ` items, comments.
// This reader takes that subset line by line and gives up at anything else (anchors, tags, flow,
// block scalars, tabs, CR, several lines, several documents…). It never decides that a text is
// wrong. tests/fuzz/fuzz_kubeconfig_parse.cpp holds it to libyaml's tree node by node.

namespace Kubeconfig {

namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);
constexpr std::size_t kMaxKey = 128; // libyaml's own bound on a one-line key is 1024

using CharacterTable = std::array<bool, 256>;

constexpr CharacterTable tableOf(std::string_view more, bool letters)
{
    CharacterTable table = {};
    if (letters) {
        for (int c = 'a'; c <= 'z'; ++c)
            table[static_cast<std::size_t>(c)] = table[static_cast<std::size_t>(c - 'a' + 'A')] =
                    true;
        for (int c = '0'; c <= '9'; ++c)
            table[static_cast<std::size_t>(c)] = true;
    }
    for (const char c : more)
        table[static_cast<unsigned char>(c)] = true;
    return table;
}

constexpr CharacterTable kKeyFirst = tableOf("_", true);
constexpr CharacterTable kKeyRest = tableOf("_-./", true);
constexpr CharacterTable kPlainFirst = tableOf("_./+~=($^;\\", true);

bool in(const CharacterTable &table, char c)
{
    return table[static_cast<unsigned char>(c)];
}

// Only printable characters that mean one thing: no control characters but LF; beyond ASCII
// nothing that YAML takes for a line break or a byte order mark, and nothing malformed.
bool hasPlainCharacters(std::string_view text)
{
    unsigned bad = 0, high = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        bad |= static_cast<unsigned>(byte < 0x20) & static_cast<unsigned>(byte != '\n');
        bad |= static_cast<unsigned>(byte == 0x7F);
        high |= static_cast<unsigned>(byte >= 0x80);
    }
    if (bad)
        return false;
    if (!high)
        return true;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto second = static_cast<unsigned char>(text[i + 1]);
        if (byte == 0xC2 || (byte == 0xE2 && second == 0x80) || (byte == 0xEF && second >= 0xBB))
            return false;
    }
    return Core::isValidUtf8(text);
}

class BlockReader
{
public:
    BlockReader(std::string_view text, TreeBuilder &tree)
        : m_text(text)
        , m_tree(tree)
    {
    }
    bool run();

private:
    struct Level
    {
        std::size_t indent;
        std::size_t valueAt; // a mapping's key waits for its value, which would be empty here
        bool sequence;
    };

    bool readLine(std::size_t start, std::size_t end);
    bool readItem(std::size_t at, std::size_t column, std::size_t end);
    bool readKey(std::size_t at, std::size_t column, std::size_t end);
    bool readValue(std::size_t at, std::size_t end);
    bool readQuoted(std::size_t at, std::size_t end);
    bool readPlain(std::size_t at, std::size_t end);
    [[nodiscard]] bool isRestEmpty(std::size_t at, std::size_t end) const;
    [[nodiscard]] std::size_t keyEnd(std::size_t at, std::size_t end) const;
    void addScalar(Style style, std::size_t start, std::size_t end, std::string_view value);
    void open(bool sequence, std::size_t indent, std::size_t at);
    void closeTop();

    std::string_view m_text;
    TreeBuilder &m_tree;
    std::vector<Level> m_levels;
    std::size_t m_maxIndent =
            kNone; // the next line may not be deeper: it would go on with a scalar
    bool m_sawDashes = false;
};

bool BlockReader::run()
{
    for (std::size_t at = 0; at < m_text.size();) {
        const void *found = std::memchr(m_text.data() + at, '\n', m_text.size() - at);
        const std::size_t end = found
                ? static_cast<std::size_t>(static_cast<const char *>(found) - m_text.data())
                : m_text.size();
        if (!readLine(at, end))
            return false;
        at = end + 1;
    }
    if (m_sawDashes && !m_tree.root())
        return false;
    while (!m_levels.empty())
        closeTop();
    return true;
}

bool BlockReader::readLine(std::size_t start, std::size_t end)
{
    std::size_t at = start;
    while (at < end && m_text[at] == ' ')
        ++at;
    if (at == end || m_text[at] == '#')
        return true;
    const std::size_t column = at - start;
    if (column == 0) {
        const std::string_view line = m_text.substr(start, end - start);
        if (line == "---" && !m_tree.root() && !m_sawDashes) {
            m_sawDashes = true;
            return true;
        }
        if (line.starts_with("---") || line.starts_with("...") || line.front() == '%')
            return false;
    }
    if (m_maxIndent != kNone && column > m_maxIndent)
        return false;
    m_maxIndent = kNone;
    if (m_text[at] == '-' && at + 1 < end && m_text[at + 1] == ' ')
        return readItem(at, column, end);
    while (!m_levels.empty()
           && (m_levels.back().indent > column
               || (m_levels.back().sequence && m_levels.back().indent == column)))
        closeTop();
    if (m_levels.empty()) {
        if (m_tree.root() || column != 0)
            return false;
        open(false, 0, at);
    }
    Level &top = m_levels.back();
    if (top.sequence)
        return false;
    if (column > top.indent) {
        if (top.valueAt == kNone)
            return false;
        top.valueAt = kNone;
        open(false, column, at);
    } else if (top.valueAt != kNone) {
        addScalar(Style::Plain, top.valueAt, top.valueAt, {});
        top.valueAt = kNone;
    }
    return readKey(at, column, end);
}

bool BlockReader::readItem(std::size_t at, std::size_t column, std::size_t end)
{
    while (!m_levels.empty() && m_levels.back().indent > column)
        closeTop();
    if (m_levels.empty())
        return false;
    Level &top = m_levels.back();
    if (!top.sequence) {
        if (top.valueAt == kNone)
            return false;
        top.valueAt = kNone;
        open(true, column, at);
    } else if (top.indent != column) {
        return false;
    }
    std::size_t content = at + 1;
    while (content < end && m_text[content] == ' ')
        ++content;
    if (content == end || m_text[content] == '#')
        return false;
    if (m_text[content] == '-' && (content + 1 == end || m_text[content + 1] == ' '))
        return false;
    if (keyEnd(content, end) != kNone) {
        const std::size_t inner = column + (content - at);
        open(false, inner, content);
        return readKey(content, inner, end);
    }
    m_maxIndent = column;
    return readValue(content, end);
}

// The offset of the ':' if a key stands at \a at.
std::size_t BlockReader::keyEnd(std::size_t at, std::size_t end) const
{
    if (!in(kKeyFirst, m_text[at]))
        return kNone;
    std::size_t i = at + 1;
    while (i < end && in(kKeyRest, m_text[i]))
        ++i;
    if (i == end || m_text[i] != ':' || i - at > kMaxKey)
        return kNone;
    return i + 1 == end || m_text[i + 1] == ' ' ? i : kNone;
}

bool BlockReader::readKey(std::size_t at, std::size_t column, std::size_t end)
{
    const std::size_t colon = keyEnd(at, end);
    if (colon == kNone)
        return false;
    addScalar(Style::Plain, at, colon, m_text.substr(at, colon - at));
    std::size_t value = colon + 1;
    while (value < end && m_text[value] == ' ')
        ++value;
    if (value == end || m_text[value] == '#') {
        m_levels.back().valueAt = colon + 1;
        return true;
    }
    m_maxIndent = column;
    return readValue(value, end);
}

bool BlockReader::readValue(std::size_t at, std::size_t end)
{
    const char first = m_text[at];
    if (first == '"' || first == '\'')
        return readQuoted(at, end);
    if (first == '{' || first == '[') {
        if (at + 1 >= end || m_text[at + 1] != (first == '{' ? '}' : ']')
            || !isRestEmpty(at + 2, end))
            return false;
        m_tree.open(first == '{' ? NodeKind::Mapping : NodeKind::Sequence, Style::Flow, at);
        m_tree.close(at + 2);
        return m_tree.problem() == TreeBuilder::Problem::None;
    }
    return readPlain(at, end);
}

bool BlockReader::readQuoted(std::size_t at, std::size_t end)
{
    const char quote = m_text[at];
    const std::size_t close = m_text.substr(0, end).find(quote, at + 1);
    if (close == std::string_view::npos || !isRestEmpty(close + 1, end))
        return false; // also '' inside single quotes
    const std::string_view value = m_text.substr(at + 1, close - at - 1);
    if (quote == '"' && value.find('\\') != std::string_view::npos)
        return false;
    addScalar(quote == '"' ? Style::DoubleQuoted : Style::SingleQuoted, at, close + 1, value);
    return true;
}

bool BlockReader::readPlain(std::size_t at, std::size_t end)
{
    const auto high = [&](std::size_t i) { return static_cast<unsigned char>(m_text[i]) >= 0x80; };
    const bool dash = m_text[at] == '-' && at + 1 < end && m_text[at + 1] != ' ';
    if (!dash && !in(kPlainFirst, m_text[at]) && !high(at))
        return false;
    const std::string_view line = m_text.substr(0, end);
    std::size_t stop = end;
    for (std::size_t hash = line.find('#', at); hash != std::string_view::npos;
         hash = line.find('#', hash + 1)) {
        if (m_text[hash - 1] == ' ') {
            stop = hash;
            break;
        }
    }
    while (m_text[stop - 1] == ' ')
        --stop;
    const std::string_view value = m_text.substr(at, stop - at);
    for (std::size_t colon = value.find(':'); colon != std::string_view::npos;
         colon = value.find(':', colon + 1)) {
        if (colon + 1 == value.size() || value[colon + 1] == ' ')
            return false;
    }
    addScalar(Style::Plain, at, stop, value);
    return true;
}

// Only blanks, or blanks and a comment.
bool BlockReader::isRestEmpty(std::size_t at, std::size_t end) const
{
    const std::size_t start = at;
    while (at < end && m_text[at] == ' ')
        ++at;
    return at >= end || (m_text[at] == '#' && at > start);
}

void BlockReader::addScalar(Style style, std::size_t start, std::size_t end, std::string_view value)
{
    m_tree.add(NodeKind::Scalar, style, start, end)->value = value;
}

void BlockReader::open(bool sequence, std::size_t indent, std::size_t at)
{
    m_levels.push_back(Level{ indent, kNone, sequence });
    m_tree.open(sequence ? NodeKind::Sequence : NodeKind::Mapping, Style::Block, at);
}

void BlockReader::closeTop()
{
    if (m_levels.back().valueAt != kNone)
        addScalar(Style::Plain, m_levels.back().valueAt, m_levels.back().valueAt, {});
    m_levels.pop_back();
    m_tree.close(0);
}

} // namespace

bool readBlockStyle(Document::Storage &storage)
{
    if (storage.bom != 0)
        return false;
    auto plain = beside(storage.bytes.size(), [&] { return hasPlainCharacters(storage.bytes); });
    BlockReader reader(storage.bytes, storage.tree);
    const bool read = reader.run() && storage.tree.problem() == TreeBuilder::Problem::None
            && plain.get();
    storage.contentEnd = storage.bytes.size();
    return read;
}

} // namespace Kubeconfig
