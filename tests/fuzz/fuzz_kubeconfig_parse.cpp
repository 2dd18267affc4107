// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
//
// Any bytes are a kubeconfig or an error. What our own block reader takes, libyaml takes, too, with
// the same tree down to the last byte offset.
#include "app/kubeconfig/schema.h"
#include "app/kubeconfig/value.h"

#include <cstdint>
#include <cstdlib>
#include <iostream>

using namespace Kubeconfig;

static void require(bool condition, const char *what)
{
    if (condition)
        return;
    std::cerr << "violated: " << what << std::endl;
    std::abort();
}

static void requireSameTree(const Node *a, const Node *b)
{
    for (; a || b; a = a->next, b = b->next) {
        require(a && b, "both readers see the same number of nodes");
        require(a->kind == b->kind && a->style == b->style, "the same kind and style");
        require(a->start == b->start && a->end == b->end, "the same bytes");
        require(a->value == b->value, "the same text");
        require(a->tag == b->tag && a->count == b->count, "the same tag and size");
        requireSameTree(a->first, b->first);
    }
}

static void requireSaneSpans(const Document &document, const Node *node)
{
    for (; node; node = node->next) {
        require(node->start <= node->end && node->end <= document.bytes().size(), "spans in the file");
        require(document.contentStart(*node) >= node->start, "content after the properties");
        requireSaneSpans(document, node->first);
    }
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string bytes(reinterpret_cast<const char *>(data), size);
    const auto fast = Document::parse(bytes, "fuzz");
    if (!fast) {
        require(!fast.error().message.empty(), "an error says something");
        return 0;
    }
    requireSaneSpans(*fast, fast->root());
    if (!fast->readByLibyaml()) {
        const auto strict = Document::parse(bytes, "fuzz", Document::Reader::Strict);
        require(strict.has_value(), "libyaml reads what the block reader reads");
        requireSameTree(fast->root(), strict->root());
        require(comments(*fast) == comments(*strict) || comments(*fast).size() == comments(*strict).size(),
                "the same comments");
    }
    for (const std::string_view comment : comments(*fast))
        require(comment.starts_with('#'), "a comment begins with #");
    if (const auto view = FileView::read(*fast); view) {
        for (const Section section : kSections) {
            for (const NamedItem &item : view->items(section)) {
                if (item.body)
                    require(sameMeaning(Value::ofNode(*item.body), *item.body), "a value equals its node");
            }
        }
    }
    return 0;
}
