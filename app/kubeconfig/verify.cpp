// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/verify.h"

#include "app/core/hugepages.h"
#include "app/kubeconfig/beside.h"

#include <algorithm>
#include <functional>
#include <span>
#include <utility>

namespace Kubeconfig {

using Core::ErrorCode;
using Core::fail;
using Core::Result;

namespace {

std::vector<Edit> sorted(std::vector<Edit> edits)
{
    std::stable_sort(edits.begin(), edits.end(), [](const Edit &a, const Edit &b) {
        return a.start != b.start ? a.start < b.start : a.end < b.end;
    });
    return edits;
}

// Finds the intents of one node, and those inside of one: a bulk edit has one for each of
// thousands.
class IntentIndex
{
public:
    explicit IntentIndex(const std::vector<Intent> &intents)
    {
        for (const Intent &intent : intents) {
            if (intent.node)
                m_byNode.push_back(&intent);
        }
        m_byPlace = m_byNode;
        std::stable_sort(m_byNode.begin(), m_byNode.end(), [](const Intent *a, const Intent *b) {
            return std::less<>()(a->node, b->node);
        });
        std::sort(m_byPlace.begin(), m_byPlace.end(), [](const Intent *a, const Intent *b) {
            return std::pair(a->node->start, a->node->end)
                    < std::pair(b->node->start, b->node->end);
        });
    }

    //! In the order in which they were meant.
    [[nodiscard]] std::span<const Intent *const> of(const Node &node) const
    {
        const auto begin = std::lower_bound(m_byNode.begin(), m_byNode.end(), &node,
                                            [](const Intent *intent, const Node *wanted) {
                                                return std::less<>()(intent->node, wanted);
                                            });
        auto end = begin;
        while (end != m_byNode.end() && (*end)->node == &node)
            ++end;
        return { begin, end };
    }

    [[nodiscard]] bool isTouched(const Node &node) const
    {
        auto at = std::lower_bound(m_byPlace.begin(), m_byPlace.end(), node.start,
                                   [](const Intent *intent, std::size_t start) {
                                       return intent->node->start < start;
                                   });
        for (; at != m_byPlace.end() && (*at)->node->start <= node.end; ++at) {
            if ((*at)->node->end <= node.end)
                return true;
        }
        return false;
    }

private:
    std::vector<const Intent *> m_byNode, m_byPlace;
};

class Comparison
{
public:
    explicit Comparison(const std::vector<Intent> &intents)
        : m_intents(intents)
        , m_index(intents)
    {
    }

    bool roots(const Node *before, const Node *after)
    {
        for (const Intent &intent : m_intents) {
            if (intent.kind == Intent::Kind::ReplaceRoot)
                return after && sameMeaning(intent.value, *after);
        }
        return before && after ? same(*before, *after, false) : before == after;
    }

private:
    // Written alike, key by key, means the same. No to anything that needs a second look: merges,
    // aliases, intents, another order. Nearly all of a large file ends here.
    bool alike(const Node &a, const Node &b) const
    {
        if (a.kind != b.kind || a.style != b.style || a.tag != b.tag || a.count != b.count
            || a.isAlias())
            return false;
        if (a.isScalar())
            return a.value == b.value;
        const Node *now = b.first;
        for (const Node *child = a.first; child; child = child->next, now = now->next) {
            if (!now || !alike(*child, *now))
                return false;
        }
        return now == nullptr;
    }

    // Through an alias nothing may have changed: an edit inside a shared node would be seen twice.
    bool same(const Node &oldNode, const Node &newNode, bool shared)
    {
        const Node &a = *oldNode.resolved();
        const Node &b = *newNode.resolved();
        shared = shared || oldNode.isAlias();
        if (a.kind != b.kind)
            return false;
        if (!a.isScalar() && !m_index.isTouched(a) && alike(a, b))
            return true;
        if (a.isMapping())
            return sameMapping(a, b, shared);
        if (a.isSequence())
            return sameSequence(a, b, shared);
        return scalarType(a) == scalarType(b) && a.value == b.value;
    }

