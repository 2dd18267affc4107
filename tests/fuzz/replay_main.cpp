// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
//
// Stands in for libFuzzer where there is only a plain compiler: runs the target on every file of the
// given folders, cut short at many places and with bytes changed, always in the same way.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kCuts = 64;
constexpr std::size_t kMutations = 256;
constexpr std::size_t kMaxMutatedBytes = 64 * 1024;

void run(const std::string &bytes)
{
    // A copy of exactly this size, so that AddressSanitizer sees a read past the end.
    const std::vector<std::uint8_t> exact(bytes.begin(), bytes.end());
    LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

std::string mutated(std::string bytes, std::mt19937 &random)
{
    const auto below = [&](std::size_t end) { return random() % end; };
    for (std::size_t i = 0, changes = 1 + below(4); i < changes && !bytes.empty(); ++i) {
        const std::size_t at = below(bytes.size());
        switch (below(4)) {
        case 0:
            bytes[at] = static_cast<char>(below(256));
            break;
        case 1:
            bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << below(8)));
            break;
        case 2:
            bytes.erase(at, 1 + below(8));
            break;
        default:
            bytes.insert(at, bytes.substr(below(bytes.size()), 1 + below(16)));
        }
    }
    return bytes;
}

std::size_t replay(const fs::path &file)
{
    std::ifstream in(file, std::ios::binary);
    const std::string bytes { std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>() };
    std::printf("%s\n", file.c_str()); // the last line before a crash names the culprit
    std::fflush(stdout);
    run(bytes);
    if (bytes.empty() || bytes.size() > kMaxMutatedBytes)
        return 1;
    for (std::size_t i = 0; i < kCuts; ++i)
        run(bytes.substr(0, bytes.size() * i / kCuts));
    std::mt19937 random(static_cast<std::mt19937::result_type>(bytes.size()));
    for (std::size_t i = 0; i < kMutations; ++i)
        run(mutated(bytes, random));
    return 1 + kCuts + kMutations;
}

} // namespace

int main(int argc, char **argv)
{
    std::vector<fs::path> files;
    for (const char *argument : std::vector<const char *>(argv + 1, argv + argc)) {
        if (fs::is_regular_file(argument))
            files.emplace_back(argument);
        else if (fs::is_directory(argument))
            for (const auto &entry : fs::recursive_directory_iterator(argument))
                if (entry.is_regular_file())
                    files.push_back(entry.path());
    }
    if (files.empty()) {
        std::fprintf(stderr, "usage: %s FOLDER|FILE…: no inputs found\n", argv[0]);
        return 2;
    }
    std::size_t runs = 0;
    for (const fs::path &file : files)
        runs += replay(file);
    std::printf("%zu inputs of %zu files\n", runs, files.size());
    return 0;
}
