// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/loadingrules.h"

#include <algorithm>
#include <cerrno>
#include <sys/stat.h>

namespace Kubeconfig {

namespace {

// A file that cannot be looked at is there: with the next one in its place a switch would land where
// the first file's own current-context wins over it.
bool exists(const std::filesystem::path &file)
{
    struct stat info = {};
    return ::stat(file.c_str(), &info) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

} // namespace

LoadingRules LoadingRules::fromEnvironment(const Core::Environment &environment,
                                           const std::optional<std::string> &explicitFile)
{
    LoadingRules rules;
    if (explicitFile && !explicitFile->empty()) {
        rules.m_files.emplace_back(*explicitFile);
        rules.m_explicit = true;
        return rules;
    }
    const std::string list = environment("KUBECONFIG").value_or(std::string());
    for (std::size_t at = 0; at < list.size();) {
        const std::size_t colon = std::min(list.find(':', at), list.size());
        const std::filesystem::path file(list.substr(at, colon - at));
        // client-go compares the strings as they are: /a/b and /a/./b are two files.
        if (!file.empty()
            && std::none_of(rules.m_files.begin(), rules.m_files.end(),
                            [&](const auto &known) { return known.native() == file.native(); }))
            rules.m_files.push_back(file);
        at = colon + 1;
    }
    if (list.empty()) {
        // homedir.HomeDir() is $HOME and nothing else on Linux.
        const std::string home = environment("HOME").value_or(std::string());
        rules.m_files.push_back(std::filesystem::path(home) / ".kube/config");
    }
    return rules;
}

std::filesystem::path LoadingRules::defaultFile() const
{
    if (m_files.empty())
        return {};
    if (m_explicit)
        return m_files.front();
    const auto first = std::find_if(m_files.begin(), m_files.end(), exists);
    return first != m_files.end() ? *first : m_files.back();
}

} // namespace Kubeconfig
