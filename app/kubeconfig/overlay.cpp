// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/overlay.h"

#include "app/core/atomicfile.h"
#include "app/core/paths.h"
#include "app/core/text.h"
#include "app/kubeconfig/scalar.h"
#include "app/kubeconfig/value.h"
#include "app/kubeconfig/workspace.h"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <ctime>

#include <sys/stat.h>

namespace Kubeconfig {

namespace fs = std::filesystem;
using Core::ErrorCode;
using Core::fail;
using Core::Result;

namespace {

constexpr std::time_t kUnclaimedSeconds = 60; // `eval` writes the process at once

fs::path absolutePath(const fs::path &path)
{
    std::error_code error;
    const fs::path full = fs::absolute(path, error);
    return error ? path : full.lexically_normal();
}

std::string overlayText(std::string_view context, const Value &body)
{
    const Value item = Value::ofMap({ { "name", Value::ofText(context) }, { "context", body } });
    return "# " + std::string("one shell's context; the rest is read from the files behind it\n")
            + blockMembers(Value::ofMap({ { "apiVersion", Value::ofText("v1") },
                                          { "kind", Value::ofText("Config") },
                                          { "contexts", Value::ofList({ item }) },
                                          { "current-context", Value::ofText(context) } }),
                           0, BlockLayout{});
}

std::optional<pid_t> processOf(const fs::path &folder)
{
    const auto text = Core::readFile(folder / "pid", 32);
    pid_t process = 0;
    if (!text)
        return std::nullopt;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), process);
    return error == std::errc() && process > 0 ? std::optional(process) : std::nullopt;
}

bool isDead(const fs::path &folder)
{
    if (const auto process = processOf(folder))
        return ::kill(*process, 0) != 0 && errno == ESRCH;
    struct stat info = {};
    return ::lstat(folder.c_str(), &info) == 0
            && std::time(nullptr) - info.st_mtime > kUnclaimedSeconds;
}

} // namespace

std::vector<fs::path> originalFiles(const LoadingRules &rules, const fs::path &shells)
{
    std::vector<fs::path> files;
    for (const fs::path &file : rules.files()) {
        const fs::path full = absolutePath(file);
        if (full.parent_path().parent_path() != absolutePath(shells))
            files.push_back(full);
    }
    return files;
}

Result<Overlay> planOverlay(const LoadingRules &rules, std::string_view context,
                            const fs::path &shells)
{
    auto workspace = Workspace::open(rules);
    if (!workspace)
        return fail(workspace.error());
    const NamedItem *item = workspace->item(Section::Contexts, context);
    if (context.empty() || !item)
        return fail(ErrorCode::NotFound, "there is no context " + quotedName(context),
                    "list the contexts with: kubectl lanyard ctx");
    Overlay overlay;
    overlay.text = overlayText(context, item->body ? Value::ofNode(*item->body) : Value::ofMap({}));
    for (const fs::path &file : originalFiles(rules, shells)) {
        if (file.string().find(':') != std::string::npos)
            return fail(ErrorCode::Refused,
                        Core::singleLine(file.string(), 400) + " has a colon in its path",
                        "KUBECONFIG cannot name it; rename the file");
        overlay.kubeconfig += ":" + file.string();
    }
    return overlay;
}

Result<Overlay> writeOverlay(Overlay overlay, const fs::path &shells)
{
    for (const fs::path &folder : { shells.parent_path(), shells }) {
        if (const auto made = Core::makePrivateDirectory(folder); !made)
            return fail(made.error());
    }
    std::string name = (shells / "XXXXXX").string();
    if (!::mkdtemp(name.data()))
        return fail(Core::fileError("cannot make a folder in", shells, errno));
    overlay.folder = name;
    if (const auto written = Core::replaceFile(overlay.file(), overlay.text,
                                               { 0600, Core::Durability::Quick });
        !written) {
        removeOverlay(overlay.folder);
        return fail(written.error());
    }
    overlay.kubeconfig = overlay.file().string() + overlay.kubeconfig;
    return overlay;
}

Result<> setOverlayProcess(const Overlay &overlay, pid_t process)
{
    return Core::replaceFile(overlay.pidFile(), std::to_string(process),
                             { 0600, Core::Durability::Quick });
}

// By name, so that a folder with anything else in it stays.
void removeOverlay(const fs::path &folder)
{
    std::error_code ignored;
    for (const char *name : { "config", "config.lock", "pid" })
        fs::remove(folder / name, ignored);
    fs::remove(folder, ignored);
}

std::size_t removeDeadOverlays(const fs::path &shells)
{
    std::vector<fs::path> dead;
    std::error_code error;
    for (fs::directory_iterator entry(shells, error), end; !error && entry != end;
         entry.increment(error)) {
        if (entry->symlink_status(error).type() == fs::file_type::directory && isDead(entry->path()))
            dead.push_back(entry->path());
    }
    for (const fs::path &folder : dead)
        removeOverlay(folder);
    return dead.size();
}

} // namespace Kubeconfig
