// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/history.h"

#include "app/core/atomicfile.h"
#include "app/core/json.h"
#include "app/core/text.h"
#include "app/core/timestamp.h"
#include "app/kubeconfig/lines.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <unistd.h>

namespace Kubeconfig {

namespace fs = std::filesystem;
using Core::ErrorCode;
using Core::fail;
using Core::Json;
using Core::Result;

namespace {

constexpr std::uint64_t kKept = 200; // entries
constexpr std::size_t kMaxEntryBytes = 8U * 1024 * 1024;
constexpr std::size_t kMaxRemembered = 2000;
constexpr std::size_t kWindow = 200; // lines searched for where two versions meet again

// The nearest place where both go on alike; the ends if there is none.
std::pair<std::size_t, std::size_t> meetAgain(const Lines &a, std::size_t i, const Lines &b,
                                              std::size_t j)
{
    const auto meets = [&](std::size_t x, std::size_t y) {
        if (x >= a.size() || y >= b.size() || a[x] != b[y])
            return false;
        return x + 1 >= a.size() || y + 1 >= b.size() || a[x + 1] == b[y + 1];
    };
    for (std::size_t distance = 1; distance <= kWindow; ++distance) {
        for (std::size_t step = 0; step <= distance; ++step) {
            if (meets(i + step, j + distance - step))
                return { i + step, j + distance - step };
        }
    }
    return { a.size(), b.size() };
}

fs::path folder(const fs::path &state)
{
    return state / "history";
}

fs::path entryFile(const fs::path &state, std::uint64_t id)
{
    return folder(state) / (std::to_string(id) + ".json");
}

std::uint64_t idOf(const fs::path &file)
{
    std::uint64_t id = 0;
    const std::string name = file.filename().string();
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), id);
    return error == std::errc() && std::string_view(end) == ".json" ? id : 0;
}

std::vector<std::uint64_t> ids(const fs::path &state)
{
    std::vector<std::uint64_t> all;
    std::error_code error;
    for (fs::directory_iterator it(folder(state), error), end; !error && it != end;
         it.increment(error)) {
        if (const std::uint64_t id = idOf(it->path()); id != 0)
            all.push_back(id);
    }
    std::sort(all.rbegin(), all.rend());
    return all;
}

// Invariant 1: a refresh token that leaves a kubeconfig must not live on in our files.
bool holdsRefreshToken(const HistoryChange &change)
{
    return std::any_of(change.hunks.begin(), change.hunks.end(), [](const Hunk &hunk) {
        return hunk.removed.find("refresh-token") != std::string::npos
                || hunk.removed.find("refresh_token") != std::string::npos;
    });
}

Json toJson(const HistoryEntry &entry)
{
    Json changes = Json::array();
    for (const HistoryChange &change : entry.changes) {
        Json hunks = Json::array();
        const bool secret = holdsRefreshToken(change);
        for (const Hunk &hunk : change.hunks) {
            if (!secret)
                hunks.push_back({ { "offset", hunk.offset },
                                  { "removed", hunk.removed },
                                  { "inserted", hunk.inserted } });
        }
        changes.push_back({ { "file", change.file.string() },
                            { "existed", change.existed },
                            { "secret", secret },
                            { "hunks", std::move(hunks) } });
    }
    return { { "v", 1 },
             { "time", entry.time },
             { "summary", entry.summary },
             { "undone", entry.undone },
             { "changes", std::move(changes) } };
}

