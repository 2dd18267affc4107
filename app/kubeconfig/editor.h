// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubeconfig/kubeconfigstore.h"
#include "app/kubeconfig/schema.h"
#include "app/kubeconfig/verify.h"

#include <initializer_list>
#include <optional>
#include <unordered_set>
#include <utility>

namespace Kubeconfig {

//! Edits one file by replacing spans of its text; each operation is verified before the next.
//!
//! Anchors: a node that others refer to is never edited in place, for the others would change, too;
//! with Sharing::Expand the alias on the way is replaced by its own copy first.
class Editor
{
public:
    using Sharing = SharedNodes;

    explicit Editor(Document document, Sharing sharing = Sharing::Refuse);
    Editor(Editor &&) = default;

    [[nodiscard]] const Document &document() const { return m_document; }
    [[nodiscard]] std::string_view bytes() const { return m_document.bytes(); }
    //! What stood there before the first edit.
    [[nodiscard]] std::string_view original() const { return m_original ? *m_original : bytes(); }
    //! Both without a copy: of a large file each copy costs as much as reading it. Ends the editor.
    [[nodiscard]] std::pair<std::string, std::string> takeOriginalAndBytes() &&;
    //! Refers to document() and dies with the next edit. Read once: it costs as much as parsing.
    [[nodiscard]] Core::Result<FileView> view();

    //! `current-context`
    [[nodiscard]] Core::Result<> setCurrentContext(std::string_view context);

    //! The keys on the way from the body of an item: {"exec"} is users[name].user.exec.
    using Keys = std::vector<std::string>;
    //! Sets \a key inside the mapping at \a keys of the item's body; missing mappings are made.
    [[nodiscard]] Core::Result<> set(Section section, std::string_view name, const Keys &keys,
                                     const Value &value);
    //! Nothing happens if the key is not there.
    [[nodiscard]] Core::Result<> remove(Section section, std::string_view name, const Keys &keys);

    [[nodiscard]] Core::Result<> rename(Section section, std::string_view name,
                                        std::string_view newName);
    [[nodiscard]] Core::Result<> append(Section section, std::string_view name, const Value &body);
    [[nodiscard]] Core::Result<> removeItem(Section section, std::string_view name);
    //! All in one verified step: a file with thousands of entries is parsed once, not once for
    //! each.
    [[nodiscard]] Core::Result<> removeItems(Section section,
                                             const std::vector<std::string> &names);

private:
    Core::Result<> apply(std::vector<Edit> edits, std::vector<Intent> intents);
    Core::Result<> setKey(const Node &mapping, std::string_view key, const Value &value);
    Core::Result<> insertKey(const Node &mapping, std::string_view key, const Value &value);
    Core::Result<> removeOwnKey(const Node &mapping, const Node &key);
    Core::Result<> appendTo(const Node &list, const Value &item);
    Core::Result<> startFile(std::string_view key, const Value &value);
    Core::Result<NamedItem> itemNamed(Section section, std::string_view name);
    //! Makes every alias between the root and \a node a copy until the node belongs to one place.
    Core::Result<bool> unshareOnce(const std::vector<const Node *> &way);

    [[nodiscard]] Core::Result<> checkUnshared(const Node &node) const;
    [[nodiscard]] BlockLayout layout() const;
    [[nodiscard]] FlowStyle flowStyle(const Node &collection) const;
    void replaceValue(std::vector<Edit> &edits, const Node &key, const Node &old,
                      const Value &value) const;
    //! Lines inserted before \a at; adds the line end that a last line may lack.
    [[nodiscard]] Edit lines(std::size_t at, std::string text) const;
    [[nodiscard]] std::size_t afterColon(const Node &key) const;
    //! The lines of an item of a block list, with the comment lines that speak of it.
    [[nodiscard]] Edit removalOf(const Node &item, const Node *before) const;
    [[nodiscard]] std::size_t dashOf(const Node &item, const Node *before) const;
    [[nodiscard]] std::vector<Edit>
    blockRemovals(const Node &list, const std::unordered_set<const Node *> &gone) const;
    [[nodiscard]] std::vector<Edit>
    flowRemovals(const Node &list, const std::unordered_set<const Node *> &gone) const;

    Document m_document;
    std::optional<FileView> m_view; // of m_document, once it is known
    std::optional<std::string> m_original;
    Sharing m_sharing;
};

} // namespace Kubeconfig
