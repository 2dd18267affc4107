// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/workspace.h"

#include "app/core/atomicfile.h"
#include "app/core/text.h"
#include "app/kubeconfig/scalar.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <sys/stat.h>
#include <thread>

namespace Kubeconfig {

namespace fs = std::filesystem;
using Core::ErrorCode;
using Core::fail;
using Core::Result;

namespace {

constexpr std::time_t kAbandonedSeconds = 5; // nobody writes a kubeconfig that long

// kubectl writes in place under an empty lock; ours, which says whose it is, is of no interest: it
// guards a rename.
bool isBeingWritten(const fs::path &file, std::size_t bytesRead)
{
    struct stat lock = {}, info = {};
    const std::time_t now = ::time(nullptr);
    if (::lstat((file.string() + ".lock").c_str(), &lock) == 0
        && (bytesRead == 0 || (lock.st_size == 0 && now - lock.st_mtime <= kAbandonedSeconds)))
        return true;
    if (::stat(file.c_str(), &info) != 0)
        return false;
    return static_cast<std::size_t>(info.st_size) != bytesRead
            || (bytesRead == 0 && now - info.st_mtime <= 1);
}

} // namespace

Result<std::string> readKubeconfig(const fs::path &file)
{
    constexpr int kRounds = 4;
    for (int round = 0;; ++round) {
        auto bytes = Core::readFile(file, kMaxFileBytes);
        if (!bytes || round == kRounds || !isBeingWritten(file, bytes->size()))
            return bytes;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

Result<> Workspace::read(const fs::path &path)
{
    auto bytes = readKubeconfig(path);
    if (!bytes) {
        if (bytes.error().code == ErrorCode::NotFound && !m_rules.isExplicit())
            return {};
        return fail(bytes.error());
    }
    auto document = Document::parse(std::move(*bytes), path.string());
    if (!document)
        return fail(document.error());
    File &file = m_files.emplace_back(
            File{ path, true, Editor(std::move(*document), m_sharing), {} });
    return refresh(file);
}

Result<> Workspace::refresh(File &file)
{
    auto view = file.editor.view();
    if (!view)
        return fail(view.error());
    file.view = std::move(*view);
    return {};
}

Result<Workspace> Workspace::open(const LoadingRules &rules, Editor::Sharing sharing)
{
    Workspace workspace(rules, sharing);
    for (const fs::path &path : rules.files()) {
        if (const auto done = workspace.read(path); !done)
            return fail(done.error());
    }
    return workspace;
}

Workspace::File *Workspace::fileOf(Section section, std::string_view name)
{
    const auto found = std::find_if(m_files.begin(), m_files.end(), [&](const File &file) {
        return file.view.item(section, name) != nullptr;
    });
    return found == m_files.end() ? nullptr : &*found;
}

const NamedItem *Workspace::item(Section section, std::string_view name)
{
    const File *file = fileOf(section, name);
    return file ? file->view.item(section, name) : nullptr;
}

std::string Workspace::currentContext() const
{
    for (const File &file : m_files) {
        if (!file.view.currentContext().empty())
            return std::string(file.view.currentContext());
    }
    return {};
}

Result<Workspace::File *> Workspace::defaultFile()
{
    const fs::path path = m_rules.defaultFile();
    if (path.empty())
        return fail(ErrorCode::NotFound, "no kubeconfig file is named", "set KUBECONFIG or HOME");
    return fileAt(path);
}

Result<Workspace::File *> Workspace::fileAt(const fs::path &path)
{
    for (File &file : m_files) {
        if (file.path == path)
            return &file;
    }
    auto empty = Document::parse({}, path.string());
    if (!empty)
        return fail(empty.error());
    return &m_files.emplace_back(
            File{ path, false, Editor(std::move(*empty), m_sharing), {} });
}

Plan Workspace::plan(std::string summary)
{
    Plan plan;
    plan.summary = Core::singleLine(summary, 300);
    for (File &file : m_files) {
        if (file.editor.bytes() == file.editor.original())
            continue;
        file.view = {};
        auto [before, after] = std::move(file.editor).takeOriginalAndBytes();
        plan.changes.push_back(
                FileChange{ file.path, file.exists, std::move(before), std::move(after) });
    }
    return plan;
}

tl::unexpected<Core::Error> noSuch(Section section, std::string_view name)
{
    return Core::fail(Core::ErrorCode::NotFound,
                "there is no " + std::string(bodyKey(section)) + " " + quotedName(name),
                "list them with: kubectl lanyard config contexts");
}

Value bodyOf(const NamedItem &item)
{
    return item.body ? Value::ofNode(*item.body) : Value::ofMap({});
}

} // namespace Kubeconfig