    bool sameMapping(const Node &a, const Node &b, bool shared)
    {
        const Entries before = entries(a), after = entries(b);
        std::size_t matched = 0;
        for (const Entry &entry : before) {
            const Intent *intent = shared ? nullptr : keyIntent(a, entry.key);
            const Entry *now = lookUp(after, entry.key, matched);
            if (intent && intent->kind == Intent::Kind::RemoveKey) {
                if (now)
                    return false;
                continue;
            }
            if (!now)
                return false;
            ++matched;
            const bool merged = entry.own == nullptr;
            if (intent ? !sameMeaning(intent->value, *now->value)
                       : !same(entry.own ? *entry.own : *entry.value, *now->value,
                               shared || merged))
                return false;
        }
        return matched + addedKeys(a, before, after, shared) == after.size();
    }

    // How many of the intended new keys are there; a missing one makes the sum wrong.
    std::size_t addedKeys(const Node &mapping, const Entries &before, const Entries &after,
                          bool shared)
    {
        std::size_t added = 0;
        for (const Intent *intent : m_index.of(mapping)) {
            if (shared || intent->kind != Intent::Kind::SetKey || lookUp(before, intent->key, 0))
                continue;
            const Entry *now = lookUp(after, intent->key, 0);
            if (!now || !sameMeaning(intent->value, *now->value))
                return after.size() + 1;
            ++added;
        }
        return added;
    }

    bool sameSequence(const Node &a, const Node &b, bool shared)
    {
        const Node *now = b.first;
        for (const Node *child = a.first; child; child = child->next) {
            if (!shared && isRemoved(*child))
                continue;
            if (!now || !same(*child, *now, shared))
                return false;
            now = now->next;
        }
        for (const Intent *intent : m_index.of(a)) {
            if (shared || intent->kind != Intent::Kind::AppendItem)
                continue;
            if (!now || !sameMeaning(intent->value, *now))
                return false;
            now = now->next;
        }
        return now == nullptr;
    }

    static const Entry *lookUp(const Entries &all, std::string_view key, std::size_t guess)
    {
        if (guess < all.size() && all[guess].key == key)
            return &all[guess];
        const auto found = std::find_if(all.begin(), all.end(),
                                        [&](const Entry &entry) { return entry.key == key; });
        return found == all.end() ? nullptr : &*found;
    }

    [[nodiscard]] const Intent *keyIntent(const Node &mapping, std::string_view key) const
    {
        for (const Intent *intent : m_index.of(mapping)) {
            if (intent->key == key
                && (intent->kind == Intent::Kind::SetKey
                    || intent->kind == Intent::Kind::RemoveKey))
                return intent;
        }
        return nullptr;
    }

    [[nodiscard]] bool isRemoved(const Node &item) const
    {
        const auto intents = m_index.of(item);
        return std::any_of(intents.begin(), intents.end(), [](const Intent *intent) {
            return intent->kind == Intent::Kind::RemoveItem;
        });
    }