std::optional<HistoryEntry> fromJson(std::uint64_t id, const Json &json)
{
    HistoryEntry entry;
    entry.id = id;
    entry.time = Core::jsonString(json, "time").value_or(std::string());
    entry.summary = Core::jsonString(json, "summary").value_or(std::string());
    entry.undone = Core::jsonBool(json, "undone", false);
    const auto changes = json.find("changes");
    if (changes == json.end() || !changes->is_array())
        return std::nullopt;
    for (const Json &item : *changes) {
        HistoryChange change;
        change.file = Core::jsonString(item, "file").value_or(std::string());
        change.existed = Core::jsonBool(item, "existed", true);
        const auto hunks = item.is_object() ? item.find("hunks") : item.end();
        if (change.file.empty() || hunks == item.end() || !hunks->is_array())
            return std::nullopt;
        for (const Json &part : *hunks) {
            const auto offset = Core::jsonInteger(part, "offset");
            if (!offset || *offset < 0)
                return std::nullopt;
            change.hunks.push_back(
                    Hunk{ static_cast<std::size_t>(*offset),
                          Core::jsonString(part, "removed").value_or(std::string()),
                          Core::jsonString(part, "inserted").value_or(std::string()) });
        }
        entry.changes.push_back(std::move(change));
    }
    return entry;
}

