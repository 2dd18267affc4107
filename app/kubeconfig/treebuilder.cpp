// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/treebuilder.h"

#include "app/core/hugepages.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace Kubeconfig {

namespace {
constexpr std::size_t kMaxHeight = 256; // levels after aliases are expanded
// Two huge pages with what the resource adds to each: a chunk that ends in half of one is a page
// fault for each 4 KiB of that half.
constexpr std::size_t kLargeChunk = (2 * Core::kHugePage - 256) / sizeof(Node);

// kMaxFileBytes keeps all of them small.
std::uint32_t offset(std::size_t at)
{
    return static_cast<std::uint32_t>(at);
}

// Nodes of a large file on huge pages; small requests as usual.
class NodeMemory final : public std::pmr::memory_resource
{
    void *do_allocate(std::size_t bytes, std::size_t alignment) override
    {
        if (bytes < Core::kHugePage)
            return std::pmr::new_delete_resource()->allocate(bytes, alignment);
        const std::size_t pages = (bytes + Core::kHugePage - 1) / Core::kHugePage;
        void *memory = ::operator new(pages * Core::kHugePage, std::align_val_t(Core::kHugePage));
        Core::preferHugePages(memory, pages * Core::kHugePage);
        return memory;
    }
    void do_deallocate(void *memory, std::size_t bytes, std::size_t alignment) override
    {
        if (bytes < Core::kHugePage)
            std::pmr::new_delete_resource()->deallocate(memory, bytes, alignment);
        else
            ::operator delete(memory, std::align_val_t(Core::kHugePage));
    }
    [[nodiscard]] bool do_is_equal(const memory_resource &other) const noexcept override
    {
        return this == &other;
    }
};

std::pmr::memory_resource *nodeMemory()
{
    static NodeMemory memory; // without state
    return &memory;
}
} // namespace

TreeBuilder::TreeBuilder()
    : m_memory(nodeMemory())
{
    m_open.reserve(static_cast<std::size_t>(kMaxDepth) + 1);
}

void TreeBuilder::clear()
{
    m_memory.release();
    m_chunk = nullptr;
    m_chunkLeft = 0;
    m_open.clear();
    m_anchors.clear();
    m_anchorNames.clear();
    m_aliasNodes = 0;
    m_root = nullptr;
    m_problem = Problem::None;
}

Node *TreeBuilder::allocate()
{
    if (m_chunkLeft == 0) {
        m_chunkLeft = m_chunkSize;
        m_chunk = static_cast<Node *>(m_memory.allocate(m_chunkLeft * sizeof(Node), alignof(Node)));
        m_chunkSize = m_chunkSize < 8192 ? m_chunkSize * 2 : kLargeChunk;
    }
    --m_chunkLeft;
    return new (m_chunk++) Node;
}

void TreeBuilder::append(Node *node)
{
    if (m_open.empty()) {
        m_root = node;
        return;
    }
    Open &open = m_open.back();
    node->parent = open.node;
    if (open.last)
        open.last->next = node;
    else
        open.node->first = node;
    open.last = node;
    ++open.node->count;
}

Node *TreeBuilder::add(NodeKind kind, Style style, std::size_t start, std::size_t end)
{
    Node *node = allocate();
    node->kind = kind;
    node->style = style;
    node->start = offset(start);
    node->end = offset(end);
    append(node);
    grow(1, 1);
    return node;
}

Node *TreeBuilder::open(NodeKind kind, Style style, std::size_t start)
{
    if (m_open.size() >= static_cast<std::size_t>(kMaxDepth))
        m_problem = Problem::TooDeep;
    Node *node = allocate();
    node->kind = kind;
    node->style = style;
    node->start = node->end = offset(start);
    append(node);
    m_open.push_back(Open{ node, nullptr, 1, 0, nullptr });
    return node;
}

void TreeBuilder::close(std::size_t end)
{
    const Open open = m_open.back();
    m_open.pop_back();
    open.node->end = open.node->isFlow() || !open.last ? std::max(offset(end), open.node->start)
                                                       : open.last->end;
    if (open.anchor)
        *open.anchor = Anchor{ open.node, open.weight, open.height + 1, true };
    grow(open.weight, open.height + 1);
}

void TreeBuilder::grow(std::uint64_t weight, std::size_t height)
{
    if (m_open.empty())
        return;
    m_open.back().weight += weight;
    m_open.back().height = std::max(m_open.back().height, height);
}

void TreeBuilder::setAnchor(Node *node, std::string_view anchor)
{
    node->hasProperties = true;
    Anchor &made = m_anchors.emplace_back(Anchor{ node, 1, 1, node->isScalar() });
    m_anchorNames.insert_or_assign(std::string(anchor), &made);
    if (!node->isScalar())
        m_open.back().anchor = &made;
}

void TreeBuilder::addAlias(std::string_view anchor, std::size_t start, std::size_t end)
{
    const auto found = m_anchorNames.find(anchor);
    if (found == m_anchorNames.end()) {
        m_problem = Problem::UnknownAnchor;
        return;
    }
    const Anchor &known = *found->second;
    if (!known.closed) {
        m_problem = Problem::ContainsItself;
        return;
    }
    m_aliasNodes += known.weight;
    if (m_aliasNodes > kMaxAliasNodes)
        m_problem = Problem::TooManyAliases;
    if (known.height + m_open.size() > kMaxHeight)
        m_problem = Problem::TooDeep;
    Node *node = allocate();
    node->kind = NodeKind::Alias;
    node->start = offset(start);
    node->end = offset(end);
    node->target = known.node;
    ++known.node->aliases;
    append(node);
    grow(known.weight, known.height);
}

std::string_view TreeBuilder::keep(std::string_view text)
{
    if (text.empty())
        return {};
    char *copy = static_cast<char *>(m_memory.allocate(text.size(), 1));
    std::memcpy(copy, text.data(), text.size());
    return { copy, text.size() };
}

} // namespace Kubeconfig