    const std::vector<Intent> &m_intents;
    const IntentIndex m_index;
};

// The bytes between the edits, one after the other, in both texts.
bool sameBytesOutside(std::string_view before, std::string_view after,
                      const std::vector<Edit> &edits)
{
    std::size_t oldAt = 0, newAt = 0;
    for (const Edit &edit : edits) {
        const std::size_t length = edit.start - oldAt;
        if (before.substr(oldAt, length) != after.substr(newAt, length))
            return false;
        oldAt = edit.end;
        newAt += length + edit.text.size();
    }
    return before.substr(oldAt) == after.substr(newAt);
}

using Comments = std::vector<std::string_view>;

struct Range
{
    std::size_t start;
    std::size_t end;
};

std::vector<Range> cutRanges(const std::vector<Edit> &edits)
{
    std::vector<Range> ranges;
    for (const Edit &edit : edits)
        ranges.push_back({ edit.start, edit.end });
    return ranges;
}

// Where the inserted texts stand in the new bytes.
std::vector<Range> insertedRanges(const std::vector<Edit> &edits)
{
    std::vector<Range> ranges;
    std::size_t inserted = 0, removed = 0;
    for (const Edit &edit : edits) {
        const std::size_t start = edit.start + inserted - removed;
        ranges.push_back({ start, start + edit.text.size() });
        inserted += edit.text.size();
        removed += edit.end - edit.start;
    }
    return ranges;
}

// The ranges are in order and do not overlap.
Comments commentsOutside(const Document &document, const std::vector<Range> &ranges)
{
    Comments all = comments(document);
    std::erase_if(all, [&](std::string_view comment) {
        const auto at = static_cast<std::size_t>(comment.data() - document.bytes().data());
        const auto range = std::partition_point(ranges.begin(), ranges.end(),
                                                [&](const Range &each) { return each.end <= at; });
        return range != ranges.end() && at >= range->start;
    });
    return all;
}

tl::unexpected<Core::Error> refused(const Document &document, std::string_view why,
                                    std::string detail)
{
    return fail(ErrorCode::Refused, document.name() + " was not changed: " + std::string(why),
                "change it by hand; the file is written in a way that cannot be edited safely",
                std::move(detail));
}

} // namespace

Result<std::string> applyEdits(std::string_view bytes, std::vector<Edit> edits)
{
    edits = sorted(std::move(edits));
    std::string out;
    std::size_t size = bytes.size(), at = 0;
    for (const Edit &edit : edits)
        size += edit.text.size();
    out.reserve(size);
    Core::preferHugePages(out.data(), out.capacity());
    for (const Edit &edit : edits) {
        if (edit.start < at || edit.end < edit.start || edit.end > bytes.size())
            return fail(ErrorCode::Internal, "two edits of one change overlap");
        out += bytes.substr(at, edit.start - at);
        out += edit.text;
        at = edit.end;
    }
    out += bytes.substr(at);
    return out;
}

Result<VerifiedEdit> verifiedEdit(const Document &before, const std::vector<Edit> &edits,
                                  const std::vector<Intent> &intents)
{
    if (before.isUtf16())
        return fail(ErrorCode::Refused, before.name() + " is UTF-16 and was not changed",
                    "convert it: iconv -f UTF-16 -t UTF-8");
    auto text = applyEdits(before.bytes(), edits);
    if (!text)
        return fail(text.error());
    // Every check runs over the whole file; of a large one two run at a time.
    const std::size_t size = text->size();
    const std::vector<Edit> ordered = sorted(edits);
    auto oldComments = beside(size, [&] { return commentsOutside(before, cutRanges(ordered)); });
    const auto reader = size > kLargeBytes ? Document::Reader::Fast : Document::Reader::Strict;
    auto after = Document::parse(std::move(*text), before.name(), reader);
    if (!after)
        return refused(before, "the result would not be readable", after.error().message);
    auto reading = beside(size, [&] { return FileView::read(*after); });
    const bool sameTree = Comparison(intents).roots(before.root(), after->root());
    const bool sameBytes = sameBytesOutside(before.bytes(), after->bytes(), ordered);
    const bool sameComments = oldComments.get() == commentsOutside(*after, insertedRanges(ordered));
    auto view = reading.get();
    if (!sameTree)
        return refused(before, "the change would alter something else, too", {});
    if (!view)
        return fail(ErrorCode::Refused,
                    before.name() + " was not changed: kubectl would refuse the result: "
                            + view.error().message,
                    view.error().fix);
    if (!sameBytes)
        return refused(before, "other bytes would change", {});
    if (!sameComments)
        return refused(before, "a comment would be lost", {});
    return VerifiedEdit{ std::move(*after), std::move(*view) };
}

} // namespace Kubeconfig
