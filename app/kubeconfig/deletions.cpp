// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/deletions.h"

#include "app/core/text.h"
#include "app/kubeconfig/scalar.h"
#include "app/kubeconfig/workspace.h"

#include <set>

namespace Kubeconfig {

using Core::ErrorCode;
using Core::fail;
using Core::Result;

namespace {

using Names = std::set<std::string, std::less<>>;

std::string summaryOf(Section section, const Names &names)
{
    const std::string kind(bodyKey(section));
    return names.size() == 1 ? "Delete " + kind + " " + *names.begin()
                             : "Delete " + std::to_string(names.size()) + " " + kind + "s";
}

// What the contexts that stay refer to; also entries that another file hides count as used.
Names usedNames(const Workspace &workspace, Section section)
{
    Names used;
    for (const Workspace::File &file : workspace.files()) {
        for (const NamedItem &context : file.view.items(Section::Contexts))
            used.emplace(textAt(context.body, bodyKey(section)));
    }
    return used;
}

// Removes the effective entries of these names, each from the file in which it counts.
Result<> removeAll(Workspace &workspace, Section section, const Names &names,
                   std::vector<std::string> &warnings)
{
    Names left = names;
    for (Workspace::File &file : workspace.files()) {
        std::vector<std::string> here;
        for (const NamedItem &item : file.view.items(section)) {
            if (const auto found = left.find(item.name); found != left.end()) {
                here.push_back(*found);
                left.erase(found);
            }
        }
        if (here.empty())
            continue;
        const auto done = workspace.edit(
                file, [&](Editor &editor) { return editor.removeItems(section, here); });
        if (!done)
            return done;
    }
    for (const std::string &name : names) {
        if (const Workspace::File *shadowed = workspace.fileOf(section, name))
            warnings.push_back("the " + std::string(bodyKey(section)) + " " + quotedName(name)
                               + " of " + Core::singleLine(shadowed->path.string(), 400)
                               + " now counts instead");
    }
    return {};
}

// The first context that refers to one of the names.
std::optional<std::pair<std::string, std::string>> userOf(const Workspace &workspace,
                                                          Section section, const Names &names)
{
    for (const Workspace::File &file : workspace.files()) {
        for (const NamedItem &context : file.view.items(Section::Contexts)) {
            const std::string_view name = textAt(context.body, bodyKey(section));
            if (names.contains(name))
                return std::pair(std::string(context.name), std::string(name));
        }
    }
    return std::nullopt;
}

// Deleted against the advice: the contexts that now lack what they name.
void warnAboutUsers(const Workspace &workspace, Section section, const Names &names,
                    std::vector<std::string> &warnings)
{
    constexpr std::size_t told = 3;
    std::vector<std::string> contexts;
    for (const Workspace::File &file : workspace.files()) {
        for (const NamedItem &context : file.view.items(Section::Contexts)) {
            if (names.contains(textAt(context.body, bodyKey(section))))
                contexts.push_back(quotedName(context.name));
        }
    }
    if (contexts.empty())
        return;
    std::string list;
    for (std::size_t i = 0; i < std::min(told, contexts.size()); ++i)
        list += (i == 0 ? "" : ", ") + contexts[i];
    if (contexts.size() > told)
        list += " and " + std::to_string(contexts.size() - told) + " more";
    warnings.push_back((contexts.size() == 1 ? "the context " + list + " names a "
                                             : "the contexts " + list + " name a ")
                       + std::string(bodyKey(section)) + " that is gone now");
}

Result<> checkNames(Workspace &workspace, Section section, const Names &names, UsedEntries used)
{
    for (const std::string &name : names) {
        if (!workspace.item(section, name))
            return noSuch(section, name);
    }
    const auto user = used == UsedEntries::Refuse ? userOf(workspace, section, names) : std::nullopt;
    if (!user)
        return {};
    return fail(ErrorCode::Refused,
                "the " + std::string(bodyKey(section)) + " " + quotedName(user->second)
                        + " is used by the context " + quotedName(user->first),
                "delete the context, too (delete-context --with-orphans), or add --yes");
}

} // namespace

Result<Plan> planDelete(const LoadingRules &rules, std::string_view context, Orphans orphans)
{
    const std::string name(context);
    return planDeleteAll(rules, { &name, 1 }, orphans);
}

Result<Plan> planDeleteAll(const LoadingRules &rules, std::span<const std::string> contexts,
                           Orphans orphans)
{
    auto workspace = Workspace::open(rules);
    if (!workspace)
        return fail(workspace.error());
    const Names names(contexts.begin(), contexts.end());
    std::array<Names, 3> referred;
    for (const std::string &name : names) {
        const NamedItem *item = workspace->item(Section::Contexts, name);
        if (!item)
            return noSuch(Section::Contexts, name);
        for (const Section section : { Section::Clusters, Section::Users })
            referred[static_cast<std::size_t>(section)].emplace(
                    textAt(item->body, bodyKey(section)));
    }
    std::vector<std::string> warnings;
    if (names.contains(workspace->currentContext()))
        warnings.push_back("the current context " + quotedName(workspace->currentContext())
                           + " is gone now; choose another with: kubectl lanyard ctx NAME");
    if (const auto done = removeAll(*workspace, Section::Contexts, names, warnings); !done)
        return fail(done.error());
    for (const Section section : { Section::Clusters, Section::Users }) {
        if (orphans == Orphans::Keep)
            break;
        Names unused = referred[static_cast<std::size_t>(section)];
        const Names used = usedNames(*workspace, section);
        std::erase_if(unused, [&](const std::string &name) { return used.contains(name); });
        if (const auto done = removeAll(*workspace, section, unused, warnings); !done)
            return fail(done.error());
    }
    Plan plan = workspace->plan(summaryOf(Section::Contexts, names));
    plan.warnings = std::move(warnings);
    return plan;
}

Result<Plan> planDeleteEntries(const LoadingRules &rules, Section section,
                               std::span<const std::string> names, UsedEntries used)
{
    EntryNames entries;
    (section == Section::Clusters ? entries.clusters : entries.users)
            .assign(names.begin(), names.end());
    return planDeleteEntries(rules, entries, used);
}

Result<Plan> planDeleteEntries(const LoadingRules &rules, const EntryNames &entries,
                               UsedEntries used)
{
    auto workspace = Workspace::open(rules);
    if (!workspace)
        return fail(workspace.error());
    const std::array<std::pair<Section, Names>, 2> kinds {
        { { Section::Clusters, { entries.clusters.begin(), entries.clusters.end() } },
          { Section::Users, { entries.users.begin(), entries.users.end() } } }
    };
    std::vector<std::string> warnings;
    std::string summary;
    for (const auto &[section, names] : kinds) {
        if (names.empty())
            continue;
        if (const auto fine = checkNames(*workspace, section, names, used); !fine)
            return fail(fine.error());
        warnAboutUsers(*workspace, section, names, warnings);
        if (const auto done = removeAll(*workspace, section, names, warnings); !done)
            return fail(done.error());
        const std::string words = summaryOf(section, names);
        summary += summary.empty() ? words : " and d" + words.substr(1);
    }
    Plan plan = workspace->plan(summary);
    plan.warnings = std::move(warnings);
    return plan;
}

} // namespace Kubeconfig
