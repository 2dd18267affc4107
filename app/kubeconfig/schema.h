// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubeconfig/document.h"
#include "app/kubeconfig/kubeconfig.h"

#include <array>
#include <memory>

namespace Kubeconfig {

enum class Section : std::uint8_t {
    Clusters,
    Contexts,
    Users,
};
inline constexpr std::array kSections = { Section::Clusters, Section::Contexts, Section::Users };

//! "clusters", "contexts", "users"
[[nodiscard]] std::string_view sectionKey(Section section);
//! "cluster", "context", "user"
[[nodiscard]] std::string_view bodyKey(Section section);

//! One `{name, cluster|context|user}` of a list.
struct NamedItem
{
    std::string_view name;
    const Node *item = nullptr; //!< the list's own child, perhaps an alias
    const Node *nameNode = nullptr; //!< null without a name
    const Node *body = nullptr; //!< resolved mapping, or null
};

//! One file as client-go would read it, checked with client-go's rules: the types of all fields of
//! the v1 API, the same name twice, apiVersion and kind. Refers to the document.
class FileView
{
public:
    [[nodiscard]] static Core::Result<FileView> read(const Document &document);

    [[nodiscard]] const std::vector<NamedItem> &items(Section section) const;
    //! The effective list; null if there is none.
    [[nodiscard]] const Node *list(Section section) const
    {
        return m_lists[static_cast<std::size_t>(section)];
    }
    [[nodiscard]] const NamedItem *item(Section section, std::string_view name) const;
    [[nodiscard]] std::string_view currentContext() const { return m_currentContext; }

private:
    [[nodiscard]] static Core::Result<FileView> readFields(const Document &document);

    struct Contents;
    std::shared_ptr<const Contents> m_contents; // never changed: copies of a view share them
    std::array<const Node *, 3> m_lists = {};
    std::string_view m_currentContext;
};

//! Text of a field; empty if missing or null.
[[nodiscard]] std::string_view textAt(const Node *mapping, std::string_view key);
[[nodiscard]] bool boolAt(const Node *mapping, std::string_view key);

[[nodiscard]] ExecConfig execFrom(const Node &exec);
[[nodiscard]] Cluster clusterFrom(const NamedItem &item);
[[nodiscard]] User userFrom(const NamedItem &item);
[[nodiscard]] Context contextFrom(const NamedItem &item);

//! Position of the first byte that Go's base64 decoder would refuse; nothing if it reads it.
[[nodiscard]] std::optional<std::size_t> badBase64(std::string_view text);

} // namespace Kubeconfig
