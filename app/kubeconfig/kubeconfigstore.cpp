// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/kubeconfigstore.h"

#include "app/core/atomicfile.h"
#include "app/core/text.h"
#include "app/kubeconfig/beside.h"
#include "app/kubeconfig/filelock.h"
#include "app/kubeconfig/history.h"
#include "app/kubeconfig/workspace.h"

#include "app/kubeconfig/scalar.h"
#include <algorithm>
#include <unordered_set>

namespace Kubeconfig {

namespace fs = std::filesystem;
using Core::ErrorCode;
using Core::fail;
using Core::Result;

namespace {

template<typename T, typename Make>
void mergeSection(const Workspace &workspace, Section section, std::vector<T> &out, Make make)
{
    // A file has each name once; only several files need the look-up.
    const bool several = workspace.files().size() > 1;
    std::unordered_set<std::string_view> names;
    for (const Workspace::File &file : workspace.files()) {
        out.reserve(out.size() + file.view.items(section).size());
        for (const NamedItem &item : file.view.items(section)) {
            if (several && !names.insert(item.name).second)
                continue; // the first file wins, whole entry
            out.push_back(make(item));
            out.back().file = file.path;
        }
    }
}

Config contextsOf(const Workspace &workspace)
{
    Config config;
    mergeSection(workspace, Section::Contexts, config.contexts, contextFrom);
    for (const Workspace::File &file : workspace.files()) {
        if (file.view.currentContext().empty())
            continue;
        config.currentContext = file.view.currentContext();
        config.currentContextFile = file.path;
        break;
    }
    return config;
}

Core::Error noSuchContext(std::string_view name)
{
    return { ErrorCode::NotFound,
             "there is no context " + quotedName(name),
             "list the contexts with: kubectl lanyard ctx",
             {} };
}

Result<> checkUnchanged(const FileChange &change)
{
    const auto same = Core::fileHolds(change.file, change.before);
    const bool missing = !same && same.error().code == ErrorCode::NotFound;
    if (!same && !missing)
        return fail(same.error());
    if (missing ? change.exists : !change.exists || !*same)
        return fail(ErrorCode::Conflict,
                    Core::singleLine(change.file.string(), 400)
                            + " was changed by another program in the meantime",
                    "look at it and try again; nothing was written");
    return {};
}

Result<> writeOne(const FileChange &change)
{
    if (!change.remove)
        return Core::replaceFile(change.file, change.after);
    std::error_code error;
    // What was written through a link is the file behind it; the link was there before.
    const fs::path real = fs::canonical(change.file, error);
    if (!error)
        fs::remove(real, error);
    if (error)
        return fail(Core::fileError("cannot remove", change.file, error.value()));
    return {};
}

// All files or none: a failure in a later file puts the earlier ones back.
Result<> writeAll(const Plan &plan)
{
    for (std::size_t i = 0; i < plan.changes.size(); ++i) {
        auto written = writeOne(plan.changes[i]);
        if (written)
            continue;
        for (std::size_t k = 0; k < i; ++k) {
            const FileChange &earlier = plan.changes[k];
            const Result<> back =
                    earlier.exists ? Core::replaceFile(earlier.file, earlier.before) : Result<>();
            if (!back)
                written.error().fix = "run: kubectl lanyard config undo; "
                        + Core::singleLine(earlier.file.string(), 400) + " is already changed";
            if (!earlier.exists) {
                std::error_code ignored;
                fs::remove(earlier.file, ignored);
            }
        }
        return written;
    }
    return {};
}

std::size_t sizeOf(const Plan &plan)
{
    std::size_t size = 0;
    for (const FileChange &change : plan.changes)
        size += change.after.size();
    return size;
}

std::vector<fs::path> filesOf(const Plan &plan)
{
    std::vector<fs::path> files;
    for (const FileChange &change : plan.changes)
        files.push_back(change.file);
    return files;
}

} // namespace

KubeconfigStore::KubeconfigStore(LoadingRules rules, fs::path stateFolder, SharedNodes shared)
    : m_rules(std::move(rules))
    , m_stateFolder(std::move(stateFolder))
    , m_shared(shared)
{
}

Result<Config> KubeconfigStore::load() const
{
    const auto workspace = Workspace::open(m_rules);
    if (!workspace)
        return fail(workspace.error());
    Config config = contextsOf(*workspace);
    mergeSection(*workspace, Section::Clusters, config.clusters, clusterFrom);
    mergeSection(*workspace, Section::Users, config.users, userFrom);
    return config;
}

Result<Config> KubeconfigStore::loadContexts() const
{
    const auto workspace = Workspace::open(m_rules);
    if (!workspace)
        return fail(workspace.error());
    return contextsOf(*workspace);
}

Result<Plan> KubeconfigStore::setCurrentContext(std::string_view context) const
{
    auto workspace = Workspace::open(m_rules, m_shared);
    if (!workspace)
        return fail(workspace.error());
    if (context.empty() || !workspace->item(Section::Contexts, context))
        return fail(noSuchContext(context));
    const std::string current = workspace->currentContext();
    const std::string summary = "Switch to context " + std::string(context);
    if (current == context)
        return workspace->plan(summary);
    const auto file = workspace->defaultFile();
    if (!file)
        return fail(file.error());
    const auto done =
            workspace->edit(**file, [&](Editor &e) { return e.setCurrentContext(context); });
    if (!done)
        return fail(done.error());
    Plan plan = workspace->plan(summary);
    plan.remember.emplace_back(contextMemoryKey(m_rules), current);
    return plan;
}

Result<Plan> KubeconfigStore::setNamespace(std::string_view context,
                                           std::string_view nameSpace) const
{
    auto workspace = Workspace::open(m_rules, m_shared);
    if (!workspace)
        return fail(workspace.error());
    Workspace::File *file = workspace->fileOf(Section::Contexts, context);
    if (!file)
        return fail(noSuchContext(context));
    const std::string current(
            textAt(file->view.item(Section::Contexts, context)->body, "namespace"));
    const auto done = workspace->edit(*file, [&](Editor &editor) {
        return nameSpace.empty()
                ? editor.remove(Section::Contexts, context, { "namespace" })
                : editor.set(Section::Contexts, context, { "namespace" }, Value::ofText(nameSpace));
    });
    if (!done)
        return fail(done.error());
    Plan plan = workspace->plan(nameSpace.empty()
                                        ? "Clear the namespace of context " + std::string(context)
                                        : "Use namespace " + std::string(nameSpace) + " in context "
                                                + std::string(context));
    plan.remember.emplace_back(namespaceMemoryKey(m_rules, context),
                               current.empty() ? "default" : current);
    return plan;
}

Result<> KubeconfigStore::commit(const Plan &plan, StaleLock staleLock) const
{
    if (plan.isEmpty())
        return {};
    FileLock::Options options;
    options.stale = staleLock;
    auto lock = FileLock::take(filesOf(plan), options);
    if (!lock)
        return fail(lock.error());
    for (const FileChange &change : plan.changes) {
        if (const auto same = checkUnchanged(change); !same)
            return same;
    }
    auto entry = beside(sizeOf(plan), [&] { return historyEntry(plan); });
    if (const auto written = writeAll(plan); !written)
        return written;
    lock->release();
    [[maybe_unused]] const Result<> kept = record(m_stateFolder, plan, entry.get());
    return {};
}

Result<Plan> KubeconfigStore::edit(const Planner &planner, StaleLock staleLock) const
{
    constexpr int kRounds = 8;
    FileLock::Options options;
    options.stale = staleLock;
    for (int round = 0; round < kRounds; ++round) {
        auto plan = planner(*this);
        if (!plan || plan->isEmpty())
            return plan;
        const std::vector<fs::path> locked = filesOf(*plan);
        auto lock = FileLock::take(locked, options);
        if (!lock)
            return fail(lock.error());
        const bool changed = std::any_of(plan->changes.begin(), plan->changes.end(),
                                         [](const FileChange &c) { return !checkUnchanged(c); });
        if (changed) {
            plan = planner(*this);
            if (!plan || plan->isEmpty())
                return plan;
            if (filesOf(*plan) != locked)
                continue; // the change now needs other files, too
            for (const FileChange &change : plan->changes) {
                if (const auto same = checkUnchanged(change); !same)
                    return fail(same.error()); // somebody writes without the lock
            }
        }
        auto entry = beside(sizeOf(*plan), [&] { return historyEntry(*plan); });
        if (const auto written = writeAll(*plan); !written)
            return fail(written.error());
        lock->release();
        if (const auto kept = record(m_stateFolder, *plan, entry.get()); !kept)
            plan->warnings.push_back(kept.error().message);
        return plan;
    }
    return fail(ErrorCode::Conflict, "the kubeconfig files keep changing", "try again in a moment");
}

Result<Plan> KubeconfigStore::undo(std::uint64_t id) const
{
    return planUndo(m_stateFolder, id);
}

std::string KubeconfigStore::previousContext() const
{
    return recall(m_stateFolder, contextMemoryKey(m_rules));
}

std::string KubeconfigStore::previousNamespace(std::string_view context) const
{
    return recall(m_stateFolder, namespaceMemoryKey(m_rules, context));
}

} // namespace Kubeconfig
