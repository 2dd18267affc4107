// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/result.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

//! A kubeconfig as text: every node of the YAML tree knows its bytes, so that an edit can touch
//! these bytes and no other.
namespace Kubeconfig {

inline constexpr std::size_t kMaxFileBytes = 64U * 1024 * 1024;
inline constexpr int kMaxDepth = 64;
inline constexpr std::uint64_t kMaxAliasNodes = 1'000'000;

enum class NodeKind : std::uint8_t {
    Scalar,
    Sequence,
    Mapping,
    Alias,
};

enum class Style : std::uint8_t {
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Literal,
    Folded,
    Block,
    Flow,
};

enum class Tag : std::uint8_t {
    None,
    String,
    Integer,
    Float,
    Boolean,
    Null,
    Unsupported, //!< !!binary, !!timestamp
    Other, //!< any tag that go-yaml hands on as it stands
};

struct Node
{
    std::string_view value; //!< Scalar: the decoded text
    std::uint32_t start = 0; //!< first byte, with anchor and tag; 64 MiB fit
    std::uint32_t end = 0; //!< one past the last byte; block collections end with their last child
    const Node *parent = nullptr;
    const Node *first = nullptr; //!< first child; a mapping's children are key, value, key, value…
    const Node *next = nullptr; //!< next sibling
    const Node *target = nullptr; //!< Alias: the anchored node
    std::uint32_t count = 0; //!< number of children
    std::uint32_t aliases = 0; //!< how many aliases point here
    NodeKind kind = NodeKind::Scalar;
    Style style = Style::Plain;
    Tag tag = Tag::None;
    bool hasProperties = false; //!< an anchor or a tag stands before the content

    [[nodiscard]] bool isMapping() const { return kind == NodeKind::Mapping; }
    [[nodiscard]] bool isSequence() const { return kind == NodeKind::Sequence; }
    [[nodiscard]] bool isScalar() const { return kind == NodeKind::Scalar; }
    [[nodiscard]] bool isAlias() const { return kind == NodeKind::Alias; }
    [[nodiscard]] bool isFlow() const { return style == Style::Flow; }
    //! The node itself, or what an alias stands for.
    [[nodiscard]] const Node *resolved() const { return kind == NodeKind::Alias ? target : this; }
};

//! What kubectl's YAML 1.1 makes of a scalar (go-yaml v2, resolve.go).
enum class ScalarType : std::uint8_t {
    Null,
    Boolean,
    Integer,
    Float,
    String,
};

struct Position
{
    std::size_t line = 1, column = 1; //!< both from 1; columns count code points
};

//! One parsed file. Only the first YAML document counts, as for kubectl; what follows it is kept as
//! bytes. Immutable and movable; nodes live as long as it does.
class Document
{
public:
    //! Which parser may read the bytes. Fast reads the plain block style that kubectl and the
    //! clouds write, 20 times quicker than libyaml, and hands everything else to libyaml; a fuzz
    //! target holds the two together. Strict always takes libyaml: the witness for the check of an
    //! edit.
    enum class Reader {
        Fast,
        Strict,
    };

    //! \a name is for messages only. Errors are in kubectl's words, with line and column.
    [[nodiscard]] static Core::Result<Document> parse(std::string bytes, std::string_view name,
                                                      Reader reader = Reader::Fast);

    Document(Document &&) noexcept;
    Document &operator=(Document &&) noexcept;
    ~Document();

    [[nodiscard]] std::string_view bytes() const;
    //! The bytes without a copy; nothing else may be asked afterwards.
    [[nodiscard]] std::string takeBytes() &&;
    [[nodiscard]] const std::string &name() const;
    //! Null for a file without any content (empty, or only comments).
    [[nodiscard]] const Node *root() const;
    //! UTF-16 is read through a converted copy, whose spans are not the file's.
    [[nodiscard]] bool isUtf16() const;
    [[nodiscard]] std::size_t bomLength() const;
    //! Where the first document's own text ends: at its `...`, the next `---`, or the end of the
    //! file.
    [[nodiscard]] std::size_t contentEnd() const;
    //! True if libyaml read it (for tests and statistics).
    [[nodiscard]] bool readByLibyaml() const;
    //! Line end of the first line: "\n" or "\r\n".
    [[nodiscard]] std::string_view eol() const;
    [[nodiscard]] Position position(std::size_t offset) const;
    //! "FILE: line 3, column 7"
    [[nodiscard]] std::string where(std::size_t offset) const;

    //! The node's bytes without anchor and tag begin here.
    [[nodiscard]] std::size_t contentStart(const Node &node) const;
    //! The text of a node as it stands in the file.
    [[nodiscard]] std::string_view text(const Node &node) const;
    [[nodiscard]] std::size_t lineStart(std::size_t offset) const;
    //! Past the line end of the line of \a offset, or the end of the file.
    [[nodiscard]] std::size_t lineEnd(std::size_t offset) const;
    //! Bytes between the line's start and \a offset; a BOM does not count.
    [[nodiscard]] std::size_t column(std::size_t offset) const;

    struct Storage;

private:
    explicit Document(std::unique_ptr<Storage> storage);
    std::unique_ptr<Storage> m_storage;
};

[[nodiscard]] ScalarType scalarType(const Node &scalar);
//! The same for a text with this style and tag.
[[nodiscard]] ScalarType plainScalarType(std::string_view text);

//! One `key: value` of a mapping as kubectl sees it.
struct Entry
{
    std::string_view key;
    const Node *keyNode = nullptr;
    const Node *value = nullptr; //!< never an alias: resolved
    const Node *own = nullptr; //!< the value as it stands in this mapping; null if it came by `<<`
};

//! A list of entries without an allocation for the usual small mapping.
class Entries
{
public:
    void add(const Entry &entry)
    {
        if (m_size < m_few.size())
            m_few[m_size] = entry;
        else
            grow(entry);
        ++m_size;
    }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] const Entry *begin() const
    {
        return m_size <= m_few.size() ? m_few.data() : m_many.data();
    }
    [[nodiscard]] const Entry *end() const { return begin() + m_size; }
    [[nodiscard]] const Entry &operator[](std::size_t i) const { return begin()[i]; }
    [[nodiscard]] Entry &at(std::size_t i) { return m_size <= m_few.size() ? m_few[i] : m_many[i]; }

private:
    void grow(const Entry &entry);

    std::array<Entry, 8> m_few;
    std::vector<Entry> m_many; // all of them, once there are more
    std::size_t m_size = 0;
};

//! The entries of a mapping as kubectl sees them: `<<` merged in order of appearance (go-yaml v2
//! lets a later merge win), the last of duplicate keys wins, in order of first appearance.
[[nodiscard]] Entries entries(const Node &mapping);

//! The effective entry of that name; `value` is null if there is none.
[[nodiscard]] Entry find(const Node *mapping, std::string_view key);

//! Where comments begin in the first document, in order (block scalar headers not included).
[[nodiscard]] std::vector<std::string_view> comments(const Document &document);

} // namespace Kubeconfig
