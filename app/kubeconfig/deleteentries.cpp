// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/deleteentries.h"

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

Result<> checkNames(Workspace &workspace, Section section, const Names &names, UsedEntries used)
{
    for (const std::string &name : names) {
        if (!workspace.item(section, name))
            return fail(ErrorCode::NotFound,
                        "there is no " + std::string(bodyKey(section)) + " " + quotedName(name),
                        "list them with: kubectl lanyard config contexts");
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

Result<Plan> planDeleteEntries(const LoadingRules &rules, Section section,
                               std::span<const std::string> names, UsedEntries used)
{
    auto workspace = Workspace::open(rules);
    if (!workspace)
        return fail(workspace.error());
    Names left(names.begin(), names.end());
    if (const auto fine = checkNames(*workspace, section, left, used); !fine)
        return fail(fine.error());
    const std::string kind(bodyKey(section));
    const std::string summary = left.size() == 1
            ? "Delete " + kind + " " + *left.begin()
            : "Delete " + std::to_string(left.size()) + " " + kind + "s";
    std::vector<std::string> warnings;
    for (Workspace::File &file : workspace->files()) {
        std::vector<std::string> here;
        for (const NamedItem &item : file.view.items(section)) {
            const auto found = left.find(item.name);
            if (found != left.end())
                here.push_back(left.extract(found).value());
        }
        if (here.empty())
            continue;
        const auto done = workspace->edit(
                file, [&](Editor &editor) { return editor.removeItems(section, here); });
        if (!done)
            return fail(done.error());
    }
    for (const std::string &name : names) {
        if (const Workspace::File *shadowed = workspace->fileOf(section, name))
            warnings.push_back("the " + kind + " " + quotedName(name) + " of "
                               + Core::singleLine(shadowed->path.string(), 400)
                               + " now counts instead");
    }
    Plan plan = workspace->plan(summary);
    plan.warnings = std::move(warnings);
    return plan;
}

} // namespace Kubeconfig
