// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/operations.h"

#include "app/core/text.h"
#include "app/kubeconfig/scalar.h"
#include "app/kubeconfig/workspace.h"

namespace Kubeconfig {

using Core::ErrorCode;
using Core::fail;
using Core::Result;

namespace {

// Names of the contexts of one file that refer to a cluster or user.
std::vector<std::string> referring(const FileView &view, Section section, std::string_view name)
{
    std::vector<std::string> contexts;
    for (const NamedItem &context : view.items(Section::Contexts)) {
        if (textAt(context.body, bodyKey(section)) == name)
            contexts.emplace_back(context.name);
    }
    return contexts;
}

Result<> renameIn(Workspace &workspace, Workspace::File &file, Section section,
                  std::string_view name, std::string_view newName)
{
    const bool defines = file.view.item(section, name) != nullptr;
    const auto references = section == Section::Contexts ? std::vector<std::string>()
                                                         : referring(file.view, section, name);
    const bool current = section == Section::Contexts && file.view.currentContext() == name;
    if (!defines && references.empty() && !current)
        return {};
    return workspace.edit(file, [&](Editor &editor) -> Result<> {
        if (defines) {
            if (const auto done = editor.rename(section, name, newName); !done)
                return done;
        }
        for (const std::string &context : references) {
            const auto done = editor.set(Section::Contexts, context,
                                         { std::string(bodyKey(section)) }, Value::ofText(newName));
            if (!done)
                return done;
        }
        return current ? editor.setCurrentContext(newName) : Result<>();
    });
}

} // namespace

Result<Plan> planRename(const LoadingRules &rules, Section section, std::string_view name,
                        std::string_view newName, SharedNodes shared)
{
    auto workspace = Workspace::open(rules, shared);
    if (!workspace)
        return fail(workspace.error());
    if (!workspace->item(section, name))
        return noSuch(section, name);
    if (newName.empty() || !Core::isValidUtf8(newName))
        return fail(ErrorCode::Usage, "the new name is empty or not UTF-8");
    if (name == newName)
        return workspace->plan({});
    for (const Workspace::File &file : workspace->files()) {
        if (file.view.item(section, newName))
            return fail(ErrorCode::Conflict,
                        "there is already a " + std::string(bodyKey(section)) + " "
                                + quotedName(newName) + " in "
                                + Core::singleLine(file.path.string(), 400),
                        "choose another name");
    }
    for (Workspace::File &file : workspace->files()) {
        if (const auto done = renameIn(*workspace, file, section, name, newName); !done)
            return fail(done.error());
    }
    return workspace->plan("Rename " + std::string(bodyKey(section)) + " " + std::string(name)
                           + " to " + std::string(newName));
}

Result<Plan> planDuplicate(const LoadingRules &rules, std::string_view context,
                           std::string_view newName)
{
    auto workspace = Workspace::open(rules);
    if (!workspace)
        return fail(workspace.error());
    Workspace::File *file = workspace->fileOf(Section::Contexts, context);
    if (!file)
        return noSuch(Section::Contexts, context);
    if (workspace->item(Section::Contexts, newName))
        return fail(ErrorCode::Conflict, "there is already a context " + quotedName(newName),
                    "choose another name");
    const NamedItem *item = file->view.item(Section::Contexts, context);
    const Value body = bodyOf(*item);
    const auto done = workspace->edit(
            *file, [&](Editor &editor) { return editor.append(Section::Contexts, newName, body); });
    if (!done)
        return fail(done.error());
    return workspace->plan("Duplicate context " + std::string(context) + " as "
                           + std::string(newName));
}

} // namespace Kubeconfig
