// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/importentries.h"

#include "app/kubeconfig/workspace.h"

namespace Kubeconfig {

using Core::fail;
using Core::Result;

Result<std::vector<ImportedEntry>> importedEntries(const LoadingRules &rules, std::string bytes,
                                                   std::string_view name,
                                                   const std::filesystem::path &folder)
{
    const auto document = Document::parse(std::move(bytes), name);
    if (!document)
        return fail(document.error());
    const auto view = FileView::read(*document);
    if (!view)
        return fail(view.error());
    auto workspace = Workspace::open(rules);
    if (!workspace)
        return fail(workspace.error());
    std::vector<ImportedEntry> entries;
    for (const Section section : { Section::Clusters, Section::Users, Section::Contexts }) {
        for (const NamedItem &item : view->items(section)) {
            ImportedEntry entry{ section, std::string(item.name), ImportedEntry::State::New };
            if (const NamedItem *known = workspace->item(section, item.name)) {
                Value body = bodyOf(item);
                makePathsAbsolute(body, folder);
                entry.state = sameMeaning(body, bodyOf(*known)) ? ImportedEntry::State::Identical
                                                                : ImportedEntry::State::Different;
            }
            entries.push_back(std::move(entry));
        }
    }
    return entries;
}

} // namespace Kubeconfig
