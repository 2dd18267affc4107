// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
//
// Deleting 1,000 of 10,000 contexts in one change (planned and verified, not written), beside
// parsing the same file. Prints both medians in seconds.
#include "app/core/atomicfile.h"
#include "app/kubeconfig/deletions.h"
#include "app/kubeconfig/document.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

using namespace Kubeconfig;
namespace fs = std::filesystem;

template<typename Work> static double median(int rounds, Work work)
{
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        const auto begun = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
        times.push_back(taken.count());
    }
    std::nth_element(times.begin(), times.begin() + rounds / 2, times.end());
    return times[static_cast<std::size_t>(rounds / 2)];
}

int main(int argc, char **argv)
{
    const int rounds = argc > 1 ? std::max(3, std::atoi(argv[1])) : 11;
    std::string text = "apiVersion: v1\nkind: Config\ncontexts:\n";
    std::vector<std::string> names;
    for (int i = 0; i < 10'000; ++i) {
        const std::string name = "c" + std::to_string(i);
        text += "- name: " + name + "\n  context:\n    cluster: c\n    user: u\n";
        if (i % 10 == 3)
            names.push_back(name);
    }
    std::string folder = (fs::temp_directory_path() / "lyb-XXXXXX").string();
    if (!::mkdtemp(folder.data()))
        return 1;
    const fs::path file = fs::path(folder) / "config";
    bool fine = Core::replaceFile(file, text).has_value();
    const auto rules = LoadingRules::fromEnvironment([](auto) { return std::nullopt; }, file.string());
    const double parsing = median(rounds, [&] { fine = fine && Document::parse(text, "x").has_value(); });
    const double deleting = median(rounds, [&] {
        const auto plan = planDeleteAll(rules, names, Orphans::Remove);
        fine = fine && plan && plan->changes.size() == 1;
    });
    std::error_code ignored;
    fs::remove_all(folder, ignored);
    std::printf("{\"delete\": %.9f, \"parse\": %.9f}\n", deleting, parsing);
    return fine ? 0 : 1;
}