std::optional<HistoryEntry> readEntry(const fs::path &state, std::uint64_t id)
{
    const auto text = Core::readFile(entryFile(state, id), 2 * kMaxEntryBytes);
    if (!text)
        return std::nullopt;
    const auto json = Core::parseJson(*text, { 2 * kMaxEntryBytes, 8, 100'000 });
    return json && json->is_object() ? fromJson(id, *json) : std::nullopt;
}

Result<> addEntry(const fs::path &state, const HistoryEntry &entry)
{
    const std::string text = Core::dumpJson(toJson(entry));
    if (text.size() > kMaxEntryBytes)
        return fail(ErrorCode::TooLarge, "the change is too large for the history");
    const auto known = ids(state);
    std::uint64_t id = known.empty() ? 1 : known.front() + 1;
    int fd = -1;
    for (int round = 0; round < 64 && fd < 0; ++round, ++id) {
        fd = ::open(entryFile(state, id).c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (fd < 0 && errno != EEXIST)
            break;
    }
    if (fd < 0)
        return fail(Core::fileError("cannot write the history in", folder(state), errno));
    const ssize_t written = ::write(fd, text.data(), text.size());
    ::close(fd);
    if (written != static_cast<ssize_t>(text.size())) {
        ::unlink(entryFile(state, id - 1).c_str());
        return fail(ErrorCode::DiskFull, "the change could not be kept in the history");
    }
    std::error_code ignored;
    for (std::size_t i = static_cast<std::size_t>(kKept) - 1; i < known.size(); ++i)
        fs::remove(entryFile(state, known[i]), ignored);
    return {};
}

Result<> markUndone(const fs::path &state, std::uint64_t id)
{
    auto entry = readEntry(state, id);
    if (!entry)
        return {};
    entry->undone = true;
    return Core::replaceFile(entryFile(state, id), Core::dumpJson(toJson(*entry)),
                             { 0600, Core::Durability::Quick });
}

Json readMemory(const fs::path &state)
{
    const auto text = Core::readFile(state / "previous.json", kMaxEntryBytes);
    if (!text)
        return Json::object();
    auto json = Core::parseJson(*text, { kMaxEntryBytes, 4, 2 * kMaxRemembered });
    return json && json->is_object() ? *json : Json::object();
}

} // namespace

namespace {

constexpr std::size_t kBlock = 4096; // compared at once: memcmp is 20 times quicker than a loop

std::size_t commonStart(std::string_view a, std::string_view b)
{
    const std::size_t most = std::min(a.size(), b.size());
    std::size_t at = 0;
    while (at + kBlock <= most && a.substr(at, kBlock) == b.substr(at, kBlock))
        at += kBlock;
    while (at < most && a[at] == b[at])
        ++at;
    return at;
}

// Of two texts of one length.
std::size_t commonEnd(std::string_view a, std::string_view b)
{
    std::size_t left = a.size();
    while (left >= kBlock && a.substr(left - kBlock, kBlock) == b.substr(left - kBlock, kBlock))
        left -= kBlock;
    while (left > 0 && a[left - 1] == b[left - 1])
        --left;
    return a.size() - left;
}

} // namespace

std::vector<Hunk> hunksBetween(std::string_view before, std::string_view after)
{
    // Cut what is alike at both ends, by bytes, then back to whole lines with one line more.
    const std::size_t alike = commonStart(before, after);
    if (alike == before.size() && alike == after.size())
        return {};
    std::size_t head = alike;
    for (int lines = 0; head > 0 && lines < 2; --head)
        lines += before[head - 1] == '\n' && head != alike;
    head = head == 0 ? 0 : before.find('\n', head) + 1;
    const std::size_t most = std::min(before.size(), after.size()) - head;
    std::size_t tail = commonEnd(before.substr(before.size() - most), after.substr(after.size() - most));
    const std::size_t feed = before.find('\n', before.size() - tail);
    const std::size_t second = feed == std::string_view::npos ? feed : before.find('\n', feed + 1);
    tail = second == std::string_view::npos ? 0 : before.size() - second - 1;
    const Lines old = splitLines(before.substr(head, before.size() - head - tail));
    const Lines now = splitLines(after.substr(head, after.size() - head - tail));
    std::vector<Hunk> hunks;
    std::size_t i = 0, j = 0, offset = head;
    const auto length = [](const Lines &lines, std::size_t from, std::size_t to) {
        std::size_t sum = 0;
        for (std::size_t k = from; k < to; ++k)
            sum += lines[k].size();
        return sum;
    };
    while (i < old.size() || j < now.size()) {
        if (i < old.size() && j < now.size() && old[i] == now[j]) {
            offset += old[i].size();
            ++i;
            ++j;
            continue;
        }
        auto [x, y] = meetAgain(old, i, now, j);
        // One line before and after, so that the place is found again when the file has changed.
        const bool lead = i > 0 && j > 0
                && (hunks.empty() || offset > hunks.back().offset + hunks.back().removed.size());
        if (lead) {
            --i;
            --j;
            offset -= old[i].size();
        }
        if (x < old.size() && y < now.size()) {
            ++x;
            ++y;
        }
        const std::size_t oldLength = length(old, i, x), newLength = length(now, j, y);
        const std::size_t newOffset = head + length(now, 0, j);
        hunks.push_back(Hunk{ offset, std::string(before.substr(offset, oldLength)),
                              std::string(after.substr(newOffset, newLength)) });
        offset += oldLength;
        i = x;
        j = y;
    }
    return hunks;
}

std::optional<std::string> takeBack(std::string_view after, const std::vector<Hunk> &hunks)
{
    std::string text(after);
    for (auto hunk = hunks.rbegin(); hunk != hunks.rend(); ++hunk) {
        // From the back: what stands before is still as it was after the change.
        std::size_t at = hunk->offset;
        for (auto earlier = hunks.begin(); earlier != hunk.base() - 1; ++earlier)
            at += earlier->inserted.size() - earlier->removed.size();
        if (at > text.size() || text.compare(at, hunk->inserted.size(), hunk->inserted) != 0) {
            at = hunk->inserted.empty() ? std::string::npos : text.find(hunk->inserted);
            if (at == std::string::npos || text.find(hunk->inserted, at + 1) != std::string::npos)
                return std::nullopt;
        }
        text.replace(at, hunk->inserted.size(), hunk->removed);
    }
    return text;
}

HistoryEntry historyEntry(const Plan &plan)
{
    HistoryEntry entry;
    entry.time = Core::toRfc3339(std::chrono::system_clock::now());
    entry.summary = plan.summary;
    entry.undone = plan.undoes != 0; // "undo" again goes further back instead of to and fro
    for (const FileChange &change : plan.changes) {
        std::error_code error;
        const fs::path absolute = fs::absolute(change.file, error);
        entry.changes.push_back(HistoryChange{ error ? change.file : absolute, change.exists,
                                               hunksBetween(change.before, change.after) });
    }
    return entry;
}

Result<> record(const fs::path &stateFolder, const Plan &plan, const HistoryEntry &entry)
{
    if (stateFolder.empty())
        return {};
    for (const fs::path &dir : { stateFolder, folder(stateFolder) }) {
        if (const auto made = Core::makePrivateDirectory(dir); !made)
            return made;
    }
    if (const auto added = addEntry(stateFolder, entry); !added)
        return added;
    if (plan.undoes != 0) {
        if (const auto marked = markUndone(stateFolder, plan.undoes); !marked)
            return marked;
    }
    if (plan.remember.empty())
        return {};
    Json memory = readMemory(stateFolder);
    if (memory.size() > kMaxRemembered)
        memory = Json::object();
    for (const auto &[key, value] : plan.remember)
        memory[key] = value;
    return Core::replaceFile(stateFolder / "previous.json", Core::dumpJson(memory),
                             { 0600, Core::Durability::Quick });
}

std::vector<HistoryEntry> history(const fs::path &stateFolder)
{
    std::vector<HistoryEntry> entries;
    for (const std::uint64_t id : ids(stateFolder)) {
        if (auto entry = readEntry(stateFolder, id))
            entries.push_back(std::move(*entry));
    }
    return entries;
}

// Nothing for a file that the change made and somebody removed since.
static Result<std::optional<FileChange>> undoOf(const HistoryChange &change, std::uint64_t id)
{
    const std::string cannot = "change " + std::to_string(id) + " cannot be undone: ";
    if (change.hunks.empty())
        return fail(ErrorCode::Refused,
                    cannot + "it took out a refresh token, which is not kept in files");
    auto now = Core::readFile(change.file, 64U * 1024 * 1024);
    const bool missing = !now && now.error().code == ErrorCode::NotFound;
    if (missing && !change.existed)
        return std::nullopt;
    if (!now && !missing)
        return fail(now.error());
    auto back = takeBack(missing ? std::string_view() : *now, change.hunks);
    if (!back && missing)
        return fail(now.error()); // it was there after the change
    if (!back)
        return fail(ErrorCode::Conflict,
                    cannot + "the same place of " + Core::singleLine(change.file.string(), 400)
                            + " was changed again",
                    "undo the later change first");
    if (missing)
        return FileChange{ change.file, false, {}, std::move(*back) };
    const bool asMade = !change.existed && back->empty();
    return FileChange{ change.file, true, std::move(*now), std::move(*back), asMade };
}

Result<Plan> planUndo(const fs::path &stateFolder, std::uint64_t id)
{
    std::optional<HistoryEntry> entry;
    for (const std::uint64_t known : ids(stateFolder)) {
        if (id != 0 && known != id)
            continue;
        entry = readEntry(stateFolder, known);
        if (entry && (id != 0 || !entry->undone))
            break;
        entry.reset();
    }
    if (!entry)
        return fail(ErrorCode::NotFound,
                    id == 0 ? "there is nothing to undo"
                            : "there is no change " + std::to_string(id) + " in the history",
                    "list the changes with: kubectl lanyard config history");
    Plan plan;
    plan.summary = "Undo: " + entry->summary;
    plan.undoes = entry->id;
    for (const HistoryChange &change : entry->changes) {
        auto undone = undoOf(change, entry->id);
        if (!undone)
            return fail(undone.error());
        if (*undone)
            plan.changes.push_back(std::move(**undone));
    }
    if (plan.changes.empty())
        return fail(ErrorCode::NotFound,
                    "all files that change " + std::to_string(entry->id) + " made are gone",
                    "list the changes with: kubectl lanyard config history");
    return plan;
}

std::string recall(const fs::path &stateFolder, const std::string &key)
{
    return stateFolder.empty()
            ? std::string()
            : Core::jsonString(readMemory(stateFolder), key).value_or(std::string());
}

std::string contextMemoryKey(const LoadingRules &rules)
{
    return "context " + rules.defaultFile().string();
}

std::string namespaceMemoryKey(const LoadingRules &rules, std::string_view context)
{
    return "namespace " + rules.defaultFile().string() + " " + std::string(context);
}

} // namespace Kubeconfig
