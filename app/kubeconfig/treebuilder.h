// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubeconfig/document.h"

#include <deque>
#include <map>
#include <memory_resource>

namespace Kubeconfig {

//! Puts nodes together for the two readers and holds the limits.
class TreeBuilder
{
public:
    TreeBuilder();

    enum class Problem {
        None,
        TooDeep,
        TooManyAliases,
        UnknownAnchor,
        ContainsItself,
    };

    Node *add(NodeKind kind, Style style, std::size_t start, std::size_t end);
    //! add() of a collection that stays open for children.
    Node *open(NodeKind kind, Style style, std::size_t start);
    //! \a end counts for flow collections; block collections end with their last child.
    void close(std::size_t end);
    void addAlias(std::string_view anchor, std::size_t start, std::size_t end);
    //! Names the node that was added or opened last.
    void setAnchor(Node *node, std::string_view anchor);
    //! Keeps a decoded scalar that is not a slice of the file.
    std::string_view keep(std::string_view text);

    [[nodiscard]] Node *top() const { return m_open.empty() ? nullptr : m_open.back().node; }
    [[nodiscard]] std::size_t depth() const { return m_open.size(); }
    [[nodiscard]] Node *root() const { return m_root; }
    [[nodiscard]] Problem problem() const { return m_problem; }
    void clear();

private:
    struct Anchor
    {
        Node *node;
        std::uint64_t weight; //!< nodes after expansion
        std::size_t height; //!< levels after expansion
        bool closed;
    };
    struct Open
    {
        Node *node;
        Node *last;
        std::uint64_t weight;
        std::size_t height;
        Anchor *anchor;
    };

    Node *allocate();
    void append(Node *node);
    void grow(std::uint64_t weight, std::size_t height);

    std::pmr::monotonic_buffer_resource m_memory;
    Node *m_chunk = nullptr;
    std::size_t m_chunkLeft = 0, m_chunkSize = 64;
    std::vector<Open> m_open;
    std::deque<Anchor> m_anchors;
    std::map<std::string, Anchor *, std::less<>> m_anchorNames; // the latest of each name
    std::uint64_t m_aliasNodes = 0;
    Node *m_root = nullptr;
    Problem m_problem = Problem::None;
};

struct Document::Storage
{
    std::string bytes;
    std::string name;
    TreeBuilder tree;
    std::size_t bom = 0;
    std::size_t contentEnd = 0;
    bool utf16 = false;
    bool libyaml = false;
};

//! Reads the plain block style; false if the text leaves it, then the tree means nothing.
[[nodiscard]] bool readBlockStyle(Document::Storage &storage);

//! Reads with libyaml.
[[nodiscard]] Core::Result<> readWithLibyaml(Document::Storage &storage);

//! "FILE: line L, column C" for a byte offset.
[[nodiscard]] std::string describePosition(const Document::Storage &storage, std::size_t offset);
[[nodiscard]] Position positionIn(std::string_view bytes, std::size_t bom, std::size_t offset);

} // namespace Kubeconfig
