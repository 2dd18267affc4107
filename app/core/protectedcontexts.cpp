// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/protectedcontexts.h"

#include "app/core/atomicfile.h"
#include "app/core/json.h"
#include "app/core/text.h"

#include <algorithm>

namespace Core {

namespace {

constexpr std::size_t kMaxBytes = 1024 * 1024;
constexpr std::size_t kMaxNames = 10'000;

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kBlank = " \t\r";
    const std::size_t first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

// The name of one line; empty for a comment. Nothing if the line makes no sense.
std::optional<std::string> nameOf(std::string_view line)
{
    const std::string_view text = trimmed(line);
    if (text.empty() || text.front() == '#')
        return std::string();
    if (text.front() != '"')
        return isValidUtf8(text) ? std::optional<std::string>(text) : std::nullopt;
    const auto json = parseJson(text, { kMaxBytes, 2, 2 });
    if (!json || !json->is_string() || json->get_ref<const std::string &>().empty())
        return std::nullopt;
    return json->get<std::string>();
}

} // namespace

Result<ProtectedContexts> ProtectedContexts::parse(std::string_view text,
                                                   const std::filesystem::path &file)
{
    const std::string where = singleLine(file.string(), 400);
    ProtectedContexts contexts;
    if (text.size() > kMaxBytes)
        return fail(ErrorCode::TooLarge, where + " is larger than 1 MiB", "remove lines from it");
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, end - at);
        auto name = nameOf(line);
        if (!name)
            return fail(ErrorCode::Parse,
                        "line " + std::to_string(contexts.m_lines.size() + 1) + " of " + where
                                + " is no name of a context",
                        "write one name in double quotes a line, or remove the line");
        if (!name->empty())
            contexts.m_names.insert(*name);
        if (contexts.m_names.size() > kMaxNames)
            return fail(ErrorCode::TooLarge, where + " marks more than 10000 contexts",
                        "remove lines from it");
        contexts.m_lines.push_back({ std::string(line), std::move(*name) });
        at = end + 1;
    }
    return contexts;
}

Result<ProtectedContexts> ProtectedContexts::read(const std::filesystem::path &file)
{
    const auto text = readFile(file, kMaxBytes);
    if (text)
        return parse(*text, file);
    if (text.error().code == ErrorCode::NotFound)
        return ProtectedContexts();
    return fail(text.error());
}

bool ProtectedContexts::contains(std::string_view context) const
{
    return m_names.find(context) != m_names.end();
}

Result<> ProtectedContexts::add(std::string_view context)
{
    if (context.empty() || !isValidUtf8(context))
        return fail(ErrorCode::Usage, "the name of the context is empty or not UTF-8");
    if (contains(context))
        return {};
    if (m_names.size() >= kMaxNames)
        return fail(ErrorCode::TooLarge, "10000 contexts are marked as protected already");
    m_names.emplace(context);
    m_lines.push_back({ dumpJson(context), std::string(context) });
    return {};
}

void ProtectedContexts::remove(std::string_view context)
{
    const auto known = m_names.find(context);
    if (known == m_names.end())
        return;
    m_names.erase(known);
    std::erase_if(m_lines, [&](const Line &line) { return line.name == context; });
}

std::string ProtectedContexts::text() const
{
    std::string text;
    for (const Line &line : m_lines)
        text += line.text + '\n';
    return text;
}

std::filesystem::path protectedContextsFile(const Paths &paths)
{
    return paths.config() / "protected-contexts";
}

Result<> setProtection(const std::filesystem::path &file, std::string_view context,
                       Protection protection)
{
    auto contexts = ProtectedContexts::read(file);
    if (!contexts)
        return fail(contexts.error());
    if (contexts->contains(context) == (protection == Protection::On))
        return {};
    if (protection == Protection::Off)
        contexts->remove(context);
    else if (const auto added = contexts->add(context); !added)
        return added;
    if (const auto made = makePrivateDirectory(file.parent_path()); !made)
        return made;
    return replaceFile(file, contexts->text());
}

} // namespace Core
